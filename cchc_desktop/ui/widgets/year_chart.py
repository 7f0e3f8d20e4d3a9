"""Years side by side: per field a dot for each year on an axis in per cent; a fall is a triangle and a word."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.scoring.indices import YearComparison
from cchc_desktop.ui import formats, theme

_ROW = 20
_LABELS = 156
_FOOT = 22
_HEAD = 22


class YearChart(QWidget):
    """Hollow circle, square and diamond stand for the oldest to the newest year."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[YearComparison, ...] = ()
        self._years: tuple[int, ...] = ()
        self.setAccessibleName(_("Comparison of years"))

    def show_lines(self, lines: tuple[YearComparison, ...], years: tuple[int, ...]) -> None:
        """Show these fields for these years, oldest first."""
        self._lines = tuple(line for line in lines if any(v is not None for v in line.per_cents.values()))
        self._years = tuple(year for year in years if any(year in line.per_cents for line in self._lines))
        self.setAccessibleDescription("; ".join(self._sentence(line) for line in self._lines))
        self.setMinimumHeight(theme.px(_HEAD + _FOOT + _ROW * len(self._lines)) if self._lines else 0)
        self.setVisible(bool(self._lines))
        self.update()

    def _sentence(self, line: YearComparison) -> str:
        known = [f"{year}: {formats.percent(value)}" for year, value in line.per_cents.items() if value is not None]
        return f"{line.name} {', '.join(known)}"

    def sizeHint(self) -> QSize:
        return QSize(theme.px(340), theme.px(_HEAD + _FOOT + _ROW * len(self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11))
        least = self._least()
        left, right = theme.px(_LABELS), self.width() - theme.px(18)
        top = theme.px(_HEAD)
        bottom = top + theme.px(_ROW) * len(self._lines)
        self._axis(painter, least, left, right, top, bottom)
        self._legend(painter, left)
        for place, line in enumerate(self._lines):
            middle = top + theme.px(_ROW) * place + theme.px(_ROW) / 2
            self._line(painter, line, least, left, right, middle)

    def _least(self) -> int:
        values = [v for line in self._lines for v in line.per_cents.values() if v is not None]
        return min(60, max(0, int(min(values, default=Decimal(60)) // 10 * 10)))

    def _x(self, value: Decimal, least: int, left: float, right: float) -> float:
        return left + (right - left) * (min(100.0, float(value)) - least) / (100 - least)

    def _axis(self, painter: QPainter, least: int, left: float, right: float, top: float, bottom: float) -> None:
        tokens = theme.tokens()
        step = 10 if least >= 60 else 20
        for mark in range(least, 101, step):
            x = self._x(Decimal(mark), least, left, right)
            painter.setPen(QPen(tokens.soft_line, 1))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.setPen(tokens.secondary)
            area = QRectF(x - 30, bottom + 3, 60, theme.px(16))
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, formats.percent(mark))

    def _legend(self, painter: QPainter, left: float) -> None:
        x = left
        for year in self._years:
            self._dot(painter, year, QPointF(x + 5, theme.px(8)))
            painter.setPen(theme.tokens().secondary)
            painter.drawText(QPointF(x + theme.px(14), theme.px(12)), str(year))
            x += theme.px(58)

    def _line(
        self, painter: QPainter, line: YearComparison, least: int, left: float, right: float, middle: float
    ) -> None:
        tokens = theme.tokens()
        painter.setPen(tokens.text)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, int(left - theme.px(10)))
        area = QRectF(0, middle - theme.px(_ROW) / 2, left - theme.px(8), theme.px(_ROW))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        known = [(y, value) for y in self._years if (value := line.per_cents.get(y)) is not None]
        xs = [self._x(value, least, left, right) for _year, value in known]
        if len(xs) > 1:
            painter.setPen(QPen(tokens.field_border, 1))
            painter.drawLine(QPointF(min(xs), middle), QPointF(max(xs), middle))
        fell = len(known) > 1 and known[-1][1] < known[-2][1]
        for (year, _value), x in zip(known, xs, strict=True):
            self._dot(painter, year, QPointF(x, middle), fallen=fell and year == known[-1][0])
        if fell:
            painter.setPen(tokens.late)
            word = _("fell")
            width = metrics.horizontalAdvance(word)
            painter.drawText(QPointF(min(xs) - width - theme.px(9), middle + theme.px(4)), word)

    def _dot(self, painter: QPainter, year: int, at: QPointF, fallen: bool = False) -> None:
        tokens = theme.tokens()
        age = len(self._years) - 1 - self._years.index(year)
        size = theme.px(4)
        colour: QColor = tokens.late if fallen else tokens.accent if age == 0 else tokens.secondary
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if age >= 2 else colour)
        if fallen:
            points = [QPointF(at.x() - size, at.y() - size), QPointF(at.x() + size, at.y() - size)]
            painter.drawPolygon(QPolygonF([*points, QPointF(at.x(), at.y() + size)]))
        elif age == 0:
            around = [QPointF(0, -size - 1), QPointF(size + 1, 0), QPointF(0, size + 1), QPointF(-size - 1, 0)]
            painter.drawPolygon(QPolygonF([at + point for point in around]))
        elif age == 1:
            painter.drawRect(QRectF(at.x() - size + 1, at.y() - size + 1, 2 * size - 2, 2 * size - 2))
        else:
            painter.drawEllipse(at, size, size)
