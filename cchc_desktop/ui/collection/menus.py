"""The menu bar of a collection's window; no Ctrl+Shift combination and no Alt+Z, which UniKey takes for itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons
from cchc_desktop.ui.collection.base import CollectionTab, OpensCollections, tab_title
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.help_actions import HelpActions


class Window(Protocol):
    """What the menus call of the window."""

    space: CollectionSpace
    actions_of_collections: OpensCollections
    tab_names: Sequence[str]

    def menuBar(self) -> QMenuBar: ...
    def close(self) -> bool: ...
    def tab(self, name: str) -> CollectionTab: ...
    def show_tab(self, name: str) -> object: ...
    def next_pane(self) -> None: ...


class CollectionMenus(QObject):
    """Fills the menu bar; a tab's own actions stand in the menu with its name."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.menuBar())
        holder = window.menuBar().window()
        assert isinstance(holder, QMainWindow)
        self._window, self._holder, self._help = window, holder, HelpActions(holder)
        self._file_menu()
        self._view_menu()
        for name, title in (
            ("received", _("&Receiving")),
            ("rollup", _("R&oll-up")),
            ("appraisal", _("&Appraisal")),
        ):
            self._tab_menu(name, title)
        self._help_menu()

    def _add(
        self, menu: QMenu, text: str, command: Callable[[], Any], shortcut: str = "", icon_name: str = ""
    ) -> QAction:
        action = QAction(text, self._holder)
        if icon_name:
            action.setIcon(icons.icon(icon_name, "secondary", 16))
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: command())
        menu.addAction(action)
        return action

    def _file_menu(self) -> None:
        menu, actions = self._window.menuBar().addMenu(_("&File")), self._window.actions_of_collections
        self._add(menu, _("New collection…"), actions.new, "Ctrl+N", "file-plus")
        self._add(menu, _("Open a collection…"), actions.open_dialog, "Ctrl+O", "folder-open")
        recent = menu.addMenu(_("Collections opened last"))
        recent.aboutToShow.connect(partial(actions.fill_recent, recent))
        self._add(menu, _("Connect to a server…"), actions.connect_server, "", "database")
        menu.addSeparator()
        self._add(menu, _("Close this collection"), self._window.close, "Ctrl+W")

    def _view_menu(self) -> None:
        menu, window = self._window.menuBar().addMenu(_("&View")), self._window
        for number, name in enumerate(window.tab_names, 1):
            self._add(menu, tab_title(name), partial(window.show_tab, name), f"Ctrl+{number}")
        menu.addSeparator()
        self._add(menu, _("Next pane"), window.next_pane, "F6")
        self._add(menu, _("Read everything again"), window.space.changed.emit, "F5", "refresh")

    def _tab_menu(self, name: str, title: str) -> None:
        menu, window = self._window.menuBar().addMenu(title), self._window

        def fill() -> None:
            menu.clear()
            for action in window.tab(name).menu_actions():
                menu.addSeparator() if action is None else menu.addAction(action)

        menu.aboutToShow.connect(fill)

    def _help_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Help"))
        self._add(menu, _("Guide"), self._help.guide, "F1", "help")
        self._add(menu, _("Keyboard shortcuts"), self._shortcuts)

    def _shortcuts(self) -> None:
        from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._holder, ()).open()
