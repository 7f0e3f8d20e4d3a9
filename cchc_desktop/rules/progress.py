"""How a task stands, and how near its next date is."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum


class TaskStatus(StrEnum):
    """Where the work on a task is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried_over"  # to next year's plan


class Urgency(StrEnum):
    """Whether a date asks for attention."""

    NONE = "none"
    DUE_SOON = "due_soon"
    LATE = "late"


# Closed without being done: each needs a reason, and none is ever late.
SET_ASIDE = frozenset((TaskStatus.NOT_APPLICABLE, TaskStatus.CANCELLED, TaskStatus.CARRIED_OVER))
CLOSED = SET_ASIDE | {TaskStatus.DONE}


def last_day(named: date, exclusive: bool) -> date:
    """The last day that is still in time: the day before the named one for "trước ngày"."""
    return named - timedelta(days=1) if exclusive else named


def report_days_left(due_on: date, today: date) -> int:
    """Days left to send a periodic report, negative when late: regimes say "trước ngày", so its day is too late."""
    return (last_day(due_on, exclusive=True) - today).days


def urgency(
    status: TaskStatus | str, milestones_due: Sequence[tuple[date, bool]], today: date, soon_days: int = 7
) -> tuple[Urgency, int]:
    """The urgency of a task and the days to its first open date (negative when late, 0 when it has none).

    `milestones_due` holds (last day on which it is in time, whether it was met).
    """
    if TaskStatus(status) in CLOSED:
        return Urgency.NONE, 0
    pending = [due for due, done in milestones_due if not done]
    if not pending:
        return Urgency.NONE, 0
    days = (min(pending) - today).days
    if days < 0:
        return Urgency.LATE, days
    return (Urgency.DUE_SOON if days <= soon_days else Urgency.NONE), days
