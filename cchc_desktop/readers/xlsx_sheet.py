"""The cells of a sheet, row by row as they are unpacked, within bounds that stand before the work."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.guards import MAX_COLUMNS, MAX_LINES, check_lines, too_much
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.readers.xlsx_asides import page_text
from cchc_desktop.readers.xlsx_book import (
    Book,
    S,
    SheetEntry,
    Style,
    plain_text,
    shown_number,
    string_and_change,
    to_int,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_FAR = 200  # asides from columns beyond that are shown, the rest are counted
_MARKS = 200_000  # cells under merges that are looked at
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$", re.IGNORECASE)
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)
_TRUE = ("1", "true", "on")
_TAGS = tuple(f"{S}{tag}" for tag in ("row", "mergeCell", "col", "headerFooter"))


@dataclass
class SheetContent:
    """The rows with text, texts that stand too far right, and what has to be said of the sheet."""

    rows: tuple[SourceRow, ...] = ()
    asides: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_sheet(sheet: SheetEntry, book: Book) -> SheetContent:
    """The rows of a sheet; raises UserError where it is broken or holds more than its file can honestly hold."""
    content = SheetContent()
    if sheet.is_chart:
        content.warnings.append(_("Sheet “{sheet}” is a chart and was not read.").format(sheet=sheet.title))
        return content
    reading = _Reading(sheet, book, content)
    for element in book.package.stream(sheet.part, _TAGS):
        reading.take(element)
    content.rows = reading.finish()
    return content


class _Reading:
    """Goes through the elements of one sheet once."""

    def __init__(self, sheet: SheetEntry, book: Book, content: SheetContent) -> None:
        self._sheet = sheet
        self._book = book
        self._content = content
        self._rows: list[tuple[int, list[str], bool]] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._number = 0
        self._far = 0
        self._hidden_columns: list[tuple[int, int]] = []

    def take(self, element: "_Element") -> None:
        if element.tag == f"{S}row":
            self._take_row(element)
        elif element.tag == f"{S}mergeCell":
            self._take_merge(element.get("ref") or "")
        elif element.tag == f"{S}col" and element.get("hidden") in _TRUE:
            self._hidden_columns.append((to_int(element.get("min")), min(to_int(element.get("max")), MAX_COLUMNS)))
        elif element.tag == f"{S}headerFooter":
            texts = dict.fromkeys(text for part in element if (text := page_text(part.text or "")))
            where = _("{sheet}, header or footer of its pages").format(sheet=self._sheet.title)
            self._content.asides.extend((0, text, where) for text in texts)

    def finish(self) -> tuple[SourceRow, ...]:
        """The rows with text, cells under merges emptied."""
        carried = self._under_merges()
        if self._far > _FAR:
            self._content.warnings.append(
                _("Sheet “{sheet}”: {count} cells to the right of column {column} were not read.").format(
                    sheet=self._sheet.title, count=self._far - _FAR, column=column_letters(MAX_COLUMNS - 1)
                )
            )
        rows = []
        for number, cells, hidden in self._rows:
            columns = carried.get(number, ())
            width = max([len(cells), *(column + 1 for column in columns)])
            cells.extend([""] * (width - len(cells)))
            if any(cells):
                self._book.findings.hidden_rows += hidden
                rows.append(SourceRow(number, tuple(cells), frozenset(c for c in columns if not cells[c]), hidden))
        self._say_hidden_columns(rows)
        return tuple(rows)

    def _take_row(self, row: "_Element") -> None:
        number = to_int(row.get("r")) or self._number + 1
        self._number = number
        cells: list[str] = []
        again: dict[int, list[str]] = {}  # by column, what other cells of the same name hold
        column = -1
        for cell in row.iterchildren(f"{S}c"):
            reference = cell.get("r")
            found = _REFERENCE.match(reference) if reference else None
            # A cell without a reference stands behind the one before it, an empty one too.
            column = column_number(found[1]) if found else column + 1
            if not len(cell):
                continue
            text = self._text(cell, column)
            if not text:
                continue
            if column >= MAX_COLUMNS:
                self._take_far(number, column, text)
                continue
            if column >= len(cells):
                cells.extend([""] * (column + 1 - len(cells)))
            if cells[column]:
                again.setdefault(column, []).append(self._book.take(text))
            else:
                cells[column] = self._book.take(text)
        for column, texts in again.items():
            cells[column] = "\n".join((cells[column], *texts))
        if not cells:
            return
        self._book.take_places(len(cells))
        self._rows.append((number, cells, row.get("hidden") in _TRUE))
        if len(self._rows) > MAX_LINES:
            check_lines(len(self._rows), self._book.package.name)

    def _take_far(self, number: int, column: int, text: str) -> None:
        self._far += 1
        if self._far <= _FAR:
            self._content.asides.append((number, text, self._place(column)))

    def _text(self, cell: "_Element", column: int) -> str:
        kind = cell.get("t") or "n"
        styles = self._book.styles
        at = to_int(cell.get("s"))
        style = styles[at] if at < len(styles) else None
        font = style.font if style is not None else None
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return self._worded(*string_and_change(inline), style, column) if inline is not None else ""
        value = cell.findtext(f"{S}v")
        if value is None or value == "":
            if kind != "str" and cell.find(f"{S}f") is not None:
                self._book.findings.without_result.append(self._place(column))
            return ""
        if kind == "s":
            strings = self._book.strings
            index = to_int(value.strip())
            if index >= len(strings):
                self._book.findings.without_text.append(self._place(column))
                return ""
            text = strings[index].plain(font)
            if strings[index].converted or (font is not None and text != strings[index].plain()):
                self._book.findings.in_old_fonts.append(self._place(column))
            return _worded(text, style)
        if kind == "b":
            return "Có" if value == "1" else "Không"
        if kind == "e":
            self._book.findings.errors.append((self._place(column), value[:20]))
            return ""
        if kind == "str":
            return self._worded(value, False, style, column)
        if kind == "d":
            value = _serial(value)
        return shown_number(value, style, self._book, lambda: self._place(column))

    def _worded(self, raw: str, converted: bool, style: Style | None, column: int) -> str:
        """A text of this cell alone as it shows it."""
        font = style.font if style is not None else None
        text = plain_text(raw, font)
        if converted or (font is not None and text != plain_text(raw, None)):
            self._book.findings.in_old_fonts.append(self._place(column))
        return _worded(text, style)

    def _place(self, column: int) -> str:
        return f"{self._sheet.title}!{column_letters(column)}{self._number}"

    def _take_merge(self, reference: str) -> None:
        found = _RANGE.match(reference)
        if found is None:
            return
        left, top, right, bottom = column_number(found[1]), int(found[2]), column_number(found[3]), int(found[4])
        # A range that runs backwards, or off the sheet, is none of Excel's.
        if left <= right < _MAX_COLUMN and 1 <= top <= bottom <= _MAX_ROW and left < MAX_COLUMNS:
            self._merges.append((left, top, min(right, MAX_COLUMNS - 1), bottom))

    def _under_merges(self) -> dict[int, set[int]]:
        """Per row, the columns that continue a cell merged from above; what Excel hides under merges is emptied."""
        numbers = [number for number, _cells, _hidden in self._rows]
        ordered = all(above < below for above, below in pairwise(numbers))
        down: dict[int, set[int]] = {}
        marks = _MARKS
        for left, top, right, bottom in self._merges if ordered else ():
            begin = bisect_left(numbers, top)
            for number, cells, _hidden in self._rows[begin : bisect_left(numbers, bottom + 1)]:
                marks -= 1
                if marks < 0:
                    raise too_much(self._book.package.name)
                first = left + 1 if number == top else left
                if first < len(cells):
                    end = min(right + 1, len(cells))
                    cells[first:end] = [""] * (end - first)
                if number > top:
                    down.setdefault(number, set()).add(left)
        return down

    def _say_hidden_columns(self, rows: list[SourceRow]) -> None:
        if not self._hidden_columns:
            return
        hidden = {column for begin, end in set(self._hidden_columns) for column in range(max(begin, 1) - 1, end)}
        filled = {column for row in rows for column, text in enumerate(row.cells) if text and column in hidden}
        if filled:
            self._content.warnings.append(
                ngettext(
                    "Sheet “{sheet}”: column {columns} is hidden in Excel and was read too.",
                    "Sheet “{sheet}”: columns {columns} are hidden in Excel and were read too.",
                    len(filled),
                ).format(sheet=self._sheet.title, columns=", ".join(column_letters(c) for c in sorted(filled)))
            )


def _worded(text: str, style: Style | None) -> str:
    """A text with the words that its format puts around texts."""
    return style.format.show_text(text) if text and style is not None and style.format is not None else text


def _serial(value: str) -> str:
    """A day or moment in ISO 8601, as Strict files keep it, as Excel's number; other texts as they are."""
    try:
        moment = datetime.fromisoformat(value.rstrip("Z"))
    except ValueError:
        return value
    between = moment.replace(tzinfo=None) - _EPOCH
    return str(Decimal(between.days) + Decimal(between.seconds) / 86_400)


def column_number(letters: str) -> int:
    """The column that letters name, counted from 0: "A" is 0, "AA" 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
