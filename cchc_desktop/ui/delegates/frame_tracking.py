"""Paints the tracking column of the task frame: icon and word, bar and per cent, note and number of files."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.delegates.text_cache import NO_WRAP, TextCache, TextStyle
from cchc_desktop.ui.formats import percent
from cchc_desktop.ui.table_models.frame_lines import TaskLine
from cchc_desktop.ui.table_models.frame_standing import SET_ASIDE, STYLES, Standing, note_of, word_of

_PERCENT_ROOM = 36


class TrackingPainter:
    """Three lines, as tall as the least row; a reason why a task does not apply takes what it needs."""

    def __init__(self, texts: TextCache) -> None:
        self._texts = texts
        self.today = date.min
        self.ratio = 1.0

    def height(self, line: TaskLine, width: int) -> int:
        """What the cell needs, in pixels."""
        if line.standing not in SET_ASIDE or not line.task.reason:
            return 0
        _text, height = self._texts.get(line.task.reason, width - theme.px(14), TextStyle.NOTE)
        return theme.px(24) + height + theme.px(5)

    def paint(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        """Paint over a ground that is already filled."""
        left, right, top = rect.left() + theme.px(8), rect.right() - theme.px(5), rect.top()
        look = STYLES[line.standing]
        colour: QColor = getattr(theme.tokens(), look.token)
        picture = icons.pixmap(look.icon, look.token, 14, self.ratio)
        painter.drawPixmap(QPointF(left, top + theme.px(7)), picture)
        painter.setFont(self._texts.fonts[TextStyle.BOLD])
        painter.setPen(colour)
        word, _height = self._texts.get(word_of(line.standing), NO_WRAP, TextStyle.BOLD)
        painter.drawStaticText(left + theme.px(18), top + theme.px(5), word)
        if line.standing in SET_ASIDE:
            self._paint_reason(painter, rect, line)
            return
        self._paint_bar(painter, left, right, top + theme.px(27), line, colour)
        self._paint_note(painter, left, right, top + theme.px(38), line)

    def _paint_reason(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        painter.setFont(self._texts.fonts[TextStyle.NOTE])
        painter.setPen(theme.tokens().muted)
        text, _height = self._texts.get(line.task.reason, rect.width() - theme.px(14), TextStyle.NOTE)
        painter.drawStaticText(rect.left() + theme.px(8), rect.top() + theme.px(24), text)

    def _paint_bar(self, painter: QPainter, left: int, right: int, top: int, line: TaskLine, colour: QColor) -> None:
        colours = theme.tokens()
        room = right - left - theme.px(_PERCENT_ROOM)
        share = 100 if line.task.status == TaskStatus.DONE else line.task.percent
        painter.fillRect(QRectF(left, top, room, theme.px(5)), colours.line)
        painter.fillRect(QRectF(left, top, room * share / 100, theme.px(5)), colour)
        self._paint_right(painter, percent(share), right, top - theme.px(6))

    def _paint_note(self, painter: QPainter, left: int, right: int, top: int, line: TaskLine) -> None:
        colours = theme.tokens()
        room = right - left
        if line.task.evidence_count:
            number = str(line.task.evidence_count)
            width = self._texts.metrics[TextStyle.NOTE].horizontalAdvance(number)
            self._paint_right(painter, number, right, top)
            clip = icons.pixmap("paperclip", "secondary", 12, self.ratio)
            painter.drawPixmap(QPointF(right - width - theme.px(15), top + theme.px(2)), clip)
            room -= width + theme.px(20)
        late, soon = line.standing is Standing.LATE, line.standing is Standing.DUE_SOON
        painter.setPen(colours.late if late else colours.soon if soon else colours.secondary)
        note = self._texts.elided(note_of(line.task, line.standing, line.days, self.today), room, TextStyle.NOTE)
        if note:
            text, _height = self._texts.get(note, NO_WRAP, TextStyle.NOTE)
            painter.setFont(self._texts.fonts[TextStyle.NOTE])
            painter.drawStaticText(left, top, text)

    def _paint_right(self, painter: QPainter, words: str, right: int, top: int) -> None:
        painter.setFont(self._texts.fonts[TextStyle.NOTE])
        painter.setPen(theme.tokens().secondary)
        text, _height = self._texts.get(words, NO_WRAP, TextStyle.NOTE)
        painter.drawStaticText(right - round(text.size().width()), top, text)
