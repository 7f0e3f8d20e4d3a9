"""Moving the years of a plan on: "năm 2026" and "trước ngày 15/11/2026" go with it, cited papers stay as they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cchc_desktop.rules.dates import make_date


class YearDoubt(StrEnum):
    """What an officer should look at where years were moved, or were not."""

    KEPT_DATE = "kept_date"  # a day of the old year in running text: history or plan?
    LEAP_DAY = "leap_day"  # 29 February became the 28th
    PERIOD = "period"  # a span of years was left as it is
    PERIOD_OVER = "period_over"  # ... and has ended before the new year
    CITED_YEAR = "cited_year"  # a cited paper is of the old year: is there a new one?


@dataclass(frozen=True)
class Moved:
    """A text with its years moved: what was changed into what, and what is doubtful."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    doubts: tuple[YearDoubt, ...] = ()


_YEAR = r"20\d\d"
_NUMERIC_DATE = rf"\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*{_YEAR}"
_DATE = rf"(?:{_NUMERIC_DATE}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s*(?:,?\s*năm\s+|/\s*){_YEAR})"
_BLANK_DATE = rf"[\d\s.…_]*tháng[\d\s.…_]*năm\s+{_YEAR}"
_PAPERS = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|"
    "Chương trình|Công văn|Thông báo|Kết luận|Báo cáo|Tờ trình|Hướng dẫn|Văn bản|Quy định|Quy chế|Đề án|Công điện|"
    "Hướng dẫn liên tịch"
)
_SYMBOL = r"[A-ZĐ][A-ZĐ0-9a-z&]*(?:\s?[-–]\s?[A-ZĐ][\wĐ&]*)*"
_SLASHED = rf"\d+/(?:{_YEAR}/)?{_SYMBOL}"  # "05/KH-UBND", "30/2020/NĐ-CP"
# ... and, after the name of a paper or "số", "…/KH-UBND", "334-QĐ", "30/2020"
_NUMBERED = rf"(?:{_SLASHED}|[.…_]+\s*/\s*(?:{_YEAR}/)?{_SYMBOL}|\d+\s*[-–]\s*{_SYMBOL}|\d+/{_YEAR}\b(?!/))"
_ISSUED = rf"(?:,?\s*(?:ban hành\s+)?ngày\s+(?:{_DATE}|{_BLANK_DATE}))?"
_WHOSE = r"(?:\s+của\s+[^,;.\n]{1,160})?"
_ABOUT = r"(?:,?\s+(?:về|ban hành|phê duyệt|quy định|hướng dẫn|triển khai|thực hiện|công bố|v/v)\b[^;.\n,]{1,300})?"
_CITATION = re.compile(
    rf"(?:(?:{_PAPERS})\s+(?:số\s*:?\s*)?|số\s*:?\s*){_NUMBERED}{_ISSUED}{_WHOSE}{_ABOUT}"
    rf"|(?<![\w/]){_SLASHED}{_ISSUED}{_WHOSE}{_ABOUT}"
    rf"|(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b[^;\n]{{0,160}}?\b(?:ngày\s+{_DATE}|năm\s+{_YEAR})"
    rf"(?:\s+và\s+(?:{_YEAR}|năm\s+{_YEAR}))?"
    rf"|ngày\s+{_DATE}\s+của\s+[^,;.\n]{{1,160}}{_ABOUT}"
)
_PERIOD = re.compile(
    rf"(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?:năm\s+|từ\s+năm\s+)?({_YEAR})\s*(?:[-–—]|đến)\s*(?:năm\s+)?({_YEAR})"
    rf"|từ\s+năm\s+({_YEAR})\s+đến\s+(?:hết\s+)?năm\s+({_YEAR})|(?<![\d/])({_YEAR})\s*[-–—]\s*({_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?<![\d/])(\d{{1,2}})(\s*[/.\-]\s*)(\d{{1,2}})(\s*[/.\-]\s*)({_YEAR})(?!\d)"
    rf"|(?<!\d)(\d{{1,2}})(\s+tháng\s+)(\d{{1,2}})(\s*(?:,?\s*năm\s+|/\s*))({_YEAR})(?!\d)",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w.\-])(?<!\d/){_YEAR}(?![\w/]|\.\d|-\d)")
_MONTHLY = re.compile(rf"(?:tháng|quý|kỳ)\s+(?:\d{{1,2}}|[IVX]{{1,3}})\s*/\s*({_YEAR})(?!\d)", re.IGNORECASE)
_DUE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến|từ|hạn|xong|hoàn thành|trình|gửi)"
    r"(?:\s+(?:hết|là|vào|trong|cuối))*(?:\s+ngày)?\s*$",
    re.IGNORECASE,
)

_CITED_DAY = re.compile(rf"ngày\s+(?:{_DATE}|{_BLANK_DATE})")
_LAW = re.compile(r"(?:Căn cứ\s+)?(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b")


def move_years(text: str, old: int, new: int, *, deadline: bool = False) -> Moved:
    """The text with the year `old`, and the years beside it, moved on by as many years as `new` is from it.

    Cited papers and spans of years stay; a day moves in a deadline, and in running text only after words such as
    "trước ngày".
    """
    return _Mover(text, old, new, deadline).move()


def cites_year(text: str, year: int) -> bool:
    """Whether a cited paper is bound to this year or an earlier one: "về công tác CCHC năm 2026"."""
    bound = re.search(rf"\bnăm\s+({_YEAR})\b", _CITED_DAY.sub("", text))
    span = _PERIOD.search(text)
    last = _years(span)[1] if span else None
    return (bound is not None and int(bound[1]) <= year and not _LAW.match(text)) or (last is not None and last <= year)


def citations(text: str) -> Iterator[tuple[int, int]]:
    """Where cited papers begin and end in a text."""
    for match in _CITATION.finditer(text):
        yield match.start(), match.end()


def moving_years(text: str, old: int) -> Iterator[tuple[int, int]]:
    """Where the four digits of each year stand that `move_years` would move."""
    mover = _Mover(text, old, old + 1, False)
    mover.move()
    for _start, end, _words in mover.edits:
        yield end - 4, end


class _Mover:
    """Goes over a text once for each kind of year; what was settled before is left alone."""

    def __init__(self, text: str, old: int, new: int, deadline: bool) -> None:
        self._text, self._old, self._by, self._deadline = text, old, new - old, deadline
        self._settled: list[tuple[int, int]] = []
        self.edits: list[tuple[int, int, str]] = []
        self._doubts: list[YearDoubt] = []

    def move(self) -> Moved:
        """The moved text."""
        for start, end in citations(self._text):
            self._settle(start, end)
            if self._names_old(start, end):
                self._doubts.append(YearDoubt.CITED_YEAR)
        self._periods()
        self._days()
        for match in _MONTHLY.finditer(self._text):
            self._edit(match.start(1), match.end(1))
        for match in _PLAIN.finditer(self._text):
            self._edit(match.start(), match.end())
        pieces, at, changes = [], 0, []
        for start, end, words in sorted(self.edits):
            pieces += [self._text[at:start], words]
            changes.append((self._text[start:end], words))
            at = end
        text = "".join([*pieces, self._text[at:]])
        return Moved(text, tuple(changes), tuple(dict.fromkeys(self._doubts)))

    def _moves(self, year: int) -> bool:
        return abs(year - self._old) <= 1

    def _free(self, start: int, end: int) -> bool:
        return all(end <= first or start >= last for first, last in self._settled)

    def _settle(self, start: int, end: int) -> None:
        self._settled.append((start, end))

    def _edit(self, start: int, end: int) -> None:
        """Move the plain year that stands here."""
        year = int(self._text[start:end])
        if self._moves(year) and self._free(start, end):
            self.edits.append((start, end, str(year + self._by)))
            self._settle(start, end)

    def _names_old(self, start: int, end: int) -> bool:
        """Whether a cited paper is that of the old year: its title says so, not its date alone."""
        titles = _CITED_DAY.sub("", self._text[start:end])
        return bool(re.search(rf"\bnăm\s+(?:{self._old}|{self._old - 1})\b", titles)) and not _LAW.match(titles)

    def _periods(self) -> None:
        for match in _PERIOD.finditer(self._text):
            if not self._free(match.start(), match.end()):
                continue
            first, last = _years(match)
            if last - first == 1 and match[5]:  # "năm học 2025-2026"
                self._edit(match.start(5), match.end(5))
                self._edit(match.start(6), match.end(6))
                continue
            self._settle(match.start(), match.end())
            over = last < self._old + self._by
            if over or self._deadline or self._moves(first):
                self._doubts.append(YearDoubt.PERIOD_OVER if over else YearDoubt.PERIOD)

    def _days(self) -> None:
        for match in _DAY.finditer(self._text):
            if not self._free(match.start(), match.end()):
                continue
            day, between, month, then, year = (part for part in match.groups() if part is not None)
            if not self._moves(int(year)):
                continue
            if not self._deadline and not _DUE.search(self._text[: match.start()][-40:]):
                self._settle(match.start(), match.end())
                self._doubts.append(YearDoubt.KEPT_DATE)
                continue
            moved = int(year) + self._by
            if make_date(moved, int(month), int(day)) is None and make_date(int(year), int(month), int(day)):
                day = "28"
                self._doubts.append(YearDoubt.LEAP_DAY)
            self.edits.append((match.start(), match.end(), f"{day}{between}{month}{then}{moved}"))
            self._settle(match.start(), match.end())


def _years(match: re.Match[str]) -> tuple[int, int]:
    first, last = (int(part) for part in match.groups() if part is not None)
    return first, last
