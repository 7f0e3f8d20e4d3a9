"""The dialogs of the plan tab: a new paper, number and date, legal bases, finding words."""

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.services.papers.papers import read_paper
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.dialogs.paper_details import PaperDetailsDialog
from cchc_desktop.ui.qt_places import places
from cchc_desktop.ui.widgets.editor.find import FindBar
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def annual(workspace: Workspace) -> str:
    assert workspace.dossier is not None
    return next(plan.guid for plan in read_plans(workspace.dossier, 2026) if plan.kind == "annual")


def test_a_new_paper_of_the_first_kind_that_is_missing(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    chosen = dialog.templates.current()
    assert chosen is not None and chosen.code == "plan_emulation"
    dialog.templates.choose("plan_inspection")
    assert dialog.subject.lines() == ("Tự kiểm tra công tác cải cách hành chính xã Bình Minh năm 2026",)
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted and workspace.dossier is not None
    made = read_plan(workspace.dossier, dialog.plan_guid)
    assert made.plan.kind == "inspection" and made.decision is None
    workspace.undo()
    assert len(read_plans(workspace.dossier, 2026)) == 2


def test_next_year_begins_from_this_one(qtbot: QtBot, workspace: Workspace, annual: str) -> None:
    assert workspace.dossier is not None
    workspace.set_year(2027)
    dialog = NewPlanDialog(workspace, copied=True)
    qtbot.addWidget(dialog)
    assert dialog.from_earlier.isChecked()
    assert dialog.earlier.code == annual  # the likely one
    assert dialog.earlier.move_years.isChecked() and dialog.earlier.with_tasks.isChecked()
    assert dialog.earlier.move_years.text() == "Chuyển năm trong nội dung: 2026 thành 2027"
    dialog.accept()
    old, new = read_plan(workspace.dossier, annual), read_plan(workspace.dossier, dialog.plan_guid)
    assert new.plan.year == 2027 and new.paper.subject.endswith("năm 2027")
    assert new.decision is not None and new.decision.number == "" and new.decision.issued_on is None
    assert len(new.tasks) == len(old.tasks) and len(new.sections) == len(old.sections)
    assert {task.status for task in new.tasks} == {"not_started"}
    assert not any(milestone.done_on for task in new.tasks for milestone in task.milestones)
    assert new.plan.status == "draft"
    assert workspace.can_undo
    workspace.undo()
    assert read_plans(workspace.dossier, 2027) == ()


def test_a_paper_from_one_of_the_same_year(qtbot: QtBot, workspace: Workspace, annual: str) -> None:
    assert workspace.dossier is not None
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.from_earlier.setChecked(True)
    dialog.earlier.search.setText("ke hoach nam 2026 cai cach xa binh minh")
    dialog.earlier.choose(annual)
    assert not dialog.earlier.move_years.isEnabled() and not dialog.earlier.with_tasks.isChecked()
    dialog.accept()
    old, new = read_plan(workspace.dossier, annual), read_plan(workspace.dossier, dialog.plan_guid)
    assert new.plan.year == 2026 and new.plan.kind == "other"  # a year has one annual plan
    assert [section.body for section in new.sections] == [section.body for section in old.sections]
    assert new.tasks == () and old.tasks
    assert new.decision is not None and new.decision.number == "" and new.decision.issued_on is None


def test_an_older_paper_keeps_its_years_when_asked(qtbot: QtBot, workspace: Workspace, annual: str) -> None:
    assert workspace.dossier is not None
    workspace.set_year(2028)
    dialog = NewPlanDialog(workspace, copied=True)
    qtbot.addWidget(dialog)
    dialog.earlier.choose(annual)
    dialog.earlier.move_years.setChecked(False)
    dialog.earlier.with_tasks.setChecked(False)
    dialog.accept()
    new = read_plan(workspace.dossier, dialog.plan_guid)
    assert new.plan.year == 2028 and new.paper.subject.endswith("năm 2026") and new.tasks == ()


def test_number_and_date_are_written_on_the_paper(qtbot: QtBot, workspace: Workspace, annual: str) -> None:
    assert workspace.dossier is not None
    index = next(plan for plan in read_plans(workspace.dossier, 2026) if plan.kind == "index")
    dialog = PaperDetailsDialog(workspace, index.paper_guid)
    qtbot.addWidget(dialog)
    assert dialog.numbers.issued_on.line.text() == "" and dialog.numbers.number.text() == ""
    dialog.numbers.number.setText("27")
    dialog.numbers.issued_on.line.setText("5.9.2026")
    dialog.accept()
    paper = read_paper(workspace.dossier, index.paper_guid)
    assert (paper.number, str(paper.issued_on)) == ("27", "2026-09-05")


def test_a_number_that_is_taken_keeps_the_dialog_open(qtbot: QtBot, workspace: Workspace, annual: str) -> None:
    assert workspace.dossier is not None
    decision = read_plan(workspace.dossier, annual).decision
    index = next(plan for plan in read_plans(workspace.dossier, 2026) if plan.kind == "index")
    assert decision is not None
    dialog = PaperDetailsDialog(workspace, index.paper_guid)
    qtbot.addWidget(dialog)
    dialog.numbers.number.setText(decision.number)
    dialog.numbers.symbol.setText(decision.symbol)
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    dialog.show()
    dialog.accept()
    assert dialog.isVisible() and decision.number in told[0]
    assert read_paper(workspace.dossier, index.paper_guid).number == ""


def test_words_are_found_and_replaced(qtbot: QtBot) -> None:
    editor = RichEditor()
    bar = FindBar(editor)
    qtbot.addWidget(editor)
    qtbot.addWidget(bar)
    editor.set_markup("Cải cách **hành chính** và cải cách thể chế")
    bar.words.setText("cai cach")
    assert bar.go(1) and editor.textCursor().selectedText() == "Cải cách"
    assert bar.go(1) and editor.textCursor().selectedText() == "cải cách"
    bar.replacement.setText("đổi mới")
    bar.replace_all()
    assert editor.markup() == "đổi mới **hành chính** và đổi mới thể chế"
    editor.undo()
    assert editor.markup() == "Cải cách **hành chính** và cải cách thể chế"


def test_a_query_with_diacritics_is_exact() -> None:
    assert places("cai cải CẢI", "cải") == [(4, 7), (8, 11)]
    assert places("cai cải CẢI", "cai") == [(0, 3), (4, 7), (8, 11)]
    assert places("\U0001f600 đò", "do") == [(3, 5)]


def test_a_subject_that_was_typed_outlives_another_template(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.subject.selectAll()
    qtbot.keyClicks(dialog.subject, "Viec cua toi")
    dialog.templates.list.setCurrentRow(dialog.templates.list.count() - 1)
    assert dialog.subject.lines() == ("Viec cua toi",)
