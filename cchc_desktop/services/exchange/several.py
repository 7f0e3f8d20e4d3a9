"""Many packages and receipts at once: what lies among dropped files and in folders, and in which order it is taken."""

import os
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import SUFFIX
from cchc_desktop.exchange.package_reader import PasswordNeeded, reading
from cchc_desktop.exchange.receipt_file import SUFFIX as RECEIPT_SUFFIX
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress

SUFFIXES = (SUFFIX, RECEIPT_SUFFIX)


@dataclass(frozen=True)
class Came:
    """A file that came; `refused` says why it is no package that can be taken, "" for one that can."""

    path: Path
    refused: str = ""


def in_turn(paths: Iterable[Path]) -> Generator[Progress, None, tuple[Came, ...]]:
    """The files among these and in these folders, each checked once, in the order in which they are to be taken.

    Packages come by when their sender says that they were made, so that a later one follows the one that it grew out
    of; those with a password come after them. A wrong clock costs nothing: what is older is told by revisions. Files
    of folders that are no packages are not spoken of.
    """
    found: list[tuple[datetime, Came]] = []
    for path in paths:
        files = files_in(path) if path.is_dir() else iter((path,))
        for file in files:
            yield Progress(0, 0, _("Checking {name}").format(name=file.name))
            found.append((yield from _checked(file)))
    return tuple(came for _at, came in sorted(found, key=lambda one: (one[0], one[1].path.name)))


def files_in(folder: Path) -> Generator[Path, None, None]:
    """Packages and receipts in a folder and the folders below, by name; folders that are links are not entered."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES)


def _checked(path: Path) -> Generator[Progress, None, tuple[datetime, Came]]:
    if path.suffix.lower() == RECEIPT_SUFFIX:
        return datetime.max, Came(path)
    try:
        info, _data = yield from reading(path)
    except PasswordNeeded:
        return datetime.max, Came(path)
    except UserError as error:
        return datetime.max, Came(path, str(error))
    return info.made_at.replace(tzinfo=None), Came(path)
