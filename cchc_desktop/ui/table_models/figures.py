"""The figures of a period as a table that can be typed in, with a row for each group."""

from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.figure_rows import HEADING, FigureRow
from cchc_desktop.models.part_rows import PartFigure
from cchc_desktop.rules.numbers import format_figure, format_value, typed_number
from cchc_desktop.text import clean, fold
from cchc_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
_YES = ("yes", "x")
_NO = ("no",)


class FigureColumn(IntEnum):
    """The columns of the table."""

    CODE = 0
    NAME = 1
    UNIT = 2
    VALUE = 3
    ESTIMATED = 4
    PREVIOUS = 5
    NOTE = 6


_CUT = (FigureColumn.CODE, FigureColumn.NAME, FigureColumn.UNIT, FigureColumn.NOTE)  # may be longer than their column


def value_words(figure: FigureRow | PartFigure, value: Decimal | None) -> str:
    """4512 as 4.512, 49.21 as 49,21, an answer in its words; "" when there is no value."""
    if value is None:
        return ""
    return figure.choices.of(value) or format_value(value)


def with_unit(figure: FigureRow, value: Decimal | None, places: int = 0) -> str:
    """As papers print it: "96,67%", "4.512"; the unit only where it is a per cent sign."""
    if value is None:
        return ""
    return figure.choices.of(value) or format_figure(value, figure.unit, places)


def parse_value(figure: FigureRow | PartFigure, text: str) -> Decimal | None:
    """What was typed as a value; raises `UserError` with the reason when it is none. An empty text is no value."""
    typed = clean(text).strip()
    if not typed:
        return None
    if figure.choices:
        value = figure.choices.code(typed)
        if value is None and figure.kind == "yes_no" and fold(typed) in (*_YES, *_NO):
            value = Decimal(fold(typed) in _YES)
        if value is None:
            words = _("“{text}” is none of its answers. Type one of: {answers}.")
            raise UserError(words.format(text=typed, answers=figure.choices))
        return value
    return typed_number(typed, "4.512, 96,67")


class FiguresModel(QAbstractTableModel):
    """Group rows hold a title, the others a figure.

    Signal: `typed` what is to be kept as one step, each figure as (FigureRow, value, estimated, note).
    """

    typed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[str | FigureRow] = []
        self.period_title = ""
        self.previous_title = ""
        self.read_only = False

    def show_figures(self, figures: Sequence[FigureRow], query: str = "", only_open: bool = False) -> None:
        """Show figures; the same ones with other values are changed where they stand."""
        lines = _lines(figures, query, only_open)
        if [_key(line) for line in lines] != [_key(line) for line in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        before, self._lines = self._lines, lines
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(FigureColumn) - 1))

    def figure(self, row: int) -> FigureRow | None:
        """The figure in a row; None for a group."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, FigureRow) else None

    def row_of(self, guid: str) -> int:
        """Where a figure stands; -1 when it is not shown."""
        return next((n for n, line in enumerate(self._lines) if isinstance(line, FigureRow) and line.guid == guid), -1)

    def groups(self) -> list[int]:
        """The rows that are groups."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, str)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(FigureColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        figure = self.figure(index.row())
        if figure is None or figure.kind == HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        flags = super().flags(index)
        if self.read_only:
            return flags
        if index.column() in (FigureColumn.VALUE, FigureColumn.NOTE):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == FigureColumn.ESTIMATED else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in (FigureColumn.VALUE, FigureColumn.PREVIOUS)
            return Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            FigureColumn.CODE: pgettext("column", "Code"),
            FigureColumn.NAME: pgettext("column", "Figure"),
            FigureColumn.UNIT: pgettext("column", "Unit"),
            FigureColumn.VALUE: self.period_title,
            FigureColumn.ESTIMATED: pgettext("column", "Estimate"),
            FigureColumn.PREVIOUS: self.previous_title,
            FigureColumn.NOTE: pgettext("column", "Note"),
        }[FigureColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        column = FigureColumn(index.column())
        if isinstance(line, str):
            return _group_data(line, column, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in _CUT:
            return _words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == FigureColumn.VALUE and line.choices:
            return _("Type one of: {answers}").format(answers=line.choices)
        if role == Qt.ItemDataRole.CheckStateRole and column == FigureColumn.ESTIMATED and line.kind != HEADING:
            return Qt.CheckState.Checked if line.estimated else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (FigureColumn.VALUE, FigureColumn.PREVIOUS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column == FigureColumn.VALUE:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ForegroundRole and column not in (FigureColumn.NAME, FigureColumn.VALUE):
            return theme.tokens().secondary
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        figure = self.figure(index.row())
        if figure is None or figure.kind == HEADING or self.read_only:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == FigureColumn.ESTIMATED:
            estimated = Qt.CheckState(value) == Qt.CheckState.Checked
            self._keep([(figure, figure.value, estimated, figure.note)])
            return True
        if role != Qt.ItemDataRole.EditRole or self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        figure = self.figure(index.row())
        if figure is None or index.column() != FigureColumn.VALUE:
            return ""
        try:
            parse_value(figure, text)
        except UserError as error:
            return _("Line {code}: {reason}").format(code=figure.code, reason=error)
        return ""

    def write(self, cells: Sequence[tuple[Index, str]]) -> None:
        """Keep values and notes as one step; texts that `refusal` names are none of them."""
        kept: dict[str, tuple[FigureRow, Decimal | None, bool, str]] = {}
        for index, text in cells:
            figure = self.figure(index.row())
            if figure is None or figure.kind == HEADING:
                continue
            _row, value, estimated, note = kept.get(figure.guid, (figure, figure.value, figure.estimated, figure.note))
            if index.column() == FigureColumn.NOTE:
                note = clean(text).strip()
            else:
                value = parse_value(figure, text)
            kept[figure.guid] = (figure, value, estimated and value is not None, note)
        self._keep(list(kept.values()))

    def _keep(self, typed: list[tuple[FigureRow, Decimal | None, bool, str]]) -> None:
        changed = [one for one in typed if one[1:] != (one[0].value, one[0].estimated, one[0].note)]
        if changed:
            self.typed.emit(changed)


def _key(line: str | FigureRow) -> str:
    return line if isinstance(line, str) else line.guid


def _lines(figures: Sequence[FigureRow], query: str, only_open: bool) -> list[str | FigureRow]:
    """Figures that hold all words of the query, under their groups."""
    words = fold(query).split()
    lines: list[str | FigureRow] = []
    group = None
    for figure in figures:
        if only_open and figure.value is not None and not figure.estimated:
            continue
        folded = fold(f"{figure.code} {figure.name} {figure.group}")
        if not all(word in folded for word in words):
            continue
        if figure.group != group:
            group = figure.group
            lines.append(group)
        lines.append(figure)
    return lines


def _words(figure: FigureRow, column: FigureColumn) -> str:
    match column:
        case FigureColumn.CODE:
            return figure.code
        case FigureColumn.NAME:
            return figure.name
        case FigureColumn.UNIT:
            return figure.unit
        case FigureColumn.VALUE:
            return value_words(figure, figure.value)
        case FigureColumn.PREVIOUS:
            return value_words(figure, figure.previous)
        case FigureColumn.NOTE:
            return figure.note
    return ""


def _group_data(title: str, column: FigureColumn, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole and column == FigureColumn.CODE:
        return title
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(12, 600)
    if role == Qt.ItemDataRole.BackgroundRole:
        return theme.tokens().band
    return None
