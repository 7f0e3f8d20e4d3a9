"""Making the package file that travels upward; checking one is in `package_reader`."""

import hashlib
import zipfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange import package_data
from cchc_desktop.exchange.package_format import (
    FORMAT,
    LARGEST_DATA,
    MANIFEST,
    SUFFIX,
    VERSION,
    Manifest,
    PackageData,
    PackageEntry,
    PackageInfo,
    file_name,
    sealed,
    short_hash,
)
from cchc_desktop.exchange.package_reader import check_words, verify_package
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.exchange.safe_json import LARGEST_VALUE, cost, write_json
from cchc_desktop.exchange.safe_zip import HIGHEST_RATIO, LARGEST_FILE, MOST_ENTRIES
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import exports
from cchc_desktop.services.evidence import evidence_bytes, safe_file_name
from cchc_desktop.services.progress import Progress
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import Existing, atomic_write, cannot_write, placed

__all__ = ["SUFFIX", "PackageInfo", "file_name", "make_package", "short_hash", "verify_package"]

# One moment for every entry: the same contents give the same bytes. The manifest says when it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_STORED = (".docx", ".pdf", ".xlsx", ".png", ".jpg", ".jpeg", ".zip")  # packed already


@dataclass(frozen=True)
class _Part:
    """A file to be packed; without `data` its bytes are the evidence of the entry's hash."""

    entry: PackageEntry
    data: bytes | None = None


def make_package(
    dossier: Dossier,
    *,
    year: int,
    period: str | None = None,
    out: Path,
    note: str = "",
    made_at: datetime | None = None,
) -> Generator[Progress, None, PackageInfo]:
    """Write the year's package: rows, papers, evidence; the file appears whole or not at all, and is read back.

    Closing the generator between two steps leaves nothing behind. Raises `UserError` when there is
    nothing to send, the drive is full or gone, or the package would be too large.
    """
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    _check_folder(out)
    data = package_data.gather(dossier, year, period)
    with _papers_folder(out) as folder:
        papers = yield from _write_papers(dossier, folder, year, period)
        parts = [*_data_parts(data), *_paper_parts(papers), *_evidence_parts(data)]
        _check_size(parts)
        _check_rows(parts)
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            program_version=__version__,
            made_at=(made_at or datetime.now()).replace(microsecond=0),
            dossier_guid=dossier.guid,
            office_guid=data.office.guid,
            office=data.office.name,
            superior=data.office.superior,
            year=year,
            period=str(Period.parse(period)) if period else "",
            note=clean(note).strip(),
            entries=tuple(part.entry for part in parts),
        )
        _check_manifest(manifest)
        with atomic_write(out, SUFFIX) as file:
            yield from _pack(dossier, file, manifest, parts)
    return _read_back(out)


def _read_back(out: Path) -> PackageInfo:
    """The officer is told that the file is good only after every byte was read from the drive again."""
    try:
        return verify_package(out)
    except UserError as error:
        out.unlink(missing_ok=True)
        raise UserError(
            _("The package could not be read back from {folder}, and was removed. Choose another drive.").format(
                folder=out.parent
            )
        ) from error


def _check_folder(out: Path) -> None:
    try:
        usable = out.parent.is_dir() and not out.is_dir()
    except OSError:  # a name that is too long
        usable = out.parent.is_dir()
    if not usable:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out.parent))
    placed(out, Existing.REFUSE, SUFFIX)


@contextmanager
def _papers_folder(out: Path) -> Iterator[Path]:
    """Where the papers lie until they are packed: in the officer's own folder, as others may not read them."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(working_folder())
        except OSError as error:
            raise cannot_write(error, out) from error
        yield folder


def _write_papers(
    dossier: Dossier, folder: Path, year: int, period: str | None
) -> Generator[Progress, None, tuple[Path, ...]]:
    """The papers that the year has; the report only when a period was chosen, and never what is of today alone."""
    left_out = {"progress"} if period else {"progress", "report"}
    papers = [what for what in exports.expand(dossier, year, ["all"], period) if what not in left_out]
    if not papers:
        return ()
    return (
        yield from exports.export(dossier, year=year, what=papers, formats=exports.FORMATS, out=folder, period=period)
    )


def _data_parts(data: PackageData) -> list[_Part]:
    files = package_data.data_files(data)
    return [_Part(PackageEntry(name, len(raw), hashlib.sha256(raw).hexdigest()), raw) for name, raw in files.items()]


def _paper_parts(papers: Sequence[Path]) -> list[_Part]:
    parts = []
    for path in sorted(papers):
        raw = path.read_bytes()
        parts.append(_Part(PackageEntry(f"papers/{path.name}", len(raw), hashlib.sha256(raw).hexdigest()), raw))
    return parts


def _evidence_parts(data: PackageData) -> list[_Part]:
    """One file per content, under the first name that it was given; its bytes are read when it is packed."""
    rows = {row.sha256: row for row in reversed(data.evidence)}
    return [
        _Part(PackageEntry(f"evidence/{sha256}-{safe_file_name(row.file_name)}", row.size, sha256))
        for sha256, row in sorted(rows.items())
    ]


def _check_size(parts: Sequence[_Part]) -> None:
    total = sum(part.entry.size for part in parts)
    if total > LARGEST_FILE or len(parts) >= MOST_ENTRIES:
        raise UserError(
            _(
                "The package would be {size} MB with {count} files, more than a package may be. Remove large evidence."
            ).format(size=total // 1_000_000, count=len(parts))
        )


def _check_manifest(manifest: Manifest) -> None:
    """Nothing that every reader refuses."""
    try:
        check_words(manifest)
    except ShapeError as error:
        raise UserError(
            _(
                "No package was made: its note may have 5000 letters, the name of an office 500 letters on one line, "
                "and its year lies between 2000 and 2100. Change that, then make it again."
            )
        ) from error


def _check_rows(parts: Sequence[_Part]) -> None:
    """No more rows than every reader takes."""
    rows = [part.data for part in parts if part.data is not None and part.entry.name.startswith("data/")]
    if sum(map(len, rows)) > LARGEST_DATA or sum(map(cost, rows)) > LARGEST_VALUE:
        raise UserError(_("This year holds more rows than a package may carry. Choose one period instead of the year."))


def _pack(
    dossier: Dossier, file: BinaryIO, manifest: Manifest, parts: Sequence[_Part]
) -> Generator[Progress, None, None]:
    """Write the archive, the manifest first."""
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_place(MANIFEST), write_json(sealed(manifest)))
        for done, part in enumerate(parts):
            yield Progress(done, len(parts), part.entry.name)
            data = _bytes(dossier, part)
            archive.writestr(_place(part.entry.name, data), data)
    yield Progress(len(parts), len(parts), "")


def _bytes(dossier: Dossier, part: _Part) -> bytes:
    if part.data is not None:
        return part.data
    with dossier.read() as session:
        return evidence_bytes(session, [part.entry.sha256])[part.entry.sha256]


def _place(name: str, data: bytes = b"") -> zipfile.ZipInfo:
    place = zipfile.ZipInfo(name, _MOMENT)
    # An empty scan packs so well that every reader would take it for a bomb.
    stored = name.lower().endswith(_STORED) or len(zlib.compress(data, 1)) * HIGHEST_RATIO // 2 < len(data)
    place.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    place.create_system = 3  # the same bytes on Windows as on Linux
    place.external_attr = 0o100644 << 16
    return place
