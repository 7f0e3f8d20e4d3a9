"""A rule at work: what it says, what it comes to, what is wrong with it."""

from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_percent
from cchc_desktop.rules.scoring.base import Deduction, Options, Outcome, Rule, evaluate, finished, said_points
from cchc_desktop.rules.scoring.inputs import Given, Values


def compute(rule: Rule, maximum: Decimal, inputs: Values, *, not_arising: bool = False) -> Outcome:
    """What a criterion of `maximum` points comes to, from values by the names of the rule's inputs.

    A value is a number, True or False, or a text as officers type it. Points are unrounded, within zero and the
    maximum, None where something is missing or cannot be used; the outcome says what. `not_arising`: nothing of the
    kind happened in the year.
    """
    given = Given(inputs)
    return finished(evaluate(rule, maximum, given, not_arising=not_arising), given)


def describe(rule: Rule, maximum: Decimal) -> str:
    """The rule in a sentence, without a full stop."""
    return "; ".join((rule.sentence(maximum), *_said_options(rule.options)))


def faults(rule: Rule, maximum: Decimal) -> list[str]:
    """What is wrong with a rule for a criterion of so many points, in whole sentences; nothing of one that is right."""
    return list(dict.fromkeys(rule.faults(maximum)))


def _said_options(options: Options) -> list[str]:
    said = []
    if options.not_arising:
        case = options.not_arising_words or _("nothing of the kind happened")
        said.append(f"{case}: {_said_then(options.not_arising)}")
    if options.when_zero:
        said.append(f"a = 0: {_said_then(options.when_zero)}")
    said.extend(f"{case.input.title}: {_said_then(case.then)}" for case in options.cases)
    said.extend(map(_said_deduction, options.deductions))
    if options.floor is not None:
        said.append(_("at least {points}").format(points=said_points(options.floor)))
    if options.cap is not None:
        said.append(_("at most {points}").format(points=said_points(options.cap)))
    return said


def _said_then(then: str) -> str:
    return {"max": _("the maximum"), "zero": said_points(Decimal(0)), "excluded": _("not assessed")}[then]


def _said_deduction(deduction: Deduction) -> str:
    if deduction.per_cent is None:
        amount = said_points(deduction.points or Decimal(0))
    else:
        words = _("{share} of the maximum") if deduction.of == "max" else _("{share} of the points reached")
        amount = words.format(share=format_percent(deduction.per_cent))
    if deduction.input.kind == "yes_no":
        return _("{cause}: minus {amount}").format(cause=deduction.input.title, amount=amount)
    return _("for each {cause}: minus {amount}").format(cause=deduction.input.title, amount=amount)
