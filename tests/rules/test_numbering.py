"""Roman numerals, the decree's letters, the numbers of the frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules import numbering


@given(st.integers(1, 3999))
def test_roman_round_trip(number: int) -> None:
    assert numbering.from_roman(numbering.to_roman(number)) == number


@given(st.integers(1, 20_000))
def test_letters_follow_each_other_in_the_vietnamese_order(number: int) -> None:
    def place(text: str) -> tuple[int, list[int]]:
        return len(text), [numbering.LETTERS.index(letter) for letter in text]

    assert place(numbering.to_letter(number)) < place(numbering.to_letter(number + 1))


def test_letters_follow_the_decree() -> None:
    assert [numbering.to_letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert [numbering.to_letter(n) for n in (23, 24, 25, 28, 46, 47)] == ["y", "aa", "ab", "ađ", "ay", "ba"]


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "A", "I."])
def test_not_roman(text: str) -> None:
    assert numbering.from_roman(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_has_no_roman_numeral_is_counted_all_the_same(number: int) -> None:
    assert numbering.to_roman(number) == str(number)


def test_no_letter() -> None:
    with pytest.raises(ValueError, match="no letter"):
        numbering.to_letter(0)


def test_numbers_of_the_frame() -> None:
    assert numbering.group_number(8) == "VIII"


def test_capitals_are_read_too() -> None:
    assert numbering.from_roman(" iv ") == 4


@pytest.mark.parametrize(
    ("number", "roman"),
    [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (9, "IX")],
)
def test_the_signs_of_roman_numbers(number: int, roman: str) -> None:
    assert numbering.to_roman(number) == roman and numbering.from_roman(roman) == number
