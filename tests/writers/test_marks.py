"""Urgency, secrecy, circulation, drafter's mark and contact lines stand where and as the decree asks."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Letterhead, Stamp
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.fonts import family
from cchc_desktop.writers.pdf_blocks import BlockStrips
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.kinds import KINDS, STYLE
from tests.writers.reading_docx import parts_of

WIDTH = STYLE.page("portrait").body_width * MM


def boxes(*stamps: Stamp) -> list[tuple[float, float, float, float, str]]:
    """Outer edges of each ruled box of a letterhead, millimetres from its column's left and its top, and colour."""
    head = Letterhead((), ("UBND XÃ",), "CỘNG HÒA", "Độc lập", "Số: 1/KH", "Bình Minh", stamps=stamps)
    (strip,) = BlockStrips(STYLE, family(use_system=False), WIDTH).letterhead(head)
    rules = strip.rules[2:]  # behind the rules under issuer and motto
    found = []
    for top, bottom, left, right in zip(rules[::4], rules[1::4], rules[2::4], rules[3::4], strict=True):
        half = top.thickness / 2
        x0, y0, x1, y1 = (
            round(edge / MM, 2) for edge in (left.x0 - half, top.y0 - half, right.x0 + half, bottom.y0 + half)
        )
        found.append((x0, y0, x1, y1, top.colour))
    return found


@pytest.mark.parametrize(
    ("text", "width"),
    [("HOẢ TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20), ("TUYỆT MẬT", 40), ("TỐI MẬT", 30), ("MẬT", 20)],
)
def test_boxes_have_the_sizes_of_the_seals(text: str, width: float) -> None:
    kind = "secrecy" if "MẬT" in text else "urgency"

    outer, *inner = boxes(Stamp(text, kind))

    left, top, right, bottom, colour = outer
    assert right - left == pytest.approx(width, abs=0.02)
    assert bottom - top == pytest.approx(8, abs=0.02)
    assert (left + right) / 2 == pytest.approx(STYLE.letterhead.left_mm / 2, abs=0.02)
    assert colour == STYLE.stamps.colour
    assert len(inner) == (1 if kind == "secrecy" else 0)


def test_a_note_on_circulation_is_black_and_as_wide_as_its_words() -> None:
    short, long = boxes(Stamp("LƯU HÀNH NỘI BỘ", "circulation"), Stamp("XEM XONG TRẢ LẠI NGAY", "circulation"))

    assert short[4] == "000000"
    assert long[2] - long[0] > short[2] - short[0] > 40
    assert long[1] > short[3]


def lines_of(kind: str) -> list[list[tuple[float, float, str]]]:
    """Millimetres from the top and from the left, and text, of what stands on each page of the PDF."""
    stream = BytesIO()
    write_pdf(KINDS[kind](), stream, STYLE, system_fonts=False)
    pages = []
    for page in PdfReader(stream).pages:
        found: list[tuple[float, float, str]] = []

        def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
            if text.strip():
                found.append((297 - matrix[5] / MM, matrix[4] / MM, " ".join(text.split())))  # noqa: B023

        page.extract_text(visitor_text=see)
        pages.append(found)
    return pages


def test_marks_stand_under_number_and_subject_in_order() -> None:
    first, last = lines_of("letter_many")
    words = ("Số: 07", "V/v", "MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ", "Kính gửi:")

    tops = [next(top for top, _left, text in first if text.startswith(word)) for word in words]

    assert tops == sorted(tops) and tops[3] - tops[2] > 8
    assert not any("KHẨN" in text for _top, _left, text in last)


def test_the_contact_lines_stand_at_the_foot_of_page_one_alone() -> None:
    first, last = lines_of("letter_many")

    address = next(top for top, _left, text in first if text.startswith("Địa chỉ:"))
    assert 297 - 33 < address < 297 - 20
    assert all(top < address - 4 for top, _left, text in first if not text.startswith(("Địa chỉ", "Điện thoại")))
    assert not any("Địa chỉ" in text for _top, _left, text in last)


def test_the_drafters_mark_stands_below_the_last_recipient() -> None:
    _first, last = lines_of("letter_many")

    kept = next(line for line in last if line[2].startswith("- Lưu"))
    mark = next(line for line in last if line[2] == "PL.(300)")
    assert 3 < mark[0] - kept[0] < 8 and mark[1] == pytest.approx(kept[1], abs=0.1)


def test_in_word_the_boxes_are_ruled_cells_and_the_foot_belongs_to_the_first_page() -> None:
    stream = BytesIO()
    write_docx(KINDS["letter_many"](), stream, STYLE)
    made = open_docx(stream)

    boxes = made.tables[0].rows[1].cells[0].tables
    assert [box.rows[0].cells[0].text for box in boxes] == ["MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"]
    borders = [box._tbl.tblPr.find(qn("w:tblBorders")).find(qn("w:top")) for box in boxes]
    assert [border.get(qn("w:val")) for border in borders] == ["double", "single", "single"]
    assert [border.get(qn("w:color")) for border in borders] == [STYLE.stamps.colour] * 2 + ["000000"]
    (section,) = made.sections
    assert section.first_page_footer.paragraphs[-1].text.startswith("Điện thoại: 0203")
    assert section.footer.paragraphs[0].text == ""


def test_a_part_without_contact_lines_has_an_empty_foot_beside_one_that_has() -> None:
    document = KINDS["notice"]()
    two = replace(document, parts=(document.parts[0], replace(document.parts[0], contact=())))
    stream = BytesIO()
    write_docx(two, stream, STYLE)

    first, second = open_docx(stream).sections

    assert "Địa chỉ" in "".join(p.text for p in first.first_page_footer.paragraphs)
    assert not second.first_page_footer.is_linked_to_previous
    assert "".join(p.text for p in second.first_page_footer.paragraphs) == ""


def test_a_paper_without_contact_lines_has_no_footers() -> None:
    assert not [name for name in parts_of(KINDS["plan"]()) if "footer" in name]
