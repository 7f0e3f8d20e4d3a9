"""Words on one line that give way where there is no room: cut with an ellipsis, whole in the tooltip."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

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
        shown = _cut(self.fontMetrics(), self.text(), area.width())
        if shown == self.text():
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            self.style().drawItemText(
                painter, area, Qt.AlignmentFlag.AlignVCenter, self.palette(), True, shown, QPalette.ColorRole.WindowText
            )
        self.setToolTip("" if shown == self.text() else self.text())


class OneLineLink(QPushButton):
    """Words that lead somewhere, as `basics.link`, on one line that never holds a row wide."""

    def __init__(self, text: str, slot: Callable[[], object]) -> None:
        self._whole = " ".join(text.split())
        super().__init__(self._whole)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._whole)
        self.setToolTip(text)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: slot())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        missing = self._width_of(self._whole) - self._width_of(self.text())
        return QSize(hint.width() + missing, hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(theme.px(40), hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.sizeHint().width() - self._width_of(self._whole)
        self.setText(_cut(self.fontMetrics(), self._whole, self.width() - beside))

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)


def _cut(metrics: QFontMetrics, words: str, room: int) -> str:
    """Words in so many pixels: whole where only the part of a pixel is missing that a size hint has rounded off."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
