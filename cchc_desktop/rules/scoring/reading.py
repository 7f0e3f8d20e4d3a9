"""What is known while the clauses of a rule are read, and how bounds become steps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import decimals_of
from cchc_desktop.rules.scoring.bounds import Bound, bound_of
from cchc_desktop.rules.scoring.clauses import Clause
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.labels import measure_of
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.steps import Step

LONGEST = 300

_FRACTION = re.compile(r"(?<!\w)[a-z] ?/ ?[a-z](?!\w)")


@dataclass
class Context:
    """What is known of the criterion whose clauses are read; `doubts` gathers what the officer has to look at."""

    maximum: Decimal
    name: str = ""
    requirement: str = ""
    prefix: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    fraction: tuple[str, str] = ("b", "a")
    each_counts: bool = False
    bonus: bool = False
    doubts: list[str] = field(default_factory=list)

    def label(self, words: str, kind: str, name: str, unit: str = "") -> Input:
        """An input named by the words of a condition."""
        return Input(f"{self.prefix}{name}", (words or self.name).strip(" .;:")[:LONGEST], kind, unit)


def otherwise() -> str:
    """The doubt of a rule whose words say no more than what is good."""
    return _("The words do not say what counts otherwise; it is taken as 0 points.")


def _percent(bound: Bound | None, scale: bool) -> Bound | None:
    if bound is None or not scale:
        return bound
    return replace(
        bound,
        low=None if bound.low is None else bound.low * 100,
        high=None if bound.high is None else bound.high * 100,
        unit="%",
    )


def are_fractions(clauses: Sequence[Clause]) -> bool:
    """Whether bounds are fractions of one: "b/a < 0,7"."""
    bounds = [bound_of(clause.folded) for clause in clauses]
    values = [value for bound in bounds if bound for value in (bound.low, bound.high) if value is not None]
    named = any(value % 1 for value in values) or any(_FRACTION.search(clause.folded) for clause in clauses)
    return bool(values) and named and all(v <= 1 for v in values) and not any(bound and bound.unit for bound in bounds)


def bounds_of(clauses: Sequence[Clause]) -> list[Bound | None]:
    scale = are_fractions(clauses)
    return [_percent(bound_of(clause.folded), scale) for clause in clauses]


def step_of(bound: Bound, points: Decimal, *, times_share: bool = False) -> Step:
    return Step(points, bound.low, bound.high, bound.low_in, bound.high_in, times_share)


def joined(steps: Sequence[Step]) -> list[Step]:
    """Steps of a share in whole per cent ("90% - 99%", "100%") as they are meant: up to below where the next begins."""
    lows = {step.low for step in steps if step.low is not None and step.low_in}
    found = []
    for step in steps:
        if step.high is not None and step.high_in and step.low != step.high:
            following = step.high + Decimal(1).scaleb(-decimals_of(step.high))
            if following in lows:
                step = replace(step, high=following, high_in=False)
        found.append(step)
    return found


def apart(steps: Sequence[Step], context: Context) -> tuple[Step, ...]:
    """Steps from above of which no two hold a value.

    "từ 80%: 0,5" below "100%: 1" ends where that begins; of "70 - 80%" and "từ 80%" the bound is the latter's, which is
    doubted.
    """
    beginning = {step.low for step in steps if step.low is not None and step.low_in}
    ending = {step.high for step in steps if step.high is not None and step.high_in}
    lows = sorted({step.low for step in steps if step.low is not None})
    highs = sorted({step.high for step in steps if step.high is not None and step.low is None}, reverse=True)
    found = []
    for step in sorted(steps, key=_from_above):
        above = next((low for low in lows if step.low is not None and step.high is None and low > step.low), None)
        below = next((high for high in highs if step.low is None and step.high is not None and high < step.high), None)
        if above is not None:
            step = replace(step, high=above, high_in=above not in beginning)
        elif below is not None:
            step = replace(step, low=below, low_in=below not in ending)
        elif step.high_in and step.high in beginning and step.low != step.high:
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


def measured_by(context: Context, part: str = "", whole: str = "") -> Measure:
    part = part or context.letters.get(context.fraction[0], "")
    whole = whole or context.letters.get(context.fraction[1], "")
    return measure_of(context.name, context.requirement, part=part, whole=whole, prefix=context.prefix)
