"""Cells of a scanned table in which hardly a word was seen: "1", "I" or "2.3" alone in a narrow column.

Recognition overlooks letters that stand alone on a page; below one another on a sheet of their own it sees them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from cchc_desktop.readers.page_pictures import png
from cchc_desktop.readers.pdf_grid import grids_of
from cchc_desktop.readers.pdf_page import PageRule, PageWord

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})[.)]?")
_SURE_ALONE, _DOUBTED = 0.93, 0.7
_SURE = 0.75  # a word that is alone in its cell and less sure is looked at once more
_MOST = 400  # cells of one page
_INSET = 1.5  # points within the rules
_TALL = (5.0, 30.0)  # points that letters alone in a cell are high
_WIDE = (0.8, 80.0)
_DARK = 140  # of 255
_APART = 34  # pixels around each on the sheet

Box = tuple[float, float, float, float]


class CellSheet(NamedTuple):
    """A picture of cells below one another, and for each: where it begins and ends there, its left upper corner on the
    page; all in pixels."""

    picture: bytes
    places: tuple[tuple[int, int, int, int], ...]


def poor_cells(rules: Sequence[PageRule], words: Iterable[PageWord]) -> list[Box]:
    """The cells of ruled tables, in points, without a word or with one that is not sure."""
    words = list(words)
    found: list[Box] = []
    for grid in grids_of(rules):
        held: dict[tuple[int, int], list[PageWord]] = {}
        for word in words:
            cell = grid.cell((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
            if cell is not None:
                held.setdefault(cell, []).append(word)
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        for (row, column), root in grid.roots.items():
            last = ends.get(root, root)
            ends[root] = (max(row, last[0]), max(column, last[1]))
        for root, (row, column) in sorted(ends.items()):
            here = held.get(root, [])
            if not here or (len(here) == 1 and here[0].sure < _SURE):
                found.append((grid.xs[root[1]], grid.ys[root[0]], grid.xs[column + 1], grid.ys[row + 1]))
    return found[:_MOST]


def cell_sheet(plain: bytes, cells: Sequence[Box], dots: float) -> CellSheet | None:
    """Those cells of a page that hold something like a short line of letters; None where none does."""
    with Image.open(BytesIO(plain)) as opened:
        page = opened.convert("L")
    cut: list[tuple[Image.Image, int, int]] = []
    for x0, top, x1, bottom in cells:
        box = (x0 + _INSET) * dots, (top + _INSET) * dots, (x1 - _INSET) * dots, (bottom - _INSET) * dots
        left, up, right, down = map(round, box)
        if right - left < 2 * dots or down - up < 2 * dots:
            continue
        cell = page.crop((left, up, right, down))
        half = cell.resize((max(1, cell.width // 3), max(1, cell.height // 3)), Image.Resampling.BOX)
        ink = half.point(lambda value: 255 if value < _DARK else 0).getbbox()
        if ink is None:
            continue
        width, height = (ink[2] - ink[0]) * 3 / dots, (ink[3] - ink[1]) * 3 / dots
        if _TALL[0] <= height <= _TALL[1] and _WIDE[0] <= width <= _WIDE[1]:
            rim = 4
            around = (max(ink[0] * 3 - rim, 0), max(ink[1] * 3 - rim, 0), ink[2] * 3 + rim, ink[3] * 3 + rim)
            cut.append((cell.crop(around), left + around[0], up + around[1]))
    return _sheet(cut) if cut else None


def _sheet(cut: Sequence[tuple[Image.Image, int, int]]) -> CellSheet:
    width = max(piece.width for piece, _left, _top in cut) + 2 * _APART
    sheet = Image.new("L", (width, sum(piece.height + _APART for piece, _left, _top in cut) + _APART), 255)
    places = []
    down = _APART
    for piece, left, top in cut:
        sheet.paste(piece, (_APART, down))
        places.append((down, down + piece.height, left - _APART, top - down))
        down += piece.height + _APART
    return CellSheet(png(sheet), tuple(places))


def on_page(sheet: CellSheet, top: int, bottom: int) -> tuple[int, int] | None:
    """By how many pixels what stands between two heights of the sheet is moved to the page; None beside the cells."""
    middle = (top + bottom) / 2
    return next((place[2:] for place in sheet.places if place[0] <= middle <= place[1]), None)


def sure_alone(text: str, sure: float) -> float:
    """How sure a word is that was seen without others: what is no number is doubted sooner."""
    return sure if sure >= _SURE_ALONE or _NUMBER.fullmatch(text) else min(sure, _DOUBTED)


def with_cells(words: Sequence[PageWord], found: Sequence[PageWord]) -> Iterator[PageWord]:
    """The words of a page with those found in its cells: in the place of less sure ones, else before what is lower."""
    better = list(found)
    for word in words:
        for other in [one for one in better if one.bottom < word.top and not any(_over(one, old) for old in words)]:
            better.remove(other)
            yield other
        same = next((other for other in better if _over(word, other)), None)
        if same is None:
            yield word
            continue
        better.remove(same)
        yield same if same.sure > word.sure else word
    yield from better


def _over(one: PageWord, other: PageWord) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
