"""Spreadsheets of other forms than XLSX: the same cells come out of each, and what cannot be read is said."""

import contextlib
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import Source
from tests.readers.old_workbooks import Cell, Sheet, container, ods, record, xls, xls_stream, xlsb, xml_workbook
from tests.readers.workbooks import rows_of, sheet, workbook

Maker = Callable[[Path, Sequence[Sheet]], Path]
MAKERS: dict[str, Maker] = {"xls": xls, "xlsb": xlsb, "ods": ods, "xml": xml_workbook}
HEADER = ["TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kinh phí"]
ROW = [1, "Rà soát thủ tục", "Báo cáo", "VP", "31/3/2026", "5 triệu đồng"]
CODES = ["dd/mm/yyyy hh:mm", '#,##0" triệu đồng"', "0.0%"]
ODF_LOOKS = """
<style:font-face style:name="F4" svg:font-family="'.VnTime'"/>
<style:font-face style:name="F5" svg:font-family="VNI-Times"/>
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text>
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>
<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>
<number:minutes number:style="long"/></number:date-style>
<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="1"
number:grouping="true"/><number:text> triệu đồng</number:text></number:number-style>
<number:percentage-style style:name="N3"><number:number number:decimal-places="1" number:min-decimal-places="1"
number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="c3" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="c4" style:family="table-cell"><style:text-properties style:font-name="F4"/></style:style>
<style:style style:name="c5" style:family="table-cell"><style:text-properties style:font-name="F5"/></style:style>
"""
XML_LOOKS = "".join(
    f'<Style ss:ID="c{at}">{inside}</Style>'
    for at, inside in enumerate(
        [
            *(f'<NumberFormat ss:Format="{escape(code)}"/>' for code in CODES),
            *(f'<Font ss:FontName="{name}"/>' for name in (".VnTime", "VNI-Times")),
        ],
        start=1,
    )
)
TEXTS = st.text(st.sampled_from("aăâđêôơưạảấầẩẫậ ỒỘ12,.;:%&<>\"'|-–()/\n"), min_size=1, max_size=12)
CELLS = st.one_of(TEXTS, st.none(), st.integers(-(10**12), 10**12), st.floats(-1e6, 1e6, width=32))


def looked(kind: str, path: Path, sheets: Sequence[Sheet]) -> Path:
    """A workbook whose looks 1 to 5 are the three formats, TCVN3 and VNI."""
    if kind == "ods":
        return ods(path, sheets, ODF_LOOKS, ["c1", "c2", "c3", "c4", "c5"])
    if kind == "xml":
        return xml_workbook(path, sheets, XML_LOOKS, ["c1", "c2", "c3", "c4", "c5"])
    return (xls if kind == "xls" else xlsb)(path, sheets, CODES, [".VnTime", "VNI-Times"])


def tables(source: Source) -> list[tuple[str, list[tuple[object, ...]]]]:
    return [
        (table.where, [(row.number, row.cells, sorted(row.carried), row.hidden) for row in table.rows])
        for table in source.tables()
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_plan_is_read_as_from_xlsx(tmp_path: Path, kind: str) -> None:
    path = MAKERS[kind](tmp_path / "KH 2026.xls", [Sheet([HEADER, ROW])])  # whatever it is called
    task = read_plan(path).groups[0].tasks[0]
    assert (task.text, task.deadline, task.budget) == ("Rà soát thủ tục", "31/3/2026", "5 triệu đồng")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_form_loses_a_cell_that_xlsx_shows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cell]]) -> None:
    rows = [["đầu"], *rows]
    folder = tmp_path_factory.mktemp("f")
    wanted = tables(read_source(workbook(folder / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet(rows_of(rows))})))
    for kind, make in MAKERS.items():
        assert tables(read_source(make(folder / f"a.{kind}", [Sheet(rows)]))) == wanted, kind


@pytest.mark.parametrize("kind", MAKERS)
def test_merged_hidden_and_formatted_cells(tmp_path: Path, kind: str) -> None:
    rows: list[list[Cell]] = [
        ["TT", "Nhiệm vụ", "Ghi chú"],
        [1, "Gộp", 46082.5],
        [2, None, 7500],
        [None, "TËp huÊn nghiÖp vô", 0.125],
        [None, "Baùo caùo", None],
    ]
    looks = {(1, 2): 1, (2, 2): 2, (3, 2): 3, (3, 1): 4, (4, 1): 5}
    sheets = [Sheet(rows, merges=[(1, 1, 1, 2)], hidden_rows=[2], looks=looks), Sheet([["x"]], "Ẩn", hidden=True)]
    source = read_source(looked(kind, tmp_path / "a", sheets))
    assert tables(source) == [
        (
            "Bảng",
            [
                (1, ("TT", "Nhiệm vụ", "Ghi chú"), [], False),
                (2, ("1", "Gộp", "01/03/2026 12:00"), [], False),
                (3, ("2", "", "7.500 triệu đồng"), [1], True),
                (4, ("", "Tập huấn nghiệp vụ", "12,5%"), [], False),
                (5, ("", "Báo cáo"), [], False),
            ],
        ),
        ("Ẩn", [(1, ("x",), [], False)]),
    ]
    said = " ".join(source.warnings)
    assert "Bảng!B4:B5" in said and "Ẩn" in said and "1 dòng bị ẩn" in said


def test_the_durations_days_and_repeats_of_libreoffice(tmp_path: Path) -> None:
    odd = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" '
        'office:date-value="2026-03-01"><text:p>03/01/26</text:p></table:table-cell><table:table-cell '
        'office:value-type="time" office:time-value="PT09H30M00S"/><table:table-cell office:value-type="boolean" '
        'office:boolean-value="true"/><table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        "<office:annotation><text:p>Xem lại</text:p></office:annotation><text:p>a<text:s/>b</text:p></table:table-cell>"
        '</table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", [Sheet([["x"]])])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace("</table:table>", odd + "</table:table>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    source = read_source(path)
    row = ("01/03/2026", "9:30:00", "Có", "a b", "a b")
    assert [each.cells for each in source.tables()[0].rows] == [("x",), row, row]
    assert [(line, text) for line, text, _where in source.asides] == [(2, "Xem lại")]


def test_old_fonts_of_excel_95_are_told_whatever_page_the_file_names(tmp_path: Path) -> None:
    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x07.VnTime"
    typed = "Thñ tôc ®Òu râ".encode("cp1252")  # of which cp1258 would make tones without letters
    begin = record(0x809, struct.pack("<HHHH", 0x500, 5, 0x0DBB, 0x07CC)) + record(0x42, struct.pack("<H", 1258))
    begin += record(0x31, font) + record(0xE0, struct.pack("<HHHHHHHH", 0, 0, 0, 0x20, 0, 0, 0, 0))
    sheet_ = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0x0DBB, 0x07CC))
    sheet_ += record(0x204, struct.pack("<HHHH", 0, 0, 0, len(typed)) + typed) + record(0x0A)
    place = len(begin) + 4 + 8 + 4
    listed = record(0x85, struct.pack("<IBB", place, 0, 0) + b"\x01A") + record(0x0A)
    (tmp_path / "a.xls").write_bytes(container({"Book": begin + listed + sheet_}))
    assert read_source(tmp_path / "a.xls").tables()[0].rows[0].cells == ("Thủ tục đều rõ",)


WEB = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=utf-8></head><body>{}</body></html>"


def web_table(rows: Sequence[Sequence[object]]) -> str:
    made = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{made}</table>"


@pytest.mark.parametrize("ending", ["xls", "doc", "html", "txt"])
@pytest.mark.parametrize("form", ["whole", "bare", "wide", "mht", "tabs", "wide tabs"])
def test_pages_and_tables_saved_under_other_names(tmp_path: Path, form: str, ending: str) -> None:
    table = web_table([HEADER, ROW])
    letter = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
    tabs = "\n".join("\t".join(map(str, row)) for row in (HEADER, ROW))
    data = {
        "whole": WEB.format(table).encode(),
        "bare": b"\xef\xbb\xbf\r\n" + table.encode(),
        "wide": WEB.replace("utf-8", "utf-16").format(table).encode("utf-16"),
        "mht": f'{letter}charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{table}\n--x--\n'.encode(),
        "tabs": tabs.encode(),
        "wide tabs": tabs.encode("utf-16"),
    }[form]
    path = tmp_path / f"bao cao.{ending}"
    path.write_bytes(data)
    task = read_plan(path).groups[0].tasks[0]
    assert (task.text, task.deadline, task.budget) == ("Rà soát thủ tục", "31/3/2026", "5 triệu đồng")


def test_a_page_that_only_frames_others_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<html><head></head><frameset><frame src='a_files/sheet001.htm'></frameset></html>")
    with pytest.raises(UserError, match=r"\.xlsx"):
        read_source(path)


def locked_xls(path: Path) -> None:
    stream = xls_stream([Sheet([["x"]])])
    end = 4 + struct.unpack_from("<H", stream, 2)[0]
    path.write_bytes(container({"Workbook": stream[:end] + struct.pack("<HH", 0x2F, 6) + b"\0" * 6 + stream[end:]}))


def locked_word(path: Path) -> None:
    path.write_bytes(container({"WordDocument": b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + b"\0" * 500}))


def locked_package(path: Path) -> None:
    path.write_bytes(container({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 9000}))


def locked_ods(path: Path) -> None:
    ods(path, [Sheet([["x"]])])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = parts["META-INF/manifest.xml"].replace(b"</m:manifest>", b"<m:encryption-data/></m:manifest>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"}).items():
            archive.writestr(name, data)


@pytest.mark.parametrize("make", [locked_xls, locked_word, locked_package, locked_ods])
def test_locked_files_are_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a.xls")
    with pytest.raises(UserError, match="mật khẩu"):
        read_source(tmp_path / "a.xls")


@pytest.mark.parametrize("kind", MAKERS)
def test_torn_files_are_told(tmp_path: Path, kind: str) -> None:
    whole = MAKERS[kind](tmp_path / "a", [Sheet([HEADER, *[ROW] * 200])]).read_bytes()
    for part in (0.3, 0.6, 0.95):
        (tmp_path / "b").write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(UserError, match=r"hỏng|không có ô"):
            read_source(tmp_path / "b")


def test_a_sheet_that_is_listed_again_and_again_is_no_hang(tmp_path: Path) -> None:
    stream = xls_stream([Sheet([ROW] * 400, title="a")])
    at = stream.index(b"\x85\x00")
    size = 4 + struct.unpack_from("<H", stream, at + 2)[0]
    one = bytearray(stream[at : at + size])
    times = 300
    (place,) = struct.unpack_from("<I", one, 4)
    struct.pack_into("<I", one, 4, place + size * (times - 1))
    path = tmp_path / "a.xls"
    path.write_bytes(container({"Workbook": stream[:at] + bytes(one) * times + stream[at + size :]}))
    with pytest.raises(UserError):
        read_source(path)


REPEATED = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell {} office:value-type="string"><text:p>a'
    "</text:p></table:table-cell></table:table-row>"
)


@pytest.mark.parametrize(
    "kind", ["repeated rows", "cells far right", "blank cells", "parts within parts", "style sheet"]
)
def test_small_files_that_ask_for_much_are_answered_soon(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xls"
    if kind in ("repeated rows", "far cells"):
        made = ods(path, [Sheet([["x"]])])
        with zipfile.ZipFile(made) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        wide = 'table:number-columns-repeated="16384"' if kind == "repeated rows" else ""
        parts["content.xml"] = parts["content.xml"].replace("</table:table>", REPEATED.format(wide) + "</table:table>")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
    elif kind == "blank cells":
        blank = b"".join(record(0xBE, struct.pack("<HH", at, 0) + bytes(512) + b"\xff\0") for at in range(3000))
        path.write_bytes(xls_stream([Sheet([["x"]], records=blank)]))
    elif kind == "parts within parts":
        parts_ = "".join(
            f"--{'x' * n}\nContent-Type: multipart/mixed; boundary={'x' * (n + 1)}\n\n" for n in range(1, 999)
        )
        path.write_text(f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{parts_}")
    else:
        path.write_text(f"<html><style>{'a' * 190_000}</style><table><tr><td>.vnTime</td></tr></table>")
    before = time.process_time()
    with contextlib.suppress(UserError):
        read_source(path)
    assert time.process_time() - before < 3
