"""The whole profile of the office, as one page of questions asks for it: office, units, people, receivers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeAnswers, OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.services import offices
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_DIGITS = 5  # more than a size of a mail has

Rows = list[tuple[str, tuple[str, ...]]]


def _units(dossier: Dossier, rows: Rows) -> list[UnitRow]:
    known = {unit.guid: unit for unit in offices.read_units(dossier)}
    fresh = UnitRow("", 0, "")
    return [replace(known.get(guid, fresh), name=words[0], short_code=words[1]) for guid, words in rows]


def _heads(officers: Sequence[OfficerRow]) -> dict[str, OfficerRow]:
    """The first person of each unit who does not sign."""
    return {o.unit_guid: o for o in reversed(officers) if o.unit_guid and not o.signing_form}


def _signed(signer: OfficerRow, office: OfficeAnswers) -> OfficerRow:
    same_title = signer.title.upper() == office.signer_title.upper()
    title = signer.title if same_title else office.signer_title
    return replace(signer, name=office.signer_name, title=title, signing_form=office.signing_form)


def _officers(dossier: Dossier, rows: Rows, office: OfficeAnswers) -> list[OfficerRow]:
    """Everyone there was, with the signer and who is in charge of each unit as typed; an empty name takes away."""
    before = offices.read_officers(dossier)
    units = {unit.name: unit.guid for unit in offices.read_units(dossier)}
    heads = _heads(before)
    fresh = OfficerRow("", 0, "", "")
    typed: dict[str, OfficerRow | None] = {}
    added: list[OfficerRow] = []
    signer = next((o for o in before if o.signing_form), None)
    if signer is not None:
        typed[signer.guid] = _signed(signer, office) if office.signer_name else None
    elif office.signer_name:
        added.append(_signed(fresh, office))
    for _guid, (unit, _code, name, email) in rows:
        head = heads.get(units.get(unit, ""))
        if head is not None:
            typed[head.guid] = replace(head, name=name, email=email) if name else None
        elif name:
            added.append(replace(fresh, name=name, title="Công chức", unit_guid=units.get(unit), email=email))
    kept = [typed.get(officer.guid, officer) for officer in before]
    return [officer for officer in kept if officer is not None] + added


def _limit(words: tuple[str, ...]) -> int:
    """The third column of a receiver, 0 where it is empty; raises `UserError` for what is no size."""
    typed = words[2].strip().upper().removesuffix("MB").strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit() and len(typed) < _DIGITS and int(typed)):
        raise UserError(
            _(
                "“{typed}” is no size of a mail. Write how many MB the mail of {receiver} takes, such as 10, "
                "or leave it empty. Nothing was changed."
            ).format(typed=words[2], receiver=words[0])
        )
    return int(typed)


def keep_lists(dossier: Dossier, office: OfficeAnswers, units: Rows, receivers: Rows) -> Change:
    """Keep units, people and receivers; one step to undo. Raises `UserError` for a mail size that is none."""
    known = {row.guid: row for row in offices.read_receivers(dossier)}
    fresh = ReceiverRow("", 0, "", "all")
    wanted = [
        replace(known.get(guid, fresh), name=words[0], email=words[1], limit_mb=_limit(words))
        for guid, words in receivers
    ]
    with dossier.change(_("Edit office profile")) as work:
        offices.set_units(dossier, units=_units(dossier, units))
        offices.set_officers(dossier, officers=_officers(dossier, units, office))
        offices.set_receivers(dossier, receivers=wanted)
    return work.change


def make_dossier(path: Path, office: OfficeAnswers, units: Rows, receivers: Rows) -> Dossier:
    """A new dossier with everything that the assistant asked for. Raises `UserError`; nothing is left behind then."""
    dossier = create_dossier(
        path, office=office.name, superior=office.superior, place=office.place, tier=office.tier, year=office.year
    )
    try:
        keep_lists(dossier, office, units, receivers)
    except BaseException:
        dossier.close()
        path.unlink(missing_ok=True)
        raise
    return dossier


def keep_office(
    dossier: Dossier, *, office: OfficeAnswers, units: Rows, receivers: Rows, from_year: int | None = None
) -> Change:
    """Keep the whole office profile, as `offices.set_office` does for the office itself; one step to undo."""
    with dossier.change(_("Edit office profile")) as work:
        offices.set_office(dossier, year=office.year, from_year=from_year, **office.head())
        keep_lists(dossier, office, units, receivers)
    return work.change


def office_answers(dossier: Dossier, year: int) -> OfficeAnswers:
    """What the office page shows of a dossier in a year."""
    office = offices.read_office(dossier, year)
    signer = next((o for o in offices.read_officers(dossier) if o.signing_form), None)
    return OfficeAnswers(
        office.name,
        office.tier,
        office.superior,
        office.place,
        year,
        signer.signing_form if signer else "",
        signer.title if signer else "",
        signer.name if signer else "",
    )


def unit_rows(dossier: Dossier) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the units page and their guids."""
    units = offices.read_units(dossier)
    people = _heads(offices.read_officers(dossier))
    rows: list[tuple[str, ...]] = []
    for unit in units:
        person = people.get(unit.guid)
        rows.append((unit.name, unit.short_code, person.name if person else "", person.email if person else ""))
    return rows, [unit.guid for unit in units]


def receiver_rows(dossier: Dossier) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the receivers page and their guids."""
    receivers = offices.read_receivers(dossier)
    rows = [(row.name, row.email, str(row.limit_mb or "")) for row in receivers]
    return list(rows), [row.guid for row in receivers]
