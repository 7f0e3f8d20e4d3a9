"""The papers of a package as a tree that remarks and points are typed into."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.rules.numbers import parse_number, typed_number
from cchc_desktop.services.exchange.answer_forms import AnswerForm, AnswerLine, Appraised
from cchc_desktop.services.exchange.answers import appraisal_problem
from cchc_desktop.ui import formats, icons, theme

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[Index, str]
_GUID = Qt.ItemDataRole.UserRole


class AnswerColumn(IntEnum):
    """The columns of the tree."""

    TITLE = 0
    SELF = 1  # of the maximum
    FIRST = 2
    SECOND = 3
    REMARK = 4


ROUND_OF = {AnswerColumn.FIRST: 1, AnswerColumn.SECOND: 2}


class AnswerModel(QStandardItemModel):
    """What is typed goes into the form at once. Signal: `written` something in it is another."""

    written = Signal()

    def __init__(self, lines: Sequence[AnswerLine], form: AnswerForm, parent: QObject | None = None) -> None:
        super().__init__(0, len(AnswerColumn), parent)
        self._lines = {line.guid: line for line in lines}
        self._form = form
        self._before: list[list[Cell]] = []  # what undo puts back
        self._places: dict[str, QStandardItem] = {}
        for line in lines:
            items = [QStandardItem() for _column in AnswerColumn]
            for item in items:
                item.setData(line.guid, _GUID)
            above = self._places.get(line.above)
            (above if above is not None else self.invisibleRootItem()).appendRow(items)
            self._places[line.guid] = items[0]

    @property
    def is_scored(self) -> bool:
        """Whether there are points to give."""
        return any(line.is_scored for line in self._lines.values())

    def line_of(self, index: Index) -> AnswerLine | None:
        """The line of an index."""
        return self._lines.get(str(super().data(index, _GUID))) if index.isValid() else None

    def place_of(self, guid: str) -> QModelIndex:
        """Where a line stands; invalid for one that is not there."""
        item = self._places.get(guid)
        return item.index() if item is not None else QModelIndex()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and section in ROUND_OF:
            return _("Points of appraisal, round {round}").format(round=ROUND_OF[AnswerColumn(section)])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (
            _("What the package holds"),
            pgettext("column", "Self"),
            pgettext("column of appraisal", "1st"),
            pgettext("column of appraisal", "2nd"),
            pgettext("column", "Remark"),
        )[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        line, column = self.line_of(index), index.column()
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        words = column == AnswerColumn.REMARK and line.table and "\n" not in self._form.remarks.get(line.guid, "")
        typed = words or (column in ROUND_OF and line.is_scored)  # a text of several lines has its field beside
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.line_of(index), AnswerColumn(max(index.column(), 0))
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            words = self._words(line, column)
            return words if role == Qt.ItemDataRole.EditRole else " ".join(words.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and AnswerColumn.SELF <= column <= AnswerColumn.SECOND:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and not line.above:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.DecorationRole and column == AnswerColumn.TITLE and line.guid in self._form.returned:
            return icons.icon("arrow-back-up", "late", 14)
        return None

    def _words(self, line: AnswerLine, column: AnswerColumn) -> str:
        criterion = line.criterion
        match column:
            case AnswerColumn.TITLE:
                return line.title
            case AnswerColumn.REMARK:
                return self._form.remarks.get(line.guid, "")
            case AnswerColumn.SELF:
                if criterion is None:
                    return ""
                own = formats.points(criterion.self_score) or "–"
                return f"{own} / {formats.points(criterion.max_points)}"
        return formats.points(self._form.appraised.get((line.guid, ROUND_OF[column]), Appraised()).points)

    # Typing

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        line, typed = self.line_of(index), text.strip()
        if line is None or line.criterion is None or not typed or index.column() not in ROUND_OF:
            return ""
        try:
            return appraisal_problem(line.criterion, typed_number(typed, "1,5"))
        except UserError as error:
            return _("Criterion {code}: {reason}").format(code=line.criterion.code, reason=error)

    def write(self, cells: Sequence[Cell]) -> None:
        """Keep what was typed or pasted, as one step; texts that `refusal` names are none of it."""
        self._before.append(
            [(QPersistentModelIndex(at), str(at.data(Qt.ItemDataRole.EditRole))) for at, _text in cells]
        )
        self._put(cells)

    def undo(self) -> None:
        """Put back what the last step wrote over."""
        if self._before:
            self._put(self._before.pop())

    def _put(self, cells: Sequence[Cell]) -> None:
        for index, text in cells:
            line = self.line_of(index)
            if line is None:
                continue
            if index.column() == AnswerColumn.REMARK:
                self.set_remark(line.guid, text)
            elif index.column() in ROUND_OF:
                key = line.guid, ROUND_OF[AnswerColumn(index.column())]
                points = parse_number(text) if text.strip() else None
                self._set_appraised(key, Appraised(points, self._form.appraised.get(key, Appraised()).comment))

    def set_remark(self, guid: str, text: str) -> None:
        """What is said of a row; "" takes it away."""
        _set(self._form.remarks, guid, text.strip())
        self._tell(guid)

    def set_comment(self, guid: str, number: int, text: str) -> None:
        """Why a criterion got its points in a round."""
        key = guid, number
        self._set_appraised(key, Appraised(self._form.appraised.get(key, Appraised()).points, text.strip()))

    def set_returned(self, guid: str, on: bool, reason: str) -> None:
        """Give a report back for this reason, or not; the reason stays for when it does after all."""
        self._form.returned.pop(guid, None)
        _set(self._form.withheld, guid, "" if on else reason.strip())
        if on:
            self._form.returned[guid] = reason.strip()
        self._tell(guid)

    def _set_appraised(self, key: tuple[str, int], told: Appraised) -> None:
        _set(self._form.appraised, key, told)
        self._tell(key[0])

    def _tell(self, guid: str) -> None:
        first = self.place_of(guid)
        self.dataChanged.emit(first, first.siblingAtColumn(AnswerColumn.REMARK))
        self.written.emit()


def _set(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if value:
        kept[key] = value
    else:
        kept.pop(key, None)
