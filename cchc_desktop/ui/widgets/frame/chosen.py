"""What is chosen in the frame, by guids and not by places: it stays chosen while lines move, come and go."""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from cchc_desktop.ui.widgets.frame.grid import FrameGrid

_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class Chosen:
    """The current cell and the chosen ones, each a guid with its first and last column; the row of the uppermost."""

    current: tuple[str, int] | None
    cells: tuple[tuple[str, int, int], ...]
    row: int

    @classmethod
    def of(cls, view: FrameGrid) -> "Chosen":
        """What is chosen now."""
        selection, lines = view.selectionModel().selection(), view.lines.lines
        parts = (selection.at(place) for place in range(selection.count()))
        cells = sorted(
            (row, part.left(), part.right())
            for part in parts
            for row in range(part.top(), min(part.bottom() + 1, len(lines)))
        )
        rows = [row for row, _left, _right in cells] or [view.currentIndex().row()]
        return cls(view.chosen_place(), tuple((lines[row].guid, left, right) for row, left, right in cells), rows[0])

    def restore(self, view: FrameGrid) -> None:
        """Choose it again among other lines; where the current cell is gone, the one that has come into its place."""
        if self.current is None or not view.lines.lines:
            return
        guid, column = self.current
        cells = [(view.lines.row_of(one), left, right) for one, left, right in self.cells]
        if view.lines.row_of(guid) < 0:
            guid, cells = view.lines.lines[max(0, min(self.row, len(view.lines.lines) - 1))].guid, []
        now = Chosen.of(view)
        if now.current == (guid, column) and sorted(now.cells) == sorted(self.cells):
            return
        index = view.lines.index(view.lines.row_of(guid), column)
        if not any(row >= 0 for row, _left, _right in cells):
            view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            return
        chosen = QItemSelection()
        for row, left, right in cells:
            if row >= 0:
                chosen.select(view.lines.index(row, left), view.lines.index(row, right))
        view.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        view.selectionModel().select(chosen, _Select.ClearAndSelect)
