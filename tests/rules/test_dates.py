"""Dates as the decree writes them and as officers type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.dates import days_told, format_date, format_long, parse_date, place_and_date, typed_date

DATES = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(DATES)
def test_round_trip(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_long(day)) == day
    assert parse_date(day.isoformat()) == day


@given(DATES)
def test_the_zero_rule_for_every_day(day: date) -> None:
    _ngay, number, _thang, month, *_rest = format_long(day).split()
    assert len(number) == 2
    assert month.startswith("0") is (day.month in (1, 2))


def test_zero_before_days_and_the_first_two_months() -> None:
    assert format_date(date(2026, 9, 8)) == "08/9/2026"
    assert format_date(date(2024, 1, 5)) == "05/01/2024"
    assert format_date(date(2024, 12, 31)) == "31/12/2024"
    assert format_long(date(2024, 2, 5)) == "ngày 05 tháng 02 năm 2024"


@pytest.mark.parametrize(
    "text", ["5/1/2024", "05/01/2024.", "05.01.2024", "5-1-24", " ngày 5/1/2024", "5 tháng 1 năm 2024"]
)
def test_typed_in_many_ways(text: str) -> None:
    assert parse_date(text) == date(2024, 1, 5)


@pytest.mark.parametrize("text", ["", "31/02/2024", "2024", "tháng 5", "hôm qua", "1/2", "05/01/2024 và 06/01/2024"])
def test_not_one_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/12/2025", date(2025, 12, 15)),
        ("31/7/2026", date(2026, 7, 31)),
        ("15.12.2025", date(2025, 12, 15)),
        ("15-12-25", date(2025, 12, 15)),
        ("15 12 2025", date(2025, 12, 15)),
        ("15122025", date(2025, 12, 15)),
        ("151225", date(2025, 12, 15)),
        ("15/12", date(2026, 12, 15)),
        ("ngày 5 tháng 2", date(2026, 2, 5)),
        (" nay ", date(2026, 9, 8)),
        ("Hôm nay", date(2026, 9, 8)),
        ("1/6/99", date(1999, 6, 1)),
        ("1/6/30", date(2030, 6, 1)),
        ("31/4/2026", None),
        ("12/2025", None),
        ("20251215", None),
        ("1/13/2026", None),
        ("1/2/026", None),
        ("mai", None),
        ("", None),
    ],
)
def test_an_officer_types_a_date_as_it_comes(text: str, day: date | None) -> None:
    assert typed_date(text, date(2026, 9, 8), 2026) == day


@given(DATES)
def test_a_typed_date_is_that_date_or_none(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d%m%Y}", f"{day.day}/{day.month}"):
        assert typed_date(text, day, day.year) == day


def test_place_and_date() -> None:
    assert place_and_date("Bình Minh", date(2024, 1, 5)) == "Bình Minh, ngày 05 tháng 01 năm 2024"
    assert place_and_date("Bình Minh", None, 2024) == "Bình Minh, ngày      tháng      năm 2024"
    assert place_and_date("Bình Minh", None) == "Bình Minh, ngày      tháng      năm"
    assert place_and_date("Bình Minh", None, 2024, "2025-01") == "Bình Minh, ngày      tháng 01 năm 2025"
    assert place_and_date("Bình Minh", None, None, "2025-12") == "Bình Minh, ngày      tháng 12 năm 2025"
    assert place_and_date("Bình Minh", None, None, "2025") == "Bình Minh, ngày      tháng      năm 2025"
    assert place_and_date("Bình Minh", None, 2024, "2025-13") == "Bình Minh, ngày      tháng      năm 2024"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Quyết định số 21/QĐ-UBND ngày 26/01/2026; họp ngày 02 tháng 3 năm 2026.", ["2026-01-26", "2026-03-02"]),
        ("Đã rà soát 9/9 văn bản, đạt 9/9/2", []),
        ("Dự kiến xong ngày 30/11/2026; đã họp ngày 01.9.2026", ["2026-09-01"]),
        ("Họp ngày 31/02/2026", []),
    ],
)
def test_days_that_a_text_tells_of(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in days_told(text)] == days
