"""Paints a group row of the task frame, cell by cell, so that it reads as one line across the grid."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.delegates.text_cache import NO_WRAP, TextCache, TextStyle
from cchc_desktop.ui.table_models.frame_lines import GroupLine

CHEVRON_ROOM = 28  # from the left edge, in pixels at 100 %: a click there folds the group


class GroupPainter:
    """Chevron, roman number and title in capitals, then the counts in words."""

    def __init__(self, texts: TextCache) -> None:
        self._texts = texts
        self.ratio = 1.0

    def paint(self, painter: QPainter, whole: QRect, part: QRect, line: GroupLine, framed: bool) -> None:
        """Paint what of the row `whole` (tracking column left out) falls into the cell `part`."""
        colours = theme.tokens()
        painter.fillRect(part, colours.band)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(part.bottomLeft(), part.bottomRight())
        if part.left() <= whole.right():
            painter.setClipRect(part)
            self._paint_words(painter, whole, line)
            if framed:
                painter.setPen(QPen(colours.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(whole.adjusted(1, 1, -1, -1))
            painter.setClipping(False)

    def _paint_words(self, painter: QPainter, whole: QRect, line: GroupLine) -> None:
        colours = theme.tokens()
        middle = whole.center().y()
        name = "chevron-right" if line.collapsed else "chevron-down"
        chevron = icons.pixmap(name, "secondary", 14, self.ratio)
        painter.drawPixmap(QPointF(whole.left() + theme.px(8), middle - theme.px(6)), chevron)
        left = whole.left() + theme.px(CHEVRON_ROOM)
        room = whole.right() - left - theme.px(8)
        title, height = self._texts.get(self._texts.elided(line.title, room, TextStyle.BOLD), NO_WRAP, TextStyle.BOLD)
        painter.setFont(self._texts.fonts[TextStyle.BOLD])
        painter.setPen(colours.text)
        painter.drawStaticText(left, middle - height // 2, title)
        used = round(title.size().width()) + theme.px(18)
        counts = self._texts.elided(line.counts, room - used, TextStyle.PLAIN)
        if counts:
            text, height = self._texts.get(counts, NO_WRAP, TextStyle.PLAIN)
            painter.setFont(self._texts.fonts[TextStyle.PLAIN])
            painter.setPen(colours.secondary)
            painter.drawStaticText(left + used, middle - height // 2, text)
