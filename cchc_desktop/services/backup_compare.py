"""What a dossier has become since a backup of it: rows that are new, changed or gone, by year and paper."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services.row_words import column_words, is_shown, kept_value, row_title, row_value
from cchc_desktop.storage import schema
from cchc_desktop.storage.changes import RowChange
from cchc_desktop.storage.damage import UNREADABLE, quote
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescued import table_name

# What the program notes for itself: a change there is none of the officer's.
_ASIDE = frozenset({"history", "text_draft", "column_mapping", "dossier_info", "stored_file", "report_wording"})
_UP = (
    "incoming_guid",
    "task_guid",
    "group_guid",
    "plan_guid",
    "report_guid",
    "item_guid",
    "document_guid",
    "set_guid",
    "criterion_guid",
    "survey_guid",
)
_LONGEST = 300  # letters of one value
# The tables of rows that others are called by.
_ABOVE = (
    *("task", "task_group", "plan", "report", "report_item", "official_document", "criteria_set", "criterion"),
    *("section", "survey", "target", "figure", "participant", "movement", "movement_target", "unit", "incoming_paper"),
)


class Became(StrEnum):
    """What has happened to a row since the backup."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class ComparedRow:
    """A row: its year (0 for rows of no year), the paper it stands in ("" for none), what such rows are called, its own
    words, and of a changed one each column's words before and after."""

    year: int
    paper: str
    kind: str
    words: str
    became: Became
    values: tuple[tuple[str, str, str], ...] = ()


def compare_with_backup(dossier: Dossier, backup: Path) -> tuple[ComparedRow, ...]:
    """All that differs, by year, paper and kind. Raises `UserError` when the backup is another dossier's or unreadable.

    Rows that were only moved are left out, and the bytes of files that are kept: the rows that name them tell of them.
    """
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as earlier:
            if _guid(earlier) != dossier.guid:
                raise UserError(
                    _("“{name}” is a backup of another dossier. Choose another one.").format(name=backup.name)
                )
            with dossier.raw_connection() as now:
                changes = list(_changes(earlier, now))
    except UNREADABLE as error:
        raise UserError(
            _("The backup “{name}” is damaged. The dossier is as it was. Choose another backup.").format(
                name=backup.name
            )
        ) from error
    return _told(dossier, changes)


def _guid(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT guid FROM dossier_info").fetchone()
    return str(found[0]) if found else ""


def _changes(earlier: sqlite3.Connection, now: sqlite3.Connection) -> Iterator[RowChange]:
    for table in schema.TABLES:
        if table in _ASIDE:
            continue
        before, after = _rows(earlier, table), _rows(now, table)
        for guid in before.keys() | after.keys():
            old, new = before.get(guid), after.get(guid)
            if old is None or new is None or any(old[name] != new[name] for name in old.keys() & new.keys()):
                yield RowChange(table, guid, old, new)


def _rows(connection: sqlite3.Connection, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by guid; none where a backup of an older shape does not have it."""
    try:
        found = connection.execute(f"SELECT * FROM {quote(table)}")
    except sqlite3.OperationalError:
        return {}
    names = [column[0] for column in found.description]
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return {str(row["guid"]): row for row in rows}


def _told(dossier: Dossier, changes: list[RowChange]) -> tuple[ComparedRow, ...]:
    from cchc_desktop.storage.row_years import RowYears

    with dossier.read() as session:
        years = RowYears(session.connection(), changes)
        papers = _Papers(dossier, changes)
        rows = [
            ComparedRow(
                max(years.of_one(change), default=0),
                papers.name(change),
                table_name(change.table),
                papers.words(change.table, change.guid),
                _became(change),
                tuple(_values(change)),
            )
            for change in changes
            if change.before is None or change.after is None or any(_values(change))
        ]
    return tuple(
        sorted(rows, key=lambda row: (-row.year, row.paper, row.kind, list(Became).index(row.became), row.words))
    )


def _became(change: RowChange) -> Became:
    if change.before is None:
        return Became.NEW
    return Became.REMOVED if change.after is None else Became.CHANGED


def _values(change: RowChange) -> Iterator[tuple[str, str, str]]:
    if change.before is None or change.after is None:
        return
    table = change.table
    for name, before in change.before.items():
        after = change.after.get(name, before)
        if before != after and is_shown(name):
            was, now = (_short(row_value(table, _read(table, row), name)) for row in (change.before, change.after))
            if was == now:  # of a long text or a list the page shows no more than how it begins or how much is in it
                now = _("{words} (other content)").format(words=now).strip()
            yield column_words(name, table), was, now


def _read(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: kept_value(table, name, value) for name, value in row.items()}


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


class _Papers:
    """What rows are called, and the paper a row stands in: the subject of the plan's or report's heading, climbed to by
    the rows above.
    """

    def __init__(self, dossier: Dossier, changes: list[RowChange]) -> None:
        self._known = {change.guid: change.after or change.before or {} for change in changes}
        self._table = {change.guid: change.table for change in changes}
        with dossier.raw_connection() as now:
            for table in _ABOVE:
                rows = _rows(now, table)
                self._known = rows | self._known
                self._table |= dict.fromkeys(rows, table)

    def name(self, change: RowChange) -> str:
        """Its words; "" for a row of no paper."""
        row, guid = change.after or change.before or {}, change.guid
        for _step in range(8):
            if row.get("paper_guid") in self._known:
                return self.words("official_document", row["paper_guid"])
            above = next((row[name] for name in _UP if row.get(name) in self._known), None)
            if above is None:
                break
            row, guid = self._known[above], above
        named = "subject" in row or "index_code" in row
        return self.words("", guid) if named else ""

    def words(self, table: str, guid: str) -> str:
        """What a row is called; of one without words of its own, what it belongs to."""
        row, table = self._known.get(guid, {}), self._table.get(guid, table)
        return _short(row_title(table, _read(table, row), self.words))
