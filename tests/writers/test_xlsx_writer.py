"""Worksheets hold the tables as text and numbers, ready to print."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
from cchc_desktop.documents.frame_appendix import compose_frame
from cchc_desktop.documents.nodes import Document, Row, cell
from cchc_desktop.errors import Cancelled
from cchc_desktop.text import clean
from cchc_desktop.writers.xlsx_writer import write_xlsx
from tests.documents.sample_views import OFFICE, index_view, plan_view
from tests.writers.papers import HOSTILE, STYLE, document_of, table


def opened(document: Document) -> Workbook:
    """The document as a workbook, read back."""
    stream = BytesIO()
    write_xlsx(document, stream, STYLE)
    return load_workbook(stream)


def test_the_frame_is_one_sheet_with_its_titles_header_and_tasks() -> None:
    book = opened(compose_frame(plan_view(), OFFICE, STYLE))

    sheet = book["Khung nhiệm vụ"]
    assert [sheet.cell(row, 1).value for row in (1, 2)] == ["Phụ lục", "KHUNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"]
    assert [sheet.cell(5, column).value for column in (1, 3, 9)] == ["TT", "Nhiệm vụ", "Kinh phí"]
    assert [sheet.cell(6, column).value for column in (1, 2, 9)] == [None, "1", "8"]
    assert sheet.cell(7, 2).value == "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"
    assert sheet.max_row == 6 + 7 + 60
    ranges = {str(merged) for merged in sheet.merged_cells.ranges}
    assert {"A1:I1", "B7:I7", "B8:B10", "B11:B13"} <= ranges


def test_the_sheet_prints_as_the_appendix_does() -> None:
    sheet = opened(compose_frame(plan_view(), OFFICE, STYLE))["Khung nhiệm vụ"]

    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "A7"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.oddHeader.center.text, sheet.oddHeader.center.size) == ("&P", 13)
    assert sheet.HeaderFooter.differentFirst and sheet.firstHeader.center.text is None
    assert sheet.auto_filter.ref == "A6:I73"
    assert sheet.cell(8, 3).alignment.wrap_text
    assert sheet.cell(8, 3).border.left.style == "thin"
    assert sheet.cell(8, 3).font.name == "Times New Roman"
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["I"].width


def test_numbers_are_numbers() -> None:
    sheet = opened(compose_criteria_sheet(index_view(), OFFICE, STYLE))["Bảng chấm điểm"]

    values = {row[0].value: row for row in sheet.iter_rows(min_row=5)}
    assert values["1.1"][2].value == Decimal("2.5")
    assert values["1.1"][2].number_format == "#,##0.00"
    assert values["3.2"][3].value == "Không áp dụng"
    notes = [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row)]
    assert notes == ["Kết quả tự chấm: 86,25/100,00 điểm, đạt 86,25%; xếp loại: Tốt."]


@pytest.mark.parametrize("text", ["=1+1", "+84 900", "-5", "@lệnh", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    sheet = opened(document_of(table((Row((cell("1"), cell(text), cell(""))),)))).worksheets[0]

    found = sheet.cell(2, 2)
    assert (found.value, found.data_type) == (text, "s")
    assert found.quotePrefix


def test_a_typed_number_in_words_stays_text_and_a_number_does_not() -> None:
    row = Row((cell("1"), cell("05"), cell("1.500", number=Decimal(1500))))

    sheet = opened(document_of(table((row,)))).worksheets[0]

    assert (sheet.cell(2, 2).value, sheet.cell(2, 3).value) == ("05", 1500)


def test_hostile_text_stays_text() -> None:
    sheet = opened(document_of(table((Row((cell(HOSTILE), cell(""), cell(""))),)))).worksheets[0]

    assert sheet.cell(2, 1).value == clean(HOSTILE)


def test_sheets_have_names_of_their_own() -> None:
    row = (Row((cell("1"), cell(""), cell(""))),)
    tables = [table(row, name=name) for name in ("Biểu [1]/2", "Biểu [1]/2", "", "x" * 40)]

    names = opened(document_of(*tables)).sheetnames

    assert names == ["Biểu  1  2", "Biểu  1  2 2", "Bảng", "x" * 31]


def test_tables_are_laid_in_no_file_but_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a full drive of temporary files nor a kill concerns the office's tables."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    book = opened(compose_frame(plan_view(), OFFICE, STYLE))
    assert book["Khung nhiệm vụ"].max_row > 60


def test_a_stopped_writer_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_xlsx(compose_frame(plan_view(), OFFICE, STYLE), tmp_path / "khung.xlsx", STYLE, stop)
    assert list(tmp_path.iterdir()) == []


def test_properties_name_the_office() -> None:
    book = opened(compose_frame(plan_view(), OFFICE, STYLE))

    assert book.properties.creator == "Ủy ban nhân dân xã Bình Minh"
    assert book.properties.title.startswith("Khung nhiệm vụ kèm theo")


def test_numbers_days_and_shares_are_values_that_show_as_on_paper() -> None:
    texts = (("08/9/2026", None), ("84,5 %", None), ("4.512\u00a0(ước)", Decimal(4512)), ("Trước ngày 08/9/2026", None))
    rows = [Row((cell("1.1"), cell(text, number=number), cell(""))) for text, number in texts]
    rows.append(Row((cell("2"), cell("12 triệu đồng", number=Decimal(12_000_000)), cell("31/02/2026"))))
    sheet = opened(document_of(table(tuple(rows))))["Bảng"]

    found = [(sheet.cell(row, 2).value, sheet.cell(row, 2).number_format) for row in range(2, 7)]
    assert found == [
        (datetime(2026, 9, 8), "dd/mm/yyyy"),
        (pytest.approx(0.845), "0.0%"),
        (4512, '#,##0" (ước)"'),
        ("Trước ngày 08/9/2026", "General"),
        (12_000_000, '#,##0" đồng"'),
    ]
    assert sheet.cell(2, 1).value == "1.1"  # a number of the frame is no value
    assert sheet.cell(6, 3).value == "31/02/2026"  # no such day: the text stays


def test_every_number_has_room_in_its_column() -> None:
    """Excel shows ### where a number is wider than its column: digits of 8 pixels at 12 points, 4 for dots."""
    rows = (Row((cell("1"), cell("12 tỷ đồng", number=Decimal(12_000_000_000)), cell(""))),)
    sheet = opened(document_of(table(rows, (12, 12, 60))))["Bảng"]

    pixels = sheet.column_dimensions["B"].width * 7 + 5
    assert pixels >= 11 * 8 + 3 * 4 + 36


def test_rows_have_room_for_their_lines_on_the_screen() -> None:
    """A line of 12 points is 15.75 points high in Excel."""
    rows = (Row((cell("1"), cell("một\nhai\nba\nbốn"), cell(""))),)
    sheet = opened(document_of(table(rows)))["Bảng"]

    assert sheet.row_dimensions[2].height >= 4 * 15.75
