"""Finding words in a text editor, with or without diacritics, and replacing them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.qt_places import places
from cchc_desktop.ui.widgets.basics import PASSING, box, button, label


class FindBar(QWidget):
    """A row that appears on Ctrl+F and goes on Esc; "Replace…" in it shows the field for the other words."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__()
        self._editor = editor
        self._searched = ""
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Find in this text"))
        self.words.setAccessibleName(_("Find in this text"))
        self.replacement = QLineEdit()
        self.replacement.setPlaceholderText(_("Replace by"))
        self.replacement.setAccessibleName(_("Replace by"))
        self._result = label("", "secondary")
        self._replace = button(_("Replace"), self.replace)
        self._replace_all = button(_("Replace all"), self.replace_all)
        self._more = button(_("Replace…"), lambda: self._show_replacement(True))
        self._lay_out()
        action = QAction(_("Find in the text"), editor)
        action.setShortcut(QKeySequence("Ctrl+F"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self.open())
        editor.addAction(action)
        for field in (self.words, self.replacement):
            field.setProperty(PASSING, True)
            field.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        frame = box("toolbar")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        row.setSpacing(theme.px(6))
        row.addWidget(self.words, 2)
        row.addWidget(self.replacement, 2)
        for made in (button(_("Next"), lambda: self.go(1)), button(_("Previous"), lambda: self.go(-1))):
            row.addWidget(made)
        row.addWidget(self._more)
        row.addWidget(self._replace)
        row.addWidget(self._replace_all)
        row.addWidget(self._result, 1)
        row.addWidget(button(_("Close"), self.close_bar))

    def open(self) -> None:
        """Show the row; what is selected is what is looked for."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self._show_replacement(False)
        self._result.clear()
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def _show_replacement(self, shown: bool) -> None:
        for widget in (self.replacement, self._replace, self._replace_all):
            widget.setVisible(shown)
        self._more.setVisible(not shown and not self._editor.isReadOnly())
        if shown:
            self.replacement.setFocus()

    def close_bar(self) -> None:
        """Go back to the text."""
        self.hide()
        self._editor.setFocus()

    def go(self, direction: int) -> bool:
        """Select the next (1) or previous (-1) place, from the start again after the last one."""
        found = places(self._editor.toPlainText(), self.words.text())
        cursor = self._editor.textCursor()
        self._result.setText(_("{count} found").format(count=len(found)) if found else _("Nothing found"))
        if not found:
            return False
        if direction > 0:
            chosen = next((place for place in found if place[0] >= cursor.selectionEnd()), found[0])
        else:
            chosen = next((place for place in reversed(found) if place[1] <= cursor.selectionStart()), found[-1])
        self._select(cursor, chosen)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True

    def replace(self) -> None:
        """Replace what is selected when it is what is looked for, and go to the next place."""
        cursor = self._editor.textCursor()
        chosen = cursor.selectionStart(), cursor.selectionEnd()
        if chosen in places(self._editor.toPlainText(), self.words.text()):
            cursor.insertText(clean(self.replacement.text()))
            self._editor.setTextCursor(cursor)
        self.go(1)

    def replace_all(self) -> None:
        """Replace every place, as one step of the editor's undo."""
        found = places(self._editor.toPlainText(), self.words.text())
        cursor = self._editor.textCursor()
        cursor.beginEditBlock()
        for place in reversed(found):
            self._select(cursor, place)
            cursor.insertText(clean(self.replacement.text()))
        cursor.endEditBlock()
        self._result.setText(_("{count} replaced").format(count=len(found)))

    @staticmethod
    def _select(cursor: QTextCursor, place: tuple[int, int]) -> None:
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Enter belong to the row, not to the dialog around it; Enter never deletes what was found."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if watched is self.replacement and self.replacement.text():
            self.replace()
        else:
            self.go(1)
        return True
