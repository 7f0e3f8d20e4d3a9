"""Which file a dossier is: looked at before it is opened, known again before each verb."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.storage.backup import backups_of, gone
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.engine import APPLICATION_ID, ARCHIVE_MARK, MAGIC

SUFFIX = ".cchc"
_UNFINISHED = "~"  # what is being made, by us or by others, begins so
_LONGEST_NAME = 255  # bytes on Linux, UTF-16 units on Windows
_SQLITE_ADDS = len("-journal")


class DossierLost(UserError):
    """The open dossier is not at its place any more: what is written now would be in no file that can be found."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” is not at its place any more: it was deleted, renamed, replaced or its drive is gone. "
                "This step was not saved. Press Ctrl+S to save everything into another file and go on."
            ).format(name=path.name)
        )


def unreadable(path: Path) -> UserError:
    """The error for a file that is there but cannot be read."""
    return UserError(_("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name))


class Place:
    """Where an open dossier lies: the `path` it was opened by, the name its logs go by, and the very file there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = real_place(path)
        self._found = os.stat(path)
        self._log: os.stat_result | None = None

    def check(self) -> None:
        """Raise `DossierLost` unless the file at the place is the one that is open, and its write-ahead log too."""
        try:
            if not os.path.samestat(os.stat(self.path), self._found):
                raise DossierLost(self.path)
            log = self._find_log()
        except OSError as error:
            raise DossierLost(self.path) from error
        if self._log is not None and (log is None or not os.path.samestat(log, self._log)):
            raise DossierLost(self.path)
        self._log = log

    def is_at(self, path: Path) -> bool:
        """Whether the path leads to the open file, however it is written."""
        try:
            return os.path.samestat(os.stat(path), self._found)
        except OSError:
            return False

    def is_replaced(self) -> bool:
        """Whether another file has come to the place."""
        return os.path.exists(self.path) and not self.is_at(self.path)

    def drop_log(self) -> None:
        """Remove the log of the open file, which is closed now, from beside what has come to its place.

        SQLite leaves it where the file is gone, and would write it into whatever file is opened by that name next.
        """
        if self._log is None:
            return
        with suppress(OSError):
            log = self._find_log()
            if log is not None and os.path.samestat(log, self._log):
                os.unlink(f"{self.file}-wal")
                os.unlink(f"{self.file}-shm")

    def _find_log(self) -> os.stat_result | None:
        try:
            return os.stat(f"{self.file}-wal")
        except FileNotFoundError:
            return None


def real_place(path: Path) -> Path:
    """The one name by which SQLite is to open the file, because its log is named after it: links are followed, and
    of several names in one folder (hard links) the first one is taken. Raises OSError."""
    real = path.resolve()
    found = os.stat(real)
    if found.st_nlink < 2:
        return real
    with os.scandir(real.parent) as entries:
        names = [entry.name for entry in entries if entry.inode() == found.st_ino]
    return real.with_name(min((name for name in names if not name.startswith(_UNFINISHED)), default=real.name))


def has_log(path: Path) -> bool:
    """Whether edits stand in the write-ahead log that are not yet in the file. Raises OSError."""
    log = Path(f"{real_place(path)}-wal")
    return log.exists() and log.stat().st_size > 0


def check_name(path: Path) -> None:
    """Raise `UserError` for a name that leaves SQLite no room for the names of its logs."""
    length = len(path.name.encode("utf-16-le")) // 2 if sys.platform == "win32" else len(os.fsencode(path.name))
    if length + _SQLITE_ADDS > _LONGEST_NAME:
        raise UserError(
            _(
                "The name “{name}…” is too long for a dossier. Give the file a shorter name, of 80 letters at most."
            ).format(name=path.name[:30])
        )


def is_archive(path: Path) -> bool:
    """Whether the file is marked as an archive: kept whole, never written."""
    with suppress(OSError), open(path, "rb") as file:
        return int.from_bytes(file.read(100)[60:64], "big") == ARCHIVE_MARK
    return False


def check_header(path: Path) -> None:
    """Look at the first 100 bytes only: a stranger's file is never opened as a database."""
    check_name(path)
    try:
        if path.is_dir():
            raise UserError(
                _("“{name}” is a folder. A dossier is one file ending in .cchc: look for it inside.").format(
                    name=path.name
                )
            )
        size_of_file(path)
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise gone(path) from error
    except (OSError, ValueError) as error:
        raise unreadable(path) from error
    is_database, is_marked = header[:16] == MAGIC, int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if is_database and is_marked:
        return
    if is_marked or (path.suffix == SUFFIX and (is_database or backups_of(path))):
        raise Damaged(path)  # it was a dossier: its mark is half there, or it has been backed up from this very place
    raise UserError(_("“{name}” is not a CCHC dossier. Choose a file ending in .cchc.").format(name=path.name))
