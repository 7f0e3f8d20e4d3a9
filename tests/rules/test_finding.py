"""Words found with and without diacritics, and replaced."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.finding import places, replaced
from cchc_desktop.text import clean


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Cải cách hành chính", "cai cach", [(0, 8)]),
        ("Cải cách, CẢI CÁCH", "cải cách", [(0, 8), (10, 18)]),
        ("cai cach", "cải", []),
        ("Đăng ký đất đai", "dat dai", [(8, 15)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("Hoá đơn, hóa đơn", "hóa đơn", [(0, 7), (9, 16)]),
        ("ủy ban, Uỷ ban, UỶ BAN", "uỷ", [(0, 2), (8, 10), (16, 18)]),
        ("khoẻ mạnh", "khỏe", [(0, 4)]),
        ("họa", "hoa", [(0, 3)]),
        ("gì cũng được", "   ", []),
        ("ß", "S", []),
        ("Straße", "ss", [(4, 5)]),
    ],
)
def test_where_words_stand(text: str, query: str, expected: list[tuple[int, int]]) -> None:
    assert places(text, query) == expected


def test_other_words_are_put_in_their_place() -> None:
    assert replaced("Phòng Tư pháp; phòng Kinh tế", "phong", "Tổ") == ("Tổ Tư pháp; Tổ Kinh tế", 2)
    assert replaced("Quý I", "quý II", "Quý III") == ("Quý I", 0)


@given(st.text(max_size=60), st.text(min_size=1, max_size=3))
def test_only_what_was_found_changes(text: str, query: str) -> None:
    text = clean(text)
    found = places(text, query)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    after, count = replaced(text, query, "")
    assert count == len(found)
    assert count or after == text
