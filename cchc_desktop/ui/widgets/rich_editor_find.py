"""Finding words in a text editor, with or without diacritics, and replacing them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.text import clean, fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import box, button, label


class FindBar(QWidget):
    """A row that appears on Ctrl+F (find) or Ctrl+H (replace) and goes on Esc."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__()
        self._editor = editor
        self._searched = ""
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Find in this text"))
        self.words.setAccessibleName(_("Find in this text"))
        self.words.returnPressed.connect(lambda: self.go(1))
        self.replacement = QLineEdit()
        self.replacement.setPlaceholderText(_("Replace by"))
        self.replacement.setAccessibleName(_("Replace by"))
        self.replacement.returnPressed.connect(self.replace)
        self._result = label("", "secondary")
        self._replace = button(_("Replace"), self.replace)
        self._replace_all = button(_("Replace all"), self.replace_all)
        self._lay_out()
        for keys, with_replacement in (("Ctrl+F", False), ("Ctrl+H", True)):
            action = QAction(editor)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, more=with_replacement: self.open(more))
            editor.addAction(action)
        for field in (self.words, self.replacement):
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
        row.addWidget(self._replace)
        row.addWidget(self._replace_all)
        row.addWidget(self._result, 1)
        row.addWidget(button(_("Close"), self.close_bar))

    def open(self, with_replacement: bool) -> None:
        """Show the row; what is selected is what is looked for."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        for widget in (self.replacement, self._replace, self._replace_all):
            widget.setVisible(with_replacement and not self._editor.isReadOnly())
        self._result.clear()
        self.show()
        self.words.setFocus()
        self.words.selectAll()

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
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False


def places(text: str, query: str) -> list[tuple[int, int]]:
    """Where a query stands in a text, as (start, end); without diacritics in the query they are not looked at.

    "cai cach" finds "cải cách"; "cải" does not find "cai". Positions count UTF-16 units, as Qt's cursors do.
    """
    query = clean(query).strip()
    if not query:
        return []
    form = fold if fold(query) == query.casefold() else str.casefold
    needle = form(query)
    hay, owners = "", []
    position = 0
    for char in text:
        folded = form(char)
        hay += folded
        owners += [position] * len(folded)
        position += 2 if ord(char) > 0xFFFF else 1
    owners.append(position)
    found = []
    start = hay.find(needle)
    while start >= 0:
        found.append((owners[start], owners[start + len(needle)]))
        start = hay.find(needle, start + len(needle))
    return found
