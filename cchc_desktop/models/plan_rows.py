"""A paper of the year as a whole and what its body holds; texts are in the light markup of `rules.markup`."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.models.outline_rows import OutlineSheet
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.models.year_rows import YearPaperRow


@dataclass(frozen=True)
class SectionRow:
    """One node of a plan's section tree, in reading order."""

    guid: str
    revision: int
    parent_guid: str | None
    level: int  # 1 for I, 2 for 1., 3 for a)
    number: str  # as printed: "I", "1", "a"; "" when not numbered
    title: str
    body: str  # markup
    role: str = "text"  # rules.roles.SectionRole


@dataclass(frozen=True)
class TargetValueRow:
    """A target in one year: what is planned where it differs, what was reached, what is expected."""

    guid: str
    revision: int
    year: int
    planned: Decimal | None = None
    planned_to: Decimal | None = None
    actual: Decimal | None = None
    forecast: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class TargetRow:
    """A measurable target: ">= 99%", "30-50%"."""

    guid: str
    revision: int
    text: str
    comparator: str = ""
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""  # without a value the goal in words
    source: str = ""  # where its actual values come from (`services.known_values`)
    values: tuple[TargetValueRow, ...] = ()  # by year


@dataclass(frozen=True)
class YearPaperView:
    """A whole plan, ready to be composed."""

    plan: YearPaperRow
    paper: PaperRow
    decision: PaperRow | None
    sections: tuple[SectionRow, ...]
    groups: tuple[GroupRow, ...]
    tasks: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...] = ()
    outline: OutlineSheet | None = None  # came with the paper and is its appendix
    with_targets: bool = False  # the table of its targets is its appendix
