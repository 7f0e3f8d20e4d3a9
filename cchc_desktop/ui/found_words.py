"""Where the words of a search stand in a text that is open, as the search itself found them."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from cchc_desktop.rules.sought import ways_to_seek
from cchc_desktop.ui.qt_places import in_units


def first_found(text: str, query: str) -> tuple[int, int] | None:
    """The first place of a query in a text, as (start, end); None where its words are not."""
    for sought in ways_to_seek(query):
        if found := sought.places(text):
            return found[0]
    return None


def select_found(editor: QTextEdit, query: str) -> None:
    """Select the first place of a query in an editor and bring it into view."""
    text = editor.toPlainText()
    place = first_found(text, query)
    if place is not None:
        start, end = in_units(text, [place])[0]
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
    editor.setFocus()
