"""The six steps of the year as arrows in a row: each says how far it is and leads to its tab."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.overview_facts import Place, Step
from cchc_desktop.ui.widgets.basics import empty
from cchc_desktop.ui.widgets.painted_button import PaintedButton

_POINT = 8  # how far an arrow's head stands out, pixels at 100 %


class StepButton(PaintedButton):
    """One arrow; the first has a straight left edge."""

    def __init__(self, step: Step) -> None:
        spoken = ". ".join(part for part in (step.title, step.note, step.warning) if part)
        super().__init__(step.title, spoken, f"{step.title}: {step.note} {step.warning}".strip())
        self._step = step
        self.first = True  # in its row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(66))

    def wanted_width(self) -> int:
        """The width at which its title is whole."""
        return QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._step.title) + theme.px(22 + 22 + _POINT + 8)

    def _outline(self) -> QPolygonF:
        point = theme.px(_POINT)
        right, bottom, middle = self.width() - 0.5, self.height() - 0.5, self.height() / 2
        corners = [(0.5, 0.5), (right - point, 0.5), (right, middle), (right - point, bottom), (0.5, bottom)]
        if not self.first:
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
        left = theme.px(14 if self.first else 22)
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
    """The arrows side by side, in a narrow window in two or three rows; `follow` is told where a chosen one leads."""

    def __init__(self, follow: Callable[[Place], None]) -> None:
        super().__init__()
        self._follow = follow
        self._buttons: list[StepButton] = []
        self._in_row = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(6))

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace the arrows."""
        empty(self._grid)
        self._buttons = []
        for step in steps:
            made = StepButton(step)
            made.clicked.connect(lambda _checked=False, place=step.place: self._follow(place))
            self._buttons.append(made)
        self._in_row = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many arrows in a row as leave every title whole, the rows of equal length."""
        if not self._buttons:
            return
        widest = max(made.wanted_width() for made in self._buttons)
        in_row = next((count for count in (6, 3, 2) if count * widest <= self.width()), 1)
        if in_row == self._in_row:
            return
        self._in_row = in_row
        for number, made in enumerate(self._buttons):
            made.first = number % in_row == 0
            self._grid.addWidget(made, number // in_row, number % in_row)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, int(column < in_row))
