"""Going back to an earlier state of the dossier."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import file_size, moment, weekday
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, fit, label


def _moment(at: datetime) -> str:
    return f"{weekday(at)}, {moment(at)}"


class RestoreDialog(Dialog):
    """Signals: `chosen(Path)` put this backup in the dossier's place; `compared(Path)` show what changed since.

    `is_open`: the dossier is at hand, and can be compared with a backup.
    """

    enter_agrees = False

    chosen = Signal(object)
    compared = Signal(object)

    def __init__(self, parent: QWidget | None, dossier_path: Path, is_open: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Restore a backup"))
        fit(self, 520, 400)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("Backups of “{name}”").format(name=dossier_path.name), "pane"))
        column.addWidget(
            label(
                _("What is in the dossier now is kept beside it under another name, so this can be taken back."),
                "note",
                wrap=True,
            )
        )
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([_("Made"), _("Size")])
        self.list.setAccessibleName(_("Backups"))
        for info in backups_of(dossier_path):
            item = QTreeWidgetItem([_moment(info.made_at), file_size(info.size)])
            item.setData(0, Qt.ItemDataRole.UserRole, str(info.path))
            self.list.addTopLevelItem(item)
        self.list.setColumnWidth(0, theme.px(340))
        newest = self.list.topLevelItem(0)
        if newest is not None:
            self.list.setCurrentItem(newest)
        column.addWidget(self.list, 1)
        if not self.list.topLevelItemCount():
            column.addWidget(
                label(_("There is no backup yet. One is made each time the dossier is opened."), "secondary")
            )
        row = QHBoxLayout()
        row.addWidget(button(_("Another file…"), self._ask_file))
        self.compare = button(_("Compare with the dossier…"), self._compare)
        self.compare.setEnabled(is_open and self.list.topLevelItemCount() > 0)
        row.addWidget(self.compare)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.restore = button(_("Restore this backup"), self._choose, "primary")
        self.restore.setEnabled(self.list.topLevelItemCount() > 0)
        row.addWidget(self.restore)
        column.addLayout(row)

    def _current(self) -> Path | None:
        item = self.list.currentItem()
        return Path(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else None

    def _compare(self) -> None:
        if (path := self._current()) is not None:
            self.compared.emit(path)

    def _ask_file(self) -> None:
        """A backup that lies elsewhere, such as on a stick."""
        path = ask_file(self, Purpose.DOSSIER, _("Restore a backup"), _("CCHC dossiers (*.cchc)"))
        if path is not None:
            self.list.clearSelection()
            self.accept()
            self.chosen.emit(path)

    def _choose(self) -> None:
        if (path := self._current()) is not None:
            self.accept()
            self.chosen.emit(path)
