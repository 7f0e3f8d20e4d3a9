"""Copies of dossier files that appear whole, on the disk and not only in memory, or not at all."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import unfinished
from cchc_desktop.storage.damage import verdict


def copy_pages(source: sqlite3.Connection, target: Path) -> None:
    """The state that the source's transaction sees, in one file on the disk; raises `sqlite3.Error` or `OSError`."""
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # nobody has it yet: it is flushed once, as a whole
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    flush_file(target)


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


def copy_file(source: Path, target: Path) -> None:
    """All that is committed in a dossier, its log included, into one file; raises `sqlite3.Error` or `OSError`."""
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as origin:
        copy_pages(origin, target)


def copy_database(source: Path, target: Path) -> None:
    """A verified copy in the place of `target`; raises `sqlite3.Error` or `OSError`."""
    with unfinished(target.parent) as temporary:
        copy_file(source, temporary)
        if found := verdict(temporary):
            raise sqlite3.DatabaseError(f"malformed: {found[0].where}")
        os.replace(temporary, target)
        flush_folder(target.parent)


def flush_file(path: Path) -> None:
    """What was written is on the disk."""
    with open(path, "rb+") as written:
        os.fsync(written.fileno())


def flush_folder(folder: Path) -> None:
    """What was named or renamed in a folder is on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network drives cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def second_name(path: Path, name: Path) -> None:
    """Give what stands at `path` another name that must not exist; both hold until one goes.

    A drive without hard links gets a copy. Raises `FileExistsError` or another `OSError`; then there is no new name.
    """
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:
        _copy_new(path, name)


def _copy_new(path: Path, name: Path) -> None:
    with unfinished(name.parent) as temporary:
        shutil.copyfile(path, temporary)
        with suppress(OSError):
            shutil.copystat(path, temporary)
        flush_file(temporary)
        if name.exists():
            raise FileExistsError(name)
        os.rename(temporary, name)
