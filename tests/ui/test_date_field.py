"""The field for a day, typed with real keys: the date that was typed is kept, or a sentence stands beside it."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTableView, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.date_field import CalendarPopup, DateField

START = date(2026, 9, 8)


class Form(QWidget):
    """A field with another one to leave it for."""

    def __init__(self, optional: bool) -> None:
        super().__init__()
        self.day = DateField("Ngày", optional=optional)
        self.day.show_date(START)
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.day)
        column.addWidget(self.other)
        self.edits: list[str] = []
        self.day.edited.connect(lambda: self.edits.append(self.day.line.text()))


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(optional=False)
    qtbot.addWidget(made)
    made.show()
    return made


def typed(qtbot: QtBot, form: Form, text: str) -> None:
    """Type over what stands there, letter by letter, and leave the field."""
    form.day.line.setFocus()
    form.day.line.selectAll()
    for place, letter in enumerate(text, 1):
        qtbot.keyClicks(form.day.line, letter)
        assert form.day.line.text() == text[:place]  # nothing is rewritten meanwhile
    form.other.setFocus()


@pytest.mark.parametrize(
    ("text", "day", "shown"),
    [
        ("15/12/2025", date(2025, 12, 15), "15/12/2025"),
        ("31/7/2026", date(2026, 7, 31), "31/7/2026"),
        ("5.1.2026", date(2026, 1, 5), "05/01/2026"),
        ("15012026", date(2026, 1, 15), "15/01/2026"),
        ("24/8", date(2026, 8, 24), "24/8/2026"),
        ("1-6-25", date(2025, 6, 1), "01/6/2025"),
    ],
)
def test_the_date_that_was_typed_is_the_date(qtbot: QtBot, form: Form, text: str, day: date, shown: str) -> None:
    typed(qtbot, form, text)
    assert (form.day.value(), form.day.line.text()) == (day, shown)
    assert form.edits == [shown] and not form.day.trouble.isVisible()


@pytest.mark.parametrize("text", ["31/2/2026", "12/2026", "32/1/2026", "abc", "15/12/20255", "1/1/1900"])
def test_what_is_no_day_stays_with_a_sentence(qtbot: QtBot, form: Form, text: str) -> None:
    typed(qtbot, form, text)
    assert form.day.line.text() == text and form.day.trouble.isVisible() and form.edits == []
    with pytest.raises(UserError):
        form.day.value()
    form.day.line.setFocus()
    qtbot.keyClick(form.day.line, Qt.Key.Key_Up)
    assert form.day.line.text() == text  # an arrow does not make a date of it either


def test_bounds_are_said_and_never_repaired(qtbot: QtBot, form: Form) -> None:
    form.day.set_bounds(most=START)
    typed(qtbot, form, "9/9/2026")
    assert form.day.line.text() == "9/9/2026"
    assert form.day.trouble.text() == "Ngày muộn nhất được nhập là 08/9/2026."


def test_empty_is_a_day_only_where_it_may_be_missing(qtbot: QtBot, form: Form) -> None:
    typed(qtbot, form, "")
    qtbot.keyClick(form.day.line, Qt.Key.Key_Backspace)
    form.day.line.clear()
    assert not form.day.read() and form.day.trouble.text() == "Nhập ngày."
    optional = DateField("Ngày", optional=True)
    qtbot.addWidget(optional)
    assert optional.read() and optional.value() is None


def test_arrows_step_and_the_wheel_does_not(qtbot: QtBot, form: Form) -> None:
    form.day.line.setFocus()
    qtbot.keyClick(form.day.line, Qt.Key.Key_Up)
    assert form.day.value() == date(2026, 9, 9)
    qtbot.keyClick(form.day.line, Qt.Key.Key_Down)
    qtbot.keyClick(form.day.line, Qt.Key.Key_Down)
    assert form.day.value() == date(2026, 9, 7)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_calendar_can_be_read_and_is_whole(qtbot: QtBot, form: Form, qapp: object, dark: bool, zoom: float) -> None:
    theme.apply(qapp, dark=dark, zoom=zoom)  # type: ignore[arg-type]
    form.day.line.setFocus()
    qtbot.keyClick(form.day.line, Qt.Key.Key_F4)
    popup = form.day.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    for name in ("qt_calendar_monthbutton", "qt_calendar_yearbutton"):
        button = popup.calendar.findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        picture = popup.grab(QRect(button.mapTo(popup, QPoint(0, 0)), button.size())).toImage()
        shades = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        assert max(shades) - min(shades) > 110, (name, dark)
    table = popup.calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert isinstance(table, QTableView)
    assert table.mapTo(popup, QPoint(0, table.height())).y() <= popup.height()
    assert table.viewport().height() >= 7 * table.fontMetrics().height()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert form.day.value() == date(2026, 9, 9)
    theme.apply(qapp)  # type: ignore[arg-type]


def test_f4_opens_the_calendar_where_the_window_has_an_f4_of_its_own(qtbot: QtBot) -> None:
    window, form = QMainWindow(), Form(optional=False)
    pane = window.menuBar().addMenu("Xem").addAction("Khung bên")
    pane.setShortcut("F4")
    window.setCentralWidget(form)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.assertNotEmitted(pane.triggered):
        form.day.line.setFocus()
        qtbot.keyClick(form.day.line, Qt.Key.Key_F4)
    assert form.day.findChildren(CalendarPopup)
    form.day.findChildren(CalendarPopup)[0].close()
