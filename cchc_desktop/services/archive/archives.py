"""Dossiers of former offices, kept whole beside the dossier of the office that took over their work."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo, PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.models.archive import ArchivedDossier
from cchc_desktop.models.archive_rows import ArchiveRow, span_of
from cchc_desktop.models.office import OfficeProfile
from cchc_desktop.services.exchange.merging import MergeState
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage import archiving
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.identity import SUFFIX, unreadable

PACKAGE_SUFFIX = ".cchcgoi"
_TITLES = 8  # that are named of what a handover lacks


@dataclass(frozen=True)
class PutAway:
    """An archive whose file is made, and which no dossier lists yet."""

    file: Path
    office: str
    dossier_guid: str
    first_year: int
    last_year: int
    sha256: str
    package_sha256: str
    left: tuple[str, ...] = ()  # what of a handover could not be taken: evidence whose file did not travel


def folder_of(dossier_path: Path) -> Path:
    """Where the archive of a dossier lies: beside it, under its name."""
    return dossier_path.with_name(f"{dossier_path.stem} - kho lưu trữ")


def read_archives(dossier: Dossier) -> tuple[ArchiveRow, ...]:
    """What the dossier keeps in its archive, by office and year."""
    with dossier.read() as session:
        rows = session.scalars(
            select(ArchivedDossier).order_by(
                ArchivedDossier.office, ArchivedDossier.first_year, ArchivedDossier.at, ArchivedDossier.guid
            )
        )
        return tuple(ArchiveRow(**row.values()) for row in rows)


def find_archive(dossier: Dossier, name: str) -> ArchiveRow:
    """The one with this guid, or the only one whose office's name holds these words. Raises `UserError`."""
    rows = read_archives(dossier)
    wanted = name.strip().casefold()
    found = [row for row in rows if row.guid == wanted] or [row for row in rows if wanted in row.office.casefold()]
    if len(found) == 1 and wanted:
        return found[0]
    if found and wanted:
        raise UserError(
            _("Several dossiers in the archive are called “{name}”. Say more of its name.").format(name=name)
        )
    raise UserError(_("No dossier in the archive is called “{name}”. Look at the list first.").format(name=name))


def put_away(dossier: Dossier, path: Path, password: str = "") -> PutAway:
    """Make an archive of a former office's dossier, or of the package that hands it over; the file is only read.

    Raises `UserError` for any other file, for the dossier at hand, and for what is in the archive already.
    """
    if dossier.read_only:
        raise UserError(dossier.others.sentence())
    if dossier.is_at(path):
        raise UserError(_("This is the dossier that is open. Choose the dossier of a former office."))
    if path.suffix.lower() != PACKAGE_SUFFIX:
        return _made(dossier, path, "")
    info, data = read_package(path, password)
    if info.kind != PackageKind.HANDOVER:
        raise UserError(
            _(
                "“{name}” is no handover: it holds a part of the dossier of {office}. Ask that office for a handover "
                "package, or for its dossier (.cchc)."
            ).format(name=path.name, office=info.office)
        )
    for row in read_archives(dossier):
        if row.package_sha256 == info.sha256:
            raise _twice(row)
    with working_folder() as folder:
        made = folder / f"goi{SUFFIX}"
        left = _unpack(made, info, data)
        return replace(_made(dossier, made, info.sha256, info.manifest.dossier_guid), left=left)


def _unpack(path: Path, info: PackageInfo, data: PackageData) -> tuple[str, ...]:
    """A dossier with all that a handover holds; the titles of what it names and does not bring along."""
    with Dossier.making(path) as fresh:
        with fresh.change(info.office) as work:
            for office in data.offices or (data.office,):
                work.session.add(OfficeProfile(**{one.name: getattr(office, one.name) for one in fields(office)}))
            work.session.flush()
            for year in sorted(_years(info, data)):
                ensure_year(work, year)
        seen = preview(fresh, info, data)
        receive(fresh, info=info, data=data, chosen=seen.proposed, backup=False)
    fresh.close()
    return tuple(seen.titles.of(one.table, one.guid) or one.table for one in seen.of(MergeState.REFUSED))


def _years(info: PackageInfo, data: PackageData) -> set[int]:
    """The years that a handover speaks of, also where nothing but figures, duties or register stands in them."""
    spoken = {row.year for rows in (data.issued, data.duties, data.indices) for row in rows}
    spoken |= {int(row.period[:4]) for row in data.figures if row.period[:4].isdecimal()}
    return {info.year} | {view.plan.year for view in data.plans} | {view.report.year for view in data.reports} | spoken


def _made(dossier: Dossier, source: Path, package_sha256: str, dossier_guid: str = "") -> PutAway:
    folder = folder_of(dossier.path)
    try:
        with archiving.archived(source, folder) as (made, facts):
            sha256 = archiving.sha256_of(made)
            for row in read_archives(dossier):
                if row.sha256 == sha256:
                    raise _twice(row)
            years = span_of(facts.first_year, facts.last_year)
            place = archiving.put_away(made, folder / safe_file_name(f"{facts.office} {years}{SUFFIX}"))
    except OSError as error:
        raise unreadable(source) from error
    return PutAway(
        place,
        facts.office,
        dossier_guid or facts.dossier_guid,
        facts.first_year,
        facts.last_year,
        sha256,
        package_sha256,
    )


def _twice(row: ArchiveRow) -> UserError:
    return UserError(
        _("The dossier of {office} ({span}) is in the archive already. Nothing was changed.").format(
            office=row.office, span=row.span
        )
    )


def left_words(made: PutAway) -> str:
    """What of a handover could not be taken, in words; "" where all was."""
    if not made.left:
        return ""
    words = _("The handover of {office} names {count} things that it does not bring along: {titles}. Ask for them.")
    shown = "; ".join(made.left[:_TITLES]) + ("; …" if len(made.left) > _TITLES else "")
    return words.format(office=made.office, count=len(made.left), titles=shown)


def add_archive(dossier: Dossier, *, made: PutAway, now: datetime | None = None) -> Change:
    """List an archive whose file is made."""
    with dossier.change(_("Put into the archive: {office}").format(office=made.office)) as work:
        work.session.add(
            ArchivedDossier(
                office=made.office,
                dossier_guid=made.dossier_guid,
                first_year=made.first_year,
                last_year=made.last_year,
                file_name=made.file.name,
                folder=str(made.file.absolute().parent),
                sha256=made.sha256,
                size=made.file.stat().st_size,
                package_sha256=made.package_sha256,
                at=now or datetime.now(),
            )
        )
    return work.change


def take_off_list(dossier: Dossier, *, archive_guid: str) -> Change:
    """List a former dossier no more; its file stays where it is."""
    with dossier.change(_("Take off the list of the archive")) as work:
        work.session.delete(work.session.get_one(ArchivedDossier, archive_guid))
    return work.change


def set_place(dossier: Dossier, *, archive_guid: str, file: Path) -> Change:
    """Say where the file of an archive lies now. Raises `UserError` when that is another file."""
    with dossier.change(_("Say where an archive lies")) as work:
        row = work.session.get_one(ArchivedDossier, archive_guid)
        _check(ArchiveRow(**row.values()), file)
        row.file_name, row.folder = file.name, str(file.absolute().parent)
    return work.change


def file_of(dossier: Dossier, row: ArchiveRow) -> Path | None:
    """Where the file of an archive lies; None when it is at none of its places."""
    places = (folder_of(dossier.path) / row.file_name, Path(row.folder) / row.file_name)
    return next((place for place in places if place.is_file()), None)


def checked_file(dossier: Dossier, row: ArchiveRow) -> Path:
    """The file of an archive, byte for byte as it was put away. Raises `UserError`."""
    file = file_of(dossier, row)
    if file is None:
        raise UserError(
            _(
                "The archive of {office} is not at its place: “{name}”. It belongs in the folder “{folder}” beside the "
                "dossier. Copy it there, or say where it lies: Tools, Archive of former offices, “Where it lies now…”."
            ).format(office=row.office, name=row.file_name, folder=folder_of(dossier.path).name)
        )
    _check(row, file)
    return file


def _check(row: ArchiveRow, file: Path) -> None:
    try:
        same = file.stat().st_size == row.size and archiving.sha256_of(file) == row.sha256
    except OSError as error:
        raise unreadable(file) from error
    if not same:
        raise UserError(
            _(
                "“{name}” is not the archive of {office} as it was put away: it is another file, or was damaged. "
                "Nothing was changed. Look for another copy of it."
            ).format(name=file.name, office=row.office)
        )


def copy_along(dossier: Dossier, copy: Path) -> tuple[str, ...]:
    """Put copies of the archive's files beside a copy of the dossier, each checked; returns the offices of those that
    are not at their place or were changed. Raises `UserError` when nothing can be written there.
    """
    left: list[str] = []
    for row in read_archives(dossier):
        try:
            file = checked_file(dossier, row)
        except UserError:
            left.append(row.office)
            continue
        archiving.copy_archive(file, folder_of(copy) / row.file_name)
    return tuple(left)


@contextmanager
def opened_archive(dossier: Dossier, row: ArchiveRow) -> Iterator[Dossier]:
    """A former dossier to read. Raises `UserError` when its file is gone or was changed."""
    with closing(Dossier.open(checked_file(dossier, row), backup=False)) as opened:
        yield opened
