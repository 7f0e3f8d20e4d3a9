"""All keys in one table, taken from the menus and the tabs themselves so that it cannot lie."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QMenuBar, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.basics import actions_below, button, fit, label


def _keys(action: QAction) -> str:
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return shown or action.text().partition("\t")[2]


def _words(action: QAction) -> str:
    """What the action is called; the window keeps the lasting name of one whose words follow the last step."""
    return str(action.data() or action.text()).partition("\t")[0].replace("&", "")


class ShortcutsDialog(Dialog):
    """Actions with their keys, by menu, and those of each tab (its title first) that no menu shows."""

    def __init__(self, window: QMainWindow, tabs: Iterable[tuple[str, Tab]]) -> None:
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
        self._fill(window.menuBar(), tabs)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject, "primary"))
        column.addLayout(row)

    def _fill(self, menus: QMenuBar, tabs: Iterable[tuple[str, Tab]]) -> None:
        listed: set[QAction] = set()
        for menu_action in menus.actions():
            menu = menu_action.menu()
            if not isinstance(menu, QMenu):
                continue
            shown = list(actions_below(menu))
            self._add(menu_action.text().replace("&", ""), shown)
            listed.update(shown)
        for title, tab in tabs:
            own = [action for action in tab.findChildren(QAction) if action not in listed]
            self._add(_("While the tab {tab} is used").format(tab=title), own)

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
