"""The rounds of an index as a table that is typed into: a line for each criterion, a column for each round."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.index_result_rows import RoundLine
from cchc_desktop.rules import localised
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.numbers import parse_number, typed_number
from cchc_desktop.ui import formats, theme

Index = QModelIndex | QPersistentModelIndex
CODE, NAME, MAXIMUM, FIRST = range(4)  # the first column of a round
ROUNDS = tuple(Round)


def round_name(round_: Round) -> str:
    """What a round is called at the head of its column."""
    return {
        Round.SELF: pgettext("column", "Self"),
        Round.FIRST: pgettext("column", "Appraisal 1"),
        Round.SECOND: pgettext("column", "Appraisal 2"),
        Round.SURVEY: pgettext("narrow column", "Survey"),
        Round.FINAL: pgettext("column", "Settled"),
    }[round_]


class RoundsModel(QAbstractTableModel):
    """Signal: `typed` points or None by round and guid of the criterion, to be kept."""

    typed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[RoundLine] = ()
        self.editable = True

    def show_lines(self, lines: Sequence[RoundLine]) -> None:
        """Show these lines; the same ones read again keep what is chosen."""
        if [line.guid for line in lines] == [line.guid for line in self._lines]:
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line_of(self, index: Index) -> RoundLine | None:
        """The line of an index."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return FIRST + len(ROUNDS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = [pgettext("column", "Code"), _("Criterion"), pgettext("column", "Maximum")]
        return [*heads, *(round_name(one) for one in ROUNDS)][section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        line = self.line_of(index)
        typed = line is not None and line.is_leaf and line.applicable and index.column() >= FIRST
        return flags | Qt.ItemFlag.ItemIsEditable if typed and self.editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.line_of(index), index.column()
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.name if column == NAME else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= MAXIMUM:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and not line.is_leaf:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ForegroundRole and column > FIRST:
            change = line.change(ROUNDS[column - FIRST])
            return None if not change else theme.tokens().late if change < 0 else theme.tokens().done
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        line, typed = self.line_of(index), text.strip()
        if line is None or not typed:
            return ""
        try:
            points = typed_number(typed, "1,5")
        except UserError as error:
            return _("Criterion {code}: {reason}").format(code=line.code, reason=error)
        if points > line.max_points:
            return _("Criterion {code} has {most} points at most.").format(
                code=line.code, most=localised.points(line.max_points)
            )
        return ""

    def write(self, cells: Sequence[tuple[Index, str]]) -> None:
        """Hand over what was typed or pasted, round by round; texts that `refusal` names are none of it."""
        found: dict[Round, dict[str, Decimal | None]] = {}
        for index, text in cells:
            line, place = self.line_of(index), index.column() - FIRST
            if line is None or place < 0:
                continue
            points = parse_number(text.strip()) if text.strip() else None
            if points != line.points.get(ROUNDS[place]):
                found.setdefault(ROUNDS[place], {})[line.guid] = points
        if found:
            self.typed.emit(found)


Typed = Mapping[Round, Mapping[str, Decimal | None]]


def _words(line: RoundLine, column: int) -> str:
    if column == CODE:
        return line.code
    if column == NAME:
        return line.name
    points = line.max_points if column == MAXIMUM else line.points.get(ROUNDS[column - FIRST])
    return formats.points(points)
