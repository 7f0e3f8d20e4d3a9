"""What a damaged dossier holds that a backup of it does not."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_desktop.leftovers import unfinished
from cchc_desktop.storage import schema
from cchc_desktop.storage.damage import UNREADABLE, quote, shown
from cchc_desktop.storage.salvage import copy_files, opened_copy, read_table


@dataclass(frozen=True)
class Since:
    """What a damaged dossier holds that a backup does not: rows new or changed, and when the last change was made."""

    rows: int
    last: datetime | None


def changed_since(source: Path, backup: Path) -> Since | None:
    """What going back to the backup would lose, as far as the damaged file can be read; None where it cannot."""
    try:
        with (
            unfinished(backup.parent) as copy,
            closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as earlier,
        ):
            copy_files(source, copy)
            with opened_copy(copy, [backup]) as damaged:
                rows, last = _compare(damaged, earlier)
    except (*UNREADABLE, OSError):
        return None
    try:
        return Since(rows, datetime.fromisoformat(last.decode()) if last else None)
    except ValueError:
        return Since(rows, None)


def _compare(damaged: sqlite3.Connection, earlier: sqlite3.Connection) -> tuple[int, bytes]:
    """How many rows the backup does not have in this revision, and the moment of the last change in the history."""
    rows, last = 0, b""
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
            moments = [row[found.columns.index("at")] for row in found.rows.values()]
            last = max((moment for moment in moments if isinstance(moment, bytes)), default=b"")
    return rows, last
