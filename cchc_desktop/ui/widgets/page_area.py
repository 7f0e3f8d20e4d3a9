"""A page of the window or of a dialog's steps: it keeps a least size, and where there is less room it is scrolled."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cchc_desktop.ui import theme

_LEAST = 120  # pixels at 100 %


class PageArea(QScrollArea):
    """However large the text and small the screen, what is around the page stays in view and all of it is reached."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_LEAST // 2))
