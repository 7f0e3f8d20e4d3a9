"""Tables in HTML, as Word, Excel and web pages put them on the clipboard."""

import re
from html.parser import HTMLParser

from cchc_desktop.readers.guards import check_lines
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.text import clean

MAX_COLUMNS = 60
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3"}
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_MOST_SPAN = 1000
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def split_html(text: str, name: str) -> Source:
    """Lines and tables of an HTML text; a table inside a cell gives its text to that cell.

    Raises `UserError` where it has more rows than any plan; `name` is what the message calls it.
    """
    parser = _Parser(name)
    parser.feed(text)
    parser.close()
    return Source(tuple(parser.finished()))


class _Parser(HTMLParser):
    """Collects text lines and the cells of the outermost tables, merged cells as `carried`."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._blocks: list[SourceLine | SourceTable] = []
        self._number = 0
        self._words: list[str] = []  # of the line, or of the cell at hand
        self._rows: list[SourceRow] = []
        self._cells: list[str] = []
        self._carried: set[int] = set()
        self._above: dict[int, int] = {}  # column: rows that a cell merged from above still covers
        self._spans = (1, 1)
        self._depth = 0
        self._in_row = False
        self._hidden = False  # Excel puts the rows that it does not show on the clipboard too
        self._in_cell = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "head", "title"):
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
            self._in_row = True
            self._hidden = bool(_HIDDEN.search(dict(attrs).get("style") or ""))
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
            self._in_row = True
            named = dict(attrs)
            self._spans = (_span(named.get("colspan")), _span(named.get("rowspan")))
            self._in_cell = True
        elif tag in ("td", "th", "tr"):
            self._words.append(" | " if tag != "tr" else "\n")
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head", "title"):
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag in _BREAKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent and (self._in_cell or not self._depth):
            self._words.append(_SPACES.sub(" ", data.replace("\n", " ")))

    def _break(self) -> None:
        if self._depth:
            self._words.append("\n")
        else:
            self._end_line()

    def _taken(self) -> str:
        lines = (_SPACES.sub(" ", line).strip(" |") for line in clean("".join(self._words)).split("\n"))
        self._words = []
        return "\n".join(line for line in lines if line)

    def _end_line(self) -> None:
        text = self._taken()
        if text:
            self._count()
            self._blocks.append(SourceLine(self._number, text.replace("\n", " ")))

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
            self._rows.append(SourceRow(self._number, tuple(self._cells), frozenset(self._carried), self._hidden))
            self._above = {column: left - 1 for column, left in self._above.items() if left > 1}
        self._cells, self._carried, self._hidden = [], set(), False

    def finished(self) -> list[SourceLine | SourceTable]:
        """What was read; tables that were never closed included."""
        self._end_table() if self._depth == 1 else self._end_line()
        return self._blocks


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text and text.strip().isdecimal() and len(text) < 6 else 1
