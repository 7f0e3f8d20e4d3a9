"""Archives: dossiers that are kept whole. A mark in the head of the file itself says so, wherever the file goes."""

import hashlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import make_public, unfinished
from cchc_desktop.storage import creating, schema
from cchc_desktop.storage.copying import copy_pages, flush_file
from cchc_desktop.storage.damage import UNREADABLE, Damaged, check_readable, verdict
from cchc_desktop.storage.engine import ARCHIVE_MARK, connect, open_engine
from cchc_desktop.storage.failures import drive_refuses, is_drive
from cchc_desktop.storage.identity import check_header, has_log, unreadable

_CHUNK = 1024 * 1024  # bytes


@dataclass(frozen=True)
class ArchiveFacts:
    """What a dossier says of itself: whose it is, its guid, the years it holds."""

    office: str
    dossier_guid: str
    first_year: int
    last_year: int


@contextmanager
def archived(source: Path, folder: Path) -> Iterator[tuple[Path, ArchiveFacts]]:
    """A verified copy of a dossier in the folder, in the newest shape and marked as an archive, and what it says.

    It has no name yet: `put_away` gives it one, else it is gone when the block ends. The source is only read. Raises
    `UserError` when that is no dossier, of a later program or damaged, and when nothing can be written in the folder.
    """
    check_header(source)
    with creating.said(folder / source.name):
        folder.mkdir(parents=True, exist_ok=True)
    with unfinished(folder) as made:
        make_public(made)
        _copy(source, made)
        with closing(connect(made, read_only=True)) as plain:
            check_readable(schema.revision_of(plain), source)
        _bring_up(made)
        with closing(sqlite3.connect(made)) as plain:
            plain.execute(f"PRAGMA user_version = {ARCHIVE_MARK}")
        flush_file(made)
        if verdict(made):
            raise Damaged(source)
        yield made, _facts(made, source)


def _copy(source: Path, made: Path) -> None:
    """All that is committed in the source, its log included; also of a file on a write-protected drive."""
    try:
        try:
            _copy_from(connect(source, read_only=True), made)
        except sqlite3.OperationalError as error:
            if not is_drive(error) or has_log(source) or Path(f"{source}-journal").exists():
                raise
            _copy_from(connect(source, read_only=True, immutable=True), made)
    except UNREADABLE as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise drive_refuses(made.parent) from error
        raise (
            unreadable(source) if isinstance(error, sqlite3.DatabaseError) and is_drive(error) else Damaged(source)
        ) from error


def _copy_from(origin: sqlite3.Connection, made: Path) -> None:
    with closing(origin):
        copy_pages(origin, made)


def _bring_up(path: Path) -> None:
    with closing(connect(path, read_only=True)) as plain:
        old = schema.revision_of(plain) < schema.HEAD_REVISION
    if old:
        engine = open_engine(path)
        try:
            schema.migrate(engine)
        finally:
            engine.dispose()


def _facts(path: Path, source: Path) -> ArchiveFacts:
    with closing(connect(path, read_only=True)) as plain:
        office = plain.execute("SELECT name FROM office_profile ORDER BY valid_from DESC NULLS LAST, guid DESC")
        name = office.fetchone()
        guid = plain.execute("SELECT guid FROM dossier_info").fetchone()
        years = plain.execute("SELECT min(year), max(year) FROM work_year").fetchone()
    if name is None or years[0] is None:
        raise UserError(
            _("“{name}” holds no office and no year yet: there is nothing to keep.").format(name=source.name)
        )
    return ArchiveFacts(str(name[0]), str(guid[0]), years[0], years[1])


def put_away(made: Path, target: Path) -> Path:
    """Give the archive its name, or the next one that is free, and write-protect it; returns where it is."""
    place, serial = target, 1
    with creating.said(target):
        while True:
            try:
                creating.put_in_place(made, place)
                break
            except FileExistsError:
                if place.is_file() and sha256_of(place) == sha256_of(made):
                    return place  # put away before, and taken off the list since
                serial += 1
                place = target.with_name(f"{target.stem} ({serial}){target.suffix}")
        with suppress(OSError):  # a drive without rights: the mark alone keeps it from being written
            place.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    return place


def copy_archive(source: Path, target: Path) -> Path:
    """A copy of an archive, byte for byte and read back; returns where it is. Raises `UserError`."""
    with creating.said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(target.parent) as made:
            make_public(made)
            shutil.copyfile(source, made)
            flush_file(made)
            if sha256_of(made) != sha256_of(source):
                raise OSError(f"read back as something else: {made}")
            return put_away(made, target)


def remove_put_away(path: Path) -> None:
    """Remove an archive that was made in vain."""
    with suppress(OSError):
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()


def sha256_of(path: Path) -> str:
    """The hash of a file; raises `OSError`."""
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def in_newest_shape(path: Path) -> Path:
    """The file itself, or, of an archive in an older shape, an updated copy in the officer's own folder.

    Raises `UserError` for one of a later program, `sqlite3.DatabaseError` or `OSError`.
    """
    with closing(connect(path, read_only=True, immutable=True)) as plain:
        revision = schema.revision_of(plain)
    check_readable(revision, path)
    if revision == schema.HEAD_REVISION:
        return path
    folder = paths.home() / "opened" / str(os.getpid())
    paths.make_private(folder)
    copy = folder / f"{sha256_of(path)[:16]}.cchc"
    if not copy.exists():
        with unfinished(folder) as made:
            shutil.copyfile(path, made)
            _bring_up(made)
            os.replace(made, copy)
    return copy
