"""Verified copies of the dossier, numbered in the order in which they are made."""

import logging
import os
import re
import sqlite3
import threading
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import __version__, leftovers, paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.copying import copy_database
from cchc_desktop.storage.damage import Damaged, is_damage, verdict
from cchc_desktop.storage.engine import APPLICATION_ID, MAGIC
from cchc_desktop.storage.thinning import Made, thinned_out

_STAMP = "%Y-%m-%d_%H%M%S"
# "2026-09-08_101200_000042": the moment by the clock, then the number. Without a number: made before there were any.
_NAME = re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}_\d{6})(?:_(?P<serial>\d{6,})|-\d+)?")
_EARLIER_LEFTOVER = re.compile(r"~[a-z0-9_]{8}\.tmp(-journal|-wal|-shm)?")
_LONG_AGO = 3600  # seconds after which a copy that was not finished under such a name never will be
_one_at_a_time = threading.Lock()
_log = logging.getLogger(__name__)


class BackupInfo(NamedTuple):
    """One backup file; `serial` is its place in the order of making, 0 where it has none yet."""

    path: Path
    made_at: datetime
    size: int
    serial: int = 0


def backup_folder(dossier_path: Path) -> Path:
    """Where the copies of a dossier lie: one folder per dossier file, named after it and its place."""
    import hashlib

    place = hashlib.sha256(str(dossier_path.resolve()).encode()).hexdigest()[:8]
    return paths.home() / "backups" / f"{dossier_path.stem}-{place}"


def backups_of(dossier_path: Path) -> list[BackupInfo]:
    """The backups of a dossier, the one made last first, whatever the clock said."""
    found = []
    for path in backup_folder(dossier_path).glob("*.cchc"):
        moment = made_at(path)
        with suppress(OSError):
            if moment is not None and (name := _NAME.fullmatch(path.stem)):
                found.append(BackupInfo(path, moment, path.stat().st_size, int(name["serial"] or 0)))
    return sorted(found, key=lambda info: (info.serial, info.path.name), reverse=True)


def made_at(path: Path) -> datetime | None:
    """When a backup was made, by its name; None for a file that is called otherwise."""
    name = _NAME.fullmatch(path.stem)
    try:
        return datetime.fromisoformat(name["moment"]) if name else None
    except ValueError:
        return None


def last_good_backup(dossier_path: Path) -> BackupInfo | None:
    """The newest backup in which nothing at all is damaged."""
    for info in backups_of(dossier_path):
        with suppress(OSError, sqlite3.Error):
            if not verdict(info.path):
                return info
    return None


def make_backup(dossier_path: Path, now: datetime | None = None) -> Path:
    """Copy the dossier by SQLite's backup API, check the copy, then thin the older ones.

    Raises `Damaged` when the dossier itself is damaged, `UserError` when it is gone or the copy cannot be written.
    """
    folder = backup_folder(dossier_path)
    moment = now or datetime.now()
    with _one_at_a_time:
        try:
            paths.make_private(folder)
            _tidy(folder)
            serial = _number_all(dossier_path) + 1
            target = folder / f"{moment.strftime(_STAMP)}_{serial:06d}.cchc"
            copy_database(dossier_path, target)
        except (OSError, sqlite3.Error) as error:
            if is_damage(error):
                raise Damaged(dossier_path) from error
            if not dossier_path.exists():
                raise gone(dossier_path) from error
            raise UserError(
                _(
                    "The backup could not be written to {folder}. Check the free space there. "
                    "The dossier itself was only read."
                ).format(folder=folder)
            ) from error
        _thin(dossier_path)
    return target


def back_up_before_update(dossier_path: Path) -> bool:
    """A verified copy before a version of the program opens a dossier that another one opened here last; whether made.

    Before the version was noted, backups tell that there was one. Where no copy can be made, a damaged dossier too,
    the dossier is opened all the same, and the next opening tries again.
    """
    note = paths.home() / "versions" / f"{backup_folder(dossier_path).name}.txt"
    try:
        another = note.read_text(encoding="utf-8").strip() != __version__
    except FileNotFoundError:
        another = bool(backups_of(dossier_path))
        if not another:
            _note_version(note)
    except (OSError, ValueError):
        another = True
    if not another:
        return False
    try:
        make_backup(dossier_path)
    except UserError:
        _log.warning("no backup before the update", exc_info=True)
        return False
    _note_version(note)
    return True


def _note_version(note: Path) -> None:
    with suppress(OSError):  # then the next opening makes one copy more
        paths.make_private(note.parent)
        with leftovers.unfinished(note.parent) as temporary:
            temporary.write_text(__version__, encoding="utf-8")
            os.replace(temporary, note)


def gone(path: Path) -> UserError:
    """That a dossier is not where it was."""
    return UserError(_("“{name}” is not there any more. Look for it, or restore a backup.").format(name=path.name))


def _number_all(dossier_path: Path) -> int:
    """Give backups of earlier versions their numbers, by their names; returns the highest number there is."""
    backups = list(reversed(backups_of(dossier_path)))
    highest = max((info.serial for info in backups), default=0)
    for info in backups:
        if info.serial == 0:
            highest += 1
            with suppress(OSError):  # somebody looks at it: it is numbered the next time
                os.rename(info.path, info.path.with_name(f"{info.made_at.strftime(_STAMP)}_{highest:06d}.cchc"))
    return highest


def _thin(dossier_path: Path) -> None:
    """Let older backups go; one that is not whole stands for nothing, and is left alone."""
    whole = {Made(info.serial, info.made_at): info for info in backups_of(dossier_path) if info.serial and _whole(info)}
    for made in thinned_out(list(whole)):
        with suppress(OSError):  # it is thinned out the next time
            whole[made].path.unlink(missing_ok=True)


def _whole(info: BackupInfo) -> bool:
    """Whether the file begins like a dossier and is as long as it says."""
    try:
        with open(info.path, "rb") as file:
            header = file.read(100)
    except OSError:
        return False
    size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    marked = header[:16] == MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    return marked and info.size == pages * (65536 if size == 1 else size)


def _tidy(folder: Path) -> None:
    """Remove what was left unfinished in the folder of backups, by this version or an earlier one."""
    leftovers.sweep(folder)
    for path in folder.glob("~*.tmp*"):
        with suppress(OSError):
            if _EARLIER_LEFTOVER.fullmatch(path.name) and abs(time.time() - path.stat().st_mtime) > _LONG_AGO:
                path.unlink(missing_ok=True)
