"""Laid-out texts, kept by what decides their layout: the words, the width and the style."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextLayout, QTextLine, QTextOption, QTransform

from cchc_desktop.ui import theme
from cchc_desktop.ui.qt_places import places

NO_WRAP = -1


class TextStyle(IntEnum):
    """How a text of the grid is set."""

    PLAIN = 0
    BOLD = 1
    RIGHT = 2
    NOTE = 3


class TextCache:
    """Hands out prepared texts with their heights in pixels; the oldest half goes when `limit` is reached."""

    def __init__(self, limit: int = 6000) -> None:
        self.fonts: dict[TextStyle, QFont] = {
            TextStyle.PLAIN: theme.font(12),
            TextStyle.BOLD: theme.font(12, 600),
            TextStyle.RIGHT: theme.font(12),
            TextStyle.NOTE: theme.font(11),
        }
        self.metrics = {style: QFontMetrics(font) for style, font in self.fonts.items()}
        self._limit = limit
        self._texts: dict[tuple[str, int, TextStyle], tuple[QStaticText, int]] = {}

    def get(self, text: str, width: int, style: TextStyle = TextStyle.PLAIN) -> tuple[QStaticText, int]:
        """The text wrapped at `width` pixels (or `NO_WRAP`) and its height."""
        key = (text, width, style)
        found = self._texts.get(key)
        if found is None:
            found = self._laid_out(text, width, style)
            if len(self._texts) >= self._limit:
                for old in list(self._texts)[: self._limit // 2]:
                    del self._texts[old]
            self._texts[key] = found
        return found

    def _laid_out(self, text: str, width: int, style: TextStyle) -> tuple[QStaticText, int]:
        # A static text breaks its lines at this sign alone.
        made = QStaticText(text.replace("\n", "\u2028"))
        made.setTextFormat(Qt.TextFormat.PlainText)
        if width != NO_WRAP:
            made.setTextOption(_option(style))
            made.setTextWidth(max(1, width))
        made.prepare(QTransform(), self.fonts[style])
        return made, round(made.size().height() + 0.49)

    def places(self, text: str, width: int, style: TextStyle, sought: str) -> list[QRectF]:
        """Where the words stand in a text that `get` laid out, in pixels from its upper left corner."""
        found = places(text.replace("\n", " "), sought)  # words may go on in the next line
        if not found:
            return []
        layout = QTextLayout(text.replace("\n", "\u2028"), self.fonts[style])
        layout.setTextOption(_option(style))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        marked = []
        for start, end in found:
            for line in (layout.lineAt(number) for number in range(layout.lineCount())):
                first, last = line.textStart(), line.textStart() + line.textLength()
                if start < last and end > first:
                    left, right = (_across(line, min(max(at, first), last)) for at in (start, end))
                    marked.append(QRectF(left, line.y(), right - left, line.height()))
        return marked

    def elided(self, text: str, width: int, style: TextStyle) -> str:
        """The text on one line, shortened to `width` pixels."""
        line = " ".join(text.split())
        return self.metrics[style].elidedText(line, Qt.TextElideMode.ElideRight, max(0, width))


def _across(line: QTextLine, at: int) -> float:
    """How far from the left a letter of a line begins; PySide's own types do not know that a pair is returned."""
    reached: Any = line.cursorToX(at)
    return float(reached[0])


def _option(style: TextStyle) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if style is TextStyle.RIGHT:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option
