"""Writing a package; what every reader would refuse is refused before a byte is written."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import LockingWriter
from cchc_desktop.exchange.package_checks import check_words
from cchc_desktop.exchange.package_format import LARGEST_DATA, MANIFEST, Manifest, PackageEntry, sealed
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.exchange.safe_json import LARGEST_VALUE, cost, write_json
from cchc_desktop.exchange.safe_zip import HIGHEST_RATIO, LARGEST_FILE, MOST_ENTRIES
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress

# One moment for every entry: the same contents give the same bytes. The manifest says when it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_TRIED = 64 * 1024  # bytes
_STORED = (".docx", ".pdf", ".xlsx", ".png", ".jpg", ".jpeg", ".zip")  # packed already


@dataclass(frozen=True)
class PackedFile:
    """A file to be packed: its bytes, or where they lie; without both they are asked for by the entry's hash."""

    entry: PackageEntry
    data: bytes | None = None
    path: Path | None = None


def packed_file(name: str, data: bytes) -> PackedFile:
    """A file whose bytes are at hand, under its name in the package."""
    return PackedFile(PackageEntry(name, len(data), hashlib.sha256(data).hexdigest()), data)


def check_files(files: Sequence[PackedFile]) -> None:
    """Raise `UserError` for more than a package may be."""
    total = sum(file.entry.size for file in files)
    if total > LARGEST_FILE or len(files) >= MOST_ENTRIES:
        raise UserError(
            _(
                "The package would be {size} MB with {count} files, more than a package may be. Remove large evidence."
            ).format(size=total // 1_000_000, count=len(files))
        )
    rows = [file.data for file in files if file.data is not None and file.entry.is_data]
    if sum(map(len, rows)) > LARGEST_DATA or sum(map(cost, rows)) > LARGEST_VALUE:
        raise UserError(_("This year holds more rows than a package may carry. Choose one period instead of the year."))


def check_manifest(manifest: Manifest) -> None:
    """Raise `UserError` for a manifest that every reader refuses."""
    try:
        check_words(manifest)
    except ShapeError as error:
        raise UserError(
            _(
                "No package was made: its note may have 5000 letters, the name of an office 500 letters on one line, "
                "and its year lies between 2000 and 2100. Change that, then make it again."
            )
        ) from error


def write_package(
    stream: BinaryIO,
    manifest: Manifest,
    files: Sequence[PackedFile],
    stored: Callable[[str], Iterable[bytes]],
    *,
    password: str = "",
    further: dict[str, Any] | None = None,
    level: int | None = None,
) -> Generator[Progress, None, None]:
    """Write the archive, the manifest first; `stored` gives the bytes of a hash, in pieces.

    With a password the file is locked. `further` are members of the manifest that a later program put there. `level`
    (1 to 9) says how hard it is packed; as usual where it is not given.
    """
    locking = LockingWriter(stream, password) if password else None
    with zipfile.ZipFile(locking or stream, "w") as archive:
        archive.writestr(archive_place(MANIFEST), write_json(sealed(manifest, further)), compresslevel=level)
        for done, file in enumerate(files):
            yield Progress(done, len(files), _("Reports, tasks, figures") if file.entry.is_data else file.entry.title)
            _put(archive, file, stored, level)
    if locking is not None:
        locking.finish()
    yield Progress(len(files), len(files), "")


def _put(
    archive: zipfile.ZipFile, file: PackedFile, stored: Callable[[str], Iterable[bytes]], level: int | None
) -> None:
    """Write one file; kept ones that are packed already stream through, none is held longer than it is written."""
    name, data = file.entry.name, file.data
    if data is None and file.path is None and _is_packed(name):
        place = archive_place(name)
        place.file_size = file.entry.size
        with archive.open(place, "w") as entry:
            for chunk in stored(file.entry.sha256):
                entry.write(chunk)
        return
    if data is None:
        data = file.path.read_bytes() if file.path is not None else b"".join(stored(file.entry.sha256))
    archive.writestr(archive_place(name, data), data, compresslevel=level)


def archive_place(name: str, data: bytes = b"") -> zipfile.ZipInfo:
    """The entry of a file that every reader of ours accepts, the same at any time and on any system."""
    place = zipfile.ZipInfo(name, _MOMENT)
    stored = _is_packed(name) or _packs_too_well(data)
    place.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    place.create_system = 3  # the same bytes on Windows as on Linux
    place.external_attr = 0o100644 << 16
    return place


def _is_packed(name: str) -> bool:
    return name.lower().endswith(_STORED)


def _packs_too_well(data: bytes) -> bool:
    """An empty scan packs so well that every reader would take it for a bomb; its first bytes mostly tell already."""
    most = HIGHEST_RATIO // 2
    return all(len(zlib.compress(part, 1)) * most < len(data) for part in (data[:_TRIED], data) if data)
