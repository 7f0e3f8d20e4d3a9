"""The figures of a period over all current reports, summed by their kinds; other units are named, not added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from cchc_desktop.collection.current import below, by_name, current, missing
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.sums import sum_parts, summed, whole_number
from cchc_desktop.collection.tables import figure, figure_value, office, submission
from cchc_desktop.models.figure_rows import HEADING
from cchc_desktop.models.points import unscaled
from cchc_desktop.models.rollup_rows import FigureSum, FigureTable, OfficeFigure, OtherUnit
from cchc_desktop.rules.choices import choices_of
from cchc_desktop.rules.formulas import evaluate
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.periods import Period

SUM, WEIGHTED, MEAN, ANSWERS = "sum", "weighted", "mean", "answers"
_ADDED = ("count", "amount")
_MOST_NAMED = 5
_PLACES = 2  # of a mean


class Meaning(NamedTuple):
    """What a code means to the offices that gave it this way, and what they gave."""

    figure_id: int
    code: str
    group: str
    name: str
    unit: str
    kind: str
    field_code: str
    formula: str
    cumulative: bool
    position: int
    rows: int
    given: int
    value: Decimal
    told_before: int
    previous: Decimal
    estimated: int
    least: Decimal | None
    most: Decimal | None


def measure(one: Any) -> tuple[str, str]:
    """What makes values of two meanings such that they may be added: the same unit and kind."""
    return " ".join(one.unit.split()).casefold(), one.kind


def read(collection: Collection, period: str) -> FigureTable:
    """The figures of a period, in the order of the form that most offices fill in."""
    with collection.reading() as connection:
        meanings = read_meanings(connection, period)
        usual, others = by_code(meanings)
        answers = _answers(connection, period, [one for group in usual.values() for one in group])
        named = _named(connection, period, [one for group in others.values() for one in group])
        year = Period.parse(period).year
        reports = connection.scalar(select(func.count()).where(current(year, SubmissionKind.REPORT, period)))
        absent = missing(connection, year, SubmissionKind.REPORT, period)
    sums = {code: _total(group, "value", "given") for code, group in usual.items() if _is_added(group[0])}
    before = {code: _total(group, "previous", "told_before") for code, group in usual.items() if _is_added(group[0])}
    lines = [_line(group, sums, before, answers, _others(others.get(code, ()), named)) for code, group in usual.items()]
    return FigureTable(period, tuple(lines), int(reports or 0), int(reports or 0) + len(absent), absent)


def read_values(collection: Collection, period: str, code: str) -> tuple[OfficeFigure, ...]:
    """What each office gave for a code, with the submission that it stands in, in the order of the offices' names."""
    year = Period.parse(period).year
    given = figure_value.c
    chosen = (
        select(
            *(given.office_id, office.c.name, given.submission_id, given.value, given.previous, figure.c.unit),
            *(given.estimated, given.note, given.source),
        )
        .join_from(submission, figure_value, below(figure_value))
        .join(figure, figure.c.id == figure_value.c.figure_id)
        .join(office, office.c.id == figure_value.c.office_id)
        .where(current(year, SubmissionKind.REPORT, period), figure_value.c.code == code)
    )
    with collection.reading() as connection:
        rows = [OfficeFigure(*row) for row in connection.execute(chosen)]
    return tuple(sorted(rows, key=lambda row: by_name(row.office)))


def read_meanings(connection: Connection, period: str) -> list[Meaning]:
    """The meanings that the codes of a period have, with what was given in each; those of the form's order first."""
    year = Period.parse(period).year
    value = whole_number(figure_value.c.value)
    summed_up = (
        select(
            figure_value.c.figure_id,
            func.min(figure_value.c.position).label("position"),
            func.count().label("rows"),
            func.count(value).label("given"),
            *sum_parts(figure_value.c.value, "value"),
            func.count(figure_value.c.previous).label("told_before"),
            *sum_parts(figure_value.c.previous, "previous"),
            func.sum(case((figure_value.c.estimated & value.is_not(None), 1), else_=0)).label("estimated"),
            func.min(value).label("least"),
            func.max(value).label("most"),
        )
        .join_from(submission, figure_value, below(figure_value))
        .where(current(year, SubmissionKind.REPORT, period))
        .group_by(figure_value.c.figure_id)
        .subquery()
    )
    chosen = select(figure, summed_up).join(summed_up, summed_up.c.figure_id == figure.c.id)
    found = [
        Meaning(
            row.id,
            row.code,
            row.group_title,
            row.name,
            row.unit,
            row.kind,
            row.field_code,
            row.formula,
            row.cumulative,
            row.position,
            row.rows,
            row.given,
            summed(row, "value"),
            row.told_before,
            summed(row, "previous"),
            int(row.estimated or 0),
            None if row.least is None else unscaled(row.least),
            None if row.most is None else unscaled(row.most),
        )
        for row in connection.execute(chosen)
    ]
    return sorted(found, key=lambda one: (-one.rows, one.figure_id))


def by_code(meanings: Iterable[Meaning]) -> tuple[dict[str, list[Meaning]], dict[str, list[Meaning]]]:
    """By code: the meanings that may be added, the usual one first, and those in other units or of other kinds."""
    usual: dict[str, list[Meaning]] = {}
    others: dict[str, list[Meaning]] = defaultdict(list)
    for one in meanings:
        if one.code not in usual:
            usual[one.code] = [one]
        elif measure(one) == measure(usual[one.code][0]):
            usual[one.code].append(one)
        else:
            others[one.code].append(one)
    ordered = sorted(usual.items(), key=lambda pair: (pair[1][0].position, pair[0]))
    return dict(ordered), others


def _is_added(one: Meaning) -> bool:
    return one.kind in _ADDED and not choices_of(one.kind, one.unit, one.name)


def _total(group: Sequence[Meaning], what: str, count: str) -> Decimal | None:
    """The sum over all that was given, None where nothing was."""
    if not any(getattr(one, count) for one in group):
        return None
    return sum((getattr(one, what) for one in group), Decimal(0))


def _line(
    group: Sequence[Meaning],
    sums: Mapping[str, Decimal | None],
    before: Mapping[str, Decimal | None],
    answers: Mapping[int, Mapping[Decimal, int]],
    others: tuple[OtherUnit, ...],
) -> FigureSum:
    first = group[0]
    how, value, previous = _value(group, sums, before)
    counted = _counted(group, answers) if how == ANSWERS else ()
    return FigureSum(
        first.code,
        first.group,
        first.name,
        first.unit,
        first.kind,
        first.field_code,
        first.formula,
        how,
        value,
        previous,
        sum(one.given for one in group),
        sum(one.estimated for one in group),
        min((one.least for one in group if one.least is not None), default=None),
        max((one.most for one in group if one.most is not None), default=None),
        counted,
        others,
    )


def _value(
    group: Sequence[Meaning], sums: Mapping[str, Decimal | None], before: Mapping[str, Decimal | None]
) -> tuple[str, Decimal | None, Decimal | None]:
    """How a figure comes together, and what it comes to now and in the period before."""
    first = group[0]
    if first.kind == HEADING:
        return "", None, None
    if choices_of(first.kind, first.unit, first.name):
        return ANSWERS, None, None
    if _is_added(first):
        return SUM, sums[first.code], before[first.code]
    weighted = evaluate(first.formula, sums) if first.formula else None
    if weighted is not None:
        return WEIGHTED, weighted, evaluate(first.formula, before)
    return MEAN, _mean(group, "value", "given"), _mean(group, "previous", "told_before")


def _mean(group: Sequence[Meaning], what: str, count: str) -> Decimal | None:
    many = sum(getattr(one, count) for one in group)
    total = _total(group, what, count)
    return None if total is None else rounded(total / many, _PLACES).normalize() + Decimal(0)


def _answers(connection: Connection, period: str, meanings: Sequence[Meaning]) -> dict[int, dict[Decimal, int]]:
    """By meaning: how many offices gave each answer."""
    asked = [one.figure_id for one in meanings if choices_of(one.kind, one.unit, one.name)]
    year = Period.parse(period).year
    chosen = (
        select(figure_value.c.figure_id, figure_value.c.value, func.count())
        .join_from(submission, figure_value, below(figure_value))
        .where(current(year, SubmissionKind.REPORT, period), figure_value.c.figure_id.in_(asked))
        .where(figure_value.c.value.is_not(None))
        .group_by(figure_value.c.figure_id, figure_value.c.value)
    )
    found: dict[int, dict[Decimal, int]] = defaultdict(dict)
    for figure_id, value, count in connection.execute(chosen) if asked else ():
        found[figure_id][value] = count
    return found


def _counted(group: Sequence[Meaning], answers: Mapping[int, Mapping[Decimal, int]]) -> tuple[tuple[str, int], ...]:
    """The answers by their words, those of the form first; a code that is none of them stays as it was given."""
    first = group[0]
    choices = choices_of(first.kind, first.unit, first.name)
    found = dict.fromkeys(choices.words.values(), 0)
    for one in group:
        for value, count in sorted(answers.get(one.figure_id, {}).items()):
            words = choices.of(value) or str(value)
            found[words] = found.get(words, 0) + count
    return tuple(found.items())


def _named(connection: Connection, period: str, meanings: Sequence[Meaning]) -> dict[int, list[str]]:
    """By meaning: the offices that gave a value in it, for those that are not added."""
    ids = [one.figure_id for one in meanings]
    year = Period.parse(period).year
    chosen = (
        select(figure_value.c.figure_id, office.c.name)
        .join_from(submission, figure_value, below(figure_value))
        .join(office, office.c.id == figure_value.c.office_id)
        .where(current(year, SubmissionKind.REPORT, period), figure_value.c.figure_id.in_(ids))
        .where(figure_value.c.value.is_not(None))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for figure_id, name in connection.execute(chosen) if ids else ():
        found[figure_id].append(name)
    return found


def _others(meanings: Sequence[Meaning], named: Mapping[int, Sequence[str]]) -> tuple[OtherUnit, ...]:
    found: dict[tuple[str, str], OtherUnit] = {}
    for one in meanings:
        before = found[measure(one)].names if measure(one) in found else ()
        names = [*before, *named.get(one.figure_id, ())]
        if names:
            found[measure(one)] = OtherUnit(one.unit, one.kind, len(names), tuple(sorted(names, key=by_name)))
    return tuple(one._replace(names=one.names[:_MOST_NAMED]) for one in found.values())
