"""Rows that travel in packages beside those that views are handed: frozen, each with guid and revision where kept."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.outline_rows import OutlineItemRow
from cchc_desktop.rules.frame_columns import Column


@dataclass(frozen=True)
class TaskResultRow:
    """What was reached of a task by a day; `day` is None for a result noted before days were kept."""

    guid: str
    revision: int
    task_guid: str
    day: date | None
    text: str
    percent: int | None = None


@dataclass(frozen=True)
class StatementRow:
    """A drafted sentence of a report item, with the guids of the rows it rests on."""

    guid: str
    revision: int
    item_guid: str
    position: int
    text: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeriodFigures:
    """The figures of a period that has no report."""

    period: str
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True)
class OutlineView:
    """A whole outline (đề cương) of reports; `items` in reading order."""

    guid: str
    revision: int
    code: str
    title: str
    valid_from: date | None
    source: str = ""
    items: tuple[OutlineItemRow, ...] = ()


@dataclass(frozen=True)
class SmallerCopy:
    """Evidence whose picture travels smaller: the hash of what the sender keeps, and that of what travels."""

    sha256: str
    copy_sha256: str


@dataclass(frozen=True)
class BaseRow:
    """The revision of the receiver's own row that something in a down package stands on; `table` is its entity."""

    table: str
    guid: str
    revision: int


@dataclass(frozen=True)
class Remark:
    """What the superior says of one row; `owner_kind` is its entity: "report", "report_item", "task", "criterion"."""

    guid: str
    revision: int
    owner_kind: str
    owner_guid: str
    text: str
    author: str
    at: datetime
    done: bool = False  # ticked by the office: "đã sửa"


@dataclass(frozen=True)
class Appraisal:
    """The points that the superior gives a leaf criterion in one round of appraisal, 1 or 2."""

    guid: str
    revision: int
    criterion_guid: str
    round: int
    score: Decimal | None
    comment: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ReturnedReport:
    """A report that goes back to drafting, and why."""

    guid: str
    revision: int
    report_guid: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AssignedRow:
    """A task that the superior gives; `guid` is that of the superior's own task, `source` how its paper is cited."""

    guid: str
    revision: int
    source: str
    group: str
    field_code: str
    printed_number: str
    cells: tuple[tuple[Column, str], ...]
