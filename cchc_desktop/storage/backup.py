"""Verified copies of the dossier, thinned by day, week and month."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_STAMP = "%Y-%m-%d_%H%M%S"
_KEEP_ALL = timedelta(days=1)
_KEEP_DAILY = timedelta(days=14)
_KEEP_WEEKLY = timedelta(days=90)


@dataclass(frozen=True)
class BackupInfo:
    """One backup file."""

    path: Path
    made_at: datetime
    size: int


def backup_folder(dossier_path: Path) -> Path:
    """Where the copies of a dossier lie: one folder per dossier file, named after it and its place."""
    import hashlib

    place = hashlib.sha256(str(dossier_path.resolve()).encode()).hexdigest()[:8]
    return paths.home() / "backups" / f"{dossier_path.stem}-{place}"


def backups_of(dossier_path: Path) -> list[BackupInfo]:
    """The backups of a dossier, newest first."""
    found = []
    for path in backup_folder(dossier_path).glob("*.cchc"):
        try:
            found.append(BackupInfo(path, datetime.strptime(path.stem[:17], _STAMP), path.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda info: info.path.name, reverse=True)


def make_backup(dossier_path: Path, now: datetime | None = None) -> Path:
    """Copy the dossier by SQLite's backup API, check the copy, then thin the older ones.

    Raises `UserError` when the copy cannot be written or is not sound; the dossier is untouched.
    """
    folder = backup_folder(dossier_path)
    moment = now or datetime.now()
    target = folder / f"{moment.strftime(_STAMP)}.cchc"
    serial = 1
    while target.exists():
        serial += 1
        target = folder / f"{moment.strftime(_STAMP)}-{serial}.cchc"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_database(dossier_path, target)
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            _(
                "The backup could not be written to {folder}. Check the free space there. Your data is untouched."
            ).format(folder=folder)
        ) from error
    for old in thinned_out(backups_of(dossier_path), moment):
        with suppress(OSError):  # it is thinned out the next time
            old.path.unlink(missing_ok=True)
    return target


def copy_database(source: Path, target: Path) -> None:
    """A verified copy that appears whole or not at all; raises `sqlite3.Error` or `OSError`."""
    handle, temporary = tempfile.mkstemp(prefix="~", suffix=".tmp", dir=target.parent)
    os.close(handle)
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(temporary)) as copy,
        ):
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
        with open(temporary, "rb+") as written:
            os.fsync(written.fileno())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def restore(backup_path: Path, dossier_path: Path) -> None:
    """Put a backup in the dossier's place; the dossier must be closed.

    What stood there is first kept as one more backup where it can still be read,
    otherwise moved aside beside the dossier. Raises `UserError` when the backup is not sound.
    """
    if dossier_path.exists():
        try:
            make_backup(dossier_path)
        except UserError:
            os.replace(dossier_path, dossier_path.with_suffix(".damaged"))
    for leftover in ("-wal", "-shm"):
        Path(f"{dossier_path}{leftover}").unlink(missing_ok=True)
    try:
        copy_database(backup_path, dossier_path)
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            _("The backup “{name}” is damaged or the drive is full. Choose another backup.").format(
                name=backup_path.name
            )
        ) from error


def thinned_out(backups: Iterable[BackupInfo], now: datetime) -> list[BackupInfo]:
    """Which backups to let go: all are kept for a day, then the last of each day, week and month."""
    kept: set[tuple[str, str]] = set()
    gone = []
    for info in sorted(backups, key=lambda info: info.made_at, reverse=True):
        age = now - info.made_at
        if age <= _KEEP_ALL:
            continue
        if age <= _KEEP_DAILY:
            slot = ("day", info.made_at.strftime("%Y-%m-%d"))
        elif age <= _KEEP_WEEKLY:
            slot = ("week", info.made_at.strftime("%G-%V"))
        else:
            slot = ("month", info.made_at.strftime("%Y-%m"))
        if slot in kept:
            gone.append(info)
        kept.add(slot)
    return gone
