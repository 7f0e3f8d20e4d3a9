"""The field that searches everything, and the list of what it found below it.

The list is a child of the window and never takes the keyboard: typing Vietnamese goes on undisturbed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.searching import Asker, Searching, standing_words
from cchc_desktop.ui.widgets.basics import named_buttons

if TYPE_CHECKING:
    from cchc_desktop.services.search.asking import Answer
    from cchc_desktop.services.search.finding import Hit
    from cchc_desktop.ui.widgets.found_list import FoundList

_PAUSE_MS = 120
_SHOWN = 12
_WIDTH = 520  # of the list, pixels at 100 %
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """Signals: `chosen(Hit, query)` the officer wants to see this; `all_wanted(query)` everything that was found."""

    chosen = Signal(object, str)
    all_wanted = Signal(str)

    def __init__(self, searching: Searching) -> None:
        super().__init__()
        self._searching = searching
        self._asker = Asker(searching, self, _SHOWN + 1, _PAUSE_MS)
        self._list: FoundList | None = None
        self._entered = False  # Enter was pressed before the answer came: it takes the first find
        self.setAccessibleName(_("Search everywhere"))
        named_buttons(self, leading=icons.icon("search", "secondary", 16))
        self.textChanged.connect(self._type)
        self._asker.answered.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        long = _("Search everywhere, marks not needed (Ctrl+K)")
        room = self.width() - theme.px(46)
        fits = self.fontMetrics().horizontalAdvance(long) <= room
        self.setPlaceholderText(long if fits else _("Search everywhere (Ctrl+K)"))

    def _type(self, text: str) -> None:
        self._entered = False
        self._asker.type(text)
        if not text.strip():
            self._hide()

    def _results(self) -> "FoundList":
        from cchc_desktop.ui.widgets.found_list import FoundList  # lists, which no start waits for

        if self._list is None:
            self._list = FoundList(self.window())
            self._list.picked.connect(self._choose)
            self._list.more_wanted.connect(self._want_all)
        return self._list

    def _show(self, answer: "Answer") -> None:
        results, hits = self._results(), answer.hits
        if self._entered and hits:
            self._choose(hits[0])
            return
        notes = [standing_words(self._searching.standing)]
        self._entered = self._entered and bool(notes[0])  # more may be found in a moment
        if not hits:
            notes.insert(0, _("Nothing found. Try fewer words."))
        row = results.currentRow() if results.isVisible() else 0
        more = _("All that was found… (Ctrl+Enter)") if hits else ""
        results.show_hits(hits[:_SHOWN], [note for note in notes if note], more)
        if 0 < row < min(len(hits), _SHOWN) and results.query == answer.query:
            results.setCurrentRow(row)  # more was listed meanwhile
        results.query = answer.query
        if self.hasFocus():
            self._place(results)

    def _place(self, results: "FoundList") -> None:
        results.ensurePolished()
        width = min(max(self.width(), theme.px(_WIDTH)), self.window().width() - theme.px(16))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 2))
        results.setFixedWidth(width)
        results.doItemsLayout()
        heights = sum(results.sizeHintForRow(row) for row in range(results.count()))
        results.setFixedHeight(min(heights + theme.px(8), self.window().height() - corner.y() - theme.px(40)))
        results.move(corner)
        results.show()
        results.raise_()

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _choose(self, hit: "Hit") -> None:
        query = self.text().strip()
        self.clear()
        self._hide()
        self.chosen.emit(hit, query)

    def _want_all(self) -> None:
        query = self.text().strip()
        self.clear()
        self._hide()
        self.all_wanted.emit(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._list if self._list is not None and self._list.isVisible() else None
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._hide()
        elif shown is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            shown.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._want_all()
        elif event.key() in _ENTER:
            self._enter(shown)
        else:
            super().keyPressEvent(event)

    def _enter(self, shown: "FoundList | None") -> None:
        """Go to what is chosen; what is still looked for is gone to as soon as it is found."""
        if self._asker.is_waiting:
            self._entered = True
            self._asker.hurry()
        elif shown is not None and shown.is_on_all:
            self._want_all()
        elif shown is not None and (hit := shown.hit) is not None:
            self._choose(hit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._searching.begin()
        elif event.type() == QEvent.Type.FocusOut:
            # After the click that took the focus, which may be on the list itself.
            QTimer.singleShot(0, self, self._hide_when_left)
        return super().event(event)

    def _hide_when_left(self) -> None:
        if not self.hasFocus() and not (self._list is not None and self._list.underMouse()):
            self._asker.forget()
            self._hide()
