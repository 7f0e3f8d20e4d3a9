"""The pages of a paper as lines and tables in reading order: paragraphs and tables that go on over a page are one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cchc_desktop.i18n import _
from cchc_desktop.readers.pdf_asides import Asides, Bands, without_contents, without_heads, without_stamps
from cchc_desktop.readers.pdf_columns import Part, parts_of
from cchc_desktop.readers.pdf_grid import grids_of
from cchc_desktop.readers.pdf_lines import Edges, Line, bands_of, goes_on, is_centred, pitch_of, text_of
from cchc_desktop.readers.pdf_page import PageWord, PdfPage
from cchc_desktop.readers.pdf_tables import PageTable, joined, ruled_table
from cchc_desktop.readers.source import SourceLine, SourceRow, SourceTable

_APART = 1.75  # ways from line to line that are a blank line
_INDENT = 4.0  # points
_MARGIN = 72.0  # points, the widest usual one at the right
_FEW = 5  # lines by which the edges of a page are known


@dataclass
class _Sheet:
    """A page taken apart: what is in its ruled tables, and the lines around them."""

    page: PdfPage
    grids: list[PageTable] = field(default_factory=list)
    bands: Bands = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """What pages hold: lines and tables in reading order, the asides as (line, text, where), the numbers of pages."""

    blocks: tuple[SourceLine | SourceTable, ...]
    asides: tuple[tuple[int, str, str], ...]
    numbers: tuple[str, ...]


def lay_out(pages: Sequence[PdfPage]) -> Layout:
    """The lines, tables and asides of pages whose words and rules have their places."""
    asides = Asides()
    sheets = [_sheet(page, asides) for page in pages]
    heights = [sheet.page.height for sheet in sheets]
    for sheet, bands in zip(sheets, without_heads([s.bands for s in sheets], heights, asides), strict=True):
        sheet.bands = without_contents(without_stamps(bands, asides), asides)
    story = _Story()
    placed = [_parts(sheet) for sheet in sheets]
    edges = _edges(placed, sheets)
    for sheet, parts in zip(sheets, placed, strict=True):
        story.take(parts, edges[round(sheet.page.width)])
    story.end()
    for page in pages:
        for text, where in page.beside:
            asides.put(text, where)
    return Layout(tuple(story.blocks), tuple(asides.texts), tuple(asides.numbers))


def _sheet(page: PdfPage, asides: Asides) -> _Sheet:
    """A page with the words of its tables and those around them told apart."""
    grids = grids_of(page.rules)
    inside: list[dict[tuple[int, int], list[PageWord]]] = [{} for _grid in grids]
    loose: list[PageWord] = []
    for word in page.words:
        for at, grid in enumerate(grids):
            cell = grid.cell((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
            if cell is not None:
                inside[at].setdefault(cell, []).append(word)
                break
        else:
            loose.append(word)
    turned = [word for word in loose if word.turned]
    if turned:
        asides.put(" ".join(word.text for word in turned), _("Turned text beside the lines"))
        loose = [word for word in loose if not word.turned]
    sheet = _Sheet(page, bands=bands_of(loose, page.number))
    for grid, words in zip(grids, inside, strict=True):
        table = ruled_table(grid, words)
        if table is not None:
            sheet.grids.append(table)
    return sheet


def _parts(sheet: _Sheet) -> list[Part]:
    """The lines and tables of a page, from top to bottom."""
    made: list[Part] = []
    rest = sheet.bands
    for table in sorted(sheet.grids, key=lambda table: table.top):
        above = [band for band in rest if band[0].top < table.top]
        rest = rest[len(above) :] if above == rest[: len(above)] else [b for b in rest if b[0].top >= table.top]
        made += [*parts_of(above, sheet.page.width), table]
    return [*made, *parts_of(rest, sheet.page.width)]


def _edges(placed: Sequence[Iterable[Part]], sheets: Sequence[_Sheet]) -> dict[int, Edges]:
    """Between which places lines run on pages of each width."""
    lines: dict[int, list[Line]] = {}
    tables: dict[int, list[PageTable]] = {}
    for sheet, parts in zip(sheets, placed, strict=True):
        width = round(sheet.page.width)
        lines.setdefault(width, []).extend(part for part in parts if isinstance(part, Line) and part.column is None)
        tables.setdefault(width, []).extend(part for part in parts if isinstance(part, PageTable) and part.ruled)
    made = {}
    for width, found in lines.items():
        ends = [line.x1 for line in found]
        begins = [line.x0 for line in found]
        if len(found) < _FEW:  # so few tell nothing, and tables take all the room that there is
            ends += [table.places[-1] for table in tables[width]]
            begins += [table.places[0] for table in tables[width]]
        left = _outermost(begins)
        right = _outermost([-end for end in ends])
        left = left if left is not None else min(begins, default=0.0)
        indents = Counter(round(begin * 2) / 2 for begin in begins if begin > left + _INDENT)
        indent, count = max(indents.items(), key=lambda item: item[1], default=(0.0, 0))
        made[width] = Edges(
            left,
            -right if right is not None else max([*ends, width - _MARGIN, _by_middles(found, left)]),
            pitch_of(found),
            indent if count >= _FEW else 0.0,
            right is not None,
        )
    return made


def _by_middles(lines: Sequence[Line], left: float) -> float:
    """Where lines end at most when several have the same middle, which then is that of the text; 0 of none."""
    middles: dict[int, set[int]] = {}
    for line in lines:
        if line.x0 > left + _INDENT:
            middles.setdefault(round(line.x0 + line.x1), set()).add(round(line.x0))
    most = max(middles, key=lambda middle: len(middles[middle]), default=0)
    return most - left if most and len(middles[most]) > 1 else 0.0


def _outermost(places: list[float]) -> float | None:
    """The least place at which several lines begin; None where no place is theirs."""
    counts = Counter(round(place * 2) / 2 for place in places)
    enough = max(3.0, 0.04 * len(places))
    for at in sorted(counts):
        near = [other for other in counts if at <= other <= at + 2]
        if sum(counts[other] for other in near) >= enough:
            return max(near, key=lambda other: counts[other])
    return None


class _Story:
    """Puts parts one after another, page after page."""

    def __init__(self) -> None:
        self.blocks: list[SourceLine | SourceTable] = []
        self._number = 0
        self._lines: list[Line] = []
        self._edges = Edges(0, 0)
        self._gap = False
        self._table: PageTable | None = None
        self._last: tuple[Line, bool] | None = None

    def take(self, parts: Iterable[Part], edges: Edges) -> None:
        """Add the parts of a page."""
        first = True
        for part in parts:
            if isinstance(part, Line):
                self._end_table()
                within = edges if part.column is None else Edges(*part.column, edges.pitch)
                if self._lines and not goes_on(self._lines, part, within):
                    self._end_lines()
                self._lines.append(part)
                self._edges = within
            else:
                self._end_lines()
                together = joined(self._table, part) if self._table is not None and first else None
                if together is None:
                    self._end_table()
                self._table = together or part
            first = False

    def end(self) -> None:
        """Finish what is open."""
        self._end_lines()
        self._end_table()

    def _end_lines(self) -> None:
        if not self._lines:
            return
        line, edges = self._lines[0], self._edges
        text = text_of(self._lines).strip()
        centred = all(is_centred(line, edges) for line in self._lines)
        if text:
            self._number += 1
            self.blocks.append(SourceLine(self._number, text, self._gap or self._is_apart(line, centred)))
            self._gap = False
        self._last = (self._lines[-1], centred)
        self._lines = []

    def _is_apart(self, line: Line, centred: bool) -> bool:
        """Whether a blank line or a change of alignment stands before a line."""
        if self._last is None:
            return False
        above, was_centred = self._last
        if above.page != line.page:
            return centred != was_centred
        way = line.bottom - above.bottom
        return centred != was_centred or (self._edges.pitch > 0 and way > _APART * self._edges.pitch)

    def _end_table(self) -> None:
        if self._table is None:
            return
        # Columns and rows in which nothing stands come of drawings in cells.
        filled = [at for at in range(len(self._table.places) - 1) if any(row.cells[at] for row in self._table.rows)]
        rows = []
        for row in self._table.rows:
            cells = tuple(row.cells[at] for at in filled)
            if any(cells):
                self._number += 1
                carried = (place for place, at in enumerate(filled) if at in row.carried and not row.cells[at])
                rows.append(SourceRow(self._number, cells, frozenset(carried)))
        if rows:
            self.blocks.append(SourceTable(tuple(rows), ruled=self._table.ruled))
        self._gap = True
        self._table = None
        self._last = None
