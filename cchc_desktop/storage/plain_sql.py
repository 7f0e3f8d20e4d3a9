"""Plain SQL on a dossier's connection and its values in Python.

For what the first screen shows: it is read before SQLAlchemy, half of a start, is loaded.
"""

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc_desktop.models.points import unscaled


def rows(connection: sqlite3.Connection, query: str, *values: Any) -> list[sqlite3.Row]:
    """All rows of a query, their columns by name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, values).fetchall()


def day(kept: str | None) -> date | None:
    """A date as SQLAlchemy keeps it, "2026-09-08"."""
    return None if kept is None else date.fromisoformat(kept)


def moment(kept: str) -> datetime:
    """A date with its time as SQLAlchemy keeps it, "2026-09-08 07:30:00.000000"."""
    return datetime.fromisoformat(kept)


def points(kept: int | None) -> Decimal | None:
    """Points, None where there are none."""
    return None if kept is None else unscaled(kept)
