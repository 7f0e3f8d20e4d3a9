"""A tree of headings that keeps what is open and chosen when it is filled again."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from cchc_desktop.ui import icons, theme

_KEY = Qt.ItemDataRole.UserRole
Mark = tuple[str, str] | None  # icon and token
Line = tuple[str, str, str, Mark]  # key, parent's key, text, mark


class OutlineTree(QTreeWidget):
    """Signals: `key_chosen(key)` another heading was chosen by the officer."""

    key_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "bare")
        self.setHeaderHidden(True)
        self.setIndentation(theme.px(14))
        self.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(True)
        self._closed: set[str] = set()
        self._shown: list[Line] = []
        self._by_key: dict[str, QTreeWidgetItem] = {}
        self.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, _KEY)))
        self.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, _KEY)))
        self.currentItemChanged.connect(self._changed)

    def show_nodes(self, lines: Sequence[Line], chosen: str) -> None:
        """Show other headings, parents before children; nothing is announced."""
        before, self._shown = self._shown, list(lines)
        if [line[:2] for line in lines] == [line[:2] for line in before]:
            self._relabel(before)
            self.choose(chosen)
            return
        self.blockSignals(True)
        place = self.verticalScrollBar().value()
        self.clear()
        items: dict[str, QTreeWidgetItem] = {}
        self._by_key = items
        for key, parent_key, text, mark in lines:
            item = QTreeWidgetItem()
            item.setData(0, _KEY, key)
            _label(item, text, mark)
            if parent_key in items:
                items[parent_key].addChild(item)
            else:
                self.addTopLevelItem(item)
            items[key] = item
        for key, item in items.items():
            item.setExpanded(key not in self._closed)
        if chosen in items:
            self.setCurrentItem(items[chosen])
        self.verticalScrollBar().setValue(place)
        if chosen in items:
            self.scrollToItem(items[chosen])
        self.blockSignals(False)
        self.viewport().update()

    def _relabel(self, before: Sequence[Line]) -> None:
        """The same headings, some with other words or marks: nothing moves."""
        self.blockSignals(True)
        for old, (key, _parent, text, mark) in zip(before, self._shown, strict=True):
            if old[2:] != (text, mark):
                _label(self._by_key[key], text, mark)
        self.blockSignals(False)
        self.viewport().update()

    def choose(self, key: str) -> None:
        """Choose a heading without announcing it."""
        item = self._find(key)
        if item is not None:
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.scrollToItem(item)
            self.viewport().update()

    def chosen(self) -> str:
        """The key of the chosen heading; "" when none is."""
        item = self.currentItem()
        return str(item.data(0, _KEY)) if item is not None else ""

    def all_keys(self) -> list[str]:
        """All keys from top to bottom."""
        return [str(item.data(0, _KEY)) for item in self._items()]

    def text_of(self, key: str) -> str:
        """The words on a heading."""
        item = self._find(key)
        return item.text(0) if item is not None else ""

    def _items(self) -> Iterator[QTreeWidgetItem]:
        iterator = QTreeWidgetItemIterator(self)
        while (item := iterator.value()) is not None:
            yield item
            iterator += 1

    def _find(self, key: str) -> QTreeWidgetItem | None:
        return self._by_key.get(key)

    def _changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.key_chosen.emit(item.data(0, _KEY))


def _label(item: QTreeWidgetItem, text: str, mark: Mark) -> None:
    item.setText(0, text.replace("\n", " "))
    item.setToolTip(0, text)
    item.setIcon(0, icons.icon(mark[0], mark[1], 14) if mark else QIcon())
