"""The calendar of the year: walked by keys, marks that say more than a colour, a file for other calendars."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.services.frame.calendar import read_due
from cchc_desktop.ui.dialogs.work_calendar import WorkCalendarDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.link_row import LinkRow
from cchc_desktop.ui.widgets.month_grid import month_moved, style_of
from cchc_desktop.ui.workspace import Workspace

TODAY = date(2026, 9, 8)


@pytest.fixture
def calendar(workspace: Workspace, qtbot: QtBot) -> WorkCalendarDialog:
    made = WorkCalendarDialog(None, workspace)
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("day", "by", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), -1, date(2026, 11, 30)),
    ],
)
def test_months_are_turned(day: date, by: int, then: date) -> None:
    assert month_moved(day, by) == then


def test_keys_walk_through_days_and_months(calendar: WorkCalendarDialog) -> None:
    grid = calendar.grid
    assert grid.day == TODAY
    for key, day in (
        (Qt.Key.Key_Right, date(2026, 9, 9)),
        (Qt.Key.Key_Down, date(2026, 9, 16)),
        (Qt.Key.Key_PageDown, date(2026, 10, 16)),
        (Qt.Key.Key_Home, date(2026, 10, 1)),
        (Qt.Key.Key_Left, date(2026, 9, 30)),
        (Qt.Key.Key_PageUp, date(2026, 8, 30)),
        (Qt.Key.Key_End, date(2026, 8, 31)),
        (Qt.Key.Key_Up, date(2026, 8, 24)),
    ):
        QTest.keyClick(grid, key)
        assert grid.day == day
    assert calendar.month.text() == "Tháng 8/2026"
    assert "24/8/2026" in grid.accessibleName()


def test_enter_leads_to_what_is_due(calendar: WorkCalendarDialog, workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.dossier is not None
    due = read_due(workspace.dossier, 2026, TODAY)
    alone = next(row for row in due if row.kind == "task" and sum(other.last == row.last for other in due) == 1)
    calendar.grid.choose(alone.last)
    with qtbot.waitSignal(calendar.followed) as led:
        QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    assert led.args == ["frame", alone.guid]
    assert not calendar.isVisible()


def test_of_several_enter_goes_to_the_list(calendar: WorkCalendarDialog) -> None:
    calendar.grid.choose(date(2026, 9, 11))
    QApplication.processEvents()
    QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    rows = [row for row in calendar.day.findChildren(LinkRow) if row.isVisible()]
    assert len(rows) == 2
    assert calendar.isVisible()
    assert calendar.focusWidget() is rows[0]


def test_marks_differ_by_shape(workspace: Workspace) -> None:
    assert workspace.dossier is not None
    due = read_due(workspace.dossier, 2026, TODAY)
    shapes = {style_of(row)[0] for row in due}
    assert shapes >= {"alert-triangle", "clock", "circle-check", "circle-dashed"}
    assert len({style_of(row) for row in due}) == len(shapes)


def test_the_file_has_the_same_days(calendar: WorkCalendarDialog, workspace: Workspace, tmp_path: Path) -> None:
    said: list[str] = []
    workspace.message.connect(said.append)
    calendar.save_to(tmp_path / "lich.ics")
    assert workspace.dossier is not None
    events = Calendar.from_ical((tmp_path / "lich.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len(read_due(workspace.dossier, 2026, TODAY))
    assert said == [f"Đã ghi {len(events)} mốc thời gian vào lich.ics."]


def test_overview_and_menu_lead_to_it(window: MainWindow, qtbot: QtBot) -> None:
    overview = window.tab("overview")
    (button,) = [made for made in overview.findChildren(QPushButton) if made.text() == "Lịch"]
    button.click()
    found = overview.findChild(WorkCalendarDialog)
    assert isinstance(found, WorkCalendarDialog)
    found.grid.choose(date(2026, 9, 5))
    QTest.keyClick(found.grid, Qt.Key.Key_Return)
    assert window.current_tab == "frame"
    assert any(action and action.text() == "Lịch công việc…" for action in window.tab("frame").menu_actions())
