"""Workbooks in one XML text (SpreadsheetML of Excel 2002 and 2003), which registers like to export as .xls."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import MAX_TEXT, check_bytes, damaged, parse_xml, too_much
from cchc_desktop.readers.old_fonts import OldFont, font_of
from cchc_desktop.readers.sheet_rows import SheetContent, SheetRows, column_letters
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook import MAX_SHEETS, Book, Style, places_for, style_of, to_int, unicode_text, yes_or_no
from cchc_desktop.readers.workbook_source import workbook_source
from cchc_desktop.readers.xlsx_sheet import serial
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_FONT = "{http://www.w3.org/TR/REC-html40}Font"
_DEEPEST = 20  # styles that rest on one another
_TAGS = 3_000_000  # of the whole text
_DAY = style_of("d/m/yyyy", None)
# Formats that have names.
_NAMED = {
    "general number": "", "general date": "d/m/yyyy h:mm", "long date": "d/m/yyyy", "medium date": "d/m/yyyy",
    "short date": "d/m/yyyy", "long time": "h:mm:ss", "medium time": "h:mm AM/PM", "short time": "h:mm",
    "currency": "#,##0.00", "euro currency": "#,##0.00", "fixed": "0.00", "standard": "#,##0.00", "percent": "0.00%",
    "scientific": "0.00E+00",
}  # fmt: skip


def read_xml_workbook(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order; raises `UserError` where there is none."""
    data = check_bytes(path, MAX_TEXT)
    if data.count(b"<") > _TAGS:
        raise too_much(path.name)
    root = parse_xml(data, path.name)
    if root.tag != f"{_S}Workbook":
        raise damaged(path.name)
    book = Book(path.name, places=places_for(len(data) / 1024 / 1024))
    book.from_1904 = root.find(f"{_X}ExcelWorkbook/{_X}Date1904") is not None
    looks = _Looks(root)
    sheets: list[SheetContent] = []
    for worksheet in root.iterchildren(f"{_S}Worksheet"):
        if len(sheets) >= MAX_SHEETS:
            raise too_much(path.name)
        shown = worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
        content = SheetContent(clean(worksheet.get(f"{_S}Name") or ""), "hidden" in shown.lower())
        _Reading(book, content, looks).read(worksheet)
        sheets.append(content)
    return workbook_source(book, sheets)


class _Looks:
    """The styles of a workbook, by the names that cells have for them."""

    def __init__(self, root: "_Element") -> None:
        self._elements = {style.get(f"{_S}ID") or "": style for style in root.iterfind(f"{_S}Styles/{_S}Style")}
        self._made: dict[str, Style] = {}

    def of(self, name: str) -> Style:
        """The look of cells of a style."""
        made = self._made.get(name)
        if made is None:
            code, font = self._parts(name)
            made = self._made[name] = style_of(_NAMED.get(code.lower(), code), font)
        return made

    def _parts(self, name: str) -> tuple[str, OldFont | None]:
        code = font = ""
        for _step in range(_DEEPEST):
            element = self._elements.get(name)
            if element is None:
                break
            format_, letters = element.find(f"{_S}NumberFormat"), element.find(f"{_S}Font")
            code = code or (format_.get(f"{_S}Format") or "" if format_ is not None else "")
            font = font or (letters.get(f"{_S}FontName") or "" if letters is not None else "")
            name = element.get(f"{_S}Parent") or ("Default" if name != "Default" else "")
        return code, font_of(font)


class _Reading:
    """Goes through the elements of one sheet once."""

    def __init__(self, book: Book, content: SheetContent, looks: _Looks) -> None:
        self._book = book
        self._rows, self._beside = SheetRows(book, content), BesideCells(content)
        self._looks = looks

    def read(self, worksheet: "_Element") -> None:
        """All rows, then what stands beside them."""
        number = 0
        for table in worksheet.iterchildren(f"{_S}Table"):
            column = -1
            for item in table.iterchildren(f"{_S}Column"):
                column = _placed(item, column)
                last = column + to_int(item.get(f"{_S}Span"))
                if item.get(f"{_S}Hidden") == "1":
                    self._rows.hide_columns(column, last)
                column = last
            for row in table.iterchildren(f"{_S}Row"):
                number = to_int(row.get(f"{_S}Index")) or number + 1
                self._rows.begin(number)
                self._take_cells(row, number)
                self._rows.end(row.get(f"{_S}Hidden") == "1")
                number += to_int(row.get(f"{_S}Span"))
        codes = [
            part.get(f"{_X}Data") or ""
            for kind in ("Header", "Footer")
            for part in worksheet.iterfind(f"{_X}WorksheetOptions/{_X}PageSetup/{_X}{kind}")
        ]
        self._beside.pages(codes)
        self._rows.finish()
        self._beside.finish()

    def _take_cells(self, row: "_Element", number: int) -> None:
        column = -1
        for cell in row.iterchildren(f"{_S}Cell"):
            column = _placed(cell, column)
            wide, tall = to_int(cell.get(f"{_S}MergeAcross")), to_int(cell.get(f"{_S}MergeDown"))
            if wide or tall:
                self._rows.merge(column, number, column + wide, number + tall)
            self._rows.put(column, self._shown(cell, column, self._looks.of(cell.get(f"{_S}StyleID") or "Default")))
            for comment in cell.iterchildren(f"{_S}Comment"):
                text, _changed = _words(comment.find(f"{_S}Data"))
                self._beside.note(number, f"{column_letters(column)}{number}", text)
            column += wide

    def _shown(self, cell: "_Element", column: int, style: Style) -> str:
        data = cell.find(f"{_S}Data")
        text, changed = _words(data)
        if data is None or not text:
            if cell.get(f"{_S}Formula"):
                self._book.findings.without_result.append(self._rows.place(column))
            return ""
        kind = data.get(f"{_S}Type") or "String"
        if kind == "Number":
            return self._rows.number(text.strip(), style, column)
        if kind == "DateTime":
            return self._rows.number(
                serial(text.strip()), style if style.format else style_of("d/m/yyyy", None), column
            )
        if kind == "Boolean":
            return yes_or_no(text.strip() == "1")
        if kind == "Error":
            return self._rows.error(text, column)
        return self._rows.worded(text, changed, style, column)


def _placed(item: "_Element", before: int) -> int:
    """The column of a cell: the one that it says, else that behind the one before it."""
    return (to_int(item.get(f"{_S}Index")) or before + 2) - 1


def _words(data: "_Element | None") -> tuple[str, bool]:
    """The text of a cell or note, whose runs may have fonts of their own, and whether one of them was old."""
    return unicode_text(_runs(data, None)) if data is not None else ("", False)


def _runs(element: "_Element", font: OldFont | None) -> "list[tuple[OldFont | None, str]]":
    if element.tag == _FONT:
        font = font_of(element.get("{http://www.w3.org/TR/REC-html40}Face") or "") or font
    runs = [(font, element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            runs += _runs(child, font)
        runs.append((font, child.tail or ""))
    return runs
