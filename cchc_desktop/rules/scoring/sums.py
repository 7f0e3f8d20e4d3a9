"""Sums of a criteria tree: totals, share, band, and what does not add up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_points

_ZERO = Decimal(0)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class ScoredCriterion:
    """One criterion; `score` is None until it is scored, and counts on leaves alone."""

    code: str
    parent: str | None
    max: Decimal
    score: Decimal | None = None
    applicable: bool = True


@dataclass(frozen=True)
class Total:
    """Sums over the applicable leaves of a criterion; `lost` counts scored leaves alone."""

    max: Decimal = _ZERO
    score: Decimal = _ZERO
    lost: Decimal = _ZERO
    scored_leaves: int = 0
    leaves: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.max + other.max,
            self.score + other.score,
            self.lost + other.lost,
            self.scored_leaves + other.scored_leaves,
            self.leaves + other.leaves,
        )


def totals(lines: Iterable[ScoredCriterion]) -> dict[str, Total]:
    """The total of every criterion by code; what does not apply (it and all below it) leaves the denominator."""
    known = list(lines)
    children = _children(known)
    result: dict[str, Total] = {}

    def sum_up(line: ScoredCriterion, applicable: bool) -> Total:
        applicable = applicable and line.applicable
        below = children.get(line.code, [])
        if below:
            total = sum((sum_up(child, applicable) for child in below), Total())
        elif not applicable:
            total = Total()
        elif line.score is None:
            total = Total(max=line.max, leaves=1)
        else:
            total = Total(line.max, line.score, line.max - line.score, 1, 1)
        result[line.code] = total
        return total

    for line in _roots(known):
        sum_up(line, True)
    return result


def percent(score: Decimal, maximum: Decimal) -> Decimal | None:
    """The share in percent with two decimals; None where nothing applies."""
    if maximum <= 0:
        return None
    return (score * 100 / maximum).quantize(_HUNDREDTH, ROUND_HALF_UP)


def band(share: Decimal | None, bands: Sequence[tuple[Decimal, str]]) -> str:
    """The name of the highest band whose minimum the share reaches, "" when there is none."""
    if share is None:
        return ""
    reached = [(minimum, name) for minimum, name in bands if share >= minimum]
    return max(reached)[1] if reached else ""


def check(lines: Iterable[ScoredCriterion]) -> list[str]:
    """What is wrong with the points, in whole sentences, in the order of the tree."""
    known = list(lines)
    children = _children(known)
    problems = []
    for line in known:
        below = children.get(line.code, [])
        points = sum((child.max for child in below), _ZERO)
        if below and points > line.max:
            problems.append(
                _(
                    "Criterion {code}: the total of its sub-criteria ({total}) is greater than its maximum ({maximum})."
                ).format(code=line.code, total=format_points(points), maximum=format_points(line.max))
            )
        if line.max < 0:
            problems.append(
                _("Criterion {code}: the maximum ({maximum}) is below zero.").format(
                    code=line.code, maximum=format_points(line.max)
                )
            )
        if not below and line.score is not None and line.applicable:
            problems.extend(_score_problems(line, line.score))
    return problems


def _score_problems(line: ScoredCriterion, score: Decimal) -> list[str]:
    if score < 0:
        return [
            _("Criterion {code}: the score ({score}) is below zero.").format(code=line.code, score=format_points(score))
        ]
    if score > line.max:
        return [
            _("Criterion {code}: the score ({score}) is greater than the maximum ({maximum}).").format(
                code=line.code, score=format_points(score), maximum=format_points(line.max)
            )
        ]
    return []


def _children(lines: Sequence[ScoredCriterion]) -> dict[str, list[ScoredCriterion]]:
    below: dict[str, list[ScoredCriterion]] = defaultdict(list)
    for line in lines:
        if line.parent is not None:
            below[line.parent].append(line)
    return below


def _roots(lines: Sequence[ScoredCriterion]) -> list[ScoredCriterion]:
    """The lines at the top, and those whose parent is not there."""
    codes = {line.code for line in lines}
    return [line for line in lines if line.parent is None or line.parent not in codes]
