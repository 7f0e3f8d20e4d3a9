"""Under which heading of a report a task is told: the one that shares most of its two-word phrases."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cchc_desktop.text import fold

_WORD = re.compile(r"\w+")
# No word of one part belongs to the next; and what every heading is about tells them not apart.
_PARTS = re.compile(r"[^\w\s]+|\bcai cach hanh chinh\b|\bcchc\b")
_TITLE = 3  # a phrase of the title says more than one of the guidance


def phrases(text: str) -> frozenset[str]:
    """The neighbouring words of a text, folded, two by two: most Vietnamese words are of two syllables."""
    found: set[str] = set()
    for part in _PARTS.split(fold(text)):
        words = _WORD.findall(part)
        found.update(f"{first} {second}" for first, second in pairwise(words))
    return frozenset(found)


class Headings:
    """The headings of one field; a phrase that many of them have says little about any."""

    def __init__(self, headings: Sequence[tuple[str, str]]) -> None:
        titles = [phrases(title) for title, _guidance in headings]
        asked = [phrases(guidance) for _title, guidance in headings]
        shared = Counter(phrase for title, more in zip(titles, asked, strict=True) for phrase in title | more)
        self._weights = [
            {phrase: (_TITLE if phrase in title else 1) / shared[phrase] ** 2 for phrase in title | more}
            for title, more in zip(titles, asked, strict=True)
        ]

    def closest(self, text: str) -> int:
        """The place of the heading that a text belongs under; the first when it shares nothing with any."""
        if len(self._weights) < 2:
            return 0
        found = phrases(text)
        points = [sum(weights[phrase] for phrase in found & weights.keys()) for weights in self._weights]
        return points.index(max(points))
