"""Next year's plan is shown before it is made: what moves, what is doubtful, what is carried over."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cchc_desktop.models.copy_rows import MovedLine
from cchc_desktop.services.papers.plans import annual_plan, read_plan, read_plans
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.services.years import add_year
from cchc_desktop.ui.dialogs.copy_preview import CopyPreviewDialog, excerpts
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace


def test_next_year_is_made_as_it_was_agreed(qtbot: QtBot, workspace: Workspace) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    source = annual_plan(dossier, 2026)
    assert source is not None
    added = workspace.run(add_section, plan_guid=source.guid, title="Kinh phí năm 2026")
    assert added is not None
    (section,) = added.created("section")
    workspace.run(set_section, section_guid=section, body="Họp ngày 05/3/2026.")
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    dialog = NewPlanDialog(workspace, copied=True)
    qtbot.addWidget(dialog)
    dialog.go_on()
    assert read_plans(dossier, 2027) == ()  # nothing is made before consent
    shown = dialog.findChild(CopyPreviewDialog)
    assert isinstance(shown, CopyPreviewDialog)
    doubtful = [shown.lines.topLevelItem(at) for at in range(shown.lines.topLevelItemCount())]
    assert any(item is not None and "ngày của năm cũ giữ nguyên" in item.text(4) for item in doubtful)
    shown.filter.setCurrentIndex(shown.filter.count() - 1)
    shown._fill()
    (title,) = shown.lines.findItems("…phí năm 2026", Qt.MatchFlag.MatchEndsWith, 2) or shown.lines.findItems(
        "Kinh phí năm 2026", Qt.MatchFlag.MatchContains, 2
    )
    assert title.text(3).endswith("2027")
    title.setCheckState(0, Qt.CheckState.Unchecked)
    carried = shown.carried
    assert carried
    shown.done_box.setChecked(False)
    shown._agree()
    made = read_plan(dossier, dialog.plan_guid)
    assert made.sections[-1].title == "Kinh phí năm 2026"
    assert made.paper.subject.endswith("năm 2027")
    assert {task.carried_from for task in made.tasks} - {""} == carried
    old = read_plan(dossier, source.guid).tasks
    assert {task.guid for task in old if task.status == "carried_over"} == carried
    assert len(made.tasks) == sum(task.status not in ("done", "cancelled") for task in old)
    workspace.undo()
    assert read_plans(dossier, 2027) == ()


def test_the_frame_shows_last_years_tasks_before_it_takes_them(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    dossier = workspace.dossier
    assert dossier is not None
    source = annual_plan(dossier, 2026)
    assert source is not None
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    window.show_tab("frame")
    tab = window.tab("frame")
    assert isinstance(tab, FrameTab)
    tab.commands.copy_last_year()
    assert read_plans(dossier, 2027) == ()
    shown = tab.findChild(CopyPreviewDialog)
    assert isinstance(shown, CopyPreviewDialog)
    assert all("Căn cứ" not in line.place for line in shown._preview.lines)
    carried = shown.carried
    assert carried
    shown.make.click()
    made = annual_plan(dossier, 2027)
    assert made is not None
    tasks = read_plan(dossier, made.guid).tasks
    assert {task.carried_from for task in tasks} - {""} == carried
    old = read_plan(dossier, source.guid).tasks
    assert {task.guid for task in old if task.status == "carried_over"} == carried
    workspace.undo()
    assert read_plans(dossier, 2027) == ()


def test_excerpts_show_what_moves_with_words_around_it() -> None:
    long = "Từ đầu câu rất dài không có gì đáng nói cho đến trước ngày 15/11/2026 thì xong, và còn dài nữa sau đó"
    before, after = excerpts(MovedLine("k", "p", long, long.replace("2026", "2027")))
    assert before.startswith("…") and "15/11/2026" in before and before.endswith("…")
    assert after == before.replace("2026", "2027")
    assert excerpts(MovedLine("k", "p", "năm 2025", "năm 2025")) == ("năm 2025", "")
