"""After an action the keyboard is where the work is: a widget that goes hands it to its pane, never to the tabs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.years import add_year
from cchc_desktop.ui.dialogs import frame_group
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.frame_cells import TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.widgets.empty_state import EmptyState


def active(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def focus() -> QWidget | None:
    for _turn in range(3):  # what follows an action, then where the focus goes because of it
        QApplication.processEvents()
    return QApplication.focusWidget()


def type_words(words: str = "ho so") -> None:
    """As an officer types: into whatever has the focus."""
    for letter in words:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, letter)


def frame_that_asks(window: MainWindow) -> FrameTab:
    """The frame with the question about a unit name that the office does not have."""
    window.show_tab("frame")
    tab = window.tab("frame")
    assert isinstance(tab, FrameTab) and tab.frame is not None
    guid = tab.frame.tasks[0].guid
    window.workspace.run(tasks.set_cells, cells=[(guid, Column.LEAD, "Tổ công tác số Bốn")])
    QApplication.processEvents()
    assert tab.following.bar.isVisible()
    return tab


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_answer_to_the_question_about_units_leads_back_to_the_frame(
    window: MainWindow, qtbot: QtBot, place: int
) -> None:
    active(window, qtbot)
    tab = frame_that_asks(window)
    answers = tab.following.bar.findChildren(QPushButton) + tab.following.bar.findChildren(QToolButton)
    answers[place].setFocus()
    assert focus() is answers[place]
    QTest.keyClick(answers[place], Qt.Key.Key_Space)
    assert focus() is tab.view
    assert not tab.following.bar.isVisible()
    type_words()
    assert window.current_tab == "frame"


def test_a_quick_click_on_what_goes_leads_back_to_the_frame(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.show_tab("frame")
    tab = window.tab("frame")
    assert isinstance(tab, FrameTab)
    tab.view.setFocus()
    assert focus() is tab.view
    tab.view_state.sort_by(TASK)
    QApplication.processEvents()
    (back,) = tab.view_state.strip.findChildren(QPushButton)
    assert back.isVisible()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)  # down and up at once, before anybody looked
    assert focus() is tab.view
    assert not back.isVisible()


def test_a_report_that_was_begun_is_ready_for_writing(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.workspace.run(add_year, year=2027)
    window.workspace.set_year(2027)
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab)
    tab.open_period(Period.parse("2027-Q1"))
    assert tab.empty is not None
    tab.empty.main_button.setFocus()
    assert focus() is tab.empty.main_button
    QTest.keyClick(tab.empty.main_button, Qt.Key.Key_Space)
    assert tab.view is not None
    assert focus() is tab.item_pane.editor
    type_words()
    assert window.current_tab == "report"
    assert "ho so" in tab.item_pane.editor.toPlainText()


@pytest.mark.parametrize("name", ["plan", "frame", "report", "index", "exchange", "overview"])
def test_a_widget_that_goes_hands_the_keyboard_to_its_tab(window: MainWindow, qtbot: QtBot, name: str) -> None:
    active(window, qtbot)
    window.show_tab(name)
    tab = window.tab(name)
    QApplication.processEvents()
    for go in ("setEnabled", "setVisible"):
        tool = next(
            one
            for one in tab.findChildren(QWidget)
            if isinstance(one, QPushButton | QToolButton)
            and one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        tool.setFocus()
        assert focus() is tool
        getattr(tool, go)(False)
        now = focus()
        assert now is not None and tab.isAncestorOf(now), go


def test_words_typed_on_the_row_of_tabs_show_no_other_tab(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.show_tab("frame")
    tabs = [one for one in window.findChildren(QToolButton) if one.property("kind") == "tab"]
    for one in tabs:
        one.setFocus()
        QTest.keyClicks(one, "ho so")
        assert window.current_tab == "frame"
    tabs[0].setFocus()
    QTest.keyClick(tabs[0], Qt.Key.Key_Return)
    assert window.current_tab == "overview"


def test_a_menu_bar_that_was_left_by_a_tool_hands_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    """As after Alt+N, Esc and a click on a tool whose dialog is closed: no menu is lit, yet the focus is there."""
    active(window, qtbot)
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab) and tab.pane is not None
    tab.pane.first_field().setFocus()
    writing = focus()
    assert writing is not None and tab.isAncestorOf(writing)
    window.menuBar().setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert focus() is writing


@pytest.mark.parametrize("name", ["plan", "frame", "report", "index"])
def test_a_tab_without_anything_offers_its_first_step(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.workspace.run(add_year, year=2031)
    window.workspace.set_year(2031)
    active(window, qtbot)
    window.show_tab(name)
    here = focus()
    shown = [one for one in window.tab(name).findChildren(EmptyState) if one.isVisible()]
    assert here is not None and window.tab(name).isAncestorOf(here)
    assert not shown or here is shown[0].main_button


def test_a_task_is_begun_with_its_key_where_there_is_none_yet(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(frame_group, "ask_group_title", lambda *words: asked.append(words) or "")
    window.workspace.run(add_year, year=2031)
    window.workspace.set_year(2031)
    active(window, qtbot)
    window.show_tab("frame")
    here = focus()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Insert)
    assert asked
