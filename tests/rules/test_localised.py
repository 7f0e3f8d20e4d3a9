"""The window's numbers, dates and lists: as on papers in Vietnamese, as English readers expect in English."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop import i18n
from cchc_desktop.rules import localised
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbers import format_number, parse_number


@pytest.fixture
def english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("vi")


def shown() -> list[str]:
    day = date(2026, 9, 8)
    return [
        localised.number(Decimal("1234567.5")),
        localised.number(4512),
        localised.number(Decimal("-0.001"), 2),
        localised.number(Decimal("2.345"), 2),
        localised.percent(Decimal("99.020")),
        localised.percent(100),
        localised.points(Decimal("84.5")),
        localised.full_date(day),
        localised.day_and_month(day),
        localised.moment(datetime(2026, 9, 8, 14, 5)),
        localised.listed(["a"]),
        localised.listed(["a", "b"]),
        localised.listed(["a", "b", "c"]),
        localised.listed([]),
    ]


def test_in_vietnamese_as_on_papers() -> None:
    assert shown() == [
        *("1.234.567,5", "4.512", "0,00", "2,35", "99,02%", "100%", "84,50"),
        *("08/9/2026", "08/9", "08/9/2026, 14:05", "a", "a và b", "a, b và c", ""),
    ]


def test_in_english_as_english_is_written(english: None) -> None:
    assert shown() == [
        *("1,234,567.5", "4,512", "0.00", "2.35", "99.02%", "100%", "84.50"),
        *("8 Sept 2026", "8 Sept", "8 Sept 2026, 14:05", "a", "a and b", "a, b and c", ""),
    ]


def test_papers_keep_their_forms_in_an_english_window(english: None) -> None:
    assert (format_number(Decimal("1234.5")), format_date(date(2026, 9, 8))) == ("1.234,5", "08/9/2026")


@settings(max_examples=60)
@given(st.decimals(-100_000_000, 100_000_000, places=2))
def test_points_are_read_as_they_are_shown(value: Decimal) -> None:
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        try:
            assert parse_number(localised.points(value)) == value
        finally:
            i18n.set_language("vi")
