"""Rows taken with the mouse and put elsewhere, several rows moved by keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cchc_desktop.ui.table_models.frame_cells import NUMBER, TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, said, stored, task_at


def send(tab: FrameTab, kind: QEvent.Type, place: QPoint) -> None:
    view = tab.view.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(
        kind, QPointF(place), QPointF(view.mapToGlobal(place)), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def number_of(tab: FrameTab, row: int) -> QPoint:
    """Inside the number of a row, near its top."""
    return tab.view.visualRect(tab.model.index(row, NUMBER)).topLeft() + QPoint(10, 6)


def drag(tab: FrameTab, row: int, place: QPoint, drop: bool = True) -> None:
    start = number_of(tab, row) if tab.model.task_line(row) else number_of(tab, row) + QPoint(60, 6)
    send(tab, QEvent.Type.MouseButtonPress, start)
    send(tab, QEvent.Type.MouseMove, start + QPoint(0, 14))
    send(tab, QEvent.Type.MouseMove, place)
    if drop:
        send(tab, QEvent.Type.MouseButtonRelease, place)


def test_a_task_is_dragged_to_another_place_in_one_step(tab: FrameTab, workspace: Workspace) -> None:
    sentences = said(workspace)
    before = [row.guid for row in stored(tab)]
    drag(tab, 3, number_of(tab, 1))
    after = [row.guid for row in stored(tab)]
    assert after == [before[2], before[0], before[1], *before[3:]]
    assert [task_at(tab, place).number for place in range(3)] == ["1.1", "1.2", "1.3"]
    assert tab.view.chosen_place() == (before[2], NUMBER)
    assert sentences[-1] == "Đã dời 1 nhiệm vụ. Hoàn tác (Ctrl+Z)"
    workspace.undo()
    assert [row.guid for row in stored(tab)] == before


def test_chosen_rows_are_dragged_together_also_into_another_group(tab: FrameTab, workspace: Workspace) -> None:
    groups = [row for row in range(len(tab.model.lines)) if tab.model.group_line(row)]
    moved = [tab.model.lines[row].guid for row in (1, 2)]
    tab.view.resize(tab.view.width(), 4000)
    tab.resize(1366, 4000)
    QApplication.processEvents()
    tab.view.choose_rows(moved)
    drag(tab, 1, number_of(tab, groups[1] + 1))
    rows = [row for row in stored(tab) if row.guid in moved]
    assert [(row.group_number, row.position) for row in rows] == [("II", 0), ("II", 1)]
    assert rows[0].objective == rows[1].objective != ""
    assert len(tab.view.chosen_rows()) == 2
    workspace.undo()
    assert [row.guid for row in stored(tab)][:2] == moved


def test_below_the_last_task_of_a_group_is_its_end(tab: FrameTab) -> None:
    groups = [row for row in range(len(tab.model.lines)) if tab.model.group_line(row)]
    tab.resize(1366, 4000)
    QApplication.processEvents()
    guid = tab.model.lines[1].guid
    drag(tab, 1, number_of(tab, groups[1]))
    rows = [row for row in stored(tab) if row.group_number == "I"]
    assert rows[-1].guid == guid


def test_a_group_is_dragged_with_its_tasks(tab: FrameTab, workspace: Workspace) -> None:
    tab.resize(1366, 6000)
    QApplication.processEvents()
    groups = [row for row in range(len(tab.model.lines)) if tab.model.group_line(row)]
    titles = [tab.model.group_line(row).group.title for row in groups]  # type: ignore[union-attr]
    drag(tab, groups[1], number_of(tab, 0))
    after = [line.group.title for row in range(len(tab.model.lines)) if (line := tab.model.group_line(row))]
    assert after == [titles[1], titles[0], *titles[2:]]
    workspace.undo()
    drag(tab, groups[0], number_of(tab, groups[1] + 1))  # among the tasks of the second: after it
    after = [line.group.title for row in range(len(tab.model.lines)) if (line := tab.model.group_line(row))]
    assert after == [titles[1], titles[0], *titles[2:]]


def test_escape_lets_go_and_a_mere_click_moves_nothing(tab: FrameTab, workspace: Workspace) -> None:
    before = [row.guid for row in stored(tab)]
    drag(tab, 3, number_of(tab, 1), drop=False)
    assert tab.view.dragging.is_on
    QTest.keyClick(tab.view, Qt.Key.Key_Escape)
    send(tab, QEvent.Type.MouseButtonRelease, number_of(tab, 1))
    QTest.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=number_of(tab, 2))
    assert [row.guid for row in stored(tab)] == before
    assert not workspace.can_undo
    assert tab.view.chosen_rows() == [2]
    assert tab.view.whole_rows_chosen()


def test_a_click_on_one_of_several_chosen_rows_chooses_that_one(tab: FrameTab) -> None:
    tab.view.choose_rows([tab.model.lines[row].guid for row in (1, 2, 3)])
    QTest.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=number_of(tab, 2))
    assert tab.view.chosen_rows() == [2]


def test_nothing_is_dragged_in_a_dossier_that_can_only_be_read(tab: FrameTab) -> None:
    tab.view.editing.allowed = False
    drag(tab, 3, number_of(tab, 1), drop=False)
    assert not tab.view.dragging.is_on


def test_alt_and_arrows_move_all_chosen_tasks(tab: FrameTab, workspace: Workspace) -> None:
    before = [row.guid for row in stored(tab)]
    choose(tab, 0, TASK)
    QTest.keyClick(tab.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tab.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.guid for row in stored(tab)][:3] == [before[2], before[0], before[1]]
    assert len(tab.view.chosen_rows()) == 2
    workspace.undo()
    assert [row.guid for row in stored(tab)] == before
