"""The picture of a page: its rules, how it lies, the words in Tesseract's table and where they stand."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cchc_desktop.readers import ocr
from cchc_desktop.readers.cell_pictures import cell_sheet, on_page, poor_cells, with_cells
from cchc_desktop.readers.page_pictures import _slant, png
from cchc_desktop.readers.page_rules import rules_of
from cchc_desktop.readers.pdf_page import PageWord, PdfPage
from cchc_desktop.readers.scan_doubts import with_unsure
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable, Upright

DOTS = 300 / 72


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (2480, 1400), 255)
    return picture, ImageDraw.Draw(picture)


def test_a_table_gives_its_rules_and_letters_give_none() -> None:
    picture, pen = page()
    for y in (200, 400, 600):
        pen.line((300, y, 2100, y), fill=0, width=3)
    for x in (300, 1200, 2100):
        pen.line((x, 200, x, 600), fill=0, width=3)
    for at in range(60):
        pen.line((320 + 14 * at, 250, 320 + 14 * at, 290), fill=0, width=5)  # strokes of letters
    pen.rectangle((300, 900, 1500, 1200), fill=0)  # a picture

    found = rules_of(picture, DOTS)

    flat = sorted(round(rule.top * DOTS) for rule in found if rule.top == rule.bottom)
    upright = sorted(round(rule.x0 * DOTS) for rule in found if rule.x0 == rule.x1)
    assert flat == pytest.approx([200, 400, 600], abs=4)
    assert upright == pytest.approx([300, 1200, 2100], abs=4)


def test_a_broken_and_slightly_slanting_rule_is_one() -> None:
    picture, pen = page()
    for left in range(300, 2100, 300):
        pen.line((left, 500 + left // 300, left + 285, 501 + left // 300), fill=40, width=3)

    found = rules_of(picture, DOTS)

    assert len(found) == 1
    assert (found[0].x0 * DOTS, found[0].x1 * DOTS) == pytest.approx((300, 2085), abs=8)


def test_tens_of_thousands_of_strokes_are_bounded() -> None:
    chance = random.Random(1)
    picture, pen = page()
    for _ in range(30_000):
        x, y = chance.randrange(2400), chance.randrange(1390)
        pen.line((x, y, x + 80, y), fill=0)

    begun = time.process_time()
    rules_of(picture, DOTS)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("degrees", [-3.0, 0.0, 1.4])
def test_how_a_page_lies_is_told(degrees: float) -> None:
    picture, pen = page()
    for y in range(100, 1300, 60):
        pen.rectangle((300, y, 2100, y + 24), fill=0)

    assert _slant(picture.rotate(degrees, fillcolor=255)) == pytest.approx(-degrees, abs=0.15)


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def row(text: str, sure: float = 96, left: int = 0, top: int = 0, line: int = 1, height: int = 40) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{20 * len(text)}\t{height}\t{sure}\t{text}"


@pytest.mark.parametrize(
    ("seen", "mended"), [("thời", "thời"), ("øian", "gian"), ("chunø", "chung"), ("08/QĐÐ-UBND", "08/QĐ-UBND")]
)
def test_letters_that_are_not_vietnamese_are_mended_and_stay_doubtful(seen: str, mended: str) -> None:
    word = ocr._seen([row(seen)])[0][0]

    assert word.text == mended
    assert (word.sure < 0.75) == (seen != mended)


def test_words_come_in_nfc_and_what_is_none_is_passed_over() -> None:
    found = ocr._seen([HEAD, "4\t1", row("Tiê\u0301ng"), row(" "), row("a", line=2).replace("\t96\t", "\tx\t"), ""])

    assert [[word.text for word in line] for line in found if line] == [["Tiếng"]]


@given(st.lists(st.text(alphabet="\t0123456789-.aớ\r", max_size=60), max_size=20))
def test_no_table_of_tesseract_breaks_it(rows: list[str]) -> None:
    for line in ocr._seen([*rows, *(f"5\t{text}" for text in rows)]):
        assert all(0 <= word.sure <= 1 for word in line)


def test_words_of_a_line_stand_on_it() -> None:
    words = list(ocr._placed(ocr._seen([row("và", top=110, height=30), row("nhiệm", left=80, top=100, height=40),
                                         row("nghỉ", left=220, top=100, height=52)]), 1.0))  # fmt: skip

    assert len({(word.top, word.bottom) for word in words}) == 1
    assert [word.x0 for word in words] == [0, 80, 220]


def test_words_are_doubted_where_they_stand_and_numbers_sooner() -> None:
    line = [("Năm", 0.99), ("2026", 0.99), ("đạt", 0.99), ("95%", 0.9), ("năm", 0.5), ("2025", 0.99)]
    cell = [("Năm", 0.99), ("2026", 0.85)]
    words = tuple(PageWord(text, 0, 0, 9, 9, 9, sure=sure) for text, sure in (*line, *cell))
    source = Source(
        (
            SourceLine(1, "Năm 2026 đạt 95% năm 2025"),
            SourceTable((SourceRow(2, ("Năm 2025", "x")), SourceRow(3, ("y", "Năm 2026")))),
        )
    )

    made = with_unsure(source, [PdfPage(4, 100, 100, words, upright=Upright())])

    assert [(one.page, one.line, one.text, one.place) for one in made.unsure] == [
        (4, 1, "95%", (0, 0, 0, 3)),
        (4, 1, "năm", (0, 0, 0, 4)),
        (4, 3, "2026", (1, 1, 1, 1)),
    ]
    assert [bool(found.doubts) for found in made.tables()[0].rows] == [False, True]


def test_a_letter_alone_in_a_cell_is_looked_at_once_more_where_it_stands() -> None:
    picture, pen = page()
    for y in (100, 300, 500):
        pen.line((200, y, 1800, y), fill=0, width=3)
    for x in (200, 400, 1800):
        pen.line((x, 100, x, 500), fill=0, width=3)
    pen.rectangle((290, 180, 300, 220), fill=0)  # "I" in the first cell; the second is empty
    rules = rules_of(picture, DOTS)
    written = PageWord("Nhiệm vụ", 120, 40, 180, 52, 12)

    cells = poor_cells(rules, [written])
    sheet = cell_sheet(png(picture), cells, DOTS)

    assert len(cells) == 3
    assert sheet is not None and len(sheet.places) == 1
    top, bottom, _left, down = sheet.places[0]
    assert on_page(sheet, top, bottom) == sheet.places[0][2:]
    assert abs((top + bottom) / 2 + down - 200) < 6
    letter = PageWord("I", 69, 43, 72, 53, 12, sure=0.8)
    unsure = letter._replace(text="lấn", sure=0.3)
    below = written._replace(text="dưới", top=90, bottom=102)
    assert list(with_cells([written, below], [letter])) == [written, letter, below]
    assert list(with_cells([unsure, written], [letter])) == [letter, written]
