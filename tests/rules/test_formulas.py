"""Formulas of figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.formulas import codes_in, evaluate

VALUES = {"31": Decimal(4390), "32": Decimal(1200), "33": Decimal(3044), "0": Decimal(0), "x": None, "44b": Decimal(8)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("([32]+[33])/[31]*100", "96.67"),
        ("[32] / [31] * 100", "27.33"),
        ("[31]-[32]-[33]", "146.00"),
        ("-[44b]*2", "-16.00"),
        ("2*([44b]+1.5)", "19.00"),
    ],
)
def test_formulas_are_computed(formula: str, value: str) -> None:
    assert evaluate(formula, VALUES) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    ["", "[31]/[0]", "[x]+1", "[99]", "([31]", "[31]+", "[31] [32]", "abc", "[31]**2", "__import__('os')", ")"],
)
def test_what_cannot_be_computed_is_nothing(formula: str) -> None:
    assert evaluate(formula, VALUES) is None


def test_the_codes_that_are_needed() -> None:
    assert codes_in("([32]+[33])/[31]*[32]") == ("32", "33", "31")


@given(st.text(alphabet="[]0123456789+-*/(). ab", max_size=30))
def test_no_formula_breaks_it(formula: str) -> None:
    value = evaluate(formula, VALUES)
    assert value is None or isinstance(value, Decimal)
