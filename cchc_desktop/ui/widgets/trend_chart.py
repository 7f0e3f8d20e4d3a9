"""The way of an index through the years: the office's line within the band between the highest and the lowest."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.index_result_rows import Comparison, PublishedRow, YearOfIndex
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.ui import formats, theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 18, 24, 40  # pixels at 100 %
_STEP = 10  # per cent between two lines


class TrendChart(QWidget):
    """Filled dots are published, hollow ones the office's own scores; the rank stands below the year."""

    def __init__(self) -> None:
        super().__init__()
        self._years: Sequence[YearOfIndex] = ()
        self._own: dict[int, PublishedRow] = {}
        self._shown: dict[int, str] = {}
        self.setAccessibleName(_("The way of the index"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(130))  # in a low window the table below gets the rest
        self.setMaximumHeight(theme.px(200))

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show an index; None shows nothing."""
        self._years = comparison.years if comparison is not None else ()
        self._own = dict(comparison.offices[0].results) if comparison is not None and comparison.offices else {}
        self._shown = dict(comparison.offices[0].shown) if comparison is not None and comparison.offices else {}
        self.setAccessibleDescription("; ".join(filter(None, map(self._sentence, self._years))))
        self.setVisible(any(self._value(year) is not None or year.mean is not None for year in self._years))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(200))

    def _value(self, year: YearOfIndex) -> Decimal | None:
        published = self._own.get(year.year)
        return published.share if published is not None and published.share is not None else year.own

    def _sentence(self, year: YearOfIndex) -> str:
        value = self._value(year)
        return "" if value is None else f"{year.year}: {self._words(year, value)}"

    def _words(self, year: YearOfIndex, value: Decimal) -> str:
        """A share as decisions print it."""
        return f"{self._shown[year.year]}%" if self._shown.get(year.year) else f"{formats.points(rounded(value, 2))}%"

    def paintEvent(self, event: QPaintEvent) -> None:
        values = [
            value
            for year in self._years
            for value in (self._value(year), year.lowest, year.highest)
            if value is not None
        ]
        if not values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11))
        least = max(0, int(min(values) // _STEP * _STEP) - _STEP)
        most = min(100, ceil(max(values) / _STEP) * _STEP)
        area = QRectF(
            theme.px(_LEFT),
            theme.px(_TOP),
            self.width() - theme.px(_LEFT + _RIGHT),
            self.height() - theme.px(_TOP + _BOTTOM),
        )
        self._grid(painter, area, least, max(most, least + _STEP))
        self._band(painter, area, least, max(most, least + _STEP))
        self._line(painter, area, least, max(most, least + _STEP))

    def _at(self, area: QRectF, place: int, value: Decimal, least: int, most: int) -> QPointF:
        wide = area.width() / max(1, len(self._years))
        high = (float(value) - least) / (most - least)
        return QPointF(area.left() + wide * (place + 0.5), area.bottom() - area.height() * high)

    def _grid(self, painter: QPainter, area: QRectF, least: int, most: int) -> None:
        tokens = theme.tokens()
        for mark in range(least, most + 1, _STEP if most - least <= 5 * _STEP else 2 * _STEP):
            y = area.bottom() - area.height() * (mark - least) / (most - least)
            painter.setPen(QPen(tokens.soft_line, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(tokens.secondary)
            box = QRectF(0, y - theme.px(8), area.left() - theme.px(6), theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, formats.percent(mark))
        wide = area.width() / max(1, len(self._years))
        for place, year in enumerate(self._years):
            published = self._own.get(year.year)
            rank = ""
            if published is not None and published.rank is not None:
                rank = f"{published.rank}/{published.ranked}" if published.ranked else str(published.rank)
            box = QRectF(area.left() + wide * place, area.bottom() + theme.px(4), wide, theme.px(34))
            painter.setPen(tokens.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"{year.year}\n{rank}")

    def _band(self, painter: QPainter, area: QRectF, least: int, most: int) -> None:
        """Between the highest and the lowest of all offices, with the mean as a dashed line."""
        known = [
            (place, year.highest, year.mean, year.lowest)
            for place, year in enumerate(self._years)
            if year.highest is not None and year.mean is not None and year.lowest is not None
        ]
        if not known:
            return
        tokens = theme.tokens()
        highs = [self._at(area, place, high, least, most) for place, high, _mean, _low in known]
        lows = [self._at(area, place, low, least, most) for place, _high, _mean, low in known]
        colour = QColor(tokens.secondary)
        colour.setAlpha(36)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if len(known) == 1:
            painter.drawRect(QRectF(highs[0].x() - theme.px(8), highs[0].y(), theme.px(16), lows[0].y() - highs[0].y()))
        painter.drawPolygon(QPolygonF([*highs, *reversed(lows)]))
        painter.setPen(QPen(tokens.secondary, 1, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF([self._at(area, place, mean, least, most) for place, _h, mean, _l in known]))

    def _line(self, painter: QPainter, area: QRectF, least: int, most: int) -> None:
        tokens = theme.tokens()
        points = [
            (year, value, self._at(area, place, value, least, most))
            for place, year in enumerate(self._years)
            if (value := self._value(year)) is not None
        ]
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([at for _year, _value, at in points]))
        for place, (year, value, at) in enumerate(points):
            published = year.year in self._own
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(tokens.accent if published else tokens.surface)
            painter.drawEllipse(at, theme.px(4), theme.px(4))
            painter.setPen(tokens.text)
            beside = [other.y() for _year, _value, other in points[max(0, place - 1) : place + 2] if other != at]
            below = bool(beside) and all(y < at.y() for y in beside) and at.y() + theme.px(20) < area.bottom()
            top = at.y() + theme.px(4) if below else at.y() - theme.px(22)  # the line comes down on a low point
            box = QRectF(at.x() - theme.px(40), top, theme.px(80), theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._words(year, value))
