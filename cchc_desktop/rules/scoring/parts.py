"""Rules of items and of other rules: points for each, a sum of parts, scored by the council, scored by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.scoring.base import Reached, Rule, as_decimal, evaluate, inputs_of, said_points
from cchc_desktop.rules.scoring.inputs import Given, Input
from cchc_desktop.rules.scoring.working import describe, faults


@dataclass(frozen=True, kw_only=True)
class PerItem(Rule):
    """`start` and so many points for each: "cứ 01 … được 0,25" from 0, "mỗi … trừ 0,5" from the maximum (None)."""

    kind: ClassVar[str] = "per_item"
    input: Input
    each: Decimal
    start: Decimal | None = Decimal(0)

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        count = given.number(self.input)
        if count is None:
            return Reached()
        start = maximum if self.start is None else self.start
        points = Fraction(start) + Fraction(self.each) * Fraction(count)
        sign = "-" if self.each < 0 else "+"
        formula = f"{format_value(count)} × {format_value(abs(self.each))}"
        if start or self.each < 0:
            formula = f"{format_value(start)} {sign} {formula}"
        return Reached(points, f"{self.input.title}: {formula} = {said_points(as_decimal(points))}")

    def most(self, maximum: Decimal) -> Decimal:
        return maximum if self.each > 0 or self.start is None else self.start

    def sentence(self, maximum: Decimal) -> str:
        start = maximum if self.start is None else self.start
        if self.each < 0:
            words = _("{start}, minus {points} for each {label}")
        elif start:
            words = _("{start}, plus {points} for each {label}")
        else:
            words = _("{points} for each {label}")
        return words.format(start=said_points(start), points=said_points(abs(self.each)), label=self.input.title)


@dataclass(frozen=True)
class Part:
    """One part of a criterion with a rule of its own; `when` is the question on which it counts at all."""

    max: Decimal
    rule: Rule
    label: str = ""
    when: Input | None = None


@dataclass(frozen=True, kw_only=True)
class Sum(Rule):
    """The sum of parts; one that is not assessed takes its maximum out of the criterion's."""

    kind: ClassVar[str] = "sum"
    parts: tuple[Part, ...]

    def own_inputs(self) -> Iterator[Input]:
        for part in self.parts:
            if part.when is not None:
                yield part.when
            yield from inputs_of(part.rule)

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        total: Fraction | None = Fraction(0)
        excluded = Decimal(0)
        said = []
        for number, part in enumerate(self.parts, 1):
            label = part.label or _("Part {number}").format(number=number)
            if part.when is not None and not given.yes(part.when):
                if given.has(part.when):
                    said.append(f"{label}: {said_points(Decimal(0))}")
                else:
                    total = None
                continue
            outcome = evaluate(part.rule, part.max, given)
            said.append(_labelled(label, outcome.how))
            excluded += part.max - outcome.maximum
            if outcome.points is not None:
                total = None if total is None else total + Fraction(outcome.points)
            elif outcome.applicable:
                total = None
        if excluded and excluded == sum((part.max for part in self.parts), Decimal(0)):
            return Reached(how="; ".join(said), nothing=True)
        if total is None:
            return Reached(how="; ".join(said), excluded=excluded)
        return Reached(
            total,
            f"{'; '.join(said)}; {_('together {points}').format(points=said_points(as_decimal(total)))}",
            excluded=excluded,
        )

    def most(self, maximum: Decimal) -> Decimal:
        return sum((part.max for part in self.parts), Decimal(0))

    def sentence(self, maximum: Decimal) -> str:
        labels = [part.label or _("Part {number}").format(number=number) for number, part in enumerate(self.parts, 1)]
        rules = [describe(part.rule, part.max) for part in self.parts]
        return " + ".join(
            f"({words})" if words.startswith(label) else f"{label} ({words})"
            for label, words in zip(labels, rules, strict=True)
        )

    def faults(self, maximum: Decimal) -> Iterator[str]:
        for part in self.parts:
            yield from faults(part.rule, part.max)


def _labelled(label: str, how: str) -> str:
    return how if how.startswith(label) else f"{label}: {how}"


@dataclass(frozen=True, kw_only=True)
class Council(Rule):
    """Scored by the council, by a rule of its own where the set gives one; the office does not score itself."""

    kind: ClassVar[str] = "council"
    rule: Rule | None = None

    def own_inputs(self) -> Iterator[Input]:
        if self.rule is not None:
            yield from inputs_of(self.rule)

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        words = _("Scored by the council")
        if self.rule is None:
            return Reached(how=words, scored_by="council")
        outcome = evaluate(self.rule, maximum, given)
        points = None if outcome.points is None else Fraction(outcome.points)
        return Reached(points, f"{words}: {outcome.how}", excluded=maximum - outcome.maximum, scored_by="council")

    def most(self, maximum: Decimal) -> Decimal:
        return maximum if self.rule is None else self.rule.most(maximum)

    def sentence(self, maximum: Decimal) -> str:
        words = _("Scored by the council")
        return words if self.rule is None else f"{words}: {describe(self.rule, maximum)}"

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if self.rule is not None:
            yield from faults(self.rule, maximum)


@dataclass(frozen=True, kw_only=True)
class Manual(Rule):
    """Scored by hand."""

    kind: ClassVar[str] = "manual"

    def own_inputs(self) -> Iterator[Input]:
        yield from ()

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        return Reached(how=_("Scored by hand"))

    def sentence(self, maximum: Decimal) -> str:
        return _("Scored by hand")
