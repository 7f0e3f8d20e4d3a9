"""Criteria are the office's own data: three scores are typed, what a criterion says is edited, losses beget tasks."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.criteria import read_criterion, set_criterion
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.criterion import CriterionDialog
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> IndexTab:
    made = IndexTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    made.resize(1366, 636)
    made.show()
    made.reload()
    return made


def rows(workspace: Workspace) -> dict[str, CriterionRow]:
    dossier = workspace.dossier
    assert dossier is not None
    chosen = next(guid for guid, code, _title in indices.read_sets(dossier, 2026) if code == "PAR_INDEX_COMMUNE")
    return {
        row.code: replace(row, revision=0, score_revision=0) for row in indices.read_index(dossier, chosen).criteria
    }


def cell(tab: IndexTab, workspace: Workspace, code: str, column: CriteriaColumn) -> QModelIndex:
    return tab.model.index_of(rows(workspace)[code].guid).siblingAtColumn(column)


def test_a_block_of_appraised_and_surveyed_points_is_pasted_as_one_step(
    tab: IndexTab, workspace: Workspace, qtbot: QtBot
) -> None:
    before = rows(workspace)
    assert not tab.tree.isColumnHidden(CriteriaColumn.APPRAISED)
    tab.tree.setCurrentIndex(cell(tab, workspace, "6.1", CriteriaColumn.APPRAISED))
    QGuiApplication.clipboard().setText("1,5\t0,5\n2\t0,25\n")
    tab.tree.paste_cells()
    qtbot.waitUntil(lambda: rows(workspace)["6.2"].appraised == Decimal(2))
    after = rows(workspace)
    assert [(after[code].appraised, after[code].survey) for code in ("6.1", "6.2")] == [
        (Decimal("1.5"), Decimal("0.5")),
        (Decimal(2), Decimal("0.25")),
    ]
    assert after["6.1"].self_score == before["6.1"].self_score
    assert after["6"].appraised is not None
    workspace.undo()
    assert rows(workspace) == before


def test_appraised_points_above_the_maximum_are_refused_with_their_place(tab: IndexTab, workspace: Workspace) -> None:
    index = cell(tab, workspace, "6.1", CriteriaColumn.APPRAISED)
    assert "6.1" in tab.model.refusal(index, "99")
    assert not tab.model.setData(index, "99")


def test_in_a_narrow_pane_the_page_beside_takes_all_three_scores(
    tab: IndexTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.resize(900, 600)
    qtbot.waitUntil(lambda: tab.tree.isColumnHidden(CriteriaColumn.APPRAISED))
    tab.show_guid(rows(workspace)["6.1"].guid)
    for name, typed in (("appraised", "1,25"), ("survey", "0,5")):
        tab.detail._fields[name].setText(typed)
        tab.detail._fields[name].editingFinished.emit()
    row = rows(workspace)["6.1"]
    assert (row.appraised, row.survey) == (Decimal("1.25"), Decimal("0.5"))


def test_a_criterion_is_edited_and_totals_follow(tab: IndexTab, workspace: Workspace) -> None:
    before = rows(workspace)
    assert workspace.dossier is not None
    dialog = CriterionDialog(workspace, read_criterion(workspace.dossier, before["6.1"].guid))
    dialog.show()
    assert dialog.doubts.text() == ""
    dialog.points.setText("3,5")
    assert "6" in dialog.doubts.text() and dialog.agree.isEnabled()  # told, and kept all the same
    dialog.name.setPlainText("Công khai ngân sách")
    dialog.rule.setPlainText("Đủ 4 quý: 3,5 điểm; kiểm chứng bằng quyết định công khai")
    dialog.agree.click()
    after = rows(workspace)
    assert not dialog.isVisible()
    assert (after["6.1"].name, after["6.1"].max_points) == ("Công khai ngân sách", Decimal("3.5"))
    assert after["6"].max_points == before["6"].max_points + Decimal("1.5")
    assert tab.summary.doubts.isVisible()
    workspace.undo()
    assert rows(workspace) == before


def test_words_for_points_and_a_code_twice_are_not_kept(workspace: Workspace) -> None:
    assert workspace.dossier is not None
    row = rows(workspace)["6.1"]
    dialog = CriterionDialog(workspace, read_criterion(workspace.dossier, row.guid))
    dialog.show()
    dialog.points.setText("hai")
    assert not dialog.agree.isEnabled() and "hai" in dialog.doubts.text()
    dialog.dismiss()
    with pytest.raises(UserError, match=r"6\.2"):
        set_criterion(
            workspace.dossier,
            criterion_guid=row.guid,
            code="6.2",
            name=row.name,
            rule="",
            max_points=Decimal(1),
            bonus=False,
        )
    assert rows(workspace)["6.1"] == row


def test_a_new_task_for_what_was_lost_stands_in_its_field_and_is_linked(tab: IndexTab, workspace: Workspace) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    shown: list[tuple[str, str]] = []
    tab.detail.navigate.connect(lambda name, guid: shown.append((name, guid)))
    row = rows(workspace)["6.2"]
    tab.show_guid(row.guid)
    tab.detail.begin_task()
    ((name, guid),) = shown
    task = next(
        one
        for plan in plans.read_plans(dossier, 2026)
        for one in tasks.read_tasks(dossier, plan.guid)
        if one.guid == guid
    )
    assert name == "frame" and "6.2" in task.text and task.group_number == "VI"
    assert guid in rows(workspace)["6.2"].task_guids
    workspace.undo()
    assert rows(workspace)["6.2"] == row


def test_menus_in_menus_have_their_ground(tab: IndexTab, qtbot: QtBot) -> None:
    for dark in (False, True):
        theme.apply(QGuiApplication.instance(), dark=dark)  # type: ignore[arg-type]
        menu = QMenu(tab.detail)
        below = menu.addMenu("6. Tài chính công")
        below.addAction("6.1 Công khai")
        below.popup(tab.mapToGlobal(tab.rect().center()))
        ground = below.grab().toImage().pixelColor(below.width() - 6, below.height() // 2)
        below.hide()
        assert ground == theme.tokens().surface
        pane = tab.detail.grab().toImage()  # and what lies in a scroll area keeps its own
        assert pane.pixelColor(pane.width() // 2, 3) == theme.tokens().surface
