"""Finding the pieces of a Vietnamese phrase that name a time: dates, months, quarters, years, spans, rhythms.

Everything works on folded text of the same length as the phrase, so that places found can be cut from the phrase itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cchc_desktop.text import fold


class TimeKind(StrEnum):
    """What a piece of text says about time."""

    DATE = "date"
    INTERVAL = "interval"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"
    AFTERWARDS = "afterwards"  # "and the following years"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    PER_DOCUMENT = "per_document"
    EVENT = "event"


# (month, day); day 0 is the last day of the month.
type_of_day = tuple[int, int]


@dataclass(frozen=True)
class TimeWord:
    """A piece of text from `start` to `end` and the days it means; years stay open where the text names none.

    `first` and `last` are (month, day), day 0 meaning the last of the month, None an open side.
    `impossible` marks a day that no calendar has.
    """

    kind: TimeKind
    start: int
    end: int
    first: type_of_day | None = None
    last: type_of_day | None = None
    year: int | None = None
    last_year: int | None = None
    year_shift: int = 0
    impossible: bool = False

    def span(self, plan_year: int) -> tuple[date | None, date | None]:
        """The first and the last day, in the plan's year where the text names none."""
        year = (self.year if self.year is not None else plan_year) + self.year_shift
        last_year = self.last_year if self.last_year is not None else year
        return _day(year, self.first), _day(last_year, self.last)


def _day(year: int, month_day: type_of_day | None) -> date | None:
    if month_day is None:
        return None
    month, day = month_day
    if day:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def same_length_fold(text: str) -> str:
    """The text folded for matching, each character still in its place; all blanks but line breaks become spaces."""
    folded = []
    for char in text:
        bare = fold(char)
        if len(bare) != 1:
            bare = "?"
        folded.append(" " if bare.isspace() and bare != "\n" else bare)
    return "".join(folded)


_NUMBER = r"(\d{1,2})(?!\d)"
_YEAR = r"(20\d\d)(?!\d)"
# The year that may follow a day, a month or a quarter.
_OF_YEAR = rf"(?:\s*(?:,\s*)?(?:cua\s+)?nam\s+{_YEAR}|\s*[/.\-]\s*(?:nam\s+)?{_YEAR}|\s*,?\s*(?:cua\s+)?nam\s+(sau|toi|truoc))?"
_TO = r"\s*(?:den|toi|-|–|—)\s*(?:het\s+|cuoi\s+)?"
_AND = r"\s*(?:,|va|&|\+|;)\s*"
_QUARTER = r"(iv|iii|ii|i|[1-4]|bon|tu|ba|hai|mot)(?![\w])"
_QUARTERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}

# A cited paper and its own date say nothing about the deadline.
_CITATION = re.compile(
    r"\b(?:so\s*:?\s*)?\d+[a-z]?(?:/\d{4})?/[a-z]+\d*(?:-[a-z]+\d*)+"
    r"(?:,?\s*ngay\s+\d{1,2}\s*(?:[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|thang\s+\d{1,2}\s+nam\s+\d{4}))?"
)


def _year_parts(match: re.Match[str], *groups: int) -> tuple[int | None, int]:
    """The year named in these groups of `_OF_YEAR`, and a shift for "năm sau"."""
    for group in groups:
        value = match[group]
        if value is None:
            continue
        if value.isdigit():
            return int(value), 0
        return None, -1 if value == "truoc" else 1
    return None, 0


def _valid(month: int, day: int, year: int | None) -> bool:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else _QUARTERS[text]


def _date_word(match: re.Match[str], day: int, month: int, year: int | None, shift: int = 0) -> TimeWord:
    found = TimeWord(TimeKind.DATE, match.start(), match.end(), year=year, year_shift=shift)
    if not _valid(month, day, year):
        return replace(found, impossible=True)
    return replace(found, last=(month, day))


def _numeric_date(match: re.Match[str]) -> list[TimeWord]:
    year = int(match[3]) if match[3] else None
    if year is not None and year < 100:
        year += 2000
    return [_date_word(match, int(match[1]), int(match[2]), year)]


def _worded_date(match: re.Match[str]) -> list[TimeWord]:
    """A day and its months: "ngày 12 của tháng 3, tháng 6 và tháng 9" is three dates."""
    year, shift = _year_parts(match, 4, 5, 6)
    return _per_item(match, 2, 3, lambda month: _date_word(match, int(match[1]), month, year, shift))


def _months(match: re.Match[str]) -> list[TimeWord]:
    year, shift = _year_parts(match, 3, 4, 5)

    def word(month: int) -> TimeWord:
        found = TimeWord(TimeKind.MONTH, match.start(), match.end(), year=year, year_shift=shift)
        if not 1 <= month <= 12:
            return replace(found, impossible=True)
        return replace(found, first=(month, 1), last=(month, 0))

    return _per_item(match, 1, 2, word)


def _quarters(match: re.Match[str]) -> list[TimeWord]:
    year, shift = _year_parts(match, 3, 4, 5)
    items = _items(match, 1, 2, _QUARTER)
    words = []
    for value, start, end in items:
        number = _quarter(value)
        words.append(
            TimeWord(
                TimeKind.QUARTER, start, end, (number * 3 - 2, 1), (number * 3, 0), year=year, year_shift=shift
            )
        )
    return words


def _items(match: re.Match[str], first: int, rest: int, item: str) -> list[tuple[str, int, int]]:
    """The items of a list (one in group `first`, more in group `rest`) with the stretch of text that each takes."""
    found = [(match[first], match.end(first))]
    if match[rest]:
        offset = match.start(rest)
        found += [(more[1], offset + more.end(1)) for more in re.finditer(item, match[rest])]
    ends = [end for _, end in found[:-1]] + [match.end()]
    starts = [match.start(), *ends[:-1]]
    return [(value, start, end) for (value, _), start, end in zip(found, starts, ends, strict=True)]


def _per_item(match: re.Match[str], first: int, rest: int, word: Callable[[int], TimeWord]) -> list[TimeWord]:
    return [
        replace(word(int(value)), start=start, end=end)
        for value, start, end in _items(match, first, rest, r"(\d{1,2})(?!\d)")
    ]


def _month_year(match: re.Match[str]) -> list[TimeWord]:
    month = int(match[1])
    if not 1 <= month <= 12:
        return []
    return [TimeWord(TimeKind.MONTH, match.start(), match.end(), (month, 1), (month, 0), year=int(match[2]))]


def _day_range(match: re.Match[str]) -> list[TimeWord]:
    """ "từ ngày 10 đến ngày 15 tháng 12", "10-15/12/2025"."""
    first, last, month = int(match[1]), int(match[2]), int(match[3])
    year, shift = _year_parts(match, 4, 5, 6)
    found = TimeWord(TimeKind.INTERVAL, match.start(), match.end(), year=year, year_shift=shift)
    if not (_valid(month, first, year) and _valid(month, last, year)):
        return [replace(found, impossible=True)]
    return [replace(found, first=(month, first), last=(month, last))]


def _month_range(match: re.Match[str]) -> list[TimeWord]:
    first, last = int(match[1]), int(match[5])
    year, shift = _year_parts(match, 6, 7, 8)
    first_year, first_shift = _year_parts(match, 2, 3, 4)
    found = TimeWord(TimeKind.INTERVAL, match.start(), match.end(), year=first_year or year, last_year=year)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return [replace(found, impossible=True)]
    return [replace(found, first=(first, 1), last=(last, 0), year_shift=first_shift or shift)]


def _quarter_range(match: re.Match[str]) -> list[TimeWord]:
    year, shift = _year_parts(match, 6, 7, 8)
    first_year, first_shift = _year_parts(match, 2, 3, 4)
    first, last = _quarter(match[1]), _quarter(match[5])
    return [
        TimeWord(
            TimeKind.INTERVAL,
            match.start(),
            match.end(),
            (first * 3 - 2, 1),
            (last * 3, 0),
            year=first_year or year,
            last_year=year,
            year_shift=first_shift or shift,
        )
    ]


def _years_range(match: re.Match[str]) -> list[TimeWord]:
    return [TimeWord(TimeKind.PERIOD, match.start(), match.end(), (1, 1), (12, 0), int(match[1]), int(match[2]))]


def _part_of_year(match: re.Match[str]) -> list[TimeWord]:
    year, shift = _year_parts(match, 3, 4, 5)
    months = min(int(match[1]), 12)
    first, last = ((13 - months, 1), (12, 0)) if match[2] and match[2].startswith("cuoi") else ((1, 1), (months, 0))
    if not months:
        return []
    return [TimeWord(TimeKind.PERIOD, match.start(), match.end(), first, last, year=year, year_shift=shift)]


def _edge_of_year(match: re.Match[str]) -> list[TimeWord]:
    """ "Đầu năm" is read as the first quarter, "giữa năm" as its first half, "cuối năm" as its last quarter."""
    year, shift = _year_parts(match, 2, 3)
    first, last = {"dau": ((1, 1), (3, 0)), "giua": ((1, 1), (6, 0)), "cuoi": ((10, 1), (12, 0))}[match[1]]
    return [TimeWord(TimeKind.PERIOD, match.start(), match.end(), first, last, year=year, year_shift=shift)]


def _half_year(match: re.Match[str]) -> list[TimeWord]:
    year, shift = _year_parts(match, 2, 3, 4)
    first, last = ((7, 1), (12, 0)) if match[1] == "cuoi" else ((1, 1), (6, 0))
    return [TimeWord(TimeKind.PERIOD, match.start(), match.end(), first, last, year=year, year_shift=shift)]


def _whole_year(match: re.Match[str]) -> list[TimeWord]:
    return [TimeWord(TimeKind.YEAR, match.start(), match.end(), (1, 1), (12, 0), year=int(match[1]))]


def _this_year(match: re.Match[str]) -> list[TimeWord]:
    shift = 1 if match[0].rstrip().endswith(("sau", "toi", "tiep theo", "ke tiep")) else 0
    return [TimeWord(TimeKind.YEAR, match.start(), match.end(), (1, 1), (12, 0), year_shift=shift)]


def _of(kind: TimeKind) -> Callable[[re.Match[str]], list[TimeWord]]:
    return lambda match: [TimeWord(kind, match.start(), match.end())]


_EVERY = r"(?:hang|moi|tung)\s+(?:ngay|tuan|thang|quy|nam|ky|6 thang|06 thang|nua nam)"
_REPORT_LIST = (
    r"(?:(?:(?:hang\s+)?quy(?:\s+i)?|hang\s+thang|thang)\s*(?:,|va)\s*)?0?6\s+thang(?!\s+(?:dau|cuoi))"
    r"(?:\s*(?:,|va)\s*0?9\s+thang)?\s*(?:,|va|,\s*va)\s*(?:ca\s+)?(?:hang\s+)?nam\b(?!\s*20)"
)

# Tried in this order; what an earlier pattern took, a later one cannot.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[TimeWord]]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"\b{_REPORT_LIST}", _of(TimeKind.RECURRING)),
        (
            r"\b(?:\d{1,2}|mot|hai|ba|bon)\s+(?:ngay|tuan|thang|quy|nam)\s*(?:/\s*(?:0?1\s+)?|mot\s+|0?1\s+)lan\b"
            r"|\b(?:\d{1,2}|mot|hai|ba|bon)\s+lan\s*(?:/|trong|mot|moi)\s*(?:mot\s+|0?1\s+)?(?:ngay|tuan|thang|quy|nam)\b"
            r"|\b(?:ngay|tuan|thang|quy|nam)\s*/\s*(?:0?1\s+)?lan\b|\b(?:thang|quy|nam)\s+mot\s+lan\b",
            _of(TimeKind.RECURRING),
        ),
        (
            r"\b(?:va\s+)?(?:trong\s+)?(?:cac|nhung)\s+nam\s+(?:tiep theo|sau|ke tiep|tiep sau|toi)\b(?:\s+do\b)?",
            _of(TimeKind.AFTERWARDS),
        ),
        (
            rf"(?:\bngay\s+)?(?<![\d/.]){_NUMBER}{_TO}(?:ngay\s+)?{_NUMBER}\s*(?:/\s*|\.\s*|(?:cua\s+)?thang\s+){_NUMBER}{_OF_YEAR}(?![\d/])",
            _day_range,
        ),
        (
            rf"\bngay\s+{_NUMBER}\s*(?:cua\s+)?thang\s+{_NUMBER}((?:{_AND}thang\s+\d{{1,2}}(?!\d))*){_OF_YEAR}"
            .replace("(?:,|va|&|\\+|;)", "(?:,|va|&|\\+)"),
            _worded_date,
        ),
        (rf"(?<![\d/.]){_NUMBER}\s+(?:cua\s+)?thang\s+{_NUMBER}(){_OF_YEAR}", _worded_date),
        (r"(?<![\d/.\-])(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(20\d\d|\d\d)(?![\d/])", _numeric_date),
        (rf"(?<![\d/.])(\d{{1,2}})\s?/\s?{_YEAR}(?!/)", _month_year),
        (r"(?<![\d/.,])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/%])()", _numeric_date),
        (rf"\bthang\s+{_NUMBER}{_OF_YEAR}{_TO}(?:thang\s+)?{_NUMBER}{_OF_YEAR}(?!\s*thang)", _month_range),
        (
            rf"\bthang\s+{_NUMBER}((?:\s*(?:,|va|&|\+)\s*(?:thang\s+)?\d{{1,2}}(?![\d/])(?!\s*(?:thang|ngay|lan|nam\b|%)(?!\s+20)))*){_OF_YEAR}",
            _months,
        ),
        (rf"\b(?:quy\s+|q\.?\s?){_QUARTER}{_OF_YEAR}{_TO}(?:quy\s+|q\.?\s?)?{_QUARTER}{_OF_YEAR}", _quarter_range),
        (
            rf"\b(?:quy\s+|q\.?\s?){_QUARTER}((?:\s*(?:,|va|&|\+)\s*(?:quy\s+|q\.?\s?)?(?:iv|iii|ii|i|[1-4])(?![\w/]*\d|\w))*){_OF_YEAR}",
            _quarters,
        ),
        (
            rf"\b(\d{{1,2}})\s+thang(?:\s+(dau|cuoi)(?=\s|$|[,.;:)])|(?=\s*/\s*20|\s+(?:cua\s+)?nam\s+20|\s*[,;.)]|\s*$)()){_OF_YEAR}"
            .replace("()", ""),
            _part_of_year,
        ),
        (rf"\b(?:nua\s+(dau|cuoi)){_OF_YEAR}", _half_year),
        (rf"\b(?:giai doan|nhiem ky|nam hoc|tu nam|nam)?\s*(?<!\d){_YEAR}{_TO}(?:nam\s+)?{_YEAR}", _years_range),
        (rf"\b(dau|giua|cuoi)\s+nam(?:\s+{_YEAR}|\s+(sau|toi|truoc)\b)?", _edge_of_year),
        (rf"\bnam\s+{_YEAR}", _whole_year),
        (rf"\b(?:giai doan|truoc|den|het|sau)\s+{_YEAR}", _whole_year),
        (_EVERY.join((r"\b", r"\b")), _of(TimeKind.RECURRING)),
        (r"\b(?:theo\s+)?dinh ky\b|\bmoi\s+(?:lan|dot)\b", _of(TimeKind.RECURRING)),
        (
            r"\b(?:trong|ca|het|suot)\s+nam(?:\s+(?:sau|toi|tiep theo|ke tiep|nay|ke hoach|hien hanh))?\b"
            r"|\bnam\s+(?:sau|toi|tiep theo|ke tiep|nay|ke hoach)\b|\b12\s+thang\b",
            _this_year,
        ),
        (r"\bthuong xuyen\b|\blien tuc\b|\bxuyen suot\b|\bquanh nam\b|\btrong suot\b", _of(TimeKind.CONTINUOUS)),
        (
            r"\b(?:ngay\s+)?(?:sau khi|khi\s+(?:co|phat sinh|duoc|nhan|hoan thanh|can|xay ra|ket thuc|cap|ubnd|trung uong))\b"
            r"|\bngay khi\b|\bdot xuat\b|\bke tu (?:khi|ngay)\b|\b(?:trong vong|trong thoi han|sau)\s+\d{1,3}\s+(?:ngay|thang|gio)\b"
            r"|\btuy (?:theo )?tinh hinh\b|\btheo tinh hinh\b|\bngay sau\b|\bsau (?:hoi nghi|ky hop|dot|cuoc|ket qua)\b"
            r"|\bphat sinh\b",
            _of(TimeKind.EVENT),
        ),
        (
            r"\btheo\b(?!\s+(?:doi|dinh ky|tinh hinh))|\bcan cu (?:theo|vao)\b|\bke hoach rieng\b",
            _of(TimeKind.PER_DOCUMENT),
        ),
    )
)

_JOIN = re.compile(r"\s*(?:ngay\s*)?(?:den|toi|-|–|—)(?:\s+(?:het|ngay|cuoi|truoc|nam))*\s*(?:truoc\s+)?(?:ngay\s+)?")
_LIST_JOIN = re.compile(r"\s*(?:,|va|&|\+|,\s*va)\s*(?:ngay\s+|truoc\s+|trong\s+)*")
_DATED = frozenset(
    {TimeKind.DATE, TimeKind.INTERVAL, TimeKind.MONTH, TimeKind.QUARTER, TimeKind.YEAR, TimeKind.PERIOD}
)


def find_times(folded: str) -> list[TimeWord]:
    """All time words of a folded text in order, spans joined ("từ 01/3 đến 30/6") and years shared along lists."""
    rest = _CITATION.sub(lambda match: "#" * len(match[0]), folded)
    found: list[TimeWord] = []
    for pattern, build in _PATTERNS:
        for match in pattern.finditer(rest):
            found.extend(build(match))
        for word in found:
            rest = rest[: word.start] + "#" * (word.end - word.start) + rest[word.end :]
    found.sort(key=lambda word: word.start)
    return _share_years(_join_spans(found, folded), folded)


def _join_spans(words: list[TimeWord], folded: str) -> list[TimeWord]:
    joined: list[TimeWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is not None and _is_span(before, word, folded):
            joined[-1] = _span(before, word)
        else:
            joined.append(word)
    return joined


def _is_span(a: TimeWord, b: TimeWord, folded: str) -> bool:
    kinds = {TimeKind.DATE, TimeKind.MONTH, TimeKind.QUARTER, TimeKind.YEAR}
    if a.kind not in kinds or b.kind not in kinds or a.impossible or b.impossible:
        return False
    between = folded[a.end : b.start]
    if not _JOIN.fullmatch(between):
        return False
    # "Quý I - Quý IV" may be two lines of a list; "từ" or "đến" says that it is one span, and so does one kind.
    return a.kind == b.kind or "den" in between or "toi" in between


def _span(a: TimeWord, b: TimeWord) -> TimeWord:
    kind = TimeKind.PERIOD if a.kind == b.kind == TimeKind.YEAR else TimeKind.INTERVAL
    first = a.first or a.last
    return TimeWord(
        kind,
        a.start,
        b.end,
        first,
        b.last,
        year=a.year if a.year is not None else b.year,
        last_year=b.year,
        year_shift=a.year_shift or b.year_shift,
    )


def _share_years(words: list[TimeWord], folded: str) -> list[TimeWord]:
    """In "quý II, quý IV năm 2025" both quarters are of 2025."""
    shared = list(words)
    for place in range(len(shared) - 2, -1, -1):
        word, following = shared[place], shared[place + 1]
        if word.kind not in _DATED or following.kind not in _DATED or word.kind != following.kind:
            continue
        if word.year is None and not word.year_shift and _is_list(folded[word.end : following.start]):
            shared[place] = replace(word, year=following.year, year_shift=following.year_shift)
    return shared


def _is_list(between: str) -> bool:
    return not between or _LIST_JOIN.fullmatch(between) is not None


def is_list_join(between: str) -> bool:
    """Whether the text between two time words only lists them: ", ", " và ngày "."""
    return _is_list(between)
