"""Dates as Nghị định 30/2020 writes them, and as officers type them."""

import re
from datetime import date

from cchc_desktop.text import clean, fold

# Room for a handwritten day or month.
_BLANK = " " * 6

_NUMERIC = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s+thang\s+(\d{1,2})\s*(?:nam\s+|/\s*|,\s*nam\s+)(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TYPED = re.compile(r"(?:ngay\s*)?(\d{1,2})(?:\s*[/.\-]\s*|\s+)(\d{1,2})(?:(?:\s*[/.\-]\s*|\s+)(\d{4}|\d{2}))?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_DAY_AND_MONTH = re.compile(r"(?:ngay\s*)?(\d{1,2})\s+thang\s+(\d{1,2})")
_AHEAD = re.compile(r"\b(?:du kien|se|han|thoi han|cham nhat|truoc|phan dau)\b")
_KNOWN = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?")
_TODAY = ("nay", "hom nay", "today")
_FIRST_OF_LAST_CENTURY = 70  # two digits from here on are years of the 1900s


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
    return make_date(_full_year(match[3]), int(match[2]), int(match[1]))


def days_told(text: str) -> tuple[date, ...]:
    """The days with their year that a text tells of; those that it only looks forward to are left out.

    "Đối thoại ngày 14/5/2026, dự kiến lần hai ngày 05/11/2026" tells of 14/5/2026 alone.
    """
    found = []
    for clause in re.split(r"[;\n]|\.(?=\s|$)|,(?=\s)", fold(clean(text))):
        ahead = _AHEAD.search(clause)
        for match in (*_NUMERIC.finditer(clause), *_WORDS.finditer(clause)):
            day = make_date(_full_year(match[3]), int(match[2]), int(match[1])) if len(match[3]) == 4 else None
            if day is not None and (ahead is None or ahead.start() > match.start()):
                found.append(day)
    return tuple(found)


def typed_date(text: str, today: date, year: int) -> date | None:
    """The one date that an officer typed, else None: what `parse_date` reads, and its short forms.

    ddmmyyyy and ddmmyy; day and month alone, of `year`; spaces between the numbers; "nay" for `today`.
    """
    bare = fold(clean(text)).strip(" .,;/-")
    if bare in _TODAY:
        return today
    whole = parse_date(text)
    if whole is not None:
        return whole
    match = _TYPED.fullmatch(bare) or _DIGITS.fullmatch(bare)
    if match is not None:
        return make_date(_full_year(match[3]) if match[3] else year, int(match[2]), int(match[1]))
    match = _DAY_AND_MONTH.fullmatch(bare)
    return make_date(year, int(match[2]), int(match[1])) if match is not None else None


def _full_year(digits: str) -> int:
    """26 as 2026, 99 as 1999, 2026 as it is."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _FIRST_OF_LAST_CENTURY else 2000)


def open_date(known: str, year: int | None = None) -> str:
    """ "ngày      tháng 3 năm 2026": room for what is not known of a date ("2026-03", "2026", else of `year`)."""
    found = _KNOWN.fullmatch(known)
    told, month = (found[1], found[2]) if found else ("", "")
    named = f" {_month(date(int(told), int(month), 1))} " if month else _BLANK
    return f"ngày{_BLANK}tháng{named}năm {told or (year if year is not None else _BLANK)}"


def place_and_date(place: str, day: date | None, year: int | None = None, known: str = "") -> str:
    """The line of place and date: "Bình Minh, ngày 05 tháng 01 năm 2024"; blanks to fill by pen where it has no day."""
    return f"{place}, {format_long(day) if day is not None else open_date(known, year)}".rstrip()
