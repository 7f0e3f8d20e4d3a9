"""The user guide inside the program: its Markdown with the pictures, a table of contents, and a search."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop import i18n
from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import PASSING, box, button, icon_label, label, named_buttons, set_role
from cchc_desktop.ui.widgets.guide_pages import GuidePages, read_guide

_PLACE = Qt.ItemDataRole.UserRole
_PAUSE_MS = 200


class GuideDialog(Dialog):
    """Stays open beside the window, so that a step can be read while it is done."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("User guide"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(1060), room.width()), min(theme.px(660), room.height() - theme.px(40)))
        self.pages = GuidePages(read_guide())
        self.contents = QTreeWidget()
        self.search = QLineEdit()
        self._found = label("", "note")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._fill_contents()
        self.pages.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if i18n.language() != "vi":
            column.addWidget(_language_note())
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self._left())
        panes.addWidget(self.pages)
        panes.setSizes([theme.px(270), theme.px(790)])
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        column.addWidget(panes, 1)
        foot = box("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addWidget(self._found, 1)
        row.addWidget(button(_("Close"), self.reject))
        column.addWidget(foot)

    def _left(self) -> QWidget:
        left = box("alt")
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px(10), theme.px(10), theme.px(6), theme.px(6))
        column.setSpacing(theme.px(8))
        self.search.setPlaceholderText(_("Search the guide (Ctrl+F)"))
        self.search.setAccessibleName(_("Search the guide"))
        named_buttons(self.search)
        self.search.setProperty(PASSING, True)
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(_("Contents of the guide"))
        self.contents.setIndentation(theme.px(14))
        self.contents.setProperty("box", "bare")
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        return left

    def _connect(self) -> None:
        self.contents.currentItemChanged.connect(lambda item, _before: self._go(item))
        self.contents.itemClicked.connect(lambda item, _column: self._go(item))
        self.pages.heading_reached.connect(self._mark)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(lambda: self._find(onward=True))
        self._pause.timeout.connect(self._find)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)

    def _fill_contents(self) -> None:
        chapter = self.contents.invisibleRootItem()
        for heading in self.pages.headings():
            if heading.level == 2:
                chapter = QTreeWidgetItem(self.contents, [heading.text])
                chapter.setFont(0, theme.font(12, 600))
                item = chapter
            elif heading.level == 3:
                item = QTreeWidgetItem(chapter, [heading.text])
            else:
                continue
            item.setData(0, _PLACE, heading.anchor)
            item.setToolTip(0, heading.text)

    def show_chapter(self, number: int) -> None:
        """Open the chapter with this number, contents and text."""
        for place in range(self.contents.topLevelItemCount()):
            item = self.contents.topLevelItem(place)
            if item is not None and item.text(0).startswith(f"{number}. "):
                self.contents.setCurrentItem(item)
                self._go(item)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            item.setExpanded(True)
            self.pages.show_anchor(item.data(0, _PLACE))

    def _mark(self, anchor: str) -> None:
        """Mark in the contents what is being read."""
        found = self.contents.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        item = next((item for item in found if item.data(0, _PLACE) == anchor), None)
        if item is not None and item is not self.contents.currentItem():
            self.contents.blockSignals(True)
            self.contents.setCurrentItem(item)
            self.contents.blockSignals(False)

    def _find(self, onward: bool = False) -> None:
        """Show the first place that holds the words, or the next one; marks are not needed."""
        self._pause.stop()
        query = self.search.text().strip()
        there = self.pages.find_folded(query, onward) if query else True
        set_role(self._found, "note" if there else "soon")
        self._found.setText("" if there else _("Nothing found. Try fewer words."))

    def enter(self) -> None:
        """Enter belongs to the search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.setMinimumWidth(theme.px(180))


def _language_note() -> QWidget:
    note = box("guidance")
    row = QHBoxLayout(note)
    row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
    row.setSpacing(theme.px(8))
    row.addWidget(icon_label("bulb", "soon"))
    words = _("The guide is written in Vietnamese, and so are the names of menus and buttons in it.")
    row.addWidget(label(words, wrap=True), 1)
    return note
