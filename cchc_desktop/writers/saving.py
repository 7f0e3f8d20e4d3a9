"""The one door for files that the program makes: whole or not at all, and never over what it must not replace.

A file is only replaced by one of its own kind, and unasked only while it is what the program wrote there itself. So no
output can take the place of a dossier, of a file that was read, or of a paper that somebody went on writing in.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from cchc_desktop.errors import UserError
from cchc_desktop.files import is_too_long
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import make_public, sweep, unfinished
from cchc_desktop.writers import written

# The endings that the program writes, and how files of that kind begin.
_BEGINNINGS: dict[str, bytes | tuple[bytes, ...]] = {
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".cchcgoi": (b"PK", b"CCHCKHOA"),  # without and with a password
    ".cchcmau": b"PK",
    ".pdf": b"%PDF",
    ".ics": b"BEGIN:VCALENDAR",
    ".eml": b"",
    ".cchcphan": b"",
    ".cchcbn": b"{",
    ".txt": b"",
    ".json": b"{",
}
_DATABASE = b"SQLite format 3\x00"


class Existing(StrEnum):
    """What to do with a file that stands in the way and is not, or no longer, what the program wrote there."""

    REFUSE = "refuse"
    RENAME = "rename"
    REPLACE = "replace"


def in_the_way(path: Path) -> bool:
    """Whether a file stands there that must not be replaced without being asked for."""
    return os.path.lexists(path) and not written.is_unchanged(path)


def agree_to_replace(path: Path) -> None:
    """The officer has said that the file as it is now may be replaced; if it changes before that, it may not.

    Raises `UserError` for a file of another kind, which is never replaced.
    """
    try:
        _check_kind(path)
        if os.path.lexists(path):
            written.note(path, written.hash_of(path))
    except OSError as error:
        raise cannot_write(error, path) from error


def free_name(path: Path) -> Path:
    """The path itself, or the first of "name (2)", "name (3)" … where nothing stands in the way."""
    found, serial = path, 1
    while in_the_way(found):
        serial += 1
        found = path.with_name(f"{path.stem} ({serial}){path.suffix}")
    return found


def placed(path: Path, existing: Existing, *endings: str) -> Path:
    """Where to write what was meant for `path`, whose name has one of the endings (".docx", lower case).

    Raises `UserError` where nothing may be written.
    """
    try:
        if path.suffix.lower() not in endings:
            raise UserError(
                _("{name} cannot be written: its name must end in {endings}. Nothing was changed.").format(
                    name=path.name, endings=", ".join(endings)
                )
            )
        _check_kind(path)
        if existing == Existing.RENAME:
            return free_name(path)
        if existing == Existing.REPLACE:
            agree_to_replace(path)
        elif in_the_way(path):
            raise UserError(_refusal(path))
    except OSError as error:
        raise cannot_write(error, path) from error
    return path


def _refusal(path: Path) -> str:
    return _(
        "{name} is there already and was changed since the program wrote it, or was not written by it. "
        "Nothing was replaced. Choose another name, or agree to replace it."
    ).format(name=path.name)


def _check_kind(path: Path) -> None:
    """Raise `UserError` unless what stands there is a file of the kind that its name says, or nothing."""
    begin = _BEGINNINGS.get(path.suffix.lower(), _DATABASE)
    try:
        status = path.stat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(status.st_mode):
        with path.open("rb") as file:
            head = file.read(32)
        if not head or (head.startswith(begin) and not head.startswith(_DATABASE)):
            return
    raise UserError(
        _("{name} holds something else than its name says, and was not replaced. Choose another name.").format(
            name=path.name
        )
    )


def cannot_write(error: OSError, path: Path) -> UserError:
    """What happened and what to do, for a file that could not be written."""
    return UserError(_advice(error, path))


def _advice(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _(
            "There is no room left on the disk for {name}. Nothing was changed. "
            "Free some space or choose another folder, then try again."
        ).format(name=path.name)
    if isinstance(error, PermissionError):
        return _(
            "{name} cannot be written: it may be open in another program such as Word, or the folder is protected. "
            "Nothing was changed. Close the file or choose another folder, then try again."
        ).format(name=path.name)
    if error.errno == errno.ENAMETOOLONG:
        return _("The name is too long for this drive: {name}. Nothing was written. Choose a shorter one.").format(
            name=f"{path.name[:60]}…"
        )
    if is_too_long(path):
        return _(
            "The path of {name} has {count} characters, more than Windows takes. Nothing was written. "
            "Choose a folder with a shorter path."
        ).format(name=path.name, count=len(str(path.absolute())))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _(
            "The folder {folder} is not there any more. Nothing was written. Choose another folder, then try again."
        ).format(folder=path.parent)
    return _("{name} cannot be written: {reason}. Nothing was changed. Choose another folder, then try again.").format(
        name=path.name, reason=error.strerror or error
    )


@contextmanager
def atomic_write(path: Path, *endings: str) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not.

    The name has to have one of the endings (".docx").

    Raises `UserError` when the folder is gone, the disk is full, the old file is open elsewhere, or what stands there
    must not be replaced.
    """
    try:
        placed(path, Existing.REFUSE, *endings)
        sweep(path.parent)
        with unfinished(path.parent) as temporary:
            with open(temporary, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _take_mode(path, temporary)
            made = written.hash_of(temporary)
            placed(path, Existing.REFUSE, *endings)  # it may have been changed while the new one was being made
            os.replace(temporary, path)
            written.note(path, made)
    except OSError as error:
        raise cannot_write(error, path) from error


def _take_mode(path: Path, temporary: Path) -> None:
    """Give the new file the rights of the old one, or those of any new file."""
    if path.exists() and os.name != "nt":
        temporary.chmod(path.stat().st_mode & 0o777)
    else:
        make_public(temporary)
