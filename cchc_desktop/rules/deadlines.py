"""Deadline phrases (column 7, thời gian hoàn thành) and what they mean; the phrase itself is never changed."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbering import from_roman
from cchc_desktop.text import clean


class MilestoneKind(StrEnum):
    """What a piece of a deadline phrase is."""

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


@dataclass(frozen=True)
class Milestone:
    """One meaning: `label` is the piece as typed; `exclusive` when the day itself is too late ("trước ngày")."""

    kind: MilestoneKind
    label: str
    date_from: date | None
    date_to: date | None
    exclusive: bool = False


_SPLIT = re.compile(r"\s*[;\n]\s*|,\s*(?=(?:định kỳ|báo cáo|tổng kết|sơ kết)\b)|\.\s+(?=[A-ZĐ])", re.IGNORECASE)
_DATE = r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})(?:\s*(?:[/.-]|\s+năm\s+)\s*(\d{4}))?"
_INTERVAL = re.compile(rf"từ\s+{_DATE}\s+(?:đến|tới)\s+(?:hết\s+)?{_DATE}", re.IGNORECASE)
_DAYS_OF_MONTH = re.compile(
    r"từ\s+ngày\s+(\d{1,2})\s+đến\s+(?:hết\s+)?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE
)
_MONTHS = re.compile(
    r"từ\s+tháng\s+(\d{1,2})\s+đến\s+(?:hết\s+)?tháng\s+(\d{1,2})(?:\s*(?:/|năm)\s*(\d{4}))?", re.IGNORECASE
)
_DAY_OF_MONTHS = re.compile(
    r"ngày\s+(\d{1,2})\s+(?:của\s+)?((?:tháng\s+\d{1,2}(?:\s*,\s*|\s+và\s+)?){2,})", re.IGNORECASE
)
_SINGLE = re.compile(_DATE, re.IGNORECASE)
_QUARTER = re.compile(r"quý\s+(IV|III|II|I|[1-4])(?:\s*(?:/|-|năm)\s*(\d{4}))?\b", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s+(\d{1,2})(?:\s*(?:/|-|năm)\s*(\d{4}))?\b", re.IGNORECASE)
_YEARS = re.compile(r"(?:giai đoạn|từ năm|năm)\s*(\d{4})\s*(?:-|–|đến)\s*(?:năm\s*)?(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(\d{4})", re.IGNORECASE)
_HALF = re.compile(r"(6|06|9|09)\s*tháng(?:\s+(đầu|cuối))?(?:\s+năm)?(?:\s+(\d{4}))?", re.IGNORECASE)
_RECURRING = re.compile(r"định kỳ|(?:hàng|hằng)\s+(?:quý|tháng|tuần)|một lần|mỗi (?:quý|tháng)", re.IGNORECASE)
_CONTINUOUS = re.compile(r"thường xuyên|liên tục|(?:hàng|hằng) ngày", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"theo\s+(?:các\s+)?(?:kế hoạch|quy định|hướng dẫn|chương trình|quyết định|công văn|chỉ đạo|yêu cầu|lộ trình|văn bản)",
    re.IGNORECASE,
)
_EVENT = re.compile(r"^(?:ngay\s+)?(?:sau khi|khi)\b|có phát sinh", re.IGNORECASE)
_BEFORE = re.compile(r"trước\s*(?:ngày\s*)?$|trước\s+(?:tháng|quý|năm)?\s*$", re.IGNORECASE)


def parse_deadline(text: str, plan_year: int) -> tuple[Milestone, ...]:
    """The milestones of a phrase, in its order; every word of it stands in some label.

    A quarter, month or year is due on its last day; a date without a year falls in the plan's year.
    """
    pieces = [piece.strip() for piece in _SPLIT.split(clean(text)) if piece and piece.strip()]
    return tuple(milestone for piece in pieces for milestone in _piece(piece, plan_year))


def _piece(piece: str, year: int) -> list[Milestone]:
    for reader in (_intervals, _dates, _quarters, _months, _halves):
        found = reader(piece, year)
        if found:
            return found
    if _CONTINUOUS.search(piece):
        return [Milestone(MilestoneKind.CONTINUOUS, piece, None, None)]
    if _RECURRING.search(piece):
        return [Milestone(MilestoneKind.RECURRING, piece, None, None)]
    if _DOCUMENT.search(piece):
        return [Milestone(MilestoneKind.PER_DOCUMENT, piece, None, None)]
    if _EVENT.search(piece):
        return [Milestone(MilestoneKind.EVENT, piece, None, None)]
    return _years(piece, year) or [Milestone(MilestoneKind.UNKNOWN, piece, None, None)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _intervals(piece: str, year: int) -> list[Milestone]:
    if match := _DAYS_OF_MONTH.search(piece):
        first, last, month, named = match.groups()
        start, end = (_day(int(named or year), int(month), int(d)) for d in (first, last))
        return [Milestone(MilestoneKind.INTERVAL, piece, start, end)] if start and end else []
    if match := _INTERVAL.search(piece):
        parts = [int(part) if part else None for part in match.groups()]
        last_year = parts[5] or year
        start = _day(parts[2] or last_year, parts[1] or 0, parts[0] or 0)
        end = _day(last_year, parts[4] or 0, parts[3] or 0)
        return [Milestone(MilestoneKind.INTERVAL, piece, start, end)] if start and end else []
    if match := _MONTHS.search(piece):
        first, last, named = match.groups()
        if 1 <= int(first) <= 12 and 1 <= int(last) <= 12:
            used = int(named or year)
            return [Milestone(MilestoneKind.INTERVAL, piece, date(used, int(first), 1), _month_end(used, int(last)))]
    return []


def _dates(piece: str, year: int) -> list[Milestone]:
    if match := _DAY_OF_MONTHS.search(piece):
        early = bool(_BEFORE.search(piece[: match.start()]))
        days = [_day(year, int(month), int(match[1])) for month in re.findall(r"tháng\s+(\d{1,2})", match[2])]
        return [Milestone(MilestoneKind.DATE, piece, None, day, early) for day in days if day]
    found = []
    for match in _SINGLE.finditer(piece):
        day = _day(int(match[3] or year), int(match[2]), int(match[1]))
        cited = re.search(r"(?:số\s+\S+|/\S+-\S+)\s*$", piece[: match.start()].removesuffix("ngày ").rstrip())
        if day is None or cited:
            continue
        found.append(Milestone(MilestoneKind.DATE, piece, None, day, bool(_BEFORE.search(piece[: match.start()]))))
    return found[-1:]


def _quarters(piece: str, year: int) -> list[Milestone]:
    found = []
    for match in _QUARTER.finditer(piece):
        quarter = int(match[1]) if match[1].isdigit() else from_roman(match[1].upper()) or 1
        used = int(match[2] or _named_year(piece) or year)
        start = date(used, 3 * quarter - 2, 1)
        found.append(Milestone(MilestoneKind.QUARTER, piece, start, _month_end(used, 3 * quarter)))
    return found


def _months(piece: str, year: int) -> list[Milestone]:
    found = []
    for match in _MONTH.finditer(piece):
        month, used = int(match[1]), int(match[2] or _named_year(piece) or year)
        if 1 <= month <= 12:
            found.append(Milestone(MilestoneKind.MONTH, piece, date(used, month, 1), _month_end(used, month)))
    return found


def _halves(piece: str, year: int) -> list[Milestone]:
    match = _HALF.search(piece)
    if match is None or _RECURRING.search(piece):
        return []
    used = int(match[3] or year)
    if match[1].lstrip("0") == "9":
        return [Milestone(MilestoneKind.PERIOD, piece, date(used, 1, 1), date(used, 9, 30))]
    if (match[2] or "").lower() == "cuối":
        return [Milestone(MilestoneKind.PERIOD, piece, date(used, 7, 1), date(used, 12, 31))]
    return [Milestone(MilestoneKind.PERIOD, piece, date(used, 1, 1), date(used, 6, 30))]


def _years(piece: str, year: int) -> list[Milestone]:
    if match := _YEARS.search(piece):
        first, last = int(match[1]), int(match[2])
        return [Milestone(MilestoneKind.PERIOD, piece, date(first, 1, 1), date(last, 12, 31))]
    named = _named_year(piece)
    if named is None and not re.search(r"\b(?:trong|cả|cuối)\s+năm\b", piece, re.IGNORECASE):
        return []
    used = named or year
    if re.search(r"trước\s+năm", piece, re.IGNORECASE):
        return [Milestone(MilestoneKind.YEAR, piece, None, date(used, 1, 1), True)]
    return [Milestone(MilestoneKind.YEAR, piece, date(used, 1, 1), date(used, 12, 31))]


def _named_year(piece: str) -> int | None:
    match = _YEAR.search(piece)
    return int(match[1]) if match else None


def deadline_doubts(text: str, plan_year: int) -> tuple[str, ...]:
    """What to look at again: a year that is not the plan's (nor the turn of the year before or after it)."""
    found = []
    for milestone in parse_deadline(text, plan_year):
        last = milestone.date_to
        dated = milestone.kind in (MilestoneKind.QUARTER, MilestoneKind.MONTH, MilestoneKind.DATE)
        if dated and last is not None and last.year < plan_year and last.month < 12:
            found.append(
                _("“{phrase}” names the year {year}, but the plan is for {plan_year}.").format(
                    phrase=milestone.label, year=last.year, plan_year=plan_year
                )
            )
    return tuple(found)


def due_date(milestones: Sequence[Milestone]) -> date | None:
    """The last day on which everything is still in time; None when nothing is dated."""
    days = [m.date_to - timedelta(days=1) if m.exclusive else m.date_to for m in milestones if m.date_to is not None]
    return max(days, default=None)
