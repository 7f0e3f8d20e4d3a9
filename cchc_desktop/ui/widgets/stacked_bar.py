"""Progress of one field as a stacked bar: done, in progress, overdue (hatched), the rest."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.overview_rows import FieldProgress
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import sentence_case
from cchc_desktop.ui.overview_lines import field_title
from cchc_desktop.ui.widgets.painted_button import PaintedButton

_SHORT = 340  # pixels at 100 %: in a narrower row what is overdue is an icon and a number
_LEGEND = 22  # height of a line of the legend, pixels at 100 %


def paint_hatched(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A filled area with light strokes across, so that it is told apart without its colour."""
    painter.fillRect(area, colour)
    painter.fillRect(area, QBrush(theme.tokens().surface, Qt.BrushStyle.BDiagPattern))


def paint_parts(painter: QPainter, area: QRectF, field: FieldProgress) -> None:
    """The stacked bar itself; tasks that do not apply are left out of the whole."""
    colours = theme.tokens()
    painter.fillRect(area, colours.band)
    whole = max(1, field.total - field.not_applicable)
    left = area.left()
    for number, colour in ((field.done, colours.done), (field.in_progress, colours.accent), (field.late, colours.late)):
        part = QRectF(left, area.top(), area.width() * number / whole, area.height())
        if number and colour is colours.late:
            paint_hatched(painter, part, colour)
        elif number:
            painter.fillRect(part.adjusted(0, 0, -1, 0), colour)
        left += part.width()


class ProgressRow(PaintedButton):
    """Title, bar, "8/14", and what is overdue; leads to the group in the frame."""

    def __init__(self, field: FieldProgress) -> None:
        title, late = field_title(field.title), _late_words(field.late)
        whole = field.total - field.not_applicable
        counted = _("{done}/{total} done").format(done=field.done, total=whole)
        super().__init__(title, f"{title}. {counted}. {late}", f"{sentence_case(field.title)}\n{counted}")
        self._field, self._title, self._whole, self._late = field, title, whole, late
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(23))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(23))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        if self.underMouse():
            painter.fillRect(self.rect(), colours.alt)
        middle = self.height() / 2
        short = self.width() < theme.px(_SHORT)
        left, names = theme.px(14), max(round(self.width() * 0.37), theme.px(100 if short else 128))
        late = theme.px(44 if short else 92)
        painter.setFont(theme.font(12))
        painter.setPen(colours.text)
        title = QFontMetrics(painter.font()).elidedText(self._title, Qt.TextElideMode.ElideRight, names - theme.px(8))
        painter.drawText(QRect(left, 0, names, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
        bar_left = left + names
        bar_width = self.width() - bar_left - late - theme.px(52)
        height = theme.px(10)
        paint_parts(painter, QRectF(bar_left, round(middle - height / 2), bar_width, height), self._field)
        self._paint_count(painter, bar_left + bar_width + theme.px(6))
        if self._late:
            self._paint_late(painter, self.width() - late, str(self._field.late) if short else self._late)
        self.paint_focus(painter, self.rect())

    def _paint_count(self, painter: QPainter, left: int) -> None:
        area = QRect(left, 0, theme.px(22), self.height())
        painter.setFont(theme.font(12, 600))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._field.done))
        painter.setFont(theme.font(12))
        rest = QRect(area.right() + 1, 0, theme.px(30), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"/{self._whole}")

    def _paint_late(self, painter: QPainter, left: int, words: str) -> None:
        picture = icons.pixmap("alert-triangle", "late", 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - theme.px(14)) / 2), picture)
        painter.setPen(theme.tokens().late)
        area = QRect(left + theme.px(18), 0, theme.px(74), self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


def _late_words(late: int) -> str:
    return ngettext("{count} overdue", "{count} overdue", late).format(count=late) if late else ""


class Legend(QWidget):
    """What the colours of the bars mean."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = (
            (_("Done"), theme.tokens().done),
            (_("In progress"), theme.tokens().accent),
            (_("Overdue"), theme.tokens().late),
            (_("Not begun"), theme.tokens().band),
        )
        self._in_row = len(self._parts)
        self.setFixedHeight(theme.px(_LEGEND))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._in_row = 4 if self._needed(4) <= self.width() else 2
        self.setFixedHeight(theme.px(_LEGEND) * len(self._parts) // self._in_row)

    def _needed(self, in_row: int) -> int:
        metrics = QFontMetrics(theme.font(11))
        words = sum(metrics.horizontalAdvance(words) + 2 for words, _colour in self._parts[:in_row])
        return words + 2 * theme.px(14) + in_row * theme.px(15) + (in_row - 1) * theme.px(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        painter.setFont(theme.font(11))
        metrics = QFontMetrics(painter.font())
        side, near, height = theme.px(10), theme.px(5), theme.px(_LEGEND)
        spare = (self.width() - self._needed(self._in_row)) // max(1, self._in_row - 1)
        gap = theme.px(6) + max(0, min(theme.px(8), spare))
        left = theme.px(14)
        for number, (words, colour) in enumerate(self._parts):
            line, place = divmod(number, self._in_row)
            if place == 0:
                left = theme.px(14)
            square = QRectF(left, line * height + (height - side) / 2, side, side)
            if colour is colours.late:
                paint_hatched(painter, square, colour)
            else:
                painter.fillRect(square, colour)
            painter.setPen(QPen(colours.secondary))
            area = QRect(left + side + near, line * height, metrics.horizontalAdvance(words) + 2, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
            left = area.right() + gap
