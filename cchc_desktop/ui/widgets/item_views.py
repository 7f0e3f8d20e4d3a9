"""What lists, trees and tables do alike."""

from PySide6.QtCore import QEvent, QItemSelectionModel
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QTreeView, QWidget


def lay_out_rows(holder: QWidget) -> None:
    """Give the rows of lists and trees the height that the style sheet wants.

    They have it only once the sheet was applied, which is when they are first shown; else they grow under the mouse.
    """
    views = [holder] if isinstance(holder, QAbstractItemView) else holder.findChildren(QAbstractItemView)
    for view in views:
        if isinstance(view, QListView | QTreeView):
            view.ensurePolished()
            view.doItemsLayout()


def led_by_keys(command: QItemSelectionModel.SelectionFlag, event: QEvent | None) -> QItemSelectionModel.SelectionFlag:
    """What is chosen as the keys lead on: with Ctrl too, where Qt would leave the choice behind, out of sight."""
    left_behind = command == QItemSelectionModel.SelectionFlag.NoUpdate and isinstance(event, QKeyEvent)
    return QItemSelectionModel.SelectionFlag.ClearAndSelect if left_behind else command
