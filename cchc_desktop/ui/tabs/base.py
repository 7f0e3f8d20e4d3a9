"""What the main window knows of a tab."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.workspace import Workspace


class Tab(QWidget):
    """One of the six tabs: it reads through the workspace and writes through its verbs.

    Signals: `navigate(tab name, guid)` asks the window to show something elsewhere; guid may be "".
    """

    name: ClassVar[str] = ""
    icon_name: ClassVar[str] = ""
    chapter: ClassVar[int] = 1  # of the guide, that F1 opens
    navigate = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.bring_up: Callable[[], bool] = lambda: True
        """Shows the tab, read for the year and the state at hand; False when it was out of sight. Set by the window."""
        self.setAccessibleName(self.title())

    @property
    def today(self) -> date:
        """The day that deadlines are counted from."""
        return self.workspace.today

    def title(self) -> str:
        """The word on the tab."""
        raise TypeError(f"{type(self).__name__} has no title")

    def command(self, action: QAction, slot: Callable[[], object], *, on_chosen: bool = False) -> None:
        """Let an action of this tab run `slot`, wherever it is called from; see `when_seen`."""
        run = self.when_seen(lambda: slot() if action.isEnabled() else None, on_chosen=on_chosen)
        action.triggered.connect(lambda _checked=False: run())

    def when_seen(self, slot: Callable[[], object], *, on_chosen: bool = True) -> Callable[[], None]:
        """`slot` as a command of this tab: a menu may call it while the tab is out of sight.

        The tab is shown first, and so read: nothing is done to rows of another year, or that are gone. `on_chosen`:
        it changes what is chosen in the tab, so it is done only when the officer has that in sight.
        """

        def run() -> None:
            if self.bring_up() or not on_chosen:
                slot()
                return
            self.workspace.say(
                _("The tab “{tab}” of {year} is shown now. Look at what is chosen, then call this again.").format(
                    tab=self.title(), year=self.workspace.year
                )
            )

        return run

    def rest(self) -> None:
        """Out of sight and no longer as it was read: what waits to be shown waits for the next reading."""
        for timer in self.findChildren(QTimer):
            timer.stop()

    def use_options(self, options: Options) -> None:
        """Look as the officer left it, and note in the options what changes; called once, before the first reading."""

    def reload(self) -> None:
        """Read everything again: another dossier, another year, or none (`workspace.dossier` is None)."""

    def rows_changed(self, change: Change) -> None:
        """Read again what this change touched; by default everything."""
        self.reload()

    def commit_editing(self) -> None:
        """Write what is still being typed: called before the tab, the year or the dossier changes."""

    def show_guid(self, guid: str) -> None:
        """Bring the row with this guid into view and choose it."""

    def show_found(self, guid: str, query: str, part_guid: str) -> None:
        """Bring a row into view, and in it the words that were found, or the part of it that has a guid of its own."""
        self.show_guid(guid)

    def show_step(self, change: Change) -> None:
        """A step was taken back or made again on this tab: show the paper it concerns, if another one is open."""

    def print_pages(self) -> bool:
        """Ctrl+P: open the print dialog on the paper that the tab shows; False when it shows none."""
        return False

    def begin_search(self) -> bool:
        """Begin to look for words in what the tab shows; False when it has no search of its own."""
        return False

    def menu_actions(self) -> list[QAction | None]:
        """The tab's own actions for its menu in the menu bar; None stands for a line."""
        return []

    def work_place(self, left: QWidget | None) -> QWidget:
        """The main widget of the pane in which `left` had the focus, or of the tab: there the work goes on."""
        return self.focusProxy() or self

    def cycle_focus(self) -> None:
        """F6: move to the next pane of this tab; by default to the next widget."""
        self.focusNextChild()
