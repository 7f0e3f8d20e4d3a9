"""What a deadline phrase means: the milestones in it, the last due date, and what looks wrong.

The phrase itself is always kept: the labels of its milestones together say all that it says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cchc_desktop.i18n import _
from cchc_desktop.rules.time_words import TimeKind, TimeWord, find_times, is_list_join, same_length_fold
from cchc_desktop.text import clean


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


@dataclass(frozen=True)
class Milestone:
    """One dated meaning: `label` is the piece of the phrase as typed.

    `date_to` is the date named (end of a month, quarter, year); where `exclusive` ("trước ngày"), the day before it is
    the last in time. Continuous, recurring, per-document and event pieces have no dates, and neither has an unknown one.
    """

    kind: MilestoneKind
    label: str
    date_from: date | None
    date_to: date | None
    exclusive: bool = False

    @property
    def due(self) -> date | None:
        """The last day on which it is in time, None when no day is fixed."""
        if self.date_to is None:
            return None
        return self.date_to - timedelta(days=1) if self.exclusive else self.date_to


_FIXED = (TimeKind.DATE, TimeKind.INTERVAL, TimeKind.MONTH, TimeKind.QUARTER, TimeKind.YEAR, TimeKind.PERIOD)
_FINE = (TimeKind.DATE, TimeKind.INTERVAL, TimeKind.MONTH, TimeKind.QUARTER)

_EDGES = " \t\n;,.:\u00a0"
_HARD = re.compile(r";|\n")
_SOFT = re.compile(r",|\.\s|\s[-–—/+]\s|(?<!\w)(?:va|&|dong thoi|sau do)(?!\w)")
# What may stand between a comma and the time word with which a new piece begins.
_OPENING = re.compile(
    r"[\s,.\-–—+/]*(?:(?:va|dong thoi|sau do|roi|thuc hien|hoan thanh|trien khai|bao cao|ban hanh|gui|trinh|chi dao|"
    r"to chuc|lap|xong|xong|trong|vao|den|tu|truoc|cham|muon|nhat|la|khong|qua|het|ngay|han|cuoi|thang|chot|"
    r"moi|quy|cap|xa|phuong|huyen|tinh|thon|to)\s+)*"
)
_BEFORE = re.compile(r"truoc(?:\s+(?:ngay|thang|quy|nam|het|khi))?\s*$|xong truoc\s*$")
_BY = re.compile(
    r"(?:cham nhat|muon nhat|khong qua|den|den het|het|han cuoi|han chot|cham nhat la|truoc va trong)"
    r"(?:\s+(?:la|vao|den|het|ngay|thang|nam|trong))*\s*:?\s*$"
)
_FROM = re.compile(r"(?:tu|bat dau tu|ke tu|sau)(?:\s+(?:ngay|thang|quy|nam|dau))*\s*$")
_OPENER = re.compile(
    r"[\s\-–—+*(]*(?:(?:thuc hien|trien khai|hoan thanh|bao cao|to chuc|xong|cu the|va|can cu|duoc)\s+)*$"
)
_NAMED_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def parse_deadline(text: str, plan_year: int) -> tuple[Milestone, ...]:
    """The milestones of a phrase, in its order; years it leaves out are the plan's. Empty for an empty phrase."""
    text = clean(text)
    folded = same_length_fold(text)
    milestones: list[Milestone] = []
    for start, end in _between(_HARD, folded, 0, len(text)):
        for piece in _pieces(folded, start, end):
            milestones.extend(_milestones(text, folded, piece, plan_year))
    return tuple(milestone for milestone in milestones if any(c.isalnum() for c in milestone.label))


def due_date(milestones: Iterable[Milestone]) -> date | None:
    """The last day on which everything is in time, None when no piece fixes a day."""
    days = [milestone.due for milestone in milestones if milestone.due is not None]
    return max(days, default=None)


@dataclass(frozen=True)
class _Piece:
    """A stretch of the phrase with the time words in it."""

    start: int
    end: int
    words: tuple[TimeWord, ...]


def _between(separator: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [(match.start(), match.end()) for match in separator.finditer(text, start, end)]
    starts = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    return list(zip(starts, ends, strict=True))


def _pieces(folded: str, start: int, end: int) -> list[_Piece]:
    """The stretch cut where a comma, "và" or a full stop leads over to another time."""
    words = [_moved(word, start) for word in find_times(folded[start:end])]
    cuts: list[int] = []
    for match in _SOFT.finditer(folded, start, end):
        left_from = cuts[-1] if cuts else start
        left = [word for word in words if left_from <= word.start and word.end <= match.start()]
        inside = any(word.start < match.end() and match.start() < word.end for word in words)
        following = next((word for word in words if word.start >= match.start()), None)
        if not left or inside or following is None:
            continue
        if _leads_over(folded, match, left, following):
            cuts.append(match.start())
    bounds = [start, *cuts, end]
    return [
        _Piece(a, b, tuple(word for word in words if a <= word.start < b))
        for a, b in zip(bounds, bounds[1:], strict=False)
    ]


def _moved(word: TimeWord, by: int) -> TimeWord:
    from dataclasses import replace

    return replace(word, start=word.start + by, end=word.end + by)


def _leads_over(
    folded: str, match: re.Match[str], left: Sequence[TimeWord], following: TimeWord
) -> bool:
    """Whether a new piece begins here."""
    if match[0][0] == ".":
        return True
    if not _OPENING.fullmatch(folded[match.start() : following.start]):
        return False
    kinds = {word.kind for word in left}
    if following.kind is TimeKind.PER_DOCUMENT:
        return bool(kinds - {TimeKind.PER_DOCUMENT, TimeKind.EVENT})
    # "Thường xuyên, hằng năm" says one thing.
    modifies = following.kind is TimeKind.YEAR or folded[following.start : following.end] in _YEARLY
    return not (modifies and kinds <= {TimeKind.CONTINUOUS, TimeKind.RECURRING})


_YEARLY = {"hang nam", "moi nam", "ca nam"}


def _milestones(text: str, folded: str, piece: _Piece, plan_year: int) -> list[Milestone]:
    """The milestones of one piece: mostly one, several where it lists dates."""
    words = [word for word in piece.words if not word.impossible]
    if len(words) < len(piece.words) and not any(word.kind in _FINE for word in words):
        return [_plain(MilestoneKind.UNKNOWN, text[piece.start : piece.end])]
    opener = words[0] if words and _OPENER.fullmatch(folded[piece.start : words[0].start]) else None
    if opener is not None and opener.kind in (TimeKind.PER_DOCUMENT, TimeKind.EVENT):
        fixed_by_date = opener.kind is TimeKind.EVENT and any(word.kind in _FINE for word in words)
        if not fixed_by_date or folded[opener.start : opener.end].startswith(("khi", "ngay", "sau khi")):
            return [_plain(MilestoneKind(opener.kind), text[piece.start : piece.end])]
    main = _main_words(words)
    if not main:
        return [_plain(MilestoneKind.UNKNOWN, text[piece.start : piece.end])]
    bounds = [piece.start, *(_cut_before(folded, a, b) for a, b in zip(main, main[1:], strict=False)), piece.end]
    found: list[Milestone] = []
    exclusive = False
    for place, word in enumerate(main):
        a, b = bounds[place], bounds[place + 1]
        listed = place > 0 and is_list_join(folded[main[place - 1].end : word.start])
        before = folded[a : word.start]
        exclusive = bool(_BEFORE.search(before)) or (exclusive and listed)
        found.append(_dated(word, text[a:b].strip(_EDGES), before, exclusive, plan_year))
    return found


def _main_words(words: Sequence[TimeWord]) -> list[TimeWord]:
    """The words that decide: dates, months and quarters before rhythms, rhythms before years."""
    fine = [word for word in words if word.kind in _FINE]
    after = [word for word in words if word.kind is TimeKind.AFTERWARDS]
    if fine:
        return sorted([*fine, *after], key=lambda word: word.start)
    for kind in (TimeKind.CONTINUOUS, TimeKind.RECURRING):
        chosen = [word for word in words if word.kind is kind]
        if chosen:
            return chosen[:1]
    coarse = [word for word in words if word.kind in _FIXED]
    if coarse or after:
        return sorted([*coarse, *after], key=lambda word: word.start)
    return list(words[:1])


def _cut_before(folded: str, a: TimeWord, b: TimeWord) -> int:
    """Where the second of two listed words begins, with the "trước ngày" or "và" that belongs to it."""
    between = folded[a.end : b.start]
    match = re.search(
        r"(?:,|\bva\b|\btruoc\b|\bcham nhat\b|\bmuon nhat\b|\btu\b|\bden\b|\btrong\b)(?:\s|va|ngay|la|truoc|thang|trong)*$",
        between,
    )
    return a.end + match.start() if match else b.start


def _plain(kind: MilestoneKind, label: str) -> Milestone:
    return Milestone(kind, label.strip(_EDGES), None, None)


def _dated(word: TimeWord, label: str, before: str, exclusive: bool, plan_year: int) -> Milestone:
    if word.kind is TimeKind.AFTERWARDS:
        return Milestone(MilestoneKind.PERIOD, label, None, None)
    kind = MilestoneKind(word.kind)
    if word.kind not in _FIXED:
        return Milestone(kind, label, None, None)
    first, last = word.span(plan_year)
    if exclusive:
        limit = first if first is not None and word.kind is not TimeKind.INTERVAL else last
        return Milestone(kind, label, None, limit, exclusive=True)
    if _FROM.search(before) and word.kind is not TimeKind.INTERVAL and word.kind is not TimeKind.PERIOD:
        return Milestone(MilestoneKind.INTERVAL, label, first or last, None)
    if _BY.search(before):
        first = None
    return Milestone(kind, label, first, last)


def deadline_doubts(text: str, plan_year: int) -> tuple[str, ...]:
    """What the office should look at again, in whole sentences."""
    phrase = clean(text).strip()
    folded = same_length_fold(phrase)
    doubts: list[str] = []
    milestones = parse_deadline(phrase, plan_year)
    for milestone in milestones:
        doubts.extend(_doubts_of(milestone, phrase, plan_year))
    for word in find_times(folded):
        if word.impossible:
            doubts.append(
                _('The deadline "{phrase}" names a day that does not exist: {day}.').format(
                    phrase=phrase, day=phrase[word.start : word.end].strip()
                )
            )
    if milestones and all(milestone.kind is MilestoneKind.UNKNOWN for milestone in milestones) and not doubts:
        doubts.append(_('The deadline "{phrase}" names no time, so the program cannot remind of it.').format(phrase=phrase))
    return tuple(dict.fromkeys(doubts))


def _doubts_of(milestone: Milestone, phrase: str, plan_year: int) -> list[str]:
    first, last = milestone.date_from, milestone.due
    if first is not None and last is not None and first > last:
        return [_('In the deadline "{phrase}" the end is before the beginning.').format(phrase=phrase)]
    named = _NAMED_YEAR.search(milestone.label)
    if named is None or (first is None and last is None):
        return []
    year_from = first.year if first is not None else (-1 if milestone.kind in _OPEN_SPANS else None)
    year_to = last.year if last is not None else (9999 if milestone.kind in _OPEN_SPANS else None)
    year_from = year_from if year_from is not None else year_to
    year_to = year_to if year_to is not None else year_from
    if year_from is not None and year_to is not None and year_from <= plan_year <= year_to:
        return []
    shown = last.year if last is not None else first.year if first is not None else plan_year
    return [
        _('The deadline "{phrase}" names the year {year}, but the plan is for {plan_year}.').format(
            phrase=phrase, year=shown, plan_year=plan_year
        )
    ]


_OPEN_SPANS = (MilestoneKind.YEAR, MilestoneKind.PERIOD, MilestoneKind.INTERVAL)
