"""Numbers of issued papers: how they are written, compared and counted on."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.documents_nd30 import normal_number, number_and_symbol
from cchc_desktop.rules.issue_numbers import (
    full_number,
    is_number,
    next_number,
    number_order,
    same_number,
    series,
    year_of_number,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("5", "05"), ("05", "05"), (" 007 ", "07"), ("112", "112"), ("05a", "05a"), ("5a", "05a"), ("", "")],
)
def test_a_number_under_ten_has_a_zero(typed: str, printed: str) -> None:
    assert normal_number(typed) == printed


def test_an_inserted_number_has_the_zero_too_and_is_given_once() -> None:
    assert number_and_symbol("5a", "KH-UBND") == "Số: 05a/KH-UBND"
    assert same_number("5a", "05A") and same_number("005a", "5a") and not same_number("5a", "5")


@pytest.mark.parametrize("text", ["5", "05", "1204", "05a", "12bis"])
def test_a_number_alone(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "05/QĐ-UBND", "Số 5", "5 6", "năm", "-5", "5.1", "1234567", "0", "00"])
def test_what_is_no_number_alone(text: str) -> None:
    assert not is_number(text)


@given(st.lists(st.integers(1, 99_999), max_size=30))
@settings(max_examples=50)
def test_the_next_number_is_free_and_behind_all_others(taken: list[int]) -> None:
    found = next_number(str(number) for number in taken)
    assert int(found) == max(taken, default=0) + 1
    assert is_number(found) and not any(same_number(found, str(number)) for number in taken)


def test_an_inserted_number_does_not_stop_the_counting() -> None:
    assert next_number(["05", "12a", "không số"]) == "13"


def test_inserted_numbers_stand_behind_their_own() -> None:
    assert sorted(["10", "06", "5a", "05", "112"], key=number_order) == ["05", "5a", "06", "10", "112"]


def test_letters_are_one_series_other_papers_one_a_symbol() -> None:
    assert series("letter", "UBND-VP") == series("letter", "UBND-VHXH")
    assert series("plan", "KH-UBND") == series("plan", " kh-ubnd ")
    assert series("plan", "KH-UBND") != series("report", "BC-UBND")
    assert series("letter", "SY-UBND") == series("plan", "TrS-UBND") == series("", "SL-UBND")


def test_a_number_belongs_to_the_year_of_its_date() -> None:
    assert year_of_number(2026, date(2025, 12, 30)) == 2025
    assert year_of_number(2026, None) == 2026


def test_a_number_with_its_symbol() -> None:
    assert full_number("5", "KH-UBND") == "05/KH-UBND"
    assert full_number("5", "") == "05"
