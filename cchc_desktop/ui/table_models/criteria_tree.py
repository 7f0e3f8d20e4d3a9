"""The criteria tree as a Qt model over plain rows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.rules.numbers import parse_number, typed_number
from cchc_desktop.services.scoring.indices import points_problem
from cchc_desktop.ui import formats, theme

Index = QModelIndex | QPersistentModelIndex

# A leaf is shown in red only where it lost this share of its points, or this many points.
LOST_SHARE = Decimal("0.4")
LOST_POINTS = Decimal("0.84")


class CriteriaColumn(IntEnum):
    """The columns of the tree."""

    NAME = 0
    MAX = 1
    SELF = 2
    APPRAISED = 3
    SURVEY = 4
    LAST_YEAR = 5
    BAR = 6
    LOST = 7
    EVIDENCE = 8


def lost(row: CriterionRow) -> Decimal | None:
    """Points not reached; None where the row is not scored, does not apply or is a bonus."""
    if row.self_score is None or not row.applicable or row.bonus:
        return None
    return row.max_points - row.self_score


def lost_much(row: CriterionRow) -> bool:
    """Whether the row deserves red: a leaf that lost a large share or many points."""
    points = lost(row)
    return (
        row.is_leaf
        and points is not None
        and points > 0
        and (points >= LOST_POINTS or points >= LOST_SHARE * row.max_points)
    )


# The columns that are typed into, with the name of the score that each shows.
TYPED = {
    CriteriaColumn.SELF: "self_score",
    CriteriaColumn.APPRAISED: "appraised",
    CriteriaColumn.SURVEY: "survey",
}


class CriteriaTree(QAbstractItemModel):
    """Rows of one criteria set.

    Signal: `scored` points were typed: points or None by the criterion's guid and the name of the score.
    """

    scored = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, CriterionRow] = {}
        self._children: dict[str | None, list[str]] = {}
        self._keys: list[str] = []
        self.year = 0

    def show_view(self, view: IndexView | None, only_lost: bool = False) -> None:
        """Show another set, or the same read again; `only_lost` leaves just what lost points."""
        rows = view.criteria if view else ()
        by_guid = {row.guid: row for row in rows}
        kept = _with_losses(by_guid) if only_lost else set(by_guid)
        children: dict[str | None, list[str]] = {}
        for row in rows:
            if row.guid in kept:
                children.setdefault(row.parent_guid, []).append(row.guid)
        year = view.year if view else 0
        if (children, list(by_guid), year) == (self._children, self._keys, self.year):
            before, self._rows = self._rows, by_guid  # the same places: what is chosen or being typed stays
            for row in rows:
                if row is not before[row.guid] and row.guid in kept and row != before[row.guid]:
                    first = self.index_of(row.guid)
                    self.dataChanged.emit(first, first.siblingAtColumn(len(CriteriaColumn) - 1))
            return
        self.beginResetModel()
        self.year = year
        self._rows, self._children, self._keys = by_guid, children, list(by_guid)
        self.endResetModel()

    def row_of(self, index: Index) -> CriterionRow | None:
        """The row behind an index."""
        return self._rows.get(self._keys[index.internalId()]) if index.isValid() else None

    def index_of(self, guid: str) -> QModelIndex:
        """Where a criterion stands; invalid when it is not shown."""
        row = self._rows.get(guid)
        siblings = self._children.get(row.parent_guid, []) if row else []
        return self.createIndex(siblings.index(guid), 0, self._keys.index(guid)) if guid in siblings else QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.row_of(parent)
        siblings = self._children.get(above.guid if above else None, [])
        if not (0 <= row < len(siblings) and 0 <= column < len(CriteriaColumn)):
            return QModelIndex()
        return self.createIndex(row, column, self._keys.index(siblings[row]))

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        row = self.row_of(index)
        return self.index_of(row.parent_guid) if row and row.parent_guid else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        above = self.row_of(parent)
        return len(self._children.get(above.guid if above else None, []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(CriteriaColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row_of(index)
        if row is not None and row.is_leaf and row.applicable and index.column() in TYPED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            middle = Qt.AlignmentFlag.AlignVCenter
            left = section in (CriteriaColumn.NAME, CriteriaColumn.BAR)
            return middle | (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            CriteriaColumn.NAME: _("Criterion"),
            CriteriaColumn.MAX: pgettext("column", "Maximum"),
            CriteriaColumn.SELF: pgettext("column", "Self"),
            CriteriaColumn.APPRAISED: pgettext("column", "Appraised"),
            CriteriaColumn.SURVEY: pgettext("narrow column", "Survey"),
            CriteriaColumn.LAST_YEAR: _("Year {year}").format(year=self.year - 1),
            CriteriaColumn.BAR: pgettext("column", "Reached"),
            CriteriaColumn.LOST: pgettext("column", "Lost"),
            CriteriaColumn.EVIDENCE: pgettext("column", "Proofs"),
        }[CriteriaColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        column = CriteriaColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == CriteriaColumn.NAME:
            return f"{row.code} {row.name}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in (CriteriaColumn.NAME, CriteriaColumn.BAR):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and (row.level == 1 or column == CriteriaColumn.SELF):
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(row, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_of(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if self.refusal(index, str(value)):
            return False
        self.write([(index, str(value))])
        return True

    def refusal(self, index: Index, text: str) -> str:
        """Why a cell does not take a text; "" when it does."""
        row, typed = self.row_of(index), text.strip()
        if row is None or not typed:
            return ""
        try:
            return points_problem(row, typed_number(typed, "1,5"))
        except UserError as error:
            return _("Criterion {code}: {reason}").format(code=row.code, reason=error)

    def write(self, cells: Sequence[tuple[Index, str]]) -> None:
        """Keep points as one step; texts that `refusal` names are none of them."""
        scores = {}
        for index, text in cells:
            row, name = self.row_of(index), TYPED.get(CriteriaColumn(index.column()))
            points = parse_number(text.strip()) if text.strip() else None
            if row is not None and name is not None and points != getattr(row, name):
                scores[(row.guid, name)] = points
        if scores:
            self.scored.emit(scores)


def _with_losses(rows: Mapping[str, CriterionRow]) -> set[str]:
    """The leaves that lost points, and all above them."""
    kept: set[str] = set()
    for row in rows.values():
        points = lost(row)
        guid: str | None = row.guid if row.is_leaf and points is not None and points > 0 else None
        while guid is not None and guid not in kept:
            kept.add(guid)
            guid = rows[guid].parent_guid
    return kept


def _words(row: CriterionRow, column: CriteriaColumn) -> str:
    points = lost(row)
    match column:
        case CriteriaColumn.NAME:
            return f"{row.code}. {row.name}" if row.level == 1 else f"{row.code} {row.name}"
        case CriteriaColumn.MAX:
            return formats.points(row.max_points)
        case CriteriaColumn.SELF:
            return formats.points(row.self_score) if row.applicable else _("n/a")
        case CriteriaColumn.APPRAISED:
            return formats.points(row.appraised)
        case CriteriaColumn.SURVEY:
            return formats.points(row.survey)
        case CriteriaColumn.LAST_YEAR:
            return formats.points(row.last_year)
        case CriteriaColumn.LOST:
            if points is None:
                return ""
            return formats.points(-points) if points > 0 else _("full") if row.is_leaf else formats.points(Decimal(0))
        case CriteriaColumn.EVIDENCE:
            return str(row.evidence_count or "")
    return ""


def _colour(row: CriterionRow, column: CriteriaColumn) -> Any:
    tokens = theme.tokens()
    if not row.applicable:
        return tokens.muted
    if column == CriteriaColumn.LOST:
        return tokens.late if lost_much(row) else tokens.done if lost(row) == 0 else tokens.text
    if column in (CriteriaColumn.MAX, CriteriaColumn.LAST_YEAR, CriteriaColumn.APPRAISED, CriteriaColumn.SURVEY):
        return tokens.secondary
    return tokens.text
