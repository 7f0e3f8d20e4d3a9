"""A criteria set as it is edited and compared: its head and its lines as the set says them, without scores."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class SetHead:
    """What is said of a whole set; `steps` are the days of its process as `rules.set_steps` reads them."""

    guid: str
    index_code: str
    year: int
    title: str
    source: str = ""
    version: str = ""
    decision: str = ""
    level: str = "commune"
    declared_max: Decimal | None = None
    steps: str = "[]"
    bands: tuple[tuple[str, Decimal], ...] = ()  # name and least per cent, as the set gives them
    rating: str = "{}"


@dataclass(frozen=True)
class SetLine:
    """A criterion of a set in reading order; `max_points` is its own, whatever stands under it; 1 is a field."""

    guid: str
    parent_guid: str | None
    level: int
    code: str
    name: str
    max_points: Decimal
    is_leaf: bool
    bonus: bool = False
    rule: str = ""
    requirement: str = ""
    proof_wanted: str = ""
    responsible: str = ""
    applies_to: str = ""
    scored_by: str = "self"
    scoring: str = ""
    field_code: str = ""


@dataclass(frozen=True)
class CriteriaTable:
    """A set with its lines."""

    head: SetHead
    lines: tuple[SetLine, ...]

    @property
    def max_total(self) -> Decimal:
        """The points of its fields, bonus points left out."""
        return sum((line.max_points for line in self.lines if line.level == 1 and not line.bonus), Decimal(0))
