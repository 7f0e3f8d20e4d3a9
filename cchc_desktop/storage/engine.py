"""SQLite as the dossier needs it: durable, with foreign keys, and a journal that suits the drive."""

import os
import re
import sqlite3
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Engine
    from sqlalchemy.util import LRUCache

# "CCHC" in ASCII: marks the file as ours (SQLite header, bytes 68 to 71).
APPLICATION_ID = 0x43434843
ARCHIVE_MARK = 1  # SQLite's user_version (bytes 60-63) of a dossier that is kept whole and never written
MAGIC = b"SQLite format 3\x00"  # with which every SQLite file begins

_NETWORK_OR_REMOVABLE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "vfat", "exfat", "fuseblk", "9p", "fuse.sshfs"}

_STATEMENTS = 1000  # that are kept compiled; then those go that were not asked for longest

_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
# "OneDrive - UBND xã", "Dropbox (Cá nhân)", "GoogleDrive-an@…"; "My Drive" is the root of Google's own drive letter.
_CLOUD_NAME = re.compile(
    r"(OneDrive|Dropbox|Google ?Drive|iCloud ?Drive|Nextcloud|ownCloud|MEGA(sync)?)(?![^\W_])"
    r"|(My Drive|Drive của tôi|\.shortcut-targets-by-id)$",
    re.IGNORECASE,
)
# What their programs keep at the root: Dropbox twice, Google Drive twice, OneDrive.
_CLOUD_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".tmp.drivedownload",
    ".tmp.driveupload",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",
)


def suits_write_ahead_log(path: Path) -> bool:
    """False where SQLite's WAL is unsafe or leaves files behind: on network and removable drives, in folders that a
    program carries to the network file by file, and for a file of several names, because the log has but one of them.
    """
    if os.stat(path).st_nlink > 1 or in_cloud_folder(path):
        return False
    if sys.platform == "win32":
        import ctypes

        text = str(path.resolve())
        if text.startswith("\\\\"):
            return False
        removable, remote = 2, 4
        return ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(text)[0] + "\\") not in (removable, remote)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return True
    best, kind, place = "", "", path.resolve()
    for line in mounts:
        parts = line.split(" ")
        if len(parts) > 2 and place.is_relative_to(parts[1]) and len(parts[1]) >= len(best):
            best, kind = parts[1], parts[2]
    return kind not in _NETWORK_OR_REMOVABLE


def in_cloud_folder(path: Path) -> bool:
    """Whether OneDrive, Dropbox, Google Drive or the like keeps the folder: told by its name or the marks in it."""
    own = {os.path.normcase(os.environ[name]) for name in _CLOUD_VARIABLES if os.environ.get(name)}
    for folder in path.resolve().parents:
        if _CLOUD_NAME.match(folder.name) or os.path.normcase(folder) in own:
            return True
        if any((folder / mark).exists() for mark in _CLOUD_MARKS):
            return True
    return False


def choose_journal(connection: sqlite3.Connection, path: Path) -> None:
    """The journal that suits the drive; for the first connection, the others find it chosen."""
    journal = "WAL" if suits_write_ahead_log(path) else "DELETE"
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != journal:
        connection.execute(f"PRAGMA journal_mode = {journal}")


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """A connection to the file without a transaction of its own; raises `sqlite3.DatabaseError` when it is damaged.

    `immutable` is for a file that nobody writes, on a drive where SQLite cannot put its log beside it.
    """
    mode = "ro&immutable=1" if immutable else "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=5.0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _compiled() -> "tuple[Dialect, LRUCache[Any, Any]]":
    """SQLite's dialect, and the statements that were compiled for it."""
    from sqlalchemy import create_engine
    from sqlalchemy.util import LRUCache

    engine = create_engine("sqlite://")
    engine.connect().close()  # from here on the dialect knows SQLite's version
    engine.dispose()
    return engine.dialect, LRUCache(_STATEMENTS)


def open_engine(path: Path, *, read_only: bool = False, immutable: bool = False) -> "Engine":
    """An engine on the file; raises `sqlalchemy.exc.DatabaseError` when it is damaged."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    def creator() -> sqlite3.Connection:
        return connect(path, read_only=read_only, immutable=immutable)

    # What the officer typed is in the parameters of statements, and would stand in the log with every failure.
    engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool, hide_parameters=True)
    # A statement is compiled once, whichever dossier it is asked of; compiling is half of a verb's first call. What is
    # compiled is kept by its dialect, so all engines have one.
    engine.dialect, statements = _compiled()
    engine.update_execution_options(compiled_cache=statements)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    @event.listens_for(engine, "checkin")
    def checkin(connection: sqlite3.Connection | None, record: Any) -> None:
        # A COMMIT that failed ends the transaction for SQLAlchemy, not for SQLite: the file would stay locked.
        if connection is not None and connection.in_transaction:
            try:
                connection.rollback()
            except sqlite3.Error:
                record.invalidate()

    return engine
