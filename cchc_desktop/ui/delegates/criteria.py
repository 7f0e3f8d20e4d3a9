"""Drawing of the criteria tree: bars with last year's mark, losses with a sign that does not rest on colour."""

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn, CriteriaTree, lost, lost_much
from cchc_desktop.ui.widgets.sheet import SheetDelegate

_ROW = 24
_BAR = 9


class CriteriaDelegate(SheetDelegate):
    """One height for all rows; bar, warning and paper clip are painted over the plain cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        model = index.model()
        row = model.row_of(index) if isinstance(model, CriteriaTree) else None
        if row is None:
            return
        area: QRect = option.rect
        match CriteriaColumn(index.column()):
            case CriteriaColumn.BAR:
                self._bar(painter, area, row)
            case CriteriaColumn.LOST if lost_much(row):
                self._sign(painter, area, "alert-triangle", "late")
            case CriteriaColumn.LOST if row.is_leaf and lost(row) == 0:
                self._sign(painter, area, "check", "done")
            case CriteriaColumn.EVIDENCE if row.evidence_count:
                self._sign(painter, area, "paperclip", "secondary")

    def _sign(self, painter: QPainter, area: QRect, name: str, token: str) -> None:
        size = theme.px(14)
        picture = icons.pixmap(name, token, 14)
        painter.drawPixmap(area.left() + theme.px(6), area.center().y() - size // 2 + 1, size, size, picture)

    def _bar(self, painter: QPainter, area: QRect, row: CriterionRow) -> None:
        if not row.applicable or not row.max_points:
            return
        tokens = theme.tokens()
        height = theme.px(_BAR)
        frame = QRect(area.left() + theme.px(6), area.center().y() - height // 2, area.width() - theme.px(16), height)
        painter.fillRect(frame, tokens.band)
        reached = QRect(frame)
        reached.setWidth(_share(frame.width(), row.self_score, row.max_points))
        colour = tokens.accent if row.level == 1 else _softer(tokens.accent, tokens.surface)
        if row.self_score is not None and row.self_score > 0:
            painter.fillRect(reached, colour)
        if row.last_year is not None:
            place = frame.left() + _share(frame.width(), row.last_year, row.max_points)
            mark = QRect(place - 1, frame.top() - theme.px(3), theme.px(2), height + theme.px(6))
            painter.fillRect(mark, tokens.text)
        painter.setPen(Qt.PenStyle.NoPen)


def _share(width: int, points: Decimal | None, highest: Decimal) -> int:
    """How many of `width` pixels the points fill."""
    if points is None or highest <= 0:
        return 0
    return max(0, min(width, round(width * float(points / highest))))


def _softer(colour: QColor, ground: QColor) -> QColor:
    """The colour at 70 % over the ground, for the bars of single criteria."""
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(0.7 * top + 0.3 * below) for top, below in parts))
