"""Many rows into a collection at once, in the quickest way that each database has; values are as `facts` gives them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, String, Table, func, select, text

from cchc_desktop.exchange.row_json import ShapeError

Rows = Iterable[Sequence[Any]]

_LARGEST_INT = 2**31 - 1
_PIECE = 256 * 1024  # characters that go to a server at a time


def check_rows(table: Table, rows: Sequence[Sequence[Any]], first: int = 0) -> None:
    """Raise `ShapeError` for codes and whole numbers longer than their columns: a server refuses them, a file does not.

    `first` is the place of the column that the rows begin with.
    """
    columns = list(zip(*rows, strict=True))
    for place, longest, largest in _bounds(table, first) if columns else ():
        told = filter(None, columns[place])
        if longest and max(map(len, told), default=0) > longest:
            raise ShapeError(f"{table.name}: too long")
        if largest and max(map(abs, told), default=0) > largest:
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


def put_rows(connection: Connection, *lots: tuple[Table, Rows]) -> None:
    """Add whole rows to some tables, their values in the order of the table's columns; on a server in one go."""
    if connection.dialect.name == "postgresql":
        _copy(connection, lots)
        return
    for table, rows in lots:
        # Row by row as they come: the file of a package is never in memory as a whole.
        driver: Any = connection.connection.driver_connection
        driver.executemany(_insert(table), rows)


@cache
def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" ({_names(table)}) VALUES ({", ".join("?" * len(table.columns))})'


@cache
def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _copy(connection: Connection, lots: Sequence[tuple[Table, Rows]]) -> None:
    """COPY the rows of all tables with one message and one answer.

    By itself the driver takes three ways to the server and back for each statement, and one table for each COPY; a
    package has rows for eight. So its messages are used below its cursor. Each COPY that was begun has the driver send
    one Sync more than the server was asked for; the last of them is answered once more.
    """
    from pg8000.core import Context
    from pg8000.exceptions import DatabaseError

    statement = "; ".join(f'COPY "{table.name}" ({_names(table)}) FROM STDIN' for table, _rows in lots)
    streams = _Streams(rows for _table, rows in lots)
    driver: Any = connection.connection.driver_connection
    if not driver._in_transaction:  # its cursor begins one before the first statement
        driver.execute_simple("begin transaction")
    driver.send_QUERY(statement)
    driver._sock.flush()
    try:
        driver.handle_messages(Context(statement, stream=streams))
    except DatabaseError:
        _answer_once_more(driver, streams)
        raise
    except BaseException:  # in the middle of a COPY nobody can go on with this connection
        connection.invalidate()
        raise
    _answer_once_more(driver, streams)


def _answer_once_more(driver: Any, streams: "_Streams") -> None:
    from pg8000.core import Context

    if streams.begun:
        driver.handle_messages(Context(None))


class _Streams:
    """The rows of one table after the other: whoever begins to read gets those of the next."""

    def __init__(self, lots: Iterable[Rows]) -> None:
        self._lots = iter(lots)
        self.begun = 0

    def __iter__(self) -> Iterator[bytes]:
        self.begun += 1
        return _pieces(next(self._lots))


def _pieces(rows: Rows) -> Iterator[bytes]:
    """The rows as COPY's text form has them, some hundred at a time."""
    found: list[str] = []
    length = 0
    for row in rows:
        # Most values are told here: a call for each would take as long as all the rest.
        cells = [
            str(one)
            if type(one) is int
            else one
            if type(one) is str and one.isprintable() and "\\" not in one
            else _copied(one)
            for one in row
        ]
        line = "\t".join(cells)
        found.append(line)
        length += len(line)
        if length > _PIECE:
            yield ("\n".join(found) + "\n").encode()
            found, length = [], 0
    if found:
        yield ("\n".join(found) + "\n").encode()


def moment(at: datetime) -> str:
    """A time as both databases keep it."""
    return at.isoformat(" ", "microseconds")


def next_ids(connection: Connection, table: Table, count: int) -> list[int]:
    """So many numbers that no row of the table has, nor any will have that somebody else writes."""
    if connection.dialect.name == "postgresql":
        asked = text(f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) FROM generate_series(1, :count)")
        return list(connection.scalars(asked, {"count": count}))
    last = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()  # who writes is alone
    return list(range(last + 1, last + 1 + count))


def _copied(value: Any) -> str:
    """A value as COPY's text form has it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)
