"""From clauses with a formula to a rule: a share of the maximum with its thresholds, steps in proportion, weights."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_desktop.rules.scoring.base import Rule
from cchc_desktop.rules.scoring.bounds import Bound
from cchc_desktop.rules.scoring.clauses import Clause
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.reading import LONGEST, Context, apart, bounds_of, measured_by, step_of
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Term, Weighted
from cchc_desktop.rules.scoring.steps import Step, Steps
from cchc_desktop.text import fold_in_place

SURVEY = re.compile(r"dieu tra xa hoi hoc|(?<!\w)(?:sipas|dtxhh)(?!\w)|phieu khao sat|muc do hai long")


def proportional(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """A formula, with the bounds below which there is nothing and from which there is the maximum."""
    shares = [clause for clause in clauses if clause.formula]
    if len(shares) > 1:
        return _weighted(clauses, shares, context)
    (share,) = shares
    formula = share.formula
    assert formula is not None
    times = None if formula.points in (None, context.maximum) else formula.points
    if len(clauses) == 1 and not formula.part and times is None and SURVEY.search(fold_in_place(share.text)):
        return survey_of(context)
    measure = measured_by(context, _said(formula.part, context), _said(formula.whole, context))
    bounds = bounds_of(clauses)
    ratio = Ratio(measure=measure, times=times, full_at=formula.full_at or Decimal(100), scaled=bool(formula.full_at))
    for clause, bound in zip(clauses, bounds, strict=True):
        if clause is share:
            continue
        if bound is None or bound.unit != "%":
            return None
        limited = _limited(ratio, bound, clause.points or Decimal(0), context.maximum)
        if limited is None:
            return _mixed(clauses, bounds, times, measure, context)
        ratio = limited
    own = bounds[list(clauses).index(share)]
    if own is not None and own.unit == "%" and not _agrees(own, ratio):
        return _mixed(clauses, bounds, times, measure, context)
    return ratio


def _limited(ratio: Ratio, bound: Bound, points: Decimal, maximum: Decimal) -> Ratio | None:
    """A ratio with a threshold below which there is nothing, or from which there is all; None for other bounds."""
    if points == 0 and bound.low in (None, Decimal(0)) and bound.high is not None:
        return replace(ratio, least=bound.high, least_in=not bound.high_in)
    if points != maximum or bound.low is None or bound.high not in (None, Decimal(100)):
        return None
    if bound.low == 100:  # what is more than all is no more than the maximum
        return ratio
    return replace(ratio, full_at=bound.low) if bound.low_in else None


def _said(side: str, context: Context) -> str:
    """What a side of a fraction is: what its letter stands for, or its own words."""
    return context.letters.get(side, side if len(side) < 2 else side[:1].upper() + side[1:])


def survey_of(context: Context) -> Rule:
    """What a survey says, of the maximum."""
    label = context.name[:LONGEST]
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
            steps.append(Step(of, times_share=True) if bound is None else step_of(bound, of, times_share=True))
        elif bound is None:
            return None
        else:
            steps.append(step_of(bound, clause.points or Decimal(0)))
    return Steps(measure=measure, steps=apart(steps, context))


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
