"""What a view says while it has nothing to show."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, label, link


class EmptyState(QWidget):
    """One sentence, one main button, at most one link."""

    def __init__(
        self,
        sentence: str,
        button_text: str,
        on_button: Callable[[], object],
        link_text: str = "",
        on_link: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setSpacing(theme.px(12))
        words = label(sentence, "secondary", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(theme.px(420))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(words)
        middle.addStretch(1)
        self.main_button = button(button_text, on_button, "primary")
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addStretch(1)
        row.addWidget(self.main_button)
        if link_text and on_link is not None:
            row.addWidget(link(link_text, on_link))
        row.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addLayout(row)
        outer.addStretch(3)
