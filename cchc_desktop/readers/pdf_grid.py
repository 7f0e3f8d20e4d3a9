"""Tables by their rules: the grid that drawn lines make, and which of its cells are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from cchc_desktop.readers.pdf_page import PageRule

_NEAR = 2.5  # points within which rules are one, or meet
_GAP = 3.5  # points between the pieces of one rule
_LEAST = 4.0  # points that a row or column has at least
_EDGE = 8.0  # points by which rules reach beyond the last that closes the table
MAX_LINES = 400  # columns or rows of a grid on one page


class _Stretch(NamedTuple):
    """A rule: where it stands across, and from where to where it goes."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True)
class Grid:
    """A ruled table on a page: the places of its columns and rows, and of each cell the first one it is merged into."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    roots: dict[tuple[int, int], tuple[int, int]]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of the cell around a point, the first one of merged ones; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.roots[row, column] if 0 <= column < self.columns and 0 <= row < self.rows else None


def grids_of(rules: Sequence[PageRule]) -> list[Grid]:
    """The ruled tables of a page, from top to bottom. A frame around one text is none."""
    flat = _merged(_Stretch(rule.top, rule.x0, rule.x1) for rule in rules if rule.top == rule.bottom)
    upright = _merged(_Stretch(rule.x0, rule.top, rule.bottom) for rule in rules if rule.top != rule.bottom)
    if len(upright) < 2 or len(flat) < 2 or len(upright) > 4 * MAX_LINES or len(flat) > 4 * MAX_LINES:
        return []
    made = [_grid(*group) for group in _groups(flat, upright)]
    grids = [grid for grid in made if grid is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in grids if not any(_within(grid, other) for other in grids if other is not grid)]


def _within(inner: Grid, outer: Grid) -> bool:
    """Whether a table stands inside a cell of another."""
    return (
        outer.xs[0] - _NEAR <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + _NEAR
        and outer.ys[0] - _NEAR <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + _NEAR
    )


def _merged(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Rules drawn in several pieces, or twice, as one each."""
    made: list[_Stretch] = []
    band: list[_Stretch] = []
    for stretch in sorted(stretches):
        if band and stretch.at - band[0].at > _NEAR:
            made.extend(_run_together(band))
            band = []
        band.append(stretch)
    made.extend(_run_together(band))
    return made


def _run_together(band: list[_Stretch]) -> list[_Stretch]:
    made: list[_Stretch] = []
    for stretch in sorted(band, key=lambda stretch: stretch.begin):
        if made and stretch.begin <= made[-1].end + _GAP:
            last = made[-1]
            made[-1] = _Stretch(last.at, last.begin, max(last.end, stretch.end))
        else:
            made.append(stretch)
    return made


def _groups(flat: list[_Stretch], upright: list[_Stretch]) -> list[tuple[list[_Stretch], list[_Stretch]]]:
    """The rules that meet, table by table."""
    parents = list(range(len(flat) + len(upright)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for place, line in enumerate(flat):
        for other, side in enumerate(upright):
            if line.begin - _GAP <= side.at <= line.end + _GAP and side.begin - _GAP <= line.at <= side.end + _GAP:
                parents[root(place)] = root(len(flat) + other)
    groups: dict[int, tuple[list[_Stretch], list[_Stretch]]] = {}
    for place, line in enumerate(flat):
        groups.setdefault(root(place), ([], []))[0].append(line)
    for other, side in enumerate(upright):
        groups.setdefault(root(len(flat) + other), ([], []))[1].append(side)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(flat: list[_Stretch], upright: list[_Stretch]) -> Grid | None:
    xs, ys = _places(upright), _places(flat)
    left, right = min(line.begin for line in flat), max(line.end for line in flat)
    top, bottom = min(side.begin for side in upright), max(side.end for side in upright)
    # Tables are drawn without their outer rules too, and without the one at the foot of a page.
    xs = [*([left] if left < xs[0] - _EDGE else []), *xs, *([right] if right > xs[-1] + _EDGE else [])]
    ys = [*([top] if top < ys[0] - _EDGE else []), *ys, *([bottom] if bottom > ys[-1] + _EDGE else [])]
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5 or len(xs) > MAX_LINES or len(ys) > MAX_LINES:
        return None
    return Grid(tuple(xs), tuple(ys), _roots(xs, ys, flat, upright))


def _places(stretches: list[_Stretch]) -> list[float]:
    places: list[float] = []
    for at in sorted(stretch.at for stretch in stretches):
        if not places or at - places[-1] > _LEAST:
            places.append(at)
    return places


def _roots(
    xs: list[float], ys: list[float], flat: list[_Stretch], upright: list[_Stretch]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell the upper left one that it is merged into: where no rule parts two cells they are one."""
    sides = [[side for side in upright if abs(side.at - x) <= _LEAST] for x in xs]
    lines = [[line for line in flat if abs(line.at - y) <= _LEAST] for y in ys]
    across = [(low + high) / 2 for low, high in pairwise(xs)]
    down = [(low + high) / 2 for low, high in pairwise(ys)]
    roots: dict[tuple[int, int], tuple[int, int]] = {}
    for row, y in enumerate(down):
        for column, x in enumerate(across):
            here = (row, column)
            root = here
            if row and not _passes(lines[row], x):
                root = roots[row - 1, column]
            if column and not _passes(sides[column], y):
                root = min(root, roots[row, column - 1])
            roots[here] = root
    return roots


def _passes(stretches: list[_Stretch], at: float) -> bool:
    return any([stretch.begin <= at <= stretch.end for stretch in stretches])
