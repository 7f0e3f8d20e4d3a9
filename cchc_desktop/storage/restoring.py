"""Putting a backup in the dossier's place, so that at no moment the place holds neither the one nor the other."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import make_public, sweep, unfinished
from cchc_desktop.storage import schema
from cchc_desktop.storage.copying import copy_file, flush_file, flush_folder, second_name
from cchc_desktop.storage.damage import UNREADABLE, check_readable, is_damage, verdict
from cchc_desktop.storage.engine import APPLICATION_ID, MAGIC
from cchc_desktop.storage.lock import DossierLock

_LOGS = ("-wal", "-journal")  # hold edits that are not in the file yet
_NAME_BYTES = 150  # of a file name, so that what is added to it still fits


def restore(backup_path: Path, dossier_path: Path, lock: DossierLock | None = None) -> Path | None:
    """Put a backup in the dossier's place; the dossier must be closed in this program.

    What stood there is kept beside it, with all that its log held; returns under which name, None where nothing stood
    there. `lock` is the dossier's lock where the caller has it already, and stays the caller's. Raises `UserError`
    when somebody else has the dossier open, the backup is not sound, or the drive refuses; the dossier is then as it
    was.
    """
    path = dossier_path.resolve()
    with _drive_sentence(path), suppress(FileNotFoundError):
        size_of_file(path)
    with _locked(path, lock) as held:
        _check_backup(backup_path)
        undo_interrupted(path)
        with _drive_sentence(path):
            sweep(path.parent)
            with unfinished(path.parent) as fresh:
                _prepare(backup_path, fresh, path)
                with held.passing_to(fresh):
                    return _swap(fresh, path)


@contextmanager
def _locked(path: Path, lock: DossierLock | None) -> Iterator[DossierLock]:
    """Hold the dossier's lock, or that of the caller."""
    if lock is not None:
        yield lock
        return
    own = DossierLock(path)
    if not own.acquire():
        holder = own.others().holder
        if holder is None:
            with _drive_sentence(path), unfinished(path.parent) as trial:  # no lock can be taken on a full drive either
                trial.write_bytes(b"?")
        raise _in_use(path, holder.name if holder is not None else "")
    try:
        yield own
    finally:
        own.release()


def _in_use(path: Path, holder: str = "") -> UserError:
    return UserError(
        _("{holder} has “{name}” open. Close it there, then restore. Nothing was changed.").format(
            holder=holder or _("Another window or computer"), name=path.name
        )
    )


def _check_backup(path: Path) -> None:
    """Refuse a backup that is not a sound dossier of a shape that this program knows."""
    try:
        if verdict(path):
            raise _damaged_backup(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            mark = copy.execute("PRAGMA application_id").fetchone()[0]
            revision = schema.revision_of(copy)
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            _("The backup “{name}” cannot be read: its drive may have been removed. The dossier is as it was.").format(
                name=path.name
            )
        ) from error
    if mark != APPLICATION_ID:
        raise _damaged_backup(path)
    check_readable(revision, path)


def _damaged_backup(path: Path) -> UserError:
    return UserError(
        _("The backup “{name}” is damaged. The dossier is as it was. Choose another backup.").format(name=path.name)
    )


@contextmanager
def _drive_sentence(path: Path) -> Iterator[None]:
    """Failures after the backup was found sound are the drive's."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            _(
                "The drive refuses to write in {folder}: it is full, write-protected or was removed. The backup is "
                "sound, and “{name}” is as it was. Free some space, then restore again."
            ).format(folder=path.parent, name=path.name)
        ) from error


def _prepare(backup_path: Path, fresh: Path, path: Path) -> None:
    """The backup beside the dossier, on the disk, read again, with the rights that the dossier has."""
    copy_file(backup_path, fresh)
    if verdict(fresh):
        raise OSError("the copy is not what was written")
    if path.exists():
        shutil.copymode(path, fresh)
    else:
        make_public(fresh)
    flush_file(fresh)


def _swap(fresh: Path, path: Path) -> Path | None:
    """Give what stands there a second name, then let the fresh file take its first in one step."""
    kept = None
    if path.exists():
        _fold_logs(path)
        kept = _keep(path)
    for tail in (*_LOGS, "-shm"):  # kept by now, or empty; beside the fresh file they would be taken for its own
        Path(f"{path}{tail}").unlink(missing_ok=True)
    flush_folder(path.parent)
    os.replace(fresh, path)
    flush_folder(path.parent)
    return kept


def _fold_logs(path: Path) -> None:
    """Bring what the logs hold into the file, so that one file is all; a damaged one keeps its logs as they are.

    Raises `sqlite3.OperationalError` where the drive refuses, `UserError` where somebody still reads the file.
    """
    with open(path, "rb") as file:
        if file.read(len(MAGIC)) != MAGIC:  # SQLite would throw the log of an empty file away
            return
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=5.0)) as old:
            if old.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                raise _in_use(path)
    except UNREADABLE as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _in_use(path) from error
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise


def _keep(path: Path) -> Path:
    """What stands at the path under a second name that was never used, its logs with it; returns that name."""
    logs = [tail for tail in _LOGS if _holds_something(Path(f"{path}{tail}"))]
    for name in _names(path):
        made: list[Path] = []
        try:
            for tail in ("", *logs):
                second_name(Path(f"{path}{tail}"), Path(f"{name}{tail}"))
                made.append(Path(f"{name}{tail}"))
            flush_folder(path.parent)
            return name
        except OSError as error:
            for one in made:
                with suppress(OSError):
                    one.unlink(missing_ok=True)
            if not isinstance(error, FileExistsError):
                raise
    raise AssertionError("names never end")


def _holds_something(log: Path) -> bool:
    return log.exists() and log.stat().st_size > 0


def _names(path: Path) -> Iterator[Path]:
    """Names beside the dossier that say what the file is: "Xã A (trước khi khôi phục 2026-09-08 101200).cchc"."""
    stem = path.stem.encode()[:_NAME_BYTES].decode(errors="ignore")
    words = _("before restoring")
    moment = f"{datetime.now():%Y-%m-%d %H%M%S}"
    for serial in count(1):
        more = f" {serial}" if serial > 1 else ""
        yield path.with_name(f"{stem} ({words} {moment}{more}){path.suffix}")


def undo_interrupted(path: Path) -> bool:
    """Where a restoring was killed before the swap, the dossier has two names: take the second one, and only it, away.

    Returns whether there was one. The caller holds the dossier's lock. What cannot be done now is left for the next
    time.
    """
    found = False
    with suppress(OSError):
        path = path.resolve()
        if path.stat().st_nlink < 2:
            return False
        given = re.compile(r".+ \(.+ \d{4}-\d{2}-\d{2} \d{6}(?: \d+)?\)" + re.escape(path.suffix))
        for name in list(path.parent.iterdir()):
            if name != path and given.fullmatch(name.name) and name.samefile(path):
                for tail in _LOGS:
                    _give_back(Path(f"{name}{tail}"), Path(f"{path}{tail}"))
                name.unlink()
                found = True
    return found


def _give_back(kept: Path, log: Path) -> None:
    if kept.exists() and not log.exists():
        os.rename(kept, log)
    elif kept.exists() and kept.samefile(log):
        kept.unlink()
