"""Words on one line that give way where there is no room: cut with an ellipsis, whole in the tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from cchc_desktop.ui import theme


class OneLine(QLabel):
    """Plain words that never hold a row wide."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(40), self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        if shown == self.text():
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            self.style().drawItemText(
                painter, area, Qt.AlignmentFlag.AlignVCenter, self.palette(), True, shown, QPalette.ColorRole.WindowText
            )
        self.setToolTip("" if shown == self.text() else self.text())
