"""In which order files are taken in: as their senders made them, so that a later version follows the one before it."""

import json
from collections.abc import Iterable
from pathlib import Path

from cchc_desktop.exchange.package_format import LARGEST_MANIFEST, MANIFEST
from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, open_zip

_LAST = "~"  # after every day


def in_turn(files: Iterable[Path]) -> tuple[Path, ...]:
    """The files by when they say that they were made, then by name; what says nothing, or cannot be read, comes last.

    Only the order rests on it: nothing is believed before it is checked.
    """
    return tuple(sorted(files, key=lambda path: (_made_at(path), path.name)))


def _made_at(path: Path) -> str:
    try:
        with open_zip(path) as archive:
            told = json.loads(archive.read(MANIFEST, LARGEST_MANIFEST))
    except (NotAnArchive, Damaged, Forbidden, OSError, KeyError, ValueError, RecursionError):
        return _LAST
    at = told.get("made_at") if isinstance(told, dict) else None
    return at if isinstance(at, str) else _LAST
