"""The lines of the year's lists, its papers and its reports: plain frozen rows."""

from dataclasses import dataclass
from datetime import date

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.statuses import PlanStatus, ReportStatus


@dataclass(frozen=True)
class YearPaperRow:
    """A plan in the list of the year's papers."""

    guid: str
    revision: int
    year: int
    kind: str  # annual, index, emulation, programme, propaganda, inspection
    title: str  # subject of its paper
    status: PlanStatus
    frame_mode: str  # list, table, both: how the tasks are printed
    paper_guid: str
    decision_guid: str | None
    task_count: int
    further_columns: tuple[Column, ...] = ()  # of the frame, besides the printed eight


@dataclass(frozen=True)
class ReportRow:
    """A report in the list of the year."""

    guid: str
    revision: int
    year: int
    period: str  # rules.periods.Period code
    title: str
    status: ReportStatus
    due_on: date | None
    sent_on: date | None
    paper_guid: str
    items_done: int
    items_total: int
