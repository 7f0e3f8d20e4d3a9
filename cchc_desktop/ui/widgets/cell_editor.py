"""The editor over a cell: it grows with its text and never touches what an input method types."""

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cchc_desktop.ui import theme

STAY, DOWN, NEXT, PREVIOUS = "stay", "down", "next", "previous"
_NEW_LINE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_OWN_KEYS = {
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
}


class CellEditor(QPlainTextEdit):
    """Plain text over one cell.

    Enter commits and goes down, Tab to the next cell; Alt+Enter and Ctrl+Enter begin a new line, Esc reverts.
    Backspace and every printable key are left to the text field: Vietnamese keyboards send both as they compose.
    Signals: `committed(where to go)`, `reverted`.
    """

    committed = Signal(str)
    reverted = Signal()

    def __init__(self, parent: QWidget, cell: QRect, text: str, bold: bool) -> None:
        super().__init__(parent)
        self._cell = cell
        self._field = parent
        self.original = text
        self.setFont(theme.font(12, 600 if bold else 400))
        self.document().setDocumentMargin(theme.px(1))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def select_all_or_end(self, select: bool) -> None:
        """Choose the whole text, so that the first letter typed replaces it, or go to its end."""
        if select:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def move_cell(self, cell: QRect) -> None:
        """The cell has moved under the editor."""
        self._cell = cell
        self._grow()

    def _grow(self) -> None:
        """Cover the cell, or more when the text needs it, but stay inside the view."""
        lines = max(1, int(self.document().size().height()))
        frame = 2 * theme.px(6)
        needed = lines * self.fontMetrics().lineSpacing() + frame
        room = self._field.height()
        height = min(max(self._cell.height(), needed), room)
        width = min(max(self._cell.width(), theme.px(140)), self._field.width())
        left = max(0, min(self._cell.left(), self._field.width() - width))
        top = max(0, min(self._cell.top(), room - height))
        self.setGeometry(left, top, width, height)
        fits = needed <= height
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words of an old font come in Unicode: they are seen before the cell is left, and undone like any typing."""
        from cchc_desktop.readers.old_fonts import unicode_plain

        self.insertPlainText(unicode_plain(source.text())[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & _NEW_LINE:
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
            else:
                self.committed.emit(DOWN)
        elif key == Qt.Key.Key_Tab and not event.modifiers():
            self.committed.emit(NEXT)
        elif key == Qt.Key.Key_Backtab:
            self.committed.emit(PREVIOUS)
        elif key == Qt.Key.Key_Escape:
            self.reverted.emit()
        else:
            super().keyPressEvent(event)
        event.accept()  # keys that mean nothing in a text do not go on to the grid below

    def event(self, event: QEvent) -> bool:
        # Keys that the grid and the window also use belong to the text while it is typed.
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS
        if own:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Menus and other windows take the focus for a while only; what is typed stays open under them.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.committed.emit(STAY)
