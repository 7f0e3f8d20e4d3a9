"""The tasks of a file beside those that are here, each with a tick, as a Qt model."""

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.i18n import _
from cchc_desktop.models.import_rows import ComparedRow, RowState
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.intake.words import choice_words, difference_words, state_words

Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    RowState.NEW: ("plus", "accent"),
    RowState.SAME: ("circle-check", "done"),
    RowState.CHANGED: ("git-merge", "conflict"),
    RowState.HERE: ("circle-dashed", "muted"),
}


_DUTIES = "duties"


class ComparedColumn(IntEnum):
    """The columns of the comparison."""

    CHOICE = 0
    STATE = 1
    TASK = 2
    GROUP = 3
    DIFFERENCE = 4


class ComparedRowsModel(QAbstractTableModel):
    """Signal: `chosen` a tick was set or taken away."""

    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ComparedRow, ...] = ()
        self.taken: set[int] = set()
        self._shown: list[int] = []
        self._duties: dict[int, str] | None = None

    def show_rows(
        self, rows: Sequence[ComparedRow], taken: frozenset[int], duties: dict[int, str] | None = None
    ) -> None:
        """Take a comparison with the rows that are ticked at first.

        `duties` says of which rows of a superior's plan the communes are asked, and in which words.
        """
        self.rows, self.taken, self._duties = tuple(rows), set(taken), duties
        self.filter(None)

    def filter(self, what: RowState | str | None) -> None:
        """Show the rows of one state; "duties" for those that ask something of the communes, None for all."""
        self.beginResetModel()
        duties = self._duties or {}
        self._shown = [
            place
            for place, row in enumerate(self.rows)
            if what in (None, row.state) or (what == _DUTIES and place in duties)
        ]
        self.endResetModel()

    def ticked(self, state: RowState) -> int:
        """How many rows of a state are ticked."""
        return sum(self.rows[place].state is state for place in self.taken)

    def counts(self) -> Counter[RowState]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)

    def row_at(self, place: int) -> ComparedRow | None:
        """The comparison shown at a place."""
        return self.rows[self._shown[place]] if 0 <= place < len(self._shown) else None

    def tick_shown(self, ticked: bool) -> None:
        """Tick, or leave, every row that is shown."""
        for place in self._shown:
            self._tick(place, ticked)
        if self._shown:
            last = self.index(len(self._shown) - 1, len(ComparedColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.chosen.emit()

    def _tick(self, place: int, ticked: bool) -> None:
        if self.rows[place].state is not RowState.SAME:
            (self.taken.add if ticked else self.taken.discard)(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ComparedColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        last = _("Different in") if self._duties is None else _("Given to communes as")
        return (_("What to do"), _("Compared"), _("Task"), _("Group"), last)[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row_at(index.row())
        tickable = index.column() == ComparedColumn.CHOICE and row is not None and row.state is not RowState.SAME
        return usual | Qt.ItemFlag.ItemIsUserCheckable if tickable else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        column = ComparedColumn(index.column())
        ticked = self._shown[index.row()] in self.taken
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if column == ComparedColumn.DIFFERENCE and self._duties is not None:
                return self._duties.get(self._shown[index.row()], "")
            return _words(row, column, ticked)
        if (
            role == Qt.ItemDataRole.CheckStateRole
            and column == ComparedColumn.CHOICE
            and row.state is not RowState.SAME
        ):
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == ComparedColumn.STATE:
            return icons.icon(*_ICONS[row.state], 15)
        if role == Qt.ItemDataRole.ForegroundRole and row.state is RowState.SAME:
            return theme.tokens().secondary
        if role == Qt.ItemDataRole.FontRole and column == ComparedColumn.STATE:
            return theme.font(12, 600)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._tick(self._shown[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index)
        self.chosen.emit()
        return True


def _words(row: ComparedRow, column: ComparedColumn, ticked: bool) -> str:
    match column:
        case ComparedColumn.CHOICE:
            return choice_words(row, ticked)
        case ComparedColumn.STATE:
            return state_words(row.state)
        case ComparedColumn.TASK:
            return row.theirs.cells.get(Column.TASK, "") if row.theirs else row.mine.text if row.mine else ""
        case ComparedColumn.GROUP:
            return row.theirs.group if row.theirs else row.mine.group_title if row.mine else ""
    return difference_words(row)
