"""How many offices have which index: a bar for every five per cent, with the limits of the grades."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import formats, theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 24, 26, 22  # pixels at 100 %
_STEP = 5  # per cent that one bar stands for
_HUNDRED = 100
Band = tuple[Decimal, str]  # least per cent, name of the grade


class DistributionChart(QWidget):
    """Bars of numbers of offices; the grades stand above, the chosen office's bar is filled."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[int] = Counter()
        self._bands: Sequence[Band] = ()
        self._chosen: int | None = None
        self.setAccessibleName(_("How many offices have which index"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(120))
        self.setMaximumHeight(theme.px(190))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(170))

    def show_shares(self, shares: Sequence[Decimal], bands: Sequence[Band], chosen: Decimal | None = None) -> None:
        """Show the indices of offices, in per cent; bands from the highest down; the one of the chosen office."""
        self._counts = Counter(map(_bar_of, shares))
        self._bands = sorted(bands, reverse=True)
        self._chosen = None if chosen is None else _bar_of(chosen)
        self.setAccessibleDescription("; ".join(self._sentences(shares)))
        self.setToolTip("\n".join(self._sentences(shares)))
        self.update()

    def _sentences(self, shares: Sequence[Decimal]) -> list[str]:
        """The same in words, grade by grade."""
        told, most = [], Decimal(_HUNDRED + 1)
        for least, name in self._bands:
            number = sum(least <= share < most for share in shares)
            words = ngettext("{name}: {count} office", "{name}: {count} offices", number)
            told.append(words.format(name=formats.sentence_case(name), count=formats.count(number)))
            most = least
        return told

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(11))
        first = min(self._counts) * _STEP // 10 * 10
        area = QRectF(
            theme.px(_LEFT),
            theme.px(_TOP),
            self.width() - theme.px(_LEFT + _RIGHT),
            self.height() - theme.px(_TOP + _BOTTOM),
        )
        self._axis(painter, area, first)
        self._bars(painter, area, first)
        self._limits(painter, area, first)

    def _x(self, area: QRectF, first: int, share: float) -> float:
        return area.left() + area.width() * (share - first) / (_HUNDRED - first or 1)

    def _axis(self, painter: QPainter, area: QRectF, first: int) -> None:
        tokens = theme.tokens()
        painter.setPen(QPen(tokens.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(tokens.secondary)
        for mark in range(first, _HUNDRED + 1, 10 if first >= _HUNDRED // 2 else 20):
            box = QRectF(
                self._x(area, first, mark) - theme.px(24), area.bottom() + theme.px(3), theme.px(48), theme.px(16)
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, formats.percent(mark))

    def _bars(self, painter: QPainter, area: QRectF, first: int) -> None:
        tokens, most = theme.tokens(), max(self._counts.values())
        for bar, number in sorted(self._counts.items()):
            left, right = (self._x(area, first, share) for share in (bar * _STEP, (bar + 1) * _STEP))
            high = max(2.0, (area.height() - theme.px(16)) * number / most)
            box = QRectF(left + 2, area.bottom() - high, right - left - 4, high)
            painter.setPen(QPen(tokens.accent, 1))
            painter.setBrush(tokens.accent if bar == self._chosen else tokens.accent_tint)
            painter.drawRect(box)
            painter.setPen(tokens.text)
            over = QRectF(left - theme.px(10), box.top() - theme.px(16), right - left + theme.px(20), theme.px(16))
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, formats.count(number))

    def _limits(self, painter: QPainter, area: QRectF, first: int) -> None:
        """A dashed line at the least index of each grade, its name above where it begins."""
        tokens, end = theme.tokens(), area.right()
        for least, name in self._bands:
            at = self._x(area, first, max(float(least), first))
            if float(least) > first:
                painter.setPen(QPen(tokens.field_border, 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(at, area.top() - theme.px(10)), QPointF(at, area.bottom()))
            painter.setPen(tokens.secondary)
            box = QRectF(at + theme.px(2), 0, max(0.0, end - at - theme.px(4)), theme.px(16))
            words = painter.fontMetrics().elidedText(
                formats.sentence_case(name), Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)
            if float(least) <= first:
                break
            end = at


def _bar_of(share: Decimal) -> int:
    return min(int(max(share, Decimal(0)) // _STEP), _HUNDRED // _STEP - 1)
