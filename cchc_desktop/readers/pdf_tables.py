"""The tables of a page in rows and cells, and those that go on over the page as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_desktop.readers.pdf_grid import Grid
from cchc_desktop.readers.pdf_lines import Edges, Line, as_one, bands_of, paragraphs, text_of
from cchc_desktop.readers.pdf_page import PageWord

_PADDING = (1.0, 8.0)  # points between the rule and the text of a cell
_SAME = 6.0  # points within which the columns of two pages are the same
_FEW = 3  # columns that may stand so by chance
_HEADER = 6  # rows that are drawn again on the next page at most
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,6})[.)]?")
_ITEM = re.compile(r"[-–•+*]\s?\S")

Cells = tuple[str, ...]


@dataclass(frozen=True)
class TableRow:
    """The texts of a row, one for each column; `carried` are columns merged with those above, `lasting` with below."""

    cells: Cells
    carried: frozenset[int] = frozenset()
    lasting: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PageTable:
    """A table on a page: where its columns begin and the last one ends, its rows, and where it stands."""

    places: tuple[float, ...]
    rows: tuple[TableRow, ...]
    top: float
    bottom: float
    ruled: bool


def ruled_table(grid: Grid, words: dict[tuple[int, int], list[PageWord]]) -> PageTable | None:
    """A grid with the words of its cells; None where nothing stands in it."""
    if not words:
        return None
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for cell, root in grid.roots.items():
        row, column = ends.get(root, cell)
        ends[root] = (max(row, cell[0]), max(column, cell[1]))
    lines = {root: _cell_lines(found) for root, found in words.items()}
    texts: dict[tuple[int, int], str] = {}
    for root, found in lines.items():
        left, right = grid.xs[root[1]], grid.xs[ends[root][1] + 1]
        padding = min(max(min(line.x0 for line in found) - left, _PADDING[0]), _PADDING[1])
        texts[root] = cell_text(found, Edges(left + padding, right - padding))
    rows: list[TableRow] = []
    for row in range(grid.rows):
        carried = frozenset(
            column
            for column in range(grid.columns)
            if (root := grid.roots[row, column])[0] < row and (column == 0 or root != grid.roots[row, column - 1])
        )
        lasting = frozenset(column for column in range(grid.columns) if ends[grid.roots[row, column]][0] > row)
        loose = [column for column in range(grid.columns) if grid.roots[row, column] == (row, column)]
        parts = _parted_rows([lines.get((row, column), []) for column in loose]) if not carried | lasting else []
        if parts:
            rows += [_spread(part, loose, grid, row, ends) for part in parts]
            continue
        cells = tuple(texts.get((row, column), "") for column in range(grid.columns))
        if any(cells) or carried:
            rows.append(TableRow(cells, carried, lasting))
    return PageTable(grid.xs, tuple(rows), grid.ys[0], grid.ys[-1], True)


def _spread(
    part: list[list[Line]],
    columns: list[int],
    grid: Grid,
    row: int,
    ends: dict[tuple[int, int], tuple[int, int]],
) -> TableRow:
    """One of the rows that stand in a ruled one."""
    cells = [""] * grid.columns
    for column, found in zip(columns, part, strict=True):
        if found:
            right = grid.xs[ends[row, column][1] + 1]
            cells[column] = cell_text(found, Edges(grid.xs[column] + _PADDING[0], right - _PADDING[0]))
    return TableRow(tuple(cells))


def _parted_rows(cells: list[list[Line]]) -> list[list[list[Line]]]:
    """The rows of a ruled one in which several numbered ones stand without rules between them; [] of others."""
    first = next((found for found in cells if found), [])
    if len(cells) < 3 or len(first) < 2 or not all(_NUMBER.fullmatch(line.text.strip()) for line in first):
        return []
    starts = [line.top for line in first]
    others = [found for found in cells if found and found is not first]
    level = sum(any(abs(line.top - top) < 0.5 * first[0].size for line in found) for found in others for top in starts)
    if not others or level * 2 < len(starts) * len(others):
        return []
    parts: list[list[list[Line]]] = [[[] for _cell in cells] for _row in starts]
    for column, found in enumerate(cells):
        for line in found:
            at = sum(line.top + 0.5 * line.size >= top for top in starts) - 1
            parts[max(at, 0)][column].append(line)
    return parts


def _cell_lines(words: list[PageWord]) -> list[Line]:
    """The lines of a cell, those in a narrow header that lie on their side set upright."""
    turned = words[0].turned
    if turned and all(word.turned == turned for word in words):
        words = [_upright(word) for word in words]
    if len(words) == 1:
        (word,) = words
        return [Line((word,), word.x0, word.top, word.x1, word.bottom, word.size)]
    return [as_one(band) for band in bands_of(words)]


def _upright(word: PageWord) -> PageWord:
    """A word that is read upwards (one quarter turn) or downwards (three) with the places of an upright one."""
    if word.turned == 1:
        x0, top, x1, bottom = -word.bottom, word.x0, -word.top, word.x1
    elif word.turned == 3:
        x0, top, x1, bottom = word.top, -word.x1, word.bottom, -word.x0
    else:
        x0, top, x1, bottom = -word.x1, -word.bottom, -word.x0, -word.top
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def cell_text(lines: list[Line], edges: Edges) -> str:
    """The paragraphs of a cell, one a line."""
    if len(lines) == 1:
        return text_of(lines)
    if lines[0].words[0].turned:
        edges = Edges(min(line.x0 for line in lines), max(line.x1 for line in lines))
    return "\n".join(text_of(paragraph) for paragraph in paragraphs(lines, edges))


def joined(above: PageTable, table: PageTable) -> PageTable | None:
    """Two tables on pages that follow one another as one, where they have the same columns; else None."""
    if above.ruled != table.ruled:
        return None
    same = _same_columns if above.ruled else _same_starts
    places = same(above.places, table.places)
    if places is None:
        return None
    upper, lower = _with_columns(above, places), _with_columns(table, places)
    repeated = 0
    while repeated < min(_HEADER, len(upper), len(lower)) and upper[repeated].cells == lower[repeated].cells:
        repeated += 1
    rows = list(lower[repeated:])
    if rows and upper:
        last, first = upper[-1], rows[0]
        if _is_cut(upper, rows):
            upper[-1] = TableRow(
                tuple(map(_run_on, last.cells, first.cells)), last.carried, last.lasting | first.lasting
            )
            rows = rows[1:]
        else:
            open_ = last.lasting | (last.carried & first.lasting) | frozenset(first.lasting)
            rows[0] = TableRow(
                first.cells,
                first.carried | frozenset(at for at in open_ if not first.cells[at] and _stood_open(last, at)),
                first.lasting,
            )
    return PageTable(tuple(places), (*upper, *rows), above.top, table.bottom, above.ruled)


def _stood_open(last: TableRow, column: int) -> bool:
    """Whether the cell of a column in the last row of a page may go on over it."""
    return column in last.carried or column in last.lasting or bool(last.cells[column])


def _same_columns(above: Sequence[float], here: Sequence[float]) -> list[float] | None:
    """The columns of two tables, where those of one are among those of the other."""
    more, less = (above, here) if len(above) >= len(here) else (here, above)
    shift = less[0] - more[0]  # margins may change with the page, the widths of columns do not
    if all(any(abs(place - other - at) <= _SAME for other in more) for place in less for at in (shift,)) and (
        abs(less[-1] - more[-1] - shift) <= _SAME
    ):
        return list(more)
    return None


def _same_starts(above: Sequence[float], here: Sequence[float]) -> list[float] | None:
    """The columns of two tables without rules, where those of one begin where some of the other do.

    Nobody sees where the last one ends, nor a column in which nothing stands.
    """
    more, less = (above, here) if len(above) >= len(here) else (here, above)
    if len(less) <= _FEW or any(all(abs(place - other) > _SAME for other in more[:-1]) for place in less[:-1]):
        return None
    return [*more[:-1], max(more[-1], less[-1])]


def _with_columns(table: PageTable, places: Sequence[float]) -> list[TableRow]:
    """The rows of a table in the columns of a finer one."""
    if len(table.places) == len(places):
        return list(table.rows)
    shift = table.places[0] - places[0]
    where = [min(range(len(places)), key=lambda at: abs(places[at] + shift - place)) for place in table.places[:-1]]
    made = []
    for row in table.rows:
        cells = [""] * (len(places) - 1)
        for at, text in zip(where, row.cells, strict=True):
            cells[at] = text
        made.append(
            TableRow(
                tuple(cells), frozenset(where[at] for at in row.carried), frozenset(where[at] for at in row.lasting)
            )
        )
    return made


def _is_cut(upper: Sequence[TableRow], lower: Sequence[TableRow]) -> bool:
    """Whether the first row of a page is the rest of the row above."""
    last, first = upper[-1], lower[0]
    filled = [at for at, text in enumerate(first.cells) if text]
    if not filled or first.cells[0] or any(not last.cells[at] for at in filled):
        return False
    texts = [first.cells[at] for at in filled]
    if any(text.lstrip("*(“")[:1].islower() for text in texts):
        return True
    if not last.cells[0] or len(filled) > 2 or len(filled) >= sum(map(bool, last.cells)):
        return False
    if all(map(_ITEM.match, texts)):
        return True
    heading = any(text.isupper() or text.startswith("**") for text in texts)
    return not heading and _all_numbered((*upper, *lower[1:]))


def _all_numbered(rows: Sequence[TableRow]) -> bool:
    """Whether each row has a number in the first column, from the first that has one on; of two rows at least."""
    begin = next((at for at, row in enumerate(rows) if _NUMBER.fullmatch(row.cells[0])), len(rows))
    return len(rows) - begin > 1 and all(row.cells[0] for row in rows[begin:])


def _run_on(above: str, rest: str) -> str:
    if not above or not rest:
        return above or rest
    small = rest.lstrip("*(“")[:1].islower() or (
        not above.rstrip("*").endswith((".", ";", ":")) and not _ITEM.match(rest)
    )
    return f"{above}{' ' if small else chr(10)}{rest}"
