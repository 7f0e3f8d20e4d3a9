"""`cchc archive` and `cchc year`: dossiers of former offices, and years that are closed."""

import argparse
from typing import Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.commands.package_commands import password_in
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.archive_rows import ArchiveRow, GoingOn
from cchc_desktop.rules import localised
from cchc_desktop.services import years
from cchc_desktop.services.archive import archives, carrying, registers
from cchc_desktop.storage.dossier import Dossier


def archive(chosen: argparse.Namespace) -> Answer:
    """Do what was asked for; without it list the archive."""
    if chosen.file and chosen.action != "add":
        raise UserError(_("Files are given to “archive DOSSIER add FILE…” alone. Nothing was done."))
    with opened(chosen.dossier) as dossier:
        if chosen.action == "register":
            return _register(dossier, chosen)
        if chosen.action == "carry":
            return _carry(dossier, chosen)
        notes = _add(dossier, chosen) if chosen.action == "add" else []
        listed = _list(dossier, check=chosen.action == "check")
        return Answer(listed.data, listed.lines, [*notes, *listed.notes])


def _add(dossier: Dossier, chosen: argparse.Namespace) -> list[str]:
    if not chosen.file:
        raise UserError(_("Say which dossiers or handover packages to put into the archive. Nothing was done."))
    password = password_in(chosen.password_file)
    notes = []
    for file in chosen.file:
        made = archives.put_away(dossier, file, password)
        archives.add_archive(dossier, made=made)
        notes += [words] if (words := archives.left_words(made)) else []
    return notes


def _list(dossier: Dossier, check: bool) -> Answer:
    data, lines, notes = [], [], []
    for row in archives.read_archives(dossier):
        file = archives.file_of(dossier, row)
        state = "missing" if file is None else "there"
        if check and file is not None:
            try:
                archives.checked_file(dossier, row)
                state = "sound"
            except UserError as error:
                state = "changed"
                notes.append(str(error))
        data.append({**to_json(row), "file": str(file) if file is not None else None, "state": state})
        lines.append(f"{row.office} | {row.span} | {_state_words(state)} | {file or row.file_name}")
    return Answer({"archive": data}, lines or [_("The archive is empty.")], notes)


def _state_words(state: str) -> str:
    return {
        "missing": _("not at its place"),
        "there": _("there"),
        "sound": _("as it was put away"),
        "changed": _("changed or damaged"),
    }[state]


def _register(dossier: Dossier, chosen: argparse.Namespace) -> Answer:
    hits, missing = registers.read_registers(dossier, chosen.year)
    office = (chosen.office or "").casefold()
    found = [hit for hit in hits if registers.holds(hit, chosen.find) and office in hit.office.casefold()]
    lines = []
    for hit in found:
        day = localised.full_date(hit.line.issued_on) if hit.line.issued_on else ""
        lines.append(" | ".join((hit.office, registers.number_of(hit.line), day, hit.line.subject)))
    notes = [
        _("The archive of {office} cannot be read now: its register is not among these.").format(office=one)
        for one in missing
    ]
    return Answer(
        {"register": to_json(found), "missing": list(missing)},
        lines or [_("No line of any register holds this.")],
        notes,
    )


def _carry(dossier: Dossier, chosen: argparse.Namespace) -> Answer:
    if chosen.office is None or chosen.year is None:
        raise UserError(_("Say whose work goes on and in which year: --office NAME --year Y. Nothing was done."))
    row = archives.find_archive(dossier, chosen.office)
    found = carrying.read_going_on(dossier, row, year=chosen.year)
    wanted: dict[str, list[str]] = {
        "task_guids": [task.guid for plan in found.plans for task in plan.tasks] if "tasks" in chosen.what else [],
        "report_guids": [one.guid for one in found.reports] if "reports" in chosen.what else [],
        "unit_guids": [one.guid for one in found.units if one.guid in found.needed] if "units" in chosen.what else [],
    }
    if not chosen.dry_run:
        carrying.carry_on(dossier, archive=row, year=chosen.year, **wanted)
    return _told(row, found, wanted)


def _told(row: ArchiveRow, found: GoingOn, wanted: dict[str, list[str]]) -> Answer:
    tasks = [
        {"guid": task.guid, "task": task.text, "plan": plan.title, "source": plan.cited}
        for plan in found.plans
        for task in plan.tasks
        if task.guid in wanted["task_guids"]
    ]
    reports = [one for one in found.reports if one.guid in wanted["report_guids"]]
    units = [one for one in found.units if one.guid in wanted["unit_guids"]]
    data: dict[str, Any] = {
        "office": row.office,
        "year": found.year,
        "tasks": tasks,
        "reports": [{"guid": one.guid, "period": one.period, "title": one.title} for one in reports],
        "units": [{"guid": one.guid, "name": one.name} for one in units],
    }
    lines = [f"{one['task']} | {one['source']}" for one in tasks]
    lines += [one.title for one in reports] + [one.name for one in units]
    return Answer(data, lines or [_("Nothing of this year is left to carry on.")])


def year(chosen: argparse.Namespace) -> Answer:
    """Close a year or open it again, then list the years."""
    with opened(chosen.dossier) as dossier:
        for number, closed in ((chosen.close, True), (chosen.open, False)):
            if number is not None:
                years.close_year(dossier, year=number, closed=closed)
        closed_ones = years.closed_years(dossier)
        rows = [{"year": one, "closed": one in closed_ones} for one in years.read_years(dossier)]
    lines = [f"{row['year']} | {_('closed: only read') if row['closed'] else _('open')}" for row in rows]
    return Answer({"years": rows}, lines)
