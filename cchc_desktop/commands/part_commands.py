"""`cchc parts`: units are asked for their part of a report, what came back is kept, who is missing is listed."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cchc_desktop import clock
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_file import SUFFIX, part_name, read_part, write_part
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.statuses import PartStatus
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.exchange import contributions
from cchc_desktop.services.offices import read_units
from cchc_desktop.services.papers.composing import current_report
from cchc_desktop.storage.dossier import Dossier


def parts(chosen: argparse.Namespace) -> Answer:
    """Ask, receive, and answer with how far each unit is; of the files all are received or none, in their order."""
    period, today = Period.parse(chosen.period), clock.today()
    if chosen.ask and chosen.out is None:
        raise UserError(_("Name the folder for the units' files with --out. Nothing was changed."))
    with opened(chosen.dossier, period.year) as dossier:
        report = current_report(dossier, period.year, str(period))
        now = datetime.combine(today, datetime.now().time().replace(microsecond=0))
        written = _ask(dossier, report.guid, chosen, now) if chosen.ask else []
        came = [read_part(file) for file in chosen.receive or ()]
        with dossier.change(_("Receive a unit's part")):
            for part in came:
                contributions.receive_part(dossier, part=part, now=now)
        rows = contributions.read_contributions(dossier, report.guid)
    data = {
        "period": str(period),
        "written": [str(path) for path in written],
        "parts": [_part(row, today) for row in rows],
        "missing": sum(row.status == PartStatus.ASKED for row in rows),
    }
    return Answer(data, [*(str(path) for path in written), *(_line(row, today) for row in rows)])


def _ask(dossier: Dossier, report_guid: str, chosen: argparse.Namespace, now: datetime) -> list[Path]:
    """Ask all of the units or none, and write their files; returns the files."""
    units, written = read_units(dossier), []
    asked = [_unit(units, name) for name in chosen.ask]
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = _("Nothing can be written in {folder}. Choose another folder.")
        raise UserError(words.format(folder=chosen.out)) from error
    with dossier.change(_("Ask a unit for its part")):
        for unit in asked:
            contributions.ask_part(dossier, report_guid=report_guid, unit_guid=unit.guid, due_on=chosen.due, now=now)
        guids = {unit.guid for unit in asked}
        rows = contributions.read_contributions(dossier, report_guid)
        made = [
            contributions.asked_part(dossier, row.guid)
            for row in rows
            if row.unit_guid in guids and row.status == PartStatus.ASKED
        ]
    for part in made:
        path = output(chosen.out / part_name(part), chosen, SUFFIX)
        write_part(part, path)
        written.append(path)
    return written


def _unit(units: Sequence[UnitRow], name: str) -> UnitRow:
    """The unit of that name, short code or alias."""
    for unit in units:
        if unit_key(name) in {unit_key(known) for known in (unit.name, unit.short_code, *unit.aliases) if known}:
            return unit
    names = "; ".join(unit.name for unit in units)
    raise UserError(_("The office profile has no unit “{name}”. It has: {names}.").format(name=name, names=names))


def _part(row: ContributionRow, today: date) -> dict[str, Any]:
    return {**to_json(row), "late": row.is_late(today)}


def _line(row: ContributionRow, today: date) -> str:
    standing = {
        PartStatus.ASKED: _("Not come yet"),
        PartStatus.RECEIVED: _("Came, not taken in"),
        PartStatus.TAKEN: _("Taken in"),
    }[row.status]
    if row.is_late(today):
        standing = _("{standing}, late").format(standing=standing)
    days = [localised.full_date(row.due_on) if row.due_on else ""]
    days += [localised.full_date(row.received_at.date())] if row.received_at is not None else []
    return " | ".join(part for part in (row.unit_name, standing, *days, row.sender) if part)
