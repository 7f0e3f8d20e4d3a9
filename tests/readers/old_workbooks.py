"""The same small workbook in every form that is no XLSX, made by its specification: XLS, XLSB, ODS, XML and HTML.

A cell is a text, a number, or nothing. Columns and rows count from 0.
"""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.readers.workbooks import relations

Cell = str | int | float | None
SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class Sheet:
    """A sheet: `merges` as (left, top, right, bottom), `looks` by place the number of a format or font (from 1)."""

    rows: Sequence[Sequence[Cell]]
    title: str = "Bảng"
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden: bool = False
    looks: Mapping[tuple[int, int], int] = field(default_factory=dict)
    records: bytes = b""  # further ones of BIFF, behind the cells


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams at its top."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        begin, count = len(sectors), max(1, -(-len(data) // SECTOR))
        for at in range(count):
            sectors.append(data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0"))
            chain.append(begin + at + 1 if at + 1 < count else _END)
        return begin

    placed = [(name, put(data.ljust(4096, b"\0")), max(len(data), 4096)) for name, data in streams.items()]
    entries = [_entry("Root Entry", 5, 1 if placed else _FREE, _END, 0)]
    for at, (name, begin, size) in enumerate(placed, start=1):
        entries.append(_entry(name, 2, _FREE, begin, size, at + 1 if at < len(placed) else _FREE))
    directory = put(b"".join(entries))
    count = 1
    while (len(sectors) + count) * 4 > count * SECTOR:
        count += 1
    first = len(sectors)
    chain += [_FAT] * count
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(count * SECTOR, b"\xff")
    blocks = [first + at for at in range(count)] + [_FREE] * (109 - count)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, count, directory, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", *blocks) + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, begin: int, size: int, right: int = _FREE) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    own = child if kind == 5 else _FREE
    named = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, right, own)
    return named + b"\0" * 36 + struct.pack("<III", begin, size, 0)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of BIFF."""
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str, form: str = "<H") -> bytes:
    """A text of BIFF 8 with its length before it."""
    letters = text.encode("utf-16-le")
    return struct.pack(form, len(letters) // 2) + b"\x01" + letters


def xls_stream(
    sheets: Sequence[Sheet], codes: Sequence[str] = (), fonts: Sequence[str] = (), records: bytes = b""
) -> bytes:
    """A workbook's stream in BIFF 8, with a look 1, 2, … for each number format, then one for each font.

    `records` are further ones of the workbook, such as the texts that cells share.
    """
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    for name in ("Arial", *fonts):
        begin += record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + wide(name, "<B"))
    for at, code in enumerate(codes):
        begin += record(0x41E, struct.pack("<H", 164 + at) + wide(code))
    looks = [(0, 0), *((0, 164 + at) for at in range(len(codes))), *((1 + at, 0) for at in range(len(fonts)))]
    for font, code_number in looks:
        begin += record(0xE0, struct.pack("<HHHBBBBIIH", font, code_number, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    parts = [_xls_sheet(sheet) for sheet in sheets]
    heads = [b"\0\0\0\0" + struct.pack("<BB", sheet.hidden, 0) + wide(sheet.title, "<B") for sheet in sheets]
    at = len(begin) + sum(4 + len(head) for head in heads) + len(records) + 4
    listed = b""
    for head, part in zip(heads, parts, strict=True):
        listed += record(0x85, struct.pack("<I", at) + head[4:])
        at += len(part)
    return begin + listed + records + record(0x0A) + b"".join(parts)


def _xls_sheet(sheet: Sheet) -> bytes:
    made = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    for at in sheet.hidden_rows:
        made += record(0x208, struct.pack("<HHHHHHI", at, 0, 9, 255, 0, 0, 0x120))
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", at, column, sheet.looks.get((at, column), 0))
            if isinstance(cell, str):
                made += record(0x204, place + wide(cell))
            elif cell is not None:
                made += record(0x203, place + struct.pack("<d", cell))
    if sheet.merges:
        cells = b"".join(struct.pack("<HHHH", top, bottom, left, right) for left, top, right, bottom in sheet.merges)
        made += record(0xE5, struct.pack("<H", len(sheet.merges)) + cells)
    return made + sheet.records + record(0x0A)


def xls(path: Path, sheets: Sequence[Sheet], codes: Sequence[str] = (), fonts: Sequence[str] = ()) -> Path:
    """A workbook of Excel 97."""
    path.write_bytes(container({"Workbook": xls_stream(sheets, codes, fonts)}))
    return path


def _packed(kind: int, data: bytes = b"") -> bytes:
    """A record of MS-XLSB."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length, size = len(data), b""
    while True:
        size += bytes((length & 0x7F | (0x80 if length > 127 else 0),))
        length >>= 7
        if not length:
            return head + size + data


def _long(text: str) -> bytes:
    letters = text.encode("utf-16-le")
    return struct.pack("<I", len(letters) // 2) + letters


def xlsb(path: Path, sheets: Sequence[Sheet], codes: Sequence[str] = (), fonts: Sequence[str] = ()) -> Path:
    """A binary workbook of Excel 2007."""
    listed = b"".join(
        _packed(156, struct.pack("<II", sheet.hidden, at) + _long(f"rId{at}") + _long(sheet.title))
        for at, sheet in enumerate(sheets, start=1)
    )
    book = _packed(131) + _packed(143) + listed + _packed(144) + _packed(132)
    looks = [(0, 0), *((0, 164 + at) for at in range(len(codes))), *((1 + at, 0) for at in range(len(fonts)))]
    formats = b"".join(_packed(44, struct.pack("<H", 164 + at) + _long(code)) for at, code in enumerate(codes))
    letters = b"".join(
        _packed(43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + b"\0" * 8 + b"\x02" + _long(name))
        for name in ("Calibri", *fonts)
    )
    cells = b"".join(_packed(47, struct.pack("<HHH", 0, code, font) + b"\0" * 10) for font, code in looks)
    styles = _packed(278)
    styles += _packed(615, struct.pack("<I", len(codes))) + formats + _packed(616)
    styles += _packed(611, struct.pack("<I", 1 + len(fonts))) + letters + _packed(612)
    styles += _packed(617, struct.pack("<I", len(looks))) + cells + _packed(618) + _packed(279)
    sheet_type = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    types = f'<Override PartName="/xl/workbook.bin" ContentType="{sheet_type}"/>'
    related = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-excel.worksheet"/>{types}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(*related, ("rIdS", "styles", "styles.bin")),
        "xl/styles.bin": styles,
        **{f"xl/worksheets/sheet{at}.bin": _xlsb_sheet(sheet) for at, sheet in enumerate(sheets, start=1)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _xlsb_sheet(sheet: Sheet) -> bytes:
    made = _packed(129) + _packed(145)
    for at, row in enumerate(sheet.rows):
        flags = 0x1000 if at in sheet.hidden_rows else 0
        made += _packed(0, struct.pack("<IIHHBI", at, 0, 300, flags, 0, 0))
        for column, cell in enumerate(row):
            place = struct.pack("<II", column, sheet.looks.get((at, column), 0))
            if isinstance(cell, str):
                made += _packed(6, place + _long(cell))
            elif cell is not None:
                made += _packed(5, place + struct.pack("<d", cell))
    made += _packed(146)
    if sheet.merges:
        made += _packed(177, struct.pack("<I", len(sheet.merges)))
        for left, top, right, bottom in sheet.merges:
            made += _packed(176, struct.pack("<IIII", top, bottom, left, right))
        made += _packed(178)
    return made + _packed(130)


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{short}="{_ODF}:{long}:1.0"'
    for short, long in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("draw", "drawing")),
    )
)


def ods(path: Path, sheets: Sequence[Sheet], styles: str = "", names: Sequence[str] = ()) -> Path:
    """A spreadsheet of LibreOffice; `names` are those of the looks 1, 2, …, which `styles` says."""
    tables = ""
    for sheet in sheets:
        tables += (
            f'<table:table table:name={quoteattr(sheet.title)} table:style-name="{"weg" if sheet.hidden else ""}">'
        )
        for at, row in enumerate(sheet.rows):
            shown = ' table:visibility="collapse"' if at in sheet.hidden_rows else ""
            tables += f"<table:table-row{shown}>"
            tables += "".join(_ods_cell(sheet, at, column, cell, names) for column, cell in enumerate(row))
            tables += "</table:table-row>"
        tables += "</table:table>"
    hide = '<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/>'
    content = (
        f"<office:document-content {_NAMES}>"
        f"<office:automatic-styles>{hide}</style:style>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _ods_cell(sheet: Sheet, at: int, column: int, cell: Cell, names: Sequence[str]) -> str:
    look = sheet.looks.get((at, column), 0)
    said = f' table:style-name="{names[look - 1]}"' if look else ""
    for left, top, right, bottom in sheet.merges:
        if (left, top) == (column, at):
            said += f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
        elif left <= column <= right and top <= at <= bottom:
            return "<table:covered-table-cell/>"
    if cell is None:
        return f"<table:table-cell{said}/>"
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{_odf_text(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell{said} office:value-type="string">{lines}</table:table-cell>'
    return f'<table:table-cell{said} office:value-type="float" office:value="{cell!r}"/>'


def _odf_text(line: str) -> str:
    """A line in which spaces beyond the first have an element of their own."""
    return escape(line).replace("  ", ' <text:s text:c="1"/>')


def xml_workbook(path: Path, sheets: Sequence[Sheet], styles: str = "", names: Sequence[str] = ()) -> Path:
    """A workbook of Excel 2003 in one XML text."""
    made = ""
    for sheet in sheets:
        rows = ""
        for at, row in enumerate(sheet.rows):
            hidden = ' ss:Hidden="1"' if at in sheet.hidden_rows else ""
            cells = "".join(_xml_cell(sheet, at, column, cell, names) for column, cell in enumerate(row))
            rows += f'<Row ss:Index="{at + 1}"{hidden}>{cells}</Row>'
        shown = (
            '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
            "</WorksheetOptions>"
        )
        made += f"<Worksheet ss:Name={quoteattr(sheet.title)}><Table>{rows}</Table>{shown if sheet.hidden else ''}"
        made += "</Worksheet>"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:'
        f'spreadsheet"><Styles>{styles}</Styles>{made}</Workbook>',
        encoding="utf-8",
    )
    return path


def _xml_cell(sheet: Sheet, at: int, column: int, cell: Cell, names: Sequence[str]) -> str:
    look = sheet.looks.get((at, column), 0)
    said = f' ss:Index="{column + 1}"' + (f' ss:StyleID="{names[look - 1]}"' if look else "")
    for left, top, right, bottom in sheet.merges:
        if (left, top) == (column, at):
            said += f' ss:MergeAcross="{right - left}" ss:MergeDown="{bottom - top}"'
        elif left <= column <= right and top <= at <= bottom:
            return ""
    if cell is None:
        return f"<Cell{said}/>" if "Merge" in said else ""
    kind = "String" if isinstance(cell, str) else "Number"
    text = escape(str(cell), {"\n": "&#10;"}) if isinstance(cell, str) else repr(cell)
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'
