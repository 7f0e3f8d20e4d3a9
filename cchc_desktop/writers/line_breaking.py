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

# Word processors round letters to their own units: a line that fits to a hair's breadth does not fit there, points.
_SPARE = 0.02

Piece = tuple[int, str]  # face, text


@dataclass(slots=True)
class Line:
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
    """What no line may end in: its pieces, its width in points, and whether a space stands before it."""

    pieces: list[Piece]
    width: float
    spaced: bool


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
        for number, word in enumerate(text.split(" ")):
            parts = [word] if _DASHES.isdisjoint(word) else _BREAK_AFTER.split(word)
            for part_number, part in enumerate(parts):
                width = width_of(part) * size
                if number == 0 and part_number == 0 and open_word and tokens:
                    tokens[-1].pieces.append((face, part))
                    tokens[-1].width += width
                else:
                    tokens.append(_Token([(face, part)], width, number > 0 and part_number == 0))
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


def _line_of(tokens: list[_Token], width: float) -> Line:
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
    return Line(pieces, width, spaces)


def _plain_lines(runs: Runs, size: float, first: float, rest: float, family: Family) -> list[Line]:
    """The lines of a text of one look that ends lines at spaces alone, as most do; none when it is no such text.

    The same lines as `break_lines` makes of tokens, found without taking words apart.
    """
    if len(runs) != 1 or "\n" in runs[0].text:
        return []
    text, face = runs[0].text, face_of(runs[0].bold, runs[0].italic)
    width_of = family.faces[face].width
    if len(text) * size <= 4 * first and (whole := width_of(text) * size) <= first - _SPARE:
        return [Line([(face, text)], whole, text.count(" "), True)]
    if not _DASHES.isdisjoint(text):
        return []
    space = family.faces[0].width(" ") * size
    words = text.split(" ")
    lines: list[Line] = []
    start, width, room, least = 0, 0.0, first, min(first, rest)
    for place, word in enumerate(words):
        wide = width_of(word) * size
        if wide > least:
            return []
        if place == start:
            width = wide
        elif width + space + wide > room - _SPARE:
            lines.append(Line([(face, " ".join(words[start:place]))], width, place - start - 1))
            start, width, room = place, wide, rest
        else:
            width += space + wide
    lines.append(Line([(face, " ".join(words[start:]))], width, len(words) - start - 1, True))
    return lines


def break_lines(runs: Runs, size: float, first: float, rest: float, family: Family) -> list[Line]:
    """Lines of a paragraph whose first line is `first` points wide and the others `rest`; at least one line."""
    plain = _plain_lines(runs, size, first, rest, family)
    if plain:
        return plain
    lines: list[Line] = []
    room = first
    space = family.faces[0].width(" ") * size
    for pieces in _forced_lines(runs):
        current: list[_Token] = []
        width = 0.0
        for token in _tokens(pieces, size, family):
            gap = space if token.spaced and current else 0.0
            if current and width + gap + token.width > room - _SPARE:
                lines.append(_line_of(current, width))
                current, width, gap, room = [], 0.0, 0.0, rest
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
