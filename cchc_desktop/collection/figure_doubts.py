"""What to look at in the figures of a period: lines that do not add up, values far from others or from before.

SQL finds the offices and the values; the sentences are those that an office sees in its own dossier.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Float,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.sql.expression import CTE

from cchc_desktop.collection.current import below, by_name, current, with_offices
from cchc_desktop.collection.figures import measure
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.sums import whole_number
from cchc_desktop.collection.tables import figure, figure_value, office, office_year, submission
from cchc_desktop.i18n import _
from cchc_desktop.models.points import scaled, unscaled
from cchc_desktop.models.rollup_rows import FigureDoubt
from cchc_desktop.rules.checks.figures import failed_sentence
from cchc_desktop.rules.choices import choices_of
from cchc_desktop.rules.figure_checks import CheckedFigure, Rule, check, sides
from cchc_desktop.rules.formulas import codes_in, worked_out
from cchc_desktop.rules.numbers import format_figure
from cchc_desktop.rules.periods import Period, PeriodKind
from cchc_desktop.services.forms import available, read_form

Amount = ColumnElement[Any]  # a number of a query

SUM, FAR = "sum", "far"
_LEAST_OFFICES = 8  # that a value is held against
_FENCE = 3  # spreads between the quartiles beyond which a value lies far out (Tukey)
_TIMES = 3  # more or less than in the period before
_LEAST_JUMP = 10
_JUMP_OF_SHARE = 30  # points of per cent
_ROUNDING = 0.05
_ONE = scaled(Decimal(1))


def read_failing(collection: Collection, period: str, *, most: int = 500) -> tuple[FigureDoubt, ...]:
    """The lines that do not add up, of at most so many offices, in the order of their names."""
    wanted = Period.parse(period)
    with collection.reading() as connection:
        used = _definitions(connection, wanted)
        rules = _rules({one.code for one in used})
        suspects = {*_by_line(connection, wanted, used), *_by_formula(connection, wanted, used, rules)}
        chosen = select(office.c.id, office.c.name).where(office.c.id.in_(suspects))
        names = {row.id: row.name for row in connection.execute(chosen)} if suspects else {}
        kept = sorted(names, key=lambda office_id: by_name(names[office_id]))[:most]
        values = _values_of(connection, wanted, kept)
    found: list[FigureDoubt] = []
    for office_id in kept:
        found += _failed(office_id, names[office_id], values[office_id], rules, wanted)
    return tuple(found)


def read_far(collection: Collection, period: str, *, most: int = 500) -> tuple[FigureDoubt, ...]:
    """Values far from those of similar offices (of one group), or from their own of the period before; in code order.

    A value is far where it lies more than three spreads between the quartiles beyond them, of eight offices or more.
    """
    wanted = Period.parse(period)
    with collection.reading() as connection:
        groups = _alike(connection)
        if not groups:
            return ()
        rows = connection.execute(_far(wanted, groups, _has_groups(connection, wanted.year), most)).all()
    meant = {group[0].id: group[0] for group in groups}
    rows = sorted(rows, key=lambda row: (meant[row.meaning].code, by_name(row.name)))
    return tuple(
        FigureDoubt(FAR, row.office_id, row.name, row.submission_id, one.code, one.name, _why(row, one))
        for row in rows
        for one in [meant[row.meaning]]
    )


def _definitions(connection: Connection, period: Period) -> Sequence[Any]:
    """The rows of `figure` that the reports of a period are about."""
    used = select(figure_value.c.figure_id).join_from(submission, figure_value, below(figure_value))
    used = used.where(current(period.year, SubmissionKind.REPORT, str(period)))
    return connection.execute(select(figure).where(figure.c.id.in_(used))).all()


def _alike(connection: Connection) -> list[list[Any]]:
    """The figures that are numbers, those together whose values can be held against each other: one code, one unit."""
    found: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(select(figure).order_by(figure.c.id)):
        if _is_number(row):
            found[row.code, *measure(row)].append(row)
    return list(found.values())


def _has_groups(connection: Connection, year: int) -> bool:
    """Whether offices are told apart by groups in a year."""
    chosen = select(office_year.c.office_id).where(office_year.c.year == year, office_year.c.group_name != "").limit(1)
    return connection.execute(chosen).first() is not None


def _is_number(one: Any) -> bool:
    return one.kind in ("count", "amount", "share", "points") and not choices_of(one.kind, one.unit, one.name)


def _far(period: Period, groups: Sequence[Sequence[Any]], in_groups: bool, most: int) -> Any:
    values = _values(period, groups, in_groups)
    fences = _fences(values)
    value, previous = cast(values.c.value, Float), cast(values.c.previous, Float)
    beyond = and_(fences.c.offices >= _LEAST_OFFICES, or_(value > fences.c.upper, value < fences.c.lower))
    first = [group[0] for group in groups if period.kind is not PeriodKind.Q1 or not group[0].cumulative]
    ratios = [one.id for one in first if one.kind in ("count", "amount")]
    shares = [one.id for one in first if one.kind in ("share", "points")]
    jump = func.abs(value - previous)
    jumps = and_(
        values.c.previous.is_not(None),
        or_(
            and_(
                jump >= _LEAST_JUMP * _ONE,
                or_(value > _TIMES * previous, value * _TIMES < previous),
                values.c.meaning.in_(ratios),
            ),
            and_(jump >= _JUMP_OF_SHARE * _ONE, values.c.meaning.in_(shares)),
        ),
    )
    same = and_(fences.c.meaning == values.c.meaning, fences.c.group_name == values.c.group_name)
    return (
        select(
            *(values.c.office_id, office.c.name, values.c.submission_id, values.c.meaning, values.c.value),
            *(values.c.previous, fences.c.median, beyond.label("beyond"), jumps.label("jumps")),
        )
        .join_from(values, fences, same)
        .join(office, office.c.id == values.c.office_id)
        .where(or_(beyond, jumps))
        .order_by(values.c.meaning, values.c.office_id)
        .limit(most)
    )


def _values(period: Period, groups: Sequence[Sequence[Any]], in_groups: bool) -> CTE:
    """The values of a period that are numbers, each by the first meaning of its code, with the group of its office."""
    variants = [(figure_value.c.figure_id == other.id, group[0].id) for group in groups for other in group[1:]]
    meaning = case(*variants, else_=figure_value.c.figure_id) if variants else figure_value.c.figure_id
    joined = with_offices(period.year) if in_groups else submission
    group_name = func.coalesce(office_year.c.group_name, "") if in_groups else literal("")
    chosen = (
        select(
            figure_value.c.office_id,
            figure_value.c.submission_id,
            meaning.label("meaning"),
            group_name.label("group_name"),
            whole_number(figure_value.c.value).label("value"),
            whole_number(figure_value.c.previous).label("previous"),
        )
        .select_from(joined.join(figure_value, below(figure_value)))
        .where(current(period.year, SubmissionKind.REPORT, str(period)), figure_value.c.value.is_not(None))
        .where(figure_value.c.figure_id.in_([one.id for group in groups for one in group]))
    )
    return chosen.cte("given")


def _fences(values: CTE) -> CTE:
    """By meaning and group: how many gave a value, the median, and the bounds beyond which a value lies far out."""
    parts = (values.c.meaning, values.c.group_name)
    # Equal values are counted first, so that few rows have to be put in order.
    told = select(*parts, values.c.value, func.count().label("many")).group_by(*parts, values.c.value).subquery()
    parts = (told.c.meaning, told.c.group_name)

    def counted(rows: tuple[int | None, int | None], name: str) -> Any:
        many = func.sum(told.c.many).over(partition_by=parts, order_by=told.c.value, rows=rows)
        return cast(many, BigInteger).label(name)

    ordered = select(*parts, told.c.value, counted((None, 0), "until"), counted((None, None), "offices")).subquery()

    def quartile(share: int) -> Any:
        return func.min(ordered.c.value).filter(ordered.c.until >= (ordered.c.offices * share + 3) // 4)

    first, median, third = map(quartile, (1, 2, 3))
    room = _FENCE * _spread(*(cast(one, Float) for one in (first, median, third)))
    kept = (ordered.c.meaning, ordered.c.group_name, ordered.c.offices)
    lower, upper = cast(first, Float) - room, cast(third, Float) + room
    bounds = (median.label("median"), lower.label("lower"), upper.label("upper"))
    return select(*kept, *bounds).group_by(*kept).cte("fences")


def _spread(first: Amount, median: Amount, third: Amount) -> Amount:
    """The distance of the quartiles; where most say the same, a tenth of it, and one at least."""
    return _larger(_larger(third - first, func.abs(median) / 10), literal(float(_ONE)))


def _larger(one: Amount, other: Amount) -> Amount:
    return (one + other + func.abs(one - other)) / 2


def _why(row: Any, one: Any) -> str:
    value = _said(row.value, one)
    if not row.beyond:
        return _("{value}, {previous} in the period before").format(value=value, previous=_said(row.previous, one))
    if row.jumps:
        return _("{value}; half of the similar offices have {median} or less, and it was {previous} before").format(
            value=value, median=_said(row.median, one), previous=_said(row.previous, one)
        )
    return _("{value}; half of the similar offices have {median} or less").format(
        value=value, median=_said(row.median, one)
    )


def _said(kept: int, one: Any) -> str:
    return format_figure(unscaled(kept), one.unit)


def _rules(codes: set[str]) -> tuple[Rule, ...]:
    """What must hold between lines, by the forms whose codes are the ones that were filled in."""
    found: dict[str, Rule] = {}
    for form, _title in available("figures"):
        for one in read_form("figures", form).get("checks", ()):
            if set(codes_in(one["formula"])) <= codes:
                found.setdefault(one["formula"], Rule(one["formula"], one.get("message", "")))
    return tuple(found.values())


def _by_line(connection: Connection, period: Period, used: Sequence[Any]) -> set[int]:
    """The offices with a value that its own line does not allow."""
    value = whole_number(figure_value.c.value)
    wrong: list[ColumnElement[bool]] = []

    def of(ids: Iterable[int], what: ColumnElement[bool]) -> None:
        kept = list(ids)
        if kept:
            wrong.append(and_(figure_value.c.figure_id.in_(kept), what))

    numbers = [one for one in used if _is_number(one)]
    of((one.id for one in numbers), value < 0)
    of((one.id for one in numbers if one.kind == "count"), value % _ONE != 0)
    of((one.id for one in numbers if one.kind == "share" and not one.formula), value > 100 * _ONE)
    if period.kind is not PeriodKind.Q1:
        falls = value < whole_number(figure_value.c.previous)
        of((one.id for one in used if one.cumulative), falls)
    for one in used:
        choices = choices_of(one.kind, one.unit, one.name)
        if choices:
            of([one.id], value.not_in([code * _ONE for code in choices.words]))
    if not wrong:
        return set()
    chosen = select(figure_value.c.office_id).distinct().join_from(submission, figure_value, below(figure_value))
    chosen = chosen.where(current(period.year, SubmissionKind.REPORT, str(period)), or_(*wrong))
    return set(connection.scalars(chosen))


def _by_formula(connection: Connection, period: Period, used: Sequence[Any], rules: Sequence[Rule]) -> set[int]:
    """The offices whose lines do not agree with each other: their figures side by side, held against each formula."""
    ids: dict[str, list[int]] = defaultdict(list)
    for one in used:
        ids[one.code].append(one.id)
    formulas = {(one.code, one.formula) for one in used if one.formula and set(codes_in(one.formula)) <= ids.keys()}
    parts = [(f"[{code}]", "=", formula, _ROUNDING) for code, formula in sorted(formulas)]
    parts += [(*found, 0.0) for rule in rules if (found := sides(rule.formula))]
    codes = {code for left, _sign, right, _off in parts for code in (*codes_in(left), *codes_in(right))}
    # Numbers of definitions rather than codes: words are compared with every column of every row.
    wanted = {code: ids[code] for code in sorted(codes)}
    if not wanted:
        return set()
    value = whole_number(figure_value.c.value)
    columns = {
        code: func.max(value).filter(_is_one_of(figure_value.c.figure_id, meant)).label(f"c{place}")
        for place, (code, meant) in enumerate(wanted.items())
    }
    counted = figure_value.c.figure_id.in_([one for meant in wanted.values() for one in meant])
    beside = (
        select(figure_value.c.office_id, *columns.values())
        .join_from(submission, figure_value, below(figure_value))
        .where(current(period.year, SubmissionKind.REPORT, str(period)), counted)
        .group_by(figure_value.c.office_id)
        .cte("beside")
    )
    numbers = {code: cast(beside.c[label.name], Float) / _ONE for code, label in columns.items()}
    wrong = [one for part in parts if (one := _differs(*part, numbers)) is not None]
    return set(connection.scalars(select(beside.c.office_id).where(or_(*wrong)))) if wrong else set()


def _is_one_of(column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    return column == ids[0] if len(ids) == 1 else column.in_(ids)


def _differs(left: str, sign: str, right: str, off: float, numbers: dict[str, Amount]) -> ColumnElement[bool] | None:
    """That the sides of a rule do not agree, up to what rounding takes; None for a formula that cannot be read."""
    one, other = (worked_out(side, numbers.get, _constant, _divided) for side in (left, right))
    if one is None or other is None:
        return None
    away = off + 1 / (2 * _ONE)
    off_by: Amount = {"<=": one - other, ">=": other - one}.get(sign, func.abs(one - other))
    return off_by > away


def _constant(text: str) -> Amount:
    return literal(float(text))


def _divided(one: Amount, other: Amount) -> Amount:
    return one / func.nullif(other, 0)


def _values_of(connection: Connection, period: Period, offices: Sequence[int]) -> dict[int, list[Any]]:
    """The lines of some offices with their definitions, in the order of their reports."""
    given, meant = figure_value.c, figure.c
    chosen = (
        select(
            *(given.office_id, given.submission_id, given.value, given.previous),
            *(meant.code, meant.name, meant.kind, meant.unit, meant.formula, meant.cumulative),
        )
        .join_from(submission, figure_value, below(figure_value))
        .join(figure, figure.c.id == figure_value.c.figure_id)
        .where(current(period.year, SubmissionKind.REPORT, str(period)), submission.c.office_id.in_(offices))
        .order_by(figure_value.c.office_id, figure_value.c.position)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(chosen) if offices else ():
        found[row.office_id].append(row)
    return found


def _failed(
    office_id: int, name: str, rows: Sequence[Any], rules: Sequence[Rule], period: Period
) -> Iterable[FigureDoubt]:
    """What an office's own dossier would say of its figures."""
    lines = [
        CheckedFigure(row.code, row.kind, row.formula, row.cumulative, choices_of(row.kind, row.unit, row.name))
        for row in rows
    ]
    values = {row.code: row.value for row in rows}
    before = {row.code: row.previous for row in rows}
    earlier = [] if period.kind is PeriodKind.Q1 else [(str(period.previous()), before)]
    names = {row.code: row.name for row in rows}
    for one in check(lines, rules, values, earlier):
        code = one.codes[0] if one.codes else ""
        sentence = failed_sentence(one, names)
        yield FigureDoubt(SUM, office_id, name, rows[0].submission_id, code, names.get(code, ""), sentence)
