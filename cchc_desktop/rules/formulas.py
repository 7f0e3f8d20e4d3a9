"""Formulas of figures, such as "([32]+[33])/[31]*100": codes in brackets, numbers, + - * / and parentheses."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r"\s*(?:\[([^\[\]]+)\]|(\d+(?:\.\d+)?)|([-+*/()]))")


def codes_in(formula: str) -> tuple[str, ...]:
    """The codes of the figures that a formula needs."""
    return tuple(dict.fromkeys(re.findall(r"\[([^\[\]]+)\]", formula)))


def evaluate(formula: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The formula's value with two decimals; None where a figure is missing, by zero, or in a broken formula."""
    tokens = _tokens(formula, values)
    if not tokens:
        return None
    try:
        value, rest = _sum(tokens)
        return None if rest else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    except (ArithmeticError, IndexError, ValueError):
        return None


def _tokens(formula: str, values: Mapping[str, Decimal | None]) -> list[Decimal | str] | None:
    found: list[Decimal | str] = []
    place = 0
    while place < len(formula.rstrip()):
        match = _TOKEN.match(formula, place)
        if match is None:
            return None
        code, number, sign = match.groups()
        if code is not None:
            known = values.get(code)
            if known is None:
                return None
            found.append(known)
        else:
            found.append(Decimal(number) if number else sign)
        place = match.end()
    return found


def _sum(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        sign = rest[0]
        term, rest = _product(rest[1:])
        value = value + term if sign == "+" else value - term
    return value, rest


def _product(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    value, rest = _factor(tokens)
    while rest and rest[0] in ("*", "/"):
        sign = rest[0]
        factor, rest = _factor(rest[1:])
        value = value * factor if sign == "*" else value / factor
    return value, rest


def _factor(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, Decimal):
        return first, rest
    if first == "-":
        value, rest = _factor(rest)
        return -value, rest
    if first != "(":
        raise ValueError(first)
    value, rest = _sum(rest)
    if rest[0] != ")":
        raise ValueError(rest[0])
    return value, rest[1:]
