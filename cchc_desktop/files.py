"""What lies at a path, asked before it is opened: a pipe would be waited for, a device read without end."""

import os
import stat
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


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
