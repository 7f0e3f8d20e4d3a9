"""Many rows to look at: sorted by any column, narrowed by words, painted as they come into sight."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from cchc_desktop.text import fold, sort_key
from cchc_desktop.ui import icons, theme

Index = QModelIndex | QPersistentModelIndex
Look = tuple[str, str]  # icon and token
_STRONGEST = 0.24  # share of the colour in the strongest ground
_NAMES_KEPT = 16_384
_LEAST, _LEAST_OF_NAMES = 90, 220  # pixels at 100 %, of a column that takes what is left, if its words need it
_Role = Qt.ItemDataRole
_ACROSS = Qt.Orientation.Horizontal


@dataclass(frozen=True)
class Column:
    """A column: `words` of a row, and what it is sorted by where that is not its words.

    `look` is an icon before the words, `token` the colour of the words, `ground` that of the cell. `width` is in pixels
    at 100 %, 0 for what is left. A row that can be ticked says in `tick` whether it is. `shade` is how good a
    value is, from -1 to 1, as the strength of the cell's colour; its words say it too.
    """

    title: str
    words: Callable[[Any], str]
    width: int = 0
    order: Callable[[Any], Any] | None = None
    right: bool = False
    look: Callable[[Any], Look | None] = lambda _row: None
    token: Callable[[Any], str] = lambda _row: ""
    ground: Callable[[Any], str] = lambda _row: ""
    tip: Callable[[Any], str] = lambda _row: ""
    strong: bool = False
    hint: str = ""  # what the head means, where its title is short
    tick: Callable[[Any], bool | None] = lambda _row: None
    shade: Callable[[Any], float | None] = lambda _row: None


@lru_cache(maxsize=_NAMES_KEPT)
def found_by(words: str) -> str:
    """Words as they are searched: without marks."""
    return fold(words)


@lru_cache(maxsize=_NAMES_KEPT)
def by_words(words: str) -> Any:
    """The place of words in the Vietnamese alphabet."""
    return sort_key(words)


def warm(names: Iterable[str]) -> None:
    """Work out beforehand, off the window's thread, what searching and sorting many names will ask for."""
    for name in names:
        found_by(name)
        by_words(name)


class RowsModel(QAbstractTableModel):
    """Rows as they were read, in the order asked for. Signal: `ticked(row, on)`.

    `named` gives the words by which a row is found, `key` what makes it the same one when it is read again.
    """

    ticked = Signal(object, bool)

    def __init__(self, named: Callable[[Any], str], key: Callable[[Any], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._named, self.key = named, key
        self._columns: tuple[Column, ...] = ()
        self._all: tuple[Any, ...] = ()
        self._rows: list[Any] = []
        self._words = ""
        self._wanted: Callable[[Any], bool] = lambda _row: True
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Any]) -> None:
        """Show these rows; as long as the columns are the same they stay sorted as they were."""
        if [one.title for one in columns] != [one.title for one in self._columns]:
            self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self.beginResetModel()
        self._columns, self._all = tuple(columns), tuple(rows)
        self._choose()
        self.endResetModel()

    def narrow(self, words: str) -> None:
        """Show the rows whose names have all these words, diacritics aside."""
        self._words = words
        self._again()

    def keep(self, wanted: Callable[[Any], bool]) -> None:
        """Show only the rows that are wanted."""
        self._wanted = wanted
        self._again()

    def _again(self) -> None:
        self.beginResetModel()
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        words = fold(self._words).split()
        rows = [row for row in self._all if self._wanted(row)]
        if words:
            rows = [row for row in rows if all(word in found_by(self._named(row)) for word in words)]
        column, order = self._sorted
        if 0 <= column < len(self._columns):
            by = self._columns[column]
            key = by.order or (lambda row: by_words(by.words(row)))
            known = [row for row in rows if key(row) is not None]
            known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
            rows = known + [row for row in rows if key(row) is None]
        self._rows = rows

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order)
        self._again()

    @property
    def rows(self) -> Sequence[Any]:
        """The rows that are shown, in their order."""
        return self._rows

    def row(self, place: int) -> Any | None:
        """The row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: Any) -> int:
        """Where the row with a key is shown; -1 where it is not."""
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == _Role.TextAlignmentRole:
            return _side(self._columns[section])
        column = self._columns[section]
        if role == _Role.ToolTipRole:
            return column.hint or column.title
        return column.title if role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == _Role.DisplayRole:
            return column.words(row)
        if role == _Role.ToolTipRole:
            return column.tip(row) or column.words(row)
        if role == _Role.TextAlignmentRole:
            return _side(column)
        if role == _Role.DecorationRole and (look := column.look(row)) is not None:
            return icons.icon(*look, 14)
        if role == _Role.ForegroundRole and (token := column.token(row)):
            return QColor(getattr(theme.tokens(), token))
        if role == _Role.BackgroundRole and (shade := column.shade(row)) is not None:
            return shaded(shade)
        if role == _Role.BackgroundRole and (token := column.ground(row)):
            return QColor(getattr(theme.tokens(), token))
        if role == _Role.FontRole and column.strong:
            return theme.font(12, 600)
        if role == _Role.CheckStateRole and (on := column.tick(row)) is not None:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        ticked = self._columns[index.column()].tick(self._rows[index.row()])
        return flags if ticked is None else flags | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        self.ticked.emit(self._rows[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index)
        return True


class RowsTable(QTableView):
    """The table of such rows. Signals: `chosen` another cell is chosen; `opened(row)` Enter or a double click."""

    chosen = Signal()
    opened = Signal(object)

    def __init__(self, name: str, model: RowsModel, *, whole_rows: bool = True) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        behavior = QTableView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectRows if whole_rows else behavior.SelectItems)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(theme.px(40))
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)
        self.activated.connect(lambda index: self.opened.emit(model.row(index.row())))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._note(now))
        model.modelReset.connect(self._choose_again)
        self._chosen: tuple[Any, int] | None = None  # key of the row, and column
        self._free: list[int] = []  # columns of no width
        self._names: set[int] = set()

    @property
    def rows(self) -> Sequence[Any]:
        """The rows that are shown, in their order."""
        return self._rows.rows

    def narrow(self, words: str) -> None:
        """Show the rows whose names have all these words."""
        self._rows.narrow(words)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it was already."""
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == column
        down = again and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        self._rows.sort(column, order)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Any]) -> None:
        """Show these rows, with the widths that their columns ask for when they are new ones."""
        before = [self._rows.headerData(place, _ACROSS) for place in range(self._rows.columnCount())]
        self._rows.show_rows(columns, rows)
        if [one.title for one in columns] != before:
            self.horizontalHeader().setSortIndicatorShown(False)
            self.fit_columns(columns)
        self._stretch()

    def fit_columns(self, columns: Sequence[Column]) -> None:
        """Give the columns their widths; one of none takes what is left."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        for place, column in enumerate(columns):
            header.setSectionResizeMode(place, modes.Interactive if column.width else modes.Stretch)
            if column.width:
                header.resizeSection(place, max(theme.px(column.width), header.sectionSizeHint(place)))
        self._free = [place for place, column in enumerate(columns) if not column.width]
        self._names = {place for place, column in enumerate(columns) if column.strong}

    def _stretch(self) -> None:
        """What is left goes to the column of no width; where that is too little to read it, the table scrolls."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        taken = sum(header.sectionSize(place) for place in range(header.count()) if place not in self._free)
        for place in self._free:
            most = theme.px(_LEAST_OF_NAMES if place in self._names else _LEAST)
            least = min(max(self.sizeHintForColumn(place), header.sectionSizeHint(place)), most)
            fits = (self.viewport().width() - taken) // len(self._free) >= least
            header.setSectionResizeMode(place, modes.Stretch if fits else modes.Interactive)
            if not fits:
                header.resizeSection(place, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _note(self, now: QModelIndex) -> None:
        row = self._rows.row(now.row())
        if row is not None:
            self._chosen = (self._rows.key(row), now.column())
        self.chosen.emit()

    def _choose_again(self) -> None:
        key, column = self._chosen or (None, 0)
        place = self._rows.place_of(key) if self._chosen else -1
        if place < 0:
            place = 0
        index = self._rows.index(place, min(column, max(0, self._rows.columnCount() - 1)))
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.chosen.emit()

    def chosen_row(self) -> Any | None:
        """The row in which the chosen cell stands."""
        return self._rows.row(self.currentIndex().row())


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def shaded(shade: float) -> QColor:
    """The ground of a value: -1 is as weak, 1 as good as can be; words on it keep their contrast."""
    tokens = theme.tokens()
    end, part = tokens.late if shade < 0 else tokens.done, min(abs(shade), 1.0) * _STRONGEST
    ground = tokens.surface
    pairs = ((ground.red(), end.red()), (ground.green(), end.green()), (ground.blue(), end.blue()))
    return QColor(*(round(low + (high - low) * part) for low, high in pairs))
