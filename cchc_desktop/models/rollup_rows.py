"""What many offices come to together: progress, figures, scores and ranks, as papers and window show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from cchc_desktop.rules.choices import Choices, choices_of
from cchc_desktop.rules.scoring.sums import index_of, percent


class TaskCounts(NamedTuple):
    """How tasks stand; an overdue one counts as late and as nothing else, as on a dossier's own progress sheet."""

    done: int = 0
    in_progress: int = 0
    late: int = 0
    not_started: int = 0
    set_aside: int = 0
    on_time: int = 0  # of those done: by their last day, or without one

    @property
    def total(self) -> int:
        """All tasks."""
        return self.done + self.in_progress + self.late + self.not_started + self.set_aside

    @property
    def done_share(self) -> Decimal | None:
        """The tasks done in per cent of all; None without any."""
        return percent(Decimal(self.done), Decimal(self.total))

    @property
    def on_time_share(self) -> Decimal | None:
        """Those done in time in per cent of those done; None while none is."""
        return percent(Decimal(self.on_time), Decimal(self.done))

    @property
    def late_share(self) -> Decimal | None:
        """The overdue ones in per cent of all; None without any."""
        return percent(Decimal(self.late), Decimal(self.total))


class FieldProgress(NamedTuple):
    """The tasks of a field of the reform; `code` is "" for those of none."""

    code: str
    name: str
    counts: TaskCounts


class OfficeProgress(NamedTuple):
    """The tasks of an office, in all and by field."""

    office_id: int
    name: str
    group_name: str
    counts: TaskCounts
    fields: Mapping[str, TaskCounts]


@dataclass(frozen=True)
class ProgressTable:
    """Progress as of a day: fields, offices, the whole, and the offices whose plan has not come."""

    year: int
    as_of: date
    fields: tuple[FieldProgress, ...]
    offices: tuple[OfficeProgress, ...]
    whole: TaskCounts
    missing: tuple[str, ...] = ()


class OfficeTask(NamedTuple):
    """A task of an office as it sent it; `days_late` is 0 where it is not overdue."""

    office_id: int
    office: str
    submission_id: int
    guid: str
    group_title: str
    number: str
    text: str
    lead: str
    deadline: str
    status: str
    percent: int
    due_on: date | None
    done_on: date | None
    result: str
    days_late: int = 0


class OtherUnit(NamedTuple):
    """What offices gave for a code in another unit, or as another kind of figure: it is named and not added."""

    unit: str
    kind: str
    offices: int
    names: tuple[str, ...]  # the first ones


@dataclass(frozen=True)
class FigureSum:
    """One figure over all offices whose report came.

    `how` says what `value` is: "sum" of counts and amounts, "weighted" (from the sums that its formula needs), "mean"
    of the offices' own values (each counts the same), "answers" where it is counted in `answers` by its words.
    """

    code: str
    group: str
    name: str
    unit: str
    kind: str
    field_code: str
    formula: str
    how: str
    value: Decimal | None
    previous: Decimal | None  # of the period before, of the offices that told it
    given: int  # offices with a value
    estimated: int = 0  # of them not final
    least: Decimal | None = None
    most: Decimal | None = None
    answers: tuple[tuple[str, int], ...] = ()
    others: tuple[OtherUnit, ...] = ()

    @property
    def choices(self) -> Choices:
        """The answers that a value is a code of; none where it is a number."""
        return choices_of(self.kind, self.unit, self.name)


@dataclass(frozen=True)
class FigureTable:
    """The figures of a period, in the order of their form; `reports` came of `awaited` offices."""

    period: str
    lines: tuple[FigureSum, ...]
    reports: int
    awaited: int
    missing: tuple[str, ...] = ()


class OfficeFigure(NamedTuple):
    """What one office gave for a figure, in its report."""

    office_id: int
    office: str
    submission_id: int
    value: Decimal | None
    previous: Decimal | None
    unit: str
    estimated: bool
    note: str
    source: str


class FigureDoubt(NamedTuple):
    """Something to look at in a report: `kind` is "sum" (it does not add up) or "far" (from others, from before)."""

    kind: str
    office_id: int
    office: str
    submission_id: int
    code: str
    name: str
    sentence: str


class FieldHead(NamedTuple):
    """A field of a criteria set."""

    code: str
    name: str
    max_points: Decimal


class ScoreSum(NamedTuple):
    """Points of an office in a field or in all: its own maximum, its own points, those of the last round; unrounded.

    `open` criteria were not looked at yet by who appraises: they count with the office's own points.
    """

    maximum: Decimal = Decimal(0)
    self_score: Decimal = Decimal(0)
    reached: Decimal = Decimal(0)
    open: int = 0

    @property
    def share(self) -> Decimal | None:
        """Per cent of the own maximum, unrounded; None where nothing applies."""
        return index_of(self.reached, self.maximum)


class OfficeScore(NamedTuple):
    """An office's points by field (by code) and in all, and how it stands in the year."""

    office_id: int
    name: str
    group_name: str
    ranked: bool
    causes: tuple[str, ...]
    submission_id: int
    set_id: int
    fields: Mapping[str, ScoreSum]
    whole: ScoreSum
    zeros: tuple[str, ...] = ()  # codes of criteria at zero points, where a gate asks for them
    shares: Mapping[str, Decimal] = {}  # per cent by code of the criteria that gates name


@dataclass(frozen=True)
class ScoreTable:
    """The points of all offices for an index in a year; `changed` offices score by another set than most."""

    index_code: str
    year: int
    title: str
    fields: tuple[FieldHead, ...]
    offices: tuple[OfficeScore, ...]
    bands: tuple[tuple[Decimal, str], ...]
    rating: str
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class RankedOffice(NamedTuple):
    """A line of the ranking; `rank` is None for an office that is not ranked, `shown` the share as it is printed."""

    rank: int | None
    office_id: int
    name: str
    group_name: str
    maximum: Decimal
    points: Decimal
    share: Decimal | None  # the index, unrounded
    shown: str
    band: str
    reasons: tuple[str, ...] = ()
    open: int = 0


class BandCount(NamedTuple):
    """How many offices reached a band; `least` and `below` bound it in per cent, `share` is per cent of the offices."""

    name: str
    least: Decimal
    below: Decimal | None
    offices: int
    share: Decimal


@dataclass(frozen=True)
class Spread:
    """A field, or the whole: mean, highest and lowest index with who reached them, and the offices in each band."""

    code: str
    name: str
    mean: Decimal | None
    highest: Decimal | None
    lowest: Decimal | None
    best: tuple[str, ...]
    worst: tuple[str, ...]
    bands: tuple[BandCount, ...]
    offices: int


@dataclass(frozen=True)
class Ranking:
    """The offices by rank, those that are not ranked apart, how each field and the whole spread."""

    index_code: str
    year: int
    title: str
    rows: tuple[RankedOffice, ...]
    apart: tuple[RankedOffice, ...]
    whole: Spread
    fields: tuple[Spread, ...]
    scores: ScoreTable
    bands: tuple[tuple[Decimal, str], ...]


class WeakCriterion(NamedTuple):
    """A criterion in which many offices lose points: per cent of what applies that all reach, offices below half."""

    code: str
    name: str
    share: Decimal
    below_half: int
    offices: int


class RoundSaid(NamedTuple):
    """What an appraiser said of a criterion in a round; `number` counts what was said in it."""

    round: str
    number: int
    score: Decimal | None
    assessed: bool
    comment: str
    by: str
    at: datetime


class AppraisedLine(NamedTuple):
    """A criterion of an office beside what was said of it; `rounds` has the latest of each round."""

    office_id: int
    office: str
    submission_id: int
    guid: str
    code: str
    name: str
    level: int
    is_leaf: bool
    bonus: bool
    scored_by: str
    max_points: Decimal
    self_score: Decimal | None
    survey: Decimal | None
    applicable: bool
    not_arising: bool
    explanation: str
    inputs: str
    evidence_count: int
    rounds: Mapping[str, RoundSaid]
    reached: Decimal | None = None
    assessed: bool = True


class EvidenceLine(NamedTuple):
    """A piece of evidence that an office sent for a criterion or a task."""

    guid: str
    owner_guid: str
    title: str
    file_name: str
    sha256: str
    size: int
    kind: str
    reference: str
    number: str
    issued_on: date | None
    issuer: str
    package_id: int


class QuotedText(NamedTuple):
    """What an office wrote under a heading, at hand for the consolidated report."""

    office_id: int
    office: str
    submission_id: int
    guid: str
    title: str
    text: str


@dataclass(frozen=True)
class TimelinessLine:
    """An office beside the papers it owes: a word for each ("đúng hạn", "trễ 3 ngày"), and what was in time."""

    name: str
    cells: tuple[str, ...]
    on_time: int
    late: int
    missing: int


@dataclass(frozen=True)
class TimelinessSheet:
    """Who sent what of a year; `papers` are the headings with their days."""

    year: int
    as_of: date
    papers: tuple[str, ...]
    lines: tuple[TimelinessLine, ...]
    totals: tuple[tuple[int, int, int], ...] = field(default=())  # by paper: in time, late, missing
