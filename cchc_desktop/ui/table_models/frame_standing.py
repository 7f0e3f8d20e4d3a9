"""How a task stands, in one word and one short note: its status, its milestones and today (rules.progress)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import MilestoneRow, TaskRow
from cchc_desktop.rules import progress
from cchc_desktop.rules.progress import TaskStatus, Urgency, urgency
from cchc_desktop.ui.formats import days_late, percent, short_date

SOON_DAYS = 7


class Standing(StrEnum):
    """The officer's status, or what milestones and today make of it; in the order in which they are counted."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    DUE_SOON = "due_soon"
    LATE = "late"
    NOT_STARTED = "not_started"
    NOT_APPLICABLE = "not_applicable"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class StandingStyle:
    """Icon and colour token of a standing; the word comes from `word_of`."""

    icon: str
    token: str


STYLES = {
    Standing.DONE: StandingStyle("circle-check", "done"),
    Standing.IN_PROGRESS: StandingStyle("progress", "accent"),
    Standing.DUE_SOON: StandingStyle("clock", "soon"),
    Standing.LATE: StandingStyle("alert-triangle", "late"),
    Standing.NOT_STARTED: StandingStyle("circle-dashed", "secondary"),
    Standing.NOT_APPLICABLE: StandingStyle("circle-minus", "muted"),
    Standing.CANCELLED: StandingStyle("x", "muted"),
    Standing.CARRIED_OVER: StandingStyle("arrow-right", "muted"),
}
# Shown with the reason in the place of the progress.
SET_ASIDE = frozenset(Standing(status) for status in progress.SET_ASIDE)


def word_of(standing: Standing) -> str:
    """The standing as it is shown beside its icon."""
    words = {
        Standing.DONE: _("Done"),
        Standing.IN_PROGRESS: _("In progress"),
        Standing.DUE_SOON: _("Due soon"),
        Standing.LATE: _("Overdue"),
        Standing.NOT_STARTED: _("Not begun"),
        Standing.NOT_APPLICABLE: _("Not applicable"),
        Standing.CANCELLED: _("Cancelled"),
        Standing.CARRIED_OVER: _("Carried over"),
    }
    return words[standing]


def counted(standing: Standing, count: int) -> str:
    """The standing in a sentence of counts: "8 hoàn thành"."""
    patterns = {
        Standing.DONE: _("{count} done"),
        Standing.IN_PROGRESS: _("{count} in progress"),
        Standing.DUE_SOON: _("{count} due soon"),
        Standing.LATE: ngettext("{count} overdue", "{count} overdue", count),
        Standing.NOT_STARTED: _("{count} not begun"),
        Standing.NOT_APPLICABLE: _("{count} not applicable"),
        Standing.CANCELLED: _("{count} cancelled"),
        Standing.CARRIED_OVER: _("{count} carried over"),
    }
    return patterns[standing].format(count=count)


def last_day(milestone: MilestoneRow) -> date | None:
    """The last day on which the milestone is met in time: the day before for "trước ngày"."""
    if milestone.date_to is None:
        return None
    return progress.last_day(milestone.date_to, milestone.exclusive)


def standing_of(task: TaskRow, today: date) -> tuple[Standing, int]:
    """The standing, and by how many days the task is late or still has (0 for all other standings)."""
    status = TaskStatus(task.status)
    if status is TaskStatus.DONE:
        return Standing.DONE, 0
    if status in progress.SET_ASIDE:
        return Standing(status), 0
    open_days = [(day, m.done_on is not None) for m in task.milestones if (day := last_day(m)) is not None]
    state, days = urgency(status, open_days, today, SOON_DAYS)
    if state is Urgency.LATE:
        return Standing.LATE, abs(days)
    if state is Urgency.DUE_SOON:
        return Standing.DUE_SOON, days
    return (Standing.IN_PROGRESS if status is TaskStatus.IN_PROGRESS else Standing.NOT_STARTED), 0


def days_left(days: int) -> str:
    """ "Còn 6 ngày", or that today is the last day."""
    if days == 0:
        return _("Last day today")
    return ngettext("{count} day left", "{count} days left", days).format(count=days)


def note_of(task: TaskRow, standing: Standing, days: int, today: date) -> str:
    """The third line of the tracking column."""
    if standing is Standing.LATE:
        return days_late(days)
    if standing is Standing.DUE_SOON:
        return days_left(days)
    if standing is Standing.DONE:
        return _("Done {day}").format(day=short_date(task.done_on)) if task.done_on is not None else ""
    if standing in SET_ASIDE:
        return task.reason
    return _open_note(task, standing, today)


def _open_note(task: TaskRow, standing: Standing, today: date) -> str:
    met = sum(m.done_on is not None for m in task.milestones)
    if met and len(task.milestones) > 1:
        return _("{met}/{total} milestones met").format(met=met, total=len(task.milestones))
    coming = [m for m in task.milestones if m.done_on is None and m.date_to is not None]
    first = min(coming, key=lambda m: last_day(m) or today, default=None)
    if first is None:
        return _("{percent} reached").format(percent=percent(task.percent)) if task.percent else ""
    if standing is Standing.NOT_STARTED and first.date_from and today < first.date_from != first.date_to:
        return _("From {day}").format(day=short_date(first.date_from))
    day = last_day(first) or today
    return (_("Last day {day}") if first.exclusive else _("Due {day}")).format(day=short_date(day))


def statuses_offered() -> list[tuple[TaskStatus, str, Standing]]:
    """The statuses that an officer can set, with their words and looks."""
    return [
        (TaskStatus.NOT_STARTED, _("Not begun"), Standing.NOT_STARTED),
        (TaskStatus.IN_PROGRESS, _("In progress"), Standing.IN_PROGRESS),
        (TaskStatus.DONE, _("Done"), Standing.DONE),
        *((TaskStatus(standing), word_of(standing), standing) for standing in Standing if standing in SET_ASIDE),
    ]
