"""The years in a dossier."""

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier, Work

# A start reads the years by plain SQL; SQLAlchemy and the entities are imported by the verbs alone.


def read_years(dossier: Dossier) -> tuple[int, ...]:
    """The years, oldest first."""
    with dossier.raw_connection() as plain:
        return tuple(row[0] for row in plain.execute("SELECT year FROM work_year ORDER BY year"))


def office_name_in(dossier: Dossier, year: int) -> str:
    """The name of the office in a year, as `offices.profile_of` finds it; "" before there is an office."""
    of_year = "SELECT name FROM office_profile WHERE guid = (SELECT profile_guid FROM work_year WHERE year = ?)"
    begun = (
        "SELECT name FROM office_profile WHERE coalesce(valid_from, '') <= ? "
        "ORDER BY valid_from DESC NULLS LAST, guid DESC"
    )
    first = "SELECT name FROM office_profile ORDER BY valid_from NULLS FIRST, guid"
    with dossier.raw_connection() as plain:
        asked: tuple[tuple[str, list[int | str]], ...] = ((of_year, [year]), (begun, [f"{year}-12-31"]), (first, []))
        found = next((row for query, values in asked if (row := plain.execute(query, values).fetchone())), None)
    return str(found[0]) if found else ""


def ensure_year(work: Work, year: int) -> None:
    """Add the year to the dossier where it is not yet there. Raises `UserError` outside 2000 to 2100."""
    if not 2000 <= year <= 2100:
        raise UserError(_("{year} is not a year of work. Type a year between 2000 and 2100.").format(year=year))
    from sqlalchemy import select

    from cchc_desktop.models.year import WorkYear
    from cchc_desktop.services.offices import profile_of

    if work.session.scalars(select(WorkYear).where(WorkYear.year == year)).first() is None:
        work.session.add(WorkYear(year=year, profile_guid=profile_of(work.session, year).guid))


def closed_years(dossier: Dossier) -> frozenset[int]:
    """The years whose papers are only read."""
    with dossier.raw_connection() as plain:
        return frozenset(row[0] for row in plain.execute("SELECT year FROM work_year WHERE closed"))


def close_year(dossier: Dossier, *, year: int, closed: bool = True) -> Change:
    """Close a year, so that nothing of it can be changed, or open it again. Raises `UserError` for a year not there."""
    label = _("Close the year {year}") if closed else _("Open the year {year} again")
    with dossier.change(label.format(year=year)) as work:
        from sqlalchemy import select

        from cchc_desktop.models.year import WorkYear

        row = work.session.scalars(select(WorkYear).where(WorkYear.year == year)).first()
        if row is None:
            raise UserError(_("This dossier does not hold the year {year}. Nothing was changed.").format(year=year))
        row.closed = closed
    return work.change


def add_year(dossier: Dossier, *, year: int) -> Change:
    """Begin a year."""
    with dossier.change(_("Add year {year}").format(year=year)) as work:
        ensure_year(work, year)
    return work.change
