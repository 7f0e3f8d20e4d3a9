"""Arithmetic that figures of a period must satisfy: parts and their whole, shares, and periods that only grow."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import eq, ge, le

from cchc_desktop.rules.choices import NO_CHOICES, Choices
from cchc_desktop.rules.formulas import codes_in, evaluate

_SIGN = re.compile(r"<=|>=|=")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {"=": eq, "<=": le, ">=": ge}
_WHOLE_KINDS = ("count",)
_ROUNDING = Decimal("0.05")  # how far a share that was typed may stand from the one its formula gives


@dataclass(frozen=True)
class CheckedFigure:
    """What a check needs to know of a figure: "count", "share" … and, of a computed one, its formula."""

    code: str
    kind: str
    formula: str = ""
    cumulative: bool = False
    choices: Choices = NO_CHOICES


@dataclass(frozen=True)
class Rule:
    """What must hold between figures, such as "[32] + [33] + [34] = [31]", and the sentence for when it does not."""

    formula: str
    message: str = ""


@dataclass(frozen=True)
class Failed:
    """Something that does not add up.

    `kind` is rule, answer, share, negative, whole, formula or shrinks; `codes` are the figures to look at, the first
    one leading; `found` stands there, `wanted` is what it is held against; `period` is the earlier one of "shrinks".
    """

    kind: str
    codes: tuple[str, ...]
    found: Decimal
    wanted: Decimal | None = None
    sign: str = ""
    message: str = ""
    period: str = ""


Values = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class PeriodFigures:
    """All that the figures of a period are held against, by their codes.

    `earlier` are the year's periods before it, the nearest last; `counted` is what the dossier itself counts.
    """

    lines: tuple[CheckedFigure, ...]
    rules: tuple[Rule, ...]
    values: Values
    earlier: tuple[tuple[str, Values], ...]
    names: Mapping[str, str]
    counted: Mapping[str, Decimal]


def sides(formula: str) -> tuple[str, str, str] | None:
    """Left, sign and right of a rule; None for one that cannot be read."""
    found = _SIGN.search(formula)
    if found is None:
        return None
    left, right = formula[: found.start()].strip(), formula[found.end() :].strip()
    return (left, found[0], right) if left and right else None


def check(
    lines: Iterable[CheckedFigure], rules: Iterable[Rule], values: Values, earlier: Sequence[tuple[str, Values]] = ()
) -> tuple[Failed, ...]:
    """All that fails in a period; what has no value yet is not held against anything.

    `earlier` are the year's periods before this one, the nearest last: a cumulative figure never falls.
    """
    found = [failed for line in lines for failed in _of_line(line, values, earlier)]
    return (*found, *(failed for rule in rules for failed in _of_rule(rule, values)))


def _of_line(line: CheckedFigure, values: Values, earlier: Sequence[tuple[str, Values]]) -> Iterable[Failed]:
    value = values.get(line.code)
    if value is None:
        return
    if line.choices:
        if line.choices.of(value) is None:
            yield Failed("answer", (line.code,), value, message=str(line.choices))
        return
    if value < 0:
        yield Failed("negative", (line.code,), value)
    elif line.kind == "share" and not line.formula and value > 100:
        yield Failed("share", (line.code,), value)
    elif line.kind in _WHOLE_KINDS and value % 1:
        yield Failed("whole", (line.code,), value)
    wanted = evaluate(line.formula, values) if line.formula else None
    if wanted is not None and abs(wanted - value) > _ROUNDING:
        yield Failed("formula", (line.code, *codes_in(line.formula)), value, wanted, "=")
    if line.cumulative:
        for period, before in reversed(earlier):
            known = before.get(line.code)
            if known is not None:
                if value < known:
                    yield Failed("shrinks", (line.code,), value, known, ">=", period=period)
                return


def _of_rule(rule: Rule, values: Values) -> Iterable[Failed]:
    parts = sides(rule.formula)
    if parts is None:
        return
    left, sign, right = parts
    found, wanted = evaluate(left, values), evaluate(right, values)
    if found is not None and wanted is not None and not _HOLDS[sign](found, wanted):
        codes = tuple(dict.fromkeys((*codes_in(left), *codes_in(right))))
        yield Failed("rule", codes, found, wanted, sign, rule.message)
