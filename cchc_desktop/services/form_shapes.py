"""What the file of a form holds, kind by kind, as `resources/README.md` tells it; other members are passed over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc_desktop.rules.periods import PeriodKind


@dataclass(frozen=True)
class OutlineItem:
    """A heading of an outline, with those below it."""

    title: str
    number: str = ""
    guidance: str = ""
    field: str = ""
    periods: tuple[PeriodKind, ...] = ()
    figures: tuple[str, ...] = ()
    optional: bool = False
    tiers: tuple[str, ...] = ()
    items: tuple["OutlineItem", ...] = ()


@dataclass(frozen=True)
class Outline:
    """The headings that a report follows, and the set of figures that they name."""

    title: str
    items: tuple[OutlineItem, ...]
    code: str = ""
    valid_from: date | None = None
    default_from: date | None = None
    figures_set: str = "cchc_72"
    source: str = ""


@dataclass(frozen=True)
class Figure:
    """A number, share or choice that a period is told by."""

    code: str
    name: str
    also_named: tuple[str, ...] = ()
    unit: str = ""
    kind: str = "count"
    formula: str = ""
    cumulative: bool = True
    source: str = "typed"


@dataclass(frozen=True)
class FigureGroup:
    """Figures that stand together, usually of one field."""

    title: str
    figures: tuple[Figure, ...]
    field: str = ""


@dataclass(frozen=True)
class FigureCheck:
    """What must hold between figures."""

    formula: str
    message: str = ""


@dataclass(frozen=True)
class Figures:
    """A data appendix."""

    title: str
    groups: tuple[FigureGroup, ...]
    checks: tuple[FigureCheck, ...] = ()
    code: str = ""
    valid_from: date | None = None
    source: str = ""


@dataclass(frozen=True)
class ScoreBand:
    """What a result is called from so many percent on."""

    name: str
    min: Decimal


@dataclass(frozen=True)
class Criterion:
    """A line of an index, with those below it."""

    code: str
    name: str
    max: Decimal
    rule: str = ""
    field: str = ""
    bonus: bool = False
    requirement: str = ""
    proof_wanted: str = ""
    responsible: str = ""
    applies_to: str = ""
    scored_by: str = "self"
    children: tuple["Criterion", ...] = ()


@dataclass(frozen=True)
class Criteria:
    """A criteria set."""

    index_code: str
    title: str
    criteria: tuple[Criterion, ...]
    bands: tuple[ScoreBand, ...] = ()
    source: str = ""
    year_from: int = 0
    version: str = ""
    decision: str = ""
    level: str = "commune"
    declared_max: Decimal | None = None


@dataclass(frozen=True)
class ReportDue:
    """The day of every year by which a report is due."""

    period: PeriodKind
    due_day: int
    due_month: int


class OwedKind(StrEnum):
    """What is owed besides reports."""

    PLAN = "plan"
    SCORE = "score"


@dataclass(frozen=True)
class PaperDue:
    """A paper that is owed each year, and its day."""

    kind: OwedKind
    due_day: int
    due_month: int


@dataclass(frozen=True)
class Regime:
    """Which reports are due when."""

    title: str
    reports: tuple[ReportDue, ...]
    papers: tuple[PaperDue, ...] = ()
    code: str = ""
    source: str = ""


@dataclass(frozen=True)
class Survey:
    """A questionnaire as to its index and conditions; its questions are read by `parse_questionnaire`."""

    title: str
    index_code: str = "SIPAS"
    least_share: Decimal = Decimal(0)
    least_forms: int = 0


@dataclass(frozen=True)
class Amendment:
    """A paper that changed another one."""

    text: str


@dataclass(frozen=True)
class LegalBasis:
    """A paper that others cite at their head."""

    text: str
    field: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    source: str = ""
    amended_by: tuple[Amendment, ...] = ()
    partly_from: date | None = None
    partly_by: str = ""


@dataclass(frozen=True)
class LegalBases:
    """Papers to cite, and the day on which their standing was known."""

    title: str
    known_on: date
    bases: tuple[LegalBasis, ...]
    valid_from: date | None = None
    source: str = ""
