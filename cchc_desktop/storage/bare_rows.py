"""Whole rows of the dossier's tables by plain SQL: what is asked once of each of many tables is not worth compiling."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite.pysqlite import dialect

from cchc_desktop.models import tables

_DIALECT = dialect()
_READ_WHOLE = 4  # times as many rows as are asked for: up to that a table is read faster than it is searched


def rows_with(
    connection: Connection, table: Table, column: str, values: Iterable[Any], columns: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The rows of which the column holds one of these texts or numbers, with all columns or just these."""
    where = f"{column} IN (SELECT value FROM json_each(?))"
    return _rows(connection, table, columns, f" WHERE {where}", (json.dumps(list(values)),))


def every_row(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """All rows of a table."""
    return _rows(connection, table, (), "", ())


def _rows(
    connection: Connection, table: Table, columns: Sequence[str], where: str, values: tuple[str, ...]
) -> list[dict[str, Any]]:
    names = columns or tuple(table.columns.keys())
    asked = ", ".join(f'"{name}"' for name in names)
    found = connection.exec_driver_sql(f'SELECT {asked} FROM "{table.name}"{where}', values)
    rows = [dict(zip(names, row, strict=True)) for row in found]
    for name, read in _read_by(table).items():
        if name in names:
            for row in rows:
                row[name] = read(row[name])
    return rows


@cache
def _read_by(table: Table) -> dict[str, Callable[[Any], Any]]:
    """What makes Python values of those columns whose values SQLite keeps otherwise."""
    made = {
        column.name: column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in table.columns
    }
    return {name: read for name, read in made.items() if read is not None}


def guids_in_any_table(connection: Connection, guids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The table and guid of each row whose guid is one of these; what is empty or small is not searched for each."""
    if not guids:
        return
    every = tables.Base.metadata.tables
    last = " UNION ALL ".join(f"SELECT '{name}', max(rowid) FROM \"{name}\"" for name in every)
    for name, rows in connection.exec_driver_sql(last).fetchall():
        if not rows:
            continue
        if rows <= _READ_WHOLE * len(guids):
            found = connection.exec_driver_sql(f'SELECT guid FROM "{name}"')
            yield from ((name, guid) for (guid,) in found if guid in guids)
        else:
            yield from ((name, row["guid"]) for row in rows_with(connection, every[name], "guid", guids, ("guid",)))
