"""Every word that bounds a number in a condition, and numbers that are written in words."""

from decimal import Decimal

import pytest

from cchc_desktop.rules.scoring.bounds import Bound, bound_of
from cchc_desktop.text import fold_in_place

D = Decimal
UP_TO = "<=|không vượt|không quá|tối đa|nhỏ hơn hoặc bằng|đến|tới|-|~"
BELOW = "<|dưới|nhỏ hơn|thấp hơn|ít hơn|không đạt|chưa đạt|chưa đến"
FROM = ">=|đủ|ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|lớn hơn hoặc bằng|từ"
ABOVE = ">|trên|lớn hơn|cao hơn|vượt|hơn"


def told(text: str) -> tuple[Decimal | None, Decimal | None, bool, bool, bool]:
    found = bound_of(fold_in_place(text))
    assert found is not None, text
    return found.low, found.high, found.low_in, found.high_in, found.exact


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (UP_TO, Bound(high=D(80), high_in=True)),
        (BELOW, Bound(high=D(80))),
        (FROM, Bound(low=D(80))),
        (ABOVE, Bound(low=D(80), low_in=False)),
        ("đạt|bằng", Bound(low=D(80), high=D(80), high_in=True, exact=True)),
    ],
)
def test_words_before_a_share(words: str, bound: Bound) -> None:
    wanted = (bound.low, bound.high, bound.low_in, bound.high_in, bound.exact)
    assert {word: told(f"tỷ lệ {word} 80%") for word in words.split("|")} == dict.fromkeys(words.split("|"), wanted)


def test_signs_and_words_behind_a_share() -> None:
    assert told("80% trở lên") == (D(80), None, True, False, False)
    assert told("80% trở xuống") == (None, D(80), True, True, False)
    assert told("80% <= tỷ lệ") == (D(80), None, True, False, False)
    assert told("80% < tỷ lệ") == (D(80), None, False, False, False)
    assert told("80% >= tỷ lệ") == (None, D(80), True, True, False)
    assert told("80% > tỷ lệ") == (None, D(80), True, False, False)
    assert told("đạt và vượt 80%")[:3] == (D(80), None, True)
    assert told("từ dưới 90% đến 80%") == (D(80), D(90), True, False, False)
    assert told("đạt 100%")[0] == D(100)


def test_numbers_in_words() -> None:
    words = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}
    assert {word: told(f"có {word} hình thức")[0] for word in words} == words
    assert bound_of(fold_in_place("có một cửa")) is None and bound_of(fold_in_place("mức hài lòng")) is None
