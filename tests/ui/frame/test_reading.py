"""After any change the frame that is shown says what a fresh reading of the dossier says."""

from collections.abc import Callable

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import task_moves, tasks
from cchc_desktop.services.frame.task_bulk import fill_down, set_for_tasks
from cchc_desktop.services.papers.plans import set_frame_mode
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.table_models.frame_lines import TaskFrame
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import stored

Step = Callable[[Workspace, FrameTab], Change | None]


def guid(tab: FrameTab, place: int) -> str:
    return stored(tab)[place].guid


def group(tab: FrameTab, place: int) -> str:
    frame = tab.whole_frame()
    assert frame is not None
    return frame.groups[place].guid


STEPS: dict[str, Step] = {
    "cell": lambda w, t: w.run(tasks.set_cells, cells=[(guid(t, 3), Column.BUDGET, "7 triệu đồng")]),
    "objective": lambda w, t: w.run(tasks.set_cells, cells=[(guid(t, 0), Column.OBJECTIVE, "Mục tiêu mới")]),
    "no objective": lambda w, t: w.run(tasks.set_cells, cells=[(guid(t, 0), Column.OBJECTIVE, "")]),
    "status": lambda w, t: w.run(tasks.set_status, task_guids=[guid(t, 5), guid(t, 30)], status="done"),
    "new rows": lambda w, t: w.run(tasks.paste_tasks, group_guid=group(t, 1), rows=[{Column.TASK: "a"}] * 3),
    "rows gone": lambda w, t: w.run(tasks.remove_tasks, task_guids=[guid(t, 0), guid(t, 20)]),
    "group gone": lambda w, t: w.run(tasks.remove_group, group_guid=group(t, 0)),
    "group elsewhere": lambda w, t: w.run(
        task_moves.move_group_before, group_guid=group(t, 3), before_guid=group(t, 0)
    ),
    "group renamed": lambda w, t: w.run(tasks.set_group_title, group_guid=group(t, 2), title="Tài chính công"),
    "row elsewhere": lambda w, t: w.run(
        task_moves.move_tasks_to, task_guids=[guid(t, 9)], group_guid=group(t, 2), before_guid=None
    ),
    "many": lambda w, t: w.run(
        set_for_tasks, task_guids=[guid(t, 1), guid(t, 40)], cells={Column.LEAD: "A"}, group_guid=group(t, 1)
    ),
    "down": lambda w, t: w.run(
        fill_down, source_guid=guid(t, 0), task_guids=[guid(t, 8)], cells={Column.OBJECTIVE: "x", Column.DEADLINE: "y"}
    ),
    "plan": lambda w, t: w.run(set_frame_mode, plan_guid=stored_plan(t), frame_mode="list"),
}


def stored_plan(tab: FrameTab) -> str:
    frame = tab.whole_frame()
    assert frame is not None
    return frame.plan_guid


def check(tab: FrameTab) -> None:
    frame, fresh = tab.whole_frame(), stored(tab)
    assert frame is not None
    assert frame.tasks == fresh
    again = TaskFrame(frame.groups, fresh, frame.today, frame.year)
    assert (frame.totals(), frame.budget(), frame.total) == (again.totals(), again.budget(), again.total)
    assert [line.guid for line in tab.model.lines] == [line.guid for line in again.lines()]
    assert tab.model.lines == again.lines()


@pytest.mark.parametrize("name", STEPS)
def test_what_is_shown_is_what_is_kept(tab: FrameTab, workspace: Workspace, name: str) -> None:
    assert STEPS[name](workspace, tab)
    check(tab)
    workspace.undo()
    check(tab)
    workspace.redo()
    check(tab)
