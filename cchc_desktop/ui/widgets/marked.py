"""Words of a label or field in which the places of what was searched for are marked."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit

from cchc_desktop.rules import finding
from cchc_desktop.ui import theme
from cchc_desktop.ui.qt_places import places


def show_marked(shown: QLabel, text: str, sought: str) -> QLabel:
    """Give a label this text, with the places of the words marked; a text without them stays plain."""
    found = finding.places(text.replace("\n", " "), sought)
    shown.setTextFormat(Qt.TextFormat.RichText if found else Qt.TextFormat.PlainText)
    shown.setText(_with_marks(text, found) if found else text)
    return shown


def mark_in(field: QPlainTextEdit, sought: str) -> None:
    """Mark the places of the words in what stands in a field."""
    found = places(field.toPlainText().replace("\n", " "), sought)
    field.setExtraSelections([ground_behind(field, place, theme.tokens().found) for place in found])


def ground_behind(
    field: QTextEdit | QPlainTextEdit, place: tuple[int, int], ground: QColor
) -> QTextEdit.ExtraSelection:
    """A ground behind the letters of a place, in UTF-16 units: seen on screen, never kept or printed."""
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(field.document())
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setBackground(ground)
    mark.cursor, mark.format = cursor, look
    return mark


def _with_marks(text: str, found: list[tuple[int, int]]) -> str:
    ground = theme.tokens().found.name()
    parts, last = [], 0
    for start, end in found:
        parts += [escape(text[last:start]), f'<span style="background:{ground}">{escape(text[start:end])}</span>']
        last = end
    return "".join([*parts, escape(text[last:])]).replace("\n", "<br>")
