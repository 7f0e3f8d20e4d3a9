"""Tables on the clipboard: what Excel and Word put there, and what they take (TSV with quotes, HTML)."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

MOST_ROWS = 5000
_MOST_MARKS = 4 * MOST_ROWS  # rows of tables within cells included; beyond, nothing is read at all
_CELL_END = re.compile("[\t\n]")
_PLAIN_NUMBER = re.compile(r"\d+(,\d+)?")

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


def from_html(text: str, as_typed: bool = False) -> Rows:
    """Rows of the tables in an HTML text; merged cells are repeated over their rows. [] when there is none.

    Rows that Excel hides and rows without any text are left out. Raises `UserError` when there are too many.
    """
    from cchc_desktop.readers.html_tables import split_html

    if text.count("<tr") > _MOST_MARKS:
        raise _too_many()
    rows: Rows = []
    for table in split_html(text, _("The copied text"), as_typed).tables():
        above: dict[int, str] = {}  # the last text of each column, on which merged cells go on
        for row in table.rows:
            above.update((at, cell) for at, cell in enumerate(row.cells) if at not in row.carried)
            cells = [above.get(at, "") for at in range(len(row.cells))]
            if any(cells) and not row.hidden:
                rows.append(cells)
                _check_size(rows)
    return rows


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
