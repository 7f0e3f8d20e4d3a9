"""The group row that stays under the header while the rows of its group scroll by."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_cells import GROUP_HEIGHT, FrameDelegate
from cchc_desktop.ui.table_models.frame_cells import TASK, TRACKING
from cchc_desktop.ui.table_models.frame_model import FrameModel


class StickyGroup(QWidget):
    """Lies over the top of the view; the next group row pushes it away. A click goes to the group row itself."""

    def __init__(self, view: QTableView, model: FrameModel, cells: FrameDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._cells = cells
        self._row = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def covered(self) -> int:
        """How many pixels at the top of the view a group row takes when it sticks."""
        return theme.px(GROUP_HEIGHT)

    def place(self) -> None:
        """Lie where the view's first row asks for it."""
        first = self._view.rowAt(0)
        self._row = self._model.group_row_above(first) if first >= 0 else -1
        scrolled = self._row >= 0 and self._view.rowViewportPosition(self._row) < 0
        height = theme.px(GROUP_HEIGHT)
        top = 0
        if scrolled:
            following = self._next_group(first)
            if following >= 0:
                top = min(0, self._view.rowViewportPosition(following) - height)
        self._cells.sticky = height + top if scrolled else 0
        self.setVisible(scrolled)
        if scrolled:
            corner = self._view.viewport().geometry().topLeft()
            self.setGeometry(corner.x(), corner.y(), self._view.viewport().width(), height + top)
            self.update()

    def _next_group(self, first: int) -> int:
        """The next group row within one row's height of the top, -1 when there is none so near."""
        height = theme.px(GROUP_HEIGHT)
        row = first + 1
        while row < len(self._model.lines) and self._view.rowViewportPosition(row) < height:
            if self._model.group_line(row) is not None:
                return row
            row += 1
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._model.group_line(self._row)
        if line is None:
            return
        painter = QPainter(self)
        height = theme.px(GROUP_HEIGHT)
        top = self.height() - height
        edge = self._view.columnViewportPosition(TRACKING)
        whole = QRect(0, top, edge - 1, height)
        self._cells.groups.paint(painter, whole, QRect(0, top, self.width(), height), line, False)
        painter.fillRect(QRect(edge, top, 2, height), theme.tokens().field_border)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._row >= 0:
            self._view.scrollTo(self._model.index(self._row, TASK))
            self._view.setCurrentIndex(self._model.index(self._row, TASK))
