"""Many rows into a collection at once, in the quickest way that each database has; values are as `facts` gives them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, String, Table

from cchc_desktop.exchange.row_json import ShapeError

_LARGEST_INT = 2**31 - 1
_PIECE = 256 * 1024  # bytes that go to a server at a time


def check_rows(table: Table, rows: Sequence[Sequence[Any]], first: int = 0) -> None:
    """Raise `ShapeError` for codes and whole numbers longer than their columns: a server refuses them, a file does not.

    `first` is the place of the column that the rows begin with.
    """
    for place, longest, largest in _bounds(table, first):
        if longest and any(len(row[place] or "") > longest for row in rows):
            raise ShapeError(f"{table.name}: too long")
        if largest and any(abs(row[place] or 0) > largest for row in rows):
            raise ShapeError(f"{table.name}: too large")


@cache
def _bounds(table: Table, first: int) -> tuple[tuple[int, int, int], ...]:
    """Place, longest text and largest number of each column that has such a bound."""
    found = []
    for place, column in enumerate(list(table.columns)[first:]):
        longest = (column.type.length or 0) if type(column.type) is String else 0
        largest = _LARGEST_INT if type(column.type) is Integer else 0
        if longest or largest:
            found.append((place, longest, largest))
    return tuple(found)


def put_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Add whole rows, their values in the order of the table's columns."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()
        cursor.execute(_copy(table), stream=_pieces(rows))
        cursor.close()
    else:
        connection.exec_driver_sql(_insert(table), list(rows))


@cache
def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" ({_names(table)}) VALUES ({", ".join("?" * len(table.columns))})'


@cache
def _copy(table: Table) -> str:
    return f'COPY "{table.name}" ({_names(table)}) FROM STDIN'


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _pieces(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The rows as COPY's text form has them, some hundred at a time."""
    found: list[str] = []
    length = 0
    for row in rows:
        line = "\t".join(map(_copied, row))
        found.append(line)
        length += len(line)
        if length > _PIECE:
            yield ("\n".join(found) + "\n").encode()
            found, length = [], 0
    if found:
        yield ("\n".join(found) + "\n").encode()


def _copied(value: Any) -> str:
    """A value as COPY's text form has it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        if "\\" in value or not value.isprintable():
            return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
        return value
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)
