"""Reporting periods: codes, names, the days their figures span."""

from datetime import date

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.periods import PERIOD_KINDS, Period, PeriodKind


@pytest.mark.parametrize("code", ["2024-Q1", "2024-H1", "2024-9M", "2024-Y"])
def test_code_round_trip(code: str) -> None:
    assert str(Period.parse(code)) == code
    assert Period.parse(f" {code.lower()} ") == Period.parse(code)


@pytest.mark.parametrize("code", ["", "2024", "2024-Q2", "Q1-2024", "24-Q1", "2024-Q1x", "0001-Y"])
def test_anything_else_is_refused_in_plain_words(code: str) -> None:
    with pytest.raises(UserError, match="không phải là kỳ báo cáo"):
        Period.parse(code)


def test_names() -> None:
    periods = [Period(2024, kind) for kind in PERIOD_KINDS]
    assert [p.title for p in periods] == ["quý I năm 2024", "6 tháng đầu năm 2024", "9 tháng năm 2024", "năm 2024"]


def test_figures_are_counted_from_the_15th_of_december() -> None:
    assert {Period(2024, kind).figures_from for kind in PERIOD_KINDS} == {date(2023, 12, 15)}
    assert [Period(2024, kind).figures_to for kind in PERIOD_KINDS] == [
        date(2024, 3, 14),
        date(2024, 6, 14),
        date(2024, 9, 14),
        date(2024, 12, 14),
    ]


def test_covers() -> None:
    first = Period(2024, PeriodKind.Q1)
    assert first.covers(date(2023, 12, 15)) and first.covers(date(2024, 3, 14))
    assert not first.covers(date(2023, 12, 14)) and not first.covers(date(2024, 3, 15))


def test_order_is_the_order_of_the_year() -> None:
    periods = [Period(year, kind) for year in (2023, 2024) for kind in PERIOD_KINDS]
    assert sorted(reversed(periods)) == periods
    assert Period(2024, PeriodKind.Q1) <= Period(2024, PeriodKind.H1) < Period(2024, PeriodKind.M9)


def test_before() -> None:
    assert Period.parse("2024-H1").previous() == Period.parse("2024-Q1")
    assert Period.parse("2024-Q1").previous() == Period.parse("2023-Y")
    assert Period.parse("2024-9M").same_last_year() == Period.parse("2023-9M")
