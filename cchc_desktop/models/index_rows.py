"""Rows of an index: its criteria with their scores, and the whole of a criteria set."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class CriterionRow:
    """One line of a criteria tree with its scores; parents carry sums."""

    guid: str
    revision: int
    parent_guid: str | None
    level: int
    code: str  # "7.2"
    name: str
    rule: str  # how it is scored, in words
    is_leaf: bool
    max_points: Decimal
    self_score: Decimal | None
    appraised: Decimal | None
    survey: Decimal | None
    last_year: Decimal | None
    applicable: bool
    explanation: str
    evidence_count: int
    task_guids: tuple[str, ...] = ()
    bonus: bool = False  # bonus and penalty points stand outside the total
    requirement: str = ""
    proof_wanted: str = ""  # the evidence that the set asks for
    responsible: str = ""
    applies_to: str = ""
    scored_by: str = "self"  # "self", "council" or "survey"
    scoring: str = ""  # the rule as data (`rules.scoring`), "" while it is scored by hand
    own_max: Decimal | None = None  # of a parent what the set gives it, whatever applies below; None as `max_points`
    score_guid: str | None = None  # of the row that holds its scores, which is made when it is first scored
    score_revision: int = 0
    field_code: str = ""
    final: Decimal | None = None  # as it was settled in the end
    reached: Decimal | None = None  # by the last round that gave any points: settled, survey, appraised, self-scored
    not_arising: bool = False  # nothing of the kind happened in the year
    inputs: str = "{}"  # what was typed for the rule, JSON {name: value}
    known: str = "{}"  # what figures give a rule that may leave something out of the maximum, JSON {name: value}

    def counts(self, points: Decimal | None) -> bool:
        """Whether this is a leaf that with these points belongs to the office's own maximum."""
        wanted = self.is_leaf and self.applicable and not self.bonus
        return wanted and (self.scored_by == "self" or points is not None)


@dataclass(frozen=True)
class IndexTotal:
    """What an office comes to by one kind of points: "self", "appraised", or "reached" (the last round of each leaf).

    `maximum` is the office's own: what does not apply, and surveys and councils that gave no points, leave it. `share`
    is per cent of it, unrounded, None while nothing is scored; `reasons` say what held the band back.
    """

    kind: str
    points: Decimal
    maximum: Decimal
    share: Decimal | None
    band: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexView:
    """A criteria set of a year with its totals."""

    guid: str  # of the criteria set
    index_code: str  # PAR_INDEX_COMMUNE ...
    title: str
    year: int
    criteria: tuple[CriterionRow, ...]
    max_total: Decimal
    self_total: Decimal
    last_year_total: Decimal | None
    band: str
    source: str = ""
    version: str = ""
    decision: str = ""  # the paper that issues the set
    level: str = "commune"
    declared_max: Decimal | None = None  # as the paper says it
    steps: str = "[]"  # the days of the process, JSON [[step, from or null, to], ...]
    rating: str = "{}"
    causes: str = "[]"  # the events of the year that cap the band, JSON list of the causes that the rating names
    bands: tuple[tuple[Decimal, str], ...] = ()  # least per cent and name, as the set gives them
    revision: int = 0
    totals: tuple[IndexTotal, ...] = ()

    @property
    def own_max(self) -> Decimal:
        """What the office's own points are out of: what does not apply and what others have yet to score leaves it."""
        return self.total("self").maximum

    def total(self, kind: str) -> IndexTotal:
        """The total of one kind of points; of a view of an earlier package its own points are all that is known."""
        for one in self.totals:
            if one.kind == kind:
                return one
        if kind != "self" or not self.max_total:
            return IndexTotal(kind, Decimal(0), Decimal(0), None)
        return IndexTotal(kind, self.self_total, self.max_total, self.self_total * 100 / self.max_total, self.band)
