"""A whole copy of an open dossier, from its connection: also of one whose file lies nowhere any more."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage import creating
from cchc_desktop.storage.copying import copy_pages

if TYPE_CHECKING:
    from cchc_desktop.storage.dossier import Dossier


def save_copy(dossier: "Dossier", path: Path) -> Path:
    """A verified copy of the dossier as it stands, whole or not at all; returns where it is.

    Raises `UserError` when the file exists or cannot be written.
    """
    target = creating.with_suffix(path)
    with creating.said(target), creating.beside(target) as (made, lock):
        with dossier.look() as plain:
            copy_into(plain, made)
        creating.put_in_place(made, target)
    lock.release()
    return target


def copy_into(source: sqlite3.Connection, target: Path) -> None:
    """Copy the state that the source's transaction sees into the file, on the disk and read back.

    Raises `UserError` when the copy is not sound or does not hold the same, `sqlite3.Error` or OSError.
    """
    copy_pages(source, target)
    with closing(sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        if not sound or _content(copy) != _content(source):
            raise UserError(
                _("The copy could not be read back from {folder} as it was written. Choose another drive.").format(
                    folder=target.parent
                )
            )


def _content(connection: sqlite3.Connection) -> bytes:
    """A hash over all rows of all tables, in the order in which they are kept."""
    import hashlib

    kept = hashlib.sha256()
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for name, sql in tables:
        kept.update(f"{name} {sql}".encode())
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
            for value in row:
                kept.update(value if isinstance(value, bytes) else repr(value).encode())
                kept.update(b"\0")
    return kept.digest()
