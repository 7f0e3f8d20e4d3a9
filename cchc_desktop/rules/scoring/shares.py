"""Rules in proportion: (b/a) × maximum, weighted parts, what a survey says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_percent, format_value
from cchc_desktop.rules.scoring.base import Reached, Rule, as_decimal, said_points, said_share
from cchc_desktop.rules.scoring.inputs import Given, Input
from cchc_desktop.rules.scoring.measures import Measure

_WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Ratio(Rule):
    """A share of the maximum.

    Below `least` per cent there is nothing, from `full_at` per cent on the maximum. `scaled`: below that the share is
    taken of `full_at` (share × maximum / 80%), else as it is. `times` is what the share is taken of where that is not
    the maximum.
    """

    kind: ClassVar[str] = "ratio"
    measure: Measure
    least: Decimal = Decimal(0)
    least_in: bool = True
    full_at: Decimal = _WHOLE
    scaled: bool = False
    times: Decimal | None = None

    def own_inputs(self) -> Iterator[Input]:
        yield from self.measure.inputs()

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        measured = self.measure.of(given)
        share = measured.value
        if share is None:
            return Reached(how=measured.said, nothing=measured.nothing)
        of = maximum if self.times is None else self.times
        if share < self.least or (share == self.least and not self.least_in):
            bound = _("below {share}") if self.least_in else _("not above {share}")
            said = bound.format(share=format_percent(self.least))
            return Reached(Fraction(0), f"{measured.said} → {said}: {said_points(Decimal(0))}")
        if share >= self.full_at and (self.full_at != _WHOLE or self.scaled):
            return Reached(
                Fraction(of),
                _("{share} → from {full} on: {points}").format(
                    share=measured.said, full=format_percent(self.full_at), points=said_points(of)
                ),
            )
        divisor = Fraction(self.full_at) if self.scaled else Fraction(100)
        points = share * Fraction(of) / divisor
        formula = f"{said_share(share)} × {format_value(of)}"
        if self.scaled and self.full_at != _WHOLE:
            formula += f" / {format_percent(self.full_at)}"
        return Reached(points, f"{measured.said} → {formula} = {said_points(as_decimal(points))}")

    def sentence(self, maximum: Decimal) -> str:
        formula = _("share × {points}").format(points=said_points(maximum if self.times is None else self.times))
        if self.scaled and self.full_at != _WHOLE:
            formula += f" / {format_percent(self.full_at)}"
        parts = [formula]
        if self.full_at != _WHOLE:
            parts.append(_("from {full} on the maximum").format(full=format_percent(self.full_at)))
        if self.least:
            bound = _("below {share}") if self.least_in else _("not above {share}")
            parts.append(f"{bound.format(share=format_percent(self.least))}: {said_points(Decimal(0))}")
        return "; ".join(parts)

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if self.full_at <= 0 or self.least < 0 or self.least > self.full_at:
            yield _("The threshold has to lie between 0% and the share that gives the maximum.")


@dataclass(frozen=True)
class Term:
    """One part of a weighted sum: (its number / the whole) × so many points."""

    input: Input
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Weighted(Rule):
    """Parts of one whole, each with its own points: (b/a) × 1 + (c/a) × 0,5."""

    kind: ClassVar[str] = "weighted"
    whole: Input
    terms: tuple[Term, ...]

    def own_inputs(self) -> Iterator[Input]:
        yield self.whole
        for term in self.terms:
            yield term.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        whole = given.number(self.whole)
        known = [(term, given.number(term.input)) for term in self.terms]
        if whole == 0:
            return Reached(how=_("{label} is 0").format(label=self.whole.title), nothing=True)
        values = [(term, value) for term, value in known if value is not None]
        if whole is None or len(values) < len(known):
            return Reached()
        counted = sum((value for _term, value in values), Decimal(0))
        if counted > whole:
            given.problems.append(
                _("The parts ({counted}) are greater than {label} ({whole}). Check the numbers.").format(
                    counted=format_value(counted), label=self.whole.title, whole=format_value(whole)
                )
            )
        points = sum((Fraction(value) * Fraction(term.points) / Fraction(whole) for term, value in values), Fraction(0))
        formula = " + ".join(
            f"({format_value(value)}/{format_value(whole)}) × {format_value(term.points)}" for term, value in values
        )
        return Reached(points, f"{formula} = {said_points(as_decimal(points))}")

    def sentence(self, maximum: Decimal) -> str:
        return " + ".join(
            f"({term.input.title} / {self.whole.title}) × {said_points(term.points)}" for term in self.terms
        )


@dataclass(frozen=True, kw_only=True)
class Survey(Rule):
    """What a survey says: its share in percent, of the maximum."""

    kind: ClassVar[str] = "survey"
    input: Input

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        share = given.number(self.input)
        if share is None:
            return Reached(scored_by="survey")
        points = Fraction(share) * Fraction(maximum) / 100
        said = f"{format_percent(share)} × {format_value(maximum)} = {said_points(as_decimal(points))}"
        return Reached(points, f"{self.input.title}: {said}", scored_by="survey")

    def sentence(self, maximum: Decimal) -> str:
        return _("{label} (survey) × {points}").format(label=self.input.title, points=said_points(maximum))
