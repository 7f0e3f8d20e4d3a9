"""The overview: what is due, how the fields stand, which reports are sent, which points can be won back."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.models.plan import Plan
from cchc_desktop.models.report import Report
from cchc_desktop.models.rows import (
    CriterionRow,
    DueItem,
    FieldProgress,
    GroupRow,
    IndexView,
    Overview,
    PackageLogRow,
    PlanRow,
    ReportRow,
    TaskRow,
)
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import TaskStatus, Urgency, urgency
from cchc_desktop.services.indices import index_view
from cchc_desktop.services.plans import plan_row
from cchc_desktop.services.reports import report_row
from cchc_desktop.services.task_rows import group_rows, task_rows
from cchc_desktop.storage.dossier import Dossier

HORIZON = timedelta(days=30)
_MAIN_INDEX = "PAR_INDEX_COMMUNE"


def read_overview(dossier: Dossier, year: int, today: date) -> Overview:
    """Everything on the overview tab, in one go."""
    with dossier.read() as session:
        plan, groups, tasks = _plan_and_tasks(session, year)
        reports = _reports(session, year)
        index = _index(session, year)
        due = _due_tasks(tasks, today) + _due_reports(reports, year, today)
        lost = [
            row
            for row in (index.criteria if index else ())
            if row.is_leaf and row.applicable and not row.bonus and _lost(row) > 0
        ]
        return Overview(
            year=year,
            plan=plan,
            due=tuple(sorted(due, key=lambda item: (item.due_on, item.title))),
            progress=tuple(_progress(group, tasks, today) for group in groups),
            reports=reports,
            index=index,
            lost=tuple(sorted(lost, key=_lost, reverse=True)),
            received=_received(session),
            tasks_total=len(tasks),
            tasks_done=sum(task.status == TaskStatus.DONE for task in tasks),
            tasks_late=sum(_stands(task, today)[0] == Urgency.LATE for task in tasks),
            tasks_with_evidence=sum(task.evidence_count > 0 for task in tasks),
        )


def _plan_and_tasks(session: Session, year: int) -> tuple[PlanRow | None, tuple[GroupRow, ...], tuple[TaskRow, ...]]:
    """The year's annual plan, or the first plan where there is none."""
    plans = session.scalars(select(Plan).where(Plan.year == year).order_by(Plan.position)).all()
    plan = next((p for p in plans if p.kind == "annual"), plans[0] if plans else None)
    if plan is None:
        return None, (), ()
    return plan_row(session, plan), group_rows(session, plan.guid), task_rows(session, plan.guid)


def _stands(task: TaskRow, today: date) -> tuple[Urgency, int]:
    due = [(m.date_to, m.done_on is not None) for m in task.milestones if m.date_to is not None]
    return urgency(TaskStatus(task.status), due, today)


def _due_tasks(tasks: tuple[TaskRow, ...], today: date) -> list[DueItem]:
    """Open milestones that are late or fall within the horizon; the first one of each task."""
    found = []
    for task in tasks:
        if task.status in (TaskStatus.DONE, TaskStatus.NOT_APPLICABLE):
            continue
        dates = sorted(m.date_to for m in task.milestones if m.date_to is not None and m.done_on is None)
        if dates and dates[0] <= today + HORIZON:
            note = f"{task.group_number}.{task.number}"
            if task.lead_text:
                note = f"{note}, {' '.join(task.lead_text.split())}"
            found.append(DueItem("task", task.guid, task.text, note, dates[0], (dates[0] - today).days))
    return found


def _due_reports(reports: tuple[ReportRow, ...], year: int, today: date) -> list[DueItem]:
    found = []
    for report in reports:
        if report.status != "sent" and report.due_on is not None and report.due_on <= today + HORIZON:
            found.append(DueItem("report", report.guid, report.title, "", report.due_on, (report.due_on - today).days))
    return found


def _reports(session: Session, year: int) -> tuple[ReportRow, ...]:
    order = {str(Period(year, kind)): place for place, kind in enumerate(PERIOD_KINDS)}
    reports = session.scalars(select(Report).where(Report.year == year)).all()
    return tuple(report_row(session, r) for r in sorted(reports, key=lambda r: order.get(r.period, len(order))))


def _index(session: Session, year: int) -> IndexView | None:
    sets = session.scalars(select(CriteriaSet).where(CriteriaSet.year == year).order_by(CriteriaSet.index_code)).all()
    chosen = next((s for s in sets if s.index_code == _MAIN_INDEX), sets[0] if sets else None)
    return index_view(session, chosen.guid) if chosen else None


def _lost(row: CriterionRow) -> Decimal:
    return row.max_points - row.self_score if row.self_score is not None else Decimal(0)


def _progress(group: GroupRow, tasks: tuple[TaskRow, ...], today: date) -> FieldProgress:
    mine = [task for task in tasks if task.group_guid == group.guid]
    late = [task for task in mine if _stands(task, today)[0] == Urgency.LATE]
    on_time = [task for task in mine if task not in late]

    def count(status: TaskStatus) -> int:
        return sum(task.status == status for task in on_time)

    return FieldProgress(
        group_guid=group.guid,
        title=group.title,
        total=len(mine),
        done=count(TaskStatus.DONE),
        in_progress=count(TaskStatus.IN_PROGRESS),
        late=len(late),
        not_started=count(TaskStatus.NOT_STARTED),
        not_applicable=count(TaskStatus.NOT_APPLICABLE),
    )


def _received(session: Session) -> tuple[PackageLogRow, ...]:
    chosen = select(PackageLog).where(PackageLog.direction == "received").order_by(PackageLog.at.desc()).limit(3)
    return tuple(
        PackageLogRow(
            r.guid, r.direction, r.at, r.partner, r.subject, r.file_name, r.sha256, r.size, r.status, r.period
        )
        for r in session.scalars(chosen)
    )
