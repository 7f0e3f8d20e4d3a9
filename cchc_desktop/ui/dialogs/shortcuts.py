"""All keys in one table, taken from the menus and the tabs themselves so that it cannot lie."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.menus import actions_below
from cchc_desktop.ui.widgets.basics import button, fit, label

if TYPE_CHECKING:
    from cchc_desktop.ui.main_window import MainWindow


def _keys(action: QAction) -> str:
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return shown or action.text().partition("\t")[2]


def _words(action: QAction) -> str:
    """What the action is called; the window keeps the lasting name of one whose words follow the last step."""
    return str(action.data() or action.text()).partition("\t")[0].replace("&", "")


class ShortcutsDialog(Dialog):
    """Actions with their keys, by menu, and those of each tab that no menu shows."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts"))
        fit(self, 520, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.addWidget(
            label(
                _("No key here is one that UniKey takes for itself: nothing with Ctrl+Shift, and not Alt+Z."),
                "note",
                wrap=True,
            )
        )
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("What it does"), _("Keys")])
        self.list.setColumnWidth(0, theme.px(330))
        self.list.setAccessibleName(_("Keyboard shortcuts"))
        self.list.setUniformRowHeights(True)
        self._fill(window)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject, "primary"))
        column.addLayout(row)

    def _fill(self, window: "MainWindow") -> None:
        listed: set[QAction] = set()
        for menu_action in window.menuBar().actions():
            menu = menu_action.menu()
            if not isinstance(menu, QMenu):
                continue
            shown = list(actions_below(menu))
            self._add(menu_action.text().replace("&", ""), shown)
            listed.update(shown)
        for name in window.tab_names:
            own = [action for action in window.tab(name).findChildren(QAction) if action not in listed]
            self._add(_("While the tab {tab} is used").format(tab=window.tab_title(name)), own)

    def _add(self, title: str, actions: Iterable[QAction]) -> None:
        """List those of the actions that have keys, each once."""
        lines = dict.fromkeys((_words(action), keys) for action in actions if (keys := _keys(action)))
        if not lines:
            return
        head = QTreeWidgetItem([title, ""])
        head.addChildren([QTreeWidgetItem(list(line)) for line in lines])
        head.setFont(0, theme.font(12, 600))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addTopLevelItem(head)
        head.setExpanded(True)
