"""Tables on the clipboard: what Excel and Word put there, and what they take (TSV with quotes, HTML)."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

MOST_ROWS = 5000
_MOST_COLUMNS = 60
_MOST_MARKS = 4 * MOST_ROWS  # rows of tables within cells included; beyond, nothing is read at all
_BREAKS = {"br", "p", "div", "li"}
_CELL_END = re.compile("[\t\n]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\d+(,\d+)?")
_SPACES = re.compile(r"[ \t\r\f\v]+")

Rows = list[list[str]]


def to_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Excel reads them: cells with a tab, a line break or a quote stand in quotes."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def to_html(rows: Sequence[Sequence[str]], header: bool) -> str:
    """Rows as a table with thin lines; line breaks stay within their cell in Excel too."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if header and number == 0 else "td"
        lines.append(f"<tr>{''.join(_html_cell(tag, cell) for cell in row)}</tr>")
    style = "<style>br{mso-data-placement:same-cell}table{border-collapse:collapse}</style>"
    return f'<html><head><meta charset="utf-8">{style}</head><body><table>{"".join(lines)}</table></body></html>'


def _html_cell(tag: str, cell: str) -> str:
    """One cell; what is no plain number is marked as text, or sheets would make 1.1 of 1.10, and dates of 3-4."""
    look, kind = "border:.5pt solid #000;vertical-align:top", ""
    if not _PLAIN_NUMBER.fullmatch(cell):
        look, kind = rf"{look};mso-number-format:'\@'", ' sdnum="1066;0;@"'
    text = escape(cell).replace("\n", "<br>")
    return f'<{tag} style="{look}"{kind}>{text}</{tag}>'


def from_tsv(text: str) -> Rows:
    """Rows of a tab-separated text; quotes hold tabs and line breaks. Raises `UserError` when there are too many."""
    rows: Rows = [[]]
    for cell, ends_row in _cells(text.replace("\r\n", "\n").replace("\r", "\n")):
        rows[-1].append(clean(cell))
        if ends_row:
            _check_size(rows)
            rows.append([])
    if rows[-1] in ([], [""]):
        rows.pop()
    return rows


def _cells(text: str) -> Iterator[tuple[str, bool]]:
    """Every cell, and whether a row ends after it."""
    place = 0
    while place <= len(text):
        if text.startswith('"', place) and (closed := _closing_quote(text, place + 1)) >= 0:
            cell, place = text[place + 1 : closed].replace('""', '"'), closed + 1
        else:
            end = _plain_end(text, place)
            cell, place = text[place:end], end
        yield cell, text.startswith("\n", place)
        if place >= len(text):
            return
        place += 1


def _plain_end(text: str, place: int) -> int:
    found = _CELL_END.search(text, place)
    return len(text) if found is None else found.start()


def _closing_quote(text: str, start: int) -> int:
    """Where a quoted cell ends; -1 when the quote is only a sign in the text."""
    place = text.find('"', start)
    while place >= 0 and text.startswith('""', place):
        place = text.find('"', place + 2)
    if place >= 0 and text[place + 1 : place + 2] in ("", "\t", "\n"):
        return place
    return -1


def from_html(text: str) -> Rows:
    """Rows of the first table in an HTML text; merged cells are repeated over their rows. [] when there is none."""
    if text.count("<tr") > _MOST_MARKS:
        raise _too_many()
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    return parser.finished()


class _TableParser(HTMLParser):
    """Collects the cells of the outermost tables; a table inside a cell gives its text to that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: Rows = []
        self._pending: dict[int, tuple[int, str]] = {}  # column: rows still to cover, text
        self._depth = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._silent = 0
        self._hidden = False  # in a row that a filter of Excel has put out of sight

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "head"):
            self._silent += 1
        elif tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._hidden = _HIDDEN.search(dict(attrs).get("style") or "") is not None
            if not self._hidden:
                self._rows.append([])
                _check_size(self._rows)
        elif tag in ("td", "th") and self._depth == 1 and not self._hidden:
            self._end_cell()
            named = dict(attrs)
            self._spans = (_span(named.get("colspan")), _span(named.get("rowspan")))
            self._cell = []
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head"):
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            self._end_row()
            self._depth = max(0, self._depth - 1)
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag in ("p", "div", "li") and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(_SPACES.sub(" ", data.replace("\n", " ")))

    def _end_cell(self) -> None:
        if self._cell is None or not self._rows:
            return
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(self._cell).split("\n"))
        text = clean("\n".join(line for line in lines if line))
        self._cell = None
        self._cover()
        wide, tall = self._spans
        for place in range(min(wide, _MOST_COLUMNS)):
            if tall > 1:
                self._pending[len(self._rows[-1])] = (tall - 1, text if place == 0 else "")
            self._rows[-1].append(text if place == 0 else "")

    def _cover(self) -> None:
        """Fill the places that cells merged from above take in this row."""
        row = self._rows[-1]
        while (held := self._pending.get(len(row))) is not None:
            left, text = held
            if left > 1:
                self._pending[len(row)] = (left - 1, text)
            else:
                del self._pending[len(row)]
            row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        if self._rows and self._depth == 1:
            self._cover()

    def finished(self) -> Rows:
        """The rows that hold anything."""
        return [row for row in self._rows if any(row)]


def _span(value: str | None) -> int:
    return min(int(value), MOST_ROWS) if value and value.strip().isdecimal() and int(value) > 0 else 1


def _check_size(rows: Rows) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise _too_many()


def _too_many() -> UserError:
    return UserError(
        _(
            "The clipboard holds more than {count} rows. Nothing was pasted. Copy only the rows of the plan, "
            "or use File, Take a plan from a file."
        ).format(count=MOST_ROWS)
    )
