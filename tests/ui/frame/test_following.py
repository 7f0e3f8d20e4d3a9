"""Following the work in the detail pane, and how the tab fits its window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence
from cchc_desktop.ui import icons
from cchc_desktop.ui.dialogs.copy_preview import CopyPreviewDialog
from cchc_desktop.ui.table_models.frame_cells import LEAD, OBJECTIVE, TASK, TRACKING
from cchc_desktop.ui.tabs.frame.milestones import MilestoneLine
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.widgets.month_strip import MarkKind, marks_of
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, editor, shown_now, stored, task_at


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


def test_the_milestones_of_a_done_task_look_met_as_on_the_strip(tab: FrameTab) -> None:
    row = next(row for row in stored(tab) if row.status == TaskStatus.IN_PROGRESS and not row.milestones[0].done_on)
    tab.show_guid(row.guid)
    tab.commands.mark_done()
    QApplication.processEvents()
    done = shown_now(tab, row.guid)
    assert {mark.kind for mark in marks_of(done, 2026, date(2026, 9, 8))} <= {MarkKind.DONE}
    line = tab.detail.milestones.layout().itemAt(0).widget()
    assert isinstance(line, MilestoneLine)
    met, size = icons.icon("circle-check", "done", 15), line.tick.iconSize()
    assert line.tick.icon().pixmap(size).toImage() == met.pixmap(size).toImage()
    assert done.milestones[0].done_on is None  # nobody said when


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
    assert tab.pages.after_a_year.isVisible()
    tab.pages.after_a_year.main_button.click()
    shown = tab.findChild(CopyPreviewDialog)
    assert isinstance(shown, CopyPreviewDialog)
    shown.make.click()
    assert tab.view.isVisible()
    assert tab.view.currentIndex().isValid()  # the keyboard has a place to begin
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
