"""What lies at a path, asked before it is opened: a pipe would be waited for, a device read without end; and which
paths and names the systems take."""

import os
import stat
import sys
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

_LONGEST_PATH = 259  # of Windows, in UTF-16 units, without the closing zero
_ROOM = 32  # for the name beside it under which a file is made


def is_too_long(path: Path) -> bool:
    """Whether Windows, as it is delivered, reaches no file of this path; it then says that there is no such folder."""
    return sys.platform == "win32" and len(str(path.absolute()).encode("utf-16-le")) // 2 > _LONGEST_PATH - _ROOM


def size_of_file(path: Path) -> int:
    """The size of the file in bytes, links followed; raises `UserError` for what is no file, OSError for what is not
    there or may not be looked at."""
    try:
        found = os.stat(path)
    except ValueError as error:  # a name that no file can have
        raise OSError(str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise UserError(
            _("“{name}” cannot be read: it is no file, but a folder, a device or a connection. Choose a file.").format(
                name=path.name
            )
        )
    return found.st_size


# Names of devices, with whatever ending: Windows opens the device instead of a file. It counts superscripts as digits.
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"),
}


def safe_file_name(name: str) -> str:
    """A name that Windows and Linux both take: no folders, no reserved characters, at most 120 characters."""
    kept = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in clean(name)).strip(" .")
    if kept.partition(".")[0].rstrip().upper() in _DEVICES:
        kept = f"_{kept}"
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    return f"{_shortened(stem or 'file')}{dot}{suffix[:9]}".rstrip(" .")


def _shortened(stem: str) -> str:
    """At most 110 letters and 200 bytes: most file systems count the bytes of UTF-8, up to 255."""
    return stem[:110].encode("utf-8")[:200].decode("utf-8", "ignore")
