"""What an officer types for a number: the number, or the true reason why it is none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.numbers import LARGEST_FIGURE, format_value, parse_number, typed_number

LARGE, APART, MORE, NONE = "quá lớn", "dấu chấm và dấu phẩy", "ngoài con số", "không phải là số"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9" * 16, LARGE),
        ("9.999.999.999.999.999", LARGE),
        ("-1" + "0" * 20, LARGE),
        ("1" + "0" * 60, LARGE),
        ("1.23.456", APART),
        ("1,2,3", APART),
        ("1..5", APART),
        ("12 hồ sơ", MORE),
        ("5/7", MORE),
        ("3 4", APART),
        ("(5", MORE),
        ("1'50", MORE),
        ("nhiều", NONE),
        ("", NONE),
    ],
)
def test_what_is_no_number_is_told_by_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UserError) as told:
        typed_number(text, "1,5")
    assert reason in str(told.value)
    assert reason == LARGE or "1,5" in str(told.value)
    assert reason != LARGE or "922.337.203.685.477" in str(told.value)


@settings(max_examples=60)
@given(st.text(alphabet="0123456789.,-% ab()'", max_size=50))
def test_a_text_is_a_number_or_has_a_reason(text: str) -> None:
    try:
        assert typed_number(text, "1,5") == parse_number(text)
    except UserError as error:
        assert parse_number(text) is None
        assert str(error)


@settings(max_examples=30)
@given(st.integers(min_value=0, max_value=10**25))
def test_whole_numbers_fail_only_beyond_the_bound(number: int) -> None:
    if number <= LARGEST_FIGURE:
        assert typed_number(format_value(Decimal(number)), "1") == number
    else:
        with pytest.raises(UserError, match=LARGE):
            typed_number(str(number), "1")
