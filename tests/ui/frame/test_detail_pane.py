"""Results by date, products, proof and history in the detail pane."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop import options as kept_options
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.frame.products import expected_kind
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.issuing import issue_paper
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.frame_reason import ReasonDialog
from cchc_desktop.ui.dialogs.issued_proof import IssuedProofDialog
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.dialogs.task_result import TaskResultDialog
from cchc_desktop.ui.table_models.frame_cells import DEADLINE, TASK
from cchc_desktop.ui.table_models.frame_standing import Standing, note_of
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.end_to_end.officer import focus, press
from tests.ui.frame.grid import YEAR, choose, editor, shown_now, stored, task_at


def words_in(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def accept(dialog: QDialog) -> int:
    dialog.accept()
    return int(dialog.result())


def test_results_are_listed_by_day(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 5, TASK)
    tab._show_detail()
    before = task_at(tab, 5).result
    workspace.run(results.add_result, task_guid=guid, day=date(2026, 9, 5), text="Phát 60 tin", percent=40)
    workspace.run(results.add_result, task_guid=guid, day=date(2026, 9, 7), text="Phát 140 tin", percent=80)
    QApplication.processEvents()
    assert tab.detail.result.toPlainText() == "Phát 140 tin"
    assert shown_now(tab, guid).percent == 80
    shown = words_in(tab.detail.results)
    assert "Phát 60 tin" in shown
    assert before in shown
    workspace.undo()
    QApplication.processEvents()
    assert tab.detail.result.toPlainText() == "Phát 60 tin"


def test_a_new_result_is_one_step(tab: FrameTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    guid = choose(tab, 5, TASK)
    tab._show_detail()

    def fill(dialog: TaskResultDialog) -> int:
        assert not dialog.agree.isEnabled()
        dialog._text.setPlainText("Đủ 12 chuyên mục")
        dialog._percent.setValue(100)
        return accept(dialog)

    monkeypatch.setattr(TaskResultDialog, "exec", fill)
    tab.detail.results.add()
    assert shown_now(tab, guid).result == "Đủ 12 chuyên mục"
    assert shown_now(tab, guid).status == "done"
    assert workspace.dossier is not None
    assert results.read_results(workspace.dossier, guid)[0].day == date(2026, 9, 8)
    workspace.undo()
    QApplication.processEvents()
    assert shown_now(tab, guid).status != "done"


def test_the_first_text_typed_is_todays_result(tab: FrameTab, workspace: Workspace) -> None:
    place = next(n for n in range(60) if not task_at(tab, n).result)
    guid = choose(tab, place, TASK)
    tab._show_detail()
    tab.detail.result.setPlainText("Đã họp")
    tab.commit_editing()
    assert workspace.dossier is not None
    (row,) = results.read_results(workspace.dossier, guid)
    assert (row.day, row.text) == (date(2026, 9, 8), "Đã họp")
    tab.detail.result.setPlainText("Đã họp 02 lần")
    tab.commit_editing()
    assert [row.text for row in results.read_results(workspace.dossier, guid)] == ["Đã họp 02 lần"]


def test_history_tells_who_and_what(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 5, TASK)
    assert workspace.dossier is not None
    workspace.dossier.who = "Trần Thị Minh"
    tab._show_detail()
    tab.detail._page_row.setCurrentIndex(1)
    workspace.run(tasks.set_status, task_guids=[guid], status="done")
    workspace.run(tasks.set_cells, cells=[(guid, Column.DEADLINE, "Tháng 11/2026")])
    workspace.undo()
    QApplication.processEvents()
    shown = words_in(tab.detail.history)
    assert "Trần Thị Minh" in shown
    assert "Hoàn tác: Sửa 1 ô" in shown
    assert "→ Tháng 11/2026" in shown
    assert "Tháng 11/2026 →" in shown
    assert "Tình trạng: Đang thực hiện → Hoàn thành" in shown


def test_the_name_in_the_history_can_be_chosen(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 5, TASK)
    tab._show_detail()
    tab.detail._page_row.setCurrentIndex(1)
    tab.detail.history.set_name("Lê Văn Bình")
    workspace.run(tasks.set_status, task_guids=[guid], status="done")
    assert "Lê Văn Bình" in words_in(tab.detail.history)
    assert kept_options.load().officer == "Lê Văn Bình"


def test_a_product_names_its_paper_and_the_paper_is_begun(
    tab: FrameTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guid = choose(tab, 5, TASK)
    workspace.run(tasks.set_cells, cells=[(guid, Column.PRODUCT, "Tờ trình đề nghị hỗ trợ máy tính")])
    tab._show_detail()
    (product,) = shown_now(tab, guid).products
    assert expected_kind(product) is PaperKind.SUBMISSION
    monkeypatch.setattr(NewPlanDialog, "exec", accept)
    with qtbot.waitSignal(tab.navigate) as led:
        tab.detail.products.write(product)
    assert led.args is not None
    where, plan_guid = led.args
    assert where == "plan"
    assert workspace.dossier is not None
    paper = plans.read_plan(workspace.dossier, plan_guid).paper
    assert (paper.kind, paper.subject) == (PaperKind.SUBMISSION, "Đề nghị hỗ trợ máy tính")
    tab.detail.products.set_kind(product, None)
    assert expected_kind(shown_now(tab, guid).products[0]) is None


def test_an_issued_paper_is_taken_as_proof(
    tab: FrameTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    plan = plans.main_plan(dossier, YEAR)
    assert plan is not None
    workspace.run(
        issue_paper, paper_guid=plan.paper_guid, number="7", issued_on=date(2026, 1, 12), today=date(2026, 1, 12)
    )
    guid = choose(tab, 5, TASK)
    tab._show_detail()
    before = len(evidence.read_evidence(dossier, guid))
    monkeypatch.setattr(IssuedProofDialog, "exec", accept)
    tab.detail.evidence.choose_issued()
    rows = evidence.read_evidence(dossier, guid)
    assert len(rows) == before + 1
    assert any(row.issued_guid for row in rows)


def test_the_budget_is_shown_in_full(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 5, TASK)
    workspace.run(tasks.set_cells, cells=[(guid, Column.BUDGET, "1,5 triệu đồng; ngân sách xã")])
    tab._show_detail()
    assert tab.detail._budget.text() == "Kinh phí: 1.500.000 đồng, ngân sách xã"


def test_a_task_is_carried_over_with_its_reason(
    tab: FrameTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    guid = choose(tab, 5, TASK)
    tab._show_detail()

    def fill(dialog: ReasonDialog) -> int:
        assert dialog.windowTitle() == "Chuyển năm sau"
        dialog.words.setPlainText("Chờ hướng dẫn của tỉnh")
        return accept(dialog)

    monkeypatch.setattr(ReasonDialog, "exec", fill)
    tab.detail.status.setCurrentIndex(tab.detail.status.findData("carried_over"))
    tab.detail.status.activated.emit(tab.detail.status.currentIndex())
    row = shown_now(tab, guid)
    assert (row.status, row.reason) == ("carried_over", "Chờ hướng dẫn của tỉnh")
    workspace.undo()
    QApplication.processEvents()
    assert shown_now(tab, guid).status != "carried_over"


def test_tab_goes_through_the_pane_from_top_to_bottom(tab: FrameTab, qtbot: QtBot) -> None:
    choose(tab, 0, TASK)
    tab._show_detail()
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    QApplication.processEvents()
    page = tab.detail._area.widget()
    tab.detail.status.setFocus()
    heights = []
    while page.isAncestorOf(here := focus()):
        heights.append(here.mapTo(page, QPoint()).y())
        press(Qt.Key.Key_Tab)
    assert len(heights) > 8
    assert heights == sorted(heights)


def test_a_task_marked_done_shows_and_takes_its_day_of_completion(tab: FrameTab, workspace: Workspace) -> None:
    said: list[str] = []
    workspace.message.connect(said.append)
    guid = choose(tab, 2, TASK)
    tab.commands.set_status(TaskStatus.IN_PROGRESS)
    tab.commands.mark_done()
    QApplication.processEvents()
    assert any("08/9/2026" in words for words in said)
    assert tab.detail.done_on.isVisible()
    assert tab.detail.done_on.value() == date(2026, 9, 8)
    tab.detail.done_on.line.setText("5/9/2026")
    assert tab.detail.done_on.read()
    assert workspace.dossier is not None
    QApplication.processEvents()
    row = task_at(tab, 2)
    assert (row.guid, note_of(row, Standing.DONE, 0, workspace.today)) == (guid, "Xong 05/9")
    tab.commands.set_status(TaskStatus.IN_PROGRESS)
    QApplication.processEvents()
    assert not tab.detail.done_on.isVisible()


def test_where_a_task_comes_from_is_shown_with_its_number_there(tab: FrameTab, workspace: Workspace) -> None:
    guid = choose(tab, 5, TASK)
    workspace.run(assign, task_guid=guid)
    tab._show_detail()
    assert tab.detail.origin.text() == "Nguồn giao việc: Kế hoạch số 12/KH-UBND\nSố thứ tự trong văn bản gốc: 22"


def assign(dossier: Dossier, *, task_guid: str) -> Change:
    with dossier.change("Giao việc") as work:
        task = work.session.get_one(Task, task_guid)
        task.source, task.printed_number = "Kế hoạch số 12/KH-UBND", "22"
    return work.change


def test_a_day_that_no_calendar_has_is_told_when_it_is_typed(tab: FrameTab, workspace: Workspace) -> None:
    said: list[str] = []
    workspace.message.connect(said.append)
    choose(tab, 3, DEADLINE)
    press(Qt.Key.Key_F2)
    editor(tab).setPlainText("Trước ngày 31/11/2026")
    press(Qt.Key.Key_Tab)
    wrong = 'Thời hạn "Trước ngày 31/11/2026" ghi mốc thời gian không có trên lịch: 31/11/2026.'
    assert said[-1] == wrong
    QApplication.processEvents()
    assert wrong in [words.text() for words in tab.detail.milestones.findChildren(QLabel)]
    workspace.run(tasks.set_cells, cells=[(task_at(tab, 3).guid, Column.DEADLINE, "Trước ngày 30/11/2026")])
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert wrong not in [words.text() for words in tab.detail.milestones.findChildren(QLabel)]


def test_what_the_pane_holds_is_never_wider_than_it(tab: FrameTab) -> None:
    proven = [task for task in stored(tab) if task.evidence_count]
    assert proven
    for task in proven[:4]:
        tab.view.choose(task.guid)
        QApplication.processEvents()
        QApplication.processEvents()
        area = tab.detail._area
        assert tab.detail.evidence.isVisible()
        assert area.widget().width() <= area.viewport().width()
