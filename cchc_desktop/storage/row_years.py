"""Which year a row belongs to: its own column says it, or the row above it; many rows belong to no year."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models import tables
from cchc_desktop.storage.changes import RowChange

# An issued copy stands in the register of its date, an incoming paper in that of its arrival, a package in the log of
# the day it went: in no plan's year.
_OF_THEIR_DAY = frozenset({"issued_paper", "incoming_paper", "package_log"})
# A target over years belongs to the paper it stands in, whatever years its values are of.
_OF_ROW_ABOVE = frozenset({"target_value"})
_tables = tables.Base.metadata.tables


@cache
def _above(table: str) -> tuple[str, str] | None:
    """The column that names the row above, and that row's table; None where no year is to be found that way."""
    if table not in _OF_ROW_ABOVE and {"year", "period"} & set(_tables[table].columns.keys()):
        return None
    for column in _tables[table].columns:
        for key in column.foreign_keys:
            parent = key.column.table.name
            if parent != table and not column.nullable and _has_year(parent):
                return column.name, parent
    return None


@cache
def _has_year(table: str) -> bool:
    if table in _OF_THEIR_DAY:
        return False
    columns = _tables[table].columns
    return "year" in columns or "period" in columns or _above(table) is not None


class RowYears:
    """Looks up the years of the rows of one change, while its transaction is open."""

    def __init__(self, connection: Connection, entries: Iterable[RowChange]) -> None:
        self._connection = connection
        self._entries = {(entry.table, entry.guid): entry for entry in entries}
        self._known = {key: entry.after or entry.before for key, entry in self._entries.items()}

    def years(self) -> frozenset[int]:
        """All years whose rows the change touches."""
        return self._of(self._entries.values())

    def years_before(self) -> frozenset[int]:
        """The years of rows that were there and are changed, removed or added to; what is wholly new says its own."""
        return self._of(entry for entry in self._entries.values() if not self._is_wholly_new(entry))

    def of_one(self, entry: RowChange) -> frozenset[int]:
        """The years of one of the entries, before and after."""
        return self._of((entry,))

    def _of(self, entries: Iterable[RowChange]) -> frozenset[int]:
        found = (self._year(entry.table, values) for entry in entries for values in (entry.before, entry.after))
        return frozenset(year for year in found if year is not None)

    def _is_wholly_new(self, entry: RowChange) -> bool:
        if entry.before is not None:
            return False
        above = _above(entry.table)
        if above is None or entry.after is None:
            return True
        parent = self._entries.get((above[1], entry.after[above[0]]))
        return parent is not None and self._is_wholly_new(parent)

    def _year(self, table: str, values: Mapping[str, Any] | None) -> int | None:
        if values is None or not _has_year(table):
            return None
        if "year" in values and table not in _OF_ROW_ABOVE:
            return int(values["year"])
        if "period" in values:  # "2026-9M"
            head = str(values["period"])[:4]
            return int(head) if head.isdigit() else None
        above = _above(table)
        if above is None:
            return None
        column, parent = above
        return self._year(parent, self._row(parent, values[column]))

    def _row(self, table: str, guid: str) -> Mapping[str, Any] | None:
        key = (table, guid)
        if key not in self._known:
            mine = _tables[table]
            found = self._connection.execute(select(mine).where(mine.c.guid == guid)).mappings().first()
            self._known[key] = dict(found) if found is not None else None
        return self._known[key]


def check_closed(connection: Connection, entries: Iterable[RowChange]) -> None:
    """Refuse a change of rows of a year that is closed; raises `UserError`."""
    years = _tables["work_year"]
    entries = tuple(entries)
    closed = set(connection.scalars(select(years.c.year).where(years.c.closed)))
    if not closed:
        return
    touched = RowYears(connection, [e for e in entries if e.table != "work_year"]).years() & closed
    if touched:
        raise UserError(
            _(
                "The year {year} is closed: its papers are kept as they are. Nothing was changed. Whoever has to put "
                "something right opens it again first: Tools, Years, Close or open a year."
            ).format(year=min(touched))
        )


def check_year(connection: Connection, entries: Iterable[RowChange], year: int) -> None:
    """Refuse a change that touches rows of another year than this one; raises `UserError`."""
    others = RowYears(connection, entries).years_before() - {year}
    if others:
        raise UserError(
            _(
                "This belongs to year {other}, and the window shows year {year}. Nothing was changed. Choose the year "
                "{other} at the top and do it again."
            ).format(other=min(others), year=year)
        )
