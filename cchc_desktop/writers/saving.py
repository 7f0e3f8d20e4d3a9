"""Files appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import sweep, unfinished


def _advice(error: OSError, path: Path) -> str:
    """What happened and what to do, for a file that could not be written."""
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
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _(
            "The folder {folder} is not there any more. Nothing was written. Choose another folder, then try again."
        ).format(folder=path.parent)
    return _("{name} cannot be written: {reason}. Nothing was changed. Choose another folder, then try again.").format(
        name=path.name, reason=error.strerror or error
    )


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not.

    Raises `UserError` when the folder is gone, the disk is full, or the old file is open elsewhere.
    """
    try:
        sweep(path.parent)
        with unfinished(path.parent) as temporary:
            with open(temporary, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _take_mode(path, temporary)
            os.replace(temporary, path)
    except OSError as error:
        raise UserError(_advice(error, path)) from error


def _take_mode(path: Path, temporary: Path) -> None:
    """Give the new file the rights of the old one, or those of any new file; temporary files are private."""
    if os.name == "nt":
        return
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.chmod(temporary, mode)
