"""What the window is handed of the work as it goes on: results by date, history, what is due, unit names."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ResultRow:
    """What was reached by a day; `day` is None for a result noted before days were kept, `guid` is then ""."""

    guid: str
    revision: int
    day: date | None
    text: str
    percent: int | None = None


@dataclass(frozen=True)
class HistoryRow:
    """One column before and after, as it was kept; `what` is "table.column"."""

    at: datetime
    who: str
    label: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class DueRow:
    """Something with a day: an open or met milestone of a task, a report of the year, an incoming paper's deadline.

    `last` is the last day in time, `named` the day that the phrase names. Urgency as of the day it was read for.
    """

    kind: str  # "task", "report", "incoming"
    guid: str  # of the task, the report or the incoming paper
    uid: str  # of this day of it, the same in every file made for other calendars
    title: str
    note: str  # number and lead of a task, number and issuer of a paper
    phrase: str  # the piece of the deadline as typed
    named: date
    last: date
    met: bool
    urgency: str  # rules.progress.Urgency
    days: int  # left until `last`, negative when late


@dataclass(frozen=True)
class UnknownUnit:
    """A name in columns 5 and 6 that is no unit's yet, how many tasks bear it, and units it may be (guid, name)."""

    name: str
    key: str
    tasks: int
    suggestions: tuple[tuple[str, str], ...] = ()
