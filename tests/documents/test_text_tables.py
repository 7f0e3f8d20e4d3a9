"""Small tables of a text: on paper, in Word, Excel, and back."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.documents.column_widths import fitted, word_width
from cchc_desktop.documents.nodes import Document, Heading, Paragraph, Row, Table, cell
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.documents.text_parts import body_blocks, ended, section_blocks
from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.xlsx_writer import write_xlsx
from tests.documents.paper_views import TABLES, paper_view
from tests.documents.sample_views import OFFICE
from tests.writers.papers import STYLE


def made(markup: str) -> list[Table]:
    """The tables of a text."""
    return [block for block in body_blocks(markup, "s1", STYLE) if isinstance(block, Table)]


def paper() -> Document:
    """A plan of one section with small tables."""
    section = SectionRow("s1", 1, None, 1, "I", "Chỉ tiêu và phân công", TABLES)
    return compose_paper(replace(paper_view(PaperKind.PLAN), sections=(section,)), OFFICE, STYLE)


def test_numbers_stand_at_the_right_and_counted_rows_in_the_middle() -> None:
    figures, duties, _title = made(TABLES)

    assert [column.align for column in figures.columns] == ["center", "left", "left", "right", "right"]
    assert [column.align for column in duties.columns] == ["left", "left", "left"]
    assert figures.rows[1].cells[1].text == "Hồ sơ tiếp nhận\ntrực tuyến | trực tiếp"
    assert [run.bold for run in figures.rows[0].cells[1].paragraphs[0]] == [False, True]
    assert {row.anchor for row in figures.rows} == {"s1"}


@pytest.mark.parametrize(
    ("texts", "align"),
    [
        (("1.250", "12,5", "-", ""), "right"),
        (("97 %", "98%"), "right"),
        (("01", "02"), "left"),  # codes
        (("30/6/2026", "5"), "left"),
        (("", "-"), "left"),
        (("☐", "☑", ""), "center"),
        (("☐ Có", "☐"), "left"),
    ],
)
def test_what_counts_as_a_column_of_numbers(texts: tuple[str, ...], align: str) -> None:
    rows = "\n".join(f"| {text} |" for text in texts)
    assert made(f"|| Cột |\n{rows}")[0].columns[0].align == align


def test_every_table_fills_the_width_and_cuts_no_word() -> None:
    for table in made(TABLES):
        assert sum(column.width for column in table.columns) == pytest.approx(165)
        size = STYLE.paragraph("table_cell").size
        for row in table.rows:
            for one, column in zip(row.cells, table.columns, strict=True):
                assert all(word_width(word, size) <= column.width - 2 * 1.2 for word in one.text.split())


@settings(max_examples=60)
@given(
    st.integers(1, 12).flatmap(
        lambda count: st.lists(
            st.lists(st.text(st.sampled_from("aM 1\n"), max_size=90), min_size=count, max_size=count),
            min_size=1,
            max_size=4,
        )
    )
)
def test_widths_make_the_whole_whatever_stands_in_the_cells(rows: list[list[str]]) -> None:
    widths = fitted([Row(tuple(cell(text) for text in row)) for row in rows], 165, 12, 1.2)
    assert sum(widths) == pytest.approx(165) and min(widths) >= 7.9


def test_tables_that_follow_each_other_stay_apart_in_word() -> None:
    blocks = body_blocks("|| a |\n|| b |", "s1", STYLE)
    assert [type(block) for block in blocks] == [Table, Paragraph, Table, Paragraph]


def test_a_number_without_a_heading_is_not_lost_before_a_table() -> None:
    body = body_blocks("|| a |\n| b |", "s1", STYLE)
    blocks = section_blocks("1", 2, "", body, "s1")
    assert isinstance(blocks[0], Paragraph) and blocks[0].number == "1." and blocks[1:] == body
    article = section_blocks("Điều 3", 1, "", body, "s1")
    assert isinstance(article[0], Paragraph) and article[0].number == "Điều\u00a03." and article[1:] == body


def test_a_table_at_the_end_is_not_ended_in_the_middle_of_the_text() -> None:
    blocks = body_blocks("Như sau:\n|| a |\n| b |", "s1", STYLE)
    assert ended(list(blocks)) == blocks


def test_word_shows_the_tables_with_a_repeated_bold_header() -> None:
    stream = BytesIO()
    write_docx(paper(), stream, STYLE)
    document = docx.Document(BytesIO(stream.getvalue()))
    figures = next(table for table in document.tables if table.cell(0, 0).text == "TT")

    assert [[one.text for one in row.cells] for row in figures.rows][1:3] == [
        ["1", "Hồ sơ giải quyết đúng hạn", "%", "97,5", "98"],
        ["2", "Hồ sơ tiếp nhận\ntrực tuyến | trực tiếp", "hồ sơ", "1.250", "12.400"],
    ]
    assert "w:tblHeader" in figures.rows[0]._tr.xml and "w:tblHeader" not in figures.rows[1]._tr.xml
    assert figures.cell(1, 1).paragraphs[0].runs[-1].bold
    body = document.element.body
    assert not any(one.tag.endswith("tbl") and two.tag.endswith("tbl") for one, two in pairwise(body))


def test_excel_holds_the_numbers_of_the_tables_as_numbers() -> None:
    stream = BytesIO()
    write_xlsx(paper(), stream, STYLE)
    book = openpyxl.load_workbook(BytesIO(stream.getvalue()))
    sheet = book["Bảng"]

    assert book.sheetnames == ["Bảng", "Bảng 2", "Bảng 3"]
    rows = [[one.value for one in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Một số chỉ tiêu chủ yếu của năm 2026 như sau:"
    assert rows[3] == ["1", "Hồ sơ giải quyết đúng hạn", "%", Decimal("97.5"), 98]
    assert [row[4] for row in rows[4:6]] == [12400, 350_000_000] and rows[5][3] == "-"
    assert len(rows) == 6  # the paragraphs below are the text's, not the table's


def test_the_headings_below_a_table_are_headings() -> None:
    assert isinstance(body_blocks("|| a |\n# Mục", "s1", STYLE)[-1], Heading)
