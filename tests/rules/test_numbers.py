"""Numbers, shares, points and money in Vietnamese writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules import numbers

DECIMALS = st.decimals(Decimal("-99999999"), Decimal("99999999"), places=2)


@given(DECIMALS)
def test_what_is_shown_can_be_typed(value: Decimal) -> None:
    assert numbers.parse_number(numbers.format_points(value)) == value
    assert numbers.parse_number(numbers.format_percent(value)) == value


@given(DECIMALS, st.sampled_from([" ", "'", "\u00a0", "\u202f", "’"]), st.booleans())
def test_the_ways_of_writing_mean_one_number(value: Decimal, mark: str, wide: bool) -> None:
    shown = numbers.format_points(abs(value))
    apart = shown.replace(".", mark)
    if wide:
        apart = apart.translate({code: code + 0xFEE0 for code in b"0123456789,"})
    assert numbers.parse_number(apart) == abs(value)
    assert [numbers.parse_number(form.format(apart)) for form in ("({})", "-{}", "− {}", "{}-", "{} -")] == [
        -abs(value)
    ] * 5


def test_vietnamese_writing() -> None:
    assert numbers.format_number(Decimal("1234.5")) == "1.234,5"
    assert numbers.format_number(4512) == "4.512"
    assert numbers.format_number(Decimal("2.675"), 2) == "2,68"
    assert numbers.format_percent(Decimal("99.02")) == "99,02%"
    assert numbers.format_percent(75) == "75%"
    assert [numbers.format_percent(Decimal(share)) for share in ("100.00", "84.50")] == ["100%", "84,5%"]
    assert numbers.format_points(Decimal("-1.2")) == "-1,20"
    assert numbers.format_points(Decimal("-0.001")) == "0,00"
    assert numbers.format_number(1500000) == "1.500.000"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.500.000", "1500000"),
        ("1 500 000", "1500000"),
        ("1,500,000", "1500000"),
        ("1.500", "1500"),
        ("1,500", "1.5"),
        ("0.500", "0.5"),
        ("99,02", "99.02"),
        ("99.02", "99.02"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("45 %", "45"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("+7", "7"),
        ("007", "7"),
        ("(1.500)", "-1500"),
        ("(3,5)", "-3.5"),
        ("(12,5 %)", "-12.5"),
        ("(12)%", "-12"),
        ("1.500,5-", "-1500.5"),
        ("− 3", "-3"),
        ("–3", "-3"),
        ("1 500", "1500"),
        ("1\u00a0500,25", "1500.25"),
        ("1\u2009500\u2009000", "1500000"),
        ("1'500", "1500"),
        ("1’500’000.5", "1500000.5"),
        ("１．５００，５", "1500.5"),
        ("（１２％）", "-12"),
        ("12,5 %", "12.5"),
    ],
)
def test_typed_numbers(typed: str, value: str) -> None:
    assert numbers.parse_number(typed) == Decimal(value)


NO_NUMBERS = (
    "- % 1.2.3 1..2 12a mười 1,2,3 ² ٣ NaN 1e5 3/4 ½ 1'50 (5 5) (-5) -(5) -5- --5 5-7 12%% %12 ~5 >95 () 1.500,-"
)


@pytest.mark.parametrize(
    "text", ["", "9" * 50, "3 4", "15 00", "1 500.000", "1 500'000", "(1) (2)", "1. 500", *NO_NUMBERS.split()]
)
def test_not_a_number(text: str) -> None:
    assert numbers.parse_number(text) is None


def test_bounds_of_what_a_dossier_holds() -> None:
    largest = numbers.LARGEST_FIGURE
    assert str(largest) == "922337203685477.5807"
    assert numbers.holds(largest) and numbers.holds(-largest)
    assert not numbers.holds(largest + Decimal("0.0001")) and not numbers.holds(Decimal("NaN"))
    assert numbers.holds_amount(2**63 - 1) and not numbers.holds_amount(2**63) and not numbers.holds_amount(-(2**63))
    assert [numbers.holds_year(year) for year in (1899, 1900, 2999, 3000)] == [False, True, True, False]
    assert numbers.is_too_large("922.337.203.685.478") and not numbers.is_too_large("922.337.203.685.477")
    assert not numbers.is_too_large("mười")
    for check, value in ((numbers.check_held, largest + 1), (numbers.check_amount, 2**63), (numbers.check_year, 3000)):
        with pytest.raises(UserError, match=str(value)[:12]):
            check(value)  # type: ignore[operator]
    numbers.check_held(largest), numbers.check_amount(2**63 - 1), numbers.check_year(1900)


def test_decimals_are_those_a_number_has() -> None:
    assert [numbers.decimals_of(Decimal(text)) for text in ("5", "5.10", "5.25", "100", "0.00")] == [0, 1, 2, 0, 0]
    assert numbers.rounded(Decimal("-0.4"), 0).is_signed() is False
    assert numbers.rounded(Decimal("-2.5"), 0) == -3


def test_a_number_is_the_same_in_every_writing() -> None:
    told = [("14", "14"), ("14", "14,00"), ("1.500", "1500"), ("mười", "mười"), ("14", "15"), ("mười", "10"), ("", "x")]
    assert [numbers.says_the_same(*pair) for pair in told] == [True, True, True, True, False, False, False]
