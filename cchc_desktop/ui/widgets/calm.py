"""Boxes that the mouse wheel leaves alone: who scrolls past a list or a number must not change it.

Every choice and every number of the window is one of these; `widgets/date_field.py` has the days.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from cchc_desktop.ui import theme

_LEAST = 96  # pixels at 100 % to which a list of long choices may be narrowed


class CalmCombo(QComboBox):
    """A list of choices that the wheel turns only once it was clicked or reached by Tab.

    It never holds a pane as wide as its longest choice: where room is short the chosen one ends in an ellipsis.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel itself would bring the focus

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.px(_LEAST)), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        has_icon = not self.itemIcon(self.currentIndex()).isNull()
        sign = self.iconSize().width() + theme.px(6) if has_icon else 0
        room = self.width() - theme.px(8 + 22 + 6) - sign  # padding and arrow, as in the style sheet
        if not self.isEditable() and self.fontMetrics().horizontalAdvance(self.currentText()) <= room:
            super().paintEvent(event)
        else:
            self._paint_shortened(room)

    def _paint_shortened(self, room: int) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter  # the largest part of the widgets

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = option.currentText
        option.currentText = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and not self._holds_typed():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._holds_typed() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()  # a choice may replace what was typed, an arrow may not
        else:
            super().keyPressEvent(event)

    def _holds_typed(self) -> bool:
        """Whether words were typed here that are no choice of the list."""
        return self.isEditable() and bool(self.currentText()) and self.findText(self.currentText()) < 0


class CalmSpin(QSpinBox):
    """A whole number that the wheel turns only once it was clicked or reached by Tab.

    The words that stand for no number give way to what is typed, wherever the cursor stands in them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = self.value()
        self._edited = False
        self.lineEdit().textEdited.connect(lambda _text: self._note())

    def setValue(self, value: int) -> None:
        """Show a number."""
        super().setValue(value)
        self._shown, self._edited = self.value(), False

    def _note(self) -> None:
        self._edited = True

    def is_typed(self) -> bool:
        """Whether the officer typed another number than the one that was shown."""
        return self._edited and self.value() != self._shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.specialValueText() and self.lineEdit().text() == self.specialValueText():
            self.lineEdit().selectAll()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
