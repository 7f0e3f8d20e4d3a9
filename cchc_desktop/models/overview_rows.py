"""What the overview is handed: plain frozen rows, read in one go."""

from datetime import date
from typing import NamedTuple

from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow


class DueItem(NamedTuple):
    """Something due, for the overview: a task's milestone, a report, parts that units owe, a paper that came.

    `named` is the day that is said, `last` the last one in time, the day before where "trước ngày" is said; `phrase` is
    what a task says of it. Of a part `guid` is the report's, `title` the units, `note` the period's code; of a report
    `period` is that code.
    """

    kind: str  # task, report, part, incoming
    guid: str
    title: str
    note: str
    named: date
    last: date
    days: int  # negative when late
    period: str = ""
    phrase: str = ""


class FieldProgress(NamedTuple):
    """How one group of tasks stands."""

    group_guid: str
    title: str
    total: int
    done: int
    in_progress: int
    late: int
    not_started: int
    not_applicable: int = 0


class Overview(NamedTuple):
    """Everything on the overview tab, read in one go."""

    year: int
    plan: YearPaperRow | None
    due: tuple[DueItem, ...] = ()
    progress: tuple[FieldProgress, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    index_view: IndexView | None = None
    lost: tuple[CriterionRow, ...] = ()  # leaves with points to win back, worst first
    received: tuple[PackageLogRow, ...] = ()
    tasks_total: int = 0
    tasks_done: int = 0
    tasks_late: int = 0
    tasks_with_evidence: int = 0
    next_plan: YearPaperRow | None = None  # the following year's
