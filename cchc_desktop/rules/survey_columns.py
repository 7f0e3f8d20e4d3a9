"""Which column of a table of answers is which question, by the wording of its heading."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from cchc_desktop.rules.questionnaires import Asked, Factor, Questionnaire
from cchc_desktop.text import clean, fold

_WORD = re.compile(r"\w+")
_BRACKETED = re.compile(r"^(?P<group>[^\[\]]*)\[(?P<text>[^\[\]]+)\]\s*$")  # a row of a grid in Google Forms
_NUMBERED = re.compile(  # of a heading with single spaces
    r"(?P<word>câu(?: hỏi)?|[cq])? ?(?P<code>\d{1,3}(?:[.\-]\d{1,3})*)(?: ?[.):/\-]{1,3} ?| |$)", re.IGNORECASE
)
_ALIKE = 0.6  # of the words of two headings that are taken for one, to be looked at
_SURE = 0.9
_AT = ("dau thoi gian", "timestamp", "thoi gian gui", "thoi diem gui", "ngay gio", "thoi gian tra loi", "submitted at")
_COUNTING = frozenset(("stt", "tt", "so tt", "so thu tu", "id", "ma", "so phieu", "ma phieu", "phieu so", "phieu"))
GENERAL = "Mức độ hài lòng chung"  # the factor of questions that belong to none that is known


class Meaning(StrEnum):
    """What a column holds."""

    QUESTION = "question"
    RESPONDENT = "respondent"
    AT = "at"  # when the form was sent
    NOTHING = ""  # it is not taken


@dataclass(frozen=True)
class Taken:
    """What a column is taken for: `place` of the question or of what is asked of the respondent, and how surely."""

    meaning: Meaning = Meaning.NOTHING
    place: int = -1
    sure: bool = True


NOT_TAKEN = Taken()


@dataclass(frozen=True)
class Heading:
    """A heading in its parts: the group of a grid, the number before it, its own words.

    `counted` says that the number is a question's ("Câu 7", "1.2") and not any number.
    """

    group: str
    code: str
    text: str
    counted: bool = False


def heading_of(words: str) -> Heading:
    """ "Ông/bà thấy thế nào? [1.2. Trang thiết bị đầy đủ]" in its parts."""
    plain = " ".join(clean(words).split())
    found = _BRACKETED.match(plain)
    group, text = (found["group"].strip(), found["text"].strip()) if found else ("", plain)
    numbered = _NUMBERED.match(text)
    if numbered is None:
        return Heading(group, "", text)
    code = numbered["code"].replace("-", ".")
    return Heading(group, code, text[numbered.end() :].strip(), bool(numbered["word"]) or "." in code)


def match_columns(headings: Sequence[str], questionnaire: Questionnaire) -> tuple[Taken, ...]:
    """What each column is taken for; each question and each answer of the respondent has one column at most."""
    parts = [heading_of(words) for words in headings]
    found: list[Taken] = [NOT_TAKEN] * len(parts)
    for place, one in enumerate(parts):
        if _begins(one.text, _AT) and not any(taken.meaning is Meaning.AT for taken in found):
            found[place] = Taken(Meaning.AT)
    questions = questionnaire.questions
    _assign(found, parts, Meaning.QUESTION, len(questions), lambda at, place: _same(parts[at], questions[place].text))
    by_code = {one.code: one.place for one in questions} | {str(one.place + 1): one.place for one in questions}
    free = {one.place for one in questions} - {t.place for t in found if t.meaning is Meaning.QUESTION}
    for place, one in enumerate(parts):  # "1.2" or "Câu 7" alone
        if (
            found[place] is NOT_TAKEN
            and one.counted
            and one.code in by_code
            and not one.text
            and by_code[one.code] in free
        ):
            free.discard(by_code[one.code])
            found[place] = Taken(Meaning.QUESTION, by_code[one.code])
    asked = questionnaire.respondent
    _assign(found, parts, Meaning.RESPONDENT, len(asked), lambda at, place: _says(parts[at], asked[place]))
    return tuple(found)


def _assign(
    found: list[Taken], parts: Sequence[Heading], meaning: Meaning, count: int, likeness: Callable[[int, int], float]
) -> None:
    """Give the columns that are free to what they are most like, the best pairs first."""
    free = [at for at, taken in enumerate(found) if taken is NOT_TAKEN and parts[at].text]
    pairs = ((likeness(at, place), at, place) for at in free for place in range(count))
    gone: set[int] = set()
    for alike, at, place in sorted((p for p in pairs if p[0] >= _ALIKE), key=lambda p: (-p[0], p[1], p[2])):
        if found[at] is NOT_TAKEN and place not in gone:
            gone.add(place)
            found[at] = Taken(meaning, place, alike >= _SURE)


def _same(heading: Heading, text: str) -> float:
    return max(_likeness(heading.text, text), _likeness(f"{heading.group} {heading.text}", text))


def _says(heading: Heading, asked: Asked) -> float:
    """A heading that has the words by which what is asked is known is it, though not for certain."""
    alike = _likeness(heading.text, asked.question)
    return max(alike, 0.7 if alike < _SURE and _longest_known(heading.text, asked.known_by) else 0.0)


def _likeness(one: str, other: str) -> float:
    """Of 1: how many words, and pairs of words, two texts share."""
    left, right = _shingles(one), _shingles(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[str]:
    words = _words(text)
    return frozenset([*words, *(f"{a} {b}" for a, b in pairwise(words))])


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _begins(text: str, starts: Iterable[str]) -> bool:
    return " ".join(_words(text)).startswith(tuple(starts))


def _longest_known(text: str, known_by: Collection[str]) -> int:
    """How many letters the longest of these words has that stands in the text, 0 for none; words are whole."""
    within = f" {' '.join(_words(text))} "
    return max((len(words) for words in known_by if f" {' '.join(_words(words))} " in within), default=0)


# A questionnaire of the file's own wording


def counts_rows(heading: str) -> bool:
    """Whether a column numbers the rows or the forms, and so holds no answers."""
    return " ".join(_words(heading)) in _COUNTING


def questions_of(
    headings: Sequence[str], groups: Sequence[str], usual: Questionnaire
) -> tuple[Questionnaire, tuple[int, ...]]:
    """The form whose questions are worded as these headings, parted into the usual form's factors; their places in it.

    `groups` stand over the headings, "" where nothing does. A question whose words tell no factor belongs to that of
    the question before it, the first ones to that of the first question that tells one.
    """
    parts = [heading_of(words) for words in headings]
    told = [_factor(one, above, usual.factors) for one, above in zip(parts, groups, strict=True)]
    factor = next((name for name in told if name), GENERAL)
    lines: list[tuple[str, str]] = []
    for words, one, name in zip(headings, parts, told, strict=True):
        factor = name or factor
        lines.append((factor, one.text or " ".join(words.split())))
    order = {factor.name: place for place, factor in enumerate(usual.factors)}
    row = sorted(range(len(lines)), key=lambda at: (order.get(lines[at][0], len(order)), at))
    return usual.with_questions([lines[at] for at in row]), tuple(row.index(at) for at in range(len(lines)))


def _factor(heading: Heading, above: str, factors: Sequence[Factor]) -> str:
    """The name of the factor that a heading, its group or what stands over it tells; "" for none."""
    for words in (heading.text, heading.group, above):
        alike = max(factors, key=lambda factor: _likeness(words, factor.name))
        if _likeness(words, alike.name) >= _ALIKE:
            return alike.name
    for words in (above, heading.group, heading.text):
        known = max(factors, key=lambda factor: _longest_known(words, factor.known_by))
        if _longest_known(words, known.known_by):
            return known.name
    return ""
