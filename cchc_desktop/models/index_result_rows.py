"""Rows of what was said and published of an index: rounds of points, results by year and office, goals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.numbers import format_percent


@dataclass(frozen=True)
class Said:
    """What somebody said of a criterion in a round; `guid` is that of an appraisal, "" of every other round."""

    round: Round
    points: Decimal | None
    by: str = ""
    at: datetime | None = None
    words: str = ""  # the appraiser's comment, of the office's own points its explanation
    answer: str = ""  # what the office answers to an appraisal
    guid: str = ""


@dataclass(frozen=True)
class RoundLine:
    """One line of a criteria set with all its rounds.

    `points` has the rounds that gave any: of a leaf the newest of each round; of a parent the sums as they stood after
    the round, what a round left alone counted as before.
    """

    guid: str
    code: str
    name: str
    level: int
    is_leaf: bool
    max_points: Decimal
    applicable: bool
    points: Mapping[Round, Decimal]
    said: tuple[Said, ...] = ()  # of a leaf, in the order of the rounds and days

    @property
    def differs(self) -> bool:
        """Whether one round gave other points than another."""
        return len(set(self.points.values())) > 1

    def change(self, round_: Round) -> Decimal | None:
        """How many points more (or less) than the round before; None where either gave none."""
        order = [one for one in Round if one in self.points]
        if round_ not in order or order[0] == round_:
            return None
        return self.points[round_] - self.points[order[order.index(round_) - 1]]


@dataclass(frozen=True)
class Rounds:
    """All lines of a criteria set in reading order, and the sums of the whole after each round."""

    lines: tuple[RoundLine, ...]
    totals: Mapping[Round, Decimal]


@dataclass(frozen=True)
class PublishedRow:
    """What was published of an index for one office; `office_name` is "" for the office itself."""

    index_code: str
    year: int
    office_name: str = ""
    points: Decimal | None = None
    max_points: Decimal | None = None
    rank: int | None = None
    ranked: int | None = None  # of how many
    band: str = ""
    decision: str = ""
    guid: str = ""  # "" for one that is not kept yet
    revision: int = 0

    @property
    def share(self) -> Decimal | None:
        """Per cent of its own maximum, unrounded; points alone are taken for per cent."""
        if self.points is None or self.max_points == 0:
            return None
        return self.points if self.max_points is None else self.points * 100 / self.max_points


@dataclass(frozen=True)
class GoalRow:
    """What an office wants of an index in a year; `value` is per cent of "share", a place of "rank", else None."""

    index_code: str
    year: int
    kind: str  # "share", "rank", "higher"
    value: Decimal | None = None
    guid: str = ""
    revision: int = 0

    @property
    def words(self) -> str:
        """As plans print it: "đạt từ 80% trở lên", "xếp hạng trong 5 đơn vị dẫn đầu", "cao hơn năm 2025"."""
        if self.kind == "higher" or self.value is None:
            return f"cao hơn năm {self.year - 1}"
        if self.kind == "rank":
            return f"xếp hạng trong {int(self.value)} đơn vị dẫn đầu"
        return f"đạt từ {format_percent(self.value)} trở lên"


@dataclass(frozen=True)
class OfficeResults:
    """One office beside the others: its published result of each year; `name` is "" for the office itself.

    `shown` are the shares as decisions print them: two decimals, a third where two offices would look alike. `ranks`
    are those that were published, else by the unrounded shares, equal ones sharing a rank.
    """

    name: str
    results: Mapping[int, PublishedRow]
    shown: Mapping[int, str] = field(default_factory=dict)
    ranks: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class YearOfIndex:
    """A year of an index over all offices: highest, mean and lowest per cent of what was published, and the goals.

    `met` says of each goal whether it was, None while that is not known. `own` is what the office's own set comes to,
    in per cent, where nothing is published.
    """

    year: int
    highest: Decimal | None = None
    mean: Decimal | None = None
    lowest: Decimal | None = None
    goals: tuple[GoalRow, ...] = ()
    met: tuple[bool | None, ...] = ()
    own: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """An index over years and offices: the office itself first, then the others by their names."""

    index_code: str
    years: tuple[YearOfIndex, ...]
    offices: tuple[OfficeResults, ...]


@dataclass(frozen=True)
class PastedResults:
    """Results read from a pasted table, and the lines that were not understood, each (line, words, why)."""

    rows: tuple[PublishedRow, ...]
    failed: tuple[tuple[int, str, str], ...] = field(default=())
