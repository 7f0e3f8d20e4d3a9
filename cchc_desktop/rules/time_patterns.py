"""The wordings by which Vietnamese phrases name a time, as patterns on folded text, and what each means."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class MilestoneKind(StrEnum):
    """How a piece of a deadline phrase fixes time."""

    DATE = "date"
    INTERVAL = "interval"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    PER_DOCUMENT = "per_document"
    EVENT = "event"
    UNKNOWN = "unknown"


TAKEN = "#"  # stands for each letter of what an earlier pattern took
Kind = MilestoneKind
MonthDay = tuple[int, int]


@dataclass(frozen=True)
class TimeWord:
    """A piece of text from `start` to `end` and the days it means.

    `first` and `last` are (month, day), day 0 meaning the last of the month, None an open side; the year is None where
    the text names none. `year_shift` is 1 for "năm sau". `impossible` marks a day that no calendar has.
    """

    kind: MilestoneKind
    start: int
    end: int
    first: MonthDay | None = None
    last: MonthDay | None = None
    year: int | None = None
    last_year: int | None = None
    year_shift: int = 0
    impossible: bool = False

    def span(self, plan_year: int) -> tuple[date | None, date | None]:
        """The first and the last day, in the plan's year where the text names none."""
        year = (self.year if self.year is not None else plan_year) + self.year_shift
        last_year = self.last_year if self.last_year is not None else year
        return _day(year, self.first), _day(last_year, self.last)


def _day(year: int, month_day: MonthDay | None) -> date | None:
    if month_day is None:
        return None
    month, day = month_day
    if day:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


_Match = re.Match[str]
_Builder = Callable[[_Match], list[TimeWord]]

_NUMBER = r"(\d{1,2})(?!\d)"
_YEAR = r"(20\d\d)(?!\d)"
# The year that may follow a day, a month or a quarter: one group, digits or "sau".
_OF_YEAR = r"(?:(?:\s*,?\s*(?:cua\s+)?nam\s+|\s*[/.\-]\s*(?:nam\s+)?(?=20\d\d))(20\d\d(?!\d)|sau\b|toi\b|truoc\b))?"
_TO = r"\s*(?:\b(?:den|toi)\b|[-–—])\s*(?:het\s+|cuoi\s+)?"
_ALSO = r"\s*(?:,\s*va\b|,|\bva\b|&|\+)\s*"
_QUARTER_WORD = r"\b(?:quy\s+|q\.?\s?)"
_QUARTER = r"((?:iv|iii|ii|i|bon|tu|ba|hai|mot|[1-4])(?!\w))"
_MORE_QUARTERS = rf"((?:{_ALSO}(?:quy\s+|q\.?\s?)?(?:(?:iv|iii|ii|i)(?!\w)|[1-4](?!\w|\s?/\s?\d{{1,2}}(?!\d))))*)"
# A number after a comma is one more month, unless it begins a day ("tháng 3, 15/6") or counts something.
_MORE_MONTHS = (
    rf"((?:{_ALSO}(?:thang\s+)?\d{{1,2}}(?!\d|\s?/\s?\d{{1,2}}(?!\d))(?!\s*(?:thang|ngay|lan|nam(?!\s+20)|%)\b))*)"
)
_UNITS = r"(?:ngay|tuan|thang|quy|nam)"
_COUNTS = r"(?:\d{1,2}|mot|hai|ba|bon)"
_EVERY = rf"(?:hang|moi|tung)\s+(?:0?6\s+thang|nua\s+nam|ky|{_UNITS})"
# "quý I, 6 tháng, 9 tháng và năm" names the periodic reports.
_REPORTS = (
    r"(?:(?:hang\s+)?(?:quy(?:\s+i)?|thang)\s*(?:,|va)\s*)?0?6\s+thang(?!\s+(?:dau|cuoi))"
    r"(?:\s*(?:,|va)\s*0?9\s+thang)?\s*(?:,\s*va|,|va)\s*(?:ca\s+)?(?:hang\s+)?nam\b(?!\s*20)"
)
_AFTER_YEAR = (
    r"(?:tro (?:di|ve sau)|va|den|toi|hang|moi|tung|thuong xuyen|lien tuc|hoan thanh|duy tri|ban hanh|bao cao|dinh ky)"
)
_QUARTERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


def _year(match: _Match, group: int) -> tuple[int | None, int]:
    """The year in the group of `_OF_YEAR`, and the shift that "năm sau" or "năm trước" means."""
    named = match[group]
    if named is None:
        return None, 0
    return (int(named), 0) if named.isdigit() else (None, -1 if named == "truoc" else 1)


def _exists(month: int, day: int, year: int | None) -> bool:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _date(match: _Match, day: int, month: int, year: int | None, shift: int) -> TimeWord:
    found = TimeWord(Kind.DATE, match.start(), match.end(), year=year, year_shift=shift)
    if not _exists(month, day, year if not shift else None):
        return replace(found, impossible=True)
    return replace(found, last=(month, day))


def _full_date(match: _Match) -> list[TimeWord]:
    year = int(match[3])
    return [_date(match, int(match[1]), int(match[2]), year + 2000 if year < 100 else year, 0)]


def _day_and_month(match: _Match) -> list[TimeWord]:
    return [_date(match, int(match[1]), int(match[2]), *_year(match, 3))]


def _day_of_months(match: _Match) -> list[TimeWord]:
    """ "ngày 12 của tháng 3, tháng 6 và tháng 9": one date for each month."""
    year, shift = _year(match, 4)
    return [
        replace(_date(match, int(match[1]), int(month), year, shift), start=start, end=end)
        for month, start, end in _items(match, 2, 3, _NUMBER)
    ]


def _items(match: _Match, first: int, more: int, item: str) -> list[tuple[str, int, int]]:
    """The items of a list (one in group `first`, others in group `more`) and the stretch of text that each takes."""
    offset = match.start(more)
    found = [(match[first], match.end(first))]
    found += [(another[1], offset + another.end(1)) for another in re.finditer(item, match[more])]
    ends = [*(end for _, end in found[:-1]), match.end()]
    starts = [match.start(), *ends[:-1]]
    return [(value, start, end) for (value, _), start, end in zip(found, starts, ends, strict=True)]


def _months(match: _Match) -> list[TimeWord]:
    year, shift = _year(match, 3)
    return [_month(start, end, int(number), year, shift) for number, start, end in _items(match, 1, 2, _NUMBER)]


def _month(start: int, end: int, number: int, year: int | None, shift: int) -> TimeWord:
    found = TimeWord(Kind.MONTH, start, end, year=year, year_shift=shift)
    if not 1 <= number <= 12:
        return replace(found, impossible=True)
    return replace(found, first=(number, 1), last=(number, 0))


def _month_year(match: _Match) -> list[TimeWord]:
    return [_month(match.start(), match.end(), int(match[1]), int(match[2]), 0)]


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else _QUARTERS[text]


def _quarters(match: _Match) -> list[TimeWord]:
    year, shift = _year(match, 3)
    return [
        TimeWord(Kind.QUARTER, start, end, (number * 3 - 2, 1), (number * 3, 0), year, None, shift)
        for text, start, end in _items(match, 1, 2, rf"(?<!\w)(?:q\.?)?{_QUARTER}")
        for number in (_quarter(text),)
    ]


def _range(match: _Match, first: int, last: int) -> list[TimeWord]:
    """From one month to another, with the years in groups 2 and 4."""
    year, shift = _year(match, 4)
    first_year, first_shift = _year(match, 2)
    found = TimeWord(Kind.INTERVAL, match.start(), match.end())
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return [replace(found, impossible=True)]
    return [
        replace(
            found,
            first=(first, 1),
            last=(last, 0),
            year=first_year if first_year is not None else year,
            last_year=year,
            year_shift=first_shift or shift,
        )
    ]


def _month_range(match: _Match) -> list[TimeWord]:
    return _range(match, int(match[1]), int(match[3]))


def _quarter_range(match: _Match) -> list[TimeWord]:
    return _range(match, _quarter(match[1]) * 3 - 2, _quarter(match[3]) * 3)


def _day_range(match: _Match) -> list[TimeWord]:
    """ "từ ngày 10 đến ngày 15 tháng 12", "10-15/12/2025"."""
    first, last, month = int(match[1]), int(match[2]), int(match[3])
    year, shift = _year(match, 4)
    found = TimeWord(Kind.INTERVAL, match.start(), match.end(), year=year, year_shift=shift)
    if not (_exists(month, first, year) and _exists(month, last, year)):
        return [replace(found, impossible=True)]
    return [replace(found, first=(month, first), last=(month, last))]


def _years_range(match: _Match) -> list[TimeWord]:
    return [TimeWord(Kind.PERIOD, match.start(), match.end(), (1, 1), (12, 0), int(match[1]), int(match[2]))]


def _first_or_last_months(match: _Match) -> list[TimeWord]:
    """ "6 tháng đầu năm", "9 tháng": counted from the year's beginning unless it says "cuối"."""
    months = int(match[1])
    if not 1 <= months <= 12:
        return []
    first, last = ((13 - months, 1), (12, 0)) if match[2] == "cuoi" else ((1, 1), (months, 0))
    year, shift = _year(match, 3)
    return [TimeWord(Kind.PERIOD, match.start(), match.end(), first, last, year, None, shift)]


_EDGES_OF_YEAR: dict[str, tuple[MonthDay, MonthDay]] = {
    "dau": ((1, 1), (3, 0)),
    "giua": ((1, 1), (6, 0)),
    "cuoi": ((10, 1), (12, 0)),
    "nua dau": ((1, 1), (6, 0)),
    "nua cuoi": ((7, 1), (12, 0)),
}


def _part_of_year(match: _Match) -> list[TimeWord]:
    """ "Đầu năm" is read as the first quarter, "giữa năm" as the first half, "cuối năm" as the last quarter."""
    first, last = _EDGES_OF_YEAR[" ".join(match[1].split())]
    named = match[2]
    year = int(named) if named and named.isdigit() else None
    shift = 0 if named is None or year is not None else -1 if named == "truoc" else 1
    return [TimeWord(Kind.PERIOD, match.start(), match.end(), first, last, year, None, shift)]


def _whole_year(match: _Match) -> list[TimeWord]:
    return [TimeWord(Kind.YEAR, match.start(), match.end(), (1, 1), (12, 0), year=int(match[1]))]


def _years(match: _Match) -> list[TimeWord]:
    return [
        TimeWord(Kind.YEAR, start, end, (1, 1), (12, 0), year=int(year))
        for year, start, end in _items(match, 1, 2, _YEAR)
    ]


def _no_quarter(match: _Match) -> list[TimeWord]:
    return [TimeWord(Kind.QUARTER, match.start(), match.end(), impossible=True)]


def _this_year(match: _Match) -> list[TimeWord]:
    shift = 1 if match[0].endswith(("sau", "toi", "tiep theo", "ke tiep")) else 0
    return [TimeWord(Kind.YEAR, match.start(), match.end(), (1, 1), (12, 0), year_shift=shift)]


def _undated(kind: MilestoneKind) -> _Builder:
    return lambda match: [TimeWord(kind, match.start(), match.end())]


# Tried in this order; what an earlier pattern took, a later one cannot take.
PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"\b{_REPORTS}", _undated(Kind.RECURRING)),
        (
            rf"\b{_COUNTS}\s+{_UNITS}\s*(?:/\s*(?:0?1\s+)?|mot\s+|0?1\s+)lan\b"
            rf"|\b{_COUNTS}\s+lan\s*(?:/|trong|mot|moi)\s*(?:mot\s+|0?1\s+)?{_UNITS}\b"
            rf"|\b{_UNITS}\s*/\s*(?:0?1\s+)?lan\b|\b(?:moi\s+)?{_UNITS}\s+(?:mot|0?[1-9])\s+lan\b",
            _undated(Kind.RECURRING),
        ),
        # The years after: a period with neither end named.
        (
            r"\b(?:va\s+)?(?:trong\s+)?(?:cac|nhung)\s+nam\s+"
            r"(?:tiep theo|sau|ke tiep|tiep sau|ve sau|tiep|toi)\b(?:\s+do\b)?",
            _undated(Kind.PERIOD),
        ),
        (
            rf"(?:\bngay\s+)?(?<![\w/.]){_NUMBER}{_TO}(?:ngay\s+)?{_NUMBER}\s*(?:/\s*|\.\s*|(?:cua\s+)?thang\s+)"
            rf"{_NUMBER}{_OF_YEAR}(?![\d/])",
            _day_range,
        ),
        (
            rf"(?:\bngay\s+|(?<![\w/.])(?<!tuan\s)){_NUMBER}\s*(?:cua\s+)?thang\s+{_NUMBER}((?:{_ALSO}thang\s+\d{{1,2}}(?!\d))*){_OF_YEAR}",
            _day_of_months,
        ),
        (
            rf"\bthang\s+{_NUMBER}{_OF_YEAR}{_TO}(?:thang\s+)?(\d{{1,2}})(?!\d|\s?[/.]\s?\d{{1,2}}(?!\d)){_OF_YEAR}",
            _month_range,
        ),
        (rf"\bthang\s+{_NUMBER}{_MORE_MONTHS}{_OF_YEAR}", _months),
        (rf"{_QUARTER_WORD}{_QUARTER}{_OF_YEAR}{_TO}(?:quy\s+|q\.?\s?)?{_QUARTER}{_OF_YEAR}", _quarter_range),
        (rf"{_QUARTER_WORD}{_QUARTER}{_MORE_QUARTERS}{_OF_YEAR}", _quarters),
        (rf"\bquy\s+(?:v|[05-9])(?!\w){_OF_YEAR}", _no_quarter),
        (r"(?<![\w/.\-])(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(20\d\d|\d\d)(?![\d/])", _full_date),
        (rf"(?:(?<![\w/.])|\bt\.?\s?)(\d{{1,2}})\s?/\s?{_YEAR}(?!/)", _month_year),
        (
            r"(?<![\w/.,])(\d{1,2})\s?/\s?(\d{1,2})(?![\w/%])(?:\s*,?\s*(?:cua\s+)?nam\s+(20\d\d|sau|toi|truoc)\b)?",
            _day_and_month,
        ),
        (rf"\b{_NUMBER}\s+thang\s+(dau|cuoi)\b{_OF_YEAR}(?:\s+nam\b)?", _first_or_last_months),
        (
            rf"\b{_NUMBER}\s+thang(?=\s*/\s*20|\s+(?:cua\s+)?nam\s+20|\s*[,;.)]|\s*$)(x)?{_OF_YEAR}",
            _first_or_last_months,
        ),
        (
            rf"(?:\b(?:giai doan|nhiem ky|nam hoc|nam)\s*)?(?<![\w/]){_YEAR}"
            rf"(?:{_TO}|\s*[/÷~]\s*)(?:nam\s+)?{_YEAR}(?![/\d])",
            _years_range,
        ),
        (
            r"\b(?<!bat )((?:nua\s+)?(?:dau|cuoi)|giua)\s+nam\b(?:\s+(20\d\d|sau|toi|truoc)\b)?",
            _part_of_year,
        ),
        (rf"\bnam\s+{_YEAR}((?:{_ALSO}{_YEAR.replace('(20', '(?:20')})*)", _years),
        # A year alone, where no word that it counts follows: "2026 trở đi", "đến 2027", "2026 và 2027 (duy trì)".
        (
            rf"(?<![\w/.\-])(?<!so )(?<!so: )(20\d\d)(?![\w/])"
            rf"(?=\s*(?:$|[,;.()\n&+–—:{TAKEN}-]|{_AFTER_YEAR}\b))",
            _whole_year,
        ),
        (rf"\b{_EVERY}\b|\bthang\s+(?:dau|cuoi)\s+(?:cua\s+)?(?:quy|ky)\b", _undated(Kind.RECURRING)),
        (r"\b(?:theo\s+)?dinh ky\b|\bmoi\s+(?:lan|dot)\b", _undated(Kind.RECURRING)),
        (
            r"\b(?:trong|ca|het|suot)\s+nam(?:\s+(?:sau|toi|tiep theo|ke tiep|nay|ke hoach|hien hanh))?\b"
            r"|\bnam\s+(?:sau|toi|tiep theo|ke tiep|nay|ke hoach)\b",
            _this_year,
        ),
        (r"\bthuong xuyen\b|\blien tuc\b|\bxuyen suot\b|\bquanh nam\b|\btrong suot\b", _undated(Kind.CONTINUOUS)),
        (
            r"\b(?:ngay\s+)?(?:sau khi|khi\s+(?:co|phat sinh|duoc|nhan|hoan thanh|can|xay ra|ket thuc|cap|ubnd))\b"
            r"|\bngay khi\b|\bdot xuat\b|\bke tu (?:khi|ngay)\b|\bphat sinh\b"
            r"|\b(?:trong vong|trong thoi han|sau)\s+\d{1,3}\s+(?:ngay|thang|gio)\b"
            r"|\b(?:tuy (?:theo )?|theo )tinh hinh\b|\bngay sau\b|\bsau (?:hoi nghi|ky hop|dot|cuoc|ket qua)\b",
            _undated(Kind.EVENT),
        ),
        (
            r"\btheo\b(?!\s+(?:doi|dinh ky|tinh hinh))|\bcan cu (?:theo|vao)\b|\bke hoach rieng\b",
            _undated(Kind.PER_DOCUMENT),
        ),
    )
)
