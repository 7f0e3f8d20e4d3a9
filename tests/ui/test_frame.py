"""The task frame as the officer uses it: typing, undo, filter, adding, removing, copying, following the work."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.models.rows import TaskRow
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence, tasks
from cchc_desktop.services.plans import annual_plan
from cchc_desktop.services.sample import create_sample
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import ACTIVITY, BUDGET, LEAD, NUMBER, OBJECTIVE, TASK, TRACKING
from cchc_desktop.ui.table_models.frame_standing import Standing
from cchc_desktop.ui.tabs.frame import FrameTab
from cchc_desktop.ui.tabs.frame_milestones import MilestoneLine
from cchc_desktop.ui.widgets.cell_editor import CellEditor
from cchc_desktop.ui.workspace import Workspace

YEAR = 2026


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def workspace(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Workspace]:
    monkeypatch.setenv("CCHC_TODAY", "2026-09-08")
    copy = tmp_path / "ho-so.cchc"
    shutil.copyfile(sample, copy)
    made = Workspace()
    made.open(copy)
    yield made
    made.close()


@pytest.fixture
def tab(workspace: Workspace, qtbot: QtBot) -> Iterator[FrameTab]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    made = FrameTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    workspace.commit_requested.connect(made.commit_editing)
    made.resize(1366, 700)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: bool(made.model.lines))
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    yield made
    workspace.changed.disconnect(made.rows_changed)


def stored(tab: FrameTab) -> tuple[TaskRow, ...]:
    """The frame as the dossier holds it."""
    dossier = tab.workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, YEAR)
    return tasks.read_tasks(dossier, plan.guid) if plan else ()


def task_at(tab: FrameTab, place: int) -> TaskRow:
    """The n-th task that is shown."""
    lines = [line for row in range(len(tab.model.lines)) if (line := tab.model.task_line(row)) is not None]
    return lines[place].task


def choose(tab: FrameTab, place: int, column: int) -> str:
    """Put the cursor into a cell of the n-th task; returns its guid."""
    guid = task_at(tab, place).guid
    tab.view.choose(guid, column)
    tab.view.setFocus()
    return guid


def editor(tab: FrameTab) -> CellEditor:
    found = tab.view.editing.editor
    assert found is not None
    return found


def shown_now(tab: FrameTab, guid: str) -> TaskRow:
    line = tab.model.task_line(tab.model.row_of(guid))
    assert line is not None
    return line.task


def said(workspace: Workspace) -> list[str]:
    sentences: list[str] = []
    workspace.message.connect(sentences.append)
    return sentences


# Typing


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
    row, before = tab.model.row_of(guid), task_at(tab, 0).activities
    height = tab.view.rowHeight(row)
    QTest.keyClick(tab.view, Qt.Key.Key_F2)
    for words in ("Viec them", "Viec nua"):
        QTest.keyClick(editor(tab), Qt.Key.Key_Return, modifier)
        QTest.keyClicks(editor(tab), words)
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert shown_now(tab, guid).activities == (*before, "Viec them", "Viec nua")
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


# Filter


def test_the_filter_needs_no_diacritics(tab: FrameTab, qtbot: QtBot) -> None:
    QTest.keyClicks(tab.filter_bar.search, "niem yet")
    qtbot.waitUntil(lambda: len(tab.model.lines) < 60)
    rows = [line.task for row in range(len(tab.model.lines)) if (line := tab.model.task_line(row)) is not None]
    assert rows
    texts = ["\n".join([r.objective, r.text, *r.activities, *(p.text for p in r.products), r.result]) for r in rows]
    assert all("niêm" in text.lower() and "yết" in text.lower() for text in texts)
    assert f"<b>{len(rows)}</b>/63" in tab.filter_bar.shown.text()


def test_a_filter_without_a_match_offers_to_clear_it(tab: FrameTab, qtbot: QtBot) -> None:
    QTest.keyClicks(tab.filter_bar.search, "khong co gi nhu vay")
    qtbot.waitUntil(lambda: not tab.view.isVisible())
    tab._nothing_found.main_button.click()
    assert tab.view.isVisible()
    assert len([line for line in tab.model.lines if hasattr(line, "task")]) == 63


def test_the_foot_shows_only_tasks_that_stand_like_this(tab: FrameTab) -> None:
    tab.footer.chosen.emit(Standing.LATE)
    rows = [tab.model.task_line(row) for row in range(len(tab.model.lines))]
    assert {line.standing for line in rows if line is not None} == {Standing.LATE}
    tab.footer.chosen.emit(Standing.LATE)
    assert not tab.filter_bar.asked()


def test_a_task_added_under_a_filter_is_seen(tab: FrameTab) -> None:
    tab.footer.chosen.emit(Standing.LATE)
    choose(tab, 0, TASK)
    tab.commands.add_task()
    assert tab.view.editing.is_open
    QTest.keyClicks(editor(tab), "Viec moi")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert any(row.text == "Viec moi" for row in stored(tab))


# Rows


def test_insert_adds_a_task_under_the_chosen_one_and_opens_it(tab: FrameTab) -> None:
    before = task_at(tab, 1)
    choose(tab, 1, TASK)
    tab.commands.add_task()
    QTest.keyClicks(editor(tab), "Nhiem vu moi")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    added = task_at(tab, 2)
    assert added.text == "Nhiem vu moi"
    assert added.objective_guid == before.objective_guid
    assert added.number == "1.3"
    assert task_at(tab, 3).number == "1.4"


def test_whole_rows_are_removed_with_del_and_come_back(tab: FrameTab, workspace: Workspace, qtbot: QtBot) -> None:
    sentences = said(workspace)
    first, third = task_at(tab, 0), task_at(tab, 2)
    numbers = [tab.view.visualRect(tab.model.index(tab.model.row_of(row.guid), NUMBER)) for row in (first, third)]
    view = tab.view.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=numbers[0].topLeft() + QPoint(8, 8))
    qtbot.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, numbers[1].topLeft() + QPoint(8, 8)
    )
    QTest.keyClick(tab.view, Qt.Key.Key_Delete)
    assert len(stored(tab)) == 60
    assert sentences[-1] == "Đã xóa 3 nhiệm vụ. Hoàn tác (Ctrl+Z)"
    workspace.undo()
    assert [row.guid for row in stored(tab)][:3] == [first.guid, task_at(tab, 1).guid, third.guid]
    assert tab.model.row_of(first.guid) == 1


def test_del_on_cells_empties_them(tab: FrameTab) -> None:
    guid = choose(tab, 0, LEAD)
    QTest.keyClick(tab.view, Qt.Key.Key_Delete)
    assert shown_now(tab, guid).lead_text == ""
    assert len(stored(tab)) == 63


def test_rows_move_and_take_their_new_numbers(tab: FrameTab) -> None:
    guid = choose(tab, 0, TASK)
    tab.commands.move(1)
    assert task_at(tab, 1).guid == guid
    assert shown_now(tab, guid).number == "1.2"
    assert tab.view.chosen_place() == (guid, TASK)


def test_groups_fold_and_count_in_words(tab: FrameTab, qtbot: QtBot) -> None:
    group = tab.model.group_line(0)
    assert group is not None
    assert group.counts.startswith("11 nhiệm vụ: 6 hoàn thành")
    place = tab.view.visualRect(tab.model.index(0, NUMBER)).topLeft() + QPoint(12, 12)
    rows = len(tab.model.lines)
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(tab.model.lines) == rows - 11
    QTest.keyClick(tab.view, Qt.Key.Key_Right)
    assert len(tab.model.lines) == rows


def test_a_new_group_comes_after_the_chosen_one(tab: FrameTab) -> None:
    choose(tab, 0, TASK)
    tab.commands.make_group("Việc phát sinh", with_task=False)
    groups = [line for row in range(len(tab.model.lines)) if (line := tab.model.group_line(row)) is not None]
    assert [group.group.title for group in groups][1] == "Việc phát sinh"
    assert groups[1].group.number == "II"
    assert groups[1].counts == "chưa có nhiệm vụ"


def test_fill_down_copies_the_first_chosen_cell(tab: FrameTab, workspace: Workspace) -> None:
    rows = [task_at(tab, place) for place in range(3)]
    choose(tab, 0, LEAD)
    for _step in range(2):
        QTest.keyClick(tab.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    tab.commands.fill_down()
    assert {shown_now(tab, row.guid).lead_text for row in rows} == {rows[0].lead_text}
    assert len(tab.view.chosen_rows()) == 3
    assert not workspace.can_redo


def test_f9_marks_done(tab: FrameTab) -> None:
    open_task = next(row for row in stored(tab) if row.status == TaskStatus.IN_PROGRESS)
    tab.show_guid(open_task.guid)
    tab.commands.mark_done()
    assert shown_now(tab, open_task.guid).status == TaskStatus.DONE
    assert shown_now(tab, open_task.guid).percent == 100


# Clipboard


def paste(tab: FrameTab, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    tab.clipboard.paste()


def test_rows_of_excel_become_tasks_in_one_step(tab: FrameTab, workspace: Workspace) -> None:
    here = choose(tab, 0, TASK)
    rows = (
        'Việc một\t"Làm a\nLàm b"\tBáo cáo\tVăn phòng\tPhòng Kinh tế\tQuý IV\nViệc hai\t\tSổ\tVăn phòng\t\t31/12/2026\n'
    )
    paste(tab, rows)
    added = [task_at(tab, place) for place in (1, 2)]
    assert [row.text for row in added] == ["Việc một", "Việc hai"]
    assert added[0].activities == ("Làm a", "Làm b")
    assert added[1].milestones[0].date_to == date(2026, 12, 31)
    workspace.undo()
    assert len(stored(tab)) == 63
    assert task_at(tab, 0).guid == here


def test_cells_of_word_go_over_the_chosen_ones(tab: FrameTab, workspace: Workspace) -> None:
    rows = [task_at(tab, place) for place in range(2)]
    choose(tab, 0, LEAD)
    paste(tab, "a\nb", "<table><tr><td>Tổ một</td></tr><tr><td>Tổ hai</td></tr></table>")
    assert [shown_now(tab, row.guid).lead_text for row in rows] == ["Tổ một", "Tổ hai"]
    assert len(stored(tab)) == 63
    workspace.undo()
    assert [shown_now(tab, row.guid).lead_text for row in rows] == [row.lead_text for row in rows]


def test_what_is_copied_for_excel_can_be_pasted_as_a_frame(tab: FrameTab, workspace: Workspace) -> None:
    before = stored(tab)
    tab.clipboard.copy_frame()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith('TT\t"Mục tiêu' if "\n" in data.text().split("\t")[1] else "TT\tMục tiêu")
    workspace.set_year(2027)
    tab.reload()
    tab.clipboard.paste_tasks()
    dossier = workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, 2027)
    assert plan is not None
    after = tasks.read_tasks(dossier, plan.guid)
    assert [row.text for row in after] == [row.text for row in before]
    assert [row.activities for row in after] == [row.activities for row in before]
    assert [row.group_title for row in after] == [row.group_title for row in before]
    assert [row.number for row in after] == [row.number for row in before]
    workspace.undo()
    assert annual_plan(dossier, 2027) is None


# Following the work


def test_the_detail_pane_writes_status_percent_and_result(tab: FrameTab, qtbot: QtBot) -> None:
    row = next(row for row in stored(tab) if row.status == TaskStatus.NOT_STARTED)
    tab.show_guid(row.guid)
    qtbot.waitUntil(lambda: tab.detail.status.currentData() == TaskStatus.NOT_STARTED)
    tab.detail.percent.setValue(40)
    assert shown_now(tab, row.guid).status == TaskStatus.IN_PROGRESS
    assert shown_now(tab, row.guid).percent == 40
    tab.detail.result.setPlainText("Đã trực 24 buổi")
    tab.commit_editing()
    assert shown_now(tab, row.guid).result == "Đã trực 24 buổi"


def test_a_milestone_is_ticked_with_todays_date(tab: FrameTab, qtbot: QtBot) -> None:
    row = next(row for row in stored(tab) if row.status == TaskStatus.IN_PROGRESS and not row.milestones[0].done_on)
    tab.show_guid(row.guid)
    qtbot.waitUntil(lambda: bool(tab.detail._line and tab.detail._line.guid == row.guid))
    line = tab.detail.milestones.layout().itemAt(0).widget()
    assert isinstance(line, MilestoneLine)
    line.tick.click()
    assert shown_now(tab, row.guid).milestones[0].done_on == date(2026, 9, 8)


def test_evidence_is_kept_counted_and_removed(tab: FrameTab, workspace: Workspace, tmp_path: Path) -> None:
    guid = choose(tab, 3, TASK)
    tab._show_detail()
    before = task_at(tab, 3).evidence_count
    proof = tmp_path / "Biên bản.txt"
    proof.write_text("Đã họp", encoding="utf-8")
    tab.detail.evidence.add(proof)
    assert shown_now(tab, guid).evidence_count == before + 1
    assert workspace.dossier is not None
    row = next(r for r in evidence.read_evidence(workspace.dossier, guid) if r.title == "Biên bản")
    tab.detail.evidence.remove(row)
    assert shown_now(tab, guid).evidence_count == before


def test_a_text_left_unfinished_is_there_again(tab: FrameTab, workspace: Workspace, qtbot: QtBot) -> None:
    guid = choose(tab, 3, TASK)
    tab._show_detail()
    tab.detail.result.setPlainText("Đang gõ dở")
    qtbot.waitUntil(lambda: not tab.detail.result.pause.isActive(), timeout=5000)
    second = FrameTab(workspace)
    qtbot.addWidget(second)
    second.resize(1366, 700)
    second.show()
    second.reload()
    second.show_guid(guid)
    second._show_detail()
    assert second.detail.result.toPlainText() == "Đang gõ dở"


# Arrangement


def test_columns_always_fit(tab: FrameTab) -> None:
    for width in (1366, 1240, 1093, 1000):
        tab.resize(width, 582)
        QApplication.processEvents()
        assert tab.view.horizontalScrollBar().maximum() == 0
        assert tab.view.columnViewportPosition(TRACKING) + tab.view.columnWidth(TRACKING) <= tab.view.viewport().width()


def test_a_small_window_has_one_filter_button_and_a_rail(tab: FrameTab) -> None:
    tab.resize(1093, 582)
    QApplication.processEvents()
    assert not tab.filter_bar.isVisible()
    assert tab.filter_bar.menu_button.isVisible()
    assert not tab.detail.isVisible()
    tab._toggle_detail()
    assert tab.detail.isVisible()
    tab.resize(1366, 700)
    QApplication.processEvents()
    assert tab.filter_bar.search.parent() is tab.filter_bar
    assert tab.detail.isVisible()


def test_an_empty_year_offers_last_years_tasks(tab: FrameTab, workspace: Workspace) -> None:
    workspace.set_year(2027)
    tab.reload()
    assert not tab.view.isVisible()
    assert tab._empty.isVisible()
    tab._empty.main_button.click()
    assert tab.view.isVisible()
    assert len([row for row in range(len(tab.model.lines)) if tab.model.task_line(row)]) == 63
    assert all(line.status == TaskStatus.NOT_STARTED for line in (task_at(tab, 0), task_at(tab, 10)))
    workspace.undo()
    assert not tab.view.isVisible()


def test_heights_grow_with_what_merged_columns_hold(tab: FrameTab) -> None:
    row = tab.model.row_of(task_at(tab, 0).guid)
    first, last = tab.model.objective_block(row)
    choose(tab, 0, OBJECTIVE)
    QTest.keyClick(tab.view, Qt.Key.Key_F2)
    editor(tab).setPlainText("Một mục tiêu rất dài. " * 60)
    tab.commit_editing()
    tab.view.fit_rows()
    whole = sum(tab.view.rowHeight(number) for number in range(first, last + 1))
    for number in range(first, last + 1):
        tab.view.scrollTo(tab.model.index(number, TASK))
    whole = sum(tab.view.rowHeight(number) for number in range(first, last + 1))
    assert whole >= tab.view.cells.merged_height(first, OBJECTIVE)


def test_a_dossier_that_can_only_be_read_lets_nothing_be_typed(
    tab: FrameTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert tab.workspace.dossier is not None
    monkeypatch.setattr(type(tab.workspace), "read_only", property(lambda _self: True))
    tab.reload()
    choose(tab, 0, LEAD)
    QTest.keyClicks(tab.view, "x")
    assert not tab.view.editing.is_open
    qtbot.waitUntil(lambda: not tab.detail.status.isEnabled())
    assert tab.detail.result.isReadOnly()
