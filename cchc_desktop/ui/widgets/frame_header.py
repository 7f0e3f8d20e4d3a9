"""The header of the task frame: words on two lines and the number of the column, as on paper."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import BUDGET, NUMBER, TRACKING, header_of

_HEIGHT = 46


class FrameHeader(QHeaderView):
    """Columns can be widened with the mouse; none can be moved, the paper has their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(theme.px(30))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        colours = theme.tokens()
        painter.save()
        painter.fillRect(rect, colours.band if logical_index == TRACKING else colours.alt)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if logical_index != BUDGET:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if logical_index == TRACKING:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colours.field_border)
        numbered = NUMBER < logical_index < TRACKING
        words = rect.adjusted(theme.px(3), theme.px(2), -theme.px(3), -theme.px(14) if numbered else -theme.px(2))
        painter.setPen(colours.text)
        painter.setFont(theme.font(11, 600))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, header_of(logical_index))
        if numbered:
            painter.setFont(theme.font(10))
            painter.setPen(colours.secondary)
            line = QRect(rect.left(), rect.bottom() - theme.px(15), rect.width(), theme.px(14))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, str(logical_index))
        painter.restore()
