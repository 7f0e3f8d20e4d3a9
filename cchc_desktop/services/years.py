"""The years in a dossier."""

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.year import WorkYear
from cchc_desktop.services.offices import profile_of
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier, Work


def read_years(dossier: Dossier) -> tuple[int, ...]:
    """The years, oldest first."""
    with dossier.read() as session:
        return tuple(session.scalars(select(WorkYear.year).order_by(WorkYear.year)))


def ensure_year(work: Work, year: int) -> None:
    """Add the year to the dossier where it is not yet there. Raises `UserError` outside 2000 to 2100."""
    if not 2000 <= year <= 2100:
        raise UserError(_("{year} is not a year of work. Type a year between 2000 and 2100.").format(year=year))
    if work.session.scalars(select(WorkYear).where(WorkYear.year == year)).first() is None:
        work.session.add(WorkYear(year=year, profile_guid=profile_of(work.session, None).guid))
        work.session.flush()


def add_year(dossier: Dossier, *, year: int) -> Change:
    """Begin a year."""
    with dossier.change(_("Add year {year}").format(year=year)) as work:
        ensure_year(work, year)
    return work.change
