"""Two texts word by word: what is the same, what differs only a little, what is another word.

A little is what a reader hears no difference in: capitals, blanks, on which letter of "hóa" the tone stands, how a
letter is composed. Years can be passed over, for papers that come again every year.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cchc_desktop.rules.in_order import in_order
from cchc_desktop.text import one_spelling

# A date, a number or a symbol ("30/6/2026", "98,5", "25/KH-UBND") is one word; signs stand for themselves.
_TOKEN = re.compile(r"(\s*)(\d(?:[./,:-]?\w)*|\w+|\S)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ANY_YEAR = "20__"
LONGEST = 200_000  # letters of a text that is compared word by word; a longer one is taken as one word
_LONE = 3  # words on both sides of a single equal one that is no reason to part them


class Mark(StrEnum):
    """How a piece of one text stands to that of the other."""

    SAME = "same"
    SMALL = "small"
    OTHER = "other"


class Piece(NamedTuple):
    """What stands in the one text and in the other, with the blanks before it; "" where one has nothing there.

    What is the same may still differ in years that are passed over.
    """

    before: str
    after: str
    mark: Mark


class _Token(NamedTuple):
    blank: str
    word: str
    key: str


def mark_words(before: str, after: str, pass_years: bool = False) -> tuple[Piece, ...]:
    """The texts as pieces: those of `before` joined are the one text, those of `after` the other.

    The other way round it is the same with the sides exchanged.
    """
    if before == after:
        return (Piece(before, after, Mark.SAME),) if before else ()
    if after < before:
        return tuple(Piece(two, one, mark) for one, two, mark in mark_words(after, before, pass_years))
    if len(before) > LONGEST or len(after) > LONGEST:
        return (Piece(before, after, Mark.OTHER),)
    first, second = _tokens(before, pass_years), _tokens(after, pass_years)
    pairs = in_order([token.key for token in first], [token.key for token in second])
    return tuple(_joined(_without_lone(_pieces(first, second, pairs, pass_years))))


def same_words(text: str, pass_years: bool = False) -> str:
    """A key that two texts share where they differ in nothing, or in a little."""
    if len(text) > LONGEST:
        return text
    return "\0".join([_key(word, pass_years) for _blank, word in _words(text)])


def count_words(text: str) -> int:
    """How many words a text has; signs alone are none."""
    return sum(word[0].isalnum() for _blank, word in _words(text))


def parted(text: str) -> tuple[str, str, str]:
    """The blanks before a piece, its words, the blanks behind them: a mark on blanks says nothing."""
    words = text.strip()
    start = text.find(words) if words else len(text)
    return text[:start], words, text[start + len(words) :]


def _words(text: str) -> list[tuple[str, str]]:
    """Each word with the blanks before it; those at the end belong to none."""
    return _TOKEN.findall(text.rstrip())


def _tokens(text: str, pass_years: bool) -> list[_Token]:
    tokens = [_Token(blank, word, _key(word, pass_years)) for blank, word in _words(text)]
    words = text.rstrip()
    return tokens if len(words) == len(text) else [*tokens, _Token(text[len(words) :], "", "")]


@lru_cache(maxsize=32768)  # words come again and again
def _key(word: str, pass_years: bool) -> str:
    key = word.casefold() if word.isascii() else one_spelling(unicodedata.normalize("NFC", word).casefold())
    return _YEAR.sub(_ANY_YEAR, key) if pass_years else key


def _pieces(
    first: list[_Token], second: list[_Token], pairs: list[tuple[int, int]], pass_years: bool
) -> Iterator[Piece]:
    """One piece a word that both have, one for what stands between two of them."""
    i = j = 0
    for at, place in [*pairs, (len(first), len(second))]:
        if i < at or j < place:
            yield Piece(_text(first[i:at]), _text(second[j:place]), Mark.OTHER)
        if at < len(first):
            one, other = first[at], second[place]
            words = (_YEAR.sub(_ANY_YEAR, one.word), _YEAR.sub(_ANY_YEAR, other.word))
            same = one.blank == other.blank and (one.word == other.word or (pass_years and words[0] == words[1]))
            yield Piece(one.blank + one.word, other.blank + other.word, Mark.SAME if same else Mark.SMALL)
        i, j = at + 1, place + 1


def _text(tokens: list[_Token]) -> str:
    return "".join([token.blank + token.word for token in tokens])


def _without_lone(pieces: Iterable[Piece]) -> list[Piece]:
    """One equal word, or a sign, among many that are not is chance: it is taken with them."""
    found = list(pieces)
    for at in range(1, len(found) - 1):
        above, piece, below = found[at - 1 : at + 2]
        if piece.mark is Mark.OTHER or above.mark is not Mark.OTHER or below.mark is not Mark.OTHER:
            continue
        if min(map(_size, (above, below))) >= _LONE or not any(map(str.isalnum, piece.before)):
            found[at] = piece._replace(mark=Mark.OTHER)
    return found


def _size(piece: Piece) -> int:
    """The words of the side that has fewer."""
    return min(count_words(piece.before), count_words(piece.after))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one mark as one piece."""
    open_piece: Piece | None = None
    for piece in pieces:
        if open_piece is not None and open_piece.mark is piece.mark:
            open_piece = Piece(open_piece.before + piece.before, open_piece.after + piece.after, piece.mark)
            continue
        if open_piece is not None:
            yield open_piece
        open_piece = piece
    if open_piece is not None:
        yield open_piece
