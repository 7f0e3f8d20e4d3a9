"""Help with typing units: a list below the editor, from which one is chosen; it changes no letter by itself."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.cell_editor import CellEditor

_MOST_SEEN = 6
_PARTED = re.compile(r"[;,\n]")
_WORD = re.compile(r"\w+")


def piece_at(text: str, place: int) -> tuple[int, int]:
    """Where the name that the cursor is in begins and ends: what line ends, commas and semicolons leave whole."""
    start = max((found.end() for found in _PARTED.finditer(text, 0, place)), default=0)
    after = _PARTED.search(text, place)
    end = after.start() if after else len(text)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def matching(units: Sequence[UnitRow], typed: str) -> list[str]:
    """The names in which every typed word begins a word, marks not needed; what begins with the words comes first."""
    asked = _WORD.findall(fold(typed))
    found: list[tuple[int, str]] = []
    for place, unit in enumerate(units):
        best = min((rank for name in _names(unit) if (rank := _rank(name, asked)) is not None), default=None)
        if best is not None:
            found.append((best * len(units) + place, unit.name))
    return [name for _place, name in sorted(found)]


def _names(unit: UnitRow) -> tuple[str, ...]:
    return tuple(name for name in (unit.name, unit.short_code, *unit.aliases) if name)


def _rank(name: str, asked: Sequence[str]) -> int | None:
    """0 when the name begins with what is asked for, 1 when it holds it, None when it does not."""
    words = _WORD.findall(fold(name))
    if not all(any(word.startswith(one) for word in words) for one in asked):
        return None
    return 0 if " ".join(words).startswith(" ".join(asked)) else 1


class UnitHelp(QListWidget):
    """Down and Up walk through the list, Enter or a click puts the chosen name in the place of the one being typed.

    The editor keeps the focus all the time, so that an input method is never disturbed.
    """

    def __init__(self, editor: CellEditor | QLineEdit, units: Sequence[UnitRow], field: QWidget | None = None) -> None:
        """Over a cell editor, or a line in a dialog; the list stays inside `field`, by default its holder."""
        field = field or editor.parentWidget()
        assert field is not None
        super().__init__(field)
        self._field = field
        self._editor = editor
        self._units = units
        # With no policy at all a click would give the focus to the grid below, which ends the typing.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Units of the office"))
        self.itemClicked.connect(self._put)
        self.hide()
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self._suggest())
        else:
            editor.textChanged.connect(self._suggest)
            if not self._text().strip():
                self._suggest()

    def close_help(self) -> None:
        """The editor has gone."""
        self._editor.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _text(self) -> str:
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    def _cursor(self) -> int:
        editor = self._editor
        return editor.cursorPosition() if isinstance(editor, QLineEdit) else editor.textCursor().position()

    def _suggest(self) -> None:
        text = self._text()
        start, end = piece_at(text, self._cursor())
        typed = text[start:end].strip()
        names = matching(self._units, typed)
        if names == [typed]:
            names = []
        self.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setToolTip(name)
            self.addItem(item)
        self.setCurrentRow(-1)
        self.setVisible(bool(names))
        if names:
            self._place()

    def _place(self) -> None:
        """Below the editor, or above it where there is more room."""
        corner = self._editor.mapTo(self._field, QPoint(0, 0))
        editor, field = QRect(corner, self._editor.size()), self._field.rect()
        self.ensurePolished()
        row = self.sizeHintForRow(0)
        height = min(self.count(), _MOST_SEEN) * row + 2 * self.frameWidth()
        width = min(max(editor.width(), theme.px(250)), field.width())
        left = max(0, min(editor.left(), field.width() - width))
        below, above = field.height() - editor.bottom() - 1, editor.top()
        if below >= height or below >= above:
            self.setGeometry(QRect(left, editor.bottom() + 1, width, max(row, min(height, below))))
        else:
            height = min(height, above)
            self.setGeometry(QRect(left, editor.top() - height, width, height))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._took(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(self._editor, QLineEdit):
            self.hide()
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        """Whether a key of the editor meant the list."""
        key, row = event.key(), self.currentRow()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Down:
            self.setCurrentRow(min(row + 1, self.count() - 1))
        elif key == Qt.Key.Key_Escape:
            self.hide()  # what was typed stays; only a second Esc takes it back
        elif row < 0:
            return False
        elif key == Qt.Key.Key_Up:
            self.setCurrentRow(row - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._put(self.item(row))
        else:
            return False
        return True

    def _put(self, item: QListWidgetItem) -> None:
        """Put the chosen name in the place of the one that is being typed."""
        name = item.text()
        start, end = piece_at(self._text(), self._cursor())
        if isinstance(self._editor, QLineEdit):
            self._editor.setSelection(start, end - start)
            self._editor.insert(name)
            self.hide()
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(name)
        self._editor.setTextCursor(cursor)
        self.hide()
