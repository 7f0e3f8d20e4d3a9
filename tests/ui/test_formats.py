"""What the window shows of numbers and days follows its language."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from cchc_desktop import i18n
from cchc_desktop.ui import formats


@pytest.fixture(autouse=True)
def in_that_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_TODAY", "2026-09-30")


@pytest.fixture
def english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("vi")


def shown() -> list[str]:
    return [
        formats.long_date(date(2026, 9, 8)),
        formats.short_date(date(2026, 9, 8)),
        formats.moment(datetime(2026, 9, 8, 14, 5)),
        formats.count(4512),
        formats.points(Decimal("-1.2")),
        formats.points(None),
        formats.plain_points(Decimal("100.00")),
        formats.percent(Decimal("99.02")),
        formats.file_size(1_600_000),
    ]


def test_vietnamese_forms_are_those_of_papers() -> None:
    assert shown() == ["08/9/2026", "08/9", "08/9/2026, 14:05", "4.512", "-1,20", "", "100", "99,02%", "1,5 MB"]


def test_english_forms_are_english(english: None) -> None:
    assert shown() == ["8 Sept 2026", "8 Sept", "8 Sept 2026, 14:05", "4,512", "-1.20", "", "100", "99.02%", "1.5 MB"]


def test_a_share_that_was_divided_is_shown_with_two_decimals() -> None:
    shares = (Decimal("78.13") * 100 / 99, Decimal("80.00"), Decimal("81.2"), 75)
    assert [formats.percent(share) for share in shares] == ["78,92%", "80%", "81,2%", "75%"]
