"""What a criteria set comes to: own maximum, unrounded share, band with what holds it back. Plain rows, no database."""

import json
from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.models.index_rows import CriterionRow, IndexTotal
from cchc_desktop.rules import scoring
from cchc_desktop.rules.scoring.rating import Rating, rate, rating_from_json
from cchc_desktop.rules.scoring.rule_error import RuleError
from cchc_desktop.rules.scoring.standing import ScoredPart, reckon
from cchc_desktop.rules.scoring.sums import index_of

KINDS = ("self", "appraised", "reached")
_COLUMNS = {"self": "self_score", "appraised": "appraised", "reached": "reached"}
_ZERO = Decimal(0)


def totals_of(
    criteria: Sequence[CriterionRow], bands: Sequence[tuple[Decimal, str]], rating: str, causes: str
) -> tuple[IndexTotal, ...]:
    """The totals by the office's own points, by appraisal, and by the last round; see `IndexTotal`."""
    return tuple(_total(kind, criteria, bands, _rating(rating), causes_of(causes)) for kind in KINDS)


def causes_of(text: str) -> frozenset[str]:
    """The events that are kept with a set; none of a text that is no list."""
    try:
        kept = json.loads(text or "[]")
    except ValueError:
        return frozenset()
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


def _rating(text: str) -> Rating:
    """What decides the band beside the share; nothing where it cannot be read, which the checks of the set tell."""
    try:
        return rating_from_json(text or "{}")
    except RuleError:
        return Rating()


def _total(
    kind: str,
    criteria: Sequence[CriterionRow],
    bands: Sequence[tuple[Decimal, str]],
    rating: Rating,
    causes: frozenset[str],
) -> IndexTotal:
    leaves = [row for row in criteria if row.is_leaf and row.applicable]
    points = {row.guid: _points(row, kind) for row in leaves}
    counted = [row for row in leaves if row.counts(points[row.guid])]
    beside = [points[row.guid] or _ZERO for row in leaves if row.bonus]
    reckoned = reckon(
        [ScoredPart(points[row.guid] or _ZERO, counted_maximum(row)) for row in counted],
        bonus=sum((value for value in beside if value > 0), _ZERO),
        penalty=-sum((value for value in beside if value < 0), _ZERO),
        most_bonus=rating.most_bonus,
        most_penalty=rating.most_penalty,
    )
    surveyed = {row.guid for row in leaves if row.scored_by == "survey"}
    by_others = {guid: value for guid, value in points.items() if guid not in surveyed} or points
    scored = any(value is not None for value in by_others.values())  # a survey alone is no appraisal
    rated = rate(
        reckoned.index if scored else None,
        bands,
        rating,
        zeros=[row.code for row in counted if points[row.guid] == 0],
        shares=_shares(criteria, points) if any(gate.code for gate in rating.gates) else {},
        causes=causes,
    )
    share = reckoned.index if scored else None
    return IndexTotal(kind, reckoned.points, reckoned.maximum, share, rated.band, rated.reasons)


def may_exclude(scoring_: str) -> bool:
    """Whether a rule, as it is kept, has something to leave out of the maximum."""
    return '"excluded"' in scoring_


def counted_maximum(row: CriterionRow) -> Decimal:
    """What a leaf is out of: without the parts that its rule does not assess by what was typed or figures say.

    A leaf that is not assessed at all is marked as not applicable instead. Rules that leave nothing out are not read.
    """
    if not may_exclude(row.scoring):
        return row.max_points
    try:
        rule = scoring.from_json(row.scoring)
    except RuleError:
        return row.max_points
    given = {**typed_inputs(row.known), **typed_inputs(row.inputs)}
    outcome = scoring.compute(rule, row.max_points, given, not_arising=row.not_arising)
    return outcome.maximum or row.max_points


def typed_inputs(text: str) -> dict[str, str | bool]:
    """What was typed for the rule of a criterion, by the names of its inputs; nothing of a text that is no object."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {str(name): value if isinstance(value, bool) else str(value) for name, value in kept.items() if value != ""}


def _points(row: CriterionRow, kind: str) -> Decimal | None:
    value: Decimal | None = getattr(row, _COLUMNS[kind])
    return row.survey if value is None and kind == "appraised" and row.scored_by == "survey" else value


def _shares(criteria: Sequence[CriterionRow], points: dict[str, Decimal | None]) -> dict[str, Decimal]:
    """Per cent of every criterion by its code, sums of what is below it included."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    codes = {}
    for row in reversed(criteria):  # children before their parents
        codes[row.guid] = row.code
        own = (points.get(row.guid) or _ZERO, counted_maximum(row)) if row.guid in points else (_ZERO, _ZERO)
        reached, most = sums.get(row.guid, (_ZERO, _ZERO))
        sums[row.guid] = (reached + own[0], most + own[1])
        if row.parent_guid is not None:
            above = sums.get(row.parent_guid, (_ZERO, _ZERO))
            sums[row.parent_guid] = (above[0] + sums[row.guid][0], above[1] + sums[row.guid][1])
    shares = {codes[guid]: index_of(*sums[guid]) for guid in codes}
    return {code: share for code, share in shares.items() if share is not None}
