"""Rules that ask for an answer: yes or no, on time or late or not at all, one of several."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.i18n import _
from cchc_desktop.rules.scoring.base import Reached, Rule, said_points
from cchc_desktop.rules.scoring.inputs import Given, Input

_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class YesNo(Rule):
    """So many points for yes, so many for no; the labels are what yes and no mean in the words of the set."""

    kind: ClassVar[str] = "yes_no"
    input: Input
    yes: Decimal
    no: Decimal = _ZERO
    yes_label: str = ""
    no_label: str = ""

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        answer = given.yes(self.input)
        if answer is None:
            return Reached()
        points = self.yes if answer else self.no
        return Reached(Fraction(points), f"{self._label(answer)} → {said_points(points)}")

    def sentence(self, maximum: Decimal) -> str:
        return "; ".join(
            f"{self._label(answer)}: {said_points(points)}" for answer, points in ((True, self.yes), (False, self.no))
        )

    def _label(self, answer: bool) -> str:
        if answer:
            return self.yes_label or _("{label}: yes").format(label=self.input.title)
        return self.no_label or _("{label}: no").format(label=self.input.title)


@dataclass(frozen=True, kw_only=True)
class OnTime(Rule):
    """So many points in time, so many late, so many where it was not done at all."""

    kind: ClassVar[str] = "on_time"
    input: Input
    full: Decimal
    late: Decimal = _ZERO
    none: Decimal = _ZERO

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        key = given.choice(self.input, on_time_answers())
        if key is None:
            return Reached()
        points = self._points()[key]
        return Reached(Fraction(points), f"{self.input.title}: {on_time_answers()[key]} → {said_points(points)}")

    def sentence(self, maximum: Decimal) -> str:
        return "; ".join(f"{on_time_answers()[key]}: {said_points(points)}" for key, points in self._points().items())

    def _points(self) -> dict[str, Decimal]:
        return {"on_time": self.full, "late": self.late, "none": self.none}


def on_time_answers() -> dict[str, str]:
    """The answers to a rule of time by their keys."""
    return {"on_time": _("in time"), "late": _("late"), "none": _("not done")}


@dataclass(frozen=True)
class Answer:
    """One answer and its points."""

    label: str
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Choice(Rule):
    """One of several answers, each with its points; an answer is given by its number from 1, or its label."""

    kind: ClassVar[str] = "choice"
    input: Input
    answers: tuple[Answer, ...]

    def own_inputs(self) -> Iterator[Input]:
        yield self.input

    def keys(self) -> dict[str, str]:
        """The labels by the keys that are kept."""
        return {str(number): answer.label for number, answer in enumerate(self.answers, 1)}

    def reach(self, maximum: Decimal, given: Given) -> Reached:
        key = given.choice(self.input, self.keys())
        if key is None:
            return Reached()
        answer = self.answers[int(key) - 1]
        return Reached(Fraction(answer.points), f"{answer.label} → {said_points(answer.points)}")

    def sentence(self, maximum: Decimal) -> str:
        return "; ".join(f"{answer.label}: {said_points(answer.points)}" for answer in self.answers)
