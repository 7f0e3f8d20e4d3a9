"""The window of a collection: what offices sent, what it comes to, what is said of it."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop import options as kept_options
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.store import Collection
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.ui import alerts, icons, theme
from cchc_desktop.ui.application import FRAME
from cchc_desktop.ui.collection.base import TABS, CollectionTab, OpensCollections, tab_title
from cchc_desktop.ui.collection.menus import CollectionMenus
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.collection.status import CollectionStatus
from cchc_desktop.ui.dialogs.leaving import dialogs_may_go
from cchc_desktop.ui.widgets.basics import PASSING, named_buttons
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.widgets.tab_row import TabRow

_MINIMIZED = Qt.WindowState.WindowMinimized
_YEARS_BEFORE, _YEARS_AFTER = 3, 1


class CollectionWindow(QMainWindow):
    """Signal: `left` the window was closed, and with it the collection."""

    left = Signal()
    tab_names: Sequence[str] = tuple(TABS)

    def __init__(
        self, collection: Collection, options: Options, actions: OpensCollections, year: int | None = None
    ) -> None:
        super().__init__()
        self.options, self.actions_of_collections = options, actions
        self.space = CollectionSpace(collection, year, self)
        self.current_tab = ""
        self._tabs: dict[str, CollectionTab] = {}
        self._stale: set[str] = set()
        self._pages = QStackedWidget()
        self.search = QLineEdit()
        self._row = TabRow([(name, tab_title(name), icon) for name, (_class, icon) in TABS.items()], self.search)
        self._status = CollectionStatus(collection.info.office_name, is_server=collection.is_server)
        self.setAcceptDrops(True)
        self._lay_out()
        self.menus = CollectionMenus(self)
        self._connect()
        self.show_tab("received")

    def _lay_out(self) -> None:
        info = self.space.collection.info
        title = (
            _("{office} - Collection") if self.space.may(Right.APPRAISER) else _("{office} - Collection (read only)")
        )
        self.setWindowTitle(title.format(office=info.office_name))
        self._status.say(self.space.collection.why_read_only)
        self.setWindowIcon(icons.icon("database-import", "accent", 32))
        self.menuBar().setNativeMenuBar(False)
        self.search.setPlaceholderText(_("Find an office"))
        self.search.setAccessibleName(_("Find an office"))
        self.search.setProperty(PASSING, True)
        named_buttons(self.search, icons.icon("search", "secondary", 15))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(PageArea(self._pages), 1)
        self.setCentralWidget(holder)
        self.setStatusBar(self._status)
        self.resize(QSize(theme.px(1366), theme.px(728)).boundedTo(self.screen().availableGeometry().size() - FRAME))
        this_year = clock.today().year
        first, last = min(this_year - _YEARS_BEFORE, self.space.year), max(this_year + _YEARS_AFTER, self.space.year)
        self._row.show_years(range(first, last + 1), self.space.year)

    def _connect(self) -> None:
        self._row.chosen.connect(self.show_tab)
        self._row.year_chosen.connect(self._choose_year)
        self.search.textChanged.connect(self._narrow)
        self.space.message.connect(self._status.say)
        self.space.reached.connect(self._status.show_reached)
        self.space.changed.connect(self._read_again)

    # Tabs

    def tab(self, name: str) -> CollectionTab:
        """The tab with this name, made if need be."""
        if name not in self._tabs:
            module = import_module(f"cchc_desktop.ui.collection.{name}.tab")
            made: CollectionTab = getattr(module, TABS[name][0])(self.space)
            self._pages.addWidget(made)
            self._tabs[name] = made
            self._stale.add(name)
            for pane in made.findChildren(QSplitter):
                sizes = self.options.panes.get(pane.objectName(), [])
                if len(sizes) == pane.count():
                    pane.setSizes(sizes)
        return self._tabs[name]

    def show_tab(self, name: str) -> None:
        """Show a tab, read for the year at hand."""
        self.commit_editing()
        shown = self.tab(name)
        if name != self.current_tab and self.current_tab:
            self._status.say("")
        self.current_tab = name
        self._row.show_current(name)
        self._pages.setCurrentWidget(shown)
        shown.narrow(self.search.text())
        self._read(name)
        shown.setFocus()

    def _read(self, name: str) -> None:
        if name in self._stale:
            self._stale.discard(name)
            self._tabs[name].reload()

    def _read_again(self) -> None:
        self._stale |= set(self._tabs)
        self._read(self.current_tab)

    def _choose_year(self, year: int) -> None:
        self.commit_editing()
        self.space.set_year(year)
        self._read_again()

    def _narrow(self, words: str) -> None:
        self._tabs[self.current_tab].narrow(words)

    def commit_editing(self) -> None:
        """Hand over what is still being typed in the tab that is shown."""
        if self.current_tab:
            QGuiApplication.inputMethod().commit()
            self._tabs[self.current_tab].commit_editing()

    def next_pane(self) -> None:
        """F6: the next pane of the tab."""
        self._tabs[self.current_tab].cycle_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    # What is dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dragged(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receive(_dragged(event))

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in packages and folders of them."""
        from cchc_desktop.ui.collection.received.tab import ReceivedTab

        self.show_tab("received")
        tab = self.tab("received")
        assert isinstance(tab, ReceivedTab)
        tab.take_in(paths)

    # Coming and going

    def to_front(self) -> None:
        """Stand over the other windows."""
        self.setWindowState(self.windowState() & ~_MINIMIZED)
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit_editing()
        if not dialogs_may_go(self) or not self._may_lose_typed():
            event.ignore()
            return
        self._let_go()
        self.space.collection.close()
        super().closeEvent(event)

    def _may_lose_typed(self) -> bool:
        if not any(tab.holds_typed() for tab in self._tabs.values()):
            return True
        text = _("Some points and comments could not be written yet, because the server did not answer.")
        title = _("Not everything is kept")
        return not alerts.ask(self, title, text, _("Stay and try again"), _("Drop what is not kept"))

    def _let_go(self) -> None:
        self.keep_options()
        self.space.rest()
        self.left.emit()
        self.deleteLater()

    def hand_over(self) -> None:
        """Go, while another window shows the same collection."""
        self.hide()
        self._let_go()

    def keep_options(self) -> None:
        """Remember the sizes of the panes."""
        for tab in self._tabs.values():
            for pane in tab.findChildren(QSplitter):
                if pane.objectName() and pane.isVisible():
                    self.options.panes[pane.objectName()] = pane.sizes()
        kept_options.save(self.options)


def _dragged(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
