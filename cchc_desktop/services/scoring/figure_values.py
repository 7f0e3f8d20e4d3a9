"""Values of figures in a year, for rules of scoring that name them as a source ("figure:36", "figure:36:Q1")."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cchc_desktop.rules.periods import PERIOD_KINDS
from cchc_desktop.storage.plain_sql import points, rows

SOURCE = "figure"
Figures = Mapping[str, tuple[str, Mapping[str, Decimal]]]  # by code: the name, and the values by kind of period
_NEWEST_FIRST = tuple(str(kind) for kind in reversed(PERIOD_KINDS))


def figures_of(connection: sqlite3.Connection, year: int) -> Figures:
    """Name and values by kind of period of every figure."""
    found: dict[str, tuple[str, dict[str, Decimal]]] = {}
    for row in rows(connection, "SELECT code, name FROM figure"):
        found[row["code"]] = (row["name"], {})
    asked = """SELECT code, period, value FROM figure_value JOIN figure ON figure.guid = figure_guid
        WHERE period LIKE ? AND value IS NOT NULL"""
    for row in rows(connection, asked, f"{year}-%"):
        value = points(row["value"])
        assert value is not None
        found[row["code"]][1][row["period"].partition("-")[2]] = value
    return found


def newest(values: Mapping[str, Decimal], period: str = "") -> tuple[str, Decimal] | None:
    """The kind of period and the value of a figure: of that period, else the newest; None where there is none."""
    return next(((kind, values[kind]) for kind in _NEWEST_FIRST if period in ("", kind) and kind in values), None)


def given_by_figures(scoring: str, figures: Figures) -> dict[str, str]:
    """What figures give the inputs of a rule, by their names; nothing for a rule that cannot be read."""
    try:
        rule = json.loads(scoring)
    except ValueError:
        return {}
    found = {}
    for name, code, period in _asked(rule):
        known = newest(figures[code][1], period) if code in figures else None
        if known is not None:
            found[name] = str(known[1])
    return found


def _asked(rule: Any) -> Iterator[tuple[str, str, str]]:
    """Name, code and period of each input of a rule that a figure gives."""
    if isinstance(rule, list):
        for one in rule:
            yield from _asked(one)
    elif isinstance(rule, dict):
        kind, _colon, rest = str(rule.get("source", "")).partition(":")
        if kind == SOURCE and isinstance(rule.get("name"), str):
            code, _colon, period = rest.strip().partition(":")
            yield rule["name"], code, period
        for one in rule.values():
            yield from _asked(one)
