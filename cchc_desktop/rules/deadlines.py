"""What a deadline phrase means: the milestones in it, the last due date, and what looks wrong.

The phrase itself is always kept: the labels of its milestones together say all that it says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cchc_desktop.i18n import _
from cchc_desktop.rules.time_patterns import MilestoneKind, TimeWord
from cchc_desktop.rules.time_words import find_times, listed, same_length_fold
from cchc_desktop.text import clean

__all__ = ["Milestone", "MilestoneKind", "deadline_doubts", "due_date", "parse_deadline"]


@dataclass(frozen=True)
class Milestone:
    """One dated meaning: `label` is the piece of the phrase as typed.

    `date_to` is the day named, or the last of a month, quarter or year; where `exclusive` ("trước ngày"), the day
    before it is the last in time. Continuous, recurring, per-document, event and unknown pieces have no dates.
    """

    kind: MilestoneKind
    label: str
    date_from: date | None
    date_to: date | None
    exclusive: bool = False


# A cell longer than this is not a deadline; it is kept whole, as one unknown piece.
_LONGEST = 2000

_FINE = frozenset({MilestoneKind.DATE, MilestoneKind.INTERVAL, MilestoneKind.MONTH, MilestoneKind.QUARTER})
_COARSE = frozenset({MilestoneKind.YEAR, MilestoneKind.PERIOD})
_CONDITIONS = frozenset({MilestoneKind.PER_DOCUMENT, MilestoneKind.EVENT})
_RHYTHMS = (MilestoneKind.CONTINUOUS, MilestoneKind.RECURRING)

_EDGES = " \t\n;,.:\u00a0"
_HARD = re.compile(r"[;\n]")
_SOFT = re.compile(r",|\.\s|\s[-–—/+]\s|(?<!\w)(?:va|&|dong thoi|sau do)(?!\w)")
# What may stand between a comma and the time word with which a new piece begins.
_OPENING = re.compile(
    r"[\s,.&\-–—+/]*(?:(?:va|dong thoi|sau do|roi|thuc hien|hoan thanh|trien khai|bao cao|ban hanh|gui|trinh|chi dao|"
    r"to chuc|lap|xong|trong|vao|den|tu|truoc|cham|muon|nhat|la|khong|qua|het|ngay|han|cuoi|thang|chot|moi|quy|"
    r"cap|xa|phuong|huyen|tinh|thon|to|(?:dot|lan)\s+\d+\s*:?)\s+)*"
)
# What may stand before "theo" or "khi" at the beginning of a piece that they rule.
_OPENER = re.compile(
    r"[\s,.&\-–—+*(]*(?:(?:thuc hien|trien khai|hoan thanh|bao cao|to chuc|xong|cu the|va|can cu|duoc)\s+)*"
)
_BEFORE = re.compile(r"truoc(?:\s+(?:ngay|thang|quy|nam|het))*\s*$")
_BY = re.compile(
    r"(?:cham nhat|muon nhat|khong qua|den|toi|het|han cuoi|han chot)(?:\s+(?:la|vao|het|ngay|trong))*\s*:?\s*$"
)
# What sets a deadline inside a sentence: "hoàn thành trước ngày", "xong trong".
_SETS = re.compile(
    r"(?<!\w)(?P<phrase>(?:truoc|cham nhat|muon nhat|khong qua|trong|xong|hoan thanh|han|den het|vao)"
    r"(?:\s+(?:truoc|trong|vao|la|ngay|het|den|thang|quy|cuoi|dau|nam))*)\s*:?\s*\Z"
)
_FROM = re.compile(r"(?<!\w)(?:tu|(?P<after>sau)|bat dau)(?:\s+(?:ngay|dau|tu))*\s*$")
_ONWARDS = re.compile(r"\s*(?:tro (?:di|ve sau)|(?:den|[-–—])\s*nay)(?!\w)")
_BETWEEN = re.compile(r"cham nhat\b|muon nhat\b|\w+|[^\w\s]")
_LEADS_ON = frozenset((",", "va", "truoc", "cham nhat", "muon nhat", "tu", "den", "trong"))
_GOES_ON = frozenset((",", "va", "ngay", "la", "truoc", "thang", "trong"))
_YEARLY = {"hang nam", "moi nam", "tung nam"}
_NAMED_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEVEL = re.compile(r"\W*(cap (?:xa|phuong|huyen|tinh|thon|to))\b")


@dataclass(frozen=True)
class _Piece:
    """A stretch of the phrase with the time words in it."""

    start: int
    end: int
    words: tuple[TimeWord, ...]


def parse_deadline(text: str, plan_year: int) -> tuple[Milestone, ...]:
    """The milestones of a phrase, in its order; years it leaves out are the plan's. Empty for an empty phrase."""
    text = clean(text)
    if not any(char.isalnum() for char in text):
        return ()
    if len(text) > _LONGEST:
        return (_undated(MilestoneKind.UNKNOWN, text),)
    folded = same_length_fold(text)
    milestones: list[Milestone] = []
    for start, end in _stretches(folded):
        for piece in _pieces(folded, start, end):
            milestones.extend(_milestones(text, folded, piece, plan_year))
    return tuple(milestone for milestone in milestones if any(char.isalnum() for char in milestone.label))


def deadline_in(text: str) -> str:
    """The deadline within a sentence, as written: "trước ngày 10/3/2026", "trong tháng 4/2026"; "" where it sets none.

    A time counts with a word before it that sets a deadline, or where it says how often.
    """
    if len(text) > _LONGEST:
        return ""
    folded = same_length_fold(text)
    words = [word for word in find_times(folded) if not word.impossible]
    for word in reversed(words):
        before = _SETS.search(folded, 0, word.start)
        if word.kind in _FINE | _COARSE and before is not None:
            return text[before.start("phrase") : word.end].strip(_EDGES)
    rhythm = next((word for word in words if word.kind in _RHYTHMS), None)
    return text[rhythm.start : rhythm.end].strip(_EDGES) if rhythm is not None else ""


def due_date(milestones: Iterable[Milestone]) -> date | None:
    """The last day on which everything is in time, None when no piece fixes a day."""
    return max((day for milestone in milestones if (day := _due(milestone)) is not None), default=None)


def _due(milestone: Milestone) -> date | None:
    if milestone.date_to is None:
        return None
    return milestone.date_to - timedelta(days=1) if milestone.exclusive else milestone.date_to


def _stretches(folded: str) -> list[tuple[int, int]]:
    """What semicolons and line breaks part."""
    cuts = [(match.start(), match.end()) for match in _HARD.finditer(folded)]
    starts = [0, *(after for _before, after in cuts)]
    ends = [*(before for before, _after in cuts), len(folded)]
    return list(zip(starts, ends, strict=True))


def _pieces(folded: str, start: int, end: int) -> list[_Piece]:
    """The stretch cut where a comma, "và" or a full stop leads over to another time."""
    words = find_times(folded, start, end)
    cuts: list[int] = []
    for match in _SOFT.finditer(folded, start, end):
        since = cuts[-1] if cuts else start
        left = [word for word in words if since <= word.start and word.end <= match.start()]
        inside = any(word.start < match.end() and match.start() < word.end for word in words)
        following = next((word for word in words if word.start >= match.start()), None)
        if left and not inside and following is not None and _leads_over(folded, match, left, following):
            cuts.append(match.start())
    bounds = [start, *cuts, end]
    return [_Piece(a, b, tuple(word for word in words if a <= word.start < b)) for a, b in pairwise(bounds)]


def _leads_over(folded: str, match: re.Match[str], left: Sequence[TimeWord], following: TimeWord) -> bool:
    """Whether a new piece begins at this comma, "và" or full stop."""
    if match[0][0] == ".":
        return True
    if listed(folded, left[-1], following) or not _OPENING.fullmatch(folded, match.start(), following.start):
        return False
    kinds = {word.kind for word in left}
    if following.kind is MilestoneKind.PER_DOCUMENT:
        return bool(kinds - _CONDITIONS)
    # "Thường xuyên, hằng năm" says one thing.
    modifies = following.kind is MilestoneKind.YEAR or folded[following.start : following.end] in _YEARLY
    return not (modifies and kinds <= set(_RHYTHMS))


def _milestones(text: str, folded: str, piece: _Piece, plan_year: int) -> list[Milestone]:
    """The milestones of one piece: mostly one, several where it lists dates."""
    whole = text[piece.start : piece.end]
    main = _main_words(folded, piece)
    if not main or main[0].kind in _CONDITIONS:
        return [_undated(main[0].kind if main else MilestoneKind.UNKNOWN, whole)]
    cuts = [_cut_between(folded, a, b) for a, b in pairwise(main)]
    bounds = [piece.start, *cuts, piece.end]
    found: list[Milestone] = []
    exclusive = False
    for place, word in enumerate(main):
        before = folded[bounds[place] : word.start]
        goes_on = place > 0 and listed(folded, main[place - 1], word)
        exclusive = _BEFORE.search(before) is not None or (exclusive and goes_on)
        label = text[bounds[place] : bounds[place + 1]]
        if word.kind is MilestoneKind.PERIOD and word.last is None:
            found.append(_afterwards(label, found, plan_year))
        else:
            onwards = _ONWARDS.match(folded, word.end) is not None
            found.append(_dated(word, label, before, exclusive, plan_year, onwards))
    return found


def _main_words(folded: str, piece: _Piece) -> list[TimeWord]:
    """The words that decide: a ruling "theo" or "khi", else days to quarters, else rhythms, else years."""
    words = [word for word in piece.words if not word.impossible]
    fine = [word for word in words if word.kind in _FINE]
    if len(words) < len(piece.words) and not fine:
        return []
    rules = words and words[0].kind in _CONDITIONS and _OPENER.fullmatch(folded, piece.start, words[0].start)
    # "kể từ ngày 01/7" counts from a day, "sau khi" from an event whatever its date.
    if rules and (not fine or folded.startswith(("theo", "khi", "ngay", "sau khi", "can cu"), words[0].start)):
        return words[:1]
    coarse = [word for word in words if word.kind in _COARSE]
    if fine:
        return sorted([*fine, *(word for word in coarse if word.last is None)], key=lambda word: word.start)
    for kind in _RHYTHMS:
        if rhythm := [word for word in words if word.kind is kind]:
            return rhythm[:1]
    return coarse or words[:1]


def _cut_between(folded: str, a: TimeWord, b: TimeWord) -> int:
    """Where the second of two words begins, with the "và" or "trước ngày" that belongs to it."""
    begin: int | None = None
    for match in _BETWEEN.finditer(folded, a.end, b.start):
        if begin is None or match[0] not in _GOES_ON:
            begin = match.start() if match[0] in _LEADS_ON else None
    return b.start if begin is None else begin


def _undated(kind: MilestoneKind, label: str) -> Milestone:
    return Milestone(kind, label.strip(_EDGES), None, None)


def _afterwards(label: str, found: Sequence[Milestone], plan_year: int) -> Milestone:
    """ "và các năm tiếp theo": open-ended from the year after the one named before it."""
    last = found[-1].date_to if found else None
    year = last.year if last is not None else plan_year
    return Milestone(MilestoneKind.PERIOD, label.strip(_EDGES), date(year + 1, 1, 1), None)


def _dated(
    word: TimeWord, label: str, before: str, exclusive: bool, plan_year: int, onwards: bool = False
) -> Milestone:
    label = label.strip(_EDGES)
    if word.kind in _RHYTHMS:
        return Milestone(word.kind, label, None, None)
    first, last = word.span(plan_year)
    spans = word.kind in (MilestoneKind.INTERVAL, MilestoneKind.PERIOD)
    if exclusive:
        return Milestone(word.kind, label, None, last if spans or first is None else first, exclusive=True)
    begins = _FROM.search(before)
    if onwards or (not spans and begins):
        if begins and begins["after"] and first is not None and last is not None:
            first = last + timedelta(days=1)  # "sau năm 2026" begins in 2027
        return Milestone(MilestoneKind.INTERVAL, label, first or last, None)
    return Milestone(word.kind, label, None if _BY.search(before) else first, last)


def deadline_doubts(text: str, plan_year: int) -> tuple[str, ...]:
    """What the office should look at again, in whole sentences."""
    phrase = clean(text).strip()
    milestones = parse_deadline(phrase, plan_year)
    # "2026 và 2027" and "Năm 2026 và giai đoạn 2027-2030" hold the plan's year.
    held = any(_holds_year(milestone, plan_year) for milestone in milestones)
    asked = [milestone for milestone in milestones if not (held and milestone.kind in _COARSE)]
    doubts = [doubt for milestone in asked for doubt in _doubts_of(milestone, phrase, plan_year)]
    if len(phrase) <= _LONGEST:
        doubts += _impossible_days(phrase)
    if _two_dates_for_one(milestones):
        doubts.append(_('The deadline "{phrase}" gives one level two different dates.').format(phrase=phrase))
    if milestones and not doubts and all(milestone.kind is MilestoneKind.UNKNOWN for milestone in milestones):
        doubts.append(
            _('The deadline "{phrase}" names no time, so the program cannot remind of it.').format(phrase=phrase)
        )
    return tuple(dict.fromkeys(doubts))


def _holds_year(milestone: Milestone, year: int) -> bool:
    """Whether a whole year, or a period of years, has this one in it."""
    first, last = milestone.date_from, milestone.date_to
    return milestone.kind in _COARSE and first is not None and first.year <= year and (not last or year <= last.year)


def _doubts_of(milestone: Milestone, phrase: str, plan_year: int) -> list[str]:
    first, last = milestone.date_from, _due(milestone)
    if first is not None and last is not None and first > last:
        return [_('In the deadline "{phrase}" the end is before the beginning.').format(phrase=phrase)]
    if not _NAMED_YEAR.search(milestone.label) or (first is None and last is None):
        return []
    open_ended = milestone.kind in _COARSE or milestone.kind is MilestoneKind.INTERVAL
    begins = first.year if first is not None else plan_year if open_ended else None
    ends = last.year if last is not None else plan_year if open_ended else None
    year = ends if ends is not None else begins
    if year is None or (begins if begins is not None else year) <= plan_year <= year:
        return []
    # A plan is made in the December before its year, and closed in the January after it.
    if date(plan_year - 1, 12, 1) <= (first or last or date.min) and (last or first or date.max) <= date(
        plan_year + 1, 1, 31
    ):
        return []
    return [
        _('The deadline "{phrase}" names the year {year}, but the plan is for {plan_year}.').format(
            phrase=phrase, year=begins if begins is not None and begins > plan_year else year, plan_year=plan_year
        )
    ]


def _impossible_days(phrase: str) -> list[str]:
    return [
        _('The deadline "{phrase}" names a time that no calendar has: {time}.').format(
            phrase=phrase, time=phrase[word.start : word.end].strip()
        )
        for word in find_times(same_length_fold(phrase))
        if word.impossible
    ]


def _two_dates_for_one(milestones: Sequence[Milestone]) -> bool:
    """ "Cấp xã trước 10/01; cấp xã trước 15/01" is a slip of the pen."""
    levels: dict[str, date] = {}
    for milestone in milestones:
        match = _LEVEL.match(same_length_fold(milestone.label))
        if (
            match
            and milestone.date_to is not None
            and levels.setdefault(match[1], milestone.date_to) != milestone.date_to
        ):
            return True
    return False
