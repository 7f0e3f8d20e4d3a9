"""The list of what a search found, below the field in which the words are typed; it never takes the keyboard."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.search.kinds import kind_names
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.delegates.found import HIT, FoundDelegate

if TYPE_CHECKING:
    from cchc_desktop.services.search.finding import Hit

_KINDS = {
    "file": "paperclip",
    "incoming_file": "paperclip",
    "evidence": "paperclip",
    "officer": "users",
    "receiver": "address-book",
}
_DOORS = {
    "overview": "home",
    "plan": "file-text",
    "frame": "table",
    "report": "report",
    "index": "chart-bar",
    "exchange": "transfer",
    "legal_bases": "quote",
    "register": "clipboard-text",
    "incoming": "mail-down",
    "emulation": "rubber-stamp",
    "surveys": "checklist",
    "office": "building",
}
_ALL = "all"


class FoundList(QListWidget):
    """Signals: `picked(Hit)` a line was clicked; `more_wanted` so was the line that leads to all of them."""

    picked = Signal(object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = ""  # of which it shows what was found
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(FoundDelegate(self))
        self.itemClicked.connect(self._pick)

    @property
    def hit(self) -> "Hit | None":
        """What is chosen."""
        item = self.currentItem()
        return item.data(HIT) if item is not None and self.is_on_hit else None

    @property
    def is_on_hit(self) -> bool:
        """Whether a find is chosen, not the line that leads to all."""
        item = self.currentItem()
        return item is not None and item.data(HIT) not in (None, _ALL)

    @property
    def is_on_all(self) -> bool:
        """Whether the line is chosen that leads to all that was found."""
        item = self.currentItem()
        return item is not None and item.data(HIT) == _ALL

    def show_hits(self, hits: "Sequence[Hit]", notes: Sequence[str] = (), all_words: str = "") -> None:
        """Show these one after the other, then a line that leads to all, then what is to be said of them."""
        self._begin()
        for hit in hits:
            self._add_hit(hit)
        if all_words:
            more = QListWidgetItem(icons.icon("search", "accent", 15), all_words)
            more.setData(HIT, _ALL)
            self.addItem(more)
        self._end(notes)

    def show_groups(self, hits: "Sequence[Hit]", notes: Sequence[str] = ()) -> None:
        """Show them under the names of their kinds, the kind of the best find first."""
        self._begin()
        names = kind_names()
        for kind in dict.fromkeys(hit.kind for hit in hits):
            of_kind = [hit for hit in hits if hit.kind == kind]
            head = QListWidgetItem(f"{names[kind]} ({len(of_kind)})")
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(theme.font(12, 600))
            self.addItem(head)
            for hit in of_kind:
                self._add_hit(hit)
        self._end(notes)

    def _begin(self) -> None:
        self.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.clear()

    def _add_hit(self, hit: "Hit") -> None:
        name = _KINDS.get(hit.kind) or _DOORS.get(hit.tab, "file")
        item = QListWidgetItem(
            icons.icon(name, "accent", 15), "\n".join(filter(None, (hit.title, hit.text, hit.where)))
        )
        item.setData(HIT, hit)
        self.addItem(item)

    def _end(self, notes: Sequence[str]) -> None:
        for note in notes:
            said = QListWidgetItem(note)
            said.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(said)
        self.setCurrentRow(-1)
        self.step(1)
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Choose the next line that can be, or with -1 the one before; at either end nothing changes."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentRow(row)
                return
            row += by
        if by < 0:
            self.scrollToTop()  # the heading of the first group

    def _pick(self, item: QListWidgetItem) -> None:
        if item.data(HIT) == _ALL:
            self.more_wanted.emit()
        elif item.data(HIT) is not None:
            self.picked.emit(item.data(HIT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows follow the width
