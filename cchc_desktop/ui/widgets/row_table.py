"""A table to look at and choose a row from, and the undo keys of dialogs that stay open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.workspace import Workspace

Look = tuple[str, str]  # icon and token


class RowTable(QTableWidget):
    """Rows of words that are chosen whole and not edited in place."""

    def __init__(self, name: str, headings: Sequence[str], widths: Mapping[int, int], stretched: int) -> None:
        """`widths` of the columns in pixels at 100 %; the `stretched` column takes what is left."""
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in widths.items():
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Sequence[str]], looks: Sequence[Look], at: int) -> None:
        """Show these rows with their icons in the column `at`."""
        self.setRowCount(len(rows))
        for place, (row, look) in enumerate(zip(rows, looks, strict=True)):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column == at:
                    item.setIcon(icons.icon(*look, 14))
                self.setItem(place, column, item)


def undo_keys(widget: QWidget, workspace: Workspace) -> None:
    """Ctrl+Z and Ctrl+Y undo and redo the officer's steps from a dialog too."""
    for keys, slot in (
        (QKeySequence.StandardKey.Undo, workspace.undo),
        (QKeySequence.StandardKey.Redo, workspace.redo),
    ):
        QShortcut(QKeySequence(keys), widget, slot)
