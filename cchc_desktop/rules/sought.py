"""Words that are looked for in many texts at once: how a word counts as the same word, and where it stands.

Unlike `finding`, which looks for letters within one text, this goes word by word, as a list of words can be kept.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cchc_desktop.text import clean, fold, one_spelling, words_around

# A letter or a digit with what follows it, marks that have no letter of their own included.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST = 100  # letters of a word that are looked at
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SCATTERED = 3  # words from which on they may stand in any order; two are one word ("hồ sơ")
_ONE_LETTER = 1  # begins so many words that a list of them is not asked for all


def _same_sounds() -> dict[str, str]:
    """Syllables that may be written with y or i, each by its y: "kỹ" is "kĩ", "quy" is "qui"; tones on the u of qu."""
    same: dict[str, str] = {}
    for tone in _TONES:
        y, i, u = (unicodedata.normalize("NFC", letter + tone) for letter in "yiu")
        same |= {consonant + y: consonant + i for consonant in "hklmstv"}
        same |= {f"q{u}y": f"q{u}i", f"qu{i}": f"q{u}i"}
    return same


_SAME_SOUNDS = _same_sounds()


class Spelling(NamedTuple):
    """A word as it counts: `bare` without diacritics, `marked` with them; each in one spelling."""

    bare: str
    marked: str


class WordAt(NamedTuple):
    """A word of a text and where it stands."""

    start: int
    end: int
    spelling: Spelling


@lru_cache(maxsize=1 << 15)
def _as_typed(word: str) -> Spelling:
    """In small letters, tones of oa, oe and uy on their first letter, y and i as they are."""
    return Spelling(fold(word), one_spelling(word).casefold())


@lru_cache(maxsize=1 << 15)
def spelling(word: str) -> Spelling:
    """A word as it counts: "Kỹ" as "kĩ", "hoà" as "hòa"."""
    return _counted(_as_typed(word[:_LONGEST]))


def spellings(text: str) -> list[Spelling]:
    """The words of a text in NFC, in their order."""
    return [spelling(word) for word in _WORD.findall(text)]


def words_at(text: str) -> list[WordAt]:
    """The words of a text in NFC and where they stand."""
    return [WordAt(*found.span(), spelling(found.group())) for found in _WORD.finditer(text)]


class SoughtWord(NamedTuple):
    """One word that is looked for; one that may go on (`begins`) is found as the beginning of longer words too."""

    spelling: Spelling
    typed: Spelling  # with its y and i as they were typed: of these the beginning of a word is told
    marks_count: bool
    begins: bool

    @property
    def is_letter(self) -> bool:
        """Whether it is a single letter that a word may begin with."""
        return self.begins and len(self.typed.bare) <= _ONE_LETTER

    def is_like(self, other: Spelling) -> bool:
        """Whether a word of a text is this one, or begins with it."""
        mine, theirs, typed = self.spelling.bare, other.bare, self.typed.bare
        if self.marks_count:
            mine, theirs, typed = self.spelling.marked, other.marked, self.typed.marked
        return theirs == mine or (self.begins and theirs.startswith(typed))


@dataclass(frozen=True)
class Sought:
    """Words that are looked for: one after the other, or, where they are `scattered`, each anywhere in a text."""

    words: tuple[SoughtWord, ...]
    scattered: bool = False

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text in NFC, as (start, end); nowhere unless all of them do."""
        if not self.scattered:
            return list(self._in_order(text))
        there = words_at(text)
        found = [[(one.start, one.end) for one in there if word.is_like(one.spelling)] for word in self.words]
        return sorted({place for places in found for place in places}) if all(found) else []

    def first(self, text: str) -> tuple[int, int] | None:
        """The first place of a text in which any of them stand."""
        if not self.scattered:
            return next(self._in_order(text), None)
        return next(self._of_any(text), None)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """What is to be marked in a part of a text in which they were found."""
        return tuple(self._of_any(text) if self.scattered else self._in_order(text))

    def _of_any(self, text: str) -> Iterator[tuple[int, int]]:
        for one in words_at(text):
            if any(word.is_like(one.spelling) for word in self.words):
                yield one.start, one.end

    def _in_order(self, text: str) -> Iterator[tuple[int, int]]:
        last: deque[re.Match[str]] = deque(maxlen=len(self.words))
        for found in _WORD.finditer(text):
            last.append(found)
            if len(last) == len(self.words) and all(map(_is_like, self.words, last)):
                yield last[0].start(), last[-1].end()
                last.clear()


def _is_like(word: SoughtWord, there: re.Match[str]) -> bool:
    return word.is_like(spelling(there.group()))


def ways_to_seek(query: str) -> tuple[Sought, ...]:
    """How a query is looked for, the best way first; the next is for when the one before finds nothing; in any
    order is for more. () of no words.

    As it stands, its last word perhaps not typed to its end; a last letter that stands alone first as a word, then as
    the beginning of one, then left out; then three words and more in any order. Marks count where any are typed,
    though those of the last word may still come.
    """
    typed = [_as_typed(word[:_LONGEST]) for word in _WORD.findall(clean(query))]
    if not typed:
        return ()
    marked = [one.bare != one.marked for one in typed]
    last = len(typed) - 1
    words = [SoughtWord(_counted(one), one, any(marked), begins=False) for one in typed]
    words[last] = words[last]._replace(marks_count=marked[last])
    whole, half = Sought(tuple(words)), Sought((*words[:last], words[last]._replace(begins=True)))
    if len(typed[last].bare) > _ONE_LETTER:
        ways = [half]
    else:
        ways = [whole, half, Sought(tuple(words[:last]))] if last else [whole]
    if last + 1 >= SCATTERED:
        anywhere = [
            word._replace(marks_count=has, begins=len(word.typed.bare) > _ONE_LETTER)
            for word, has in zip(words, marked, strict=True)
        ]
        ways.append(Sought(tuple(anywhere), scattered=True))
    return tuple(ways)


def _counted(typed: Spelling) -> Spelling:
    return Spelling(_SAME_SOUNDS.get(typed.bare, typed.bare), _SAME_SOUNDS.get(typed.marked, typed.marked))


class Excerpt(NamedTuple):
    """A piece of a text on one line, and what is to be marked in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def excerpt(text: str, sought: Sought, around: int) -> Excerpt:
    """What stands around the first place of what was found, whole words within so many letters on either side.

    The beginning of the text where it stands nowhere.
    """
    place = sought.first(text)
    start, end = place or (0, 0)
    piece = words_around(text, start, end, around)
    flat = " ".join(text.split())
    head = "" if flat.startswith(piece) else "… "
    tail = "" if flat.endswith(piece) else " …"
    shown = f"{head}{piece}{tail}"
    return Excerpt(shown, sought.marks(shown) if place else ())
