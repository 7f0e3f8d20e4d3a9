"""The menu bar: what every action is called, its shortcut, and which command it runs.

No Ctrl+Shift combination and no Alt+Z: UniKey, with which Vietnamese is typed, takes these for itself.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.ui import form_pack_actions, icons, theme
from cchc_desktop.ui.archive_actions import ArchiveActions
from cchc_desktop.ui.arrival_actions import ArrivalActions
from cchc_desktop.ui.check_actions import CheckActions
from cchc_desktop.ui.collection_actions import CollectionActions
from cchc_desktop.ui.compare_actions import CompareActions
from cchc_desktop.ui.dossier_actions import DossierActions
from cchc_desktop.ui.found_doors import FoundDoors
from cchc_desktop.ui.help_actions import HelpActions
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

Command = Callable[[], object]


class Window(Protocol):
    """What the menus call of the window."""

    workspace: Workspace
    options: Options
    dossier_actions: DossierActions
    archive_actions: ArchiveActions
    arrival_actions: ArrivalActions
    check_actions: CheckActions
    collection_actions: CollectionActions
    help_actions: HelpActions
    found_doors: FoundDoors
    tab_names: Sequence[str]

    def menuBar(self) -> QMenuBar: ...
    def close(self) -> bool: ...
    def tab(self, name: str) -> Tab: ...
    def tab_title(self, name: str) -> str: ...
    def show_tab(self, name: str) -> object: ...
    def next_pane(self) -> None: ...
    def save_now(self) -> None: ...
    def print_paper(self) -> None: ...
    def begin_search(self) -> None: ...
    def search(self) -> None: ...
    def step_zoom(self, by: int) -> None: ...
    def set_zoom(self, zoom: float) -> None: ...
    def set_dark(self, dark: bool) -> None: ...
    def set_language(self, language: str) -> None: ...


class Menus(QObject):
    """Fills the window's menu bar and keeps the actions whose state changes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.menuBar())
        self._window = window
        self._actions = window.dossier_actions
        self._bar = bar = window.menuBar()
        self._file_menu(bar)
        self._edit_menu(bar)
        self._view_menu(bar)
        for name, title in (
            ("plan", _("P&lan")),
            ("frame", _("&Tasks")),
            ("report", _("&Report")),
            ("index", _("&Indices")),
            ("exchange", _("E&xchange")),
        ):
            self._tab_menu(bar, name, title)
        self._tools_menu(bar)
        self._help_menu(bar)

    def _add(self, menu: QMenu, text: str, command: Command, shortcut: str = "", icon_name: str = "") -> QAction:
        action = QAction(text, self._bar)
        if icon_name:
            self._show_icon_with(menu, action, icon_name)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: command())
        menu.addAction(action)
        return action

    @staticmethod
    def _show_icon_with(menu: QMenu, action: QAction, name: str) -> None:
        """The icon is drawn when its menu is first opened: at the start nobody sees it."""

        def draw() -> None:
            if action.icon().isNull():
                action.setIcon(icons.icon(name, "secondary", 16))

        menu.aboutToShow.connect(draw)

    def _below(self, menu: QMenu, text: str, icon_name: str) -> QMenu:
        """A menu below another one."""
        made = menu.addMenu(text)
        self._show_icon_with(menu, made.menuAction(), icon_name)
        return made

    def _file_menu(self, bar: QMenuBar) -> None:
        menu = bar.addMenu(_("&File"))
        actions = self._actions
        self._add(menu, _("New dossier…"), actions.new, "Ctrl+N", "file-plus")
        self._add(menu, _("Open dossier…"), actions.open_dialog, "Ctrl+O", "folder-open")
        recent = menu.addMenu(_("Open recent"))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        self._needs = [self._add(menu, _("Save now"), self._window.save_now, "Ctrl+S", "device-floppy")]
        menu.addSeparator()
        taking = self._below(menu, _("Take in"), "file-import")
        self._writes = [
            self._add(taking, _("Take a plan from a file…"), actions.import_plan),
            self._add(taking, _("Take tasks from a superior's plan…"), actions.import_superior),
            self._add(taking, _("Take a plan from the clipboard…"), actions.import_copied),
            self._add(taking, _("Take papers from files or a ZIP…"), self._window.arrival_actions.ask_papers),
            self._add(taking, _("Take papers from a folder…"), self._window.arrival_actions.ask_papers_folder),
        ]
        export = self._below(menu, _("Export"), "file-export")
        self._needs += [
            self._add(export, _("Export papers…"), lambda: actions.export(()), "", "file-export"),
            self._add(export, _("Export to Word…"), lambda: actions.export(("docx",)), "F12", "file-type-docx"),
            self._add(export, _("Export to Excel…"), lambda: actions.export(("xlsx",)), "Shift+F12", "file-type-xls"),
            self._add(export, _("Export to PDF…"), lambda: actions.export(("pdf",)), "", "file-type-pdf"),
            self._add(menu, _("Print…"), self._window.print_paper, "Ctrl+P", "printer"),
        ]
        menu.addSeparator()
        self._needs.append(self._add(menu, _("Back up now"), actions.backups.back_up, "", "database"))
        self._needs.append(self._add(menu, _("Save a copy to a USB drive…"), actions.save_copy, "", "device-floppy"))
        mending = self._below(menu, _("Backups, rescue"), "database-import")
        self._needs.append(
            self._add(mending, _("Second place for backups…"), actions.backups.choose_second_place, "", "usb")
        )
        self._add(mending, _("Restore a backup…"), actions.backups.restore)
        self._add(mending, _("Rescue a damaged dossier…"), actions.backups.rescue)
        self._needs.append(self._add(menu, _("Close dossier"), actions.close))
        menu.addSeparator()
        self._add(menu, _("Quit"), self._window.close, "Alt+F4")

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._window.options.recent_files():
            self._add(menu, path.name, partial(self._actions.open, path)).setToolTip(str(path))
        if menu.isEmpty():
            menu.addAction(_("No dossier has been opened yet")).setEnabled(False)
        menu.setToolTipsVisible(True)

    def _edit_menu(self, bar: QMenuBar) -> None:
        menu = bar.addMenu(_("&Edit"))
        workspace = self._window.workspace
        self.undo = self._add(menu, _("Undo"), workspace.undo, "Ctrl+Z", "arrow-back-up")
        self.redo = self._add(menu, _("Redo"), workspace.redo, "Ctrl+Y", "arrow-forward-up")
        for action in (self.undo, self.redo):
            action.setData(action.text())  # the lasting name: the words follow the step at hand
        menu.addSeparator()
        # Words only: the fields themselves answer to these keys, and tables copy whole rows with them.
        for text, keys, method in (
            (_("Cut"), "Ctrl+X", "cut"),
            (_("Copy"), "Ctrl+C", "copy"),
            (_("Paste"), "Ctrl+V", "paste"),
            (_("Select all"), "Ctrl+A", "selectAll"),
        ):
            self._add(menu, f"{text}\t{keys}", partial(_tell_focus, method))
        menu.addSeparator()
        self._needs += [
            self._add(menu, f"{_('Find in this tab')}\tCtrl+F", self._window.begin_search, "", "search"),
            self._add(menu, _("Search everywhere"), self._window.search, "Ctrl+K"),
            self._add(menu, _("All that a search finds…"), self._window.found_doors.show_all, "Ctrl+Alt+K"),
        ]

    def _view_menu(self, bar: QMenuBar) -> None:
        menu = bar.addMenu(_("&View"))
        for number, name in enumerate(self._window.tab_names, 1):
            title = self._window.tab_title(name)
            self._add(menu, title, partial(self._window.show_tab, name), f"Ctrl+{number}")
        menu.addSeparator()
        self._add(menu, _("Next pane"), self._window.next_pane, "F6")
        menu.addSeparator()
        self._add(menu, _("Larger text"), lambda: self._window.step_zoom(1), "Ctrl+=", "zoom-in")
        self._add(menu, _("Smaller text"), lambda: self._window.step_zoom(-1), "Ctrl+-", "zoom-out")
        self._add(menu, _("Usual size of text"), lambda: self._window.set_zoom(1.0), "Ctrl+0")
        dark = QAction(_("Dark background"), self._bar, checkable=True, checked=theme.is_dark())
        dark.toggled.connect(self._window.set_dark)
        menu.addAction(dark)
        underline = QAction(_("Underline misspelt words"), self._bar, checkable=True, checked=spelling.on)
        underline.toggled.connect(spelling.turn)
        menu.addAction(underline)

    def _tab_menu(self, bar: QMenuBar, name: str, title: str) -> None:
        menu = bar.addMenu(title)

        def fill() -> None:
            menu.clear()
            for action in self._window.tab(name).menu_actions():
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
            if menu.isEmpty():
                self._add(menu, _("Show this tab"), lambda: self._window.show_tab(name))

        menu.aboutToShow.connect(fill)

    def _tools_menu(self, bar: QMenuBar) -> None:
        menu = bar.addMenu(_("T&ools"))
        window = bar.window()
        self._needs.append(
            self._add(menu, _("Register of outgoing papers…"), self._actions.register, "", "clipboard-text")
        )
        arrivals = self._window.arrival_actions
        self._needs.append(self._add(menu, _("Register of incoming papers…"), arrivals.register, "", "mail-down"))
        looking = self._below(menu, _("Check, compare"), "checklist")
        checks = self._window.check_actions
        self._needs.append(self._add(looking, _("Check before issuing…"), checks.check_year, "Shift+F7", "checklist"))
        self._add(looking, _("Check a file of anyone…"), checks.check_file)
        compare = CompareActions(window, self._window.workspace)
        self._add(looking, _("Compare two papers…"), compare.choose, "", "layout-columns")
        self._needs.append(self._add(menu, _("Certified copy of a paper…"), self._actions.certified_copy, "", "copy"))
        archive = self._window.archive_actions
        self._needs.append(self._add(menu, _("Archive of former offices…"), archive.show, "", "folder"))
        self._needs.append(self._add(menu, _("Office profile…"), self._actions.office_profile, "", "building"))
        years = self._below(menu, _("Years"), "calendar")
        self._writes.append(self._add(years, _("Begin another year…"), self._actions.add_year))
        self._writes.append(self._add(years, _("Close or open a year…"), archive.close_or_open_year))
        self._add(menu, _("Fill in a unit's part…"), self._actions.ask_part, "", "users")
        forms = self._below(menu, _("Forms of the province"), "clipboard-text")
        self._add(forms, _("Take in a pack of forms…"), partial(form_pack_actions.ask_pack, window))
        self._add(forms, _("Take back the last pack…"), partial(form_pack_actions.take_back, window))
        self._collection_menu(menu)
        languages = menu.addMenu(_("Language"))
        group = QActionGroup(languages)
        for code, name in (("vi", "Tiếng Việt"), ("en", "English")):
            choice = QAction(name, group, checkable=True, checked=self._window.options.language == code)
            choice.triggered.connect(lambda _checked=False, code=code: self._window.set_language(code))
            languages.addAction(choice)

    def _collection_menu(self, above: QMenu) -> None:
        menu, actions = self._below(above, _("Collections"), "database-import"), self._window.collection_actions
        self._add(menu, _("New collection…"), actions.new)
        self._add(menu, _("Open a collection…"), actions.open_dialog)
        recent = menu.addMenu(_("Collections opened last"))
        recent.aboutToShow.connect(partial(actions.fill_recent, recent))
        self._add(menu, _("Connect to a server…"), actions.connect_server)

    def _help_menu(self, bar: QMenuBar) -> None:
        menu = bar.addMenu(_("&Help"))
        help_actions = self._window.help_actions
        self._add(menu, _("Guide"), help_actions.guide, "F1", "help")
        self._needs.append(self._add(menu, _("A look around…"), help_actions.tour))
        self._add(menu, _("Keyboard shortcuts"), help_actions.shortcuts)
        self._add(menu, _("Recognising scans…"), help_actions.recognition)
        self._add(menu, _("What is new"), help_actions.changes)
        self._add(menu, _("About CCHC Desktop"), help_actions.about)

    def refresh(self) -> None:
        """Enable what the dossier at hand allows."""
        workspace = self._window.workspace
        for action in self._needs:
            action.setEnabled(workspace.dossier is not None)
        for action in self._writes:
            action.setEnabled(not workspace.read_only)
        self.undo.setEnabled(workspace.can_undo)
        self.redo.setEnabled(workspace.can_redo)
        self.undo.setText(workspace.undo_label or _("Undo"))
        self.redo.setText(workspace.redo_label or _("Redo"))


def _tell_focus(method: str) -> None:
    """Cut, copy or paste in the field that has the focus, where it can."""
    call = getattr(QApplication.focusWidget(), method, None)
    if callable(call):
        call()
