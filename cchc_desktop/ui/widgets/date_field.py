"""The one field for a day: typed freely, read when it is left, or taken from a calendar."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from cchc_desktop import clock, i18n
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.dates import format_date, typed_date
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.basics import label

_FIRST, _LAST = date(1945, 9, 2), date(2100, 12, 31)


def _asks_calendar(event: QKeyEvent) -> bool:
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return (event.key() == Qt.Key.Key_F4 and not alt) or (event.key() == Qt.Key.Key_Down and alt)


class _DayLine(QLineEdit):
    """The text of the day; nothing in it is rewritten while it is typed."""

    stepped = Signal(int)
    calendar_asked = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _asks_calendar(event):
            event.accept()  # the window has an F4 of its own
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if _asks_calendar(event):
            self.calendar_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DateField(QWidget):
    """A day. What is no day, or lies out of bounds, stays as it was typed with a sentence below it.

    Signals: `edited` the officer has set another day, or none.
    """

    edited = Signal()

    def __init__(self, name: str, optional: bool = False, year: int = 0) -> None:
        """`name` is the accessible name; `year` completes a day and month typed alone, 0 for the running year."""
        super().__init__()
        self._optional = optional
        self._year = year
        self._least, self._most = _FIRST, _LAST
        self._kept: date | None = None  # the day last shown or read
        self._shown: date | None = None  # the day that the program put there
        self.line = _DayLine()
        self.line.setPlaceholderText(_("day/month/year"))
        self.line.setMinimumWidth(theme.px(112))
        self.line.setMaximumWidth(theme.px(160))
        self.button = QToolButton()
        self.button.setIcon(icons.icon("calendar", "text", 16))
        self.button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.button.setToolTip(_("Calendar (F4)"))
        self.button.setAccessibleName(f"{name}: {_('Calendar (F4)')}")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trouble = label("", "late", wrap=True)
        self.trouble.hide()
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self._lay_out()
        self.line.stepped.connect(self._step)
        self.line.calendar_asked.connect(self.open_calendar)
        self.line.left.connect(self.read)
        self.line.returnPressed.connect(self.read)
        self.line.textEdited.connect(lambda _text: self.trouble.hide())
        self.button.clicked.connect(lambda _on=False: self.open_calendar())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(row)
        column.addWidget(self.trouble)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def set_bounds(self, least: date | None = None, most: date | None = None) -> None:
        """Days outside are refused with a sentence."""
        self._least, self._most = least or _FIRST, most or _LAST

    def show_date(self, day: date | None) -> None:
        """Show a day, or none."""
        self._kept = self._shown = day
        self.line.setText(format_date(day) if day is not None else "")
        self.trouble.hide()

    def is_typed(self) -> bool:
        """Whether the officer has set another day than the one that was shown, or typed what is none."""
        day, problem = self._look()
        return day != self._shown or bool(problem and self.line.text().strip())

    def problem(self) -> str:
        """The sentence about what stands in the field, "" when it is a day that may be taken."""
        return self._look()[1]

    def value(self) -> date | None:
        """The day that stands in the field, None for an empty one; raises `UserError` for what is no day."""
        day, problem = self._look()
        if problem:
            raise UserError(problem)
        return day

    def day(self) -> date:
        """The day of a field that cannot be empty; raises `UserError` for what is no day."""
        day = self.value()
        if day is None:
            raise UserError(_("Type a date."))
        return day

    def read(self) -> bool:
        """Take what was typed: as a day written out, or with a sentence beside it; False for the latter."""
        day, problem = self._look()
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        if problem:
            return False
        shown = format_date(day) if day is not None else ""
        if self.line.text() != shown:
            self.line.setText(shown)
        if day != self._kept:
            self._kept = day
            self.edited.emit()
        return True

    def _look(self) -> tuple[date | None, str]:
        typed = self.line.text().strip()
        if not typed:
            return None, "" if self._optional or not self.isEnabled() else _("Type a date.")
        today = clock.today()
        day = typed_date(typed, today, self._year or today.year)
        if day is None:
            words = _("“{text}” is not a date. Type day/month/year, for example {example}.")
            if any(char.isdecimal() for char in typed):
                words = _("“{text}” is not a day of the calendar. Type day/month/year, for example {example}.")
            return None, words.format(text=typed, example=format_date(today))
        if day > self._most:
            return None, _("The day may be {day} at the latest.").format(day=format_date(self._most))
        if day < self._least:
            return None, _("The day may be {day} at the earliest.").format(day=format_date(self._least))
        return day, ""

    def _set(self, day: date) -> None:
        self.line.setText(format_date(day))
        self.read()

    def _step(self, by: int) -> None:
        """A day on or back; an empty field begins with today. What is no day is left to be mended."""
        day, problem = self._look()
        if problem and self.line.text().strip():
            self.read()
            return
        other = day + timedelta(days=by) if day is not None else clock.today()
        self._set(min(max(other, self._least), self._most))
        self.line.selectAll()

    def open_calendar(self) -> None:
        """Show the calendar below the field, or above it where the screen ends."""
        if not self.isEnabled():
            return
        shown = CalendarPopup(self, self._look()[0] or self._kept or clock.today(), self._least, self._most)
        shown.chosen.connect(self._set)
        shown.closed.connect(partial(self.line.setFocus, Qt.FocusReason.PopupFocusReason))
        shown.open_at(self)


class CalendarPopup(QFrame):
    """A month to choose a day from. Signals: `chosen(date)`; `closed` chosen or not."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, day: date, least: date, most: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("box", "pane")
        self.calendar = QCalendarWidget()
        language = QLocale.Language.Vietnamese if i18n.language() == "vi" else QLocale.Language.English
        self.calendar.setLocale(QLocale(language))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(_qdate(least), _qdate(most))
        self.calendar.setSelectedDate(_qdate(day))
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, theme.px(6))
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)

    def _dress(self) -> None:
        colours = theme.tokens()
        plain, sunday = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(colours.text)
        sunday.setForeground(colours.late)
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, plain)
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, sunday)
        head = QTextCharFormat()
        head.setForeground(colours.secondary)
        self.calendar.setHeaderTextFormat(head)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            arrow = self.calendar.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icons.icon(icon, "text", 16))

    def open_at(self, field: QWidget) -> None:
        """Show it at a field, whole on the screen."""
        self.ensurePolished()
        self.adjustSize()
        room = field.screen().availableGeometry()
        place = field.mapToGlobal(QPoint(0, field.height()))
        if place.y() + self.height() > room.bottom():
            place.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height())
        left = min(max(place.x(), room.left()), room.right() - self.width())
        self.move(left, min(max(place.y(), room.top()), max(room.top(), room.bottom() - self.height())))
        self.show()
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        self.closed.emit()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
