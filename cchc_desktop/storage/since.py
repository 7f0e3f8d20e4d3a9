"""What a damaged dossier holds that a backup of it does not."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cchc_desktop.leftovers import unfinished
from cchc_desktop.storage import schema
from cchc_desktop.storage.damage import UNREADABLE, quote, shown
from cchc_desktop.storage.salvage import copy_files, opened_copy, read_table


@dataclass(frozen=True)
class DayOfWork:
    """The steps of one day that the history tells of: how many, the first and the last."""

    steps: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Since:
    """What a dossier holds that a backup does not: rows new or changed, and what the history tells, day by day."""

    rows: int
    days: tuple[DayOfWork, ...] = ()

    @property
    def last(self) -> datetime | None:
        """When the last change was made; None where the history does not tell."""
        return self.days[-1].last if self.days else None


def changed_since(source: Path, backup: Path) -> Since | None:
    """What going back to the backup would lose, as far as the damaged file can be read; None where it cannot."""
    try:
        with (
            unfinished(backup.parent) as copy,
            closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as earlier,
        ):
            copy_files(source, copy)
            with opened_copy(copy, [backup]) as damaged:
                rows, moments = _compare(damaged, earlier)
    except (*UNREADABLE, OSError):
        return None
    return Since(rows, _days(moments))


def _days(moments: set[bytes]) -> tuple[DayOfWork, ...]:
    """One step has one moment, whatever it changed."""
    days: dict[date, list[datetime]] = {}
    for moment in sorted(moments):
        with suppress(ValueError):
            at = datetime.fromisoformat(moment.decode())
            days.setdefault(at.date(), []).append(at)
    return tuple(DayOfWork(len(steps), steps[0], steps[-1]) for _day, steps in sorted(days.items()))


def _compare(damaged: sqlite3.Connection, earlier: sqlite3.Connection) -> tuple[int, set[bytes]]:
    """How many rows the backup does not have in this revision, and the moments that its history does not have."""
    rows: int = 0
    moments: set[bytes] = set()
    for table in schema.TABLES:
        found = read_table(damaged, table, ("guid", "revision", "at"))
        if not {"guid", "revision"} <= set(found.columns):
            continue
        there: set[tuple[str, int]] = set()
        with suppress(*UNREADABLE):  # a backup of an older shape
            there = set(earlier.execute(f"SELECT guid, revision FROM {quote(table)}"))
        guid, revision = found.columns.index("guid"), found.columns.index("revision")
        if table != "history":
            rows += sum((shown(row[guid]), row[revision]) not in there for row in found.rows.values())
        elif "at" in found.columns:
            at = found.columns.index("at")
            new = (row[at] for row in found.rows.values() if (shown(row[guid]), row[revision]) not in there)
            moments = {moment for moment in new if isinstance(moment, bytes)}
    return rows, moments
