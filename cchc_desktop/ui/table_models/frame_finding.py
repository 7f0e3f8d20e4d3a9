"""Words found in the cells of the task frame, and the same cells with other words in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.finding import places, replaced
from cchc_desktop.text import clean
from cchc_desktop.ui.table_models.frame_cells import OBJECTIVE, name_of, typed_text
from cchc_desktop.ui.table_models.frame_filter import folded

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_AROUND = 26  # letters that are shown on either side of what was found


@dataclass(frozen=True)
class FoundCell:
    """A cell that holds the words `count` times; `after` is its text with the other words."""

    guid: str
    number: str
    column: int
    before: str
    after: str
    count: int


def find_cells(tasks: Iterable[TaskRow], query: str, by: str, columns: Sequence[int]) -> list[FoundCell]:
    """The cells of these columns with the words; an objective that tasks share is one cell."""
    needle = folded(clean(query).strip())
    found: list[FoundCell] = []
    seen: set[str] = set()
    for task in tasks:
        for column in columns:
            text = typed_text(task, column)
            if not text or needle not in folded(text):  # quick; what is left is looked at letter by letter
                continue
            if column == OBJECTIVE:
                if task.objective_guid in seen:
                    continue
                seen.add(task.objective_guid or "")
            after, count = replaced(text, query, by)
            if count:
                found.append(FoundCell(task.guid, f"{task.group_number}.{task.number}", column, text, after, count))
    return found


def excerpt(text: str, query: str, around: int = _AROUND) -> str:
    """What stands round the first place of the words, on one line."""
    at = places(text, query)
    start, end = at[0] if at else (0, 0)
    left, right = max(0, start - around), end + 2 * around
    if around < start:
        left = start - len(text[left:start].partition(" ")[2])  # no word is cut
    if right < len(text):
        right = end + len(text[end:right].rpartition(" ")[0])
    words = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{words}{'…' if right < len(text) else ''}"


class FoundColumn(IntEnum):
    """Columns of the list of what was found."""

    NUMBER = 0
    COLUMN = 1
    BEFORE = 2
    AFTER = 3


class FoundModel(QAbstractTableModel):
    """The cells found; those that are ticked are to be replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[FoundCell] = []
        self._left_out: set[int] = set()
        self._query = self._by = ""

    def show_cells(self, cells: list[FoundCell], query: str, by: str) -> None:
        """Show what was found, every cell ticked."""
        self.beginResetModel()
        self.cells, self._query, self._by = cells, query, by
        self._left_out = set()
        self.endResetModel()

    def ticked(self) -> list[FoundCell]:
        """The cells to be replaced."""
        return [cell for row, cell in enumerate(self.cells) if row not in self._left_out]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(FoundColumn)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == FoundColumn.NUMBER else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cells[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == FoundColumn.NUMBER:
            return Qt.CheckState.Unchecked if index.row() in self._left_out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(cell, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() >= FoundColumn.BEFORE:
            return cell.before if index.column() == FoundColumn.BEFORE else cell.after
        return None

    def _shown(self, cell: FoundCell, column: int) -> str:
        if column == FoundColumn.NUMBER:
            return cell.number
        if column == FoundColumn.COLUMN:
            return name_of(cell.column)
        if column == FoundColumn.BEFORE:
            return excerpt(cell.before, self._query)
        start = places(cell.before, self._query)[0][0]
        left = max(0, start - _AROUND)
        right = start + len(self._by) + 2 * _AROUND
        words = " ".join(cell.after[left:right].split())
        return f"{'…' if left else ''}{words}{'…' if right < len(cell.after) else ''}"

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._left_out ^= {index.row()}
        self.dataChanged.emit(index, index)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("Row"), _("Column"), _("Now"), _("Afterwards"))[section]
