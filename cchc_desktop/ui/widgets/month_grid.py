"""One month as a table of weeks: in each day its number and marks for what is due, told apart by shape and word."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.follow_rows import DueRow
from cchc_desktop.rules.progress import Urgency
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import long_date, weekday

_HEAD = 24  # pixels at 100 %: the names of the days
_LINE = 16
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


def style_of(row: DueRow) -> tuple[str, str]:
    """Icon and colour token of something due."""
    if row.met:
        return "circle-check", "done"
    if row.urgency == Urgency.LATE:
        return "alert-triangle", "late"
    if row.urgency == Urgency.DUE_SOON:
        return "clock", "soon"
    return {"report": "report", "incoming": "mail-down"}.get(row.kind, "circle-dashed"), "secondary"


def month_moved(day: date, by: int) -> date:
    """The same day some months away, or the last of a shorter month."""
    month = day.month - 1 + by
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


class MonthGrid(QWidget):
    """Arrows walk by day and week, PgUp and PgDn by month, Home and End to the ends of the month.

    Signals: `day_chosen(date)`; `entered` Enter or a double click on the chosen day.
    """

    day_chosen = Signal(object)
    entered = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.day = today
        self._due: Mapping[date, Sequence[DueRow]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def show_due(self, due: Mapping[date, Sequence[DueRow]]) -> None:
        """Mark these days."""
        self._due = due
        self.choose(self.day)

    def choose(self, day: date) -> None:
        """Show the month of this day and choose the day."""
        self.day = day
        count = len(self._due.get(day, ()))
        words = ngettext("{count} thing due", "{count} things due", count).format(count=count)
        self.setAccessibleName(f"{weekday(day)}, {long_date(day)}: {words}")
        self.update()
        self.day_chosen.emit(day)

    def weeks(self) -> list[list[date]]:
        """The weeks of the month that is shown, from Monday on, with the days of its neighbours."""
        return Calendar().monthdatescalendar(self.day.year, self.day.month)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(380))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(280))

    def _cell(self, week: int, weekday_number: int, weeks: int) -> QRect:
        head = theme.px(_HEAD)
        left, right = (self.width() * place // 7 for place in (weekday_number, weekday_number + 1))
        top, bottom = (head + (self.height() - head) * place // weeks for place in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    def day_at(self, x: int, y: int) -> date | None:
        """The day under a point of the widget."""
        weeks = self.weeks()
        for number, week in enumerate(weeks):
            for place, day in enumerate(week):
                if self._cell(number, place, len(weeks)).contains(x, y):
                    return day
        return None

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.choose(month_moved(self.day, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.choose(self.day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self.choose(month_moved(self.day.replace(day=1), 1) - timedelta(days=1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint().x(), event.position().toPoint().y())
        if day is not None:
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint().x(), event.position().toPoint().y())
        due = self._due.get(day, ()) if day is not None else ()
        self.setToolTip("\n".join(" ".join(row.title.split()) for row in due))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        painter.fillRect(self.rect(), colours.surface)
        painter.fillRect(0, 0, self.width(), theme.px(_HEAD), colours.band)
        painter.setFont(theme.font(11, 600))
        painter.setPen(colours.text)
        weeks = self.weeks()
        for place, day in enumerate(weeks[0]):
            cell = self._cell(0, place, len(weeks))
            box = QRect(cell.left(), 0, cell.width(), theme.px(_HEAD))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, weekday(day))
        for number, week in enumerate(weeks):
            for place, day in enumerate(week):
                self._paint_day(painter, self._cell(number, place, len(weeks)), day)

    def _paint_day(self, painter: QPainter, cell: QRect, day: date) -> None:
        colours = theme.tokens()
        chosen, here = day == self.day, day.month == self.day.month
        painter.fillRect(cell, colours.accent_tint if chosen else colours.surface if here else colours.alt)
        painter.setPen(QPen(colours.soft_line, 1))
        painter.drawLine(cell.topRight(), cell.bottomRight())
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        pad = theme.px(5)
        number = str(day.day) if here else f"{day.day}/{day.month}"
        if day == self._today:
            number = _("{day} today").format(day=number)
        painter.setFont(theme.font(12, 600 if day == self._today else 400))
        painter.setPen(colours.accent if day == self._today else colours.text if here else colours.muted)
        top = QRect(cell.left() + pad, cell.top() + theme.px(3), cell.width() - 2 * pad, theme.px(_LINE))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number)
        self._paint_due(painter, cell.adjusted(pad, theme.px(3 + _LINE), -pad, -theme.px(2)), self._due.get(day, ()))
        if chosen:
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(colours.accent, width))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))

    def _paint_due(self, painter: QPainter, room: QRect, due: Sequence[DueRow]) -> None:
        """As many lines as fit; the last one counts what is left out."""
        colours = theme.tokens()
        height = theme.px(_LINE)
        fitting = max(1, room.height() // height)
        shown = due if len(due) <= fitting else due[: fitting - 1]
        painter.setFont(theme.font(11))
        icon = theme.px(12)
        top = room.top()
        for row in shown:
            name, token = style_of(row)
            painter.drawPixmap(QRectF(room.left(), top + 2, icon, icon).toRect(), icons.pixmap(name, token, 12))
            box = QRect(room.left() + icon + theme.px(4), top, room.width() - icon - theme.px(4), height)
            words = painter.fontMetrics().elidedText(
                " ".join(row.title.split()), Qt.TextElideMode.ElideRight, box.width()
            )
            painter.setPen(getattr(colours, token) if token in ("late", "soon") else colours.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            top += height
        if len(shown) < len(due):
            painter.setPen(colours.secondary)
            words = _("{count} more").format(count=len(due) - len(shown))
            left = room.left() + (0 if not shown else icon + theme.px(4))
            painter.drawText(QRect(left, top, room.width(), height), Qt.AlignmentFlag.AlignVCenter, words)
