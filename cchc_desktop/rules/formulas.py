"""Formulas of figures, such as "([32]+[33])/[31]*100": codes in brackets, numbers, + - * / and parentheses."""

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from operator import truediv
from typing import Any

_TOKEN = re.compile(r"\s*(?:\[([^\[\]]+)\]|(\d+(?:\.\d+)?)|([-+*/()]))")


def codes_in(formula: str) -> tuple[str, ...]:
    """The codes of the figures that a formula needs."""
    return tuple(dict.fromkeys(re.findall(r"\[([^\[\]]+)\]", formula)))


def evaluate(formula: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The formula's value with two decimals; None where a figure is missing, by zero, or in a broken formula."""
    try:
        value: Decimal | None = worked_out(formula, values.get)
        return None if value is None else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    except ArithmeticError:
        return None


def worked_out(
    formula: str,
    operand: Callable[[str], Any],
    number: Callable[[str], Any] = Decimal,
    divide: Callable[[Any, Any], Any] = truediv,
) -> Any:
    """The formula carried out on what `operand` gives for each code, numbers or columns of a table.

    None in a broken formula, and where an operand is None. Raises what the operands raise.
    """
    tokens = _tokens(formula, operand, number)
    if not tokens:
        return None
    try:
        value, rest = _sum(tokens, divide)
    except (IndexError, ValueError):
        return None
    return None if rest else value


def _tokens(formula: str, operand: Callable[[str], Any], number: Callable[[str], Any]) -> list[Any] | None:
    """Operands, and signs as texts."""
    found: list[Any] = []
    place = 0
    while place < len(formula.rstrip()):
        match = _TOKEN.match(formula, place)
        if match is None:
            return None
        code, plain, sign = match.groups()
        if code is not None:
            known = operand(code)
            if known is None:
                return None
            found.append(known)
        else:
            found.append(number(plain) if plain else sign)
        place = match.end()
    return found


def _is_sign(token: Any, signs: str) -> bool:
    return isinstance(token, str) and token in signs


def _sum(tokens: list[Any], divide: Callable[[Any, Any], Any]) -> tuple[Any, list[Any]]:
    value, rest = _product(tokens, divide)
    while rest and _is_sign(rest[0], "+-"):
        sign = rest[0]
        term, rest = _product(rest[1:], divide)
        value = value + term if sign == "+" else value - term
    return value, rest


def _product(tokens: list[Any], divide: Callable[[Any, Any], Any]) -> tuple[Any, list[Any]]:
    value, rest = _factor(tokens, divide)
    while rest and _is_sign(rest[0], "*/"):
        sign = rest[0]
        factor, rest = _factor(rest[1:], divide)
        value = value * factor if sign == "*" else divide(value, factor)
    return value, rest


def _factor(tokens: list[Any], divide: Callable[[Any, Any], Any]) -> tuple[Any, list[Any]]:
    first, rest = tokens[0], tokens[1:]
    if not isinstance(first, str):
        return first, rest
    if first == "-":
        value, rest = _factor(rest, divide)
        return -value, rest
    if first != "(":
        raise ValueError(first)
    value, rest = _sum(rest, divide)
    if not _is_sign(rest[0], ")"):
        raise ValueError(rest[0])
    return value, rest[1:]
