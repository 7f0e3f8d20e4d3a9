"""Pages as officers name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules.page_ranges import parse_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3, 5", (1, 2, 3, 5)),
        ("5,1 – 3", (1, 2, 3, 5)),
        ("7", (7,)),
        ("8-", (8, 9, 10)),
        ("-2", (1, 2)),
        ("3-1; 2,", (1, 2, 3)),
        ("2, 2, 1-2", (1, 2)),
    ],
)
def test_pages_are_understood(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text, 10) == pages


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ghi các trang"),
        (" , ", "ghi các trang"),
        ("abc", "“abc”"),
        ("-", "“-”"),
        ("1-2-3", "“1-2-3”"),
        ("0", "từ trang 1 đến trang 10"),
        ("9-11", "không có “9-11”"),
    ],
)
def test_what_names_no_pages_is_said(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        parse_pages(text, 10)


@given(st.sets(st.integers(1, 40), min_size=1))
def test_every_choice_can_be_written(pages: set[int]) -> None:
    assert parse_pages(", ".join(map(str, pages)), 40) == tuple(sorted(pages))


@given(st.text("0123456789-–,; x", max_size=12))
def test_nothing_but_pages_of_the_paper_comes_out(text: str) -> None:
    try:
        found = parse_pages(text, 12)
    except UserError:
        return
    assert found and all(1 <= page <= 12 for page in found)
