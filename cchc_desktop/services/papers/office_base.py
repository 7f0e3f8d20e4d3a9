"""The office's own Word file as the base of its papers: chosen, kept by its hash, read for each paper, given up."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.stored_files import drop_unused, keep_bytes, kept_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.writers.docx_base import OfficeBase

_MOST = 8 * 1024 * 1024  # bytes: it goes into every paper


def base_name(dossier: Dossier, year: int | None) -> str:
    """The file name of the base that the Word papers of a year (of the newest, without one) are written into; "" where
    there is none.
    """
    with dossier.read() as session:
        return profile_of(session, year).base_name


def read_office_base(dossier: Dossier, year: int) -> "OfficeBase | None":
    """The base of the year's papers, opened for one paper; raises `UserError` where the kept file is damaged."""
    with dossier.read() as session:
        return base_of(session, year)


def base_of(session: Session, year: int) -> "OfficeBase | None":
    """The same within a verb."""
    profile = profile_of(session, year)
    if not profile.base_sha256:
        return None
    from cchc_desktop.writers.docx_base import read_base

    return read_base(kept_bytes(session, profile.base_sha256), profile.base_name)


def set_office_base(dossier: Dossier, *, year: int | None, path: Path) -> Change:
    """Keep a Word file as the base of the papers of the office as it is called in a year.

    Raises `UserError` for a file that is no sound DOCX, is too large, or lends what a paper cannot carry on.
    """
    data = _checked(path)
    with dossier.change(_("Choose the office's Word template")) as work:
        profile = profile_of(work.session, year)
        before, profile.base_sha256 = profile.base_sha256, keep_bytes(work.session, data)
        profile.base_name = path.name
        if before and before != profile.base_sha256:
            drop_unused(work.session, [before])
    return work.change


def remove_office_base(dossier: Dossier, *, year: int | None) -> Change:
    """Write the papers in the house style again."""
    with dossier.change(_("Give up the office's Word template")) as work:
        profile = profile_of(work.session, year)
        before, profile.base_sha256, profile.base_name = profile.base_sha256, "", ""
        if before:
            drop_unused(work.session, [before])
    return work.change


def _checked(path: Path) -> bytes:
    """The bytes of a file that the readers' guards let in and a paper can be written into."""
    from cchc_desktop.readers.guards import open_archive
    from cchc_desktop.readers.office_package import OfficePackage
    from cchc_desktop.readers.true_formats import sniff
    from cchc_desktop.writers.docx_base import read_base

    if sniff(path) != "docx":
        raise UserError(
            _("“{name}” is no Word document. Choose a file that Word saved as .docx.").format(name=path.name)
        )
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        for part in archive.namelist():
            if part.lower().endswith((".xml", ".rels", ".vml")):
                package.root(part)
    data = path.read_bytes()
    if len(data) > _MOST:
        raise UserError(
            _(
                "“{name}” is too large for a template that goes into every paper (at most {limit} MB). Make its "
                "pictures smaller in Word (Compress Pictures), then choose it again."
            ).format(name=path.name, limit=_MOST // 1024 // 1024)
        )
    read_base(data, path.name)
    return data
