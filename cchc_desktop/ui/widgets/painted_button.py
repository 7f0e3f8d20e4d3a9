"""A button that paints itself: what all of them share."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from cchc_desktop.ui import theme


class PaintedButton(QAbstractButton):
    """Reached by Tab, pressed by Space, Enter or a click; `spoken` is what a screen reader says."""

    def __init__(self, text: str, spoken: str, tooltip: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(spoken)
        self.setToolTip(tooltip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paint_focus(self, painter: QPainter, area: QRect) -> None:
        """The 2 px frame of whatever has the focus."""
        if self.hasFocus():
            painter.setPen(QPen(theme.tokens().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 3, 3)
