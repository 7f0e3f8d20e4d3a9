"""What the answers of a survey come to: shares, means, margins of error, whether it counts, how many forms it needs.

Counts are whole numbers and shares fractions, so that a share that is exactly at a bound is there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules import localised
from cchc_desktop.rules.questionnaires import SATISFIED, STEPS

Answers = Sequence[int | None]  # the step of each question, 1 to 5; None for no answer

USUAL_ERROR = Decimal(5)  # per cent
_CERTAINTY = Decimal("1.96")  # standard errors at either side that hold 95 of 100 samples
_HUNDRED = 100
_PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Tally:
    """What was answered to a question, to a factor or to all of them.

    `counts` by step, `forms` those that answered at all, `population` of whom they are a sample, None when not known.
    """

    counts: tuple[int, ...]
    forms: int
    population: int | None = None

    @property
    def answers(self) -> int:
        """How many valid answers there are."""
        return sum(self.counts)

    @property
    def satisfied(self) -> int:
        """How many of them are one of the two upper steps."""
        return sum(self.counts[step - 1] for step in SATISFIED)

    @property
    def fraction(self) -> Fraction | None:
        """The share of the satisfied, 0 to 1, exact; None without an answer."""
        return Fraction(self.satisfied, self.answers) if self.answers else None

    @property
    def share(self) -> Decimal | None:
        """The same in per cent, not rounded."""
        return None if self.fraction is None else per_cent(self.fraction)

    @property
    def mean(self) -> Decimal | None:
        """The mean step, 1 to 5."""
        if not self.answers:
            return None
        total = sum(step * count for step, count in enumerate(self.counts, start=1))
        return Decimal(total) / Decimal(self.answers)

    @property
    def margin(self) -> Decimal | None:
        """How far the share may be off at 95 %, in points of a per cent, by the forms that answered."""
        return None if self.fraction is None else margin_of_error(self.fraction, self.forms, self.population)


@dataclass(frozen=True)
class Conditions:
    """When a survey counts: so many per cent of its clients answered, and so many forms; None asks for nothing."""

    population: int | None
    least_share: Decimal | None
    least_forms: int | None


@dataclass(frozen=True)
class Result:
    """A survey's result: by question, by factor and as a whole; `blank` forms answered nothing and do not count."""

    questions: tuple[Tally, ...]
    factors: tuple[Tally, ...]
    whole: Tally
    blank: int
    wanting: tuple[str, ...]  # why it does not count, each a sentence

    @property
    def valid(self) -> bool:
        """Whether the survey counts."""
        return not self.wanting


def per_cent(share: Fraction) -> Decimal:
    """A share of 1 in per cent, to the places that decimals are worked with."""
    return Decimal(share.numerator) * _HUNDRED / Decimal(share.denominator)


def tally_forms(forms: Sequence[Answers], sizes: Sequence[int], conditions: Conditions) -> Result:
    """Count the forms; `sizes` are the numbers of questions of the factors, which the answers stand in order of."""
    population = conditions.population
    columns = list(zip(*forms, strict=True)) or [()] * sum(sizes)
    questions = tuple(_counted(column, population) for column in columns)
    factors, first = [], 0
    for size in sizes:
        end = first + size
        answered = sum(any(form[first:end]) for form in forms)
        factors.append(_summed(questions[first:end], answered, population))
        first = end
    answered = sum(any(form) for form in forms)
    whole = _summed(questions, answered, population)
    return Result(questions, tuple(factors), whole, len(forms) - answered, wanting(conditions, answered))


def _counted(answers: Iterable[int | None], population: int | None) -> Tally:
    found = Counter(answers)
    counts = tuple(found[step] for step in range(1, STEPS + 1))
    return Tally(counts, sum(counts), population)


def _summed(tallies: Sequence[Tally], forms: int, population: int | None) -> Tally:
    counts = tuple(sum(one.counts[step] for one in tallies) for step in range(STEPS))
    return Tally(counts, forms, population)


def margin_of_error(share: Fraction, forms: int, population: int | None) -> Decimal | None:
    """1,96 × √(p(1 - p)/n × (N - n)/(N - 1)) in points of a per cent; without N the sample is of an endless number.

    None without a form. More forms than clients is no sample: the correction is left out then.
    """
    if forms <= 0:
        return None
    variance = share * (1 - share) / forms
    if population is not None and population >= forms:
        variance *= Fraction(population - forms, max(1, population - 1))
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return _CERTAINTY * root * _HUNDRED


def sample_size(population: int, error: Decimal) -> int:
    """n = N/(1 + N × e²), rounded up; `error` is e in per cent, above 0 and up to 100, `population` N from 1."""
    share = Fraction(error) / _HUNDRED
    return ceil(population / (1 + population * share**2))


def forms_needed(conditions: Conditions, error: Decimal) -> int | None:
    """How many forms the margin and both conditions ask for together; None while the clients are not known."""
    if not conditions.population:
        return None
    share = Fraction(conditions.least_share or 0) / _HUNDRED
    by_share = ceil(conditions.population * share)
    return max(sample_size(conditions.population, error), by_share, conditions.least_forms or 0)


def wanting(conditions: Conditions, forms: int) -> tuple[str, ...]:
    """Why a survey with so many answered forms does not count, each reason a sentence; nothing when it does."""
    if not forms:
        return (_("No form has been entered yet."),)
    reasons = []
    least_share, least_forms, population = conditions.least_share, conditions.least_forms, conditions.population
    if least_share is not None and least_share > 0:
        if not population:
            reasons.append(_("The number of clients of the period is not entered yet."))
        elif forms * _HUNDRED < population * least_share:
            reasons.append(
                _("{forms} forms are {share} of {population} clients; at least {least} are asked for.").format(
                    forms=localised.number(forms),
                    # Downwards, or 9,996 % would be told as the 10 % that it is not.
                    share=localised.percent(per_cent(Fraction(forms, population)).quantize(_PLACES, ROUND_FLOOR)),
                    population=localised.number(population),
                    least=localised.percent(least_share),
                )
            )
    if least_forms is not None and forms < least_forms:
        words = ngettext(
            "There is {forms} form with answers; at least {least} are asked for.",
            "There are {forms} forms with answers; at least {least} are asked for.",
            forms,
        )
        reasons.append(words.format(forms=localised.number(forms), least=localised.number(least_forms)))
    return tuple(reasons)
