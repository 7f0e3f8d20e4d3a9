"""Making the package file that travels upward; checking one is in `exchange.package_reader`."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_format import (
    FORMAT,
    SUFFIX,
    VERSION,
    Manifest,
    PackageData,
    PackageEntry,
    PackageInfo,
)
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.exchange.package_writer import (
    PackedFile,
    check_files,
    check_manifest,
    packed_file,
    write_package,
)
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.progress import Progress
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services import exports
from cchc_desktop.services.evidence import evidence_bytes, safe_file_name
from cchc_desktop.services.exchange.gathering import gather
from cchc_desktop.services.papers.composing import Wish
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import Existing, atomic_write, cannot_write, placed


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
    data = gather(dossier, year, period)
    with _papers_folder(out) as folder:
        papers = yield from _write_papers(dossier, folder, year, period)
        files = [packed_file(name, raw) for name, raw in data_files(data).items()]
        files += [packed_file(f"papers/{path.name}", path.read_bytes()) for path in sorted(papers)]
        files += _evidence_files(data)
        check_files(files)
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
            entries=tuple(file.entry for file in files),
        )
        check_manifest(manifest)
        with atomic_write(out, SUFFIX) as stream:
            yield from write_package(stream, manifest, files, lambda sha256: _evidence(dossier, sha256))
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
    papers = _papers_of(dossier, Wish(year, period))
    if not papers:
        return ()
    wish = Wish(year, period)
    return (yield from exports.export(dossier, wish, what=papers, formats=tuple(FileFormat), out=folder))


def _papers_of(dossier: Dossier, wish: Wish) -> list[Printout]:
    """The papers that the year has; the report only when a period was chosen, and never what is of today alone."""
    left_out = {Printout.PROGRESS} if wish.period else {Printout.PROGRESS, Printout.REPORT}
    return [what for what in exports.expand(dossier, wish, [exports.ALL]) if what not in left_out]


def package_findings(dossier: Dossier, year: int, period: str | None = None) -> tuple[str, ...]:
    """What to look at in the papers before they are packed."""
    wish = Wish(year, period)
    return exports.print_findings(dossier, wish, what=_papers_of(dossier, wish), formats=tuple(FileFormat))


def _evidence_files(data: PackageData) -> list[PackedFile]:
    """One file per content, under the first name that it was given."""
    rows = {row.sha256: row for row in reversed(data.evidence)}
    return [
        PackedFile(PackageEntry(f"evidence/{sha256}-{safe_file_name(row.file_name)}", row.size, sha256))
        for sha256, row in sorted(rows.items())
    ]


def _evidence(dossier: Dossier, sha256: str) -> bytes:
    with dossier.read() as session:
        return evidence_bytes(session, [sha256])[sha256]
