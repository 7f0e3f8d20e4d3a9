"""What the main window knows of a tab."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

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
        self.setAccessibleName(self.title())

    @property
    def today(self) -> date:
        """The day that deadlines are counted from."""
        return self.workspace.today

    def title(self) -> str:
        """The word on the tab."""
        raise TypeError(f"{type(self).__name__} has no title")

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

    def print_pages(self) -> bool:
        """Ctrl+P: open the print dialog on the paper that the tab shows; False when it shows none."""
        return False

    def begin_search(self) -> bool:
        """Begin to look for words in what the tab shows; False when it has no search of its own."""
        return False

    def menu_actions(self) -> list[QAction | None]:
        """The tab's own actions for its menu in the menu bar; None stands for a line."""
        return []

    def cycle_focus(self) -> None:
        """F6: move to the next pane of this tab; by default to the next widget."""
        self.focusNextChild()
