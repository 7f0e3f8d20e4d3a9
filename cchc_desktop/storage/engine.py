"""SQLite as the dossier needs it: durable, with foreign keys, and a journal that suits the drive."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine

# "CCHC" in ASCII: marks the file as ours (SQLite header, bytes 68 to 71).
APPLICATION_ID = 0x43434843
MAGIC = b"SQLite format 3\x00"  # with which every SQLite file begins

_NETWORK_OR_REMOVABLE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "vfat", "exfat", "fuseblk", "9p", "fuse.sshfs"}


def suits_write_ahead_log(path: Path) -> bool:
    """False on network and removable drives, where SQLite's WAL is unsafe or leaves files behind."""
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
    best, kind = "", ""
    for line in mounts:
        parts = line.split(" ")
        if len(parts) > 2 and path.resolve().is_relative_to(parts[1]) and len(parts[1]) >= len(best):
            best, kind = parts[1], parts[2]
    return kind not in _NETWORK_OR_REMOVABLE


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
        if not read_only:
            journal = "WAL" if suits_write_ahead_log(path) else "DELETE"
            if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != journal:
                connection.execute(f"PRAGMA journal_mode = {journal}")
    except BaseException:
        connection.close()
        raise
    return connection


def open_engine(path: Path, *, read_only: bool = False, immutable: bool = False) -> "Engine":
    """An engine on the file; raises `sqlalchemy.exc.DatabaseError` when it is damaged."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    def creator() -> sqlite3.Connection:
        return connect(path, read_only=read_only, immutable=immutable)

    # What the officer typed is in the parameters of statements, and would stand in the log with every failure.
    engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
