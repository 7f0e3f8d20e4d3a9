"""Rows in one column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import box, label


class ColumnPane(QScrollArea):
    """Rows in one column that scrolls; filled anew for each item."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.column = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Begin with an empty column."""
        inside = box("pane")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        self.column.setSpacing(theme.px(6))
        self.setWidget(inside)

    def add_head(self, title: str, words: QWidget | None = None) -> None:
        """A title with an optional link at the right."""
        row = QHBoxLayout()
        row.addWidget(label(title, "field"))
        row.addStretch(1)
        if words is not None:
            row.addWidget(words)
        self.column.addLayout(row)
