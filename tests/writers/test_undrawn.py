"""Signs that the paper font lacks are drawn by others; what nobody can draw is named with its place."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from cchc_desktop.documents.nodes import Cell, Column, Document, Paragraph, Row, Run, Table, cell, runs_of
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.fonts import REGULAR, family
from cchc_desktop.writers.pdf_writer import write_pdf
from cchc_desktop.writers.undrawn import undrawn
from tests.writers.papers import STYLE, document_of, paragraph

SIGNS = "☑ ☐ ☒ ✓ ✔ ✗ ✘ ⇒ ⇔ ① ② ⑩ ⑪ ⑳ ❶ ➢ ➔ ❖ ★ ☎ ∑ √ ≠ ⊂ ⓐ ■ ▢ ⅓ ℃ №"


def pdf_of(document: Document) -> bytes:
    stream = BytesIO()
    write_pdf(document, stream, STYLE, system_fonts=False)
    return stream.getvalue()


def dark(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> bool:
    """Whether anything is drawn within a letter's box."""
    left, bottom, right, top = box
    crop = (left, bottom, page.get_width() - right, page.get_height() - top)
    return min(bytes(page.render(scale=4, crop=crop, grayscale=True).buffer)) < 128


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, True)])
def test_signs_are_drawn_and_can_be_searched(bold: bool, italic: bool) -> None:
    with pypdfium2.PdfDocument(pdf_of(document_of(Paragraph("body", (Run(SIGNS, bold, italic),))))) as file:
        page, text = file[0], file[0].get_textpage()
        shown = text.get_text_range()
        assert shown.split() == SIGNS.split()
        places = [place for place, letter in enumerate(shown) if not letter.isspace()]
        assert [shown[place] for place in places if not dark(page, text.get_charbox(place))] == []


def test_words_between_signs_stand_where_their_widths_put_them() -> None:
    fonts = family(False)
    sign = fonts.faces[REGULAR].width("☑")
    with pypdfium2.PdfDocument(pdf_of(document_of(paragraph("☑Có ☐Không", "table_cell")))) as file:
        text = file[0].get_textpage()
        boxes = [text.get_charbox(place, loose=True) for place in range(4)]

    assert sign == pytest.approx(0.896, abs=0.01)
    assert boxes[1][0] - boxes[0][0] == pytest.approx(sign * 12, abs=0.1)


@pytest.mark.parametrize("letter", ["😀", "\ue001", "م", "\u0331", "⬜", "漢"])
def test_a_letter_that_nobody_draws_is_named_with_its_place(letter: str) -> None:
    row = Row((cell("1"), cell(f"Nội dung {letter} của nhiệm vụ")), "row", "task")
    found = undrawn(document_of(paragraph("☑ Được"), Table((Column(12), Column(60)), (), (row, Row((Cell(),) * 2)))))

    assert [(one.letters, one.anchor) for one in found] == [(letter, "task")]
    assert f"Nội dung {letter} của nhiệm vụ" in found[0].sentence
    assert f"U+{ord(letter):04X}" in found[0].sentence


def test_letters_of_one_text_are_one_finding_and_each_is_named_once() -> None:
    found = undrawn(document_of(paragraph("Tổng 漢 😀 漢 م"), paragraph("Có 漢 và ⬜")))

    assert [one.letters for one in found] == ["漢😀م", "⬜"]
    assert "漢 (U+6F22), 😀 (U+1F600), م (U+0645)" in found[0].sentence


def test_the_choice_of_a_coloured_picture_is_no_letter(tmp_path: Path) -> None:
    document = document_of(paragraph("☑\ufe0f Đồng ý"))

    assert undrawn(document) == ()
    write_docx(document, tmp_path / "x.docx", STYLE)
    assert runs_of("☑\ufe0f")[0].text == "☑"
