"""The first columns of the task frame, which stay while the grid scrolls sideways."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_cells import FrameDelegate
from cchc_desktop.ui.table_models.frame_cells import NUMBER, OBJECTIVE, TASK
from cchc_desktop.ui.table_models.frame_model import FrameModel

_COLUMNS = (NUMBER, OBJECTIVE, TASK)
_MOST = 0.6  # of the view's width: the others must have room to scroll in


class FrozenColumns:
    """Painted over what has scrolled under them; without sideways scrolling there is nothing to do."""

    def __init__(self, view: QTableView, model: FrameModel, cells: FrameDelegate) -> None:
        self._view = view
        self._model = model
        self._cells = cells

    def edges(self) -> list[int]:
        """Left edges of the columns that stay, and the right edge of the last; [0] while nothing has scrolled."""
        found = [0]
        if self._view.horizontalScrollBar().value() == 0:
            return found
        most = self._view.viewport().width() * _MOST
        for column in _COLUMNS:
            end = found[-1] + self._view.columnWidth(column)
            if end > most:
                break
            found.append(end)
        return found

    def width(self) -> int:
        """How much of the view they cover, in pixels from the left."""
        return self.edges()[-1]

    def column_at(self, x: int) -> int:
        """The column that stays at this place; -1 where the others scroll."""
        edges = self.edges()
        return next((column for column, end in enumerate(edges[1:]) if x < end), -1)

    def rect(self, row: int, column: int) -> QRect | None:
        """Where a cell of these columns is; None for any other cell."""
        edges = self.edges()
        if column >= len(edges) - 1:
            return None
        view = self._view
        width = edges[column + 1] - edges[column]
        return QRect(edges[column], view.rowViewportPosition(row), width, view.rowHeight(row))

    def paint(self) -> None:
        """Draw the cells of these columns once more, over what is under them."""
        edges = self.edges()
        if len(edges) == 1:
            return
        view, model = self._view, self._model
        painter = QPainter(view.viewport())
        option = QStyleOptionViewItem()
        row, bottom = max(0, view.rowAt(0)), view.viewport().height()
        while row < model.rowCount() and view.rowViewportPosition(row) < bottom:
            for column in range(len(edges) - 1):
                index = model.index(row, column)
                option.rect = self.rect(row, column) or QRect()
                option.state = QStyle.StateFlag.State_Enabled
                if view.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                self._cells.paint(painter, option, index)
            if self._model.task_line(row) is not None:  # a group row reads across all columns
                edge = QRect(edges[-1] - 1, view.rowViewportPosition(row), 2, view.rowHeight(row))
                painter.fillRect(edge, theme.tokens().field_border)
            row += 1
