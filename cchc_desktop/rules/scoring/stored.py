"""Rules as JSON text, as a criterion keeps them; what cannot be read exactly is refused."""

import dataclasses
import json
import types
import typing
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import holds
from cchc_desktop.rules.scoring.answers import Choice, OnTime, YesNo
from cchc_desktop.rules.scoring.base import THEN, Case, Deduction, Options, Rule, inputs_of
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.parts import Council, Manual, PerItem, Sum
from cchc_desktop.rules.scoring.rule_error import RuleError
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Weighted
from cchc_desktop.rules.scoring.steps import Count, Steps

KINDS: dict[str, type[Rule]] = {
    kind.kind: kind
    for kind in (YesNo, OnTime, Choice, Steps, Count, Ratio, Weighted, Survey, PerItem, Sum, Council, Manual)
}

_LONGEST = 50_000
_LONGEST_TEXT = 2_000
_MOST_ITEMS = 60
_MOST_LEVELS = 4
_MOST_DECIMALS = 20
_SHOWN = 40


def to_json(rule: Rule) -> str:
    """The rule as text; what is as usual is left out. Raises `RuleError` for one that could not be read back."""
    text = json.dumps(_plain(rule), ensure_ascii=False, separators=(",", ":"))
    from_json(text)
    return text


def from_json(text: str) -> Rule:
    """The rule that a text holds; raises `RuleError` for every other text."""
    if len(text) > _LONGEST:
        raise _refused(_("it is too long"))
    try:
        data = json.loads(text, parse_constant=_no_constant, parse_float=_no_float)
    except (ValueError, RecursionError) as error:
        raise _refused(_("it is not written as rules are")) from error
    rule = _rule(data, 1)
    _check_inputs(rule)
    return rule


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    found: dict[str, Any] = {"kind": value.kind} if isinstance(value, Rule) else {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if field.default is dataclasses.MISSING or held != field.default:
            found[field.name] = _plain(held)
    return found


def _no_constant(_text: str) -> None:
    raise ValueError


def _no_float(_text: str) -> None:
    raise ValueError


def _refused(reason: str) -> RuleError:
    return RuleError(
        _("The rule of scoring cannot be read: {reason}. Make it anew from its words.").format(reason=reason)
    )


def _rule(data: Any, level: int) -> Rule:
    if level > _MOST_LEVELS:
        raise _refused(_("there are too many rules within rules"))
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        raise _refused(_("a rule without a kind"))
    kind = KINDS.get(data["kind"])
    if kind is None:
        raise _refused(_("“{kind}” is no kind of rule").format(kind=data["kind"][:_SHOWN]))
    rest = {name: value for name, value in data.items() if name != "kind"}
    rule: Rule = _made(kind, rest, level)
    return rule


@lru_cache(maxsize=64)
def _types(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _made(kind: type, data: Any, level: int) -> Any:
    if not isinstance(data, dict):
        raise _refused(_("a part of it is not what it should be"))
    known = _types(kind)
    for name in data:
        if name not in known:
            raise _refused(_("“{name}” is unknown").format(name=str(name)[:_SHOWN]))
    values = {name: _value(known[name], value, level) for name, value in data.items()}
    try:
        made = kind(**values)
    except TypeError as error:
        raise _refused(_("something is missing in it")) from error
    _check_words(made)
    return made


def _value(wanted: Any, value: Any, level: int) -> Any:
    """A value of the type that a field has."""
    origin = typing.get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        inner = next(kind for kind in typing.get_args(wanted) if kind is not type(None))
        return None if value is None else _value(inner, value, level)
    if origin is tuple:
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            raise _refused(_("a list in it is too long or none"))
        return tuple(_value(typing.get_args(wanted)[0], item, level) for item in value)
    if wanted is Rule:
        return _rule(value, level + 1)
    if wanted is Decimal:
        return _decimal(value)
    if dataclasses.is_dataclass(wanted):
        return _made(typing.cast(type, wanted), value, level)
    if type(value) is not wanted or (wanted is str and len(value) > _LONGEST_TEXT):
        raise _refused(_("a part of it is not what it should be"))
    return value


def _decimal(value: Any) -> Decimal:
    if isinstance(value, str) and len(value) <= _SHOWN:
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        exponent = number.as_tuple().exponent
        if number.is_finite() and holds(number) and isinstance(exponent, int) and exponent >= -_MOST_DECIMALS:
            return number
    raise _refused(_("“{value}” is not a number").format(value=str(value)[:_SHOWN]))


def _check_words(made: Any) -> None:
    """Words that are chosen from a few, and parts that have to be there together."""
    if isinstance(made, Input) and (faults := made.faults()):
        raise _refused(faults[0].rstrip("."))
    if isinstance(made, Case) and made.then not in THEN:
        raise _refused(_("“{name}” is unknown").format(name=made.then[:_SHOWN]))
    if isinstance(made, Options):
        for then in (made.not_arising, made.when_zero):
            if then and then not in THEN:
                raise _refused(_("“{name}” is unknown").format(name=then[:_SHOWN]))
    if isinstance(made, Deduction) and (
        (made.points is None) == (made.per_cent is None) or made.of not in ("reached", "max")
    ):
        raise _refused(_("a deduction has either points or per cent"))
    if isinstance(made, Steps | Count) and not made.steps:
        raise _refused(_("there are no steps"))
    if isinstance(made, Sum) and not made.parts:
        raise _refused(_("there are no parts"))
    if isinstance(made, Choice) and not made.answers:
        raise _refused(_("there are no answers"))
    if isinstance(made, Weighted) and not made.terms:
        raise _refused(_("there are no parts"))
    if isinstance(made, Steps | Ratio) and not any(True for _input in made.measure.inputs()):
        raise _refused(_("nothing says what is measured"))
    if isinstance(made, Steps | Ratio) and (made.measure.part is None) != (made.measure.whole is None):
        raise _refused(_("a part without its whole"))
    if isinstance(made, Ratio) and made.full_at <= 0:
        raise _refused(_("the maximum is reached at 0%"))


def _check_inputs(rule: Rule) -> None:
    """Two inputs of one name are one input."""
    known: dict[str, Input] = {}
    for wanted in inputs_of(rule):
        if known.setdefault(wanted.name, wanted) != wanted:
            raise _refused(_("two inputs are named “{name}”").format(name=wanted.name))
