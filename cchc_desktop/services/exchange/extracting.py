"""The papers and the evidence of a checked package as files in a folder."""

import os
from collections.abc import Generator
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import Broken, Locked, WrongPassword
from cchc_desktop.exchange.package_format import PackageEntry, PackageInfo
from cchc_desktop.exchange.package_reader import cannot_read, entry_chunks, not_the_same, opened_again
from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, SafeZip
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.writers.saving import atomic_write, cannot_write


def extract(info: PackageInfo, folder: Path) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write what people read into `papers`, `issued` and `evidence` below the folder, one file a step.

    Nothing is written anywhere else and nothing is replaced: a name that is taken gets a number. Closing the generator
    stops it; files written by then stay. Returns the files. Raises `UserError`.
    """
    entries = [entry for entry in info.entries if not entry.is_data]
    made: list[Path] = []
    try:
        with opened_again(info) as archive:
            for done, entry in enumerate(entries):
                yield Progress(done, len(entries), entry.title)
                made.append(_write(archive, entry, _below(folder, entry.name.partition("/")[0])))
    except (NotAnArchive, Damaged, Forbidden, Locked, WrongPassword, Broken) as error:
        raise not_the_same(info) from error
    except OSError as error:
        raise cannot_read(info.path) from error
    yield Progress(len(entries), len(entries), "")
    return tuple(made)


def _below(folder: Path, name: str) -> Path:
    """The folder of this name, made where it is missing; a link in its place leads elsewhere and is refused."""
    place = folder / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        leads_elsewhere = place.resolve() != folder.resolve() / name
    except OSError as error:
        raise cannot_write(error, place / name) from error
    if leads_elsewhere:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=place))
    return place


def _write(archive: SafeZip, entry: PackageEntry, place: Path) -> Path:
    path = _free(place / safe_file_name(entry.title))
    with atomic_write(path, path.suffix.lower()) as stream:
        for chunk in entry_chunks(archive, entry):
            stream.write(chunk)
    return path


def _free(path: Path) -> Path:
    """The path, or the first of "name (2)", "name (3)" … where nothing at all stands."""
    found, serial = path, 1
    while os.path.lexists(found):
        serial += 1
        found = path.with_name(f"{path.stem} ({serial}){path.suffix}")
    return found
