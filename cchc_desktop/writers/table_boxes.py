"""Table rows laid out into lines, before they are placed on pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc_desktop.documents.house_style import MM, HouseStyle, ParagraphStyle
from cchc_desktop.documents.nodes import Cell, Drawing, Row, Runs, Table
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import BrokenLine, break_lines
from cchc_desktop.writers.page_rules import HEADS, RowSplits, grey, held_with_next, role_of_row
from cchc_desktop.writers.strips import RuleMark, TextMark, place_line, styled


@dataclass(slots=True)
class CellBox:
    """A cell laid out; `spans` when cells below continue it."""

    column: int
    colspan: int
    lines: list[BrokenLine]
    align: str
    spans: bool = False
    drawing: Drawing | None = None


@dataclass(slots=True)
class RowBox:
    """A row laid out; `height` is what its own cells need, those that span further rows aside.

    `merged` are the columns that continue the cell above, `open_below` those that the next row continues.
    """

    cells: list[CellBox]
    height: float
    size: float
    pitch: float
    splittable: bool = False
    keep: bool = False
    anchor: str = ""
    merged: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()
    stretched: bool = False  # higher than its own cells need


class TableBoxes:
    """Measures the rows of one table; `edges` are the x of its column borders in points."""

    def __init__(self, table: Table, style: HouseStyle, family: Family) -> None:
        self._table = table
        self._style = style
        self._family = family
        self._splits = RowSplits(table, style)
        self._known: dict[tuple[Runs, float, int], list[BrokenLine]] = {}  # units and deadlines come again and again
        self.padding_x = style.table.padding_x_mm * MM
        self.padding_y = style.table.padding_y_mm * MM
        self.border = style.table.border_pt
        self.edges = [0.0]
        for column in table.columns:
            self.edges.append(self.edges[-1] + column.width * MM)

    def header(self) -> list[RowBox]:
        """The header rows, as tall as a cell that spans them needs."""
        return self._spanned(self._table.header)

    def rows(self) -> list[RowBox]:
        """The body rows; those of a span are together tall enough for the cell that spans them."""
        boxes = self._spanned(self._table.rows)
        if self._table.keep_end:
            for box in boxes[-2:]:
                box.keep = True
        return boxes

    def _spanned(self, rows: Sequence[Row]) -> list[RowBox]:
        boxes = [self._box(row, rows[n + 1] if n + 1 < len(rows) else None) for n, row in enumerate(rows)]
        for number, box in enumerate(boxes):
            for cell in box.cells:
                if cell.spans:
                    self._extend(boxes, number, cell)
        return boxes

    def height(self, lines: int, pitch: float) -> float:
        """The height of a cell of so many lines, its upper border included."""
        return max(lines, 1) * pitch + 2 * self.padding_y + self.border

    def fitting(self, room: float, pitch: float) -> int:
        """How many lines a cell of this height can show."""
        return max(0, int((room - 2 * self.padding_y - self.border + 0.05) / pitch))

    def _box(self, row: Row, below: Row | None) -> RowBox:
        look = self._style.paragraph(role_of_row(row))
        pitch = self._family.line_height(look.size, look.line)
        continued = below.merged_columns() if below else frozenset()
        cells: list[CellBox] = []
        count = 1
        column = 0
        higher = 0.0  # by which a drawing rises above its line
        for cell in row.cells:
            if cell.drawing is not None:
                higher = max(higher, cell.drawing.height - self._family.ascent(look.size))
            if not cell.merge_above:
                box = self._cell(row, cell, column, look)
                box.spans = column in continued
                cells.append(box)
                if not box.spans:
                    count = max(count, len(box.lines))
            column += cell.colspan
        return RowBox(
            cells,
            max(self.height(count, pitch), self.height(1, pitch) + higher),
            look.size,
            pitch,
            row.kind == "row" and self._splits.may_split(row),
            held_with_next(row),
            row.anchor,
            row.merged_columns(),
            continued,
            stretched=higher > 0,
        )

    def _cell(self, row: Row, cell: Cell, column: int, look: ParagraphStyle) -> CellBox:
        width = self.edges[column + cell.colspan] - self.edges[column] - 2 * self.padding_x
        lines: list[BrokenLine] = []
        for runs in cell.paragraphs:
            key = (runs, width, id(look))
            known = self._known.get(key)
            if known is None:
                known = break_lines(styled(runs, look), look.size, width, width, self._family)
                self._known[key] = known
            lines += known
        align = cell.align or (self._table.columns[column].align if row.kind not in HEADS else look.align)
        return CellBox(column, cell.colspan, lines, align, drawing=cell.drawing)

    def _extend(self, boxes: list[RowBox], number: int, cell: CellBox) -> None:
        last = number
        while last + 1 < len(boxes) and cell.column in boxes[last + 1].merged:
            last += 1
        needed = self.height(len(cell.lines), boxes[number].pitch)
        spanned = boxes[number : last + 1]
        missing = needed - sum(box.height for box in spanned)
        if missing > 0:
            for box in spanned:
                box.height += missing / len(spanned)
                box.stretched = True

    def marks(self, cell: CellBox, lines: list[BrokenLine], box: RowBox, centred_in: float = 0.0) -> list[TextMark]:
        """The lines of a cell, from its top or, with a height, centred in it."""
        x = self.edges[cell.column] + self.padding_x
        width = self.edges[cell.column + cell.colspan] - self.padding_x - x
        y = self.border + self.padding_y + self._family.ascent(box.size)
        if centred_in:
            y += max(0.0, (centred_in - self.height(len(lines), box.pitch)) / 2)
        return [
            place_line(line, cell.align, x, width, y + index * box.pitch, box.size) for index, line in enumerate(lines)
        ]

    def strokes(self, cell: CellBox, box: RowBox) -> list[RuleMark]:
        """What is drawn in a cell."""
        if cell.drawing is None:
            return []
        x = self.edges[cell.column] + self.padding_x
        width = self.edges[cell.column + cell.colspan] - self.padding_x - x
        y = self.border + self.padding_y + max(0.0, self._family.ascent(box.size) - cell.drawing.height)
        return [
            RuleMark(x + one.x0 * width, y + one.y0, x + one.x1 * width, y + one.y1, one.thickness, grey(one.ink))
            for one in cell.drawing.strokes
        ]

    def split(self, box: RowBox, room: float, *, forced: bool = False) -> tuple[RowBox, RowBox] | None:
        """A row cut into the lines that fit in `room` and the rest; None when too little fits or nothing is left.

        When `forced` a line is enough, and a row whose own lines all fit goes on empty beside those that span it.
        """
        count = self.fitting(room, box.pitch)
        own = [cell for cell in box.cells if not cell.spans]
        longest = max((len(cell.lines) for cell in own), default=0)
        if not forced and (count < 2 or longest <= count):
            return None
        if longest > count:
            count = max(1, min(count, longest - 2) if longest > 3 else count)  # two lines at least go over
        head = [replace(cell, lines=cell.lines[:count]) for cell in own]
        tail = [replace(cell, lines=cell.lines[count:], drawing=None) for cell in own]
        spanning = [cell for cell in box.cells if cell.spans]
        every = frozenset(range(len(self._table.columns)))
        cut = replace(box, cells=sorted(head + spanning, key=lambda cell: cell.column), open_below=every)
        cut.height = self.height(min(count, longest), box.pitch) if longest > count else room
        merged = box.merged | {cell.column for cell in spanning}
        rest = replace(box, cells=tail, merged=merged, height=self.height(max(longest - count, 1), box.pitch))
        return cut, rest


def repeats(header: list[RowBox], style: HouseStyle) -> bool:
    """Whether a table's header stands on each of its pages: not where it would leave the rows less than half of one."""
    return sum(box.height for box in header) <= min(page.body_height for page in style.pages.values()) * MM / 2
