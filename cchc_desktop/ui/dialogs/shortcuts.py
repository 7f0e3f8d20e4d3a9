"""All keys in one table, taken from the menus so that it cannot lie."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, fit, label


def _keys(action: QAction) -> str:
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return shown or action.text().partition("\t")[2]


class ShortcutsDialog(QDialog):
    """Actions with their keys, by menu and by tab."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Keyboard shortcuts"))
        fit(self, 520, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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

    def _fill(self, window: QMainWindow) -> None:
        for menu_action in window.menuBar().actions():
            menu = menu_action.menu()
            if not isinstance(menu, QMenu):
                continue
            menu.aboutToShow.emit()
            head = QTreeWidgetItem([menu_action.text().replace("&", ""), ""])
            for action in menu.actions():
                keys = _keys(action)
                if keys:
                    words = action.text().partition("\t")[0].replace("&", "")
                    head.addChild(QTreeWidgetItem([words, keys]))
            if head.childCount():
                head.setFont(0, theme.font(12, 600))
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.list.addTopLevelItem(head)
                head.setExpanded(True)
