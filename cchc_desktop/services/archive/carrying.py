"""A former office's year goes on here: its open tasks, reports that were not sent, units; each with its office named.

What goes on is copied; the papers themselves, their numbers and their register stay in the archive.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.archive_rows import ArchiveRow, GoingOn, OpenPlan
from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.office import Unit, UnitAlias
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.task import Milestone, Task, TaskGroup, TaskResult, TaskUnit
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.citing import Head, short_citation
from cchc_desktop.rules.markup import Run, table_row, to_markup
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.organisation import area_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services import evidence, offices
from cchc_desktop.services.archive.archives import opened_archive
from cchc_desktop.services.frame.task_batches import TaskBatch
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.papers import new_paper
from cchc_desktop.services.papers.plan_copies import is_unfinished
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.stored_files import keep_bytes
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_HEAD = ("Mã", "Số liệu", "Đơn vị", "Giá trị")


def read_going_on(dossier: Dossier, archive: ArchiveRow, *, year: int) -> GoingOn:
    """What of a former office's year can be carried on, without what was carried on already.

    Raises `UserError` when the archive's file is gone or was changed.
    """
    with opened_archive(dossier, archive) as former:
        return _going_on(dossier, former, archive.office, year)


def _going_on(dossier: Dossier, former: Dossier, office: str, year: int) -> GoingOn:
    with dossier.read() as session:
        taken = set(session.execute(select(Task.carried_from, Task.source).where(Task.carried_from != "")).tuples())
        subjects = set(session.scalars(select(OfficialDocument.subject).where(OfficialDocument.year == year)))
        keys = set(session.scalars(select(Unit.key)))
    found = []
    for row in plans.read_plans(former, year):
        view = plans.read_plan(former, row.guid)
        cited = _cited(view, office)
        left = tuple(t for t in view.tasks if is_unfinished(t) and (t.guid, _source(t, cited, office)) not in taken)
        if left:
            found.append(OpenPlan(row.guid, row.title, cited, left))
    unsent = (row for row in reports.read_reports(former, year) if row.status != ReportStatus.SENT)
    units = offices.read_units(former)
    named = (_named(unit, office) for unit in units)
    told = {unit_key(link.text) for plan in found for t in plan.tasks for link in (*t.leads, *t.coordinators)}
    return GoingOn(
        office,
        year,
        tuple(found),
        tuple(row for row in unsent if _report_subject(row.title, office) not in subjects),
        tuple(unit for unit in named if unit_key(unit.name) not in keys),
        frozenset(unit.guid for unit in units if unit_key(unit.name) in told - keys),
    )


def _cited(view: YearPaperView, office: str) -> str:
    """ "Kế hoạch số 05/KH-UBND ngày 15/01/2025 của UBND xã An Bình"."""
    paper = view.decision or view.paper
    if not paper.number:
        return _("{title} of {office}").format(title=" ".join(view.plan.title.split()), office=office)
    return short_citation(Head(paper.number, paper.symbol, paper.issued_on, office))


def _source(task: TaskRow, cited: str, office: str) -> str:
    """The paper that a task came from, its office always named."""
    source = task.source or cited
    return source if office in source else f"{source} ({office})"


def _named(unit: UnitRow, office: str) -> UnitRow:
    """A former office's unit as it is called beside those of others."""
    area = area_name(office)
    return replace(
        unit, name=f"{unit.name} ({area})", aliases=tuple(f"{name} ({area})" for name in unit.aliases), fields=()
    )


def _report_subject(title: str, office: str) -> str:
    return f"{title} (dự thảo của {office})"


def carry_on(
    dossier: Dossier,
    *,
    archive: ArchiveRow,
    year: int,
    task_guids: Collection[str] = (),
    report_guids: Collection[str] = (),
    unit_guids: Collection[str] = (),
) -> Change:
    """Carry on what was chosen, by the guids of `read_going_on`, as one step.

    Each plan with open tasks becomes a plan of its own that names its office; its tasks keep progress, dated results
    and evidence. A report that was not sent becomes a paper with its texts and figures. Nothing gets a number.
    """
    with (
        opened_archive(dossier, archive) as former,
        dossier.change(_("Carry on the work of {office}").format(office=archive.office)) as work,
    ):
        ensure_year(work, year)
        session, office = work.session, archive.office
        found = _going_on(dossier, former, office, year)
        _add_units(session, [unit for unit in found.units if unit.guid in unit_guids])
        session.flush()
        for plan in found.plans:
            chosen = [task for task in plan.tasks if task.guid in task_guids]
            if chosen:
                _Plan(dossier, session, former, office, year).carry(plan, chosen)
        for row in found.reports:
            if row.guid in report_guids:
                _add_report(session, reports.read_report(former, row.guid), office, year)
    return work.change


def _add_units(session: Session, units: Sequence[UnitRow]) -> None:
    position = session.scalar(select(func.max(Unit.position))) or 0
    for place, row in enumerate(units, position + 1):
        unit = Unit(position=place, name=row.name, key=unit_key(row.name), short_code=row.short_code)
        unit.aliases = [UnitAlias(name=name, key=unit_key(name)) for name in row.aliases]
        session.add(unit)


class _Plan:
    """Carries tasks of one plan of a former office."""

    def __init__(self, dossier: Dossier, session: Session, former: Dossier, office: str, year: int) -> None:
        self._dossier, self._session, self._former = dossier, session, former
        self._office, self._year, self._area = office, year, area_name(office)

    def carry(self, plan: OpenPlan, tasks: Sequence[TaskRow]) -> None:
        """The tasks with their groups, into the plan that goes on with this one."""
        guid = self._plan(plan)
        session, batch = self._session, TaskBatch(self._session)
        groups = {g.title: g for g in session.scalars(select(TaskGroup).where(TaskGroup.plan_guid == guid))}
        made: dict[str, str] = {}
        for title in dict.fromkeys(task.group_title for task in tasks):
            members = [task for task in tasks if task.group_title == title]
            if title not in groups:
                groups[title] = TaskGroup(
                    plan_guid=guid, position=len(groups), title=title, field_code=members[0].field_code
                )
                session.add(groups[title])
                session.flush()
            group = groups[title].guid
            first = session.scalar(select(func.count()).select_from(Task).where(Task.group_guid == group)) or 0
            rows = [task.cells for task in members]
            more = [self._more(task, plan) for task in members]
            new = batch.add(group, rows, first=first, more=more)
            made |= dict(zip((task.guid for task in members), new, strict=True))
        batch.flush()
        self._follow(tasks, made)

    def _plan(self, plan: OpenPlan) -> str:
        """The guid of the plan here that goes on with a former one."""
        session = self._session
        subject = f"Nhiệm vụ chuyển tiếp của {self._office}: {' '.join(plan.title.split())}"
        there = (
            select(YearPaper.guid)
            .join(OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid)
            .where(YearPaper.year == self._year, OfficialDocument.subject == subject)
        )
        known = session.scalars(there).first()
        return (
            known or plans.create_plan(self._dossier, year=self._year, kind="other", subject=subject).created("plan")[0]
        )

    def _more(self, task: TaskRow, plan: OpenPlan) -> dict[str, Any]:
        return {
            "status": str(task.status),
            "percent": task.percent,
            "result": task.result,
            "reason": task.reason,
            "source": _source(task, plan.cited, self._office),
            "printed_number": task.printed_number or f"{task.group_number}.{task.number}",
            "carried_from": task.guid,
        }

    def _follow(self, tasks: Sequence[TaskRow], made: dict[str, str]) -> None:
        """What hangs on the tasks: units, days on which milestones were met, results by date, evidence."""
        session = self._session
        self._link_units(set(made.values()))
        for task in tasks:
            new = made[task.guid]
            met = {(m.kind, m.label, m.date_to): m.done_on for m in task.milestones if m.done_on is not None}
            if met:
                for row in session.scalars(select(Milestone).where(Milestone.task_guid == new)).all():
                    row.done_on = met.get((row.kind, row.label, row.date_to))
        with self._former.read() as read:
            for result in read.scalars(select(TaskResult).where(TaskResult.task_guid.in_(made))).all():
                session.add(
                    TaskResult(
                        task_guid=made[result.task_guid], day=result.day, text=result.text, percent=result.percent
                    )
                )
            for proof in read.scalars(select(Evidence).where(Evidence.owner_guid.in_(made))).all():
                self._add_evidence(read, proof, made[proof.owner_guid])

    def _add_evidence(self, read: Session, proof: Evidence, owner: str) -> None:
        """A copy of a piece of evidence; an issued paper proves by its PDF, its line of the register stays behind."""
        values = {name: value for name, value in proof.values().items() if name not in ("guid", "revision")}
        if proof.sha256:
            keep_bytes(self._session, evidence.evidence_bytes(read, [proof.sha256])[proof.sha256])
        self._session.add(Evidence(**{**values, "owner_guid": owner, "issued_guid": ""}))

    def _link_units(self, guids: set[str]) -> None:
        """A lead that has a unit of its own, named with the former office, is that one."""
        session = self._session
        units = {unit.key: unit.guid for unit in session.scalars(select(Unit))}
        for link in session.scalars(select(TaskUnit).where(TaskUnit.task_guid.in_(guids))).all():
            own = units.get(unit_key(f"{link.text} ({self._area})"))
            if own is not None:
                link.unit_guid = own


def _add_report(session: Session, view: ReportView, office: str, year: int) -> None:
    """A report that was not sent, as a paper: its headings with their texts, and a table of its figures."""
    paper = new_paper(session, year=year, kind=PaperKind.REPORT, subject=_report_subject(view.report.title, office))
    plan = YearPaper(year=year, kind="other", position=plans.next_position(session, year), paper_guid=paper.guid)
    session.add(plan)
    told = [NewSection(row.level, row.number, row.title, row.text) for row in view.items]
    rows = [(f.code, f.name, f.unit, format_value(f.value)) for f in view.figures if f.value is not None]
    if rows:
        table = (table_row(([Run(cell)] for cell in row), header=row is _HEAD) for row in (_HEAD, *rows))
        told.append(NewSection(1, "", f"Số liệu của {office}", to_markup(table)))
    add_sections(session, plan.guid, told)
