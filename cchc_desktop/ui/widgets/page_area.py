"""A page of the window or of a dialog's steps: it keeps a least size, and where there is less room it is scrolled."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.ui import theme

_LEAST = 120  # pixels at 100 %


class _Held(QWidget):
    """The page, which gives up what it could do without before it is scrolled: Qt would keep its usual height."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class PageArea(QScrollArea):
    """However large the text and small the screen, what is around the page stays in view and all of it is reached."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Held(page))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_LEAST // 2))
