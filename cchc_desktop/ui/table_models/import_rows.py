"""The rows of a foreign table with what each was taken for, as a Qt model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.i18n import _
from cchc_desktop.readers.doubts import doubt_words
from cchc_desktop.readers.read_rows import RowKind
from cchc_desktop.services.intake.import_choices import PreviewRow
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.intake.words import kind_words

Index = QModelIndex | QPersistentModelIndex
SHOWN = 300  # rows of the preview; all are taken in


class ImportRowsModel(QAbstractTableModel):
    """The first column says what a row was taken for and what is doubtful in it; the others are the file's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[PreviewRow] = []
        self._rows: list[PreviewRow] = []
        self._titles: list[str] = []

    def show_rows(self, rows: Sequence[PreviewRow], titles: Sequence[str], doubtful: bool) -> None:
        """Take the rows and the words over their columns; `doubtful` keeps those with a doubt."""
        self.beginResetModel()
        self._all, self._titles = list(rows), list(titles)
        self._rows = [row for row in self._all if row.doubts or not doubtful][:SHOWN]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].number)
        return _("Taken for") if section == 0 else self._titles[section - 1] or _("(no heading)")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if column == 0:
                return "\n".join([kind_words(row.kind), *(f"• {doubt_words(doubt)}" for doubt in row.doubts)])
            return row.cells[column - 1] if column <= len(row.cells) else ""
        if role == Qt.ItemDataRole.DecorationRole and column == 0 and row.doubts:
            return icons.icon("alert-triangle", "soon", 15)
        if role == Qt.ItemDataRole.FontRole and (row.kind is RowKind.GROUP or column == 0):
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.BackgroundRole:
            colours = theme.tokens()
            return colours.band if row.kind is RowKind.GROUP else colours.alt if row.kind is RowKind.LEFT else None
        if role == Qt.ItemDataRole.ForegroundRole and row.kind is RowKind.LEFT:
            return theme.tokens().muted
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None
