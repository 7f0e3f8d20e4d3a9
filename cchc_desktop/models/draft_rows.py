"""What drafting hands on: statements with the rows they rest on, and what is known about a report and its items."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.statuses import ItemStatus


@dataclass(frozen=True)
class Statement:
    """One sentence of a draft and the guids of the rows it rests on; a gap alone rests on none."""

    text: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemDraft:
    """The draft of one heading: `text` is markup, `gaps` are the marked places where nothing is known."""

    item_guid: str
    status: ItemStatus
    text: str
    statements: tuple[Statement, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class ProofRow:
    """A piece of evidence by its name."""

    guid: str
    title: str


@dataclass(frozen=True)
class TaskFact:
    """A task as it stood in the period: its result by then, its proof, its standing."""

    row: TaskRow  # result and percent are those known in the period
    standing: str  # done, doing, late, waiting, or the status of a task that is set aside
    annual: bool  # of the year's reform plan
    proof: tuple[ProofRow, ...] = ()
    result_guid: str = ""  # of the dated result that `row.result` is


@dataclass(frozen=True)
class FigureFact:
    """A figure with its values of the period, the one before and the same period last year."""

    row: FigureRow
    previous_guid: str = ""  # of the value
    last_year: Decimal | None = None
    last_year_guid: str = ""
    places: int = 0  # decimals at least, as the figures of its unit are printed


@dataclass(frozen=True)
class IssuedFact:
    """A paper issued in the period, as it is cited: "Kế hoạch số 14/KH-UBND ngày 22/01/2026 …"."""

    guid: str
    words: str


@dataclass(frozen=True)
class ItemFacts:
    """What is known about one heading; `tasks` are its own, `others` those of its field told under other headings."""

    tasks: tuple[TaskFact, ...] = ()
    others: tuple[TaskFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()
    previous_text: str = ""
    same_last_year_text: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """Everything known about a report, read at once; `items` are its headings in reading order."""

    report: ReportRow
    period: Period
    as_of: date  # the day on which tasks are looked at: today, or the period's last day
    items: tuple[ReportItemRow, ...]
    of_item: dict[str, ItemFacts] = field(default_factory=dict)
    tasks: tuple[TaskFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()
    papers: tuple[IssuedFact, ...] = ()
    kept: dict[str, tuple[Statement, ...]] = field(default_factory=dict)  # by item: what earlier drafts told
    next_to: date | None = None  # the last day of the period that comes
    wording: dict[str, Any] | None = None  # the sentences that the report was first drafted with; None before that

    def item(self, guid: str) -> ItemFacts:
        """What is known about one heading."""
        return self.of_item.get(guid, ItemFacts())

    def with_items(self, items: tuple[ReportItemRow, ...]) -> "ReportFacts":
        """The same facts beside items that were written meanwhile."""
        return replace(self, items=items)
