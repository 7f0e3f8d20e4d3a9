"""The end of every export: which files were made, and two ways to them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.windows_shell import show_in_folder

_ICONS = {".docx": "file-type-docx", ".pdf": "file-type-pdf", ".xlsx": "file-type-xls", ".eml": "mail"}


def open_path(path: Path) -> bool:
    """Open a file or folder with the system's own program."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ExportDoneDialog(Dialog):
    """Lists the files; the chosen one can be opened, and so can its folder."""

    def __init__(
        self, parent: QWidget | None, files: Sequence[Path], hint: str = "", further: QPushButton | None = None
    ) -> None:
        """`hint` is what is to be done with them next, `further` a button that does it."""
        super().__init__(parent)
        self.setWindowTitle(_("Files are ready"))
        self.setMinimumWidth(theme.px(520))
        self._files = list(files)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        count = len(self._files)
        column.addWidget(
            label(ngettext("One file is ready", "{count} files are ready", count).format(count=count), "pane")
        )
        column.addWidget(label(str(self._files[0].parent) if self._files else "", "note", wrap=True))
        column.addWidget(self._list())
        if hint:
            column.addWidget(label(hint, "soon", wrap=True))
        column.addLayout(self._buttons(further))

    def _list(self) -> QListWidget:
        self.list = QListWidget()
        self.list.setAccessibleName(_("Files"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the ending says what the file is
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for path in self._files:
            item = QListWidgetItem(icons.icon(_ICONS.get(path.suffix.lower(), "file"), "accent"), path.name)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(path.name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(theme.px(min(max(len(self._files), 2), 8) * 28 + 8))
        self.list.itemDoubleClicked.connect(lambda _item: self._open_file())
        return self.list

    def _buttons(self, further: QPushButton | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button(_("Close"), self.reject))
        row.addStretch(1)
        if further is not None:
            row.addWidget(further)
        row.addWidget(button(_("Open the folder"), self._open_folder, icon_name="folder-open"))
        row.addWidget(button(_("Open the file"), self._open_file, "primary"))
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are as high as the style sheet wants them only once it has been applied."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def _chosen(self) -> Path | None:
        item = self.list.currentItem()
        return Path(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _open_file(self) -> None:
        path = self._chosen()
        if path is not None:
            open_path(path)

    def _open_folder(self) -> None:
        path = self._chosen()
        if path is not None and not show_in_folder(path):
            open_path(path.parent)


def show_files(
    parent: QWidget | None, files: Sequence[Path], hint: str = "", further: QPushButton | None = None
) -> ExportDoneDialog:
    """Show what was made; does not wait."""
    dialog = ExportDoneDialog(parent, files, hint, further)
    dialog.open()
    return dialog
