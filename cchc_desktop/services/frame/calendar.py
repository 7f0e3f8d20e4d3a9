"""What is due on which day: tasks of all plans of a year and its reports, to look at and for other calendars."""

from datetime import UTC, date, datetime
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import DueRow
from cchc_desktop.models.incoming_rows import IncomingRow, noted
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus, Urgency, last_day, report_days_left, urgency
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services import offices
from cchc_desktop.services.frame.task_rows import read_tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.incoming import incoming_due
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.reporting.duties import read_duties
from cchc_desktop.storage.dossier import Dossier

SOON_DAYS = 7


def read_due(dossier: Dossier, year: int, today: date) -> tuple[DueRow, ...]:
    """Everything of the year that has a day, by day; what does not apply any more is left out."""
    found: list[DueRow] = []
    for plan in plans.plans_with_tasks(dossier, year):
        for task in read_tasks(dossier, plan.guid):
            found += _of_task(task, today)
    found += _reports(dossier, year, today)
    found += (_due_incoming(row, today) for row in incoming_due(dossier, year))
    return tuple(sorted(found, key=lambda row: (row.last, row.kind != "report", row.note)))


def _of_task(task: TaskRow, today: date) -> list[DueRow]:
    if task.status in SET_ASIDE:
        return []
    lead = " ".join(task.lead_text.split())
    note = f"{task.group_number}.{task.number}" + (f", {lead}" if lead else "")
    rows = []
    for place, milestone in enumerate(task.milestones):
        if milestone.date_to is None:
            continue
        last = last_day(milestone.date_to, milestone.exclusive)
        met = milestone.done_on is not None or task.status == TaskStatus.DONE
        state, days = urgency(task.status, [(last, met)], today)
        rows.append(
            DueRow(
                kind="task",
                guid=task.guid,
                uid=f"{task.guid}-{place + 1}",
                title=task.text,
                note=note,
                phrase=milestone.label,
                named=milestone.date_to,
                last=last,
                met=met,
                urgency=str(state),
                days=days,
            )
        )
    return rows


def _reports(dossier: Dossier, year: int, today: date) -> list[DueRow]:
    """The reports of the year, and what is owed to whom beside them on other days."""
    rows = reports.read_reports(dossier, year)
    by_period = {row.period: row for row in rows}
    found = [
        _due_report(row.guid, row.guid, row.title, row.due_on, row.status == ReportStatus.SENT, today) for row in rows
    ]
    for duty in read_duties(dossier, year):
        report = by_period.get(duty.period)
        if report is None or report.due_on != duty.due_on:
            title = _("Report of {period} to {receiver}").format(
                period=Period.parse(duty.period).title, receiver=duty.receiver
            )
            guid = report.guid if report is not None else ""
            found.append(_due_report(guid, duty.guid, title, duty.due_on, duty.sent_on is not None, today))
    return [row for row in found if row is not None]


def _due_report(guid: str, uid: str, title: str, due_on: date | None, sent: bool, today: date) -> DueRow | None:
    """Regimes say "trước ngày": the day before is the last in time."""
    if due_on is None:
        return None
    days = report_days_left(due_on, today)
    state = Urgency.NONE if sent or days > SOON_DAYS else Urgency.LATE if days < 0 else Urgency.DUE_SOON
    return DueRow(
        kind="report",
        guid=guid,
        uid=uid,
        title=title,
        note="",
        phrase="",
        named=due_on,
        last=last_day(due_on, exclusive=True),
        met=sent,
        urgency=str(state),
        days=0 if sent else days,
    )


def _due_incoming(row: IncomingRow, today: date) -> DueRow:
    """The day by which an incoming paper is to be dealt with, itself still in time."""
    facts = row.facts
    assert facts.due_on is not None
    met = facts.done_on is not None
    days = (facts.due_on - today).days
    state = Urgency.NONE if met or days > SOON_DAYS else Urgency.LATE if days < 0 else Urgency.DUE_SOON
    return DueRow(
        kind="incoming",
        guid=row.guid,
        uid=row.guid,
        title=facts.subject,
        note=noted(facts.arrival_number, facts.number, facts.issuer),
        phrase="",
        named=facts.due_on,
        last=facts.due_on,
        met=met,
        urgency=str(state),
        days=0 if met else days,
    )


def export_ics(dossier: Dossier, *, year: int, path: Path, today: date) -> int:
    """Write the year for other calendars; returns how many days it has. Raises `UserError` when it cannot be written.

    A file made again has the same identities, so a calendar that took it in before is brought up to date.
    """
    from cchc_desktop.writers.ics_writer import Event, write_ics

    events = [
        Event(f"{row.uid}@{dossier.guid}", row.last, _event_title(row), _description(row), _category(row), row.met)
        for row in read_due(dossier, year, today)
    ]
    name = _("Administrative reform {year}, {office}").format(year=year, office=offices.read_office(dossier, year).name)
    write_ics(events, name, path, datetime.now(UTC))
    return len(events)


def _event_title(row: DueRow) -> str:
    title = " ".join(row.title.split())
    return _("Done: {title}").format(title=title) if row.met else title


def _description(row: DueRow) -> str:
    phrase = _("Time of completion: {phrase}").format(phrase=row.phrase) if row.phrase else ""
    return "\n".join(part for part in (row.note, phrase) if part)


def _category(row: DueRow) -> str:
    return {"report": _("Report"), "incoming": _("Incoming paper")}.get(row.kind, _("Task"))
