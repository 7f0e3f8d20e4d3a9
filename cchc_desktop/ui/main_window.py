"""The window: it assembles and connects, and decides nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import ZOOMS, Options
from cchc_desktop.services.years import office_name_in
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.ui import alerts, form_pack_actions, icons, mail_accounts, places, theme
from cchc_desktop.ui.application import FRAME
from cchc_desktop.ui.archive_actions import ArchiveActions
from cchc_desktop.ui.arrival_actions import CAME_SUFFIXES, ArrivalActions
from cchc_desktop.ui.check_actions import CheckActions
from cchc_desktop.ui.collection_actions import COLLECTION_SUFFIX, CollectionActions
from cchc_desktop.ui.dialogs.leaving import dialogs_may_go
from cchc_desktop.ui.dossier_actions import DossierActions
from cchc_desktop.ui.file_watch import Keeper
from cchc_desktop.ui.focus_keeper import FocusKeeper
from cchc_desktop.ui.found_doors import FoundDoors
from cchc_desktop.ui.help_actions import HelpActions
from cchc_desktop.ui.menus import Menus
from cchc_desktop.ui.searching import Searching
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.status_bar import StatusBar
from cchc_desktop.ui.tab_book import TABS, TabBook, tab_title
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.widgets.read_only_strip import ReadOnlyStrip
from cchc_desktop.ui.widgets.search_box import SearchBox
from cchc_desktop.ui.widgets.tab_row import TabRow
from cchc_desktop.ui.workspace import Step, Workspace


class MainWindow(QMainWindow):
    """Menu bar, tab row, the tab that is shown, status bar.

    Signals: `look_changed` language, size of text or background were chosen: the window is to be made again.
    """

    look_changed = Signal()
    tab_names: Sequence[str] = tuple(TABS)

    def __init__(self, workspace: Workspace, options: Options) -> None:
        super().__init__()
        self.workspace = workspace
        self.options = options
        spelling.use(options)
        places.use(options)
        self.setAcceptDrops(True)
        mail_accounts.use(options)
        self._keeper = Keeper(self, workspace)
        self.dossier_actions = DossierActions(self, workspace, options)
        self.archive_actions = ArchiveActions(self, workspace, self.dossier_actions)
        self.check_actions = CheckActions(self, workspace, self)
        self.arrival_actions = ArrivalActions(self, workspace, self)
        self.collection_actions = CollectionActions(self, options)
        self.help_actions = HelpActions(self)
        self._tabs = TabBook(workspace, options, self.show_place, self.show_tab)
        self.searching = Searching(workspace, self)
        self.found_doors = FoundDoors(self, self, workspace, self.dossier_actions, self.searching)
        self._search = SearchBox(self.searching)
        self._row = TabRow([(name, tab_title(name), icon) for name, (_class, icon) in TABS.items()], self._search)
        self._strip = ReadOnlyStrip()
        self._status = StatusBar()
        self._menus = Menus(self)
        self._focus_keeper = FocusKeeper(self, self._tabs.current)
        self._focus_soon = QTimer(self, singleShot=True, interval=0)
        self._focus_soon.timeout.connect(self._focus_inside)
        self._lay_out()
        self._connect()
        self._restore_geometry()
        self._row.show_current("overview")
        self._show_dossier()

    def _lay_out(self) -> None:
        self.setWindowIcon(icons.icon("clipboard-text", "accent", 32))
        self.menuBar().setNativeMenuBar(False)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._strip)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._tabs)
        self._pages.addWidget(self._no_dossier())
        column.addWidget(PageArea(self._pages), 1)
        self.setCentralWidget(holder)
        self.setStatusBar(self._status)

    def _no_dossier(self) -> QWidget:
        return EmptyState(
            _(
                "No dossier is open. A dossier is one file on this computer that holds the plans, reports and "
                "scores of your office."
            ),
            _("Begin a new dossier"),
            self.dossier_actions.new,
            _("Open a dossier"),
            self.dossier_actions.open_dialog,
        )

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.dossier_changed.connect(self._show_dossier)
        workspace.year_changed.connect(self._show_year)
        # Methods alone: they are let go with the window, which the workspace may outlive.
        workspace.changed.connect(self._forget_said)
        workspace.changed.connect(self._tabs.rows_changed)
        workspace.changed.connect(self._show_change)
        workspace.undo_changed.connect(self._menus.refresh)
        workspace.saved.connect(self._show_saved)
        workspace.message.connect(self._say)
        workspace.step_shown.connect(self._show_step)
        workspace.failed.connect(self._show_failure)
        # Not in the midst of the reading that met it.
        workspace.damaged.connect(self._stop_writing, Qt.ConnectionType.QueuedConnection)
        workspace.commit_requested.connect(self._tabs.commit_editing)
        workspace.backed_up.connect(self._show_backup)
        self._keeper.lost.connect(self._status.show_lost)
        self._keeper.found.connect(self._show_saved)
        self._keeper.found.connect(workspace.catch_up)
        self.dossier_actions.backups.backed_up.connect(self._show_backup)
        self._strip.left.connect(self.archive_actions.go_back)
        self._strip.reopened.connect(self.archive_actions.close_or_open_year)
        self._row.chosen.connect(self.show_tab)
        self._row.year_chosen.connect(workspace.set_year)
        self._search.chosen.connect(self.found_doors.show_hit)
        self._search.all_wanted.connect(self.found_doors.show_all)

    # What is shown

    def tab_title(self, name: str) -> str:
        """The word on a tab."""
        return tab_title(name)

    def tab(self, name: str) -> Tab:
        """The tab with this name, made if need be, and read for the year and the state at hand."""
        return self._tabs.read(name)

    @property
    def current_tab(self) -> str:
        """The name of the tab that is shown; "" before the first one is."""
        return self._tabs.current_name

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        if name != self._tabs.current_name:
            self._status.say("")
        self._row.show_current(name)
        last: QWidget | None = self._tabs.tab(name).focusWidget()
        self._tabs.show_tab(name)
        (self._tabs if last is None else last).setFocus()
        self._focus_soon.start()

    def _focus_inside(self) -> None:
        """The keys of a tab work while the focus is in it: where it was last, or where the tab itself has put it.

        A tab that has nothing to show yet offers its first step.
        """
        current = self._tabs.current()
        focus = self.focusWidget()
        if current is not None and (focus is None or focus is self._tabs or not focus.isVisible()):
            empty = next((one for one in current.findChildren(EmptyState) if one.isVisible()), None)
            (current if empty is None else empty.main_button).setFocus()

    def show_place(self, name: str, guid: str) -> None:
        """Show a tab and in it the row with this guid, where one is given; a line of the register beside the window."""
        if name == "incoming":
            self.arrival_actions.register(guid)
            return
        self.show_tab(name)
        if guid:
            self.tab(name).show_guid(guid)

    def _show_step(self, step: Step) -> None:
        """Show where a step was made that was taken back or made again; the workspace has chosen its year."""
        if step.tab:
            if step.tab != self.current_tab:
                self.show_tab(step.tab)
            self.tab(step.tab).show_step(step.change)

    def _forget_said(self) -> None:
        self._status.say("")  # what was said of the step before is old

    def _show_saved(self) -> None:
        self._status.show_saved(datetime.now())

    def _say(self, text: str) -> None:
        if not self._tabs.reads_unseen:
            self._status.say(text)

    def open_file(self, path: Path) -> None:
        """Open what was double-clicked or handed over: dossier, unit's part, forms, package, receipt, collection."""
        if path.suffix.lower() == form_pack_actions.PACK_SUFFIX:
            form_pack_actions.open_pack(self, path)
        elif path.suffix.lower() == COLLECTION_SUFFIX:
            self.collection_actions.open(path)
        elif path.suffix.lower() not in CAME_SUFFIXES:
            self.dossier_actions.open(path)
        else:
            self.arrival_actions.open_packages([path])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.arrival_actions.takes(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.arrival_actions.drop(event)

    def next_pane(self) -> None:
        """F6: the next pane of the tab."""
        current = self._tabs.current()
        if current is not None:
            current.cycle_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A shortcut of the whole window would quarrel with those of the fields that find within themselves.
        if event.matches(QKeySequence.StandardKey.Find):
            self.begin_search()
        else:
            super().keyPressEvent(event)

    def begin_search(self) -> None:
        """Find words in the tab that is shown; where it has no search of its own, everywhere."""
        current = self._tabs.current()
        if current is None or not current.begin_search():
            self.search()

    def search(self) -> None:
        """Ctrl+K: begin a search everywhere."""
        self._search.setFocus()
        self._search.selectAll()

    def _show_dossier(self) -> None:
        dossier = self.workspace.dossier
        self._search.setEnabled(dossier is not None)
        self._pages.setCurrentIndex(1 if dossier is None else 0)
        if dossier is None:
            self._status.show_nothing()
        else:
            self._status.show_opened(dossier.read_only)
            if dossier.watch.damage is not None:
                self._status.show_damaged()
            self._show_backup()
        self._show_year(self.workspace.year)

    def _show_year(self, year: int) -> None:
        years = self.workspace.years
        self._row.show_years(years, year)
        self._show_strip()
        self._show_names()
        self._menus.refresh()
        self._tabs.reload()

    def _show_strip(self) -> None:
        self._strip.show_for(self.workspace, self.archive_actions.of_archive(), self.archive_actions.has_own)

    def _show_names(self) -> None:
        dossier = self.workspace.dossier
        if dossier is None:
            self.setWindowTitle(_("CCHC Desktop"))
            return
        office = office_name_in(dossier, self.workspace.year)
        self.setWindowTitle(_("CCHC Desktop - {office} - Year {year}").format(office=office, year=self.workspace.year))
        self._status.office.setText(office)

    def _show_change(self, change: object) -> None:
        self._row.show_years(self.workspace.years, self.workspace.year)
        self._show_names()

    def _show_backup(self) -> None:
        dossier = self.workspace.dossier
        if dossier is not None:
            made = backups_of(dossier.path)
            self._status.show_backup(made[0].made_at if made else None, datetime.now())

    def _show_failure(self, error: UserError) -> None:
        alerts.show_error(self, error)

    def _stop_writing(self, damage: Damaged) -> None:
        """The dossier at hand turned out to be damaged: say so, and show that nothing is written any more."""
        self._show_strip()
        self._status.show_damaged()
        self._menus.refresh()
        self.show_damage(damage)
        self._tabs.reload()

    def show_damage(self, damage: Damaged) -> None:
        """The ways out of damage, in one dialog however often it is met."""
        self.dossier_actions.backups.show_damage(damage)

    # What the menus ask for

    def save_now(self) -> None:
        """Ctrl+S: write what is being typed; all else is already on disk."""
        self._tabs.commit_editing()
        if self.workspace.is_kept():
            self.workspace.settle()
            self._show_saved()

    def print_paper(self) -> None:
        """Ctrl+P: print the paper of the tab that is shown."""
        if not self.tab(self.current_tab).print_pages():
            self.workspace.say(
                _("This tab shows no paper. Open the plan, the tasks, the report or the indices to print.")
            )

    def step_zoom(self, by: int) -> None:
        """Larger or smaller text, one step."""
        place = ZOOMS.index(self.options.zoom) + by
        if 0 <= place < len(ZOOMS):
            self.set_zoom(ZOOMS[place])

    def set_zoom(self, zoom: float) -> None:
        """Text of this size: 1 is the usual one."""
        if zoom != self.options.zoom:
            self.options.zoom = zoom
            self.look_changed.emit()

    def set_dark(self, dark: bool) -> None:
        """Dark or light, whatever the system has."""
        self.options.theme = "dark" if dark else "light"
        self.look_changed.emit()

    def set_language(self, language: str) -> None:
        """Vietnamese or English."""
        if language != self.options.language:
            self.options.language = language
            self.look_changed.emit()

    # Coming and going

    def _restore_geometry(self) -> None:
        self.resize(QSize(theme.px(1366), theme.px(728)).boundedTo(self.screen().availableGeometry().size() - FRAME))
        if self.options.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.options.geometry.encode()))

    def keep_options(self) -> None:
        """Remember the window's place and its panes."""
        self._tabs.keep_panes()
        self.options.geometry = self.saveGeometry().toBase64().toStdString()
        kept_options.save(self.options)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._tabs.current_name:
            QTimer.singleShot(0, self, lambda: self.show_tab(self._tabs.current_name or "overview"))

    def closeEvent(self, event: QCloseEvent) -> None:
        from cchc_desktop.ui.jobs import stop_all

        if not dialogs_may_go(self) or not self.collection_actions.may_leave():
            event.ignore()
            return
        stop_all()
        self._tabs.commit_editing()
        if not self.dossier_actions.may_leave():
            event.ignore()
            return
        self.keep_options()
        self.searching.stop()
        super().closeEvent(event)
