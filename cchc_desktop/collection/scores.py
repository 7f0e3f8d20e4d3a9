"""Points of an index over all offices: by field and in all, each office against its own maximum."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from cchc_desktop.collection.criteria import KnownSet, known_sets, usual
from cchc_desktop.collection.current import by_name, current, missing, with_offices
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.standing_points import assessed, in_maximum, reached, scored, scored_leaf, unseen
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.sums import joined, sum_parts, summed, whole_number
from cchc_desktop.collection.tables import criterion, criterion_score, office, office_year, submission
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import FieldHead, OfficeScore, ScoreSum, ScoreTable, WeakCriterion
from cchc_desktop.rules.scoring.rating import Rating, rating_from_json
from cchc_desktop.rules.scoring.rule_error import RuleError
from cchc_desktop.rules.scoring.standing import ScoredPart, reckon
from cchc_desktop.rules.scoring.sums import index_of
from cchc_desktop.services.scoring.index_totals import causes_of
from cchc_desktop.writers.pauses import no_collecting

Bands = Sequence[tuple[Decimal, str]]

_ZERO = Decimal(0)


class _Beside(NamedTuple):
    """Points beside the maximum."""

    plus: Decimal = _ZERO
    minus: Decimal = _ZERO


@no_collecting()
def read(collection: Collection, year: int, index_code: str) -> ScoreTable:
    """The points of all current self-scores of an index. Raises `UserError` where none has come."""
    with collection.reading() as connection:
        sets = known_sets(connection, year, index_code)
        if not sets:
            raise UserError(
                _("No office has sent its points for “{index}” in {year}. Take their packages in first.").format(
                    index=index_code, year=year
                )
            )
        most = usual(sets)
        rating = rating_of(most.rating)
        sums = connection.execute(_sums(year, index_code)).all()
        beside = _beside(connection, year, index_code) if any(known.has_bonus for known in sets) else {}
        zeros = _zeros(connection, year, index_code) if any(gate.no_zero for gate in rating.gates) else {}
        codes = {gate.code for gate in rating.gates if gate.code}
        shares = _shares(connection, sets, codes, year, index_code) if codes else {}
        offices = connection.execute(_offices(year, index_code)).all()
        absent = missing(connection, year, SubmissionKind.SCORE, index_code)
    of_set = {known.set_id: known for known in sets}
    fields: dict[int, dict[str, ScoreSum]] = defaultdict(dict)
    for office_id, set_id, top, *points in sums:
        fields[office_id][of_set[set_id].codes[top]] = _sum(*points)
    listed = tuple(
        OfficeScore(
            row.id,
            row.name,
            row.group_name or "",
            row.ranked is not False and row.ranked != 0,
            tuple(sorted(causes_of(row.causes or "[]"))),
            row.submission_id,
            row.set_id,
            fields[row.id],
            _whole(fields[row.id].values(), beside.get(row.id, _Beside()), rating),
            tuple(zeros.get(row.id, ())),
            shares.get(row.id, {}),
        )
        for row in sorted(offices, key=lambda row: by_name(row.name))
    )
    changed = tuple(one.name for one in listed if one.set_id != most.set_id)
    heads = _heads(most, sets)
    return ScoreTable(index_code, year, most.title, heads, listed, most.bands, most.rating, changed, absent)


def read_below(collection: Collection, year: int, index_code: str, code: str) -> ScoreTable:
    """The points of what stands below one criterion alone, as those of a survey: the criterion is the only field."""
    with collection.reading() as connection:
        sets = known_sets(connection, year, index_code)
        chosen = _sums(year, index_code).where(_in_leaves(sets, code))
        sums = connection.execute(chosen).all()
        offices = {row.id: row for row in connection.execute(_offices(year, index_code))}
    by_office: dict[int, list[ScoreSum]] = defaultdict(list)
    for office_id, _set_id, _top, *points in sums:
        by_office[office_id].append(_sum(*points))
    most = usual(sets)
    listed = tuple(
        OfficeScore(
            row.id, row.name, row.group_name or "", True, (), row.submission_id, row.set_id, {code: whole}, whole
        )
        for row in sorted(offices.values(), key=lambda row: by_name(row.name))
        for whole in [_whole(by_office[row.id], _Beside(), Rating())]
    )
    head = FieldHead(code, most.names.get(code, code), most.maxima.get(code, _ZERO))
    return ScoreTable(index_code, year, most.title, (head,), listed, most.bands, "{}")


def weakest(collection: Collection, year: int, index_code: str, *, most: int = 10) -> tuple[WeakCriterion, ...]:
    """The criteria in which the offices together reach the least, the weakest first."""
    points, maximum = reached(), whole_number(criterion_score.c.max_points)
    chosen = (
        select(
            criterion_score.c.code,
            func.min(criterion.c.name).label("name"),
            *sum_parts(points, "reached"),
            *sum_parts(maximum, "maximum"),
            func.sum(case((points < maximum // 2, 1), else_=0)).label("below_half"),
            func.count().label("offices"),
        )
        .select_from(scored(index_code, year))
        .where(current(year, SubmissionKind.SCORE, index_code), scored_leaf(), in_maximum())
        .group_by(criterion_score.c.code)
    )
    with collection.reading() as connection:
        rows = connection.execute(chosen).all()
    found = []
    for row in rows:
        share = index_of(summed(row, "reached"), summed(row, "maximum"))
        if share is not None and share < 100:
            found.append(WeakCriterion(row.code, row.name, share, int(row.below_half), int(row.offices)))
    return tuple(sorted(found, key=lambda one: (one.share, one.code))[:most])


def rating_of(text: str) -> Rating:
    """What decides the band beside the share; nothing where it cannot be read."""
    try:
        return rating_from_json(text or "{}")
    except RuleError:
        return Rating()


def _sum(max_high: Any, max_low: Any, own_high: Any, own_low: Any, high: Any, low: Any, unseen: Any) -> ScoreSum:
    return ScoreSum(joined(max_high, max_low), joined(own_high, own_low), joined(high, low), int(unseen or 0))


def _sums(year: int, index_code: str) -> Any:
    """By office and field: its own maximum, its own points, those of the last round, and what nobody looked at."""
    return (
        select(
            criterion_score.c.office_id,
            criterion_score.c.set_id,
            criterion.c.top,
            *sum_parts(criterion_score.c.max_points, "maximum"),
            *sum_parts(criterion_score.c.self_score, "own"),
            *sum_parts(reached(), "reached"),
            func.sum(case((unseen(), 1), else_=0)).label("unseen"),
        )
        .select_from(scored(index_code, year))
        .where(current(year, SubmissionKind.SCORE, index_code), scored_leaf(), in_maximum())
        .group_by(criterion_score.c.office_id, criterion_score.c.set_id, criterion.c.top)
    )


def _beside(connection: Connection, year: int, index_code: str) -> dict[int, _Beside]:
    """Bonus and penalty points of each office."""
    points = reached()
    chosen = (
        select(
            criterion_score.c.office_id,
            *sum_parts(case((points > 0, points), else_=0), "plus"),
            *sum_parts(case((points < 0, points), else_=0), "minus"),
        )
        .select_from(scored(index_code, year))
        .where(current(year, SubmissionKind.SCORE, index_code), scored_leaf(), assessed(), criterion.c.bonus)
        .group_by(criterion_score.c.office_id)
    )
    rows = connection.execute(chosen).all()
    return {row.office_id: _Beside(summed(row, "plus"), -summed(row, "minus")) for row in rows}


def _zeros(connection: Connection, year: int, index_code: str) -> dict[int, list[str]]:
    """By office: the criteria at zero points, which keep it from bands that ask for none."""
    chosen = (
        select(criterion_score.c.office_id, criterion_score.c.code)
        .select_from(scored(index_code, year))
        .where(current(year, SubmissionKind.SCORE, index_code), scored_leaf(), in_maximum(), reached() == 0)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for office_id, code in connection.execute(chosen):
        found[office_id].append(code)
    return found


def _shares(
    connection: Connection, sets: Sequence[KnownSet], codes: Iterable[str], year: int, index_code: str
) -> dict[int, dict[str, Decimal]]:
    """By office: per cent of each criterion that a gate names, what stands below it included."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for code in sorted(codes):
        chosen = _sums(year, index_code).where(_in_leaves(sets, code))
        by_office: dict[int, list[Any]] = defaultdict(list)
        for row in connection.execute(chosen):
            by_office[row.office_id].append(row)
        for office_id, rows in by_office.items():
            points = sum((summed(row, "reached") for row in rows), _ZERO)
            share = index_of(points, sum((summed(row, "maximum") for row in rows), _ZERO))
            if share is not None:
                found[office_id][code] = share
    return found


def _in_leaves(sets: Sequence[KnownSet], code: str) -> ColumnElement[bool]:
    """That a score is of a leaf at or below a criterion, in whichever set its office scores by."""
    parts = [
        and_(criterion_score.c.set_id == known.set_id, criterion_score.c.position.in_(known.leaves_below(code)))
        for known in sets
        if code in known.names
    ]
    return or_(*parts) if parts else criterion_score.c.set_id.is_(None)


def _whole(parts: Iterable[ScoreSum], beside: _Beside, rating: Rating) -> ScoreSum:
    kept = list(parts)
    reckoned = reckon(
        [ScoredPart(part.reached, part.maximum) for part in kept],
        bonus=beside.plus,
        penalty=beside.minus,
        most_bonus=rating.most_bonus,
        most_penalty=rating.most_penalty,
    )
    own = sum((part.self_score for part in kept), _ZERO)
    return ScoreSum(reckoned.maximum, own, reckoned.points, sum(part.open for part in kept))


def _heads(most: KnownSet, sets: Sequence[KnownSet]) -> tuple[FieldHead, ...]:
    """The fields of the usual set, then those that other sets alone have."""
    found: dict[str, FieldHead] = {}
    for known in (most, *sets):
        for code in known.fields:
            found.setdefault(code, FieldHead(code, known.names[code], known.maxima[code]))
    return tuple(found.values())


def _offices(year: int, index_code: str) -> Any:
    columns = (office.c.id, office.c.name, office_year.c.group_name, office_year.c.ranked, office_year.c.causes)
    chosen = select(*columns, submission.c.id.label("submission_id"), submission.c.set_id)
    return chosen.select_from(with_offices(year)).where(current(year, SubmissionKind.SCORE, index_code))
