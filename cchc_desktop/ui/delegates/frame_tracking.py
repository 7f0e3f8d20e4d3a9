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
_OWN_ROOM = 57  # down to the foot of the third line, pixels at 100 %


class TrackingPainter:
    """Three lines, as tall as the least row; a reason why a task does not apply takes what it needs.

    Where the words that were `sought` stand in no cell in sight, `found` says below where they do.
    """

    def __init__(self, texts: TextCache) -> None:
        self._texts = texts
        self.today = date.min
        self.ratio = 1.0

    def height(self, line: TaskLine, width: int, found: str = "") -> int:
        """What the cell needs, in pixels; 0 where the least row has room for it."""
        below = self._texts.get(found, width - theme.px(14), TextStyle.NOTE)[1] + theme.px(5) if found else 0
        return self._own_height(line, width) + below if below or line.standing in SET_ASIDE else 0

    def _own_height(self, line: TaskLine, width: int) -> int:
        if line.standing not in SET_ASIDE or not line.task.reason:
            return theme.px(_OWN_ROOM)
        _text, height = self._texts.get(line.task.reason, width - theme.px(14), TextStyle.NOTE)
        return theme.px(24) + height + theme.px(5)

    def paint(self, painter: QPainter, rect: QRect, line: TaskLine, found: str = "", sought: str = "") -> None:
        """Paint over a ground that is already filled."""
        self._paint_standing(painter, rect, line)
        if found:
            left, width = rect.left() + theme.px(8), rect.width() - theme.px(14)
            top = rect.top() + self._own_height(line, rect.width())
            for place in self._texts.places(found, width, TextStyle.NOTE, sought):
                painter.fillRect(place.translated(left, top), theme.tokens().found)
            painter.setFont(self._texts.fonts[TextStyle.NOTE])
            painter.setPen(theme.tokens().text)
            painter.drawStaticText(left, top, self._texts.get(found, width, TextStyle.NOTE)[0])

    def _paint_standing(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
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
