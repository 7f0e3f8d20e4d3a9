"""Runs of text to lines of a given width, with the same breaks a word processor makes.

Vietnamese is not hyphenated: lines end at spaces, after a hyphen or dash inside a word, and, in a word that is
longer than its line, after the last letter that fits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc_desktop.documents.nodes import Runs
from cchc_desktop.writers.fonts import Family, face_of

# After a hyphen, a dash, an ellipsis or the question mark of an address that has something on both sides.
_BREAK_AFTER = re.compile(r"(?<=\S[-\u2013\u2014\u2026?])(?=[^\s\-\u2013\u2014\u2026.,;:!?)\]])")

_DASHES = frozenset("-\u2013\u2014\u2026?")

# What binds two words, and what is printed: such words stay on one line where that does no harm.
_BONDS = ("\u00a0", "\u2011")
_BLANKS = (" ", "\u00a0", "\n")
FIXED_SPACE = "\u202f"  # as wide as a space, never stretched, no line ends there: behind a number or a dash

# Word processors round letters to their own units: a line that fits to a hair's breadth does not fit there, points.
_SPARE = 0.02

Piece = tuple[int, str]  # face, text


def unbound(text: str) -> str:
    """The text as it is printed: ordinary spaces and hyphens in place of those that bind."""
    return text.replace("\u00a0", " ").replace("\u2011", "-")


@dataclass(slots=True)
class BrokenLine:
    """A laid out line: pieces of one face each, natural width in points, spaces that may be stretched."""

    pieces: list[Piece] = field(default_factory=list)
    width: float = 0.0
    spaces: int = 0
    last: bool = False  # ends its paragraph or stands before a forced break: not justified

    @property
    def text(self) -> str:
        """The bare text of the line."""
        return "".join(piece[1] for piece in self.pieces)


@dataclass(slots=True)
class _Token:
    """What no line may end in: its pieces, its width in points, whether a space stands before it, whether it is bound.

    A bound token should stand on the line of the one before it: "12" behind "ngày", "UBND" behind "QĐ-".
    """

    pieces: list[Piece]
    width: float
    spaced: bool
    bound: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but the space before it."""
        return not any(text for _face, text in self.pieces)


def _forced_lines(runs: Runs) -> Iterator[list[Piece]]:
    """The runs as faces and text, cut at line feeds."""
    line: list[Piece] = []
    for run in runs:
        face = face_of(run.bold, run.italic)
        first, *others = run.text.split("\n")
        line.append((face, first))
        for text in others:
            yield line
            line = [(face, text)]
    yield line


def _tokens(pieces: list[Piece], size: float, family: Family) -> list[_Token]:
    tokens: list[_Token] = []
    open_word = False  # the piece before ended without a space: its word goes on
    for face, text in pieces:
        width_of = family.faces[face].width
        place = 0
        for number, word in enumerate(unbound(text).split(" ")):
            parts = [word] if _DASHES.isdisjoint(word) else _BREAK_AFTER.split(word)
            for part_number, part in enumerate(parts):
                width = width_of(part) * size
                if number == 0 and part_number == 0 and open_word and tokens:
                    tokens[-1].pieces.append((face, part))
                    tokens[-1].width += width
                else:
                    bound = place > 0 and text[place - 1] in _BONDS
                    tokens.append(_Token([(face, part)], width, number > 0 and part_number == 0, bound))
                place += len(part)
            place += 1
        open_word = True
    return tokens


def _split_long(token: _Token, room: float, size: float, family: Family) -> list[_Token]:
    """Cut a token that is wider than a whole line after the last letters that fit."""
    cut: list[_Token] = []
    current = _Token([], 0.0, token.spaced)
    for face, text in token.pieces:
        width_of = family.faces[face].width
        for char in text:
            width = width_of(char) * size
            if current.pieces and current.width + width > room:
                cut.append(current)
                current = _Token([], 0.0, False)
            if current.pieces and current.pieces[-1][0] == face:
                current.pieces[-1] = (face, current.pieces[-1][1] + char)
            else:
                current.pieces.append((face, char))
            current.width += width
    cut.append(current)
    return cut


def _line_of(tokens: list[_Token], width: float) -> BrokenLine:
    pieces: list[Piece] = []
    spaces = 0
    for number, token in enumerate(tokens):
        for piece_number, (face, text) in enumerate(token.pieces):
            if piece_number == 0 and token.spaced and number > 0:
                spaces += 1
                text = " " + text
            if pieces and pieces[-1][0] == face:
                pieces[-1] = (face, pieces[-1][1] + text)
            elif text:
                pieces.append((face, text))
    return BrokenLine(pieces, width, spaces)


def _plain_lines(runs: Runs, size: float, first: float, rest: float, family: Family) -> list[BrokenLine]:
    """The lines of a text of one look that ends lines at spaces alone, as most do; none when it is no such text.

    The same lines as `_token_lines` makes, found without taking words apart.
    """
    if len(runs) != 1 or "\n" in runs[0].text:
        return []
    text, face = unbound(runs[0].text), face_of(runs[0].bold, runs[0].italic)
    width_of = family.faces[face].width
    if len(text) * size <= 4 * first and (whole := width_of(text) * size) <= first - _SPARE:
        return [BrokenLine([(face, text)], whole, text.count(" "), True)]
    if not _DASHES.isdisjoint(text) or "  " in text:  # blanks may hang over the end of a line
        return []
    space = family.faces[0].width(" ") * size
    words = text.split(" ")
    lines: list[BrokenLine] = []
    start, width, room, least = 0, 0.0, first, min(first, rest)
    for place, word in enumerate(words):
        wide = width_of(word) * size
        if wide > least:
            return []
        if place == start:
            width = wide
        elif width + space + wide > room - _SPARE:
            lines.append(BrokenLine([(face, " ".join(words[start:place]))], width, place - start - 1))
            start, width, room = place, wide, rest
        else:
            width += space + wide
    lines.append(BrokenLine([(face, " ".join(words[start:]))], width, len(words) - start - 1, True))
    return lines


def break_lines(
    runs: Runs, size: float, first: float, rest: float, family: Family, *, justified: bool = False
) -> list[BrokenLine]:
    """Lines of a paragraph whose first line is `first` points wide and the others `rest`; at least one line.

    Bound words (`unbound`) stay on one line where that costs no line more and, in a `justified` text, tears none apart.
    A word processor is not told of bonds, so that a search finds the words: its lines end elsewhere in such paragraphs,
    but they are as many.
    """
    loose = _loose_lines(runs, size, first, rest, family)
    if len(loose) == 1 or not _parts_bonds("".join([run.text for run in runs]), loose):
        return loose
    bound = _token_lines(runs, size, first, rest, family, _Bonds(justified))
    return bound if len(bound) == len(loose) else loose


def _parts_bonds(text: str, lines: list[BrokenLine]) -> bool:
    """Whether a line of a text ends between bound words."""
    if "\u00a0" not in text and "\u2011" not in text:
        return False
    place = 0
    for line in lines[:-1]:
        place += len(line.text)
        if text[place - 1 : place] == "\u2011":
            return True
        while text[place : place + 1] in _BLANKS:
            if text[place] == "\u00a0":
                return True
            place += 1
    return False


def _loose_lines(runs: Runs, size: float, first: float, rest: float, family: Family) -> list[BrokenLine]:
    return _plain_lines(runs, size, first, rest, family) or _token_lines(runs, size, first, rest, family)


def parts_no_bond(runs: Runs, size: float, width: float, family: Family) -> bool:
    """Whether bound words stay together in a column of this width although nothing holds them, as in a DOCX."""
    return not _parts_bonds("".join([run.text for run in runs]), _loose_lines(runs, size, width, width, family))


@dataclass(frozen=True, slots=True)
class _Bonds:
    """Where a line ends whose last words are bound to those of the next."""

    justified: bool

    def end(self, line: list[_Token], coming: _Token, room: float, space: float) -> int:
        """How many tokens stay on a full line: the bound ones all go over, unless it were torn apart without them."""
        if not coming.bound:
            return len(line)
        start = len(line) - 1
        while start > 0 and line[start].bound:
            start -= 1
        if not self.justified:
            return start or len(line)
        tokens = [*line, coming]
        ends = list(range(start or 1, len(tokens)))
        undashed = [end for end in ends if not _is_dash(tokens[end])] or ends
        close = [end for end in undashed if _spare(line[:end], room, space) <= space * _count_spaces(line[:end])]
        easy = (end for end in close if end == start or _parts_easily(tokens[end]))
        return next(easy, close[0] if close else undashed[-1])


def _parts_easily(token: _Token) -> bool:
    """Whether a bound token may rather begin a line than others: "12 | tháng 01", not "ngày | 12" or "QĐ- | UBND"."""
    return token.spaced and not token.pieces[0][1][:1].isdigit()


def _is_dash(token: _Token) -> bool:
    """Whether a line that begins with it looks like an item of a list."""
    return token.pieces[0][1] in ("-", "\u2013")


def _count_spaces(tokens: list[_Token]) -> int:
    return sum(token.spaced for token in tokens[1:])


def _spare(tokens: list[_Token], room: float, space: float) -> float:
    return room - sum(token.width for token in tokens) - space * _count_spaces(tokens)


def _without_blanks(line: list[_Token]) -> list[_Token]:
    """A line that is full: spaces at its end hang over it."""
    while len(line) > 1 and line[-1].is_blank:
        line = line[:-1]
    return line


def _token_lines(
    runs: Runs, size: float, first: float, rest: float, family: Family, bonds: _Bonds | None = None
) -> list[BrokenLine]:
    lines: list[BrokenLine] = []
    room = first
    space = family.faces[0].width(" ") * size
    for pieces in _forced_lines(runs):
        current: list[_Token] = []
        width = 0.0
        for token in _tokens(pieces, size, family):
            gap = space if token.spaced and current else 0.0
            if current and width + gap + token.width > room - _SPARE:
                end = bonds.end(current, token, room, space) if bonds else len(current)
                kept, current = _without_blanks(current[:end]), current[end:]
                lines.append(_line_of(kept, room - _spare(kept, room, space)))
                room = rest
                width = room - _spare(current, room, space) if current else 0.0
                if not current and token.is_blank:  # hangs over the end of the line
                    continue
                gap = space if token.spaced and current else 0.0
            if token.width > room and not current:
                *whole, token = _split_long(token, room, size, family)
                for part in whole:
                    lines.append(_line_of([part], part.width))
                    room = rest
            current.append(token)
            width += gap + token.width
        line = _line_of(current, width)
        line.last = True
        lines.append(line)
        room = rest
    return lines
