"""Columns of a tree that share its room: some have a width of their own, the others what is left, by their shares."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTreeView

from cchc_desktop.ui import theme


class SharedColumns(QObject):
    """Keeps the shown columns of a tree as wide as it is, so that it never scrolls sideways.

    `fixed` are widths at 100 %, `shares` say how the rest is parted.
    """

    def __init__(self, tree: QTreeView, fixed: Mapping[int, int], shares: Mapping[int, int]) -> None:
        super().__init__(tree)
        self._tree = tree
        self._fixed = fixed
        self._shares = shares
        header = tree.header()
        header.setStretchLastSection(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(theme.px(30))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        tree.viewport().installEventFilter(self)
        self.fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Part the room among the columns that are shown."""
        shown = [column for column in (*self._fixed, *self._shares) if not self._tree.isColumnHidden(column)]
        for column in shown:
            if column in self._fixed:
                self._tree.setColumnWidth(column, theme.px(self._fixed[column]))
        room = self._tree.viewport().width() - sum(theme.px(self._fixed.get(column, 0)) for column in shown)
        whole = sum(self._shares.get(column, 0) for column in shown)
        for column in shown:
            if column in self._shares:
                self._tree.setColumnWidth(column, max(theme.px(30), room * self._shares[column] // whole))
