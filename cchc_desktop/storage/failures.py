"""What SQLite's failures mean to the officer: a drive that refuses, told apart from everything else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_DRIVE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """SQLite's own errors in place of those that SQLAlchemy wraps them in."""
    from sqlalchemy import exc

    try:
        yield
    except exc.DBAPIError as error:
        raise (error.orig or error) from error


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn a failing drive, and a row whose parent is gone, into a sentence."""
    try:
        with plain_errors():
            yield
    except sqlite3.OperationalError as error:
        if is_drive(error):
            raise drive_refuses(path) from error
        raise
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:  # the row above it is gone
            from cchc_desktop.storage.sessions import RowGone

            raise RowGone from error
        raise


def is_drive(error: sqlite3.DatabaseError) -> bool:
    """Whether the drive is to blame and not the file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DRIVE


def drive_refuses(path: Path) -> UserError:
    """The error for a dossier that could not be written."""
    return UserError(
        _("“{name}” could not be written: the drive is full, removed or busy. What was saved before is safe.").format(
            name=path.name
        )
    )
