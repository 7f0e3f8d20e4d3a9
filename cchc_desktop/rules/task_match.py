"""Which tasks of two lists are the same one: by their words, then by number, lead and group. Pure, and always the same.

Equal words come first; what is left is paired by likeness, the best pairs first, each task at most once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_desktop.text import clean, fold

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"20\d\d")
_ALIKE = 0.6  # how like two tasks must be to be shown as one that was changed
_TEXT_ALIKE = 0.45  # and how like their words alone
_BY_GROUP, _BY_LEAD, _BY_NUMBER = 0.05, 0.07, 0.06
_OTHER_NUMBERS = 0.35  # "xã số 1" and "xã số 2" are two tasks
_LOOKED_UP = 8  # of a task's words, the rarest, by which tasks like it are found
_MOST_REACHED = 400  # tasks that share one of these words
_MOST_LIKE = 30  # candidates compared in full


@dataclass(frozen=True)
class TaskKey:
    """What tells a task from others; `activity` its first activities, for tasks that share their text."""

    text: str
    group: str = ""
    objective: str = ""
    activity: str = ""
    lead: str = ""
    number: str = ""


def match_tasks(mine: Sequence[TaskKey], theirs: Sequence[TaskKey]) -> tuple[int | None, ...]:
    """For each of `theirs` the place of its counterpart in `mine`, None where it has none."""
    own, other = [_Known(key) for key in mine], [_Known(key) for key in theirs]
    found: list[int | None] = [None] * len(other)
    free = set(range(len(own)))
    for exact in _EXACT:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place in sorted(free, reverse=True):
            places[exact(own[place])].append(place)
        for at, key in enumerate(other):
            if found[at] is None and places.get(exact(key)):
                found[at] = places[exact(key)].pop()
                free.discard(found[at] or 0)
    open_places = [at for at, place in enumerate(found) if place is None]
    for _score, at, place in sorted(_pairs(own, sorted(free), other, open_places)):
        if found[at] is None and place in free:
            found[at] = place
            free.discard(place)
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(clean(text)))


@lru_cache(maxsize=4096)  # groups, objectives and offices come again and again
def _folded(text: str) -> str:
    return " ".join(_words(text))


class _Known:
    """A key with its words folded."""

    def __init__(self, key: TaskKey) -> None:
        self.words = _words(key.text)
        self.text = " ".join(self.words)
        self.group: str = _folded(key.group)
        self.objective: str = _folded(key.objective)
        self.activity: str = _folded(key.activity)
        self.lead: str = _folded(key.lead)
        self.number: str = key.number.strip(" .)")
        pairs = zip(self.words, self.words[1:], strict=False)
        self.shingles = frozenset([*self.words, *(f"{a} {b}" for a, b in pairs)])
        self.figures = frozenset(word for word in self.words if word.isdecimal() and not _YEAR.fullmatch(word))


_EXACT: tuple[Callable[[_Known], Hashable], ...] = (
    lambda k: (k.text, k.group, k.objective, k.activity, k.lead, k.number),
    lambda k: (k.text, k.group, k.objective, k.activity, k.lead),
    lambda k: (k.text, k.group, k.objective, k.activity),
    lambda k: (k.text, k.group, k.activity),
    lambda k: (k.text, k.group),
    lambda k: k.text,
)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _pairs(
    own: Sequence[_Known], free: Sequence[int], other: Sequence[_Known], wanting: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Pairs that are alike enough, as (minus likeness, place in theirs, place in mine)."""
    counts = Counter(word for place in free for word in set(own[place].words))
    where: dict[str, list[int]] = defaultdict(list)
    for place in free:
        for word in _rarest(own[place], counts):
            where[word].append(place)
    found = []
    for at in wanting:
        shared = Counter(place for word in _rarest(other[at], counts) for place in where.get(word, [])[:_MOST_REACHED])
        for place, _count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_LIKE]:
            score = _score(own[place], other[at])
            if score >= _ALIKE:
                found.append((-score, at, place))
    return found


def _rarest(key: _Known, counts: Counter[str]) -> list[str]:
    """The words that few other tasks have, as many as lead to a bounded number of candidates, one word at least."""
    known = sorted({word for word in key.words if word in counts}, key=lambda word: (counts[word], word))
    taken, reached = known[:1], counts[known[0]] if known else 0
    for word in known[1:_LOOKED_UP]:
        reached += counts[word]
        if reached > _MOST_REACHED:
            break
        taken.append(word)
    return taken


def _score(mine: _Known, theirs: _Known) -> float:
    alike = _dice(mine.shingles, theirs.shingles)
    if alike < _TEXT_ALIKE:
        return 0.0
    if mine.figures != theirs.figures:
        alike -= _OTHER_NUMBERS
    alike += _BY_GROUP * (bool(mine.group) and mine.group == theirs.group)
    alike += _BY_LEAD * (bool(mine.lead) and mine.lead == theirs.lead)
    return alike + _BY_NUMBER * (bool(mine.number) and mine.number == theirs.number)
