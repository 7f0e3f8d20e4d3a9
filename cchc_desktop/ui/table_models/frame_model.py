"""The table model of the task frame: it holds the lines and changes no more of them than it must."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cchc_desktop.i18n import _
from cchc_desktop.ui.table_models.frame_cells import COLUMN_COUNT, NUMBER, TRACKING, name_of, shown_text, typed_text
from cchc_desktop.ui.table_models.frame_lines import FrameLine, GroupLine, TaskLine
from cchc_desktop.ui.table_models.frame_standing import word_of

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_MOVED = 600  # rows taken out and put in one by one; above, a reset is quicker


class FrameModel(QAbstractTableModel):
    """`lines` is read directly by view and delegate; `data` serves screen readers and tests.

    Columns 1 and 2 look merged: `blocks(column)[row]` is the first and last row of the block that the row is in.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[FrameLine] = []
        self._rows: dict[str, int] = {}
        self._objective_blocks: list[tuple[int, int]] = []
        self._task_blocks: list[tuple[int, int]] = []
        self._merging = True
        self.told: dict[str, dict[int, str]] = {}
        """What the check says of cells, by the guid of the task and the column."""

    # What is where

    def task_line(self, row: int) -> TaskLine | None:
        """The task line in this row, if it is one."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, TaskLine) else None

    def group_line(self, row: int) -> GroupLine | None:
        """The group line in this row, if it is one."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, GroupLine) else None

    def row_of(self, guid: str) -> int:
        """The row of a group or a task; -1 when it is not shown."""
        return self._rows.get(guid, -1)

    def group_row_above(self, row: int) -> int:
        """The row of the group line that this row belongs to; -1 when there is none."""
        line = self.task_line(row)
        return row if line is None else self._rows.get(line.task.group_guid, -1)

    def objective_block(self, row: int) -> tuple[int, int]:
        """First and last row of the tasks under one objective."""
        return self._objective_blocks[row]

    def task_block(self, row: int) -> tuple[int, int]:
        """First and last row of the tasks that say the same in column 2."""
        return self._task_blocks[row]

    # What changes

    def show_lines(self, lines: list[FrameLine], merging: bool = True) -> None:
        """Hold these lines: rows that stay keep their place in view and selection, the middle is replaced.

        Where much is replaced, as by a filter, the model is reset: that is quicker, and the view chooses again.
        With `merging` off every cell stands alone: sorted rows are no neighbours on paper.
        """
        old, new = self.lines, lines
        head = _same_ends(old, new, 0)
        tail = _same_ends(old[head:], new[head:], -1)
        removed, added = old[head : len(old) - tail], new[head : len(new) - tail]
        turned, self._merging = merging != self._merging, merging
        if turned or len(removed) + len(added) > _MOST_MOVED:
            self.beginResetModel()
            self._put(new)
            self.endResetModel()
            return
        if removed:
            self.beginRemoveRows(_ROOT, head, head + len(removed) - 1)
            self._put(old[:head] + old[len(old) - tail :])
            self.endRemoveRows()
        if added:
            self.beginInsertRows(_ROOT, head, head + len(added) - 1)
            self._put(old[:head] + added + old[len(old) - tail :])
            self.endInsertRows()
        before = {line.guid: line for line in old}
        changed = [row for row, line in enumerate(new) if line.guid in before and before[line.guid] != line]
        self._put(new)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], TRACKING))

    def put_lines(self, lines: Iterable[FrameLine]) -> None:
        """Take newer versions of lines that are here; others are left out."""
        rows = {row: line for line in lines if (row := self.row_of(line.guid)) >= 0}
        for row, line in rows.items():
            self.lines[row] = line
        for row in sorted(rows):
            start = self.group_row_above(row)
            if start == row:
                self._put_blocks(start)
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, TRACKING))

    def _put_blocks(self, start: int) -> None:
        """Find the blocks of one group again; they never reach over its edge."""
        end = start + 1
        while end < len(self.lines) and isinstance(self.lines[end], TaskLine):
            end += 1
        part = self.lines[start:end]
        self._objective_blocks[start:end] = _blocks(part, _objective_key, start)
        self._task_blocks[start:end] = _blocks(part, _task_key, start)

    def _put(self, lines: list[FrameLine]) -> None:
        self.lines = list(lines)
        self._rows = {line.guid: row for row, line in enumerate(lines)}
        alone = [(row, row) for row in range(len(lines))] if not self._merging else []
        self._objective_blocks = alone or _blocks(lines, _objective_key, 0)
        self._task_blocks = alone or _blocks(lines, _task_key, 0)

    # What Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else COLUMN_COUNT

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if NUMBER < index.column() < TRACKING or self.group_line(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable  # input methods work only over such cells
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _shown(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return line.group.title if isinstance(line, GroupLine) else typed_text(line.task, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.told.get(line.guid, {}).get(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return name_of(section) + "\n" + _("Click to sort by a column, drag its edge to make it wider")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return name_of(section) if orientation == Qt.Orientation.Horizontal else section + 1


def _shown(line: FrameLine, column: int) -> str:
    if isinstance(line, GroupLine):
        return f"{line.title}. {line.counts}" if column == NUMBER else ""
    if column == TRACKING:
        return word_of(line.standing)
    return shown_text(line.task, column)


def _same_ends(old: list[FrameLine], new: list[FrameLine], end: int) -> int:
    """How many lines agree from the front (`end` 0) or from the back (-1), by guid."""
    pairs = zip(old, new, strict=False) if end == 0 else zip(reversed(old), reversed(new), strict=False)
    same = 0
    for one, other in pairs:
        if one.guid != other.guid:
            break
        same += 1
    return same


def _objective_key(line: TaskLine) -> object:
    return line.task.objective_guid


def _task_key(line: TaskLine) -> object:
    return (line.task.objective_guid, line.task.text) if line.task.text else None


def _blocks(lines: list[FrameLine], key_of: Callable[[TaskLine], object], offset: int) -> list[tuple[int, int]]:
    """For each row the first and last row of its run of equal keys; None runs alone. `offset` is the first row."""
    blocks: list[tuple[int, int]] = []
    start, last_key = 0, None
    for row, line in enumerate(lines):
        key = key_of(line) if isinstance(line, TaskLine) else None
        if key is None or key != last_key or row == 0:
            blocks += [(offset + start, offset + row - 1)] * (row - start)
            start = row
        last_key = key
    return blocks + [(offset + start, offset + len(lines) - 1)] * (len(lines) - start)
