"""Heights of the task frame's rows, measured only for what is in view."""

from PySide6.QtWidgets import QTableView

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_cells import LEAST_HEIGHT, FrameDelegate
from cchc_desktop.ui.table_models.frame_cells import OBJECTIVE, TASK
from cchc_desktop.ui.table_models.frame_model import FrameModel


class FrameRows:
    """Fits rows as they come into view and keeps what is already seen where it is."""

    def __init__(self, view: QTableView, model: FrameModel, delegate: FrameDelegate) -> None:
        self._view = view
        self._model = model
        self._delegate = delegate
        self._measured: set[str] = set()
        self._fitting = False

    def forget(self) -> None:
        """Widths have changed: every height is to be measured again."""
        self._measured.clear()

    def forget_rows(self, first: int, last: int) -> None:
        """Texts in these rows have changed, and with them perhaps the ends of their blocks."""
        lines = self._model.lines
        start = self._delegate.block(first, OBJECTIVE)[0]
        end = self._delegate.block(last, OBJECTIVE)[1]
        self._measured.difference_update(lines[row].guid for row in range(start, end + 1))

    def fit(self, scrolled: bool = False) -> None:
        """Give every row in view its height.

        The first row in view stays at its place; after scrolling the first whose height was known, for rows that
        come in from above grow upwards.
        """
        if self._fitting or not self._model.lines:
            return
        self._fitting = True
        try:
            if self._view.rowAt(0) < 0:  # far fewer rows than before: the scroll bar does not know it yet
                self._view.updateGeometries()
            anchor, place = self._anchor(scrolled)
            if self._fit_in_view():
                # The scroll range follows row heights only later: it must be right before it is moved in.
                self._view.updateGeometries()
                bar = self._view.verticalScrollBar()
                moved = self._view.rowViewportPosition(anchor) - place
                if moved:
                    bar.setValue(bar.value() + moved)
                self._fit_in_view()
                self._view.updateGeometries()
        finally:
            self._fitting = False

    def _anchor(self, scrolled: bool) -> tuple[int, int]:
        """The row that stays, and where it is."""
        first = max(0, self._view.rowAt(0))
        bottom = self._view.viewport().height()
        row = first
        while scrolled and row < len(self._model.lines) and self._view.rowViewportPosition(row) < bottom:
            if self._model.lines[row].guid in self._measured:
                return row, self._view.rowViewportPosition(row)
            row += 1
        return first, self._view.rowViewportPosition(first)

    def _fit_in_view(self) -> bool:
        changed = False
        row = max(0, self._view.rowAt(0))
        bottom = self._view.viewport().height()
        top = self._view.rowViewportPosition(row)
        while row < len(self._model.lines) and top < bottom:
            height = self._view.rowHeight(row)
            guid = self._model.lines[row].guid
            if guid not in self._measured:
                self._measured.add(guid)
                wanted = self._height(row)
                if wanted != height:
                    self._view.setRowHeight(row, wanted)
                    height, changed = wanted, True
            top += height
            row += 1
        return changed

    def _height(self, row: int) -> int:
        height = self._delegate.own_height(row)
        if self._model.task_line(row) is None:
            return height
        for column in (OBJECTIVE, TASK):
            first, last = self._delegate.block(row, column)
            if row == last:
                height = max(height, self._delegate.merged_height(row, column) - self._room_above(first, last))
        return height

    def _room_above(self, first: int, last: int) -> int:
        """What the rows of a block before its last give to a merged text, in pixels; long blocks have plenty."""
        count = last - first
        if count > 12:
            return count * theme.px(LEAST_HEIGHT)
        return sum(self._delegate.own_height(row) for row in range(first, last))
