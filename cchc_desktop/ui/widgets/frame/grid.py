"""The grid of the task frame as its keys, its editor and its dragging know it; `FrameView` puts them together."""

from PySide6.QtCore import QItemSelectionRange, Signal
from PySide6.QtWidgets import QTableView, QWidget

from cchc_desktop.ui.delegates.frame_cells import FrameDelegate
from cchc_desktop.ui.table_models.frame_cells import NUMBER
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.widgets.frame.columns import FrameColumns


class FrameGrid(QTableView):
    """What is shown, and what is chosen of it.

    Signals: `fold_asked(group guid)`, `status_asked(task guid)` for the tracking cell.
    """

    fold_asked = Signal(str)
    status_asked = Signal(str)

    def __init__(self, model: FrameModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = model
        self.columns = FrameColumns()
        self.cells = FrameDelegate(self, model)

    def chosen_place(self) -> tuple[str, int] | None:
        """Guid and column of the chosen cell."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.lines.lines):
            return None
        return self.lines.lines[index.row()].guid, index.column()

    def _chosen_parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def chosen_rows(self) -> list[int]:
        """Rows with a selected cell, top down; the current row when nothing is selected."""
        rows: set[int] = set()
        for part in self._chosen_parts():
            rows.update(range(part.top(), part.bottom() + 1))
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    def chosen_columns(self) -> list[int]:
        """Columns with a selected cell, left to right; the current column when nothing is selected."""
        columns: set[int] = set()
        for part in self._chosen_parts():
            columns.update(range(part.left(), part.right() + 1))
        return sorted(columns - self.columns.absent) or [max(NUMBER, self.currentIndex().column())]

    def leave(self, back: bool) -> None:
        """Put the focus on what follows the grid, or on what comes before it."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(not back)
        self.setTabKeyNavigation(True)
