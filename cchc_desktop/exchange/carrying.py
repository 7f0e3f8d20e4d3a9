"""A package on a USB drive or in another folder: brought onto the drive itself and read back from it."""

import os
from contextlib import suppress
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.writers import written


def settle(path: Path) -> None:
    """Bring a file that the program wrote onto its drive, and compare what the drive holds with what was written.

    Raises `UserError` where the drive does not hold it.
    """
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):  # what is read next comes from the drive and not from memory
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        _sync_folder(path.parent)
        same = written.is_unchanged(path)
    except OSError:
        same = False
    if not same:
        raise UserError(
            _(
                "{name} could not be read back from {folder} as it was written. Do not carry this drive; choose "
                "another one and make the package again."
            ).format(name=path.name, folder=path.parent)
        )


def _sync_folder(folder: Path) -> None:
    """The name of the file too, where the system can do that for folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def leave_words(path: Path) -> str:
    """What to do before the drive is unplugged; "" where the file lies on the drive of the officer's own folder."""
    with suppress(OSError):
        home = next(one for one in (paths.home(), *paths.home().parents) if one.exists())
        if path.stat().st_dev == home.stat().st_dev:
            return ""
    return _("Read back from the drive and the same. Eject the drive before it is unplugged.")
