"""The six steps of the year as arrows in a row: each says how far it is and leads to its tab."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.overview_facts import Place, Step
from cchc_desktop.ui.widgets.basics import empty
from cchc_desktop.ui.widgets.painted_button import PaintedButton

_POINT = 8  # how far an arrow's head stands out, pixels at 100 %


class StepButton(PaintedButton):
    """One arrow; the first has a straight left edge."""

    def __init__(self, step: Step, first: bool) -> None:
        spoken = ". ".join(part for part in (step.title, step.note, step.warning) if part)
        super().__init__(step.title, spoken, f"{step.title}: {step.note} {step.warning}".strip())
        self._step = step
        self._first = first
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(66))

    def _outline(self) -> QPolygonF:
        point = theme.px(_POINT)
        right, bottom, middle = self.width() - 0.5, self.height() - 0.5, self.height() / 2
        corners = [(0.5, 0.5), (right - point, 0.5), (right, middle), (right - point, bottom), (0.5, bottom)]
        if not self._first:
            corners.append((0.5 + point, middle))
        return QPolygonF([QPointF(x, y) for x, y in corners])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.tokens()
        focused = self.hasFocus()
        painter.setPen(QPen(colours.accent if focused else colours.line, 2 if focused else 1))
        painter.setBrush(colours.alt if self.underMouse() else colours.surface)
        painter.drawPolygon(self._outline())
        left = theme.px(14 if self._first else 22)
        picture = icons.pixmap(self._step.icon, self._step.icon_token, 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, theme.px(13)), picture)
        painter.setFont(theme.font(12, 600))
        painter.setPen(colours.text)
        width = self.width() - left - theme.px(_POINT + 6)
        title = QRect(left + theme.px(22), theme.px(11), width - theme.px(22), theme.px(20))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self._step.title)
        self._paint_note(painter, left, width)
        self._paint_bar(painter, left)

    def _paint_note(self, painter: QPainter, left: int, width: int) -> None:
        colours = theme.tokens()
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        top, height = theme.px(32), theme.px(20)
        painter.setPen(colours.secondary)
        warning_width = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._step.warning)
        room = width - (warning_width + theme.px(6) if self._step.warning else 0)
        note = self._step.note
        if metrics.horizontalAdvance(note) > room:
            note = metrics.elidedText(note.split(" ")[0], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignVCenter, note)
        painter.setFont(theme.font(12, 600))
        painter.setPen(getattr(colours, self._step.token))
        start = left + metrics.horizontalAdvance(note) + theme.px(6)
        painter.drawText(QRect(start, top, width, height), Qt.AlignmentFlag.AlignVCenter, self._step.warning)

    def _paint_bar(self, painter: QPainter, left: int) -> None:
        colours = theme.tokens()
        area = QRectF(left, self.height() - theme.px(12), self.width() - left - theme.px(30), theme.px(3))
        painter.fillRect(area, colours.band)
        area.setWidth(area.width() * self._step.share)
        painter.fillRect(area, colours.done if self._step.share >= 1 else colours.accent)


class StepStrip(QWidget):
    """The arrows side by side; `follow` is told where a chosen one leads."""

    def __init__(self, follow: Callable[[Place], None]) -> None:
        super().__init__()
        self._follow = follow
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace the arrows."""
        empty(self._row)
        for number, step in enumerate(steps):
            made = StepButton(step, first=number == 0)
            made.clicked.connect(lambda _checked=False, place=step.place: self._follow(place))
            self._row.addWidget(made, 1)
