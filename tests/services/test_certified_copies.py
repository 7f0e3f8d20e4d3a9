"""Certified copies: what is on their pages, where the block stands, which numbers they have, what the register says."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.errors import UserError
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.rules.documents_nd30 import CopyForm
from cchc_desktop.services.papers import issued_files, issuing, register
from cchc_desktop.services.papers.certified_copies import CopyWish, forms_of, make_copy, new_copy
from cchc_desktop.storage import changes
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier, with_plan
from tests.services.issued import DAY, TODAY, decision_of, docx_words, issue, kept, letter, words_of

COPIED = date(YEAR, 2, 3)


def original(dossier: Dossier, guid: str) -> IssuedRow:
    issue(dossier, guid)
    return issuing.issued_versions(dossier, guid)[0]


def copied(dossier: Dossier, row: IssuedRow, form: CopyForm, **wished: Any) -> IssuedRow:
    fields = {name: wished.pop(name) for name in ("number", "issued_on", "recipients") if name in wished}
    signed = {"signing_form": "by_order", "signer_title": "CHÁNH VĂN PHÒNG", "signer_name": "Trần Thị B"}
    paper = replace(new_copy(dossier, row, form, COPIED), **signed, **fields)
    made = make_copy(dossier, issued_guid=row.guid, wish=CopyWish(form, paper, **wished), today=TODAY)
    return issued_files.read_one(dossier, made.created("issued_paper")[0])


def pages_of(dossier: Dossier, row: IssuedRow, folder: Path) -> list[str]:
    data = kept(dossier, row.guid, "pdf", folder)
    return [words_of(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_a_true_copy_has_the_whole_text_and_its_block_on_the_last_page(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    made = copied(dossier, row, CopyForm.TRUE_COPY, recipients=("Lưu: VT", "Phòng Văn hóa - Xã hội"))
    (page,) = pages_of(dossier, made, tmp_path)
    (before,) = pages_of(dossier, row, tmp_path)
    assert page.startswith(before) and len(page) > len(before)
    block = page[len(before) :]
    assert "SAOY" in block and "Số:01/SY-UBND" in block and "ngày03tháng02năm2026" in block
    assert "TL.CHỦTỊCHCHÁNHVĂNPHÒNG" in block and "TrầnThịB" in block
    assert "-PhòngVănhóa-Xãhội;-Lưu:VT." in block and "CỘNGHÒA" not in block
    assert "SAOY" in docx_words(kept(dossier, made.guid, "docx", tmp_path))  # the block alone, for a copied original
    pages = pypdf.PdfReader(io.BytesIO(kept(dossier, made.guid, "pdf", tmp_path))).pages
    assert all("/Annots" not in page or not page["/Annots"] for page in pages)  # no field of the original's signer


def test_the_block_leaves_the_room_of_the_signature_and_goes_on_where_there_is_none(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    scan = tmp_path / "scan.pdf"
    canvas = Canvas(str(scan), pagesize=(595.3, 841.9))
    for words in ("Trang một", "Trang hai"):
        canvas.drawString(85, 800, words)
        canvas.rect(0, 0, 595, 841)  # a picture of the whole sheet
        canvas.showPage()
    canvas.save()
    made = copied(dossier, row, CopyForm.TRUE_COPY, source=scan)
    pages = pages_of(dossier, made, tmp_path)
    assert len(pages) == made.pages == 3 and "SAOY" in pages[2] and "SAOY" not in pages[1]
    text = pypdfium2.PdfDocument(kept(dossier, copied(dossier, row, CopyForm.TRUE_COPY).guid, "pdf", tmp_path))[0]
    words = text.get_textpage()
    signed, below = (words.get_charbox(words.search(one).get_next()[0])[1] for one in ("TM. ", "SAO Y"))
    assert signed - below > 90  # the room of a signature of 70 points, which is still to be written, and the title


def test_an_extract_has_its_pages_alone_and_a_copy_of_a_copy_both_blocks(tmp_path: Path) -> None:
    dossier, plan_guid, _tasks = with_plan(tmp_path)
    row = original(dossier, decision_of(dossier, plan_guid))
    assert row.pages > 2
    extract = copied(dossier, row, CopyForm.EXTRACT, pages=(2,))
    pages = pages_of(dossier, extract, tmp_path)
    assert pages[0].startswith(pages_of(dossier, row, tmp_path)[1]) and "TRÍCHSAO" in pages[-1]
    first = copied(dossier, row, CopyForm.TRUE_COPY)
    again = copied(dossier, first, CopyForm.OF_COPY)
    text = "".join(pages_of(dossier, again, tmp_path))
    assert text.index("SAOY") < text.index("SAOLỤC") and (again.symbol, again.number) == ("SL-UBND", "03")
    assert forms_of(again) == () and again.subject == first.subject


def test_an_electronic_copy_says_so_above_its_first_page(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    (page,) = pages_of(dossier, copied(dossier, row, CopyForm.TRUE_COPY, electronic=True), tmp_path)
    assert "SAOY;ỦybannhândânxãBìnhMinh;03/02/2026" in page and "SY-UBND" not in page


def test_copies_are_counted_together_and_are_no_papers_of_the_period(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    made = [copied(dossier, row, CopyForm.TRUE_COPY), copied(dossier, row, CopyForm.TRUE_COPY)]
    assert [one.number for one in made] == ["01", "02"]
    assert copied(dossier, row, CopyForm.EXTRACT, pages=(1,)).number == "03"
    lines = register.read_register(dossier, YEAR)
    assert [line.symbol for line in lines].count("SY-UBND") == 2
    assert [one.symbol for one in register.issued_in(dossier, YEAR, DAY, TODAY)] == [row.symbol]
    assert made[0].subject.startswith("Công văn số 05/UBND-VHXH ngày 12/01/2026 V/v ")
    target = tmp_path / "so.docx"
    register.export_register(dossier, year=YEAR, path=target)
    assert "BảnsaoyCôngvănsố05/UBND-VHXHngày12/01/2026" in docx_words(target.read_bytes())
    state = issuing.issue_state(dossier, row.paper_guid)
    assert state is not None and state.latest.guid == row.guid and not state.edited


@pytest.mark.parametrize(
    ("form", "wished"),
    [
        (CopyForm.OF_COPY, {}),
        (CopyForm.TRUE_COPY, {"number": "05/SY"}),
        (CopyForm.TRUE_COPY, {"issued_on": date(YEAR, 1, 11)}),
        (CopyForm.TRUE_COPY, {"issued_on": date(YEAR, 9, 9)}),
        (CopyForm.EXTRACT, {"pages": (9,)}),
        (CopyForm.EXTRACT, {}),
        (CopyForm.TRUE_COPY, {"source": Path(__file__)}),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(tmp_path: Path, form: CopyForm, wished: dict[str, Any]) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    with pytest.raises(UserError):
        copied(dossier, row, form, **wished)
    assert len(register.read_register(dossier, YEAR)) == 1


def test_a_number_is_given_once_and_undo_takes_the_copy_back(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    row = original(dossier, letter(dossier))
    paper = new_copy(dossier, row, CopyForm.TRUE_COPY, COPIED)
    wish = CopyWish(CopyForm.TRUE_COPY, paper)
    change = make_copy(dossier, issued_guid=row.guid, wish=wish, today=TODAY)
    with pytest.raises(UserError, match="01/SY-UBND"):
        make_copy(dossier, issued_guid=row.guid, wish=wish, today=TODAY)
    changes.undo(dossier, change)
    assert [line.symbol for line in register.read_register(dossier, YEAR)] == [row.symbol]
