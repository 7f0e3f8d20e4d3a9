"""Dates as Nghị định 30/2020 writes them, and as officers type them."""

import re
from datetime import date

from cchc_desktop.text import clean, fold

# Room for a handwritten day or month.
_BLANK = " " * 6

_NUMERIC = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s+thang\s+(\d{1,2})\s*(?:nam\s+|/\s*|,\s*nam\s+)(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _day(day: date) -> str:
    return f"{day.day:02d}"


def _month(day: date) -> str:
    """A zero before January and February alone (Nghị định 30/2020, Phụ lục I, mục II.4)."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def format_date(day: date) -> str:
    """08/9/2026, 05/01/2024."""
    return f"{_day(day)}/{_month(day)}/{day.year:04d}"


def format_long(day: date) -> str:
    """Ngày 08 tháng 9 năm 2026, with a small first letter."""
    return f"ngày {_day(day)} tháng {_month(day)} năm {day.year:04d}"


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> date | None:
    """The one date that the text is: dd/mm/yyyy, d.m.yy, yyyy-mm-dd, "ngày 30 tháng 12 năm 2023"; else None."""
    bare = fold(clean(text)).replace("\u00a0", " ").strip(" .,;")
    iso = _ISO.fullmatch(bare)
    if iso:
        return make_date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _NUMERIC.fullmatch(bare) or _WORDS.fullmatch(bare)
    if match is None:
        return None
    year = int(match[3])
    return make_date(year + 2000 if year < 100 else year, int(match[2]), int(match[1]))


def place_and_date(place: str, day: date | None, year: int | None = None) -> str:
    """The line of place and date: "Bình Minh, ngày 05 tháng 01 năm 2024"; blanks to fill by pen where it has no day."""
    if day is not None:
        return f"{place}, {format_long(day)}"
    return f"{place}, ngày{_BLANK}tháng{_BLANK}năm {year if year is not None else _BLANK}".rstrip()
