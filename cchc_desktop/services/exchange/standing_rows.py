"""What stands in the dossier beside the rows of a package, read by guid: few questions, however much travels."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from cchc_desktop.models import tables
from cchc_desktop.services.exchange.kept_rows import NATURAL, shape, tables_that_travel
from cchc_desktop.services.exchange.merging import Rows, Values
from cchc_desktop.storage.bare_rows import every_row, guids_in_any_table, rows_with

_tables = tables.Base.metadata.tables
# A paired row takes its pair's guid wherever it is named; what is paired first is named by what follows.
_PAIRED_FIRST = tuple(NATURAL)

Standing = dict[str, dict[str, Values]]


def paired(connection: Connection, theirs: Standing) -> Standing:
    """Theirs with the guids of rows here that are the same by what tells them, such as a figure by its code."""
    names: dict[str, str] = {}
    found = {table: dict(rows) for table, rows in theirs.items()}
    for table in _PAIRED_FIRST:
        if found.get(table):
            renamed = {guid: _named(table, row, names) for guid, row in found[table].items()}
            names |= _pairs(connection, table, renamed)
            found[table] = {
                names.get(guid, guid): {**row, "guid": names.get(guid, guid)} for guid, row in renamed.items()
            }
    if names:
        for table, rows in found.items():
            found[table] = {guid: _named(table, row, names) for guid, row in rows.items()}
    return found


def _named(table: str, row: Values, names: Mapping[str, str]) -> Values:
    links = [c for c in shape().references.get(table, {}) if row.get(c) in names]
    if table in ("evidence", "remark") and row.get("owner_guid") in names:
        links.append("owner_guid")
    return {**row, **{column: names[row[column]] for column in links}} if links else row


def _pairs(connection: Connection, table: str, rows: Mapping[str, Values]) -> dict[str, str]:
    """The guid here of each row that is here under another one."""
    columns = NATURAL[table]
    mine = _tables[table]
    known = {row["guid"] for row in rows_with(connection, mine, "guid", rows, ("guid",))}
    wanted: dict[tuple[Any, ...], str] = {}
    for guid, row in rows.items():
        if guid not in known and all(column in row for column in columns):
            wanted[tuple(row[column] for column in columns)] = guid
    pairs: dict[str, str] = {}
    if not wanted:
        return pairs
    for row in rows_with(connection, mine, columns[0], {key[0] for key in wanted}, ("guid", *columns)):
        key = tuple(row[column] for column in columns)
        if key in wanted:
            pairs[wanted[key]] = row["guid"]
    return pairs


def standing(connection: Connection, theirs: Rows, base: Rows) -> Standing:
    """The rows here that a package speaks of, those beside them in their lists, below them and above them."""
    found: Standing = {}
    wanted: dict[str, set[str]] = {table: set() for table in tables_that_travel()}
    for rows in (theirs, base):
        for table, some in rows.items():
            wanted.setdefault(table, set()).update(some)
            for column, above in shape().references.get(table, {}).items():
                wanted.setdefault(above, set()).update(row[column] for row in some.values() if row.get(column))
    for row in theirs.get("remark", {}).values():
        wanted.setdefault(row["owner_kind"], set()).add(row["owner_guid"])
    for table, guids in wanted.items():
        if guids:
            found[table] = {row["guid"]: row for row in rows_with(connection, _tables[table], "guid", guids)}
    for table, columns in shape().lists.items():
        if table in theirs:
            _beside(connection, found, theirs, table, columns)
    for table, links in shape().references.items():
        for column, above in links.items():
            if column in shape().needed.get(table, ()) and base.get(above):
                here = set(base[above]) & set(found.get(above, {}))
                below = rows_with(connection, _tables[table], column, here) if here else []
                found.setdefault(table, {}).update({row["guid"]: row for row in below})
    return found


def _beside(connection: Connection, found: Standing, theirs: Rows, table: str, columns: tuple[str, ...]) -> None:
    rows = found.setdefault(table, {})
    if not columns:
        rows.update({row["guid"]: row for row in every_row(connection, _tables[table])})
        return
    above = {row[columns[0]] for row in (*theirs[table].values(), *rows.values()) if row.get(columns[0]) is not None}
    rows.update({row["guid"]: row for row in rows_with(connection, _tables[table], columns[0], above)})


def elsewhere(connection: Connection, theirs: Rows, ours: Rows) -> set[tuple[str, str]]:
    """The (table, guid) of rows that are not here as rows of their table, but whose guid is that of another row."""
    new = {guid: table for table, rows in theirs.items() for guid in rows if guid not in ours.get(table, {})}
    return {(new[guid], guid) for table, guid in guids_in_any_table(connection, new) if new[guid] != table}
