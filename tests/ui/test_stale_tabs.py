"""A command runs on a tab that was read for the year that is shown; steps taken back are shown where they were made."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans, sections
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.years import add_year
from cchc_desktop.ui.dialogs.register import RegisterDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.basics import actions_below
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def two_years(window: MainWindow, workspace: Workspace) -> MainWindow:
    """The sample year 2026, and 2025 with a plan of one task; every tab was seen in 2026."""
    assert workspace.dossier is not None
    made = plans.create_plan(workspace.dossier, year=2025)
    group = tasks.add_group(workspace.dossier, plan_guid=made.created("plan")[0], title="Thể chế")
    tasks.paste_tasks(
        workspace.dossier, group_guid=group.created("task_group")[0], rows=[{Column.TASK: "Rà soát văn bản năm 2025"}]
    )
    workspace.adopt(made)
    for name in window.tab_names:
        window.show_tab(name)
    return window


def commands(window: MainWindow, title: str) -> list[QAction]:
    menu = next(head.menu() for head in window.menuBar().actions() if head.text().replace("&", "") == title)
    assert isinstance(menu, QMenu)
    return list(actions_below(menu))


def command(window: MainWindow, title: str, words: str) -> QAction:
    return next(action for action in commands(window, title) if action.text() == words)


def of_year(workspace: Workspace, year: int) -> tuple[set[str], set[str]]:
    """Guids of the plans and of the tasks of a year."""
    assert workspace.dossier is not None
    found = plans.read_plans(workspace.dossier, year)
    rows = [task.guid for plan in found for task in tasks.read_tasks(workspace.dossier, plan.guid)]
    return {plan.guid for plan in found}, set(rows)


_COMMANDS = (
    ("Kế hoạch", "Xóa văn bản này"),
    ("Kế hoạch", "Xóa mục"),
    ("Kế hoạch", "Thêm mục"),
    ("Nhiệm vụ", "Xóa nhiệm vụ"),
    ("Nhiệm vụ", "Thêm nhiệm vụ"),
    ("Nhiệm vụ", "Xóa nhóm cùng các nhiệm vụ"),
    ("Nhiệm vụ", "Đánh dấu hoàn thành"),
    ("Báo cáo", "Đánh dấu xong"),
)


def test_a_menu_never_reaches_the_year_that_is_not_shown(two_years: MainWindow) -> None:
    workspace = two_years.workspace
    assert workspace.dossier is not None
    before = of_year(workspace, 2026), reports.read_reports(workspace.dossier, 2026)
    for menu, words in _COMMANDS:
        two_years.show_tab("report" if menu != "Báo cáo" else "index")
        workspace.set_year(2025)
        command(two_years, menu, words).trigger()
        workspace.set_year(2026)
        assert (of_year(workspace, 2026), reports.read_reports(workspace.dossier, 2026)) == before, words


def test_what_removes_waits_until_it_was_seen_what(two_years: MainWindow) -> None:
    workspace = two_years.workspace
    two_years.show_tab("report")
    workspace.set_year(2025)
    kept = of_year(workspace, 2025)
    remove = command(two_years, "Kế hoạch", "Xóa văn bản này")
    remove.trigger()
    assert two_years.current_tab == "plan"
    assert of_year(workspace, 2025) == kept
    remove.trigger()
    assert of_year(workspace, 2025) == (set(), set())
    assert of_year(workspace, 2026)[0]


def test_the_menu_offers_what_the_year_at_hand_allows(two_years: MainWindow) -> None:
    two_years.show_tab("overview")
    two_years.workspace.run(add_year, year=2024)
    two_years.workspace.set_year(2024)
    assert not command(two_years, "Kế hoạch", "Xóa văn bản này").isEnabled()
    assert not command(two_years, "Báo cáo", "Ban hành…").isEnabled()


def test_a_verb_refuses_rows_of_another_year(workspace: Workspace, qtbot: QtBot) -> None:
    (plan, *_rest), (task, *_others) = (sorted(guids) for guids in of_year(workspace, 2026))
    workspace.run(add_year, year=2025)
    workspace.set_year(2025)
    before = of_year(workspace, 2026)
    steps: list[tuple[Callable[..., object], dict[str, object]]] = [
        (plans.remove_plan, {"plan_guid": plan}),
        (tasks.remove_tasks, {"task_guids": [task]}),
        (tasks.set_cells, {"cells": [(task, Column.TASK, "Việc khác")]}),
        (sections.add_section, {"plan_guid": plan, "title": "Mục mới"}),
    ]
    for verb, arguments in steps:
        with qtbot.waitSignal(workspace.failed) as told:
            assert workspace.run(verb, **arguments) is None  # type: ignore[arg-type]
        assert "2026" in str(told.args[0])
    assert of_year(workspace, 2026) == before
    assert workspace.dossier is not None
    tasks.set_cells(workspace.dossier, cells=[(task, Column.TASK, "Việc khác")])  # without a window any year is meant


def test_rows_that_are_gone_are_told_in_a_sentence(workspace: Workspace) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    (task, *_rest) = of_year(workspace, 2026)[1]
    (plan, *_more) = of_year(workspace, 2026)[0]
    with dossier.read() as session:
        group = session.get_one(Task, task).group_guid
        assert session.scalars(select(YearPaper.guid)).first()
    plans.remove_plan(dossier, plan_guid=plan)
    for other in of_year(workspace, 2026)[0]:
        plans.remove_plan(dossier, plan_guid=other)
    verbs: list[Callable[[], object]] = [
        lambda: tasks.set_cells(dossier, cells=[(task, Column.TASK, "Việc")]),
        lambda: tasks.add_task(dossier, group_guid=group),
        lambda: tasks.remove_tasks(dossier, task_guids=[task]),
        lambda: plans.remove_plan(dossier, plan_guid=plan),
        lambda: plans.read_plan(dossier, plan),
        lambda: sections.add_section(dossier, plan_guid=plan, title="Mục"),
    ]
    for verb in verbs:
        with pytest.raises(UserError, match="không còn"):
            verb()


def test_undo_goes_to_the_tab_and_the_year_of_the_step(two_years: MainWindow) -> None:
    workspace = two_years.workspace
    (task, *_rest) = sorted(of_year(workspace, 2026)[1])
    two_years.show_tab("frame")
    workspace.run(tasks.set_cells, cells=[(task, Column.TASK, "Việc đã sửa")])
    two_years.show_tab("report")
    workspace.set_year(2025)
    workspace.undo()
    assert (workspace.year, two_years.current_tab) == (2026, "frame")
    two_years.show_tab("index")
    workspace.set_year(2025)
    workspace.redo()
    assert (workspace.year, two_years.current_tab) == (2026, "frame")


def test_redo_of_what_began_another_year_shows_that_year(window: MainWindow) -> None:
    workspace = window.workspace
    workspace.run(plans.create_plan, year=2027)
    workspace.set_year(2027)
    workspace.undo()
    assert workspace.year == 2026
    workspace.redo()
    assert workspace.year == 2027


def test_undo_opens_the_report_of_the_step(two_years: MainWindow) -> None:
    workspace, tab = two_years.workspace, two_years.tab("report")
    two_years.show_tab("report")
    begun = sorted(tab.reports, key=lambda row: row.status == "sent")  # type: ignore[attr-defined]
    assert len(begun) >= 2 and workspace.dossier is not None
    item = reports.read_report(workspace.dossier, begun[0].guid).items[-1]
    workspace.run(reports.set_item, item_guid=item.guid, text="Nội dung đã sửa.")
    tab.show_guid(begun[1].guid)
    workspace.undo()
    assert str(tab.period) == begun[0].period  # type: ignore[attr-defined]


def test_open_dialogs_go_with_their_year(two_years: MainWindow) -> None:
    workspace = two_years.workspace
    two_years.show_tab("report")
    tab = two_years.tab("report")
    tab.open_figures()  # type: ignore[attr-defined]
    for name in ("show_parts", "show_regime", "show_outlines"):
        getattr(tab.actions_of_report, name)()  # type: ignore[attr-defined]
    two_years.dossier_actions.register()
    opened = {type(made).__name__: made for made in two_years.findChildren(QDialog) if made.isVisible()}
    assert len(opened) == 5
    workspace.set_year(2025)
    left = {name for name, made in opened.items() if made.isVisible()}
    assert left == {"OutlineEditor", "RegisterDialog"}
    register = opened["RegisterDialog"]
    assert isinstance(register, RegisterDialog) and register.year.currentData() == 2025
