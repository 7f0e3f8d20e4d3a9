"""A year as a line of twelve months with a mark for each milestone, and the widget that shows it large."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_standing import last_day


class MarkKind(Enum):
    """What a milestone is on the strip."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone at a share of the year from 0 to 1."""

    place: float
    kind: MarkKind


def place_in_year(day: date, year: int) -> float:
    """0 for the first of January, 1 for the last of December; days of other years lie at the ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return min(1.0, max(0.0, (day - first).days / (last - first).days))


def marks_of(task: TaskRow, year: int, today: date) -> tuple[Mark, ...]:
    """The task's dated milestones; the first open one that is not late is the next one. A done task has none open."""
    finished = task.status == TaskStatus.DONE
    closed = finished or task.status in SET_ASIDE
    dated = sorted(
        ((day, m.done_on is not None or finished) for m in task.milestones if (day := last_day(m)) is not None),
    )
    marks: list[Mark] = []
    next_found = closed
    for day, met in dated:
        if met:
            kind = MarkKind.DONE
        elif day < today and not closed:
            kind = MarkKind.LATE
        elif not next_found and task.status == TaskStatus.IN_PROGRESS:
            kind, next_found = MarkKind.NEXT, True
        else:
            kind = MarkKind.LATER
        marks.append(Mark(place_in_year(day, year), kind))
    return tuple(marks)


def paint_strip(painter: QPainter, area: QRectF, marks: Sequence[Mark], today: float | None) -> None:
    """Paint the strip on the middle line of `area`; `today` is a share of the year, None in other years."""
    colours = theme.tokens()
    middle, left, width = area.center().y(), area.left(), area.width()
    painter.setPen(QPen(colours.muted if theme.is_dark() else colours.field_border, 1))
    painter.drawLine(QPointF(left, middle), QPointF(left + width, middle))
    tick = theme.px(2)
    for month in range(13):
        x = round(left + width * month / 12) + 0.5
        painter.drawLine(QPointF(x, middle - tick), QPointF(x, middle + tick))
    if today is not None:
        pen = QPen(colours.text, 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        x = round(left + width * today) + 0.5
        painter.drawLine(QPointF(x, middle - theme.px(6)), QPointF(x, middle + theme.px(6)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for mark in marks:
        _paint_mark(painter, QPointF(left + width * mark.place, middle), mark.kind)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_mark(painter: QPainter, centre: QPointF, kind: MarkKind) -> None:
    colours = theme.tokens()
    line, fill = {
        MarkKind.DONE: (colours.done, colours.done),
        MarkKind.LATE: (colours.late, colours.late),
        MarkKind.NEXT: (colours.soon, colours.surface),
        MarkKind.LATER: (colours.secondary, colours.surface),
    }[kind]
    reach = theme.px(5 if kind is MarkKind.LATE else 4) + 0.4
    painter.setPen(QPen(line, 1.4))
    painter.setBrush(fill)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(centre.x(), centre.y() - reach),
                QPointF(centre.x() + reach, centre.y()),
                QPointF(centre.x(), centre.y() + reach),
                QPointF(centre.x() - reach, centre.y()),
            ]
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is MarkKind.LATE:
        painter.setPen(QPen(colours.surface, 1.4))
        painter.drawLine(QPointF(centre.x(), centre.y() - reach * 0.5), QPointF(centre.x(), centre.y() + reach * 0.1))
        painter.drawPoint(QPointF(centre.x(), centre.y() + reach * 0.5))


class MonthStrip(QWidget):
    """The strip with the numbers of the months under it."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._today: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_task(self, task: TaskRow, year: int, today: date) -> None:
        """Show this task's milestones."""
        self._marks = marks_of(task, year, today)
        self._today = place_in_year(today, year) if today.year == year else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(7)
        area = QRectF(side, 0, self.width() - 2 * side, theme.px(18))
        paint_strip(painter, area, self._marks, self._today)
        painter.setFont(theme.font(10))
        painter.setPen(theme.tokens().secondary)
        step = area.width() / 12
        for month in range(12):
            words = QRectF(area.left() + step * month, theme.px(18), step, theme.px(14))
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(month + 1))
