"""Rows: found, added, removed, moved, folded, copied and pasted."""

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.frame_paste import PasteCellsDialog, PasteTasksDialog
from cchc_desktop.ui.table_models.frame_cells import LEAD, NUMBER, TASK
from cchc_desktop.ui.table_models.frame_standing import Standing
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, editor, said, shown_now, stored, task_at


def test_the_filter_needs_no_diacritics(tab: FrameTab, qtbot: QtBot) -> None:
    QTest.keyClicks(tab.filter_bar.search, "niem yet")
    qtbot.waitUntil(lambda: len(tab.model.lines) < 60)
    rows = [line.task for row in range(len(tab.model.lines)) if (line := tab.model.task_line(row)) is not None]
    assert rows
    texts = [
        "\n".join([r.objective, r.text, *(one.text for one in (*r.activities, *r.products)), r.result]) for r in rows
    ]
    assert all("niêm" in text.lower() and "yết" in text.lower() for text in texts)
    assert f"<b>{len(rows)}</b>/63" in tab.filter_bar.shown.text()


def test_what_was_found_is_marked_and_the_filter_can_be_left(tab: FrameTab, qtbot: QtBot) -> None:
    def marked() -> int:
        picture = tab.view.viewport().grab().toImage()
        points = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
        return sum(picture.pixelColor(x, y) == theme.tokens().found for x, y in points)

    link = tab.filter_bar.clear_link
    assert (link.isVisible(), marked()) == (False, 0)
    tab.filter_bar.search.setText("niêm yết")
    qtbot.waitUntil(lambda: len(tab.model.lines) < 60)
    assert link.isVisible()
    assert marked() > 100
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert (tab.filter_bar.search.text(), link.isVisible(), marked()) == ("", False, 0)
    assert tab.filter_bar.search.hasFocus()
    assert len([line for line in tab.model.lines if hasattr(line, "task")]) == 63


def test_a_filter_without_a_match_offers_to_clear_it(tab: FrameTab, qtbot: QtBot) -> None:
    QTest.keyClicks(tab.filter_bar.search, "khong co gi nhu vay")
    qtbot.waitUntil(lambda: not tab.view.isVisible())
    tab.pages.nothing_found.main_button.click()
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
    tab.moving.move(1)
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
    agree(tab)


def agree(tab: FrameTab) -> None:
    """Press the button under the preview, where one is shown."""
    for kind in (PasteTasksDialog, PasteCellsDialog):
        for dialog in tab.findChildren(kind):
            if dialog.isVisible():
                dialog.agree.click()


def test_rows_of_excel_become_tasks_in_one_step(tab: FrameTab, workspace: Workspace) -> None:
    here = choose(tab, 0, TASK)
    rows = (
        'Việc một\t"Làm a\nLàm b"\tBáo cáo\tVăn phòng\tPhòng Kinh tế\tQuý IV\nViệc hai\t\tSổ\tVăn phòng\t\t31/12/2026\n'
    )
    paste(tab, rows)
    added = [task_at(tab, place) for place in (1, 2)]
    assert [row.text for row in added] == ["Việc một", "Việc hai"]
    assert [one.text for one in added[0].activities] == ["Làm a", "Làm b"]
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
    agree(tab)
    dossier = workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, 2027)
    assert plan is not None
    after = tasks.read_tasks(dossier, plan.guid)
    assert [row.text for row in after] == [row.text for row in before]
    assert [row.cells for row in after] == [row.cells for row in before]
    assert [row.group_title for row in after] == [row.group_title for row in before]
    assert [row.number for row in after] == [row.number for row in before]
    workspace.undo()
    assert annual_plan(dossier, 2027) is None
