"""Typing into cells: committed, reverted, undone, with a Vietnamese keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cchc_desktop.services.frame import tasks
from cchc_desktop.ui.table_models.frame_cells import ACTIVITY, BUDGET, LEAD, OBJECTIVE, TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, editor, shown_now, task_at


def test_letters_replace_the_cell_and_enter_goes_down(tab: FrameTab) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "P")
    QTest.keyClicks(editor(tab), "hong moi")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert shown_now(tab, guid).lead_text == "Phong moi"
    assert not tab.view.editing.is_open
    assert tab.view.chosen_place() == (task_at(tab, 1).guid, LEAD)


def test_undo_brings_the_cell_back(tab: FrameTab, workspace: Workspace) -> None:
    before = task_at(tab, 0)
    choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "Xyz")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert shown_now(tab, before.guid).lead_text == "Xyz"
    workspace.undo()
    assert shown_now(tab, before.guid).lead_text == before.lead_text
    workspace.redo()
    assert shown_now(tab, before.guid).lead_text == "Xyz"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_new_line_is_a_new_activity_and_the_row_grows(tab: FrameTab, modifier: Qt.KeyboardModifier) -> None:
    guid = choose(tab, 0, ACTIVITY)
    row, before = tab.model.row_of(guid), [one.text for one in task_at(tab, 0).activities]
    height = tab.view.rowHeight(row)
    QTest.keyClick(tab.view, Qt.Key.Key_F2)
    for words in ("Viec them", "Viec nua"):
        QTest.keyClick(editor(tab), Qt.Key.Key_Return, modifier)
        QTest.keyClicks(editor(tab), words)
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert [one.text for one in shown_now(tab, guid).activities] == [*before, "Viec them", "Viec nua"]
    assert tab.view.rowHeight(row) > height


def test_escape_reverts_and_leaves_nothing_to_undo(tab: FrameTab, workspace: Workspace) -> None:
    before = task_at(tab, 0)
    choose(tab, 0, TASK)
    QTest.keyClicks(tab.view, "abc")
    QTest.keyClick(editor(tab), Qt.Key.Key_Escape)
    assert shown_now(tab, before.guid).text == before.text
    assert not workspace.can_undo


def test_tab_commits_and_goes_to_the_next_cell(tab: FrameTab) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "Mot")
    QTest.keyClick(editor(tab), Qt.Key.Key_Tab)
    assert tab.view.chosen_place() == (guid, LEAD + 1)
    QTest.keyClicks(tab.view, "Hai")
    QTest.keyClick(editor(tab), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert tab.view.chosen_place() == (guid, LEAD)
    row = shown_now(tab, guid)
    assert (row.lead_text, row.coordination_text) == ("Mot", "Hai")


def test_tab_stays_in_the_grid_and_ctrl_tab_leaves_it(tab: FrameTab) -> None:
    guid = choose(tab, 0, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_Tab)
    assert tab.view.chosen_place() == (guid, ACTIVITY)
    assert tab.view.hasFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not tab.view.hasFocus()


def test_keys_of_the_tools_work_in_the_grid(tab: FrameTab) -> None:
    guid = choose(tab, 0, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert task_at(tab, 1).guid == guid
    QTest.keyClick(tab.view, Qt.Key.Key_Insert)
    assert tab.view.editing.is_open
    QTest.keyClick(editor(tab), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert tab.view.editing.is_open
    QTest.keyClick(editor(tab), Qt.Key.Key_Escape)
    assert tab.detail.isVisible()
    QTest.keyClick(tab.view, Qt.Key.Key_F4)
    assert not tab.detail.isVisible()


def test_a_click_elsewhere_commits(tab: FrameTab, qtbot: QtBot) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "Bon")
    other = tab.view.visualRect(tab.model.index(tab.model.row_of(guid) + 1, TASK)).center()
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    qtbot.waitUntil(lambda: not tab.view.editing.is_open)
    assert shown_now(tab, guid).lead_text == "Bon"


def test_backspace_and_replaced_letters_reach_the_text_as_a_vietnamese_keyboard_sends_them(tab: FrameTab) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "d")
    QTest.keyClick(editor(tab), Qt.Key.Key_Backspace)
    for letter in "đ", "o", "\b", "ô":
        if letter == "\b":
            QTest.keyClick(editor(tab), Qt.Key.Key_Backspace)
        else:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, editor(tab), Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
            )
    tab.commit_editing()
    assert shown_now(tab, guid).lead_text == "đô"


def test_what_is_being_typed_is_written_before_undo_and_export(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "Nam")
    workspace.commit_requested.emit()
    assert not tab.view.editing.is_open
    assert shown_now(tab, guid).lead_text == "Nam"


def test_a_change_from_elsewhere_waits_for_the_open_editor(tab: FrameTab, workspace: Workspace) -> None:
    choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "Sau")
    other = task_at(tab, 3).guid
    workspace.run(tasks.remove_tasks, task_guids=[other])
    assert tab.model.row_of(other) >= 0
    assert editor(tab).toPlainText() == "Sau"
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert tab.model.row_of(other) == -1


def test_an_objective_is_edited_once_for_all_its_tasks(tab: FrameTab) -> None:
    first, last = tab.model.objective_block(tab.model.row_of(task_at(tab, 0).guid))
    assert last > first
    choose(tab, 1, OBJECTIVE)
    QTest.keyClicks(tab.view, "Muc tieu moi")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    texts = {tab.model.task_line(row).task.objective for row in range(first, last + 1)}  # type: ignore[union-attr]
    assert texts == {"Muc tieu moi"}


def test_a_bare_number_in_the_budget_counts_millions(tab: FrameTab) -> None:
    guid = choose(tab, 0, BUDGET)
    QTest.keyClicks(tab.view, "24,5")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert shown_now(tab, guid).budget_amount == 24_500_000
    index = tab.model.index(tab.model.row_of(guid), BUDGET)
    assert tab.model.data(index) == "24,5"


def test_typing_on_a_group_row_does_not_lose_its_title(tab: FrameTab) -> None:
    tab.view.choose(tab.model.lines[0].guid)
    QTest.keyClicks(tab.view, "x")
    assert not tab.view.editing.is_open
    QTest.keyClick(tab.view, Qt.Key.Key_F2)
    QTest.keyClicks(editor(tab), " moi")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    group = tab.model.group_line(0)
    assert group is not None
    assert group.group.title.endswith(" moi")
