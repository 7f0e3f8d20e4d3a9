"""Tables over pages: repeated header, rows split only when tall, cells that look merged with those above them.

A cell that others continue (`Cell.merge_above`) lets its lines run down through the rows it spans; where the
page ends within the span, the rest of its lines go on at the top of the next page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import Table
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import BrokenLine
from cchc_desktop.writers.page_flow import PageFlow
from cchc_desktop.writers.strips import RuleMark, Strip
from cchc_desktop.writers.table_boxes import CellBox, RowBox, TableBoxes, repeats

_LEAST_LINES = 4  # of a row that is split: what must stand below a header


@dataclass(slots=True)
class _Span:
    """A spanning cell in progress: lines still to show, and its stretch on this page."""

    cell: CellBox
    row: RowBox
    pending: list[BrokenLine]
    top: float = 0.0
    strip: Strip | None = None  # on this page, filled when the stretch ends


class TableFlow:
    """Places one table in a `PageFlow`."""

    def __init__(self, flow: PageFlow, table: Table, style: HouseStyle, family: Family, following: float = 0.0) -> None:
        """`following` is the height in points of what the table's end must not be parted from."""
        self._flow = flow
        self._following = following
        self._boxes = TableBoxes(table, style, family)
        header = self._boxes.header()
        repeated = repeats(header, style)
        self._header = header if repeated else []
        self._once = [] if repeated else header
        self._spans: dict[int, _Span] = {}
        self._rows_here = 0  # body rows on this page's piece of the table
        self._last: RowBox | None = None

    def run(self, progress: Callable[[], None]) -> None:
        """Place every row; `progress` is called after each."""
        boxes = [*self._once, *self._boxes.rows()]
        first = self._chain(boxes, 0) if boxes else 0.0
        header = sum(box.height for box in self._header)
        self._flow.flush(header + first + self._boxes.border)
        if not self._flow.at_top:
            self._flow.skip_gap()
            least = header + (min(first, _LEAST_LINES * boxes[0].pitch) if boxes else 0.0)
            if not self._fits(header + first) and (self._fits_a_page(header + first) or not self._fits(least)):
                self._flow.new_page()
        self._put_header()
        for number, box in enumerate(boxes):
            self._row(box, self._chain(boxes, number))
            if number >= len(self._once):
                progress()
        self._end_piece()

    def _chain(self, boxes: list[RowBox], number: int) -> float:
        """The height of a row and of what stands below that it must not be parted from."""
        total = boxes[number].height
        while boxes[number].keep and number + 1 < len(boxes):
            number += 1
            box = boxes[number]
            total += min(box.height, 4 * box.pitch) if box.splittable else box.height
        return total + (self._following if boxes[number].keep else 0.0)

    def _fits(self, height: float) -> bool:
        return self._flow.y + height + self._boxes.border <= self._flow.bottom

    def _row(self, box: RowBox, chain: float) -> None:
        """Place a row whose unparted chain is `chain` high: here, split, or on the next page.

        What is taller than a page is split whatever it is, and its chain parted: nothing runs off a page.
        """
        while not self._fits(max(chain, self._needed(box))):
            begun = self._rows_here == 0
            if begun and self._fits(self._needed(box)):
                break
            room = self._flow.bottom - self._flow.y - self._boxes.border
            parts = self._boxes.split(box, room, forced=begun) if begun or box.splittable else None
            if parts:
                self._put(parts[0], parts[0].height)
                box, chain = parts[1], parts[1].height
            self._end_piece()
            self._flow.new_page()
            self._put_header()
        self._put(box, self._needed(box))

    def _fits_a_page(self, height: float) -> bool:
        return height + self._boxes.border <= self._flow.setup.body_height * MM

    def _needed(self, box: RowBox) -> float:
        """The row's height here, with what spanning cells that end in it still have to show."""
        height = box.height
        for column, span in self._spans.items():
            if column not in box.open_below:
                rest = self._boxes.height(len(span.pending), span.row.pitch)
                top = span.top if span.strip else self._flow.y  # no strip yet: it goes on here, on a new page
                height = max(height, top + rest - self._flow.y)
        return height

    def _put_header(self) -> None:
        self._rows_here = 0
        for number, box in enumerate(self._header):
            strip = Strip(box.height, rules=self._rules(box, box.height, whole=number == 0))
            for cell in box.cells:
                strip.texts += self._boxes.marks(cell, cell.lines, box, centred_in=box.height)
            self._flow.place(strip)
            self._last = box

    def _put(self, box: RowBox, height: float) -> None:
        """Draw a row: its borders above and beside, its lines, and the start of stretches of spanning cells."""
        first = self._rows_here == 0
        for cell in box.cells:
            if cell.spans:
                self._spans[cell.column] = _Span(cell, box, cell.lines)
        for span in self._spans.values():
            if span.strip is None:
                span.top = self._flow.y
                span.strip = Strip(0.0)
        strip = Strip(height, rules=self._rules(box, height, whole=first), anchor=box.anchor)
        for cell in box.cells:
            strip.rules += self._boxes.strokes(cell, box)
            if not cell.spans:
                strip.texts += self._boxes.marks(cell, cell.lines, box)
            else:  # in reading order before the cells at its right
                self._flow.place(Strip(0.0, strip.texts))
                strip.texts = []
                self._flow.place(self._stretch(cell.column))
        for column in sorted(box.merged & self._spans.keys()):
            if first:
                self._flow.place(self._stretch(column))
        self._flow.place(strip)
        self._rows_here += 1
        self._last = box
        for column in [column for column in self._spans if column not in box.open_below]:
            self._end_stretch(column)
            del self._spans[column]

    def _stretch(self, column: int) -> Strip:
        strip = self._spans[column].strip
        assert strip is not None
        return strip

    def _end_stretch(self, column: int) -> None:
        """Show the lines of a spanning cell that fit between its top on this page and here."""
        span = self._spans[column]
        if span.strip is None:
            return
        count = self._boxes.fitting(self._flow.y - span.top, span.row.pitch)
        span.strip.texts += self._boxes.marks(span.cell, span.pending[:count], span.row)
        span.pending = span.pending[count:]
        span.strip = None

    def _end_piece(self) -> None:
        """Close the table's piece on this page with its lower border."""
        for column in self._spans:
            self._end_stretch(column)
        edges, border = self._boxes.edges, self._boxes.border
        rule = RuleMark(-border / 2, border / 2, edges[-1] + border / 2, border / 2, border)
        self._flow.place(Strip(border, rules=[rule]))

    def _rules(self, box: RowBox, height: float, *, whole: bool) -> list[RuleMark]:
        """The border above a row, left out over cells that continue the one above, and those beside its cells."""
        edges, border = self._boxes.edges, self._boxes.border
        half = border / 2
        hidden = frozenset() if whole else box.merged
        rules: list[RuleMark] = []
        start: float | None = None
        for column in range(len(edges) - 1):
            if column in hidden:
                if start is not None:
                    rules.append(RuleMark(start - half, half, edges[column] + half, half, border))
                    start = None
            elif start is None:
                start = edges[column]
        if start is not None:
            rules.append(RuleMark(start - half, half, edges[-1] + half, half, border))
        inner = {c for cell in box.cells for c in range(cell.column + 1, cell.column + cell.colspan)}
        rules += [RuleMark(x, half, x, height + half, border) for n, x in enumerate(edges) if n not in inner]
        return rules
