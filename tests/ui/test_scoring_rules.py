"""The rule of a criterion in the window: read from words, tried, kept; what it comes to stands in the pane."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.scoring import Manual, Ratio, Steps, from_json
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.criteria import set_criterion
from cchc_desktop.ui.dialogs.scoring.form import RuleForm
from cchc_desktop.ui.dialogs.scoring.rule import RuleDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.index_dialogs import STEPS, scored_leaf


@pytest.fixture
def form(qtbot: QtBot, workspace: Workspace) -> RuleForm:
    made = RuleForm("", (("", "ghi bằng tay"),), Decimal(3))
    qtbot.addWidget(made)
    return made


def test_steps_are_tried_as_they_are_typed(form: RuleForm) -> None:
    form.show_rule(STEPS)
    page = form.pages.currentWidget()
    page.table.table.item(0, 0).setText("3")
    form._check()
    (field,) = (form.inputs.first_field(),)
    assert field is not None
    field.setText("98")  # type: ignore[attr-defined]
    form._show_result()
    assert form.points.text() == "3,00"
    assert "98%" in form.how.text()
    rule = form.rule()
    assert isinstance(rule, Steps)
    assert rule.steps[0].points == 3


def test_a_bound_that_cannot_be_read_is_said_and_not_kept(form: RuleForm) -> None:
    form.show_rule(STEPS)
    form.pages.currentWidget().table.table.item(0, 1).setText("< 95")
    form._check()
    assert "< 95" in form.problem.text()


def test_words_become_a_rule_that_is_kept_and_undone(workspace: Workspace, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    set_guid, leaf = scored_leaf(workspace)
    words = "Tính điểm theo công thức: (b/a) x điểm tối đa. Dưới 50% thì 0 điểm"
    set_criterion(
        dossier,
        criterion_guid=leaf.guid,
        code=leaf.code,
        name=leaf.name,
        rule=words,
        max_points=Decimal(3),
        bonus=False,
    )
    row = next(row for row in indices.read_index(dossier, set_guid).criteria if row.guid == leaf.guid)
    dialog = RuleDialog(workspace, row, (), (("", "ghi bằng tay"),))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.read_words()
    dialog.accept()
    rows = {row.guid: row for row in indices.read_index(dossier, set_guid).criteria}
    rule = from_json(rows[leaf.guid].scoring)
    assert isinstance(rule, Ratio)
    assert rule.least == 50
    workspace.undo()
    rows = {row.guid: row for row in indices.read_index(dossier, set_guid).criteria}
    assert from_json(rows[leaf.guid].scoring) == STEPS


def test_the_pane_asks_for_what_the_rule_needs_and_takes_its_points(window: MainWindow, workspace: Workspace) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    set_guid, leaf = scored_leaf(workspace)
    window.show_tab("index")
    tab = window.tab("index")
    assert isinstance(tab, IndexTab)
    tab.reload()
    tab.show_guid(leaf.guid)
    box = tab.detail.scoring
    assert "Còn thiếu" in box.how.text()
    assert not box.take.isVisibleTo(tab)
    box.inputs.typed.emit("share", "97,99")
    assert box.points.text().startswith("Theo cách tính: 0,00")
    box.take_points()
    rows = {row.guid: row for row in indices.read_index(dossier, set_guid).criteria}
    assert rows[leaf.guid].self_score == 0
    assert not isinstance(from_json(rows[leaf.guid].scoring), Manual)


def test_what_is_typed_for_a_rule_is_kept_by_whoever_leads_away(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    set_guid, leaf = scored_leaf(workspace)
    window.show_tab("index")
    tab = window.tab("index")
    assert isinstance(tab, IndexTab)
    tab.reload()
    tab.show_guid(leaf.guid)
    field = tab.detail.scoring.inputs.first_field()
    assert field is not None
    after = [tab.detail.applicable, tab.detail.explanation]
    order, one = [], field.nextInFocusChain()
    while len(order) < 60 and one is not None:
        order.append(one)
        one = one.nextInFocusChain()
    assert [widget for widget in order if widget in after] == after  # not round the whole window first
    assert tab.view is not None
    other = next(row.guid for row in tab.view.criteria if row.is_leaf and row.guid != leaf.guid)
    for typed, lead_away in (("97", lambda: tab.show_guid(other)), ("96", workspace.commit_requested.emit)):
        tab.show_guid(leaf.guid)
        shown = tab.detail.scoring.inputs.first_field()
        assert isinstance(shown, QLineEdit)
        shown.clear()
        qtbot.keyClicks(shown, typed)
        lead_away()
        rows = {row.guid: row for row in indices.read_index(dossier, set_guid).criteria}
        assert typed in str(rows[leaf.guid].inputs)
