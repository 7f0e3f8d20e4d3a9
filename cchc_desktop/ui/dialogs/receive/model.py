"""What a package would change as a Qt model: nothing is made for a row before it is looked at."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.merging import CHOOSABLE, Difference, Key, MergeState
from cchc_desktop.services.exchange.previewing import Preview
from cchc_desktop.services.exchange.why_words import kind_words, state_words
from cchc_desktop.services.row_words import column_words
from cchc_desktop.ui import icons

Index = QModelIndex | QPersistentModelIndex

GROUPS = (
    MergeState.CONFLICT,
    MergeState.NEW,
    MergeState.CHANGED,
    MergeState.REMOVED,
    MergeState.REFUSED,
    MergeState.KEPT,
    MergeState.SAME,
)
_LOOKS = {
    MergeState.CONFLICT: ("alert-triangle", "soon"),
    MergeState.NEW: ("circle-check", "done"),
    MergeState.CHANGED: ("circle-check", "accent"),
    MergeState.REMOVED: ("circle-minus", "late"),
    MergeState.REFUSED: ("alert-triangle", "late"),
    MergeState.KEPT: ("circle-dashed", "muted"),
    MergeState.SAME: ("circle-minus", "muted"),
}


class ChangeColumn(IntEnum):
    """The columns of the list."""

    STATE = 0
    KIND = 1
    TITLE = 2
    FIELD = 3


class ChangesModel(QAbstractTableModel):
    """Signal `chosen_changed`: rows were ticked or unticked."""

    chosen_changed = Signal()

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        place = {state: number for number, state in enumerate(GROUPS)}
        self._all = sorted(preview.differences, key=lambda one: place[one.state])
        self._rows = self._all
        self._chosen = set(preview.proposed)

    @property
    def chosen(self) -> frozenset[Key]:
        """What is ticked."""
        return frozenset(self._chosen)

    def count(self, state: MergeState) -> int:
        """How many rows are of a state."""
        return sum(one.state == state for one in self._all)

    def show_group(self, state: MergeState | None) -> None:
        """Show the rows of one state, or everything that is not the same."""
        self.beginResetModel()
        self._rows = [
            one for one in self._all if (one.state == state if state is not None else one.state != MergeState.SAME)
        ]
        self.endResetModel()

    def choose(self, keys: Iterable[Key]) -> None:
        """Tick just these."""
        self._chosen = set(keys)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.chosen_changed.emit()

    def row_at(self, place: int) -> Difference | None:
        """The row shown at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ChangeColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Against what stands"), _("Kind"), _("What changes"), _("Where in it"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.row_at(index.row())
        if one is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(one, ChangeColumn(index.column()))
        if index.column() == ChangeColumn.STATE and one.state in CHOOSABLE and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if one.key in self._chosen else Qt.CheckState.Unchecked
        if index.column() == ChangeColumn.STATE and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(*_LOOKS[one.state], 14)
        return None

    def _words(self, one: Difference, column: ChangeColumn) -> str:
        if column == ChangeColumn.STATE:
            return state_words(one.state)
        if column == ChangeColumn.KIND:
            return kind_words(one.table)
        if column == ChangeColumn.TITLE:
            return self._preview.titles.of(one.table, one.guid)
        return column_words(one.column, one.table)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        one = self.row_at(index.row())
        if one is not None and one.state in CHOOSABLE and index.column() == ChangeColumn.STATE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        one = self.row_at(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or one is None or one.state not in CHOOSABLE:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(one.key)
        else:
            self._chosen.discard(one.key)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True
