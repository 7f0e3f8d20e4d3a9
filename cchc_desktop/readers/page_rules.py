"""Straight lines in the picture of a page, such as tables are ruled with."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from PIL import Image, ImageFilter

from cchc_desktop.readers.pdf_page import PageRule

_DARK = 150  # of 255: what is darker is ink
_RULE = 30.0  # points: shorter strokes are letters
_PIECE = 18.0  # points of it in one row of pixels, as it may slant a little
_THICK = 3.5  # points: thicker ones are shades and pictures
_GAP = 0.6  # points that a scanner leaves out of a line
_ONE_LINE = 2.0  # points by which the pieces of one line may lie apart
_BREAK = 6.0  # points between two pieces of one line at most
_ROWS = 2  # of pixels that a stroke may leave out
_MOST = 2_000  # strokes: more is a picture


class _Piece(NamedTuple):
    """A flat piece of a line: how far down it is, where it begins and ends, in points."""

    place: float
    begin: float
    end: float


class _Stroke:
    """Runs of ink in neighbouring rows; places in pixels."""

    def __init__(self, row: int, begin: int, end: int) -> None:
        self.first = self.last = row
        self.begin, self.end, self.ink = begin, end, end - begin

    def add(self, row: int, begin: int, end: int) -> None:
        """Go on with a run."""
        self.last = row
        self.begin, self.end = min(self.begin, begin), max(self.end, end)
        self.ink += end - begin

    def piece(self, scale: float) -> _Piece | None:
        """It as a piece of a line; None where it is too thick for one."""
        if self.ink > _THICK * scale * (self.end - self.begin):
            return None
        return _Piece((self.first + self.last + 1) / 2 / scale, self.begin / scale, self.end / scale)


def rules_of(grey: Image.Image, dots: float) -> tuple[PageRule, ...]:
    """The flat and upright lines of a page that lies straight, in points; `dots` are pixels of one."""
    # Every second pixel is looked at, the darkest of its neighbours, so that no thin line falls through.
    half = grey.filter(ImageFilter.MinFilter(3)).resize((grey.width // 2, grey.height // 2), Image.Resampling.NEAREST)
    ink = half.point(lambda value: 1 if value < _DARK else 0)
    scale = dots / 2
    flat = _joined(islice(_pieces(ink, scale), _MOST))
    upright = _joined(islice(_pieces(ink.transpose(Image.Transpose.TRANSPOSE), scale), _MOST))
    return (
        *(PageRule(begin, place, end, place) for place, begin, end in flat),
        *(PageRule(place, begin, place, end) for place, begin, end in upright),
    )


def _pieces(ink: Image.Image, scale: float) -> Iterator[_Piece]:
    """The flat strokes of a picture whose points of ink are 1, in points of the page."""
    width, data = ink.width, ink.tobytes()
    least = _PIECE * scale
    run = re.compile(rb"\x01(?:\x00{0,%d}\x01)*" % round(_GAP * scale))
    may_hold = re.compile(rb"\x01{%d}" % max(3, round(least / 4)))
    strokes: list[_Stroke] = []
    for row in range(ink.height):
        line = data[row * width : (row + 1) * width]
        if may_hold.search(line) is None:
            continue
        ended = [stroke for stroke in strokes if row - stroke.last > _ROWS]
        yield from (piece for stroke in ended if (piece := stroke.piece(scale)) is not None)
        strokes = [stroke for stroke in strokes if row - stroke.last <= _ROWS]
        for found in run.finditer(line):
            begin, end = found.span()
            if end - begin < least:
                continue
            known = next((one for one in strokes if begin <= one.end and end >= one.begin), None)
            if known is not None:
                known.add(row, begin, end)
            elif len(strokes) < _MOST:
                strokes.append(_Stroke(row, begin, end))
    yield from (piece for stroke in strokes if (piece := stroke.piece(scale)) is not None)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces of one line as one; what stays short is left out."""
    made: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: one.begin):
        for at, one in enumerate(made):
            if abs(one.place - piece.place) <= _ONE_LINE and piece.begin <= one.end + _BREAK:
                made[at] = one._replace(end=max(one.end, piece.end))
                break
        else:
            made.append(piece)
    return [one for one in made if one.end - one.begin >= _RULE]
