"""Rows of the task frame taken by their number with the mouse and put elsewhere."""

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_group import CHEVRON_ROOM
from cchc_desktop.ui.table_models.frame_cells import NUMBER
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.widgets.frame.editing import FrameEditing
from cchc_desktop.ui.widgets.frame.grid import FrameGrid

_EDGE = 28  # pixels at 100 % from the edges of the view within which it scrolls


class FrameDragging(QObject):
    """Tasks are taken by their number, a group by its row; a line shows where they go, Esc lets go of them.

    Signals: `dropped(guids, row)`: these tasks, or this group, are to stand before what is in the row now.
    """

    dropped = Signal(list, int)

    def __init__(self, view: FrameGrid, model: FrameModel, editing: FrameEditing) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._editing = editing
        self._pressed: QPoint | None = None
        self._guids: list[str] = []
        self._target = -1
        self._scroll = QTimer(self, interval=30)
        self._scroll.timeout.connect(self._scroll_on)

    @property
    def is_on(self) -> bool:
        """Whether rows are being dragged."""
        return bool(self._guids)

    def can_take(self, place: QPoint) -> bool:
        """Whether rows can be taken here: at the number of a task, anywhere on a group but its arrow."""
        index = self._view.indexAt(place)
        if not index.isValid() or not self._editing.allowed or self._view.cells.sorted:
            return False
        if self._model.group_line(index.row()) is not None:
            return place.x() >= theme.px(CHEVRON_ROOM)
        return index.column() == NUMBER

    def press(self, place: QPoint) -> None:
        """The mouse went down here."""
        self._pressed = place if self.can_take(place) else None

    def move(self, place: QPoint) -> bool:
        """The mouse has moved with its button down; whether rows are dragged by it."""
        if self._pressed is None:
            return False
        if not self.is_on:
            if (place - self._pressed).manhattanLength() < QGuiApplication.styleHints().startDragDistance():
                return True
            self._take()
        self._aim(place)
        height = self._view.viewport().height()
        if _EDGE <= place.y() <= height - _EDGE:
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._scroll.start()
        return True

    def _take(self) -> None:
        assert self._pressed is not None
        row = self._view.indexAt(self._pressed).row()
        group = self._model.group_line(row)
        rows = self._view.chosen_rows()
        if group is not None or row not in rows:
            rows = [row]
        of_kind = self._model.task_line if group is None else self._model.group_line
        self._guids = [line.guid for taken in rows if (line := of_kind(taken)) is not None]
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _aim(self, place: QPoint) -> None:
        """Before the row under the mouse, or behind it when its lower half is meant."""
        row = self._view.rowAt(place.y())
        if row < 0:
            target = len(self._model.lines) if place.y() > 0 else 0
        else:
            middle = self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2
            target = row + (place.y() > middle)
        # No task stands above the first group.
        lowest = 0 if self._model.group_line(self._model.row_of(self._guids[0])) is not None else 1
        self._target = max(lowest, target)
        self._view.viewport().update()

    def _scroll_on(self) -> None:
        place = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + theme.px(18 if place.y() > _EDGE else -18))
        self._aim(place)

    def release(self) -> bool:
        """The mouse button was let go; whether rows were dropped."""
        guids, target, pressed = self._guids, self._target, self._pressed
        self.cancel()
        if guids and target >= 0:
            self.dropped.emit(guids, target)
        return pressed is not None and bool(guids)

    def cancel(self) -> None:
        """Let go of the rows; they stay where they were."""
        self._scroll.stop()
        self._guids, self._target, self._pressed = [], -1, None
        self._view.viewport().unsetCursor()
        self._view.viewport().update()

    def paint(self) -> None:
        """A line where the rows will stand."""
        if not self.is_on or self._target < 0:
            return
        lines = self._model.lines
        if self._target < len(lines):
            top = self._view.rowViewportPosition(self._target)
        else:
            top = self._view.rowViewportPosition(len(lines) - 1) + self._view.rowHeight(len(lines) - 1)
        painter = QPainter(self._view.viewport())
        colour = theme.tokens().accent
        painter.fillRect(QRect(0, top - 2, self._view.viewport().width(), 3), colour)
        painter.fillRect(QRect(0, top - theme.px(5), theme.px(6), 2 * theme.px(5)), colour)
