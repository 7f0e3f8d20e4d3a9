"""Placeholders of templates: an office's own words become marks such as {area}, and marks become words again."""

import re
from collections.abc import Iterator, Mapping

from cchc_desktop.rules.moving_years import citations, moving_years

YEAR, LAST_YEAR = "{year}", "{last_year}"
ISSUED = "{issued}"  # in a decision: the paper that it issues, as it names it
# What the papers of an emulation movement say of it; other papers begin with gaps in their place.
AWARD_GAPS = {
    "{movement}": "[tên phong trào thi đua]",
    "{movement_plan}": "[số, ngày của kế hoạch phát động thi đua]",
    "{submission}": "Tờ trình số …/TTr-UBND ngày … tháng … năm {year} của Ủy ban nhân dân {area}",
    "{rewarded_count}": "[số] tập thể, [số] cá nhân",
    "{rewarded_name}": "[tên tập thể, cá nhân]",
    "{issuer}": "Ủy ban nhân dân {area}",
    "{chair}": "[họ tên, chức vụ]",
}
MARKS = (
    *AWARD_GAPS,
    ISSUED,
    YEAR,
    LAST_YEAR,
    "{area}",
    "{office}",
    "{superior}",
    "{superior_short}",
    "{home_affairs}",
    "{unit_name}",
    "{unit}",
)
_LIKE_MARK = re.compile(r"\{[a-z_]+\}")
_NEXT_WORD = re.compile(r"[^\S\n]+(\w)(\w)")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with words in the place of its marks; `values` may have phrases around marks, which go first."""
    for mark, words in values.items():
        text = text.replace(mark, words)
    return text


def unknown_marks(text: str) -> tuple[str, ...]:
    """What looks like a placeholder and is none, each once: it would be printed as it stands."""
    return tuple(dict.fromkeys(mark for mark in _LIKE_MARK.findall(text) if mark not in MARKS))


def place_marks(text: str, words: Mapping[str, str], year: int, years: bool = True) -> tuple[str, tuple[str, ...]]:
    """The text with marks in the place of an office's words, and the marks that were put, one for each place.

    `words` are the words of each mark to put, those that hold others first; with `years` the mark of a year is put
    where years move when a plan is copied. Cited papers stay as they are.
    """
    settled = list(citations(text))
    edits: list[tuple[int, int, str]] = []

    def put(start: int, end: int, mark: str) -> None:
        if all(end <= first or start >= last for first, last in settled):
            settled.append((start, end))
            edits.append((start, end, mark))

    for mark, literal in words.items():
        if mark in (YEAR, LAST_YEAR):
            continue
        for start, end in _places(text, literal):
            put(start, end, mark)
    if years:
        of_year = {literal: mark for mark, literal in words.items() if mark in (YEAR, LAST_YEAR)}
        for start, end in moving_years(text, year):
            if text[start:end] in of_year:
                put(start, end, of_year[text[start:end]])
    edits.sort()
    pieces, at = [], 0
    for start, end, mark in edits:
        pieces += [text[at:start], mark]
        at = end
    return "".join([*pieces, text[at:]]), tuple(mark for _start, _end, mark in edits)


def _places(text: str, literal: str) -> Iterator[tuple[int, int]]:
    """Where the words stand by themselves: "xã Bình Minh" is not in "xã Bình Minh Tây"."""
    if not literal.strip():
        return
    for match in re.finditer(rf"(?<![\w/\-]){re.escape(literal)}(?!\w)(?![/\-]\w)", text):
        after = _NEXT_WORD.match(text, match.end())
        if after is None or not (after[1].isupper() and after[2].islower()):
            yield match.span()
