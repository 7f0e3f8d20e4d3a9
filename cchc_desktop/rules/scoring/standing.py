"""Shares and ranks of offices as decisions publish them: from unrounded points, a third decimal where it decides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cchc_desktop.rules.numbers import format_number, rounded
from cchc_desktop.rules.scoring.sums import index_of

_PLACES = 2
_MOST_PLACES = 6
_SAME = 12  # decimals to which two shares are one: points that are sums of thirds end somewhere
_LEAST_FORMS = 50
_LEAST_SHARE = Decimal(10)


class ScoredPart(NamedTuple):
    """One part of an index (appraised, surveyed, SIPAS): unrounded points; one that is not valid does not count."""

    points: Decimal
    maximum: Decimal
    valid: bool = True


@dataclass(frozen=True)
class Reckoned:
    """The points of an office, its own maximum, and its index in percent (None where nothing counts), unrounded."""

    points: Decimal
    maximum: Decimal
    index: Decimal | None


def reckon(
    parts: Iterable[ScoredPart],
    *,
    bonus: Decimal = Decimal(0),
    penalty: Decimal = Decimal(0),
    most_bonus: Decimal | None = None,
    most_penalty: Decimal | None = None,
) -> Reckoned:
    """What an office reaches of its own maximum, which parts that are not valid leave.

    `bonus` and `penalty` are points above zero beside the maximum, each up to the most there is.
    """
    counted = [part for part in parts if part.valid]
    points = sum((part.points for part in counted), Decimal(0))
    points += bonus if most_bonus is None else min(bonus, most_bonus)
    points -= penalty if most_penalty is None else min(penalty, most_penalty)
    points = max(points, Decimal(0))
    maximum = sum((part.maximum for part in counted), Decimal(0))
    return Reckoned(points, maximum, index_of(points, maximum))


def survey_counts(forms: int, clients: int, *, share: Decimal = _LEAST_SHARE, least: int = _LEAST_FORMS) -> bool:
    """Whether a survey is valid: forms of so many per cent of the clients, and so many forms."""
    return forms >= least and clients > 0 and Decimal(forms) * 100 >= share * clients


def shares_shown(values: Sequence[Decimal | None]) -> tuple[str, ...]:
    """Unrounded shares as tables print them: "75,00", with a third decimal where two different ones would look alike.

    "" for an office without a share. Equal shares look alike; more decimals come only where three do not tell apart.
    """
    places = [_PLACES] * len(values)
    for more in range(_PLACES + 1, _MOST_PLACES + 1):
        kinds: dict[tuple[int, Decimal], set[Decimal]] = {}
        for value, place in zip(values, places, strict=True):
            if value is not None:
                kinds.setdefault((place, rounded(value, place)), set()).add(_exact(value))
        for number, value in enumerate(values):
            if value is not None and len(kinds[(places[number], rounded(value, places[number]))]) > 1:
                places[number] = more
    return tuple(
        "" if value is None else format_number(value, place) for value, place in zip(values, places, strict=True)
    )


def ranks(values: Sequence[Decimal | None]) -> tuple[int | None, ...]:
    """The rank of each by its unrounded share, highest first; equal ones share a rank and the next is left out."""
    exact = [None if value is None else _exact(value) for value in values]
    counts = Counter(value for value in exact if value is not None)
    found: dict[Decimal, int] = {}
    rank = 1
    for value in sorted(counts, reverse=True):
        found[value] = rank
        rank += counts[value]
    return tuple(None if value is None else found[value] for value in exact)


def _exact(value: Decimal) -> Decimal:
    return rounded(value, _SAME)
