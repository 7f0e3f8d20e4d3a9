"""From the clauses of a rule to the rule: which family they are of, and what speaks against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from cchc_desktop.i18n import _
from cchc_desktop.rules.scoring.answers import Answer, Choice, OnTime, YesNo
from cchc_desktop.rules.scoring.base import Rule
from cchc_desktop.rules.scoring.bounds import Bound, bound_of, none_of
from cchc_desktop.rules.scoring.clauses import Clause
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.labels import measure_of
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.parts import Part, PerItem, Sum
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Term, Weighted
from cchc_desktop.rules.scoring.steps import Count, Step, Steps
from cchc_desktop.rules.time_words import same_length_fold

_EACH = re.compile(
    r" ?(?:voi |neu |co |them |cong them )*(?:cu|moi)(?: moi| co| them| 0?1)*(?!\w)|(?:them|tang them) 0?1 "
)
_REST = re.compile(
    r"(?:cac |nhung )?(?:truong hop |muc |ket qua )?(?:con lai|khac)(?!\w)|(?:cac )?truong hop (?:con lai|khac)|"
    r"(?:khong|chua) dat(?: yeu cau| muc tren| ty le tren| ti le tren)?$"
)
_LATE = re.compile(
    r"(?<!\w)(?:cham|tre|muon|qua han|khong kip|sau (?:ngay|thoi)|"
    r"(?:khong|chua) (?:dung|kip|dam bao|bao dam)(?: ve)? (?:han|thoi|tien do))(?!\w)"
)
_IN_TIME = re.compile(
    r"(?<!\w)(?:dung|truoc|trong|kip) (?:thoi )?(?:han|thoi|gian|thoi gian|quy dinh|tien do)|kip thoi|dam bao thoi"
)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:khong|chua) "
    r"(?:ban hanh|thuc hien|co|xay dung|gui|bao cao|to chuc|trien khai|lap|cong bo|nop|hoan thanh)(?!\w)"
)
_SAID_NOT = re.compile(r"(?:trong nam |neu |dia phuong |don vi )*(?:khong|chua)(?!\w)")
_OTHER_SUBJECT = re.compile(r"(?<!\w)(?:thieu|cham|tre|sai|vi pham|giam|it hon ke hoach)(?!\w)")
_TOGETHER = re.compile(r"(?<!\w)cong them(?!\w)")
SURVEY = re.compile(r"dieu tra xa hoi hoc|(?<!\w)(?:sipas|dtxhh)(?!\w)|phieu khao sat|muc do hai long")
_LONGEST = 300


@dataclass
class Context:
    """What is known of the criterion whose clauses are read; `doubts` gathers what the officer has to look at."""

    maximum: Decimal
    name: str = ""
    requirement: str = ""
    prefix: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    each_counts: bool = False
    bonus: bool = False
    doubts: list[str] = field(default_factory=list)

    def label(self, words: str, kind: str, name: str, unit: str = "") -> Input:
        """An input named by the words of a condition."""
        return Input(f"{self.prefix}{name}", (words or self.name).strip(" .;:")[:_LONGEST], kind, unit)


def rule_of(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """The rule of clauses that give points; None where they are of no family."""
    if not clauses:
        return None
    if any(clause.formula for clause in clauses):
        return _proportional(clauses, context)
    if len(clauses) == 1 and (each := _EACH.match(clauses[0].folded, clauses[0].condition.rfind(": ") + 1)):
        words = clauses[0].condition[each.end() :].strip(" ,:;")
        return PerItem(input=context.label(words, "number", "n"), each=clauses[0].points or Decimal(0))
    return _stepped(clauses, context) or _counted(clauses, context) or _answered(clauses, context)


def _percent(bound: Bound | None, scale: bool) -> Bound | None:
    if bound is None or not scale:
        return bound
    return replace(
        bound,
        low=None if bound.low is None else bound.low * 100,
        high=None if bound.high is None else bound.high * 100,
        unit="%",
    )


def _fractions(clauses: Sequence[Clause]) -> bool:
    """Whether bounds are fractions of one: "b/a < 0,7"."""
    bounds = [bound_of(clause.folded) for clause in clauses]
    values = [value for bound in bounds if bound for value in (bound.low, bound.high) if value is not None]
    return (
        bool(values)
        and all(value <= 1 for value in values)
        and any(value % 1 for value in values)
        and not any(bound and bound.unit for bound in bounds)
    )


def _bounds(clauses: Sequence[Clause]) -> list[Bound | None]:
    scale = _fractions(clauses)
    return [_percent(bound_of(clause.folded), scale) for clause in clauses]


def _step(bound: Bound, points: Decimal, *, times_share: bool = False) -> Step:
    return Step(points, bound.low, bound.high, bound.low_in, bound.high_in, times_share)


def _stepped(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """Steps of a share, the last of which may be "the rest"."""
    bounds = _bounds(clauses)
    if not any(bound and bound.unit == "%" for bound in bounds):
        return None
    steps = []
    for clause, bound in zip(clauses, bounds, strict=True):
        points = clause.points or Decimal(0)
        if bound is not None and bound.unit == "%":
            steps.append(_step(bound, points))
            if bound.exact:
                context.doubts.append(
                    _("“{words}” is read as exactly that share. Check whether it means from there on.").format(
                        words=clause.condition
                    )
                )
        elif _REST.match(clause.folded):
            steps.append(Step(points))
        else:
            return None
    if len(steps) == 1 and steps[0].points > 0:
        context.doubts.append(otherwise())
        steps.append(Step(Decimal(0)))
    return Steps(measure=_measure(context), steps=_apart(steps, context))


def _apart(steps: Sequence[Step], context: Context) -> tuple[Step, ...]:
    """Steps that do not both hold a bound: "70 - 80%" ends below 80% where another begins there."""
    beginning = {step.low for step in steps if step.low is not None and step.low_in}
    found = []
    for step in sorted(steps, key=_from_above):
        if step.high_in and step.high in beginning and step.low != step.high:
            context.doubts.append(
                _("Two steps name {bound}. It is counted in the one that begins there.").format(bound=f"{step.high}")
            )
            step = replace(step, high_in=False)
        found.append(step)
    return tuple(found)


def _from_above(step: Step) -> tuple[bool, Decimal, bool]:
    """Steps from the highest down, the rest last."""
    low = Decimal(-1) if step.low is None else step.low
    return step.low is None and step.high is None, -low, step.low_in


def _measure(context: Context, part: str = "", whole: str = "") -> Measure:
    part, whole = part or context.letters.get("b", ""), whole or context.letters.get("a", "")
    return measure_of(context.name, context.requirement, part=part, whole=whole, prefix=context.prefix)


def _counted(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """Points by how many there are; points that do not rise or fall with the number are no such rule."""
    bounds = [bound_of(clause.folded) for clause in clauses]
    if len(clauses) < 2 or not any(bounds) or any(bound and bound.unit == "%" for bound in bounds):
        return None
    if _fractions(clauses):
        return None
    other = [bool(_OTHER_SUBJECT.search(clause.folded)) for clause in clauses]
    if any(other) and not all(other):
        return None
    named = any(bound is None and none_of(clause.folded) for clause, bound in zip(clauses, bounds, strict=True))
    steps = []
    for clause, bound in zip(clauses, bounds, strict=True):
        points = clause.points or Decimal(0)
        if bound is not None and bound.low is None and named:
            steps.append(replace(_step(bound, points), low=Decimal(0), low_in=False))
        elif bound is not None:
            steps.append(_step(bound, points))
        elif none_of(clause.folded):
            steps.append(Step(points, Decimal(0), Decimal(0), True, True))
        elif _REST.match(clause.folded):
            steps.append(Step(points))
        else:
            return None
    if not any(step.holds(Fraction(0)) for step in steps) and all(step.points > 0 for step in steps):
        context.doubts.append(otherwise())
        steps.append(Step(Decimal(0)))
    ordered = _apart(steps, context)
    bounded = [step.points for step in ordered if step.low is not None or step.high is not None]
    if sorted(bounded) not in (bounded, bounded[::-1]):
        return None
    unit = next((bound.unit for bound in bounds if bound), "")
    return Count(input=context.label(context.name, "number", "n", "điểm" if unit == "diem" else ""), steps=ordered)


def _answered(clauses: Sequence[Clause], context: Context) -> Rule:
    """Answers: parts that count together, yes or no, in time or not, one of several."""
    points = [clause.points or Decimal(0) for clause in clauses]
    together = any(_TOGETHER.search(_folded_text(clause)) for clause in clauses) or context.each_counts
    sums_up = len(clauses) > 1 and sum(points) == context.maximum and all(0 < each < context.maximum for each in points)
    if len(clauses) > 1 and (together or sums_up):
        if not sums_up:
            context.doubts.append(_("The parts do not sum up to the maximum of the criterion."))
        return Sum(parts=tuple(_part(clause, number, context) for number, clause in enumerate(clauses, 1)))
    if len(clauses) == 1:
        context.doubts.append(otherwise())
        return YesNo(input=context.label(clauses[0].condition, "yes_no", "done"), yes=points[0])
    if len(clauses) == 2:
        return _late_alone(clauses, context) or _yes_no(clauses, context)
    if min(points) > 0:
        context.doubts.append(otherwise())
    return _on_time(clauses, context) or Choice(
        input=context.label(context.name, "choice", "level"),
        answers=tuple(
            Answer(clause.condition[:_LONGEST] or str(number), clause.points or Decimal(0))
            for number, clause in enumerate(clauses, 1)
        ),
    )


def otherwise() -> str:
    """The doubt of a rule whose words say no more than what is good."""
    return _("The words do not say what counts otherwise; it is taken as 0 points.")


def _late_alone(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """In time and late, where nothing is said of what was not done at all and late still gives points."""
    first, second = clauses
    late = second.points or Decimal(0)
    if not late or not _IN_TIME.search(first.folded) or not _LATE.search(second.folded) or _LATE.search(first.folded):
        return None
    context.doubts.append(otherwise())
    return OnTime(input=context.label(context.name, "choice", "time"), full=first.points or Decimal(0), late=late)


def _folded_text(clause: Clause) -> str:
    return same_length_fold(clause.text)


def _part(clause: Clause, number: int, context: Context) -> Part:
    points = clause.points or Decimal(0)
    wanted = Input(f"{context.prefix}done{number}", clause.condition[:_LONGEST], "yes_no")
    return Part(points, YesNo(input=wanted, yes=points), clause.condition[:_LONGEST])


def _yes_no(clauses: Sequence[Clause], context: Context) -> Rule:
    """Two clauses as yes and no; asked is what is said without "không", so that yes means that it is so."""
    first, second = clauses
    if _SAID_NOT.match(first.folded) and not _SAID_NOT.match(second.folded):
        first, second = second, first
    yes, no = first.points or Decimal(0), second.points or Decimal(0)
    if min(yes, no) > 0 and not _SAID_NOT.match(second.folded):
        context.doubts.append(otherwise())
    return YesNo(
        input=context.label(first.condition, "yes_no", "done"),
        yes=yes,
        no=no,
        yes_label=first.condition[:_LONGEST],
        no_label=second.condition[:_LONGEST],
    )


def _on_time(clauses: Sequence[Clause], context: Context) -> Rule | None:
    if len(clauses) != 3:
        return None
    found: dict[str, Decimal] = {}
    for clause in clauses:
        folded, points = clause.folded, clause.points or Decimal(0)
        if _LATE.search(folded):
            key = "late"
        elif _NOT_DONE.search(folded):
            key = "none"
        elif _IN_TIME.search(folded):
            key = "full"
        else:
            return None
        found[key] = points
    if len(found) != 3 or not found["full"] >= found["late"] >= found["none"]:
        return None
    return OnTime(
        input=context.label(context.name, "choice", "time"), full=found["full"], late=found["late"], none=found["none"]
    )


def _proportional(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """A formula, with the bounds below which there is nothing and from which there is the maximum."""
    shares = [clause for clause in clauses if clause.formula]
    if len(shares) > 1:
        return _weighted(clauses, shares, context)
    (share,) = shares
    formula = share.formula
    assert formula is not None
    times = None if formula.points in (None, context.maximum) else formula.points
    if len(clauses) == 1 and not formula.part and times is None and SURVEY.search(_folded_text(share)):
        return survey_of(context)
    measure = _measure(context, _said(formula.part, context), _said(formula.whole, context))
    bounds = _bounds(clauses)
    ratio = Ratio(measure=measure, times=times, full_at=formula.full_at or Decimal(100), scaled=bool(formula.full_at))
    for clause, bound in zip(clauses, bounds, strict=True):
        points = context.maximum if clause.points is None else clause.points
        if clause is share:
            continue
        if bound is None or bound.unit != "%":
            return None
        if points == 0 and bound.low in (None, Decimal(0)) and bound.high is not None:
            ratio = replace(ratio, least=bound.high, least_in=not bound.high_in)
        elif (
            points == context.maximum and bound.low is not None and bound.low_in and bound.high in (None, Decimal(100))
        ):
            ratio = replace(ratio, full_at=bound.low)
        else:
            return _mixed(clauses, bounds, times, measure, context)
    own = bounds[list(clauses).index(share)]
    if own is not None and own.unit == "%" and not _agrees(own, ratio):
        return _mixed(clauses, bounds, times, measure, context)
    return ratio


def _said(side: str, context: Context) -> str:
    """What a side of a fraction is: what its letter stands for, or its own words."""
    return context.letters.get(side, "" if len(side) < 2 else side[:1].upper() + side[1:])


def survey_of(context: Context) -> Rule:
    """What a survey says, of the maximum."""
    label = context.name[:_LONGEST]
    return Survey(input=Input(f"{context.prefix}survey", label, "percent", "%", "survey:SIPAS"))


def _agrees(own: Bound, ratio: Ratio) -> bool:
    """Whether a formula that is said to hold within bounds does so by the bounds that the others leave."""
    low_fits = own.low is None or own.low == ratio.least
    return low_fits and (own.high is None or own.high == ratio.full_at or own.high == 100)


def _mixed(
    clauses: Sequence[Clause], bounds: Sequence[Bound | None], times: Decimal | None, measure: Measure, context: Context
) -> Rule | None:
    """Steps of which one is in proportion."""
    steps = []
    for clause, bound in zip(clauses, bounds, strict=True):
        if clause.formula:
            of = context.maximum if times is None else times
            steps.append(Step(of, times_share=True) if bound is None else _step(bound, of, times_share=True))
        elif bound is None:
            return None
        else:
            steps.append(_step(bound, clause.points or Decimal(0)))
    return Steps(measure=measure, steps=_apart(steps, context))


def _weighted(clauses: Sequence[Clause], shares: Sequence[Clause], context: Context) -> Rule | None:
    formulas = [clause.formula for clause in shares if clause.formula]
    wholes = {formula.whole for formula in formulas}
    parts = [formula.part for formula in formulas]
    if len(wholes) > 1 or len(set(parts)) < len(parts) or len(shares) < len(clauses) or not all(parts):
        return None
    (whole,) = wholes
    terms = tuple(
        Term(
            Input(f"{context.prefix}b{number}", context.letters.get(formula.part, formula.part)),
            context.maximum if formula.points is None else formula.points,
        )
        for number, formula in enumerate(formulas, 1)
    )
    return Weighted(whole=Input(f"{context.prefix}a", context.letters.get(whole, whole)), terms=terms)
