"""Finding every piece of a phrase that names a time, in order, spans joined and years shared along lists."""

import re
from calendar import isleap
from dataclasses import replace

from cchc_desktop.rules.time_patterns import PATTERNS, TAKEN, MilestoneKind, TimeWord
from cchc_desktop.text import fold_in_place

# A cited paper and its own date say nothing about the deadline.
_CITATION = re.compile(
    r"\b(?:so\s*:?\s*)?\d+[a-z]?(?:/\d{4})?/[a-z]+\d*(?:-[a-z]+\d*)+"
    r"(?:,?\s*ngay\s+\d{1,2}\s*(?:[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|thang\s+\d{1,2}\s+nam\s+\d{4}))?"
)
_BLANK = re.compile(r"[^\S\n]")
# Both spellings of "quý".
_QUY = re.compile(r"\bqui\b")
_SPAN = re.compile(r"\s*(?:den|toi|[-–—])(?:\s+(?:het|ngay|cuoi|truoc|nam|thang|quy))*\s*")
_LIST = re.compile(r"\s*(?:(?:,\s*va|,|va|&|\+)\s*)?(?:(?:ngay|truoc|trong|cham nhat|la)\s+)*")

_DATED = frozenset(
    {
        MilestoneKind.DATE,
        MilestoneKind.INTERVAL,
        MilestoneKind.MONTH,
        MilestoneKind.QUARTER,
        MilestoneKind.YEAR,
        MilestoneKind.PERIOD,
    }
)
_SPANNING = _DATED - {MilestoneKind.INTERVAL, MilestoneKind.PERIOD}


def same_length_fold(text: str) -> str:
    """The text folded for matching, each character in its place; blanks become spaces, "quí" becomes "quy"."""
    return _QUY.sub("quy", _BLANK.sub(" ", fold_in_place(text)))


def find_times(folded: str, start: int = 0, end: int | None = None) -> list[TimeWord]:
    """All time words between two places of a folded text."""
    rest = _CITATION.sub(lambda match: TAKEN * len(match[0]), folded[start:end])
    found: list[TimeWord] = []
    for pattern, build in PATTERNS:
        for word in [word for match in pattern.finditer(rest) for word in build(match)]:
            rest = rest[: word.start] + TAKEN * (word.end - word.start) + rest[word.end :]
            found.append(replace(word, start=word.start + start, end=word.end + start))
    found.sort(key=lambda word: word.start)
    return _share_years(_join_spans(found, folded), folded)


def listed(folded: str, a: TimeWord, b: TimeWord) -> bool:
    """Whether two words of one kind stand side by side in a list: "15/3, 15/6 và 15/9"."""
    return a.kind is b.kind and a.kind in _DATED and _LIST.fullmatch(folded[a.end : b.start]) is not None


def _join_spans(words: list[TimeWord], folded: str) -> list[TimeWord]:
    joined: list[TimeWord] = []
    for word in words:
        if joined and _is_span(joined[-1], word, folded):
            joined[-1] = _span(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _is_span(a: TimeWord, b: TimeWord, folded: str) -> bool:
    """Two dated words with "đến" or a dash between; with a dash both must be of one kind."""
    if a.kind not in _SPANNING or b.kind not in _SPANNING or a.impossible or b.impossible:
        return False
    between = folded[a.end : b.start]
    return _SPAN.fullmatch(between) is not None and (a.kind is b.kind or "den" in between or "toi" in between)


def _span(a: TimeWord, b: TimeWord) -> TimeWord:
    years = a.kind is MilestoneKind.YEAR and b.kind is MilestoneKind.YEAR
    return TimeWord(
        MilestoneKind.PERIOD if years else MilestoneKind.INTERVAL,
        a.start,
        b.end,
        a.first or a.last,
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
        if word.year is None and not word.year_shift and listed(folded, word, following) and _holds(word, following):
            shared[place] = replace(word, year=following.year, year_shift=following.year_shift)
    return shared


def _holds(word: TimeWord, following: TimeWord) -> bool:
    """Whether the word's day exists in the other's year: 29 February does not in most."""
    if word.impossible or following.year is None or word.last != (2, 29):
        return True
    return isleap(following.year)
