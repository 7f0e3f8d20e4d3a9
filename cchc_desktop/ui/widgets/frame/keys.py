"""What the keys mean in the task frame while nothing is being typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cchc_desktop.ui.table_models.frame_cells import TRACKING
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.widgets.cell_editor import DOWN, NEXT, PREVIOUS
from cchc_desktop.ui.widgets.frame.editing import FrameEditing
from cchc_desktop.ui.widgets.frame.grid import FrameGrid


class FrameKeys:
    """Enter goes down, Tab on, F2 and letters open the editor, Left and Right fold a group."""

    def __init__(self, view: FrameGrid, model: FrameModel, editing: FrameEditing) -> None:
        self._view = view
        self._model = model
        self._editing = editing

    def take(self, event: QKeyEvent) -> bool:
        """Do what the key means; False when it means nothing of its own here."""
        if self._own_key(event):
            return True
        if not self._types_text(event) or not self.begin_over():
            return False
        self._editing.forward(event)
        return True

    def _own_key(self, event: QKeyEvent) -> bool:
        """Keys that mean the same in every cell, then those of a group row."""
        key, row = event.key(), self._view.currentIndex().row()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(event)
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or row < 0:
            return False
        on_status = self._view.currentIndex().column() == TRACKING and self._model.task_line(row) is not None
        if key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Space and on_status):
            self.edit_chosen()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._editing.go(DOWN)
            return True
        return self._fold_key(key, row)

    def _fold_key(self, key: int, row: int) -> bool:
        """Left folds a group, Right opens it, Space does either."""
        group = self._model.group_line(row)
        if group is None or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            return False
        if key == Qt.Key.Key_Space or group.collapsed == (key == Qt.Key.Key_Right):
            self._view.fold_asked.emit(group.guid)
        return True

    def _tab(self, event: QKeyEvent) -> None:
        """Tab goes from cell to cell, Ctrl+Tab leaves the grid."""
        back = event.key() == Qt.Key.Key_Backtab
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.leave(back)
        else:
            self._editing.go(PREVIOUS if back else NEXT)

    def _types_text(self, event: QKeyEvent) -> bool:
        """Whether the key begins to write over the cell: letters, and Backspace as in a sheet."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        text = event.text()
        return event.key() == Qt.Key.Key_Backspace or (bool(text) and text.isprintable() and text != " ")

    def begin_over(self) -> bool:
        """Open the editor so that the first letter replaces the cell; a group's title is not lost that way."""
        on_task = self._model.task_line(self._view.currentIndex().row()) is not None
        return on_task and self._editing.begin(replace=True)

    def edit_chosen(self) -> None:
        """Type into the chosen cell, or ask for the status in the tracking column."""
        line = self._model.task_line(self._view.currentIndex().row())
        if line is not None and self._view.currentIndex().column() == TRACKING:
            self._view.status_asked.emit(line.guid)
        else:
            self._editing.begin()
