"""Rows that are typed into like a sheet, whatever they are of: each column says what it shows and what it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.sheet import SheetTable

Index = QModelIndex | QPersistentModelIndex
Look = tuple[str, str]  # icon and token


@dataclass(frozen=True)
class TypedColumn:
    """A column: `words` of a row; what `refuses` a text says why; `look` is the icon of a cell, None for none.

    One that is not editable is only looked at. `width` is in pixels at 100 %, 0 for what is left.
    """

    key: Any
    title: str
    words: Callable[[Any], str]
    width: int = 0
    editable: bool = True
    centred: bool = False
    refuses: Callable[[str], str] = lambda _text: ""
    tip: Callable[[Any], str] = lambda _row: ""
    look: Callable[[Any], Look | None] = lambda _row: None
    muted: Callable[[Any], bool] = lambda _row: False


class TypedRows(QAbstractTableModel):
    """Rows with a `guid`, and below them an empty line into which a new one is typed.

    Signal: `typed` what is to be kept as one step: (row or None, line, key of the column, text) for each cell.
    """

    typed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[TypedColumn, ...] = ()
        self._rows: list[Any] = []
        self._grows = True
        self.read_only = False

    def show_rows(self, columns: Sequence[TypedColumn], rows: Sequence[Any], grows: bool = True) -> None:
        """Show rows; a cell that is open stays so where rows are only changed or added at the end."""
        self._grows = grows and not self.read_only
        wanted = [*rows, *([None] if self._grows else [])]
        same = [one.title for one in columns] == [one.title for one in self._columns]
        before = [_key(row) for row in self._rows]
        kept = [known in ("", new) for known, new in zip(before, map(_key, wanted), strict=False)]
        if not same or len(wanted) < len(before) or not all(kept):
            self.beginResetModel()
            self._columns, self._rows = tuple(columns), wanted
            self.endResetModel()
            return
        self._columns = tuple(columns)
        more = len(wanted) - len(before)
        if more:
            self.beginInsertRows(QModelIndex(), len(before), len(wanted) - 1)
        self._rows = wanted
        if more:
            self.endInsertRows()
        if before:
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(columns) - 1))

    def make_room(self, count: int) -> None:
        """Empty lines, until there are so many."""
        missing = count - len(self._rows)
        if self._grows and missing > 0:
            self.beginInsertRows(QModelIndex(), len(self._rows), count - 1)
            self._rows += [None] * missing
            self.endInsertRows()

    def row(self, place: int) -> Any | None:
        """The row at a place; None for an empty line."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, guid: str) -> int:
        """Where a row stands; -1 for one that is not shown."""
        return next((place for place, row in enumerate(self._rows) if row is not None and row.guid == guid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.read_only or not self._columns[index.column()].editable:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if column.centred else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return column.title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.BackgroundRole and not column.editable:
            return QColor(theme.tokens().alt)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if column.centred else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) or column.words(row)
        if role == Qt.ItemDataRole.DecorationRole and (look := column.look(row)) is not None:
            return icons.icon(*look, 14)
        if role == Qt.ItemDataRole.ForegroundRole and column.muted(row):
            return QColor(theme.tokens().accent)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        return self._columns[index.column()].refuses(text)

    def write(self, cells: Sequence[tuple[Index, str]]) -> None:
        """Keep many cells as one step."""
        told = [(self._rows[at.row()], at.row(), self._columns[at.column()].key, text) for at, text in cells]
        told = [one for one in told if one[0] is not None or one[3].strip()]
        if told:
            self.typed.emit(told)


class TypedTable(SheetTable):
    """The table of such rows; what is pasted below the last one makes new rows."""

    def __init__(self, name: str, model: TypedRows) -> None:
        super().__init__()
        self._typed = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.setMinimumHeight(theme.px(72))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setMinimumSectionSize(theme.px(40))
        self.dress_as_sheet()

    def more_rows(self, count: int) -> None:
        self._typed.make_room(max(self.currentIndex().row(), 0) + count)

    def fit_columns(self, columns: Sequence[TypedColumn]) -> None:
        """Give the columns their widths; one of none takes what is left."""
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            stretched = not column.width
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, modes.Stretch if stretched else modes.Interactive)
            if not stretched:
                header.resizeSection(place, theme.px(column.width))

    def chosen(self) -> Any | None:
        """The row in which the chosen cell stands."""
        return self._typed.row(self.currentIndex().row())

    def chosen_rows(self) -> list[Any]:
        """The rows of all chosen cells."""
        places = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [row for place in places if (row := self._typed.row(place)) is not None]


def _key(row: Any | None) -> str:
    return "" if row is None else str(row.guid)
