"""Parts of a report that units write: asked for, come back, shown beside what stands, taken in.

A part covers the fields that the unit leads: their report items and figures, and the tasks that the unit leads; of the
year's report also the criteria of indices whose proof the unit still owes.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_admission import ReceivedPart, hold_against
from cchc_desktop.exchange.part_file import part_bytes, part_of
from cchc_desktop.i18n import _
from cchc_desktop.models.office import Unit
from cchc_desktop.models.part_rows import ContributionRow, Part, PartFigure, PartItem, PartTask
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.report import Contribution, OutlineItem, Report, ReportItem
from cchc_desktop.models.task import Task, TaskGroup, TaskUnit
from cchc_desktop.rules.periods import Period, PeriodKind
from cchc_desktop.rules.progress import SET_ASIDE
from cchc_desktop.rules.roles import UnitRole
from cchc_desktop.rules.statuses import ItemStatus, PartStatus, ReportStatus
from cchc_desktop.services.exchange.part_criteria import asked_criteria
from cchc_desktop.services.frame.task_rows import task_rows
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.reporting.figures import figure_rows
from cchc_desktop.services.reporting.reports import read_report
from cchc_desktop.services.stored_files import intact_bytes, keep_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def read_contributions(dossier: Dossier, report_guid: str) -> tuple[ContributionRow, ...]:
    """Who was asked for a part of the report, in the order of the asking, and what came."""
    with dossier.read() as session:
        chosen = select(Contribution).where(Contribution.report_guid == report_guid)
        order = (Contribution.asked_at, Contribution.unit_name, Contribution.guid)
        return tuple(_row(one) for one in session.scalars(chosen.order_by(*order)))


def _row(one: Contribution) -> ContributionRow:
    return ContributionRow(
        guid=one.guid,
        revision=one.revision,
        report_guid=one.report_guid,
        unit_guid=one.unit_guid,
        unit_name=one.unit_name,
        asked_at=one.asked_at,
        due_on=one.due_on,
        received_at=one.received_at,
        sender=one.sender,
        sha256=one.sha256,
        status=PartStatus(one.status),
    )


def ask_part(dossier: Dossier, *, report_guid: str, unit_guid: str, due_on: date | None, now: datetime) -> Change:
    """Note that a unit is asked for its part; asked again, the same asking has a new day and asks for what stands now.

    What is asked for is kept: nothing else is taken from what comes back.

    Raises `UserError` when the unit leads nothing in this report.
    """
    with dossier.change(_("Ask a unit for its part")) as work:
        session = work.session
        unit = session.get_one(Unit, unit_guid)
        chosen = select(Contribution).where(
            Contribution.report_guid == report_guid,
            Contribution.unit_guid == unit_guid,
            Contribution.status == PartStatus.ASKED,
        )
        asked = session.scalars(chosen).first()
        if asked is None:
            asked = Contribution(report_guid=report_guid, unit_guid=unit_guid, unit_name=unit.name, asked_at=now)
            session.add(asked)
        asked.due_on, asked.asked_at = due_on, now
        part = _part_now(dossier, session, asked)
        if _is_empty(part):
            raise UserError(nothing_to_ask(unit.name))
        asked.asked_sha256 = keep_bytes(session, part_bytes(part))
    return work.change


def _is_empty(part: Part) -> bool:
    return not (part.items or part.tasks or part.figures)


def nothing_to_ask(unit: str) -> str:
    """Why a unit cannot be asked, and what to do."""
    return _(
        "{unit} leads no field and no task of this report. Choose its fields in the list “Ask units for their part”."
    ).format(unit=unit)


def leads_nothing(dossier: Dossier, report_guid: str, unit_guid: str) -> bool:
    """Whether there is nothing in a report that a unit could be asked for."""
    with dossier.read() as session:
        asking = Contribution(
            report_guid=report_guid, unit_guid=unit_guid, unit_name="", asked_at=datetime.min, due_on=None
        )
        return _is_empty(_part_now(dossier, session, asking))


def asked_part(dossier: Dossier, contribution_guid: str) -> Part:
    """The part as it was asked for; of an asking of an earlier version, as it would be asked for now."""
    with dossier.read() as session:
        return _asked(dossier, session, session.get_one(Contribution, contribution_guid))[0]


def _asked(dossier: Dossier, session: Session, row: Contribution) -> tuple[Part, bool]:
    """What was asked for, and whether that is what went out."""
    data = intact_bytes(session, row.asked_sha256) if row.asked_sha256 else None
    return (part_of(data, row.unit_name), True) if data is not None else (_part_now(dossier, session, row), False)


def _part_now(dossier: Dossier, session: Session, asked: Contribution) -> Part:
    """What a unit is asked for, with everything as it stands now."""
    report = session.get_one(Report, asked.report_guid)
    fields = _fields_of(session, asked.unit_guid)
    view = read_report(dossier, report.guid)
    parents = {item.parent_guid for item in view.items}
    beside = _figures_beside(session, report, fields)
    unit = session.get(Unit, asked.unit_guid) if asked.unit_guid else None
    annual = Period.parse(report.period).kind == PeriodKind.YEAR
    return Part(
        guid=asked.guid,
        dossier_guid=dossier.guid,
        report_guid=report.guid,
        year=report.year,
        period=report.period,
        office=profile_of(session, report.year).name,
        unit=asked.unit_name,
        due_on=asked.due_on,
        asked_at=asked.asked_at,
        items=tuple(
            PartItem(item.guid, item.number, item.title, item.guidance, item.text, item.text)
            for item in view.items
            if item.field_code in fields and item.guid not in parents and item.status != ItemStatus.NOT_APPLICABLE
        )
        + (asked_criteria(dossier, report.year, unit.name) if annual and unit is not None else ()),
        tasks=_tasks_of(session, report.year, asked.unit_guid),
        figures=tuple(
            PartFigure(row.guid, row.code, row.name, row.unit, row.kind, row.value, row.value, row.estimated)
            for row in figure_rows(session, report.period)
            if not row.formula and (row.field_code in fields or row.code in beside)
        ),
    )


def _fields_of(session: Session, unit_guid: str | None) -> frozenset[str]:
    unit = session.get(Unit, unit_guid) if unit_guid else None
    return frozenset(link.field_code for link in unit.fields) if unit is not None else frozenset()


def _figures_beside(session: Session, report: Report, fields: Collection[str]) -> frozenset[str]:
    """Codes of the figures that the outline shows beside the items of the fields."""
    items = select(OutlineItem.figures).join(ReportItem, ReportItem.outline_item_guid == OutlineItem.guid)
    mine = items.where(ReportItem.report_guid == report.guid, OutlineItem.field_code.in_(fields))
    return frozenset(code for codes in session.scalars(mine) for code in codes.split(",") if code)


def _tasks_of(session: Session, year: int, unit_guid: str | None) -> tuple[PartTask, ...]:
    """The tasks of the year that the unit leads."""
    found: list[PartTask] = []
    led = select(TaskUnit.task_guid).where(TaskUnit.unit_guid == unit_guid, TaskUnit.role == UnitRole.LEAD)
    for plan_guid in session.scalars(
        select(YearPaper.guid).where(YearPaper.year == year).order_by(YearPaper.position)
    ).all():
        of_plan = select(Task.guid).join(TaskGroup, Task.group_guid == TaskGroup.guid)
        chosen = of_plan.where(TaskGroup.plan_guid == plan_guid, Task.guid.in_(led), Task.status.not_in(SET_ASIDE))
        guids = set(session.scalars(chosen))
        found += [
            PartTask(
                guid=row.guid,
                number=f"{row.group_number}.{row.number}",
                text=row.text,
                deadline=row.deadline,
                status_before=row.status,
                percent_before=row.percent,
                status=row.status,
                percent=row.percent,
            )
            for row in (task_rows(session, plan_guid, guids) if guids else ())
        ]
    return tuple(found)


def receive_part(dossier: Dossier, *, part: Part, now: datetime) -> Change:
    """Keep a part that came back; nothing in the report is changed yet.

    A later version by the same person takes the place of the earlier one; a version by somebody else is kept beside
    it. A report that waited for it alone is being written again. Raises `UserError` for a part of another dossier,
    and for one that this dossier never asked for.
    """
    with dossier.change(_("Receive a unit's part")) as work:
        session = work.session
        asked = session.get(Contribution, part.guid) if part.dossier_guid == dossier.guid else None
        if asked is None or asked.report_guid != part.report_guid:
            raise UserError(
                _("This part, {unit}, {period}, was asked for by another dossier. Open that dossier first.").format(
                    unit=part.unit, period=part.period
                )
            )
        sha256 = keep_bytes(session, part_bytes(part))
        mine = select(Contribution).where(
            Contribution.report_guid == asked.report_guid, Contribution.unit_guid == asked.unit_guid
        )
        arrived = [one for one in session.scalars(mine) if one.sha256]
        if any(one.sha256 == sha256 for one in arrived):
            raise UserError(_("This part of {unit} is here already. Nothing was changed.").format(unit=part.unit))
        place = asked if not asked.sha256 else next((one for one in arrived if one.sender == part.sender), None)
        if place is None:
            place = Contribution(
                report_guid=asked.report_guid,
                unit_guid=asked.unit_guid,
                unit_name=asked.unit_name,
                asked_at=asked.asked_at,
                due_on=asked.due_on,
            )
            session.add(place)
        place.sha256, place.sender, place.received_at, place.status = sha256, part.sender, now, PartStatus.RECEIVED
        place.asked_sha256 = asked.asked_sha256
        _stop_waiting(session, asked.report_guid)
    return work.change


def _stop_waiting(session: Session, report_guid: str) -> None:
    """A report that waited for units is written on once all parts have come."""
    missing = select(Contribution.guid).where(
        Contribution.report_guid == report_guid, Contribution.status == PartStatus.ASKED
    )
    report = session.get_one(Report, report_guid)
    if report.status == ReportStatus.WAITING and session.scalars(missing).first() is None:
        report.status = ReportStatus.DRAFTING


def received_part(dossier: Dossier, contribution_guid: str) -> ReceivedPart | None:
    """The part that came, held against what was asked for; None before that."""
    with dossier.read() as session:
        row = session.get_one(Contribution, contribution_guid)
        data = intact_bytes(session, row.sha256) if row.sha256 else None
        if data is None:
            return None
        asked, as_it_went_out = _asked(dossier, session, row)
        return hold_against(asked, part_of(data, row.unit_name), as_it_went_out=as_it_went_out)


def forget_contribution(dossier: Dossier, *, contribution_guid: str) -> Change:
    """Take an asking away; what was taken from it into the report stays."""
    with dossier.change(_("Forget a unit's part")) as work:
        asked = work.session.get_one(Contribution, contribution_guid)
        work.session.delete(asked)
        _stop_waiting(work.session, asked.report_guid)
    return work.change


def filled(
    part: Part, *, items: dict[str, str], tasks: dict[str, tuple[str, int, str]], sender: str, now: datetime
) -> Part:
    """The part with what the unit wrote: texts by item, (status, per cent, result) by task."""
    return replace(
        part,
        sender=sender.strip(),
        filled_at=now,
        items=tuple(replace(item, text=items.get(item.guid, item.text)) for item in part.items),
        tasks=tuple(
            replace(task, status=told[0], percent=told[1], result=told[2]) if (told := tasks.get(task.guid)) else task
            for task in part.tasks
        ),
    )
