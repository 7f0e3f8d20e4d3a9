"""What is chosen stays chosen: an action on the chosen rows, one or many, leaves the cell that the officer was in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.ui.dialogs.frame_bulk import BulkDialog
from cchc_desktop.ui.table_models.frame_cells import LEAD, NUMBER, TRACKING
from cchc_desktop.ui.table_models.frame_lines import Sorting
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.widgets.frame.chosen import Chosen
from tests.ui.frame.grid import stored, task_at

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DEADLINE = LEAD + 2


def bulk(tab: FrameTab, group: bool = False) -> None:
    QTest.keyClick(tab.view, Qt.Key.Key_G, CONTROL)
    dialog = tab.findChild(BulkDialog)
    assert isinstance(dialog, BulkDialog)
    dialog.deadline.setText("Quý IV/2026")
    if group:
        dialog.group.setCurrentIndex(dialog.group.count() - 1)
    dialog.agree.click()


ACTIONS: dict[str, Callable[[FrameTab], None]] = {
    "set": bulk,
    "into another group": lambda tab: bulk(tab, group=True),
    "done": lambda tab: QTest.keyClick(tab.view, Qt.Key.Key_F9),
    "status": lambda tab: tab.commands.set_status(TaskStatus.NOT_STARTED),
    "emptied": lambda tab: tab.commands._empty_cells(),
    "copied down": lambda tab: QTest.keyClick(tab.view, Qt.Key.Key_D, CONTROL),
    "moved": lambda tab: QTest.keyClick(tab.view, Qt.Key.Key_Down, ALT),
}


def choose_cells(tab: FrameTab, first: int, last: int, whole: bool) -> None:
    guids = [task_at(tab, place).guid for place in range(first, last + 1)]
    rows = [tab.model.row_of(guid) for guid in guids]
    select, model = QItemSelectionModel.SelectionFlag, tab.view.selectionModel()
    tab.view.choose(guids[-1], DEADLINE)
    for row in rows:
        for column in range(NUMBER, TRACKING + 1) if whole else [DEADLINE]:
            model.select(tab.model.index(row, column), select.Select)
    tab.view.setFocus()


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(("last", "whole"), [(5, False), (7, True)])
def test_an_action_leaves_the_cell_and_the_rows_that_were_chosen(
    tab: FrameTab, action: str, last: int, whole: bool
) -> None:
    choose_cells(tab, 5, last, whole)
    before, was = stored(tab), Chosen.of(tab.view)
    ACTIONS[action](tab)
    now = Chosen.of(tab.view)
    assert stored(tab) != before
    assert now.current == was.current and set(now.cells) == set(was.cells)
    assert tab.view.hasFocus()


def test_rows_that_are_duplicated_are_left_for_their_copies_in_the_same_column(tab: FrameTab) -> None:
    choose_cells(tab, 1, 2, whole=True)
    QTest.keyClick(tab.view, Qt.Key.Key_Insert, ALT)
    assert tab.view.chosen_place() == (task_at(tab, 3).guid, DEADLINE)
    assert tab.view.chosen_rows() == [tab.model.row_of(task_at(tab, place).guid) for place in (3, 4)]


@pytest.mark.parametrize("last", [1, 3])
def test_when_rows_go_the_next_one_is_chosen_in_the_same_column(tab: FrameTab, last: int) -> None:
    following = task_at(tab, last + 1).guid
    choose_cells(tab, 1, last, whole=True)
    QTest.keyClick(tab.view, Qt.Key.Key_Delete)
    assert tab.view.chosen_place() == (following, DEADLINE)
    assert len(tab.view.chosen_rows()) == 1 and not tab.view.whole_rows_chosen()


def test_the_cell_is_kept_while_rows_are_sorted_and_filtered(tab: FrameTab) -> None:
    choose_cells(tab, 1, 3, whole=False)
    was = Chosen.of(tab.view)
    tab.view.sort_asked.emit(DEADLINE)
    assert tab.frame is not None and isinstance(tab.frame.sorting, Sorting)
    now = Chosen.of(tab.view)
    assert now.current == was.current and set(now.cells) == set(was.cells)


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_PageDown])
def test_what_is_chosen_follows_the_keys(tab: FrameTab, key: Qt.Key) -> None:
    choose_cells(tab, 5, 7, whole=False)
    QTest.keyClick(tab.view, key, CONTROL)
    assert tab.view.chosen_rows() == [tab.view.currentIndex().row()]
    assert tab.view.chosen_columns() == [tab.view.currentIndex().column()]
