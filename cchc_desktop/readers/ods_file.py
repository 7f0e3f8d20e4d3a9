"""Spreadsheets of LibreOffice (.ods, OpenDocument) to tables: their values, by the same formats as those of XLSX.

The text that the file keeps beside a value is in the language of whoever saved it ("1,234.5", "01/31/26"); it is read
where there is no value.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.guards import MAX_COLUMNS, damaged, open_archive, protected, too_much
from cchc_desktop.readers.odf_formats import DATA_STYLES
from cchc_desktop.readers.odf_text import DRAW, OFFICE, TABLE, TEXT, OdfStyles, has_ancestor, paragraphs
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.sheet_rows import SheetContent, SheetRows, column_letters
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.workbook import MAX_SHEETS, Book, Style, places_for, style_of, to_int, yes_or_no
from cchc_desktop.readers.workbook_source import workbook_source
from cchc_desktop.readers.xlsx_sheet import serial
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_COLUMNS, _ROWS = 16_384, 1_048_576
_DAY, _MOMENT, _TIME = (style_of(code, None) for code in ("d/m/yyyy", "d/m/yyyy h:mm", "[h]:mm:ss"))
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:[.,]\d{1,12})?)S)?")
_TAGS = (f"{TABLE}table-row", f"{TABLE}table-column", f"{TABLE}shapes", f"{TABLE}table")


def read_ods_file(path: Path) -> Source:
    """The visible and hidden sheets with text, in their order, with notes, text boxes and page headers as asides.

    Raises `UserError` where the file is damaged, protected, or has no text.
    """
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        if b"encryption-data" in (package.data("META-INF/manifest.xml") or b"") or "encrypted-package" in package:
            raise protected(path.name)
        book = Book(path.name, places=places_for(package.megabytes))
        styles = OdfStyles()
        for element in package.stream("styles.xml", (*OdfStyles.TAGS, *DATA_STYLES)):
            styles.take(element)
        reading = _Reading(book, styles)
        for element in package.stream("content.xml", (*OdfStyles.TAGS, *DATA_STYLES, *_TAGS)):
            if element.tag in _TAGS:
                reading.take(element)
            else:
                styles.take(element)
    if not reading.sheets:
        raise damaged(path.name)
    return workbook_source(book, reading.sheets)


class _Reading:
    """Goes through the tables of the file once, row by row."""

    def __init__(self, book: Book, styles: OdfStyles) -> None:
        self.sheets: list[SheetContent] = []
        self._book = book
        self._styles = styles
        self._table: _Element | None = None
        self._number = self._column = 0
        self._defaults: list[tuple[int, str]] = []  # columns, and the style of their cells that name none
        self._looks: dict[str, Style] = {}

    def take(self, element: "_Element") -> None:
        """A column, a row, the drawings of a table, or its end."""
        if element.tag == f"{TABLE}table":
            if element is self._table:
                self._rows.finish()
                self._beside.finish()
                self._table = None
            return
        table = next(element.iterancestors(f"{TABLE}table"), None)
        if table is None or has_ancestor(table, f"{TABLE}table", f"{TABLE}dde-link", f"{TABLE}tracked-changes"):
            return
        if table is not self._table:
            self._begin(table)
        if element.tag == f"{TABLE}table-row":
            self._take_rows(element)
        elif element.tag == f"{TABLE}table-column":
            self._take_column(element)
        else:
            self._take_drawings(element, 0)

    def _begin(self, table: "_Element") -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise too_much(self._book.name)
        style = table.get(f"{TABLE}style-name") or ""
        hidden = self._styles.hides(style)
        content = SheetContent(clean(table.get(f"{TABLE}name") or ""), hidden)
        self.sheets.append(content)
        self._table = table
        self._rows, self._beside = SheetRows(self._book, content), BesideCells(content)
        self._beside.pages([words.replace("&", "&&") for words in self._styles.page_words(style)])
        self._number = self._column = 0
        self._defaults = []

    def _take_column(self, column: "_Element") -> None:
        count = _repeated(column, "columns", _COLUMNS)
        if column.get(f"{TABLE}visibility") in ("collapse", "filter"):
            self._rows.hide_columns(self._column, self._column + count - 1)
        self._column = min(self._column + count, _COLUMNS)
        self._defaults.append((self._column, column.get(f"{TABLE}default-cell-style-name") or ""))

    def _take_rows(self, row: "_Element") -> None:
        """A row as often as it stands there; without text it only counts, and what is said of it is said once."""
        count = _repeated(row, "rows", _ROWS)
        hidden = row.get(f"{TABLE}visibility") in ("collapse", "filter")
        if any(_is_filled(cell) for cell in row):
            if self._number + count > _ROWS:
                raise too_much(self._book.name)
            self._rows.begin(self._number + 1)
            cells = list(self._cells(row))
            for number in range(self._number + 1, self._number + count + 1):
                self._rows.begin(number)
                for column, text in cells:
                    self._rows.put(column, text)
                self._rows.end(hidden)
        self._number += count

    def _cells(self, row: "_Element") -> Iterator[tuple[int, str]]:
        """The filled cells of a row as they show; merged cells and drawings are taken on the way."""
        column, number = 0, self._number + 1
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            count = _repeated(cell, "columns", _COLUMNS - column) if column < _COLUMNS else 0
            if cell.tag == f"{TABLE}table-cell":
                wide, tall = (_spanned(cell, name) for name in ("columns", "rows"))
                if (wide, tall) != (1, 1):
                    self._rows.merge(column, number, column + wide - 1, number + tall - 1)
                if _is_filled(cell):
                    # Of what is repeated farther right than tables reach, one says it all.
                    for at in range(column, max(column + 1, min(column + count, MAX_COLUMNS + 1))):
                        yield at, self._shown(cell, at)
                    self._take_drawings(cell, number, column)
            column += count

    def _shown(self, cell: "_Element", column: int) -> str:
        kind = cell.get(f"{OFFICE}value-type") or ""
        value = cell.get(f"{OFFICE}value") or ""
        style = self._look(cell, column)
        if kind in ("float", "percentage", "currency") and value:
            return self._rows.number(value, style, column)
        if kind == "date" and (day := cell.get(f"{OFFICE}date-value")):
            usual = _MOMENT if "T" in day else _DAY
            return self._rows.number(serial(day), style if style.format is not None else usual, column)
        if kind == "time" and (seconds := _seconds(cell.get(f"{OFFICE}time-value") or "")) is not None:
            return self._rows.number(str(seconds / 86_400), style if style.format is not None else _TIME, column)
        if kind == "boolean" and (said := cell.get(f"{OFFICE}boolean-value")):
            return yes_or_no(said == "true")
        text, converted = self._styles.text_of(paragraphs(cell))
        if cell.get(_VALUE_TYPE) == "error":
            return self._rows.error(text or "#", column)
        if not text and not kind and cell.get(f"{TABLE}formula"):
            self._book.findings.without_result.append(self._rows.place(column))
        return self._rows.worded(text or cell.get(f"{OFFICE}string-value") or "", converted, style, column)

    def _look(self, cell: "_Element", column: int) -> Style:
        name = cell.get(f"{TABLE}style-name")
        if name is None:
            name = next((style for end, style in self._defaults if column < end), "")
        look = self._looks.get(name)
        if look is None:
            code, font = self._styles.cell_look(name)
            look = self._looks[name] = style_of(code, font)
        return look

    def _take_drawings(self, parent: "_Element", row: int, column: int = 0) -> None:
        """Notes, text boxes, pictures and charts that hang on a cell or on the sheet."""
        pictures = charts = 0
        for drawn in parent.iterchildren():
            if drawn.tag == f"{OFFICE}annotation":
                cell = f"{column_letters(column)}{row}"
                self._beside.note(row, cell, self._styles.text_of(drawn.iter(f"{TEXT}p"))[0])
            elif isinstance(drawn.tag, str) and drawn.tag.startswith(DRAW):
                if drawn.find(f".//{DRAW}object") is not None:
                    charts += 1
                elif drawn.find(f".//{DRAW}image") is not None and drawn.find(f".//{DRAW}text-box") is None:
                    pictures += 1
                self._beside.box(row, self._styles.text_of(drawn.iter(f"{TEXT}p"))[0])
        self._beside.say(pictures=pictures, charts=charts)


def _is_filled(cell: "_Element") -> bool:
    return bool(len(cell) or cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula"))


def _repeated(element: "_Element", what: str, most: int) -> int:
    """How often a row, column or cell stands there, within what a sheet has."""
    return max(1, min(to_int(element.get(f"{TABLE}number-{what}-repeated")), most))


def _spanned(cell: "_Element", what: str) -> int:
    return max(1, to_int(cell.get(f"{TABLE}number-{what}-spanned")))


def _seconds(duration: str) -> Decimal | None:
    """A duration in ISO 8601 in seconds; None where it is none."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    sign, days, hours, minutes, seconds = (part or "0" for part in found.groups())
    whole = Decimal(days) * 86_400 + Decimal(hours) * 3600 + Decimal(minutes) * 60 + Decimal(seconds.replace(",", "."))
    return -whole if sign == "-" else whole
