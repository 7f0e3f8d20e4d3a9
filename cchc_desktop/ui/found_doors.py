"""What was found is shown where it stands: the tab or the window that has it, its row, and in it the words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.ui.dossier_actions import DossierActions
from cchc_desktop.ui.tab_book import TABS
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.search.finding import Hit
    from cchc_desktop.ui.dialogs.found import FoundDialog
    from cchc_desktop.ui.searching import Searching


class ShowsTabs(Protocol):
    """What shows a tab and hands it over, read."""

    def show_tab(self, name: str) -> None: ...
    def show_place(self, name: str, guid: str) -> None: ...
    def tab(self, name: str) -> Tab: ...


class FoundDoors(QObject):
    """A door is a tab's name or one of the windows below, as `services.search.kinds` names it."""

    def __init__(
        self,
        window: QMainWindow,
        tabs: ShowsTabs,
        workspace: Workspace,
        actions: DossierActions,
        searching: "Searching",
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._workspace, self._actions = window, tabs, workspace, actions
        self._searching = searching
        self._windows: dict[str, Callable[[Hit], object]] = {
            "legal_bases": self._legal_basis,
            "register": self._issued,
            "emulation": self._movement,
            "surveys": self._survey,
            "office": self._office,
            "incoming": lambda hit: self._tabs.show_place("incoming", hit.at),
        }

    def show_all(self, query: str = "") -> "FoundDialog":
        """Everything that is found of a query, in a window beside this one."""
        from cchc_desktop.ui.dialogs.found import FoundDialog

        there = next((one for one in self._window.findChildren(FoundDialog) if one.isVisible()), None)
        if there is None:
            there = FoundDialog(self._workspace, self._searching, self._window)
            there.chosen.connect(self.show_hit)
        there.ask(query)
        there.to_front()
        return there

    def show_hit(self, hit: "Hit", query: str) -> None:
        """Go where it stands, in its year."""
        if self._workspace.dossier is None:
            return
        if hit.year in self._workspace.years:
            self._workspace.set_year(hit.year)
        if hit.tab in TABS:
            self._tabs.show_tab(hit.tab)
            if hit.at:
                self._tabs.tab(hit.tab).show_found(hit.at, query, hit.guid)
        else:
            self._workspace.commit_requested.emit()
            self._windows[hit.tab](hit)

    def _legal_basis(self, hit: "Hit") -> None:
        from cchc_desktop.services.papers.legal_bases import read_legal_bases
        from cchc_desktop.ui.dialogs.legal_basis import LegalBasisDialog

        assert self._workspace.dossier is not None
        for row in read_legal_bases(self._workspace.dossier):
            if row.guid == hit.at:
                LegalBasisDialog(self._workspace, row, parent=self._window).open()

    def _issued(self, hit: "Hit") -> None:
        if (dialog := self._actions.register()) is not None:
            dialog.show_issued(hit.at, hit.year)

    def _movement(self, hit: "Hit") -> None:
        from cchc_desktop.ui.tabs.index.tab import IndexTab

        tab = self._tabs.tab("index")
        assert isinstance(tab, IndexTab)
        if (dialog := tab.on_set.show_emulation()) is not None:
            dialog.show_movement(hit.at)

    def _survey(self, hit: "Hit") -> None:
        from cchc_desktop.ui.tabs.index.tab import IndexTab

        tab = self._tabs.tab("index")
        assert isinstance(tab, IndexTab)
        if (dialog := tab.on_set.show_surveys()) is not None:
            dialog.read(hit.at)

    def _office(self, hit: "Hit") -> None:
        if (dialog := self._actions.office_profile()) is not None:
            dialog.show_named(hit.title)
