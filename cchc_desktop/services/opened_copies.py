"""Copies that are made to be looked at: in the officer's own folder, one folder a process, removed at the end."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import is_running


def _folder() -> Path:
    return paths.home() / "opened"


def copy_to_open(name: str, data: bytes) -> Path:
    """Write the bytes under the name, never over another copy; returns where. Raises `UserError`."""
    safe = Path(safe_file_name(name))
    folder = _folder() / str(os.getpid())
    try:
        paths.make_private(folder)
        target, serial = folder / safe.name, 1
        while True:
            try:
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
                break
            except FileExistsError:
                serial += 1
                target = folder / f"{safe.stem} ({serial}){safe.suffix}"
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        except OSError:  # a full drive: half a copy would be taken for the whole
            target.unlink()
            raise
    except OSError as error:
        raise UserError(
            _("Nothing can be written in {folder}. Choose another folder.").format(folder=folder)
        ) from error
    return target


def remove_copies() -> None:
    """Remove the copies of this process; one that is still open elsewhere goes at the next start."""
    shutil.rmtree(_folder() / str(os.getpid()), ignore_errors=True)


def sweep_copies() -> None:
    """Remove the copies of processes that are gone, and those of versions that kept them in one folder."""
    with suppress(OSError):
        for path in list(_folder().iterdir()):
            if path.is_dir() and not path.is_symlink():
                if path.name.isdecimal() and int(path.name) != os.getpid() and not is_running(int(path.name)):
                    shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()
