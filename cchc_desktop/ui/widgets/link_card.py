"""A white card with a title, a link at the right, and rows below."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import empty, label, line, link


class LinkCard(QFrame):
    """The rows are replaced as a whole; without rows one sentence says why."""

    def __init__(self, title: str, on_link: Callable[[], object], link_text: str = "") -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._title = label(title, "pane")
        self._title.setMinimumHeight(theme.px(22))
        self._link = link(link_text, on_link)
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.px(size) for size in (14, 6, 12, 6)))
        head.addWidget(self._title, 1)
        head.addWidget(self._link)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(1, theme.px(3), 1, theme.px(4))
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addLayout(self._rows)
        column.addStretch(1)
        self.set_link(link_text)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_link(self, text: str) -> None:
        """Other words on the link; none hides it."""
        self._link.setText(text)
        self._link.setVisible(bool(text))

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Show these rows in place of the ones before, or the sentence `nothing`."""
        empty(self._rows)
        for row in rows:
            self._rows.addWidget(row)
        if not rows:
            words = label(nothing, "secondary", wrap=True)
            words.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
            self._rows.addWidget(words)
