"""The lines of a criteria set as a tree that is typed into; what does not add up stands at its line."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.services.scoring.criteria_edits import TYPED, cell_value
from cchc_desktop.services.scoring.criteria_sets import scorer_name
from cchc_desktop.ui import formats, icons, theme

Index = QModelIndex | QPersistentModelIndex
COLUMNS = TYPED  # the members of a line, in the order of the columns
LONG = frozenset({"rule", "proof_wanted", "requirement", "applies_to", "name", "responsible"})  # of several lines
CODE, NAME, POINTS = (COLUMNS.index(name) for name in ("code", "name", "max_points"))


class SetLines(QAbstractItemModel):
    """Lines of one set. Signal: `typed` texts by guid and member, which are kept as one step."""

    typed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, SetLine] = {}
        self._children: dict[str | None, list[str]] = {}
        self._keys: list[str] = []
        self._doubts: Mapping[str, tuple[str, ...]] = {}

    def show_table(self, table: CriteriaTable | None, doubts: Mapping[str, tuple[str, ...]]) -> None:
        """Show another set, or the same read again."""
        lines = {line.guid: line for line in table.lines} if table else {}
        children: dict[str | None, list[str]] = {}
        for line in lines.values():
            children.setdefault(line.parent_guid, []).append(line.guid)
        self._doubts = doubts
        if (children, list(lines)) == (self._children, self._keys):
            self._lines = lines  # other words in the same places: what is chosen or being typed stays
            for guids in children.values():
                last = self.index_of(guids[-1]).siblingAtColumn(len(COLUMNS) - 1)
                self.dataChanged.emit(self.index_of(guids[0]), last)
            return
        self.beginResetModel()
        self._lines, self._children, self._keys = lines, children, list(lines)
        self.endResetModel()

    def line_of(self, index: Index) -> SetLine | None:
        """The line behind an index."""
        return self._lines.get(self._keys[index.internalId()]) if index.isValid() else None

    def index_of(self, guid: str, column: int = 0) -> QModelIndex:
        """Where a line stands; invalid when it is not there."""
        line = self._lines.get(guid)
        siblings = self._children.get(line.parent_guid, []) if line else []
        if guid not in siblings:
            return QModelIndex()
        return self.createIndex(siblings.index(guid), column, self._keys.index(guid))

    def doubts_of(self, guid: str) -> tuple[str, ...]:
        """What does not add up at a line; of the whole set at ""."""
        return self._doubts.get(guid, ())

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.line_of(parent)
        siblings = self._children.get(above.guid if above else None, [])
        if not (0 <= row < len(siblings) and 0 <= column < len(COLUMNS)):
            return QModelIndex()
        return self.createIndex(row, column, self._keys.index(siblings[row]))

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        line = self.line_of(index)
        return self.index_of(line.parent_guid) if line and line.parent_guid else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        above = self.line_of(parent)
        return len(self._children.get(above.guid if above else None, []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == POINTS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            "code": _("Code"),
            "name": _("Criterion"),
            "max_points": pgettext("column", "Maximum"),
            "rule": _("How it is scored"),
            "proof_wanted": _("Evidence wanted"),
            "responsible": _("Responsible"),
            "scored_by": _("Scored by"),
            "requirement": _("Requirement"),
            "applies_to": _("Applies to"),
        }[COLUMNS[section]]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_of(index)
        if line is None:
            return None
        name = COLUMNS[index.column()]
        doubts = self._doubts.get(line.guid, ())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(_words(line, name).split())
            case Qt.ItemDataRole.EditRole:
                return _words(line, name)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(doubts) if doubts and name in ("code", "max_points") else _words(line, name)
            case Qt.ItemDataRole.TextAlignmentRole if name == "max_points":
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if not line.is_leaf:
                return theme.font(12, 600)
            case Qt.ItemDataRole.ForegroundRole if name == "max_points" and doubts:
                return theme.tokens().late
            case Qt.ItemDataRole.DecorationRole if name == "code" and doubts:
                return icons.icon("alert-triangle", "late", 14)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        line = self.line_of(index)
        if line is None:
            return ""
        try:
            cell_value(COLUMNS[index.column()], text)
        except UserError as error:
            return _("Criterion {code}: {reason}").format(code=line.code, reason=error)
        return ""

    def write(self, cells: Sequence[tuple[Index, str]]) -> None:
        """Keep texts as one step; those that `refusal` names are none of them."""
        typed = {}
        for index, text in cells:
            line = self.line_of(index)
            name = COLUMNS[index.column()]
            if line is not None and text != _words(line, name):
                typed[(line.guid, name)] = text
        if typed:
            self.typed.emit(typed)


def _words(line: SetLine, name: str) -> str:
    if name == "max_points":
        points = formats.points(line.max_points)
        return f"±{points}" if line.bonus else points
    if name == "scored_by":
        return scorer_name(line.scored_by) if line.is_leaf else ""
    return str(getattr(line, name))
