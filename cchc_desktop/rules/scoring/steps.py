"""Rules by steps: of a share ("từ 98% trở lên: 3; từ 95% đến dưới 98%: 1,5"), of a number ("có 02 sáng kiến: 2")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value, rounded
from cchc_desktop.rules.scoring.base import Reached, Rule, as_decimal, is_share, said_points
from cchc_desktop.rules.scoring.inputs import Given, Input
from cchc_desktop.rules.scoring.measures import Measure

_MOST_PLACES = 10


@dataclass(frozen=True)
class Step:
    """Points within two bounds, None for no bound; `times_share`: so many points times the share."""

    points: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = False
    times_share: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies within."""
        above = self.low is None or (value >= self.low if self.low_in else value > self.low)
        return above and (self.high is None or (value <= self.high if self.high_in else value < self.high))

    def words(self, sign: str = "") -> str:
        """The bounds in words: "từ 95% đến dưới 98%"."""
        low = None if self.low is None else f"{format_value(self.low)}{sign}"
        high = None if self.high is None else f"{format_value(self.high)}{sign}"
        if low is not None and low == high:
            return _("exactly {value}").format(value=low)
        if low is None and high is None:
            return _("any value")
        if high is None:
            return (_("from {low} up") if self.low_in else _("above {low}")).format(low=low)
        if low is None:
            return (_("up to {high}") if self.high_in else _("below {high}")).format(high=high)
        first = _("from {low}") if self.low_in else _("above {low}")
        last = _("to {high}") if self.high_in else _("to below {high}")
        return f"{first.format(low=low)} {last.format(high=high)}"


@dataclass(frozen=True, kw_only=True)
class Steps(Rule):
    """Points by steps of a share in percent; the first step that holds counts."""

    kind: ClassVar[str] = "steps"
    measure: Measure
    steps: tuple[Step, ...]

    def own_inputs(self) -> Iterator[Input]:
        yield from self.measure.inputs()

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        measured = self.measure.of(given)
        if measured.value is None:
            return Reached(how=measured.said, nothing=measured.nothing)
        said = measured.said
        if not is_share(measured.value):
            said = self.measure.of(given, _places(self.steps, measured.value)).said
        return _stepped(self.steps, measured.value, said, "%", given)

    def sentence(self, maximum: Decimal) -> str:
        return _said_steps(self.steps, "%")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from step_faults(self.steps, "%")


@dataclass(frozen=True, kw_only=True)
class Count(Rule):
    """Points by how many there are: three and more 3, two 2, one 1, none 0."""

    kind: ClassVar[str] = "count"
    input: Input
    steps: tuple[Step, ...]

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        value = given.number(self.input)
        if value is None:
            return Reached()
        return _stepped(self.steps, Fraction(value), f"{self.input.title}: {format_value(value)}", "", given)

    def sentence(self, maximum: Decimal) -> str:
        return f"{self.input.title}: {_said_steps(self.steps, '')}"

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from step_faults(self.steps, "")


def _stepped(steps: Sequence[Step], value: Fraction, said: str, sign: str, given: Given) -> Reached:
    step = next((step for step in steps if step.holds(value)), None)
    if step is None:
        given.problems.append(_("{value}: no step of the rule holds it. Check the steps.").format(value=said))
        return Reached(how=said)
    points = Fraction(step.points) * value / 100 if step.times_share else Fraction(step.points)
    reached = f" = {said_points(as_decimal(points))}" if step.times_share else ""
    return Reached(points, f"{said} → {_said_step(step, sign)}{reached}")


def _places(steps: Sequence[Step], value: Fraction) -> int:
    """With how many decimals a share is said, so that it stands within the step that it was counted in."""
    wanted = [step.holds(value) for step in steps]
    for places in range(2, _MOST_PLACES):
        if [step.holds(Fraction(rounded(as_decimal(value), places))) for step in steps] == wanted:
            return places
    return _MOST_PLACES


def _said_steps(steps: Sequence[Step], sign: str) -> str:
    return "; ".join(_said_step(step, sign) for step in steps)


def _said_step(step: Step, sign: str) -> str:
    points = said_points(step.points)
    return f"{step.words(sign)}: {_('{points} × share').format(points=points) if step.times_share else points}"


def step_faults(steps: Sequence[Step], sign: str) -> Iterator[str]:
    """Steps that hold nothing, and values between the lowest and the highest bound that no step or two steps hold."""
    for step in steps:
        if step.low is not None and step.high is not None and not any(step.holds(v) for v in _probes([step])):
            yield _("The step “{step}” holds no value.").format(step=step.words(sign))
    for value in _probes(steps):
        holding = [step for step in steps if step.holds(value)]
        said = f"{format_value(as_decimal(value))}{sign}"
        if not holding and 0 <= value <= 100:
            yield _("No step holds {value}.").format(value=said)
        elif len({step.points for step in holding}) > 1:
            yield _("Two steps hold {value}: “{first}” and “{second}”.").format(
                value=said, first=holding[0].words(sign), second=holding[1].words(sign)
            )


def _probes(steps: Sequence[Step]) -> list[Fraction]:
    """The bounds of steps, what lies between two of them, and what lies beyond."""
    bounds = sorted({Fraction(bound) for step in steps for bound in (step.low, step.high) if bound is not None})
    if not bounds:
        return [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(bounds)]
    return sorted({*bounds, *between, bounds[0] / 2, bounds[-1] + 1})
