"""What lies at a path, asked before it is opened: a pipe would be waited for, a device read without end; and which
paths and names the systems take."""

import os
import stat
import sys
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

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
