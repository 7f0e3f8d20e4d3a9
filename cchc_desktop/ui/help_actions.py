"""What the Help menu shows: the guide, the keys, the changes, the program itself."""

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.errors import UserError
from cchc_desktop.options import Options
from cchc_desktop.ui import alerts
from cchc_desktop.ui.tab_book import tab_title
from cchc_desktop.ui.tabs.base import Tab

# Dialogs are imported where they are shown, so that the window opens at once.


class _Window(Protocol):
    """What of the window help is given about."""

    tab_names: Sequence[str]
    options: Options

    @property
    def current_tab(self) -> str: ...
    def tab(self, name: str) -> Tab: ...
    def show_tab(self, name: str) -> object: ...


class HelpActions(QObject):
    """The commands of the Help menu."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def _tabs(self) -> _Window:
        return cast(_Window, self._window)

    def guide(self) -> None:
        """F1: the user guide at the chapter of the tab, beside the window; opened again it comes to the front."""
        from cchc_desktop.ui.dialogs.guide import GuideDialog

        shown = self._window.findChild(GuideDialog)
        if shown is None or not shown.isVisible():
            try:
                shown = GuideDialog(self._window)
            except UserError as error:
                alerts.show_error(self._window, error)
                return
        shown.to_front()
        if self._tabs.current_tab:
            shown.show_chapter(self._tabs.tab(self._tabs.current_tab).chapter)

    def tour(self, active: bool = True) -> None:
        """Six steps, one a tab; asked for it has the keys, by itself it leaves them to the window."""
        from cchc_desktop.ui.dialogs.tour import TourDialog

        shown = next((made for made in self._window.findChildren(TourDialog) if made.isVisible()), None)
        if shown is None:
            TourDialog(self._window, self._tabs.tab_names, self._tabs.show_tab).begin(active)

    def shortcuts(self) -> None:
        """The keys, in one table."""
        from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        tabs = [(tab_title(name), self._tabs.tab(name)) for name in self._tabs.tab_names]
        ShortcutsDialog(self._window, tabs).open()

    def recognition(self) -> None:
        """What recognises the letters of scans, and how to get it."""
        from cchc_desktop.ui.dialogs.recognition import RecognitionDialog

        RecognitionDialog(self._window, self._tabs.options).open()

    def changes(self) -> None:
        """What each version brought."""
        from cchc_desktop.ui.dialogs.changes import ChangesDialog

        try:
            ChangesDialog(self._window).open()
        except UserError as error:
            alerts.show_error(self._window, error)

    def about(self) -> None:
        """Version, licence, what is bundled."""
        from cchc_desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()
