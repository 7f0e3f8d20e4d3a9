"""Finds the table whose header is known among all tables of a file, and parts its rows from what stands around it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cchc_desktop.readers.marks import plain
from cchc_desktop.readers.source import SourceRow, SourceTable
from cchc_desktop.text import fold

C = TypeVar("C")
HEADER_WITHIN = 30  # rows of a sheet in which its header must stand
HEADER_HEIGHTS = (1, 2, 3)  # rows that a header may have
_LONGEST_TITLE = 120
_COUNTED = re.compile(r"^\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?$")


@dataclass
class HeadedTable(Generic[C]):
    """A table with a known header: columns by position, the header texts of the others, and its rows."""

    columns: dict[int, C]
    others: dict[int, str]
    rows: list[SourceRow]
    before: list[SourceRow]
    where: str
    width: int
    titles: list[str] = field(default_factory=list)  # what the header says over each column
    heads: list[SourceRow] = field(default_factory=list)  # the header, printed again too, and rows that count columns

    def values(self, row: SourceRow) -> dict[C, str]:
        """The non-empty cells of a row by column, plain."""
        return {
            column: text
            for at, column in self.columns.items()
            if at < len(row.cells) and (text := plain_cell(row.cells[at]))
        }

    def extras(self, row: SourceRow) -> list[str]:
        """What stands in columns without a known header, each as "header: text"."""
        return [
            f"{self.others.get(at, '')}: {text}".removeprefix(": ")
            for at, cell in enumerate(row.cells)
            if at not in self.columns and (text := plain_cell(cell))
        ]

    def carried(self, row: SourceRow) -> set[C]:
        """The columns in which a cell merged from above goes on."""
        return {column for at, column in self.columns.items() if at in row.carried}


@dataclass(frozen=True)
class Header(Generic[C]):
    """Where a header stands: its first row counted from 0, how many rows it has, and the columns it names."""

    at: int
    height: int
    columns: dict[int, C]


def find_headed(
    table: SourceTable, column_of: Callable[[str], C | None], fits: Callable[[set[C]], bool]
) -> HeadedTable[C] | None:
    """The table as a frame where one of its first rows, or up to three of them together, is a header that fits."""
    header = find_header(table, column_of, fits)
    return headed_at(table, header) if header is not None else None


def find_header(
    table: SourceTable, column_of: Callable[[str], C | None], fits: Callable[[set[C]], bool]
) -> Header[C] | None:
    """The header of a table that fits and knows most columns; more rows only where they know more than fewer."""
    best: Header[C] | None = None
    for height in HEADER_HEIGHTS:
        for at in range(min(HEADER_WITHIN, len(table.rows) - height + 1)):
            rows = table.rows[at : at + height]
            if _begins_data(rows):
                continue
            columns = _columns(rows, column_of)
            if fits(set(columns.values())) and (best is None or len(columns) > len(best.columns)):
                best = Header(at, height, columns)
    return best


def headed_at(table: SourceTable, header: Header[C]) -> HeadedTable[C]:
    """The table as a frame under this header; a header without rows stands above the first row."""
    rows = table.rows[header.at : header.at + header.height]
    titles = header_titles(table, header.at, header.height)
    frame = HeadedTable(
        header.columns,
        {column: title for column, title in enumerate(titles) if column not in header.columns},
        [],
        list(table.rows[: header.at]),
        table.where,
        max((len(row.cells) for row in rows or table.rows[:1]), default=0),
        titles,
    )
    frame.rows.extend(_data_rows(table.rows[header.at + header.height :], rows))
    kept = {id(row) for row in frame.rows}
    frame.heads.extend(row for row in table.rows[header.at :] if id(row) not in kept)
    return frame


def header_titles(table: SourceTable, at: int, height: int) -> list[str]:
    """What a header says over each column of the table, the words of its rows joined."""
    rows = table.rows[at : at + height]
    width = max((len(row.cells) for row in table.rows), default=0)
    return [
        " ".join(" ".join(filter(None, (plain_cell(r.cells[c]) for r in rows if c < len(r.cells)))).split())
        for c in range(width)
    ]


def goes_on(frame: HeadedTable[C], table: SourceTable) -> bool:
    """Whether a table without a header is the rest of the frame, cut by a page break."""
    return bool(table.rows) and table.where == frame.where and len(table.rows[0].cells) == frame.width


def header_texts(tables: Iterable[SourceTable]) -> list[str]:
    """What the fullest of the first rows of each table says, for telling the officer what was found."""
    found: list[str] = []
    for table in tables:
        rows = [[plain_cell(cell) for cell in row.cells if cell] for row in table.rows[:HEADER_WITHIN]]
        fullest = max(rows, key=len, default=[])
        found.extend(text[:40] for text in fullest[:12])
    return found[:24]


def plain_cell(cell: str) -> str:
    """A cell without emphasis, its lines kept."""
    lines = (plain(line) for line in cell.split("\n"))
    return "\n".join(line for line in lines if line)


def _begins_data(rows: Sequence[SourceRow]) -> bool:
    """Whether a row below the first one is numbered where the first has a heading: a task, no header."""
    first = next((at for at, cell in enumerate(rows[0].cells) if cell.strip()), 0)
    return any(first < len(row.cells) and _COUNTED.match(row.cells[first].strip()) for row in rows[1:])


def _columns(rows: Sequence[SourceRow], column_of: Callable[[str], C | None]) -> dict[int, C]:
    """The known columns of a header; under a split header the lowest row speaks first, then all of them together."""
    columns: dict[int, C] = {}
    for at in range(max(len(row.cells) for row in rows)):
        texts = [text for row in rows if at < len(row.cells) and (text := " ".join(plain_cell(row.cells[at]).split()))]
        for text in (*reversed(texts), " ".join(texts)):
            column = column_of(text) if text and len(text) < _LONGEST_TITLE else None
            if column is not None and column not in columns.values():
                columns[at] = column
                break
    return columns


def _data_rows(rows: Iterable[SourceRow], header: tuple[SourceRow, ...]) -> list[SourceRow]:
    """The rows below a header without the row that counts the columns and without headers printed again."""
    heads = {_key([cell for cell in row.cells if cell.strip()]) for row in header}
    kept = []
    below_header = True
    for row in rows:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if not filled:
            continue
        # Long cells are folded only where the row may be a header.
        if any(len(head) == len(filled) and head[:1] == _key(filled[:1]) for head in heads) and _key(filled) in heads:
            below_header = True
            continue
        if below_header and len(filled) >= 3 and all(_COUNTED.match(cell) for cell in filled):
            continue
        below_header = False
        kept.append(row)
    return kept


def _key(cells: list[str]) -> tuple[str, ...]:
    return tuple(fold(" ".join(cell.split())) for cell in cells)
