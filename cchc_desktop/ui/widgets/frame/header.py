"""The header of the task frame: words on two lines and the number of the column, as on paper."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from cchc_desktop.rules.frame_columns import about
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, NUMBER, TRACKING, header_of
from cchc_desktop.ui.table_models.frame_sorting import Sorting
from cchc_desktop.ui.widgets.frame.columns import HEADING_PAD
from cchc_desktop.ui.widgets.frame.frozen import FrozenColumns

# Pixels at 100 %.
_HEIGHT = 46
_ABOVE, _NUMBER = 2, 14


class FrameHeader(QHeaderView):
    """Columns can be widened with the mouse, a click sorts; none can be moved, the paper has their order."""

    def __init__(self, parent: QWidget, frozen: FrozenColumns) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._frozen = frozen
        self._sorting: Sorting | None = None
        self.setSectionsMovable(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(theme.px(30))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)

    def column_at(self, place: QPoint) -> int:
        """The column that is seen at a place of the header; -1 where there is none."""
        stays = self._frozen.column_at(place.x())
        return stays if stays >= 0 else self.logicalIndexAt(place)

    def show_sorting(self, sorting: Sorting | None) -> None:
        """Mark the column by which the rows are sorted."""
        self._sorting = sorting
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), header_height())

    def setOffset(self, offset: int) -> None:
        super().setOffset(offset)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edges = self._frozen.edges()
        if len(edges) == 1:
            return
        painter = QPainter(self.viewport())
        for column, (left, right) in enumerate(pairwise(edges)):
            self.paintSection(painter, QRect(left, 0, right - left, self.height()), column)
        painter.fillRect(QRect(edges[-1] - 1, 0, 2, self.height()), theme.tokens().field_border)

    def viewportEvent(self, event: QEvent) -> bool:
        """What the mouse does over the columns that stay is done to them, not to what has scrolled under them."""
        if isinstance(event, QMouseEvent) and self._frozen.column_at(round(event.position().x())) >= 0:
            moved = QPointF(event.position().x() - self.offset(), event.position().y())
            event = QMouseEvent(
                event.type(), moved, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
            )
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        colours = theme.tokens()
        painter.save()
        painter.fillRect(rect, colours.band if logical_index == TRACKING else colours.alt)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if any(not self.isSectionHidden(after) for after in range(logical_index + 1, TRACKING)):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if logical_index == TRACKING:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colours.field_border)
        numbered = NUMBER < logical_index < TRACKING
        words = _room_for_words(rect, numbered)
        painter.setPen(colours.text)
        painter.setFont(theme.font(11, 600))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, _fitting(painter, words, flags, logical_index))
        if numbered:
            painter.setFont(theme.font(10))
            painter.setPen(colours.secondary)
            line = QRect(rect.left(), rect.bottom() - theme.px(15), rect.width(), theme.px(14))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, str(logical_index))
        if self._sorting is not None and self._sorting.column == logical_index:
            self._paint_sorting(painter, rect, self._sorting.descending)
        painter.restore()

    def _paint_sorting(self, painter: QPainter, rect: QRect, descending: bool) -> None:
        """A bar under the words and an arrow in the corner."""
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), theme.tokens().accent)
        arrow = icons.pixmap("arrow-down" if descending else "arrow-up", "accent", 12, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(rect.right() - theme.px(15), rect.bottom() - theme.px(16)), arrow)


def header_height() -> int:
    """In pixels: two lines of words, which round up at small sizes, and the number below them."""
    two_lines = QFontMetrics(theme.font(11, 600)).size(0, "1\n2").height()
    return max(theme.px(_HEIGHT), two_lines + 1 + theme.px(_ABOVE) + theme.px(_NUMBER))


def _room_for_words(rect: QRect, numbered: bool) -> QRect:
    beside = theme.px(HEADING_PAD) // 2
    return rect.adjusted(beside, theme.px(_ABOVE), -beside, -theme.px(_NUMBER if numbered else _ABOVE))


def _fitting(painter: QPainter, room: QRect, flags: int, column: int) -> str:
    """The words over a column, the shorter ones where only they have room, else as many as whole lines hold."""
    shown = words = header_of(column)
    for whole in (words, words if column == TRACKING else about(COLUMNS[column]).name()):
        if _has_room(painter, room, flags, whole):
            return whole
    while " " in words and not _has_room(painter, room, flags, shown):
        words = words.rpartition(" ")[0]
        shown = words.rstrip(",;") + "…"
    return shown


def _has_room(painter: QPainter, room: QRect, flags: int, words: str) -> bool:
    needed = painter.boundingRect(room, flags, words)
    return needed.height() <= room.height() and needed.width() <= room.width()
