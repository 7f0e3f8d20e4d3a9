"""How the frame is looked at: sorted, scrolled sideways, remembered, and a plan too large to be read at once."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.options import Options
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.text import sort_key
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.frame_cells import (
    ACTIVITY,
    BUDGET,
    COLUMNS,
    DEADLINE,
    LEAD,
    NUMBER,
    OBJECTIVE,
    TASK,
    TRACKING,
)
from cchc_desktop.ui.table_models.frame_sorting import Sorting, next_sorting
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, editor, said, shown_now, stored, task_at

NOTE = COLUMNS.index(Column.NOTE)


def shown(tab: FrameTab) -> list[str]:
    rows = (tab.model.task_line(row) for row in range(len(tab.model.lines)))
    return [line.guid for line in rows if line is not None]


def click_head(tab: FrameTab, column: int) -> None:
    header = tab.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_head_sorts_upwards_downwards_and_back(tab: FrameTab) -> None:
    printed = stored(tab)
    click_head(tab, LEAD)
    leads = [task_at(tab, place).lead_text for place in range(63)]
    assert leads == sorted(leads, key=sort_key)
    assert len(tab.model.lines) == 63  # no group rows between sorted tasks
    assert tab.view_state.strip.isVisible()
    assert "Chủ trì" in tab.view_state._words.text()
    click_head(tab, LEAD)
    assert task_at(tab, 0).lead_text == leads[-1]
    click_head(tab, LEAD)
    assert shown(tab) == [row.guid for row in printed]
    assert not tab.view_state.strip.isVisible()
    assert stored(tab) == printed


def test_sorted_rows_keep_their_printed_numbers_and_cannot_be_moved(tab: FrameTab, workspace: Workspace) -> None:
    sentences = said(workspace)
    printed = [row.guid for row in stored(tab)]
    click_head(tab, DEADLINE)
    tab.moving.move(1)
    assert sentences[-1].startswith("Các dòng đang xếp theo cột")
    assert [row.guid for row in stored(tab)] == printed
    first = tab.view.visualRect(tab.model.index(0, NUMBER)).center()
    assert not tab.view.dragging.can_take(first)
    tab.view_state.strip.findChildren(QPushButton)[0].click()
    assert shown(tab) == printed


def test_an_edit_in_sorted_rows_reaches_its_task_and_a_new_one_goes_to_the_same_group(tab: FrameTab) -> None:
    click_head(tab, BUDGET)
    here = task_at(tab, 3)
    choose(tab, 3, LEAD)
    tab.view.editing.begin()
    editor = tab.view.editing.editor
    assert editor is not None
    editor.setPlainText("Tổ một")
    tab.view.editing.finish()
    assert next(row for row in stored(tab) if row.guid == here.guid).lead_text == "Tổ một"
    tab.commands.add_task()
    assert sum(row.group_guid == here.group_guid for row in stored(tab)) == 1 + sum(
        row.group_guid == here.group_guid
        for row in tab.whole_frame().tasks
        if row.text  # type: ignore[union-attr]
    )


@pytest.mark.parametrize("column", range(OBJECTIVE, TRACKING + 1))
def test_empty_cells_come_last_either_way(tab: FrameTab, column: int) -> None:
    for descending in (False, True):
        tab.view_state._sort(Sorting(column, descending))
        assert len(shown(tab)) == 63
    if column == BUDGET:
        amounts = [task_at(tab, place).budget_amount for place in range(63)]
        filled = [amount for amount in amounts if amount is not None]
        assert amounts[: len(filled)] == sorted(filled, reverse=True)


def test_clicks_go_round() -> None:
    steps: Sequence[Sorting | None] = (None, Sorting(LEAD), Sorting(LEAD, True), None)
    for now, then in pairwise(steps):
        assert next_sorting(now, LEAD) == then
    assert next_sorting(Sorting(LEAD, True), TASK) == Sorting(TASK)
    assert next_sorting(Sorting(LEAD), NUMBER) is None


# Sideways


def test_the_first_columns_stay_while_the_others_scroll(tab: FrameTab, qtbot: QtBot) -> None:
    for column, width in ((ACTIVITY, 500), (LEAD, 300)):
        tab.view.setColumnWidth(column, width)
    QApplication.processEvents()
    bar = tab.view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    cell = tab.view.visualRect(tab.model.index(2, TASK))
    assert cell.left() == tab.view.columnWidth(NUMBER) + tab.view.columnWidth(OBJECTIVE)
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert tab.view.chosen_place() == (tab.model.lines[2].guid, TASK)
    assert bar.value() == bar.maximum()  # what is seen already is not scrolled to
    tab.view.editing.begin()
    editor = tab.view.editing.editor
    assert editor is not None
    assert editor.geometry().left() == cell.left()
    tab.view.editing.revert()
    tab.view.choose(tab.model.lines[2].guid, ACTIVITY)
    assert tab.view.visualRect(tab.view.currentIndex()).left() >= tab.view.frozen.width()
    click_head(tab, TASK)
    bar.setValue(bar.maximum())
    place = QPoint(tab.view.columnWidth(NUMBER) + 20, 10)
    heads = tab.view.horizontalHeader()
    heads.customContextMenuRequested.emit(place)
    menu = tab.view_state.columns_menu
    assert "Mục tiêu" in menu.actions()[0].text()  # not of the column that has scrolled under it
    menu.close()
    QTest.mouseClick(tab.view.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=place)
    frame = tab.whole_frame()
    assert frame is not None
    assert frame.sorting == Sorting(OBJECTIVE)  # the head that is seen there, not the one under it


def test_a_column_is_hidden_from_its_head_and_stepped_over(tab: FrameTab, qtbot: QtBot) -> None:
    choose(tab, 2, ACTIVITY)
    tab.view_state.columns_menu.aboutToShow.emit()
    (action,) = [made for made in tab.view_state.columns_menu.actions() if made.text() == "Hoạt động"]
    action.trigger()
    qtbot.waitUntil(lambda: tab.view.isColumnHidden(ACTIVITY))
    assert tab.view.currentIndex().column() == TASK
    QTest.keyClick(tab.view, Qt.Key.Key_Tab)
    assert tab.view.currentIndex().column() == ACTIVITY + 1
    QTest.keyClick(tab.view, Qt.Key.Key_Backtab)
    assert tab.view.currentIndex().column() == TASK
    assert tab.view.horizontalScrollBar().maximum() == 0
    tab.view_state.columns_menu.aboutToShow.emit()
    (action,) = [made for made in tab.view_state.columns_menu.actions() if made.text() == "Hoạt động"]
    assert not action.isChecked()
    action.trigger()
    qtbot.waitUntil(lambda: not tab.view.isColumnHidden(ACTIVITY))
    assert tab.view.columnWidth(ACTIVITY) > 80


def test_the_column_that_is_drawn_gets_its_usual_width_back(tab: FrameTab, qtbot: QtBot) -> None:
    usual = tab.view.columnWidth(TRACKING)
    tab.view.horizontalHeader().resizeSection(TRACKING, usual + 90)
    qtbot.waitUntil(lambda: tab.view.columnWidth(TRACKING) == usual + 90)
    tab.view.horizontalHeader().sectionHandleDoubleClicked.emit(TRACKING)
    qtbot.waitUntil(lambda: tab.view.columnWidth(TRACKING) == usual)


def test_a_double_click_on_the_edge_fits_a_column_to_its_texts(tab: FrameTab, qtbot: QtBot) -> None:
    header = tab.view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(LEAD) + header.sectionSize(LEAD) - 1, 10)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    longest = max((line for task in stored(tab) for line in task.lead_text.split("\n")), key=len)
    wanted = tab.view.fontMetrics().horizontalAdvance(longest)
    qtbot.waitUntil(lambda: tab.view.columnWidth(LEAD) >= min(480, wanted))
    tab.view.setColumnWidth(LEAD, 50)
    qtbot.waitUntil(lambda: tab.view.columnWidth(LEAD) == 50)


def test_the_chosen_row_stays_in_view_when_the_detail_pane_comes(tab: FrameTab, qtbot: QtBot) -> None:
    choose(tab, 50, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_F4)
    QTest.keyClick(tab.view, Qt.Key.Key_F4)
    for _round in range(2):
        QTest.keyClick(tab.view, Qt.Key.Key_F4)
        QApplication.processEvents()
        rect = tab.view.visualRect(tab.view.currentIndex())
        assert tab.view.sticky.covered() <= rect.top()
        assert rect.bottom() <= tab.view.viewport().height()


# Remembered


def test_widths_filter_and_sorting_are_there_again_the_next_day(
    window: MainWindow, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))
    window.show_tab("frame")
    tab = window.tab("frame")
    assert isinstance(tab, FrameTab)
    qtbot.waitUntil(lambda: bool(tab.model.lines))
    tab.view.setColumnWidth(LEAD, 150)
    tab.filter_bar.choose_standing(tab.model.task_line(1).standing)  # type: ignore[union-attr]
    click_head(tab, DEADLINE)
    seen = shown(tab)
    assert 0 < len(seen) < 63
    window.keep_options()
    kept = options.load()
    other = MainWindow(workspace, kept)
    qtbot.addWidget(other)
    other.resize(1366, 698)
    other.show()
    other.show_tab("frame")
    again = other.tab("frame")
    assert isinstance(again, FrameTab)
    assert shown(again) == seen
    assert again.view.columnWidth(LEAD) == 150
    assert again.view_state.strip.isVisible()
    again.view.release_columns()
    again.filter_bar.clear()
    again.view_state._sort(None)
    assert (kept.frames, kept.columns) == ({}, {})


def test_only_so_many_frames_are_remembered() -> None:
    kept = Options()
    for number in range(options.FRAMES_KEPT + 5):
        kept.remember_frame(str(number), {"words": "x"})
    kept.remember_frame("10", {"words": "y"})
    assert len(kept.frames) == options.FRAMES_KEPT
    assert list(kept.frames)[-1] == "10"


# A large plan


@pytest.fixture
def large(tab: FrameTab, workspace: Workspace, qtbot: QtBot) -> Iterator[FrameTab]:
    """A tab that has just read the first of a thousand tasks."""
    group = tab.model.lines[0].guid
    rows = [{Column.TASK: f"Việc thứ {number}", Column.BUDGET: "1 triệu đồng"} for number in range(1000)]
    workspace.run(tasks.paste_tasks, group_guid=group, rows=rows)
    made = FrameTab(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    workspace.changed.connect(made.rows_changed)
    made.reload()
    yield made
    workspace.changed.disconnect(made.rows_changed)


def test_a_large_plan_is_shown_before_all_of_it_is_read(large: FrameTab, qtbot: QtBot) -> None:
    assert 0 < len(shown(large)) < 1063
    assert "1.063" in large.filter_bar.shown.text()
    qtbot.waitUntil(lambda: len(shown(large)) == 1063)
    assert shown(large) == [row.guid for row in stored(large)]
    assert large.footer._budget.text().startswith("Kinh phí 1.186")


def test_a_large_plan_read_again_stays_where_it_was(large: FrameTab, workspace: Workspace, qtbot: QtBot) -> None:
    guid = stored(large)[800].guid
    large.show_guid(guid)
    place = large.view.verticalScrollBar().value()
    assert workspace.dossier is not None
    tasks.set_cells(workspace.dossier, cells=[(guid, Column.LEAD, "Tổ một")])  # while another tab was seen
    large.reload()
    assert (large.view.chosen_place(), large.view.verticalScrollBar().value()) == ((guid, TASK), place)
    qtbot.waitUntil(lambda: shown_now(large, guid).lead_text == "Tổ một")
    assert (large.view.chosen_place(), large.view.verticalScrollBar().value()) == ((guid, TASK), place)


def test_what_concerns_all_tasks_waits_for_them(large: FrameTab, workspace: Workspace) -> None:
    large.filter_bar.search.setText("viec thu 998")
    large._apply_filter()
    assert len(shown(large)) < 10
    assert "Việc thứ 998" in {task_at(large, place).text for place in range(len(shown(large)))}
    large.reload()
    large.filter_bar.clear()
    guid = stored(large)[-1].guid
    large.show_guid(guid)
    assert large.view.chosen_place() == (guid, TASK)
    large.reload()
    workspace.undo()
    assert len(shown(large)) == 63


def test_the_ninth_column_comes_with_the_plan_that_has_it(tab: FrameTab, qtbot: QtBot) -> None:
    assert tab.view.isColumnHidden(NOTE)
    tab.view_state.columns_menu.aboutToShow.emit()
    (action,) = [made for made in tab.view_state.columns_menu.actions() if made.text().startswith("Thêm cột “Ghi chú”")]
    action.trigger()
    qtbot.waitUntil(lambda: not tab.view.isColumnHidden(NOTE))
    guid = choose(tab, 0, NOTE)
    QTest.keyClicks(tab.view, "Cho huong dan")
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert next(task for task in stored(tab) if task.guid == guid).cells[Column.NOTE] == "Cho huong dan"
    sentences = said(tab.workspace)
    tab.view_state.columns_menu.aboutToShow.emit()
    (action,) = [made for made in tab.view_state.columns_menu.actions() if made.text().startswith("Thêm cột “Ghi chú”")]
    assert action.isChecked()
    action.trigger()
    qtbot.waitUntil(lambda: tab.view.isColumnHidden(NOTE))
    assert any("vẫn được giữ" in sentence for sentence in sentences)
    assert next(task for task in stored(tab) if task.guid == guid).cells[Column.NOTE] == "Cho huong dan"
