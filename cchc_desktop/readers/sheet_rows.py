"""The rows of a sheet of any workbook as its cells come: merged and hidden ones, cells too far right, bounds."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.guards import MAX_COLUMNS, MAX_LINES, check_lines, too_much
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Rewritten, SourceRow
from cchc_desktop.readers.workbook import Book, SharedText, Style, plain_text, shown_number

_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_FAR = 200  # asides from columns beyond that are shown, the rest are counted
_REWRITTEN = 1000  # texts that are kept as they were typed
_MARKS = 200_000  # cells under merges that are looked at


@dataclass
class SheetContent:
    """The rows with text, texts beside them as (line, text, where), and what has to be said of the sheet."""

    title: str
    hidden: bool = False
    rows: tuple[SourceRow, ...] = ()
    asides: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class SheetRows:
    """Takes the cells of a sheet row by row; `finish` gives the rows with text. Columns count from 0, rows from 1."""

    def __init__(self, book: Book, content: SheetContent) -> None:
        self.book = book
        self.content = content
        self._rows: list[tuple[int, list[str], bool]] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._number = 0
        self._far = 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._cells: list[str] = []
        self._rewritten: set[int] = set()  # rows with texts in old fonts
        self._again: dict[int, list[str]] = {}  # by column, what other cells of the same name hold

    def begin(self, number: int) -> None:
        """A row begins; its number is 0 where the file does not say one."""
        self._number = number or self._number + 1
        self._cells, self._again = [], {}

    def put(self, column: int, text: str) -> None:
        """A cell of the row as it shows."""
        if not text:
            return
        if column >= MAX_COLUMNS:
            self._far += 1
            if self._far <= _FAR:
                self.content.asides.append((self._number, text, self.place(column)))
            return
        if column >= len(self._cells):
            self._cells.extend([""] * (column + 1 - len(self._cells)))
        if self._cells[column]:
            self._again.setdefault(column, []).append(self.book.take(text))
        else:
            self._cells[column] = self.book.take(text)

    def end(self, hidden: bool = False) -> None:
        """The row is over; `hidden` says that it is not shown."""
        cells = self._cells
        for column, texts in self._again.items():
            cells[column] = "\n".join((cells[column], *texts))
        if not cells:
            return
        self.book.take_places(len(cells))
        self._rows.append((self._number, cells, hidden))
        if len(self._rows) > MAX_LINES:
            check_lines(len(self._rows), self.book.name)

    def merge(self, left: int, top: int, right: int, bottom: int) -> None:
        """Cells from `top` to `bottom` and `left` to `right`, both included, are one; an impossible range is none."""
        if 0 <= left <= right < _MAX_COLUMN and 1 <= top <= bottom <= _MAX_ROW and left < MAX_COLUMNS:
            self._merges.append((left, top, min(right, MAX_COLUMNS - 1), bottom))

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that are not shown, both included."""
        self._hidden_columns.append((max(first, 0), min(last, MAX_COLUMNS - 1)))

    def place(self, column: int) -> str:
        """The name of a cell of the row: "Sheet1!B2"."""
        return f"{self.content.title}!{column_letters(column)}{self._number}"

    # What a cell shows

    def number(self, value: str, style: Style | None, column: int) -> str:
        """A number as its cell shows it."""
        return shown_number(value, style, self.book, lambda: self.place(column))

    def worded(self, raw: str, converted: bool, style: Style | None, column: int) -> str:
        """A text of one cell as it shows it; `converted` says that runs of it were in an old font."""
        font = style.font if style is not None else None
        text = plain_text(raw, font)
        if converted or (font is not None and text != plain_text(raw, None)):
            self._rewrote(column, plain_text(raw, None), text)
        return _worded(text, style)

    def shared(self, string: SharedText, style: Style | None, column: int) -> str:
        """A text that many cells may share as this one shows it."""
        font = style.font if style is not None else None
        text = string.plain(font)
        if string.converted or (font is not None and text != string.plain()):
            self._rewrote(column, string.plain(), text)
        return _worded(text, style)

    def _rewrote(self, column: int, typed: str, shown: str) -> None:
        """A text that was in an old font; where only runs of it were, what was typed is not known any more."""
        findings = self.book.findings
        findings.in_old_fonts.append(self.place(column))
        self._rewritten.add(self._number)
        if typed != shown and len(findings.rewritten) < _REWRITTEN:
            findings.rewritten.append(Rewritten(self._number, typed, shown))

    def error(self, kind: str, column: int) -> str:
        """An error of the program that calculated the cell: nothing is shown, and it is told."""
        self.book.findings.errors.append((self.place(column), kind[:20]))
        return ""

    def finish(self) -> None:
        """Give the content its rows with text, cells under merges emptied."""
        carried = self._under_merges()
        if self._far > _FAR:
            self.content.warnings.append(
                _("Sheet “{sheet}”: {count} cells to the right of column {column} were not read.").format(
                    sheet=self.content.title, count=self._far - _FAR, column=column_letters(MAX_COLUMNS - 1)
                )
            )
        rows = []
        for number, cells, hidden in self._rows:
            columns = carried.get(number, ())
            width = max([len(cells), *(column + 1 for column in columns)])
            cells.extend([""] * (width - len(cells)))
            if any(cells):
                self.book.findings.hidden_rows += hidden
                going_on = frozenset(column for column in columns if not cells[column])
                doubts = (Doubt.OLD_FONT,) if number in self._rewritten else ()
                rows.append(SourceRow(number, tuple(cells), going_on, hidden, doubts))
        self._say_hidden_columns(rows)
        self.content.rows = tuple(rows)

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
                    raise too_much(self.book.name)
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
        hidden = {column for first, last in set(self._hidden_columns) for column in range(first, last + 1)}
        filled = {column for row in rows for column, text in enumerate(row.cells) if text and column in hidden}
        if filled:
            self.content.warnings.append(
                ngettext(
                    "Sheet “{sheet}”: column {columns} is hidden in Excel and was read too.",
                    "Sheet “{sheet}”: columns {columns} are hidden in Excel and were read too.",
                    len(filled),
                ).format(sheet=self.content.title, columns=", ".join(column_letters(c) for c in sorted(filled)))
            )


def _worded(text: str, style: Style | None) -> str:
    """A text with the words that its format puts around texts."""
    return style.format.show_text(text) if text and style is not None and style.format is not None else text


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
