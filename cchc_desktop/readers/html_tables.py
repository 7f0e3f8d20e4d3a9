"""Tables in HTML, as Word, Excel and web pages put them on the clipboard."""

import re

from cchc_desktop.i18n import _
from cchc_desktop.readers.guards import MAX_COLUMNS, check_cells, check_lines
from cchc_desktop.readers.html_clean import BLOCKS, Event, Kind, clean_html
from cchc_desktop.readers.old_fonts import keep_hyphens, said_of
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Rewritten, Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.text import clean

_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_MOST_SPAN = 1000
_CELLS = ("td", "th")


def split_html(text: str, name: str, as_typed: bool = False) -> Source:
    """Lines and tables of an HTML text; a table inside a cell gives its text to that cell, hidden words stand aside.

    Words in fonts from before Unicode are made Unicode, unless they are wanted `as_typed`. Raises `UserError` where it
    has more rows than any plan; `name` is what the message calls it.
    """
    check_lines(text.lower().count("<tr"), name)
    splitter = _Splitter(name)
    for event in clean_html(text, splitter.rewritten, as_typed):
        splitter.take(event)
    return splitter.finished()


class _Splitter:
    """Collects text lines and the cells of the outermost tables, merged cells as `carried`."""

    def __init__(self, name: str) -> None:
        self.rewritten: list[Rewritten] = []
        self._name = name
        self._placed = 0  # of those that were rewritten, how many have the number of their line
        self._blocks: list[SourceLine | SourceTable] = []
        self._asides: list[tuple[int, str, str]] = []
        self._number = 0
        self._counted = 0  # cells
        self._words: list[str] = []  # of the line, or of the cell at hand
        self._loose: list[str] = []  # words of a table that stand in no cell: browsers show them before it
        self._rows: list[SourceRow] = []
        self._cells: list[str] = []
        self._carried: set[int] = set()
        self._above: dict[int, int] = {}  # column: rows that a cell merged from above still covers
        self._spans = (1, 1)
        self._depth = 0
        self._in_row = False
        self._is_old = False  # words of the row at hand were in an old font
        self._hidden = False  # Excel puts the rows that it does not show on the clipboard too
        self._in_cell = False

    def take(self, event: Event) -> None:
        """Add a piece of cleaned HTML."""
        while self._placed < len(self.rewritten):
            self.rewritten[self._placed] = self.rewritten[self._placed]._replace(line=self._number + 1)
            self._placed += 1
            self._is_old = True
        if event.kind is Kind.START:
            self._start(event)
        elif event.kind is Kind.END:
            self._end(event.tag)
        elif event.kind is Kind.HIDDEN:
            self._aside(event.text, _("Hidden text"))
        else:
            text = _SPACES.sub(" ", event.text.replace("\n", " "))
            (self._words if self._in_cell or not self._depth else self._loose).append(text)

    def _start(self, event: Event) -> None:
        tag = event.tag
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
            self._in_row, self._hidden, self._is_old = True, event.hidden, False
        elif tag in _CELLS and self._depth == 1:
            self._end_cell()
            named = event.attributes or {}
            self._spans = (_span(named.get("colspan")), _span(named.get("rowspan")))
            self._in_row = self._in_cell = True
        elif tag in (*_CELLS, "tr"):
            self._words.append(" | " if tag != "tr" else "\n")
        elif tag in BLOCKS or tag == "br":
            self._break()

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in _CELLS and self._depth == 1:
            self._end_cell()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag in BLOCKS:
            self._break()

    def _aside(self, text: str, where: str) -> None:
        text = " ".join(clean(text).split())
        if text:
            self._asides.append((self._number + 1, text, where))

    def _break(self) -> None:
        if self._depth:
            (self._words if self._in_cell else self._loose).append("\n")
        else:
            self._end_line()

    def _taken(self) -> str:
        lines = (_SPACES.sub(" ", line).strip(" |") for line in clean(keep_hyphens("".join(self._words))).split("\n"))
        self._words = []
        return "\n".join(line for line in lines if line)

    def _end_line(self) -> None:
        text = self._taken()
        if text:
            self._count()
            self._blocks.append(SourceLine(self._number, text.replace("\n", " ")))

    def _take_loose(self) -> None:
        """The words of a table outside its cells, such as its caption, as lines before it."""
        self._words, words = self._loose, self._words
        self._loose = []
        for line in self._taken().split("\n"):
            if line:
                self._count()
                self._blocks.append(SourceLine(self._number, line))
        self._words = words

    def _count(self) -> None:
        self._number += 1
        check_lines(self._number, self._name)

    def _begin_table(self) -> None:
        if self._depth == 0:
            self._end_line()
            self._rows, self._above = [], {}
        self._depth += 1

    def _end_table(self) -> None:
        if self._depth == 1:
            self._end_row()
            self._take_loose()
            if self._rows:
                self._blocks.append(SourceTable(tuple(self._rows)))
            self._rows = []
        self._depth = max(0, self._depth - 1)

    def _end_cell(self) -> None:
        if not self._in_cell:
            return
        self._in_cell = False
        text = self._taken()
        self._cover()
        wide, tall = self._spans
        if len(self._cells) >= MAX_COLUMNS:
            self._aside(text, _("Columns beyond the last"))
        for place in range(min(wide, MAX_COLUMNS - len(self._cells))):
            if tall > 1:
                self._above[len(self._cells)] = tall  # of which this row is one
            self._cells.append(text if place == 0 else "")

    def _cover(self) -> None:
        """Leave the places empty that cells merged from above take in this row."""
        while self._above.get(len(self._cells), 0) > 0 and len(self._cells) < MAX_COLUMNS:
            self._carried.add(len(self._cells))
            self._cells.append("")

    def _end_row(self) -> None:
        self._end_cell()
        self._words = []
        if not self._in_row:
            return
        self._in_row = False
        self._cover()
        if self._cells:
            self._count()
            self._counted += len(self._cells)
            check_cells(self._counted, self._name)
            doubts = (Doubt.OLD_FONT,) if self._is_old else ()
            carried = frozenset(self._carried)
            self._rows.append(SourceRow(self._number, tuple(self._cells), carried, self._hidden, doubts))
            self._above = {column: left - 1 for column, left in self._above.items() if left > 1}
        self._cells, self._carried, self._hidden, self._is_old = [], set(), False, False

    def finished(self) -> Source:
        """What was read, once all was taken."""
        self._end_line()
        said = (said_of(self.rewritten),) if self.rewritten else ()
        return Source(tuple(self._blocks), said, tuple(self._asides), tuple(self.rewritten))


def _span(text: str | None) -> int:
    return (
        min(max(int(text), 1), _MOST_SPAN)
        if text and text.isascii() and text.strip().isdecimal() and len(text) < 6
        else 1
    )
