"""The cells of an XLSX sheet, row by row as they are unpacked, within bounds that stand before the work."""

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _
from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import MAX_COLUMNS
from cchc_desktop.readers.sheet_rows import SheetContent, SheetRows, column_number
from cchc_desktop.readers.workbook import to_int, yes_or_no
from cchc_desktop.readers.xlsx_book import S, SheetEntry, XlsxBook, string_and_change

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$", re.IGNORECASE)
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)
_TRUE = ("1", "true", "on")
_TAGS = tuple(f"{S}{tag}" for tag in ("row", "mergeCell", "col", "headerFooter"))


def read_sheet(sheet: SheetEntry, book: XlsxBook) -> SheetContent:
    """The rows of a sheet; raises UserError where it is broken or holds more than its file can honestly hold."""
    content = SheetContent(sheet.title, sheet.hidden)
    if sheet.is_chart:
        content.warnings.append(chart_words(sheet.title))
        return content
    reading = _Reading(book, content)
    for element in book.package.stream(sheet.part, _TAGS):
        reading.take(element)
    reading.rows.finish()
    return content


def chart_words(title: str) -> str:
    """That a sheet is a chart, which has no cells."""
    return _("Sheet “{sheet}” is a chart and was not read.").format(sheet=title)


class _Reading:
    """Goes through the elements of one sheet once."""

    def __init__(self, book: XlsxBook, content: SheetContent) -> None:
        self.rows = SheetRows(book, content)
        self._book = book
        self._content = content

    def take(self, element: "_Element") -> None:
        if element.tag == f"{S}row":
            self._take_row(element)
        elif element.tag == f"{S}mergeCell":
            self._take_merge(element.get("ref") or "")
        elif element.tag == f"{S}col" and element.get("hidden") in _TRUE:
            self.rows.hide_columns(to_int(element.get("min")) - 1, min(to_int(element.get("max")), MAX_COLUMNS) - 1)
        elif element.tag == f"{S}headerFooter":
            BesideCells(self._content).pages([part.text or "" for part in element])

    def _take_row(self, row: "_Element") -> None:
        self.rows.begin(to_int(row.get("r")))
        column = -1
        for cell in row.iterchildren(f"{S}c"):
            reference = cell.get("r")
            found = _REFERENCE.match(reference) if reference else None
            # A cell without a reference stands behind the one before it, an empty one too.
            column = column_number(found[1]) if found else column + 1
            if len(cell):
                self.rows.put(column, self._text(cell, column))
        self.rows.end(row.get("hidden") in _TRUE)

    def _text(self, cell: "_Element", column: int) -> str:
        kind = cell.get("t") or "n"
        style = self._book.style(to_int(cell.get("s")))
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return self.rows.worded(*string_and_change(inline), style, column) if inline is not None else ""
        value = cell.findtext(f"{S}v")
        if value is None or value == "":
            if kind != "str" and cell.find(f"{S}f") is not None:
                self._book.findings.without_result.append(self.rows.place(column))
            return ""
        if kind == "s":
            strings = self._book.strings
            index = to_int(value.strip())
            if index >= len(strings):
                self._book.findings.without_text.append(self.rows.place(column))
                return ""
            return self.rows.shared(strings[index], style, column)
        if kind == "b":
            return yes_or_no(value == "1")
        if kind == "e":
            return self.rows.error(value, column)
        if kind == "str":
            return self.rows.worded(value, False, style, column)
        return self.rows.number(serial(value) if kind == "d" else value, style, column)

    def _take_merge(self, reference: str) -> None:
        found = _RANGE.match(reference)
        if found is not None:
            # A range that runs backwards, or off the sheet, is none of Excel's.
            self.rows.merge(column_number(found[1]), int(found[2]), column_number(found[3]), int(found[4]))


def serial(value: str) -> str:
    """A day or moment in ISO 8601, as Strict files keep it, as Excel's number; other texts as they are."""
    try:
        moment = datetime.fromisoformat(value.rstrip("Z"))
    except ValueError:
        return value
    between = moment.replace(tzinfo=None) - _EPOCH
    return str(Decimal(between.days) + Decimal(between.seconds) / 86_400)
