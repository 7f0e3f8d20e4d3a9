"""Steps, deductions and cases of a rule as the cells of a table, as its form shows and reads them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value, typed_number
from cchc_desktop.rules.scoring.base import Case, Deduction
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.steps import Step
from cchc_desktop.text import fold

_BOUND = re.compile(r"(?P<sign><=|>=|<|>|≤|≥|duoi|tren|tu|den)? ?(?P<value>[^<>≤≥]+)")
_EACH = ("moi", "each", "lan", "time")
_TIMES = re.compile(r"[x×*]\s*$", re.IGNORECASE)


def step_cells(step: Step) -> tuple[str, str, str]:
    """Points, lower and upper bound: ("1,5", "95", "< 98"); "2 ×" are so many points times the share."""
    low = "" if step.low is None else f"{'' if step.low_in else '> '}{format_value(step.low)}"
    high = "" if step.high is None else f"{'' if step.high_in else '< '}{format_value(step.high)}"
    return f"{format_value(step.points)}{' ×' if step.times_share else ''}", low, high


def step_of(cells: Sequence[str]) -> Step:
    """The step that cells hold; raises `UserError` for one that cannot be read."""
    points, low, high = (" ".join(cell.split()) for cell in cells)
    times = bool(_TIMES.search(points))
    least, low_in = _bound(low, ("<", "<=", "≤", "duoi", "den"), open_signs=(">", "tren"))
    most, high_in = _bound(high, (">", ">=", "≥", "tren", "tu"), open_signs=("<", "duoi"))
    return Step(typed_number(_TIMES.sub("", points).strip(), "1,5"), least, most, low_in, high_in, times)


def _bound(text: str, wrong: Sequence[str], open_signs: Sequence[str]) -> tuple[Decimal | None, bool]:
    """A bound and whether it belongs to the step."""
    if not text:
        return None, True
    found = _BOUND.fullmatch(fold(text.replace("%", "")).strip())
    sign = (found.group("sign") or "") if found else ""
    if found is None or sign in wrong:
        raise UserError(_("“{text}” is no bound. Type 95, > 95 or < 98.").format(text=text[:40]))
    return typed_number(found.group("value").strip(), "95"), sign not in open_signs


def deduction_cells(deduction: Deduction) -> tuple[str, str, str]:
    """What it is for, what is taken off ("0,5", "50%", "50% max"), and whether for each."""
    if deduction.per_cent is None:
        amount = format_value(deduction.points or Decimal(0))
    else:
        amount = f"{format_value(deduction.per_cent)}%"
        if deduction.of == "max":
            amount += " " + _("of the maximum")
    return deduction.input.title, amount, _("each") if deduction.input.kind == "number" else ""


def deduction_of(cells: Sequence[str], name: str, before: Deduction | None = None) -> Deduction:
    """The deduction that cells hold; its input keeps name and source of the one before. Raises `UserError`."""
    cause, amount, each = (" ".join(cell.split()) for cell in cells)
    kind = "number" if any(word in fold(each) for word in _EACH) else "yes_no"
    wanted = Input(before.input.name if before else name, cause, kind, source=before.input.source if before else "")
    number, sign, rest = amount.partition("%")
    value = typed_number(number.strip(), "0,5")
    if not sign:
        return Deduction(wanted, points=value)
    return Deduction(wanted, per_cent=value, of="max" if rest.strip() else "reached")


def case_cells(case: Case) -> tuple[str, str]:
    """The question and what counts where it is answered with yes."""
    return case.input.title, then_words()[case.then]


def case_of(cells: Sequence[str], name: str, before: Case | None = None) -> Case:
    """The case that cells hold; raises `UserError`."""
    question, then = (" ".join(cell.split()) for cell in cells)
    found = next((key for key, words in then_words().items() if fold(words) == fold(then)), "")
    if then == "0":
        found = "zero"
    if not found:
        words = ", ".join(then_words().values())
        raise UserError(
            _("“{text}” does not say what counts then. Type one of: {words}.").format(text=then[:40], words=words)
        )
    return Case(Input(before.input.name if before else name, question, "yes_no"), found)


def then_words() -> dict[str, str]:
    """What may count in a case of its own, by its key."""
    return {"max": _("the maximum"), "zero": _("no points"), "excluded": _("not assessed")}
