"""Writes beside each change who made it, column by column; loaded, with SQLAlchemy, by the first write."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from cchc_desktop.models.base import new_guid
from cchc_desktop.models.history import WATCHED, HistoryEntry, Watched
from cchc_desktop.storage.changes import RowChange
from cchc_desktop.text import clean

_Note = tuple[str, str, str, str]  # owner, "table.column", before, after

# A larger undo takes back a paste or an import, of which nothing was noted row by row either.
_SINGLE_ROWS = 50


def keep(connection: Connection, entries: Sequence[RowChange], label: str, who: str, *, replayed: bool = False) -> None:
    """Note the change in the transaction that makes it; rows that a change creates are not noted one by one."""
    notes = list(notes_of(entries, replayed))
    if not notes:
        return
    at = datetime.now()
    rows = [
        {
            "guid": new_guid(),
            "revision": 1,
            "at": at,
            "who": who,
            "label": label,
            "owner_guid": owner,
            "what": what,
            "before": before,
            "after": after,
        }
        for owner, what, before, after in notes
    ]
    connection.execute(insert(HistoryEntry), rows)


def notes_of(entries: Iterable[RowChange], replayed: bool) -> Iterator[_Note]:
    """What is to be told of a change. Rows that undo or redo bring back or take away are told of while they are few."""
    watched = [entry for entry in entries if entry.table in WATCHED]
    whole = [entry for entry in watched if entry.before is None or entry.after is None]
    new_or_gone = {entry.guid for entry in whole if not WATCHED[entry.table].comes_and_goes}
    few = sum(entry.table == "task" for entry in whole) <= _SINGLE_ROWS
    for entry in watched:
        rule = WATCHED[entry.table]
        values = entry.after or entry.before or {}
        owner = str(values.get(rule.owner, ""))
        if entry.before is not None and entry.after is not None:
            yield from _differences(entry, rule, owner)
        elif rule.comes_and_goes:
            if owner not in new_or_gone:
                yield from _first_column(entry, rule, owner)
        elif entry.table == "task" and (few if replayed else entry.after is None):
            yield from _first_column(entry, rule, owner)


def _differences(entry: RowChange, rule: Watched, owner: str) -> Iterator[_Note]:
    assert entry.before is not None and entry.after is not None
    for column in rule.columns:
        before, after = _words(entry.before.get(column)), _words(entry.after.get(column))
        if before != after:
            yield owner, f"{entry.table}.{column}", before, after


def _first_column(entry: RowChange, rule: Watched, owner: str) -> Iterator[_Note]:
    column = rule.columns[0]
    before, after = (_words(values.get(column)) if values else "" for values in (entry.before, entry.after))
    if before or after:
        yield owner, f"{entry.table}.{column}", before, after


def _words(value: Any) -> str:
    """A kept value as text: dates in ISO form, nothing as ""."""
    return "" if value is None else clean(str(value))
