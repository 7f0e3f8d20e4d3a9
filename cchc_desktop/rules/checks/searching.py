"""Words in many lines at once: a rule looks closely only at lines that hold one of its words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from cchc_desktop.rules.checks.letters import SMALL
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper
from cchc_desktop.text import fold

_BASES = str.maketrans({letter: fold(letter) for letter in SMALL if not letter.isascii()})
_WORD = re.compile(r"[^\W_]+")


class Joined:
    """Lines as one text; places in it are told as (index of the line, letter of the line)."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        self.whole = "\n".join(texts)
        self._begins = [0]
        for text in texts:
            self._begins.append(self._begins[-1] + len(text) + 1)

    @cached_property
    def lowered(self) -> str:
        """The text in small letters, each in its place."""
        low = self.whole.lower()
        return (
            low
            if len(low) == len(self.whole)
            else "".join(one if len(one.lower()) > 1 else one.lower() for one in self.whole)
        )

    @cached_property
    def letters(self) -> str:
        """The text in small letters without their marks, each in its place."""
        return self.lowered.translate(_BASES)

    @cached_property
    def spellings(self) -> dict[str, set[str]]:
        """Each syllable without its marks, with all ways in which it is written in the text, in small letters."""
        found: dict[str, set[str]] = {}
        for word in self._written:
            found.setdefault(word.translate(_BASES), set()).add(word)
        return found

    @cached_property
    def _written(self) -> set[str]:
        return {word for piece in set(self.lowered.split()) for word in _WORD.findall(piece)}

    def place(self, at: int) -> tuple[int, int]:
        """The line and its letter at a place of the whole text."""
        line = bisect_right(self._begins, at) - 1
        return line, at - self._begins[line]

    def words(self, small: str) -> Iterator[tuple[int, int, str]]:
        """Where whole words stand, whatever their capitals, as (line, letter, as written); `small` in small letters."""
        if not self._written.issuperset(_pieces(small)):
            return
        text, size = self.lowered, len(small)
        at = text.find(small)
        while at >= 0:
            if not text[at - 1 : at].isalnum() and not text[at + size : at + size + 1].isalnum():
                yield (*self.place(at), self.whole[at : at + size])
            at = text.find(small, at + size)

    def lines_with(self, parts: Iterable[str]) -> list[int]:
        """The lines that hold any of the parts, as they are written."""
        found: set[int] = set()
        for part in parts:
            at = self.whole.find(part)
            while at >= 0:
                line = bisect_right(self._begins, at) - 1
                found.add(line)
                at = self.whole.find(part, self._begins[line + 1])
        return sorted(found)


@lru_cache(maxsize=1024)
def _pieces(words: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(words))


@lru_cache(maxsize=4)
def _joined(texts: tuple[str, ...]) -> Joined:
    return Joined(texts)


class _Last:
    """The lines of the paper that is looked at, as one text: every rule asks for the same."""

    kept: tuple[tuple[CheckedLine, ...], Joined] = ((), Joined(()))


def joined(paper: CheckedPaper, lines: Iterable[int]) -> tuple[list[int], Joined]:
    """Lines of a paper as one text, and which lines these are."""
    chosen = list(lines)
    if len(chosen) < len(paper.lines):
        return chosen, _joined(tuple(paper.lines[place].text for place in chosen))
    known, text = _Last.kept
    if known is not paper.lines:
        text = Joined(tuple(line.text for line in paper.lines))
        _Last.kept = (paper.lines, text)
    return chosen, text


def holding(paper: CheckedPaper, lines: Iterable[int], *parts: str) -> list[int]:
    """Of some lines of a paper those that hold any of the parts."""
    chosen, text = joined(paper, lines)
    return [chosen[at] for at in text.lines_with(parts)]
