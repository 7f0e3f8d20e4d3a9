"""Every word of a paper stands on a page of its PDF, within the page, however large its parts are."""

from pathlib import Path

import pypdfium2
import pytest

from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Document, PageRun, SignatureBlock, Signing
from cchc_desktop.writers.page_rules import FOOT_BELOW
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.writers.huge_papers import HugePapers
from tests.writers.page_marks import marks_of
from tests.writers.papers import STYLE, document_of, paragraph


def printed(document: Document, folder: Path) -> Path:
    """The paper as a PDF."""
    write_pdf(document, folder / "paper.pdf", STYLE, system_fonts=False)
    return folder / "paper.pdf"


def outside(path: Path) -> list[str]:
    """The lines that stand in a margin of their page, page numbers aside."""
    found = []
    with pypdfium2.PdfDocument(path) as file:
        sizes = [page.get_size() for page in file]
    for (width, height), marks in zip(sizes, marks_of(path), strict=True):
        setup = STYLE.page("landscape" if width > height else "portrait")
        floor = (setup.height - setup.bottom + FOOT_BELOW) * MM
        for line in marks.lines:
            if line.text.isdecimal() and line.y < setup.top * MM:
                continue
            sides = setup.left * MM - 1 <= line.left and line.right <= width - setup.right * MM + 1
            if not (sides and setup.top * MM < line.y <= floor):
                found.append(line.text)
    return found


def read(path: Path) -> str:
    """All letters of a PDF without blanks: a word that is longer than its line is on two."""
    with pypdfium2.PdfDocument(path) as file:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in file)


@pytest.mark.parametrize("seed", range(6))
def test_every_word_stands_on_a_page(seed: int, tmp_path: Path) -> None:
    papers = HugePapers(seed)
    path = printed(papers.document(), tmp_path)

    text = read(path)
    assert [word for word in papers.words if word not in text] == []
    assert outside(path) == []


def test_recipients_of_more_than_a_page_go_on_with_the_signature_beside_the_first(tmp_path: Path) -> None:
    recipients = tuple(f"- Ủy ban nhân dân xã thứ {number};" for number in range(1, 130))
    signing = Signing(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Thị Hoa Mai")
    path = printed(document_of(paragraph("Kết thúc./."), SignatureBlock(signing, recipients)), tmp_path)

    pages = [{line.text for line in marks.lines} for marks in marks_of(path)]
    assert len(pages) == 3
    assert "TrầnThịHoaMai" in pages[0]
    places = [next(n for n, page in enumerate(pages) if f"-Ủybannhândânxãthứ{k};" in page) for k in range(1, 130)]
    assert places == sorted(places)


def test_a_foot_of_many_lines_leaves_room_for_the_text(tmp_path: Path) -> None:
    contact = tuple(f"Địa chỉ thứ {number}" for number in range(80))
    document = Document("Chân", "UBND xã", (PageRun("portrait", (paragraph("Nội dung./."),), contact),))
    path = printed(document, tmp_path)

    assert marks_of(path)[0].lines[0].text == "Nộidung./."
    assert "Địachỉthứ79" in read(path)
    assert outside(path) == []
