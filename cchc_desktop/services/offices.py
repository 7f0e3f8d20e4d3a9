"""The office, its units, people and receivers."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.office import OfficeProfile, Officer, Receiver, Unit, UnitAlias, UnitField
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.models.task import TaskUnit
from cchc_desktop.models.year import WorkYear
from cchc_desktop.rules.numbers import check_year
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_FIELDS = {"name", "tier", "superior", "place", "address", "email", "phone"}
_OLDEST_FIRST = (OfficeProfile.valid_from.asc().nulls_first(), OfficeProfile.guid)

USUAL_LIMIT_MB = 20  # what most receivers' mail takes


def profile_of(session: Session, year: int | None) -> OfficeProfile:
    """The profile that the year's papers carry: the one the year was given, else the newest that has begun by then.

    Without a year the newest. Before the first has begun, that one.
    """
    profiles = list(session.scalars(select(OfficeProfile).order_by(*_OLDEST_FIRST)))
    if not profiles:
        raise UserError(_("This dossier has no office yet. Fill in Tools, Office profile."))
    if year is None:
        return profiles[-1]
    given = session.scalars(select(WorkYear.profile_guid).where(WorkYear.year == year)).first()
    begun = [one for one in profiles if one.valid_from is None or one.valid_from.year <= year]
    return next((one for one in profiles if one.guid == given), (begun or profiles[:1])[-1])


def read_office(dossier: Dossier, year: int | None = None) -> OfficeRow:
    """The office as its papers of the year show it."""
    with dossier.read() as session:
        return _row(profile_of(session, year))


def read_offices(dossier: Dossier) -> tuple[OfficeRow, ...]:
    """The office as it was called in the course of time, the oldest first."""
    with dossier.read() as session:
        return tuple(_row(one) for one in session.scalars(select(OfficeProfile).order_by(*_OLDEST_FIRST)))


def _row(profile: OfficeProfile) -> OfficeRow:
    return OfficeRow(
        guid=profile.guid,
        revision=profile.revision,
        name=profile.name,
        tier=profile.tier,
        superior=profile.superior,
        place=profile.place,
        address=profile.address,
        email=profile.email,
        phone=profile.phone,
        valid_from=profile.valid_from,
    )


def set_office(dossier: Dossier, *, year: int | None = None, from_year: int | None = None, **fields: str) -> Change:
    """Change what the papers say of the office: name, tier, superior, place, address, email, phone; the others stay.

    With `from_year` the papers of that year and the later ones say so, those of earlier years what they said before.
    Without it the profile of `year` (the newest, where no year is named) is corrected for all the years that have it.
    Raises `UserError` without a name or place, and for a year that no dossier can have.
    """
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise TypeError(f"an office has no {', '.join(sorted(unknown))}")
    words = {name: str(Tier(value)) if name == "tier" else value.strip() for name, value in fields.items()}
    if not words.get("name", "-") or not words.get("place", "-"):
        raise UserError(_("Type the name of the office and its place name. Nothing was changed."))
    if from_year is not None:
        check_year(from_year)
    with dossier.change(_("Edit office profile")) as work:
        profile = profile_of(work.session, year if from_year is None else from_year)
        changed = any(getattr(profile, name) != value for name, value in words.items())
        if changed and from_year is not None:
            profile = _beginning(work.session, profile, from_year)
        for name, value in words.items():
            setattr(profile, name, value)
    return work.change


def _beginning(session: Session, before: OfficeProfile, year: int) -> OfficeProfile:
    """The profile that begins with a year, made after the one before it where none does; the years from then on that
    had the one before have it.
    """
    first = date(year, 1, 1)
    if before.valid_from == first:
        return before
    kept = {name: value for name, value in before.values().items() if name not in ("guid", "revision")}
    profile = OfficeProfile(**{**kept, "valid_from": first})
    session.add(profile)
    for row in session.scalars(select(WorkYear).where(WorkYear.year >= year)):
        if row.profile_guid == before.guid:
            row.profile_guid = profile.guid
    return profile


def read_units(dossier: Dossier) -> tuple[UnitRow, ...]:
    """The units in the office's order."""
    with dossier.read() as session:
        units = session.scalars(
            select(Unit).options(selectinload(Unit.aliases), selectinload(Unit.fields)).order_by(Unit.position)
        )
        return tuple(
            UnitRow(
                guid=unit.guid,
                revision=unit.revision,
                name=unit.name,
                short_code=unit.short_code,
                aliases=tuple(alias.name for alias in unit.aliases),
                fields=tuple(link.field_code for link in unit.fields),
            )
            for unit in units
        )


def set_units(dossier: Dossier, *, units: Sequence[UnitRow]) -> Change:
    """Replace the list of units; a row with an empty guid is new, one that is missing is removed."""
    with dossier.change(_("Edit units")) as work:
        known = {unit.guid: unit for unit in work.session.scalars(select(Unit))}
        for position, row in enumerate(row for row in units if row.name.strip()):
            unit = known.pop(row.guid, None)
            if unit is None:
                unit = Unit(position=position, name=row.name, key="")
                work.session.add(unit)
            unit.position, unit.name, unit.short_code = position, row.name.strip(), row.short_code.strip()
            unit.key = unit_key(unit.name)
            _set_aliases(unit, row.aliases)
            _set_fields(unit, row.fields)
        for unit in known.values():
            for link in work.session.scalars(select(TaskUnit).where(TaskUnit.unit_guid == unit.guid)).all():
                link.unit_guid = None  # written here and not by the database, so that undo brings it back
            for officer in work.session.scalars(select(Officer).where(Officer.unit_guid == unit.guid)).all():
                officer.unit_guid = None
            work.session.delete(unit)
    return work.change


def _set_aliases(unit: Unit, names: Sequence[str]) -> None:
    wanted = {name.strip() for name in names if name.strip()}
    for alias in [alias for alias in unit.aliases if alias.name not in wanted]:
        unit.aliases.remove(alias)
    for name in sorted(wanted - {alias.name for alias in unit.aliases}):
        unit.aliases.append(UnitAlias(name=name, key=unit_key(name)))


def _set_fields(unit: Unit, codes: Sequence[str]) -> None:
    wanted = set(codes)
    for link in [link for link in unit.fields if link.field_code not in wanted]:
        unit.fields.remove(link)
    for code in sorted(wanted - {link.field_code for link in unit.fields}):
        unit.fields.append(UnitField(field_code=code))


def read_officers(dossier: Dossier) -> tuple[OfficerRow, ...]:
    """The people in the office's order."""
    with dossier.read() as session:
        return tuple(
            OfficerRow(o.guid, o.revision, o.name, o.title, o.unit_guid, o.signing_form, o.email)
            for o in session.scalars(select(Officer).order_by(Officer.position))
        )


def set_officers(dossier: Dossier, *, officers: Sequence[OfficerRow]) -> Change:
    """Replace the list of people; a row with an empty guid is new, one that is missing is removed."""
    with dossier.change(_("Edit officers")) as work:
        known = {officer.guid: officer for officer in work.session.scalars(select(Officer))}
        for position, row in enumerate(row for row in officers if row.name.strip()):
            officer = known.pop(row.guid, None)
            if officer is None:
                officer = Officer(position=position, name=row.name, title=row.title)
                work.session.add(officer)
            officer.position, officer.name, officer.title = position, row.name.strip(), row.title.strip()
            officer.unit_guid, officer.signing_form, officer.email = row.unit_guid, row.signing_form, row.email.strip()
        for officer in known.values():
            work.session.delete(officer)
    return work.change


def read_receivers(dossier: Dossier) -> tuple[ReceiverRow, ...]:
    """Who receives the office's papers."""
    with dossier.read() as session:
        return tuple(
            ReceiverRow(r.guid, r.revision, r.name, r.purpose, r.email, r.limit_mb)
            for r in session.scalars(select(Receiver).order_by(Receiver.position))
        )


def mail_limit(receivers: Sequence[ReceiverRow], name: str) -> int:
    """What the mail of a receiver takes, in bytes: the least that the list says of it, or what most take."""
    told = [row.limit_mb for row in receivers if row.name == name and row.limit_mb > 0]
    return min(told, default=USUAL_LIMIT_MB) * 1024 * 1024


def set_receivers(dossier: Dossier, *, receivers: Sequence[ReceiverRow]) -> Change:
    """Replace the list of receivers."""
    with dossier.change(_("Edit receivers")) as work:
        known = {receiver.guid: receiver for receiver in work.session.scalars(select(Receiver))}
        for position, row in enumerate(row for row in receivers if row.name.strip()):
            receiver = known.pop(row.guid, None)
            if receiver is None:
                receiver = Receiver(position=position, name=row.name)
                work.session.add(receiver)
            receiver.position, receiver.name = position, row.name.strip()
            receiver.purpose, receiver.email = row.purpose or "all", row.email.strip()
            receiver.limit_mb = row.limit_mb
        for receiver in known.values():
            work.session.delete(receiver)
    return work.change
