"""What the window of a collection knows of its tabs."""

from typing import ClassVar, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui.collection.space import CollectionSpace

# name: (class in ui.collection.<name>.tab, icon)
TABS = {
    "received": ("ReceivedTab", "mail-down"),
    "rollup": ("RollupTab", "chart-bar"),
    "appraisal": ("AppraisalTab", "checklist"),
}


def tab_title(name: str) -> str:
    """The word on a tab, known before the tab is made."""
    return {
        "received": _("Received and due"),
        "rollup": _("Roll-up"),
        "appraisal": _("Appraisal"),
    }[name]


class OpensCollections(Protocol):
    """What the window asks for when another collection is to be opened."""

    def new(self) -> None: ...
    def open_dialog(self) -> None: ...
    def connect_server(self) -> None: ...
    def fill_recent(self, menu: QMenu) -> None: ...


class CollectionTab(QWidget):
    """One of the three tabs; it reads and writes by way of the space."""

    name: ClassVar[str] = ""
    chapter: ClassVar[int] = 13  # of the guide, that F1 opens

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__()
        self.space = space

    def reload(self) -> None:
        """Read everything again: another year, or rows were written."""

    def narrow(self, words: str) -> None:
        """Show the offices whose names have these words, diacritics aside; "" shows all."""

    def menu_actions(self) -> list[QAction | None]:
        """The tab's own actions for its menu; None stands for a line."""
        return []

    def holds_typed(self) -> bool:
        """Whether something was typed that is kept nowhere yet."""
        return False

    def commit_editing(self) -> None:
        """Hand over what is still being typed."""

    def cycle_focus(self) -> None:
        """F6: move to the next pane."""
        self.focusNextChild()
