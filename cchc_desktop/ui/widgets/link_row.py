"""One line of a list of links: icon, words that lead somewhere, a note under them, a word at the right."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.overview_facts import FactLine
from cchc_desktop.ui.widgets.painted_button import PaintedButton

_MOST_LINES = 2


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    """At most two lines; the last one ends in an ellipsis when there is more."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < _MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        start = line.textStart()
        found.append(text[start:] if len(found) == _MOST_LINES - 1 else text[start : start + line.textLength()])
    layout.endLayout()
    if found:
        found[-1] = QFontMetrics(font).elidedText(found[-1], Qt.TextElideMode.ElideRight, width)
    return [line.strip() for line in found]


class LinkRow(PaintedButton):
    """Clicked or pressed with Space or Enter it leads to its place; long titles take two lines."""

    def __init__(self, line: FactLine) -> None:
        super().__init__(
            line.title, ". ".join(part for part in (line.title, line.note, line.right) if part), line.title
        )
        self._line = line
        self._title_lines: dict[int, list[str]] = {}  # by the width they were broken for
        self._heights: dict[int, int] = {}  # by width: layouts ask many times
        self._title_font = theme.font(12)
        self._note_font = theme.font(11)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _titles(self, width: int) -> list[str]:
        if width not in self._title_lines:
            self._title_lines[width] = _wrapped(self._line.title, self._title_font, width)
        return self._title_lines[width]

    def _right_width(self) -> int:
        return QFontMetrics(self._title_font).horizontalAdvance(self._line.right) if self._line.right else 0

    def _text_width(self, width: int) -> int:
        right = self._right_width()
        return width - theme.px(14 + 27 + 14) - (right + theme.px(12) if right else 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            lines = len(self._titles(self._text_width(width)))
            note = QFontMetrics(self._note_font).height() if self._line.note else 0
            self._heights[width] = lines * self._title_height() + theme.px(10) + note
        return self._heights[width]

    def _title_height(self) -> int:
        return QFontMetrics(self._title_font).height()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self._title_height() + theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        if self.underMouse():
            painter.fillRect(self.rect(), colours.alt)
        urgent = self._line.token in ("late", "soon")
        right: QColor = getattr(colours, self._line.token) if urgent else colours.secondary
        left, top = theme.px(14), theme.px(5)
        picture = icons.pixmap(self._line.icon, self._line.token, 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - theme.px(16)) / 2), picture)
        width = self._text_width(self.width())
        painter.setFont(self._title_font)
        painter.setPen(colours.accent)
        text_left = left + theme.px(27)
        for words in self._titles(width):
            painter.drawText(QRect(text_left, top, width, self._title_height()), Qt.AlignmentFlag.AlignVCenter, words)
            top += self._title_height()
        painter.setFont(self._note_font)
        painter.setPen(colours.secondary)
        metrics = QFontMetrics(self._note_font)
        note = metrics.elidedText(self._line.note, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(text_left, top, width, metrics.height()), Qt.AlignmentFlag.AlignVCenter, note)
        self._paint_right(painter, right)
        self.paint_focus(painter, self.rect())

    def _paint_right(self, painter: QPainter, colour: QColor) -> None:
        painter.setFont(self._title_font)
        painter.setPen(colour)
        area = self.rect().adjusted(0, 0, -theme.px(14), 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._line.right)
