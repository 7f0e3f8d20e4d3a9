"""Excel files as programs and people make them: where their parts lie, what stands beside cells, what must be said."""

import contextlib
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.guards import MAX_COLUMNS
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook_source import ranges
from tests.readers.workbooks import DOC, MAIN, relations, rows_of, sheet, strings, styles, workbook

HEADER = ["TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kinh phí"]
ROW = [1, "Rà soát thủ tục", "Báo cáo", "VP", "31/3/2026", "5 triệu đồng"]
SHARED = '<row><c t="s"><v>0</v></c><c><v>12</v></c></row><row><c t="s"><v>1</v></c><c><v>7</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def cells(source: Source, table: int = 0) -> list[tuple[str, ...]]:
    return [row.cells for row in source.tables()[table].rows]


def test_shared_texts_are_found_in_any_case_and_place(tmp_path: Path) -> None:
    texts = strings("Số hồ sơ đúng hạn", "Số hồ sơ quá hạn")
    wanted = [("Số hồ sơ đúng hạn", "12"), ("Số hồ sơ quá hạn", "7")]
    capital = {SHEET: sheet(SHARED), "xl/SharedStrings.xml": texts}
    related = relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("t", "sharedStrings", "sharedStrings.xml"))
    path = workbook(tmp_path / "a.xlsx", {**capital, "xl/_rels/workbook.xml.rels": related})
    assert cells(read_source(path)) == wanted
    away = relations(("rId1", "worksheet", "/Tables/one.xml"), ("t", "sharedStrings", "../Tables/texts.xml"))
    moved = {"xl/_rels/workbook.xml.rels": away, "Tables/one.xml": sheet(SHARED), "tables/TEXTS.xml": texts}
    assert cells(read_source(workbook(tmp_path / "b.xlsx", moved))) == wanted


def test_the_workbook_lies_where_the_package_says(tmp_path: Path) -> None:
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
    parts = {
        "xl/workbook.xml": "",
        "xl/_rels/workbook.xml.rels": "",
        "_rels/.rels": relations(("rId1", "officeDocument", "/so/So.xml")),
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/so/So.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>'
        ),
        "so/so.xml": book,
        "so/_rels/So.xml.rels": relations(("r1", "worksheet", "../xl/worksheets/sheet1.xml")),
        SHEET: sheet(rows_of([HEADER, ROW])),
    }
    assert read_plan(workbook(tmp_path / "a.xlsx", parts)).groups[0].tasks[0].text == "Rà soát thủ tục"


def test_strict_files_are_read(tmp_path: Path) -> None:
    day = '<row><c t="d"><v>2026-03-01</v></c><c t="d" s="1"><v>2026-03-01T14:30:00</v></c></row>'
    path = workbook(
        tmp_path / "a.xlsx",
        {SHEET: sheet(rows_of([HEADER, ROW]) + day), "xl/styles.xml": styles(["dd/mm/yyyy hh:mm"])},
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            DOC, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts.items()
    }
    found = cells(read_source(workbook(tmp_path / "b.xlsx", strict)))
    assert found[:2] == [tuple(HEADER), ("1", *ROW[1:])]
    assert found[2] == ("46082", "01/03/2026 14:30")


def test_cells_without_references_do_not_shift(tmp_path: Path) -> None:
    rows = '<row><c t="str"><v>A</v></c><c/><c t="str"><v>C</v></c></row>'
    rows += '<row><c r="B2"><v>1</v></c><c/><c><v>2</v></c></row>'
    assert cells(read_source(workbook(tmp_path / "a.xlsx", {SHEET: sheet(rows)}))) == [
        ("A", "", "C"),
        ("", "1", "", "2"),
    ]


def test_numbers_are_shown_with_their_formats(tmp_path: Path) -> None:
    codes = ['#,##0" triệu đồng"', '#,##0.0\\ "triệu"', '#,##0\\ "₫"', "h:mm", "000", "dd/mm/yyyy hh:mm"]
    numbers = ("50", "12.5", "7500000", "0.375", "7", "46082.5")
    row = "<row>" + "".join(f'<c s="{i}"><v>{n}</v></c>' for i, n in enumerate(numbers, start=1)) + "</row>"
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(row), "xl/styles.xml": styles(codes)})
    assert cells(read_source(path)) == [
        ("50 triệu đồng", "12,5 triệu", "7.500.000 ₫", "9:00", "007", "01/03/2026 12:00")
    ]


def test_budgets_with_a_unit_in_their_format_are_amounts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append([1, "Mua máy", "Máy", "VP", "31/3/2026", 50])
    book.active["F2"].number_format = '#,##0" triệu đồng"'
    book.save(tmp_path / "a.xlsx")
    assert read_plan(tmp_path / "a.xlsx").groups[0].tasks[0].budget == "50 triệu đồng"


def test_millions_without_their_rest_are_said(tmp_path: Path) -> None:
    row = '<row><c s="1"><v>15400000</v></c><c s="1"><v>15000000</v></c><c s="2"><v>87.3333</v></c></row>'
    parts = {SHEET: sheet(row), "xl/styles.xml": styles(['#,##0,," triệu"', "0.00"])}
    source = read_source(workbook(tmp_path / "a.xlsx", parts))
    assert cells(source) == [("15 triệu", "15 triệu", "87,33")]
    (said,) = source.warnings
    assert "Bảng!A1 (15 triệu ← 15400000)" in said
    assert "B1" not in said


def test_negative_and_rounded_numbers_are_shown_and_said(tmp_path: Path) -> None:
    codes = ["#,##0_);[Red](#,##0)", "#,##0;[Red]#,##0", "0.00E+00", "# ?/?", '[>=1000]#,##0" nghìn";0', "@"]
    numbers = ("-1500", "-1500", "12345678", "0.3", "2000", "12.5")
    row = "<row>" + "".join(f'<c s="{i}"><v>{n}</v></c>' for i, n in enumerate(numbers, start=1)) + "</row>"
    source = read_source(workbook(tmp_path / "a.xlsx", {SHEET: sheet(row), "xl/styles.xml": styles(codes)}))
    assert cells(source) == [("(1.500)", "-1.500", "1,23E+07", "2/7", "2.000 nghìn", "12,5")]
    said = " ".join(source.warnings)
    assert "dấu trừ: Bảng!B1." in said
    assert "Bảng!C1 (1,23E+07 ← 12345678), Bảng!D1 (2/7 ← 0,3)" in said


def test_errors_and_missing_results_are_told_apart(tmp_path: Path) -> None:
    rows = (
        rows_of([HEADER, ROW])
        + '<row r="3"><c r="D3" t="e"><f>x</f><v>#N/A</v></c><c r="E3" t="e"><v>#REF!</v></c></row>'
    )
    warnings = read_source(workbook(tmp_path / "a.xlsx", {SHEET: sheet(rows)})).warnings
    assert len(warnings) == 1
    assert all(said in warnings[0] for said in ("2 ô", "#N/A Bảng!D3", "#REF! Bảng!E3"))
    only = {SHEET: sheet('<row r="1"><c r="A1"><f>1+2</f></c><c r="B1"><f>A1*2</f></c></row>')}
    with pytest.raises(UserError, match=r"chỉ có công thức chưa có kết quả \(Bảng!A1:B1\)"):
        read_source(workbook(tmp_path / "b.xlsx", only))


def test_formulas_without_results_are_named_with_all_their_places_beside_what_is_taken(tmp_path: Path) -> None:
    unsolved = "".join(f'<row r="{n}"><c r="D{n}"><f>1</f></c><c r="E{n}"><f>2</f></c></row>' for n in range(3, 40))
    rows = rows_of([HEADER, ROW]) + unsolved + '<row r="41"><c r="B41"><f>SUM(D3:D39)</f></c></row>'
    source = read_source(workbook(tmp_path / "a.xlsx", {SHEET: sheet(rows)}))
    assert len(cells(source)) == 2
    assert len(source.warnings) == 1
    assert "75 công thức" in source.warnings[0]
    assert "Bảng!D3:E39, Bảng!B41" in source.warnings[0]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (["A!B2", "A!C2", "A!B3", "A!C3", "A!D4"], ["A!B2:C3", "A!D4"]),
        (["A!B2", "A!D2", "A!B3", "A!D3"], ["A!B2:B3", "A!D2:D3"]),
        (["#N/A A!A1", "#N/A A!A2", "#REF! A!A3"], ["#N/A A!A1:A2", "#REF! A!A3"]),
        (["A!B2 (1 ← 1,2)", "A!B3 (x)"], ["A!B2 (1 ← 1,2)", "A!B3 (x)"]),
        (["A!Z9", "A!AA9", "Q!2!A1", "Q!2!A2"], ["A!Z9:AA9", "Q!2!A1:A2"]),
    ],
)
def test_cells_side_by_side_are_one_range(places: list[str], told: list[str]) -> None:
    assert ranges(places) == told


def test_leftovers_under_merges_are_not_read(tmp_path: Path) -> None:
    rows = rows_of([["Tổng cộng", "số cũ bị che", "Kết quả"], ["dòng 2", "x"], ["a", "b", "c"]])
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(rows, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')})
    assert cells(read_source(path)) == [("Tổng cộng", "", "Kết quả"), ("a", "b", "c")]


def test_many_columns_stay_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(rows_of([list(range(1, 65))]))})
    assert cells(read_source(path)) == [tuple(str(n) for n in range(1, 65))]
    wide = workbook(tmp_path / "b.xlsx", {SHEET: sheet(rows_of([["x"] * MAX_COLUMNS + ["xa"] * 300]))})
    source = read_source(wide)
    assert len(source.asides) == 200
    assert source.asides[0] == (1, "xa", "Bảng!IW1")
    assert any("100 ô" in warning for warning in source.warnings)


def test_what_stands_beside_the_cells_is_named(tmp_path: Path) -> None:
    drawing = (
        '<x:wsDr xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:twoCellAnchor><x:from><x:row>4</x:row></x:from>'
        "<x:sp><x:txBody><a:p><a:r><a:t>Ghi chú: số liệu đến ngày 15/6</a:t></a:r></a:p></x:txBody></x:sp>"
        "<x:pic/><x:graphicFrame/></x:twoCellAnchor></x:wsDr>"
    )
    note = '<comment ref="B1"><text><t>Số ước, chờ xác nhận</t></text></comment>'
    thread = (
        '<T xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="C2">'
    )
    parts = {
        SHEET: sheet(
            rows_of([HEADER, ROW]),
            '<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;12UBND xã Đồng Xanh</oddHeader>'
            "<oddFooter>&amp;P/&amp;N</oddFooter></headerFooter>",
            '<cols><col min="4" max="4" hidden="1"/></cols>',
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("d", "drawing", "../drawings/d.xml"),
            ("c", "comments", "../comments1.xml"),
            ("t", "threadedComment", "../threads.xml"),
            ("o", "oleObject", "../embeddings/o.bin"),
        ),
        "xl/drawings/d.xml": drawing,
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{note}</commentList></comments>',
        "xl/threads.xml": f"{thread}<text>Xem lại tên</text></threadedComment></T>",
    }
    source = read_source(workbook(tmp_path / "a.xlsx", parts))
    texts = {text: (line, where) for line, text, where in source.asides}
    assert texts["Số ước, chờ xác nhận"] == (1, "Ghi chú tại ô Bảng!B1")
    assert texts["Xem lại tên"] == (2, "Nhận xét tại ô Bảng!C2")
    assert texts["Ghi chú: số liệu đến ngày 15/6"][0] == 5
    assert "UBND xã Đồng Xanh" in texts
    said = " ".join(source.warnings)
    assert all(words in said for words in ("cột D", "1 hình ảnh", "1 biểu đồ", "1 tệp nhúng"))
    assert {"Số ước, chờ xác nhận", "Xem lại tên"} <= {item.text for item in read_plan(tmp_path / "a.xlsx").unplaced}


def test_numbers_and_days_out_of_range_keep_the_rest(tmp_path: Path) -> None:
    rows = (
        rows_of([HEADER, ROW])
        + '<row r="3"><c><v>2</v></c><c t="str"><v>Họp</v></c><c/><c/><c s="1"><v>2958465</v></c></row>'
    )
    rows += '<row r="4"><c><v>3</v></c><c t="str"><v>Soạn</v></c><c s="2"><v>1e999999</v></c></row>'
    path = workbook(
        tmp_path / "a.xlsx",
        {SHEET: sheet(rows), "xl/styles.xml": styles(["d/m/yyyy", "0%"])},
        properties='<workbookPr date1904="1"/>',
    )
    plan = read_plan(path)
    assert [task.text for task in plan.groups[0].tasks] == ["Rà soát thủ tục", "Họp", "Soạn"]
    assert any("Bảng!E3 (2958465)" in said and "Bảng!C4 (1e999999)" in said for said in plan.warnings)


def seconds_of(path: Path) -> float:
    """How long this process works until there is an answer, a refusal too."""
    begin = time.process_time()
    with contextlib.suppress(UserError):
        read_source(path)
    return time.process_time() - begin


@pytest.mark.parametrize("kind", ["strings", "merges", "sheets", "columns", "cells", "far"])
def test_small_files_cannot_ask_for_much(tmp_path: Path, kind: str) -> None:
    """Bounds stand before the work: unbounded, each of these took from twenty seconds to minutes."""
    parts: dict[str, str] = {SHEET: sheet(rows_of([HEADER, ROW]))}
    names = ["S"]
    if kind == "strings":
        parts["xl/sharedStrings.xml"] = strings("nhiệm vụ " * 12_000)
        parts[SHEET] = sheet('<row><c t="s"><v>0</v></c></row>' * 60_000)
    elif kind == "merges":
        merges = (
            '<mergeCell ref="A9999999:A1"/><mergeCell ref="A1:XFD1048576"/>' + '<mergeCell ref="A1:IV90000"/>' * 9000
        )
        parts[SHEET] = sheet(rows_of([["x"]] * 9000), f"<mergeCells>{merges}</mergeCells>")
    elif kind == "sheets":
        parts[SHEET] = sheet(rows_of([HEADER, *[ROW] * 3000]))
        names = [f"S{i}" for i in range(200)]
        parts["xl/_rels/workbook.xml.rels"] = relations(
            *((f"rId{i}", "worksheet", "worksheets/sheet1.xml") for i in range(1, 201))
        )
    elif kind == "columns":
        parts[SHEET] = sheet('<row><c r="IV1" t="str"><v>x</v></c></row>' * 60_000)
    elif kind == "cells":
        parts[SHEET] = sheet("<row>" + "<c><v>1</v></c>" * 900_000 + "</row>")
    else:
        parts[SHEET] = sheet('<row><c r="XFD1" t="str"><v>x</v></c></row>' * 60_000)
    assert seconds_of(workbook(tmp_path / "a.xlsx", parts, names)) < 4


def test_packages_of_other_programs_are_named(tmp_path: Path) -> None:
    slides = tmp_path / "a.odp"
    with zipfile.ZipFile(slides, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(UserError, match=r"\.docx"):
        read_source(slides)
