"""A list under headings with a search field above it: what is typed narrows it, the arrow keys move in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.text import clean, fold
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.basics import PASSING, named_buttons

_CODE = Qt.ItemDataRole.UserRole
_SAID = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """One line: `head` is the heading it stands under, `said` what is searched beside heading and text."""

    code: str
    head: str
    icon: str
    text: str
    said: str = ""


class SearchedList(QWidget):
    """Signals: `chosen()` another line, or none, is chosen."""

    chosen = Signal()

    def __init__(self, entries: Sequence[Entry], name: str) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        named_buttons(self.search)
        self.search.setProperty(PASSING, True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.list.setMinimumHeight(theme.px(240))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _now, _before: self.chosen.emit())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(6))
        self.column.addWidget(self.search)
        self.column.addWidget(self.list, 1)
        self.fill(entries)

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show these lines, those that have the words searched for."""
        self.list.clear()
        heading = ""
        for entry in entries:
            if entry.head != heading:
                heading = entry.head
                head = QListWidgetItem(heading)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.font(12, 600))
                self.list.addItem(head)
            item = QListWidgetItem(icons.icon(entry.icon, "accent", 15), entry.text)
            item.setData(_CODE, entry.code)
            item.setData(_SAID, fold(f"{entry.head} {entry.text} {entry.said}"))
            item.setToolTip(entry.text)
            self.list.addItem(item)
        if self.search.text():
            self._filter(self.search.text())

    @property
    def code(self) -> str:
        """The code of the line that is chosen, "" for none."""
        item = self.list.currentItem()
        return item.data(_CODE) or "" if item is not None and not item.isHidden() else ""

    def choose(self, code: str) -> None:
        """Choose a line."""
        for item in self._items():
            if item.data(_CODE) == code:
                self.list.setCurrentItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        """Show the lines that have every word, and the headings that have any line."""
        words = fold(clean(text)).split()
        head: QListWidgetItem | None = None
        for item in self._items():
            if not item.data(_CODE):
                head = item
                head.setHidden(True)
                continue
            item.setHidden(not all(word in item.data(_SAID) for word in words))
            if head is not None and not item.isHidden():
                head.setHidden(False)
        if not self.code:
            self._step(0, 1)
        self.chosen.emit()

    def _step(self, row: int, by: int) -> None:
        """Choose the first line shown from a row on, upwards or downwards."""
        items = self._items()
        while 0 <= row < len(items):
            if items[row].data(_CODE) and not items[row].isHidden():
                self.list.setCurrentRow(row)
                return
            row += by

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are as high as the style sheet wants them only once it has been applied."""
        super().showEvent(event)
        self.list.doItemsLayout()
        self.list.scrollToItem(self.list.currentItem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while words are typed in the search field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self._step(self.list.currentRow() + by, by)
                return True
        return super().eventFilter(watched, event)
