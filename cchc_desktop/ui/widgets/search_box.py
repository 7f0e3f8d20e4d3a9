"""The field that searches everything, and the list of what it found below it.

The list is a child of the window and never takes the keyboard: typing Vietnamese goes on undisturbed.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import sentence_case
from cchc_desktop.ui.widgets.basics import named_buttons

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

    from cchc_desktop.services.search.finding import Hit

_PAUSE_MS = 180
_SHOWN = 12
_ICONS = {
    "overview": "home", "plan": "file-text", "frame": "table", "report": "report", "index": "chart-bar",
    "exchange": "transfer",
}  # fmt: skip


class SearchBox(QLineEdit):
    """Signals: `chosen(tab, guid)` the officer wants to see this hit."""

    chosen = Signal(str, str)

    def __init__(self, find: Callable[[str], "Sequence[Hit]"]) -> None:
        super().__init__()
        self._find = find
        self._list: QListWidget | None = None
        self.setAccessibleName(_("Search everywhere"))
        named_buttons(self, leading=icons.icon("search", "secondary", 16))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda _text: self._pause.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        long = _("Search everywhere, marks not needed (Ctrl+K)")
        room = self.width() - theme.px(46)
        fits = self.fontMetrics().horizontalAdvance(long) <= room
        self.setPlaceholderText(long if fits else _("Search everywhere (Ctrl+K)"))

    def _search(self) -> None:
        query = self.text().strip()
        if not query:
            self._hide()
            return
        self._show(self._find(query))

    def _results(self) -> "QListWidget":
        from PySide6.QtWidgets import QListWidget  # with all that belongs to lists, which no start waits for

        if self._list is None:
            self._list = QListWidget(self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(_("Found"))
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.setWordWrap(True)
            self._list.itemClicked.connect(self._choose)
        return self._list

    def _show(self, hits: "Sequence[Hit]") -> None:
        from PySide6.QtWidgets import QListWidgetItem

        results = self._results()
        results.clear()
        for hit in hits[:_SHOWN]:
            words = f"{sentence_case(hit.title)}\n{sentence_case(hit.where)}"
            item = QListWidgetItem(icons.icon(_ICONS.get(hit.tab, "file"), "accent", 15), words)
            item.setData(Qt.ItemDataRole.UserRole, (hit.tab, hit.at))
            results.addItem(item)
        if not hits:
            nothing = QListWidgetItem(_("Nothing found. Try fewer words."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            results.addItem(nothing)
        results.setCurrentRow(0 if hits else -1)
        self._place(results)

    def _place(self, results: "QListWidget") -> None:
        results.ensurePolished()
        width = max(self.width(), theme.px(460))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 2))
        results.setFixedWidth(width)
        results.setIconSize(QSize(theme.px(15), theme.px(15)))
        heights = sum(results.sizeHintForRow(row) for row in range(results.count()))
        results.setFixedHeight(min(heights + theme.px(8), self.window().height() - corner.y() - theme.px(40)))
        results.move(corner)
        results.show()
        results.raise_()

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _choose(self, item: "QListWidgetItem | None") -> None:
        target = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if target is None:
            return
        self.clear()
        self._hide()
        self.chosen.emit(*target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._list if self._list is not None and self._list.isVisible() else None
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._hide()
        elif shown is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            shown.setCurrentRow(max(0, min(shown.count() - 1, shown.currentRow() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self._search()
            self._choose(self._results().currentItem())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # After the click that took the focus, which may be on the list itself.
            QTimer.singleShot(0, self, self._hide_when_left)
        return super().event(event)

    def _hide_when_left(self) -> None:
        if not self.hasFocus() and not (self._list is not None and self._list.underMouse()):
            self._hide()
