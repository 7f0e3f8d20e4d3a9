"""The criteria sets that offices score by: equal ones are one, and what stands where in each is compared by code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from sqlalchemy import Connection, func, select

from cchc_desktop.collection.current import current
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.tables import criteria_set, criterion, submission


@dataclass(frozen=True)
class SetCriterion:
    """A line of a set; `parent` and `position` are places in it."""

    position: int
    parent: int | None
    level: int
    code: str
    name: str
    rule: str
    is_leaf: bool
    bonus: bool
    max_points: Decimal
    scored_by: str
    field_code: str


@dataclass(frozen=True)
class KnownSet:
    """A set with its lines in reading order, and how many offices score by it."""

    set_id: int
    title: str
    decision: str
    bands: tuple[tuple[Decimal, str], ...]
    rating: str
    offices: int
    lines: tuple[SetCriterion, ...]

    @cached_property
    def codes(self) -> dict[int, str]:
        """Code by position."""
        return {line.position: line.code for line in self.lines}

    @cached_property
    def names(self) -> dict[str, str]:
        """Name by code."""
        return {line.code: line.name for line in self.lines}

    @cached_property
    def maxima(self) -> dict[str, Decimal]:
        """Points that the set gives, by code."""
        return {line.code: line.max_points for line in self.lines}

    @property
    def fields(self) -> tuple[str, ...]:
        """The codes at the top, in order."""
        return tuple(line.code for line in self.lines if line.parent is None)

    @property
    def has_bonus(self) -> bool:
        """Whether there are points beside the maximum."""
        return any(line.bonus for line in self.lines)

    def leaves_below(self, code: str) -> tuple[int, ...]:
        """The positions of the leaves at or below a criterion."""
        under = {line.position for line in self.lines if line.code == code}
        for line in self.lines:
            if line.parent in under:
                under.add(line.position)
        return tuple(line.position for line in self.lines if line.is_leaf and line.position in under)

    def surveyed(self) -> tuple[str, ...]:
        """The topmost criteria all of whose leaves a survey scores."""
        by_survey = {
            line.code: all(self._line(leaf).scored_by == "survey" for leaf in self.leaves_below(line.code))
            for line in self.lines
        }
        return tuple(
            line.code
            for line in self.lines
            if by_survey[line.code] and (line.parent is None or not by_survey[self.codes[line.parent]])
        )

    def _line(self, position: int) -> SetCriterion:
        return self._by_position[position]

    @cached_property
    def _by_position(self) -> dict[int, SetCriterion]:
        return {line.position: line for line in self.lines}


def known_sets(connection: Connection, year: int, index_code: str) -> tuple[KnownSet, ...]:
    """The sets that current self-scores of an index go by, the one of most offices first."""
    counted = select(submission.c.set_id, func.count().label("offices"))
    counted = counted.where(current(year, SubmissionKind.SCORE, index_code)).group_by(submission.c.set_id)
    many = dict(connection.execute(counted).tuples().all())
    heads = connection.execute(select(criteria_set).where(criteria_set.c.id.in_(list(many)))).all()
    lines: dict[int, list[SetCriterion]] = {head.id: [] for head in heads}
    columns = [criterion.c[name] for name in SetCriterion.__dataclass_fields__]
    chosen = select(criterion.c.set_id, *columns).where(criterion.c.set_id.in_(list(lines)))
    for set_id, *values in connection.execute(chosen.order_by(criterion.c.set_id, criterion.c.position)):
        lines[set_id].append(SetCriterion(*values))
    sets = [
        KnownSet(
            head.id, head.title, head.decision, bands_of(head.bands), head.rating, many[head.id], tuple(lines[head.id])
        )
        for head in heads
    ]
    return tuple(sorted(sets, key=lambda one: (-one.offices, one.set_id)))


def usual(sets: Sequence[KnownSet]) -> KnownSet:
    """The set that most offices score by."""
    return sets[0]


def bands_of(text: str) -> tuple[tuple[Decimal, str], ...]:
    """The bands that a set keeps, [[least per cent, name], ...], the highest first; none of what cannot be read."""
    try:
        kept = [(Decimal(str(least)), str(name)) for least, name in json.loads(text or "[]")]
    except (ValueError, TypeError, InvalidOperation):
        return ()
    return tuple(sorted(kept, key=lambda band: band[0], reverse=True))
