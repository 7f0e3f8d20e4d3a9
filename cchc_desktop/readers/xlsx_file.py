"""Excel workbooks to tables, one per sheet, straight from their XML: what the cells show, never what they compute."""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.encodings import refuse_old_fonts
from cchc_desktop.readers.guards import MAX_LINES, damaged, open_archive, parse_part
from cchc_desktop.readers.source import Source, SourceRow, SourceTable
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAX_COLUMNS = 60
_REFERENCE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_RANGE = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
# The number formats 14 to 22 and 27 to 36 are dates in every Excel; others are told by their code.
_DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
_PERCENT_FORMATS = {9, 10}
_GROUPED_FORMATS = {3, 4, 37, 38, 39, 40}  # with a mark between thousands
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes control characters
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass
class _Book:
    """What every sheet needs from the rest of the workbook."""

    name: str
    strings: list[str]
    dates: set[int]
    percents: set[int]
    grouped: set[int]
    epoch: datetime
    without_value: int = 0
    hidden_rows: int = 0


def read_xlsx_file(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order; rows keep the numbers Excel shows."""
    with open_archive(path) as archive:
        book = _open_book(archive, path.name)
        tables = []
        hidden_sheets = []
        for title, part, hidden in _sheets(archive, path.name):
            root = parse_part(archive, part, path.name)
            rows = _rows(root, book) if root is not None else ()
            if rows:
                tables.append(SourceTable(rows, title))
                if hidden:
                    hidden_sheets.append(title)
    if not tables:
        raise UserError(_("“{name}” has no cells with text. Choose another file.").format(name=path.name))
    refuse_old_fonts("\n".join(cell for table in tables for row in table.rows for cell in row.cells), path.name)
    return Source(tuple(tables), tuple(_warnings(book, hidden_sheets)))


def _warnings(book: _Book, hidden_sheets: list[str]) -> list[str]:
    warnings = []
    if book.hidden_rows:
        warnings.append(
            ngettext(
                "{count} hidden row was read too; check whether it belongs here.",
                "{count} hidden rows were read too; check whether they belong here.",
                book.hidden_rows,
            ).format(count=book.hidden_rows)
        )
    if hidden_sheets:
        warnings.append(_("Hidden sheets were read too: {sheets}.").format(sheets=", ".join(hidden_sheets)))
    if book.without_value:
        warnings.append(
            ngettext(
                "{count} formula has no stored result and was read as empty. "
                "Open the file in Excel and save it, then try again.",
                "{count} formulas have no stored result and were read as empty. "
                "Open the file in Excel and save it, then try again.",
                book.without_value,
            ).format(count=book.without_value)
        )
    return warnings


def _open_book(archive: zipfile.ZipFile, name: str) -> _Book:
    strings_root = parse_part(archive, "xl/sharedStrings.xml", name)
    strings = [_string(item) for item in strings_root.iter(f"{S}si")] if strings_root is not None else []
    dates: set[int] = set()
    percents: set[int] = set()
    grouped: set[int] = set()
    styles = parse_part(archive, "xl/styles.xml", name)
    if styles is not None:
        codes = {_int(f.get("numFmtId")): f.get("formatCode") or "" for f in styles.iter(f"{S}numFmt")}
        formats = styles.find(f"{S}cellXfs")
        for index, style in enumerate(formats if formats is not None else ()):
            number = _int(style.get("numFmtId"))
            code = _QUOTED.sub("", codes.get(number, "")).lower()
            if number in _DATE_FORMATS or ("y" in code or ("d" in code and "m" in code)):
                dates.add(index)
            elif number in _PERCENT_FORMATS or "%" in code:
                percents.add(index)
            elif number in _GROUPED_FORMATS or "#,##0" in code:
                grouped.add(index)
    workbook = parse_part(archive, "xl/workbook.xml", name)
    if workbook is None:
        raise damaged(name)
    properties = workbook.find(f"{S}workbookPr")
    macintosh = properties is not None and properties.get("date1904") in ("1", "true")
    epoch = datetime(1904, 1, 1) if macintosh else datetime(1899, 12, 30)
    return _Book(name, strings, dates, percents, grouped, epoch)


def _sheets(archive: zipfile.ZipFile, name: str) -> list[tuple[str, str, bool]]:
    """Title, part and whether hidden, of every sheet."""
    relations = parse_part(archive, "xl/_rels/workbook.xml.rels", name)
    targets = {r.get("Id") or "": r.get("Target") or "" for r in relations} if relations is not None else {}
    workbook = parse_part(archive, "xl/workbook.xml", name)
    found = []
    for sheet in workbook.iter(f"{S}sheet") if workbook is not None else ():
        target = targets.get(sheet.get(_R_ID) or "", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found.append((clean(sheet.get("name") or ""), part, sheet.get("state") in ("hidden", "veryHidden")))
    return found


def _rows(root: "_Element", book: _Book) -> tuple[SourceRow, ...]:
    down = _merges(root)
    rows: list[SourceRow] = []
    previous = 0
    for row in root.iter(f"{S}row"):
        number = _int(row.get("r")) or previous + 1
        previous = number
        cells: list[str] = []
        for cell in row.iterfind(f"{S}c"):
            reference = _REFERENCE.match(cell.get("r") or "")
            column = _column(reference.group(1)) if reference else len(cells)
            text = _cell_text(cell, book)
            if not text:
                continue
            if column >= MAX_COLUMNS:
                column = MAX_COLUMNS - 1
            cells.extend([""] * (column + 1 - len(cells)))
            # Inside a merged range Excel shows the first cell alone; others are leftovers that nobody sees.
            cells[column] = f"{cells[column]}\n{text}" if cells[column] else text
        if not any(cells):
            continue
        hidden = row.get("hidden") in ("1", "true")
        book.hidden_rows += hidden
        width = max([len(cells), *(c + 1 for c in down.get(number, ()))])
        cells.extend([""] * (width - len(cells)))
        carried = frozenset(c for c in down.get(number, ()) if not cells[c])
        rows.append(SourceRow(number, tuple(cells), carried, hidden))
    return tuple(rows)


def _merges(root: "_Element") -> dict[int, set[int]]:
    """Per row, the columns (from 0) that continue a cell merged from above."""
    down: dict[int, set[int]] = {}
    left_to_mark = MAX_LINES
    for merge in root.iter(f"{S}mergeCell"):
        found = _RANGE.match(merge.get("ref") or "")
        if not found:
            continue
        left, top, _right, bottom = found.groups()
        height = int(bottom) - int(top)
        # Ranges beyond any real sheet mean nothing for the rows that hold text.
        if _column(left) >= MAX_COLUMNS or height > left_to_mark:
            continue
        left_to_mark -= height
        for row in range(int(top) + 1, int(bottom) + 1):
            down.setdefault(row, set()).add(_column(left))
    return down


def _cell_text(cell: "_Element", book: _Book) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return _tidy(_string(inline)) if inline is not None else ""
    value = cell.findtext(f"{S}v")
    if value is None or value == "":
        if cell.find(f"{S}f") is not None and kind != "str":
            book.without_value += 1
        return ""
    if kind == "s":
        index = _int(value)
        return _tidy(book.strings[index]) if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "Có" if value == "1" else "Không"
    if kind == "e":
        book.without_value += 1
        return ""
    if kind == "str":
        return _tidy(value)
    if kind == "d":
        return _iso_date(value)
    return _number(value, _int(cell.get("s")), book)


def _number(value: str, style: int, book: _Book) -> str:
    """A number as the office would write it: "12", "0,5", "1.500.000", "98,5%", "31/01/2026"."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return _tidy(value)
    if not number.is_finite():
        return _tidy(value)
    if style in book.dates and 1 <= number < 2_958_466:
        return (book.epoch + timedelta(days=int(number))).strftime("%d/%m/%Y")
    if style in book.percents:
        number *= 100
    # Excel stores 0.1 + 0.2 with 17 digits; 15 are what it shows.
    shown = Decimal(f"{float(number):.15g}")
    if style in book.grouped:
        return format_number(shown)
    text = format(shown, "f").replace(".", ",")
    return f"{text}%" if style in book.percents else text


def _iso_date(value: str) -> str:
    try:
        return datetime.fromisoformat(value.rstrip("Z")).strftime("%d/%m/%Y")
    except ValueError:
        return _tidy(value)


def _string(item: "_Element") -> str:
    """The text of a string item; phonetic hints are no text."""
    parts = [t.text or "" for t in item.iter(f"{S}t") if t.getparent().tag != f"{S}rPh"]
    return clean("".join(parts))


def _tidy(text: str) -> str:
    text = clean(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
