"""Charts in the cells of a table: bars as long as their share in every format, as lines and never as a picture."""

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.index_chart import bar, compose_index_chart, fields_table
from cchc_desktop.documents.nodes import Document, Row, Table, cell
from cchc_desktop.readers.docx_file import read_docx_file
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.pdf_writer import write_pdf
from cchc_desktop.writers.xlsx_writer import write_xlsx
from tests.documents.sample_views import OFFICE, index_years, scored_view
from tests.writers.papers import STYLE, document_of, table

SHARES = ("0", "37.5", "100")
_ROOM = (60 - 2 * STYLE.table.padding_x_mm) * MM  # points of the cell that holds a bar
_LINE = re.compile(rb"([\d.]+) w ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def bars() -> Document:
    """A table with a bar of each share in its last column, 60 mm wide."""
    return document_of(table(tuple(Row((cell("1"), cell(share), bar(Decimal(share)))) for share in SHARES)))


def chart() -> Document:
    """The chart of an index over twelve years."""
    return compose_index_chart(scored_view(), index_years(), OFFICE, STYLE)


def test_a_bar_of_the_pdf_is_as_long_as_its_share() -> None:
    stream = BytesIO()
    write_pdf(bars(), stream, STYLE)
    content = PdfReader(stream).pages[0].get_contents()
    assert content is not None
    lines = [[float(part) for part in found] for found in _LINE.findall(content.get_data())]
    long = [line[3] - line[1] for line in lines if line[0] == 7]  # the ground of each, and its bar

    assert long == pytest.approx([_ROOM, _ROOM, 0.375 * _ROOM, _ROOM, _ROOM], abs=0.02)


def test_a_bar_of_the_docx_is_drawn_in_lines_and_says_its_share() -> None:
    stream = BytesIO()
    write_docx(bars(), stream, STYLE)
    with ZipFile(stream) as package:
        assert not [name for name in package.namelist() if "media" in name]
        drawn = etree.fromstring(package.read("word/document.xml"))
    drawings = list(drawn.iter("{*}inline"))
    assert [one.find("{*}docPr").get("descr") for one in drawings] == ["0,00%", "37,50%", "100,00%"]
    assert len({one.find("{*}docPr").get("id") for one in drawings}) == 3
    shapes = [[shape.find(f".//{_A}ext").get("cx") for shape in one.iter("{*}wsp")][1:] for one in drawings]
    whole = round(_ROOM * 12700)
    assert [[int(length) for length in one] for one in shapes] == [[whole], [whole, round(whole * 0.375)], [whole] * 2]


def test_our_own_reader_finds_nothing_in_a_chart_that_it_could_not_read(tmp_path: Path) -> None:
    write_docx(chart(), tmp_path / "a.docx", STYLE)
    assert read_docx_file(tmp_path / "a.docx").warnings == ()


def test_a_bar_of_the_sheet_is_a_share_with_a_bar_of_its_own() -> None:
    stream = BytesIO()
    write_xlsx(bars(), stream, STYLE)
    sheet = load_workbook(stream).active
    assert sheet is not None
    cells = {column.coordinate: column.value for column in sheet["C"]}
    assert [value for value in cells.values() if value is not None][-3:] == [0, 0.375, 1]
    ruled = [str(one.sqref) for one in sheet.conditional_formatting]
    assert ruled == list(cells)[-3:]
    (rule,) = next(iter(sheet.conditional_formatting)).rules
    assert [(end.type, end.val) for end in rule.dataBar.cfvo] == [("num", 0), ("num", 1)]


def test_the_chart_shows_fields_and_years() -> None:
    fields, older, newer = [block for block in chart().parts[0].blocks if isinstance(block, Table)]
    assert [one.text for one in fields.rows[0].cells[2:5]] == ["12,50", "11,25", "90,00%"]
    assert [one.text for one in fields.rows[-1].cells[1:5]] == ["TỔNG CỘNG", "100,00", "86,25", "86,25%"]
    assert [one.text for one in (*older.header[0].cells, *newer.header[0].cells)] == [
        "Năm", "2015", "2016", "2017", "2018", "2019", "2020", "Năm", "2021", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip
    said = {row.cells[0].text: [one.text for one in row.cells[1:]] for row in newer.rows[1:]}
    assert said["Tỷ lệ đạt"][-2:] == ["72,00%", "86,25%"]
    assert said["Kết quả"][-2:] == ["Công bố", "Tự tính"]
    assert said["Xếp hạng"][-2:] == ["1/45", ""]
    assert said["Mục tiêu"][-3:] == [
        "đạt từ 80% trở lên (không đạt)", "xếp hạng trong 5 đơn vị dẫn đầu (đạt)", "cao hơn năm 2025",
    ]  # fmt: skip
    drawn = newer.rows[0].cells[1].drawing
    assert drawn is not None and drawn.words.endswith("2025: 72,00%; 2026: 86,25%")
    assert all(0 <= one.x0 <= 1 and min(one.y0, one.y1) >= 0 and max(one.y0, one.y1) <= drawn.height
               for one in drawn.strokes)  # fmt: skip


def test_what_is_not_scored_has_no_bar() -> None:
    view = scored_view()
    assert all(row.cells[-1].drawing is not None for row in fields_table(view, STYLE).rows)
    assert bar(None).drawing is None
