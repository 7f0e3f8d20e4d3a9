"""Many cells at once: found and replaced, set for all chosen tasks."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cchc_desktop.rules.finding import places
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.ui.dialogs.frame_bulk import BulkDialog
from cchc_desktop.ui.dialogs.frame_find import FindDialog
from cchc_desktop.ui.table_models.frame_cells import LEAD, NUMBER, OBJECTIVE, TASK, TRACKING, typed_text
from cchc_desktop.ui.table_models.frame_finding import FoundColumn
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.widgets.unit_help import UnitHelp
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, said, shown_now, stored, task_at


def open_find(tab: FrameTab, words: str, by: str) -> FindDialog:
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = tab.finding.dialog
    assert dialog is not None
    dialog.words.setText(words)
    dialog.by.setText(by)
    dialog.search()
    return dialog


def cells_with(tab: FrameTab, words: str) -> int:
    """In how many cells the words stand; an objective that tasks share is one."""
    found = {
        (row.objective_guid if column == OBJECTIVE else row.guid, column)
        for row in stored(tab)
        for column in range(NUMBER + 1, TRACKING)
        if places(typed_text(row, column), words)
    }
    return len(found)


def test_words_are_replaced_without_marks_in_one_step(tab: FrameTab, workspace: Workspace) -> None:
    before, sentences = stored(tab), said(workspace)
    expected = cells_with(tab, "phong van hoa")
    dialog = open_find(tab, "phong van hoa", "Phòng VH")
    assert len(dialog.model.cells) == expected > 3
    assert f"{expected} ô" in dialog.found.text()
    first = dialog.model.index(0, FoundColumn.AFTER).data()
    assert "Phòng VH" in first
    dialog.agree.click()
    assert cells_with(tab, "phong van hoa") == 0
    assert cells_with(tab, "Phòng VH -") == expected
    assert sentences[-1] == f"Đã thay trong {expected} ô. Hoàn tác (Ctrl+Z)"
    assert dialog.found.text() == "Không tìm thấy."
    assert workspace.undo_label == "Hoàn tác: Thay “phong van hoa”"
    workspace.undo()
    assert [(row.text, row.lead_text, row.activities) for row in stored(tab)] == [
        (row.text, row.lead_text, row.activities) for row in before
    ]
    assert len(dialog.model.cells) == expected  # the list follows the frame


def test_with_marks_only_these_are_found_and_what_is_not_ticked_stays(tab: FrameTab) -> None:
    dialog = open_find(tab, "Phòng Văn hoa", "x")
    assert dialog.model.cells == []
    dialog = open_find(tab, "Phòng Văn hóa", "Phòng VH")
    number = len(dialog.model.cells)
    tick = dialog.model.index(0, FoundColumn.NUMBER)
    dialog.model.setData(tick, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    left = dialog.model.cells[0]
    assert dialog.agree.text() == f"Thay trong {number - 1} ô"
    dialog.agree.click()
    assert [cell.guid for cell in dialog.model.cells] == [left.guid]


def test_one_column_and_the_chosen_rows_can_be_asked_for(tab: FrameTab) -> None:
    chosen = [task_at(tab, place).guid for place in range(3)]
    tab.view.choose_rows(chosen)
    dialog = open_find(tab, "phong", "")
    assert dialog.scope.currentText() == "Các dòng đã chọn"
    assert {cell.guid for cell in dialog.model.cells} <= set(chosen)
    dialog.column.setCurrentIndex(dialog.column.findData(LEAD))
    dialog.search()
    assert {cell.column for cell in dialog.model.cells} == {LEAD}
    dialog._show(0)
    assert tab.view.chosen_place() == (dialog.model.cells[0].guid, LEAD)


def test_a_shared_objective_is_found_and_replaced_once(tab: FrameTab, workspace: Workspace) -> None:
    words = task_at(tab, 0).objective
    dialog = open_find(tab, words, "Mục tiêu mới")
    assert [(cell.column, cell.count) for cell in dialog.model.cells if cell.column == OBJECTIVE] == [(OBJECTIVE, 1)]
    dialog.agree.click()
    assert task_at(tab, 0).objective == task_at(tab, 1).objective == "Mục tiêu mới"


def test_the_same_is_set_for_all_chosen_tasks(tab: FrameTab, workspace: Workspace) -> None:
    before, sentences = stored(tab), said(workspace)
    chosen = [task_at(tab, place).guid for place in (0, 3, 20)]
    tab.view.choose_rows(chosen)
    tab.view.setFocus()
    QTest.keyClick(tab.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = tab.findChild(BulkDialog)
    assert isinstance(dialog, BulkDialog)
    assert not dialog.agree.isEnabled()
    dialog.lead.setEditText("Phòng Kinh tế")
    dialog.deadline.setText("Chậm nhất ngày 15/10/2026")
    assert dialog._meaning.text() == "Hiểu là hạn 15/10/2026."
    dialog.deadline.setText("Trước ngày 15/10/2026")
    assert dialog._meaning.text() == "Hiểu là hạn 14/10/2026."
    dialog.deadline.setText("Trước ngày 31/11/2026")
    assert "không có trên lịch: 31/11/2026" in dialog._meaning.text()
    dialog.deadline.setText("Chậm nhất ngày 15/10/2026")
    dialog.status.setCurrentIndex(dialog.status.findData(str(TaskStatus.NOT_APPLICABLE)))
    assert not dialog.agree.isEnabled()  # the one status that needs a reason
    dialog.status.setCurrentIndex(dialog.status.findData(str(TaskStatus.IN_PROGRESS)))
    dialog.group.setCurrentIndex(dialog.group.count() - 1)
    dialog.agree.click()
    rows = [row for row in stored(tab) if row.guid in chosen]
    assert {(row.lead_text, row.deadline, row.status) for row in rows} == {
        ("Phòng Kinh tế", "Chậm nhất ngày 15/10/2026", TaskStatus.IN_PROGRESS)
    }
    assert {row.group_number for row in rows} == {stored(tab)[-1].group_number}
    assert sentences[-1] == "Đã đặt cho 3 nhiệm vụ. Hoàn tác (Ctrl+Z)"
    assert len(tab.view.chosen_rows()) == 3
    workspace.undo()
    assert [(row.guid, row.lead_text, row.deadline, row.status, row.number) for row in stored(tab)] == [
        (row.guid, row.lead_text, row.deadline, row.status, row.number) for row in before
    ]


def test_units_are_offered_while_they_are_typed_and_no_letter_is_rewritten(tab: FrameTab) -> None:
    choose(tab, 0, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = tab.findChild(BulkDialog)
    assert isinstance(dialog, BulkDialog)
    line = dialog.lead.lineEdit()
    assert line is not None and line.completer() is None
    line.setFocus()
    QTest.keyClicks(line, "phong van hoa")
    offered = [one for one in dialog.findChildren(UnitHelp) if one.isVisible()]
    assert len(offered) == 1 and line.text() == "phong van hoa"
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.choice().cells[Column.LEAD] == "Phòng Văn hóa - Xã hội"
    assert dialog.isVisible() and not offered[0].isVisible()
    dialog.dismiss()


def test_fill_down_copies_several_columns_over_the_chosen_rows(tab: FrameTab, workspace: Workspace) -> None:
    rows = [task_at(tab, place) for place in range(4)]
    choose(tab, 0, LEAD)
    for key in (Qt.Key.Key_Right, *[Qt.Key.Key_Down] * 3):
        QTest.keyClick(tab.view, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tab.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    after = [shown_now(tab, row.guid) for row in rows]
    assert {(row.lead_text, row.coordination_text) for row in after} == {(rows[0].lead_text, rows[0].coordination_text)}
    workspace.undo()
    assert [shown_now(tab, row.guid).lead_text for row in rows] == [row.lead_text for row in rows]
    choose(tab, 1, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)  # one row alone takes the row above
    assert shown_now(tab, rows[1].guid).text == rows[0].text


def test_tasks_are_duplicated_below_the_last_of_them(tab: FrameTab, workspace: Workspace) -> None:
    before = stored(tab)
    choose(tab, 2, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [task.guid for task in before[2:4]]
    QTest.keyClick(tab.view, Qt.Key.Key_Insert, Qt.KeyboardModifier.AltModifier)
    after = stored(tab)
    assert [task.guid for task in after[2:4]] == chosen
    copies = after[4:6]
    assert [copy.cells for copy in copies] == [task.cells for task in before[2:4]]
    assert {copy.status for copy in copies} == {"not_started"}
    assert tab.commands.chosen_guids() == [copy.guid for copy in copies]
    workspace.undo()
    assert [task.guid for task in stored(tab)] == [task.guid for task in before]
