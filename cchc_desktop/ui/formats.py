"""Dates and numbers as the window shows them: 08/9/2026, 4.512, 99,02 %, -1,20."""

from datetime import date
from decimal import Decimal

from cchc_desktop.i18n import _, language

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_BREAK = "\u00a0"


def short_date(day: date) -> str:
    """Day and month: 08/9, 15/02 (Nghị định 30/2020: a zero before days under 10 and months 1 and 2)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}"


def long_date(day: date) -> str:
    """08/9/2026."""
    return f"{short_date(day)}/{day.year}"


def weekday(day: date) -> str:
    """The name of the day."""
    return (_WEEKDAYS if language() == "vi" else _WEEKDAYS_EN)[day.weekday()]


def count(number: int) -> str:
    """4512 as 4.512."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language() == "vi" else grouped


def points(value: Decimal | None, digits: int = 2) -> str:
    """84.5 as 84,50; "" when there is no value."""
    if value is None:
        return ""
    text = f"{value:,.{digits}f}"
    if language() != "vi":
        return text
    return text.replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


def plain_points(value: Decimal) -> str:
    """100.00 as 100 and 84.50 as 84,50: a round number without its zeros."""
    return points(value, 0) if value == value.to_integral_value() else points(value)


def percent(share: int) -> str:
    """75 as "75 %", not to be broken before the sign."""
    return f"{share}{NO_BREAK}%"


def file_size(size: int) -> str:
    """Bytes as KB or MB."""
    if size < 1024 * 1024:
        return _("{number} KB").format(number=count(max(1, round(size / 1024))))
    return _("{number} MB").format(number=points(Decimal(size) / (1024 * 1024), 1))
