"""Where packages come from: dropped files and folders, and places that are looked at again for what is new in them."""

import os
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from cchc_desktop.collection.intake import IntakeReport
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import seen
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.receipt_file import SUFFIX as RECEIPT_SUFFIX
from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.several import files_in

_AT_ONCE = 500  # keys in one question


class Sorted(NamedTuple):
    """Files that were dropped: packages for the intake, receipts of packages that went down."""

    packages: tuple[Path, ...]
    receipts: tuple[Path, ...]


def sorted_out(paths: Iterable[Path]) -> Sorted:
    """What lies among these files and in these folders, each once; a file that is named counts whatever its name."""
    files = tuple(dict.fromkeys(file for path in paths for file in (files_in(path) if path.is_dir() else (path,))))
    receipts = tuple(file for file in files if file.suffix.lower() == RECEIPT_SUFFIX)
    return Sorted(tuple(file for file in files if file.suffix.lower() != RECEIPT_SUFFIX), receipts)


def new_in(collection: Collection, folder: Path) -> tuple[Path, ...]:
    """The packages and receipts in a watched folder that were not looked at yet, or were written anew since.

    Raises `UserError` where the folder cannot be looked into.
    """
    try:
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        files = {_key(folder, file): file for file in files_in(folder)}
    except OSError as error:
        raise UserError(
            _(
                "The folder {folder} cannot be looked into. Check that its drive is there, or choose another one."
            ).format(folder=folder)
        ) from error
    with collection.reading() as connection:
        known = seen_in(connection, place_of(folder), files)
    return tuple(file for key, file in files.items() if key not in known)


def note_looked_at(collection: Collection, folder: Path, report: IntakeReport, receipts: Iterable[Path] = ()) -> None:
    """Of a watched folder note what an intake looked at; what is still asked about comes again."""
    looked_at = [line.path for line in report.lines if line.outcome != Outcome.ASK]
    keys = {_key(folder, file) for file in (*looked_at, *receipts) if file.exists()}
    with collection.changing() as connection:
        note_seen(connection, place_of(folder), keys)


def place_of(folder: Path) -> str:
    """What a watched folder is kept as."""
    return str(folder.resolve())


def _key(folder: Path, file: Path) -> str:
    """What changes when a file is written anew or another one comes to its name."""
    found = os.stat(file)
    words = f"{file.relative_to(folder).as_posix()}|{found.st_size}|{found.st_mtime_ns}"
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def seen_in(connection: Connection, place: str, keys: Several[str]) -> set[str]:
    """Those of the keys that were noted for the place."""
    found: set[str] = set()
    for some in _in_lots(keys):
        chosen = select(seen.c.key).where(seen.c.place == place, seen.c.key.in_(some))
        found.update(connection.scalars(chosen))
    return found


def note_seen(connection: Connection, place: str, keys: Several[str]) -> None:
    """Note keys for a place, each once."""
    new = sorted(set(keys) - seen_in(connection, place, keys))
    at = datetime.now().replace(microsecond=0)
    if new:
        connection.execute(insert(seen), [{"place": place, "key": key, "at": at} for key in new])


def _in_lots(keys: Several[str]) -> Iterator[list[str]]:
    given = list(keys)
    yield from (given[begin : begin + _AT_ONCE] for begin in range(0, len(given), _AT_ONCE))
