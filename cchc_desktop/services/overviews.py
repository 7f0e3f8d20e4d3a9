"""The overview: what is due, how the fields stand, which reports are sent, which points can be won back.

It is the first screen, so it is read by plain SQL: SQLAlchemy and the entities are loaded after the window stands.
"""

import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from cchc_desktop.models.incoming_rows import noted
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.overview_rows import DueItem, FieldProgress, Overview
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.frame_columns import columns_from
from cchc_desktop.rules.numbering import task_numbers, to_roman
from cchc_desktop.rules.paper_kinds import WITH_TASKS
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import CLOSED, SET_ASIDE, TaskStatus, Urgency, last_day, report_days_left, urgency
from cchc_desktop.rules.statuses import PlanStatus, ReportStatus
from cchc_desktop.services.scoring.index_reading import read_index_view
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import day, moment, rows

HORIZON = timedelta(days=30)
_MAIN_INDEX = "PAR_INDEX_COMMUNE"


class _Due(NamedTuple):
    """One dated milestone: the last day in time, the day that its phrase names, the phrase, whether it was met."""

    last: date
    named: date
    phrase: str
    met: bool


class _Task(NamedTuple):
    """What the overview needs of a task: its number "III.1.2", and what is still open, the first day first."""

    guid: str
    number: str
    text: str
    lead_text: str
    status: TaskStatus
    late: bool
    has_evidence: bool
    open_due: tuple[_Due, ...]


class _Group(NamedTuple):
    """A group of tasks with its tasks in printed order."""

    guid: str
    title: str
    tasks: tuple[_Task, ...]


def read_overview(dossier: Dossier, year: int, today: date) -> Overview:
    """Everything on the overview tab, in one go."""
    with dossier.raw_connection() as plain:
        plan, next_plan = _plan(plain, year), _plan(plain, year + 1)
        groups = _groups(plain, plan.guid, today) if plan else ()
        reports = _reports(plain, year)
        index = _index(plain, year)
        received = _received(plain)
        owed = _owed(plain, year, {report.period for report in reports if report.status != ReportStatus.SENT}, today)
        parts = _parts(plain, year, today)
        incoming = _incoming(plain, year, today)
    tasks = [task for group in groups for task in group.tasks]
    due = _due_tasks(tasks, today) + _due_reports(reports, today) + owed + parts + incoming
    lost = [
        row
        for row in (index.criteria if index else ())
        if row.is_leaf and row.applicable and not row.bonus and _lost(row) > 0
    ]
    return Overview(
        year=year,
        plan=plan,
        due=tuple(sorted(due, key=lambda item: (item.last, item.title))),
        progress=tuple(_progress(group) for group in groups),
        reports=reports,
        index_view=index,
        lost=tuple(sorted(lost, key=_lost, reverse=True)),
        received=received,
        tasks_total=len(tasks),
        tasks_done=sum(task.status == TaskStatus.DONE for task in tasks),
        tasks_late=sum(task.late for task in tasks),
        tasks_with_evidence=sum(task.has_evidence for task in tasks),
        next_plan=next_plan,
    )


def _plan(plain: sqlite3.Connection, year: int) -> YearPaperRow | None:
    """The year's annual plan, or the first plan or programme where there is none (`plans.main_plan`)."""
    plans = rows(
        plain,
        f"""SELECT plan.*, subject FROM plan JOIN official_document AS paper ON paper.guid = plan.paper_guid
        WHERE plan.year = ? AND paper.kind IN ({", ".join("?" for _kind in WITH_TASKS)}) ORDER BY plan.position""",
        year,
        *WITH_TASKS,
    )
    found = next((row for row in plans if row["kind"] == "annual"), plans[0] if plans else None)
    if found is None:
        return None
    count = "SELECT count(*) FROM task JOIN task_group AS g ON g.guid = task.group_guid WHERE g.plan_guid = ?"
    return YearPaperRow(
        guid=found["guid"],
        revision=found["revision"],
        year=found["year"],
        kind=found["kind"],
        title=found["subject"],
        status=PlanStatus(found["status"]),
        frame_mode=found["frame_mode"],
        paper_guid=found["paper_guid"],
        decision_guid=found["decision_guid"],
        task_count=plain.execute(count, [found["guid"]]).fetchone()[0],
        further_columns=columns_from(found["further_columns"]),
    )


def _groups(plain: sqlite3.Connection, plan_guid: str, today: date) -> tuple[_Group, ...]:
    """The groups of a plan and their tasks in printed order."""
    groups = rows(plain, "SELECT guid, title FROM task_group WHERE plan_guid = ? ORDER BY position, guid", plan_guid)
    members: dict[str, list[sqlite3.Row]] = {group["guid"]: [] for group in groups}
    for row in rows(
        plain,
        """SELECT guid, group_guid, objective_guid, text, lead_text, status,
        EXISTS (SELECT 1 FROM evidence WHERE owner_guid = task.guid) AS has_evidence
        FROM task WHERE group_guid IN (SELECT guid FROM task_group WHERE plan_guid = ?) ORDER BY position, guid""",
        plan_guid,
    ):
        members[row["group_guid"]].append(row)
    due: dict[str, list[_Due]] = {}
    for row in rows(
        plain,
        """SELECT task_guid, date_to, exclusive, label, done_on IS NOT NULL AS met FROM milestone
        JOIN task ON task.guid = task_guid JOIN task_group AS g ON g.guid = task.group_guid
        WHERE g.plan_guid = ? AND date_to IS NOT NULL ORDER BY milestone.position""",
        plan_guid,
    ):
        named = date.fromisoformat(row["date_to"])
        due.setdefault(row["task_guid"], []).append(
            _Due(last_day(named, bool(row["exclusive"])), named, row["label"], bool(row["met"]))
        )
    found = []
    for place, group in enumerate(groups, 1):
        mine = members[group["guid"]]
        numbers = task_numbers(row["objective_guid"] for row in mine)
        tasks = (
            _task(row, f"{to_roman(place)}.{number}", due.get(row["guid"], []), today)
            for row, number in zip(mine, numbers, strict=True)
        )
        found.append(_Group(group["guid"], group["title"], tuple(tasks)))
    return tuple(found)


def _task(row: sqlite3.Row, number: str, due: list[_Due], today: date) -> _Task:
    status = TaskStatus(row["status"])
    return _Task(
        guid=row["guid"],
        number=number,
        text=row["text"],
        lead_text=row["lead_text"],
        status=status,
        late=urgency(status, [(one.last, one.met) for one in due], today)[0] == Urgency.LATE,
        has_evidence=bool(row["has_evidence"]),
        open_due=tuple(sorted(one for one in due if not one.met)),
    )


def _due_tasks(tasks: list[_Task], today: date) -> list[DueItem]:
    """Open milestones that are late or fall within the horizon; the first one of each task."""
    found = []
    for task in tasks:
        if task.status in CLOSED:
            continue
        if task.open_due and task.open_due[0].last <= today + HORIZON:
            first = task.open_due[0]
            note = task.number
            if task.lead_text:
                note = f"{note}, {' '.join(task.lead_text.split())}"
            days = (first.last - today).days
            found.append(
                DueItem("task", task.guid, task.text, note, first.named, first.last, days, phrase=first.phrase)
            )
    return found


def _due_reports(reports: tuple[ReportRow, ...], today: date) -> list[DueItem]:
    found = []
    for report in reports:
        if report.status != ReportStatus.SENT and report.due_on is not None and report.due_on <= today + HORIZON:
            days = report_days_left(report.due_on, today)
            last = last_day(report.due_on, exclusive=True)
            found.append(DueItem("report", report.guid, report.title, "", report.due_on, last, days, report.period))
    return found


def _owed(plain: sqlite3.Connection, year: int, begun: set[str], today: date) -> list[DueItem]:
    """Reports owed soon that are not even begun, or went to others only; each period once, by its earliest receiver.

    `begun` are the periods whose report is being written: it is a line of its own.
    """
    found: dict[str, DueItem] = {}
    for row in rows(
        plain,
        "SELECT guid, period, receiver, due_on FROM report_duty WHERE year = ? AND sent_on IS NULL ORDER BY due_on",
        year,
    ):
        due_on = date.fromisoformat(row["due_on"])
        if row["period"] not in begun and row["period"] not in found and due_on <= today + HORIZON:
            title = f"Báo cáo cải cách hành chính {Period.parse(row['period']).title}"
            days = report_days_left(due_on, today)
            period = row["period"]
            last = last_day(due_on, exclusive=True)
            found[period] = DueItem("report", row["guid"], title, row["receiver"], due_on, last, days, period)
    return list(found.values())


def _parts(plain: sqlite3.Connection, year: int, today: date) -> list[DueItem]:
    """Parts of reports that units were asked for and have not sent, due within the horizon; each day once a report."""
    found: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for row in rows(
        plain,
        """SELECT report_guid, period, unit_name, contribution.due_on FROM contribution
        JOIN report ON report.guid = report_guid
        WHERE year = ? AND contribution.status = 'asked' AND contribution.due_on <= ? AND report.status != 'sent'
        ORDER BY asked_at, unit_name, contribution.guid""",
        year,
        (today + HORIZON).isoformat(),
    ):
        found.setdefault((row["report_guid"], row["due_on"]), []).append(row)
    made = []
    for (guid, due), missing in found.items():
        due_on = date.fromisoformat(due)
        names = ", ".join(row["unit_name"] for row in missing)
        made.append(DueItem("part", guid, names, missing[0]["period"], due_on, due_on, (due_on - today).days))
    return made


def _incoming(plain: sqlite3.Connection, year: int, today: date) -> list[DueItem]:
    """Incoming papers to be dealt with by a day within the horizon, of the year or due in it."""
    found = rows(
        plain,
        """SELECT guid, arrival_number, number, issuer, subject, due_on FROM incoming_paper
        WHERE done_on IS NULL AND due_on <= ? AND (year = ? OR substr(due_on, 1, 4) = ?)""",
        (today + HORIZON).isoformat(),
        year,
        str(year),
    )
    made = []
    for row in found:
        due_on = date.fromisoformat(row["due_on"])
        note = noted(row["arrival_number"], row["number"], row["issuer"])
        made.append(DueItem("incoming", row["guid"], row["subject"], note, due_on, due_on, (due_on - today).days))
    return made


def _reports(plain: sqlite3.Connection, year: int) -> tuple[ReportRow, ...]:
    order = {str(Period(year, kind)): place for place, kind in enumerate(PERIOD_KINDS)}
    found = rows(
        plain,
        """SELECT report.*, subject,
        (SELECT count(*) FROM report_item JOIN outline_item AS heading ON heading.guid = outline_item_guid
            WHERE report_guid = report.guid AND NOT (optional AND status = 'empty')) AS items,
        (SELECT count(*) FROM report_item
            WHERE report_guid = report.guid AND report_item.status IN ('done', 'not_applicable')) AS done
        FROM report JOIN official_document AS paper ON paper.guid = report.paper_guid WHERE report.year = ?""",
        year,
    )
    reports = (
        ReportRow(
            guid=row["guid"],
            revision=row["revision"],
            year=row["year"],
            period=row["period"],
            title=row["subject"],
            status=ReportStatus(row["status"]),
            due_on=day(row["due_on"]),
            sent_on=day(row["sent_on"]),
            paper_guid=row["paper_guid"],
            items_done=row["done"],
            items_total=row["items"],
        )
        for row in found
    )
    return tuple(sorted(reports, key=lambda report: order.get(report.period, len(order))))


def _index(plain: sqlite3.Connection, year: int) -> IndexView | None:
    sets = rows(plain, "SELECT guid, index_code FROM criteria_set WHERE year = ? ORDER BY index_code", year)
    chosen = next((row for row in sets if row["index_code"] == _MAIN_INDEX), sets[0] if sets else None)
    return read_index_view(plain, chosen["guid"]) if chosen else None


def _lost(row: CriterionRow) -> Decimal:
    return row.max_points - row.self_score if row.self_score is not None else Decimal(0)


def _progress(group: _Group) -> FieldProgress:
    def count(status: TaskStatus) -> int:
        return sum(task.status == status and not task.late for task in group.tasks)

    return FieldProgress(
        group_guid=group.guid,
        title=group.title,
        total=len(group.tasks),
        done=count(TaskStatus.DONE),
        in_progress=count(TaskStatus.IN_PROGRESS),
        late=sum(task.late for task in group.tasks),
        not_started=count(TaskStatus.NOT_STARTED),
        not_applicable=sum(task.status in SET_ASIDE for task in group.tasks),
    )


def _received(plain: sqlite3.Connection) -> tuple[PackageLogRow, ...]:
    found = rows(plain, "SELECT * FROM package_log WHERE direction = 'received' ORDER BY at DESC LIMIT 3")
    names = ("partner", "subject", "file_name", "sha256", "size", "status", "period")
    return tuple(
        PackageLogRow(row["guid"], row["direction"], moment(row["at"]), *(row[name] for name in names)) for row in found
    )
