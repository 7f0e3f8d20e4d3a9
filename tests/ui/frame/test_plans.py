"""The frame of another plan of the year than the annual one: chosen, edited, reached by a link."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> Iterator[FrameTab]:
    made = FrameTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    workspace.commit_requested.connect(made.commit_editing)
    made.resize(1366, 700)
    made.show()
    made.reload()
    yield made


def index_plan(workspace: Workspace) -> str:
    assert workspace.dossier is not None
    return next(row.guid for row in plans.read_plans(workspace.dossier, 2026) if row.kind == "index")


def test_the_annual_plan_is_shown_first_and_another_can_be_chosen(tab: FrameTab, workspace: Workspace) -> None:
    assert tab.plan.isVisible()
    assert tab.plan.count() == 2
    assert len(tab.frame.tasks) == 63  # type: ignore[union-attr]
    tab.choose_plan(index_plan(workspace))
    assert len(tab.frame.tasks) == 12  # type: ignore[union-attr]
    assert tab.plan.currentData() == index_plan(workspace)


def test_a_group_goes_to_the_plan_that_is_shown(tab: FrameTab, workspace: Workspace) -> None:
    guid = index_plan(workspace)
    tab.choose_plan(guid)
    tab.commands.make_group("Nhóm thử", with_task=True)
    assert workspace.dossier is not None
    assert "Nhóm thử" in [group.title for group in tasks.read_groups(workspace.dossier, guid)]
    assert len(tab.frame.tasks) == 13  # type: ignore[union-attr]
    workspace.undo()
    assert len(tab.frame.tasks) == 12  # type: ignore[union-attr]


def test_a_link_to_a_task_of_another_plan_shows_that_plan(tab: FrameTab, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    guid = index_plan(workspace)
    wanted = tasks.read_tasks(workspace.dossier, guid)[5].guid
    tab.show_guid(wanted)
    assert tab.plan.currentData() == guid
    assert tab.view.frame_model.task_line(tab.view.currentIndex().row()).guid == wanted  # type: ignore[union-attr]


def test_the_chooser_hides_where_there_is_one_plan(tab: FrameTab, workspace: Workspace) -> None:
    workspace.run(plans.remove_plan, plan_guid=index_plan(workspace))
    assert not tab.plan.isVisible()


def test_the_chooser_does_not_hold_a_small_window_wide(tab: FrameTab) -> None:
    tab.resize(1093, 560)
    assert tab.minimumSizeHint().width() <= 1093
    assert tab.width() == 1093
