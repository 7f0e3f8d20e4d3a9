"""The header of the task frame: words on two lines and the number of the column, as on paper."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.table_models.frame_cells import NUMBER, TRACKING, header_of
from cchc_desktop.ui.table_models.frame_sorting import Sorting
from cchc_desktop.ui.widgets.frame.frozen import FrozenColumns

_HEIGHT = 46


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
        self.setToolTip(_("Click to sort by a column, drag its edge to make it wider"))

    def show_sorting(self, sorting: Sorting | None) -> None:
        """Mark the column by which the rows are sorted."""
        self._sorting = sorting
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEIGHT))

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
        words = rect.adjusted(theme.px(3), theme.px(2), -theme.px(3), -theme.px(14) if numbered else -theme.px(2))
        painter.setPen(colours.text)
        painter.setFont(theme.font(11, 600))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, _fitting(painter, words, flags, header_of(logical_index)))
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


def _fitting(painter: QPainter, room: QRect, flags: int, words: str) -> str:
    """The words, or as many of them as whole lines have room for."""
    shown = words
    while " " in words and painter.boundingRect(room, flags, shown).height() > room.height():
        words = words.rpartition(" ")[0]
        shown = words.rstrip(",;") + "…"
    return shown
