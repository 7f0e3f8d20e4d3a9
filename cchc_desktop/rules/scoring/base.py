"""What all rules of scoring have in common: options, how a rule is worked out, and what comes of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import decimals_of, format_number, format_value, rounded
from cchc_desktop.rules.scoring.inputs import Given, Input

THEN = ("max", "zero", "excluded")
_MOST_PLACES = 2


@dataclass(frozen=True)
class Case:
    """A case of its own: where its question is answered with yes, nothing else counts; `then` is one of `THEN`."""

    input: Input
    then: str = "max"


@dataclass(frozen=True)
class Deduction:
    """What is taken off: points, or per cent of what was reached ("of" "reached") or of the maximum ("max").

    An input that is a number takes them off for each; a yes once.
    """

    input: Input
    points: Decimal | None = None
    per_cent: Decimal | None = None
    of: str = "reached"


@dataclass(frozen=True)
class Options:
    """What may hold of any rule.

    `not_arising` and `when_zero` (nothing to count: a = 0) are one of `THEN` or "" where the rule says nothing of it;
    `not_arising_words` is the case in the words of the set. `floor` and `cap` bound the points; a floor below zero is
    that of penalties.
    """

    not_arising: str = ""
    not_arising_words: str = ""
    when_zero: str = ""
    floor: Decimal | None = None
    cap: Decimal | None = None
    cases: tuple[Case, ...] = ()
    deductions: tuple[Deduction, ...] = ()


NO_OPTIONS = Options()


@dataclass(frozen=True)
class Reached:
    """What a rule gives before its options: points (None where it cannot be worked out) and how they came about.

    `nothing` says that there was nothing to count; `excluded` are the points of parts that leave the denominator.
    """

    points: Fraction | None = None
    how: str = ""
    nothing: bool = False
    excluded: Decimal = Decimal(0)
    scored_by: str = "self"


@dataclass(frozen=True)
class Outcome:
    """What a rule comes to.

    `points` are not rounded, None where they cannot be worked out; `how` is one sentence; `missing` are the names of
    the inputs without a value, `assumed` those of exceptions and deductions that nobody answered, counted as "no".
    `maximum` is what counts in the denominator: zero where the criterion is not assessed. `scored_by` is "self",
    "council" or "survey".
    """

    points: Decimal | None
    how: str
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    maximum: Decimal = Decimal(0)
    scored_by: str = "self"

    @property
    def applicable(self) -> bool:
        """Whether the criterion is in the denominator."""
        return self.maximum != 0


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule of scoring; one class for each family."""

    kind: ClassVar[str] = ""
    options: Options = NO_OPTIONS

    @abstractmethod
    def own_inputs(self) -> Iterator[Input]:
        """The inputs without which nothing can be worked out."""

    @abstractmethod
    def reach(self, maximum: Decimal, given: Given) -> Reached:
        """What the rule gives, its options aside."""

    @abstractmethod
    def sentence(self, maximum: Decimal) -> str:
        """The rule in words, without a full stop, its options aside."""

    def most(self, maximum: Decimal) -> Decimal:
        """The most points that the rule gives."""
        return maximum

    def faults(self, maximum: Decimal) -> Iterator[str]:
        """What is wrong with the rule for a criterion of so many points, in whole sentences."""
        yield from ()


def inputs_of(rule: Rule) -> tuple[Input, ...]:
    """All inputs of a rule in the order in which they are asked, those of exceptions and deductions last."""
    found = dict.fromkeys(rule.own_inputs())
    for case in rule.options.cases:
        found.setdefault(case.input)
    for deduction in rule.options.deductions:
        found.setdefault(deduction.input)
    return tuple(found)


def evaluate(rule: Rule, maximum: Decimal, given: Given, *, not_arising: bool = False) -> Outcome:
    """What a rule comes to with its options; what is missing or wrong is noted in `given`."""
    options = rule.options
    if not_arising:
        words = options.not_arising_words or _("Nothing of the kind happened in the year")
        if options.not_arising:
            return _settled(options.not_arising, maximum, words)
        problem = _("The rule does not say what counts where nothing of the kind happened. Score it by hand.")
        given.problems.append(problem)
        return Outcome(None, problem, maximum=maximum)
    for case in options.cases:
        if given.yes(case.input, optional=True):
            return _settled(case.then, maximum, case.input.title)
    reached = rule.reach(maximum, given)
    if reached.nothing:
        then = options.when_zero or options.not_arising
        if then:
            return _settled(then, maximum, reached.how)
        problem = _("{how}: the rule does not say what counts then. Score it by hand.").format(how=reached.how)
        given.problems.append(problem)
        return Outcome(None, problem, maximum=maximum)
    counted = maximum - reached.excluded
    if reached.points is None:
        return Outcome(None, reached.how, maximum=counted, scored_by=reached.scored_by)
    points, how = _with_deductions(reached, options, maximum, given)
    points, how = _bounded(points, how, options, maximum)
    return Outcome(as_decimal(points), how, maximum=counted, scored_by=reached.scored_by)


def finished(outcome: Outcome, given: Given) -> Outcome:
    """The outcome with all that was noted on the way."""
    how = outcome.how
    if outcome.points is None and given.problems:
        how = " ".join(dict.fromkeys(given.problems))
    elif outcome.points is None and given.missing:
        how = _("Still missing: {inputs}.").format(inputs="; ".join(wanted.title for wanted in given.missing))
    return replace(
        outcome,
        how=how,
        missing=tuple(wanted.name for wanted in given.missing),
        problems=tuple(dict.fromkeys(given.problems)),
        assumed=tuple(wanted.name for wanted in given.assumed),
    )


def _settled(then: str, maximum: Decimal, words: str) -> Outcome:
    words = words.strip().rstrip(".")
    if then == "excluded":
        return Outcome(None, _("{case}: not assessed, leaves the maximum total.").format(case=words))
    points = maximum if then == "max" else Decimal(0)
    if then == "max":
        how = _("{case} → the maximum: {points}").format(case=words, points=said_points(points))
    else:
        how = f"{words} → {said_points(points)}"
    return Outcome(points, how, maximum=maximum)


def _with_deductions(reached: Reached, options: Options, maximum: Decimal, given: Given) -> tuple[Fraction, str]:
    points, how = reached.points or Fraction(0), reached.how
    for deduction in options.deductions:
        times: Decimal | int
        if deduction.input.kind == "yes_no":
            times = int(given.yes(deduction.input, optional=True) or False)
        else:
            times = given.number(deduction.input, optional=True) or 0
        if not times:
            continue
        if deduction.per_cent is not None:
            base = Fraction(maximum) if deduction.of == "max" else reached.points or Fraction(0)
            off = base * Fraction(deduction.per_cent) / 100 * Fraction(times)
            amount = f"{format_value(deduction.per_cent)}%"
        else:
            off = Fraction(deduction.points or 0) * Fraction(times)
            amount = said_points(deduction.points or Decimal(0))
        points -= off
        if deduction.input.kind == "yes_no":
            said = _("{cause}: minus {amount}").format(cause=deduction.input.title, amount=amount)
        else:
            said = _("{cause}: {count}, minus {amount} each").format(
                cause=deduction.input.title, count=format_value(Decimal(times)), amount=amount
            )
        how = f"{how}; {said} → {said_points(as_decimal(points))}"
    return points, how


def _bounded(points: Fraction, how: str, options: Options, maximum: Decimal) -> tuple[Fraction, str]:
    """Points within floor, cap and what the criterion can have at all."""
    low, high = min(maximum, Decimal(0)), max(maximum, Decimal(0))
    if options.floor is not None:
        low = min(options.floor, high)
    if options.cap is not None:
        high = min(high, max(options.cap, low))
    if points > high:
        said = _("at most {points}").format(points=said_points(high))
    elif points < low:
        said = _("at least {points}").format(points=said_points(low))
    else:
        return points, how
    return Fraction(min(max(points, Fraction(low)), Fraction(high))), f"{how}; {said}"


def as_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal number of 28 digits, exact where it ends within them."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def said_points(points: Decimal) -> str:
    """ "1,5 điểm": with the decimals that points have, two where they have more."""
    places = min(decimals_of(points), _MOST_PLACES)
    return _("{points} points").format(points=format_number(points, places))


def said_share(share: Fraction, places: int = 2) -> str:
    """ "95%" of a share in percent, with at most so many decimals."""
    return f"{format_value(rounded(as_decimal(share), places))}%"


def is_share(value: Fraction, places: int = 2) -> bool:
    """Whether a share is exactly what is written of it with so many decimals."""
    return Fraction(rounded(as_decimal(value), places)) == value
