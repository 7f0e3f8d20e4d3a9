"""The cells of a pasted table as they come, each in the columns it takes."""

from cchc_desktop.rules.markup import MAX_TABLE_COLUMNS, Cell, Run

_WIDEST = MAX_TABLE_COLUMNS + 1  # one more tells that the table is too wide
_MOST_SPAN = 1000


class Grid:
    """Takes rows and cells; a merged cell is repeated in each of its places, a row of one such cell says it once."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._row: list[Cell] | None = None
        self._own = 0  # cells that the row at hand has begun itself
        self._spans = (1, 1)
        self._above: dict[int, tuple[int, Cell]] = {}  # by column: rows that a cell from above still covers

    def begin_row(self) -> None:
        """The next cells stand in a new row."""
        self._end_row()
        self._row, self._own = [], 0

    def begin_cell(self, colspan: str, rowspan: str) -> None:
        """A cell begins, with its spans as HTML says them."""
        if self._row is None:
            self.begin_row()
        self._spans = (_span(colspan), _span(rowspan))

    def end_cell(self, cell: Cell) -> None:
        """The cell that has begun holds this."""
        assert self._row is not None
        self._cover(self._row)
        self._own += 1
        if len(self._row) == _WIDEST:
            self._row[-1] = (*self._row[-1], Run(" "), *cell)
            return
        wide, tall = self._spans
        for _place in range(min(wide, _WIDEST - len(self._row))):
            if tall > 1:
                self._above[len(self._row)] = (tall, cell)  # of which this row is one
            self._row.append(cell)

    def _cover(self, row: list[Cell]) -> None:
        while len(row) in self._above and len(row) < _WIDEST:
            row.append(self._above[len(row)][1])

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is None:
            return
        alone = self._own == 1 and not self._above
        self._cover(row)
        self._above = {column: (left - 1, cell) for column, (left, cell) in self._above.items() if left > 1}
        if alone:
            row[1:] = [()] * (len(row) - 1)
        if any(row):
            self._rows.append(row)

    def rows(self) -> list[list[Cell]]:
        """The rows that have words."""
        self._end_row()
        return self._rows


def _span(text: str) -> int:
    text = text.strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
