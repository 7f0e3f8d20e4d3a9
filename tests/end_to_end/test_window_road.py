"""The whole road in one window: from the first start to a package, and everything is there the next morning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence, offices
from cchc_desktop.services.exchange import log
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan, read_plan
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.dialogs.first_run import FirstRunDialog
from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog
from cchc_desktop.ui.program import Program
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn
from cchc_desktop.ui.table_models.frame_cells import TASK
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from tests.end_to_end.officer import (
    button,
    dialog_of,
    focus,
    menu_action,
    one_line,
    press,
    tab_to,
    text_of,
    text_of_pdf,
    type_here,
    type_text,
    with_file_dialog,
)

PAPERS = Path(__file__).resolve().parents[1] / "papers"
YEAR = 2024
TYPED_SECTION = "Cả xã cùng làm, việc nào cũng có người chịu trách nhiệm. "
TYPED_TASK = "Niêm yết thủ tục tại nhà văn hóa các thôn"
TYPED_RESULT = "Đã niêm yết tại 12/12 thôn"
TYPED_ITEM = "Ủy ban nhân dân xã đã giao việc đến từng người"
SCORE = Decimal("0.5")
UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


@dataclass(frozen=True)
class Paper:
    """A plan to take in, and what the preview must say of it."""

    path: Path
    found: str
    unplaced: int


@pytest.fixture
def made_up() -> Paper:
    return Paper(PAPERS / "decision_and_plan.txt", "5 nhiệm vụ trong 2 nhóm", 1)


@pytest.fixture
def real(seeds: Path) -> Paper:
    return Paper(next(seeds.glob("003_*.txt")), "58 nhiệm vụ trong 8 nhóm", 0)


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program on its very first start: no options, no dossier."""
    monkeypatch.setenv("CCHC_TODAY", "2024-09-08")
    monkeypatch.setattr(alerts, "show_error", refuse)
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    made = started(qapp)
    answers = QTimer(interval=50)
    answers.timeout.connect(go_on_all_the_same)
    answers.start()
    yield made
    answers.stop()
    made.workspace.close()


def go_on_all_the_same() -> None:
    """What the check says before a paper goes is answered as an officer does who knows it: by Enter."""
    for one in QApplication.topLevelWidgets():
        if isinstance(one, AlertDialog) and one.isVisible() and one.reason.isVisible():
            QTest.keyClick(one.focusWidget() or one, Qt.Key.Key_Return)


def refuse(_parent: object, words: object) -> None:
    raise AssertionError(f"the program complains: {words}")


def started(app: QApplication) -> Program:
    made = Program(app, options.load())
    made.window.resize(1366, 698)
    made.window.show()
    made.window.activateWindow()
    made.begin(None)
    return made


def test_the_real_plan_goes_all_the_way(program: Program, real: Paper, qtbot: QtBot, tmp_path: Path) -> None:
    go_the_whole_way(program, real, qtbot, tmp_path)


def test_a_made_up_plan_goes_all_the_way(program: Program, made_up: Paper, qtbot: QtBot, tmp_path: Path) -> None:
    go_the_whole_way(program, made_up, qtbot, tmp_path)


def go_the_whole_way(program: Program, paper: Paper, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "Hồ sơ" / "Xa-Binh-Minh.cchc"
    begin_by_keyboard(program, qtbot, file)
    take_plan_in(program, paper, qtbot)
    edit_section(program, qtbot)
    task = edit_and_finish_task(program, qtbot, tmp_path)
    write_report(program, qtbot)
    score(program, qtbot)
    export_all(program, qtbot, tmp_path / "Văn bản")
    package = pack(program, qtbot, tmp_path / "USB")
    program.window.close()
    program.workspace.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    again = started(qtbot._request.getfixturevalue("qapp"))  # the last dossier is opened by itself
    try:
        everything_is_there(again, qtbot, task, package)
    finally:
        again.workspace.close()
        again.window.close()


def show(program: Program, qtbot: QtBot, name: str) -> Tab:
    """A tab of the window, which takes the keys again after a dialog."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.show_tab(name)
    return program.window.tab(name)


def dossier_of(program: Program) -> Dossier:
    assert program.workspace.dossier is not None
    return program.workspace.dossier


def begin_by_keyboard(program: Program, qtbot: QtBot, file: Path) -> None:
    dialog = dialog_of(qtbot, FirstRunDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.next_button)
    press(Qt.Key.Key_Return)
    page = dialog.office_page
    assert focus() is page.name
    type_text(focus(), "UBND xã Bình Minh")
    tab_to(page.superior)
    type_text(focus(), "UBND huyện Phú Lâm")
    tab_to(page._two)
    press(Qt.Key.Key_Down)
    assert page._three.isChecked()
    tab_to(page.year)
    type_here(str(YEAR))
    tab_to(page.signer_name)
    type_text(focus(), "Nguyễn Văn An")
    tab_to(dialog.next_button)
    for _page in ("receivers", "units", "plan", "keeping"):
        press(Qt.Key.Key_Return)
    field = dialog.keeping._file.field
    tab_to(field)
    type_here(str(file))
    tab_to(dialog.next_button)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workspace.dossier is not None)
    assert dossier_of(program).path == file
    assert file.is_file()
    office = offices.read_office(dossier_of(program), YEAR)
    assert (office.name, office.superior, office.tier) == ("UBND xã Bình Minh", "UBND huyện Phú Lâm", "three")
    assert "UBND xã Bình Minh" in program.window.windowTitle()


def take_plan_in(program: Program, paper: Paper, qtbot: QtBot) -> None:
    window = program.window
    action = menu_action(window.menuBar(), "Lấy kế hoạch từ tệp…")
    with_file_dialog(action.trigger, paper.path)
    dialog = dialog_of(qtbot, ImportPlanDialog)
    words = [found.text() for found in dialog.findChildren(QLabel)]
    assert paper.found in words
    pages = dialog.findChild(QTabWidget)
    assert isinstance(pages, QTabWidget)
    names = [pages.tabText(place) for place in range(pages.count())]
    assert (f"Dòng chưa xếp được chỗ ({paper.unplaced})" in names) == bool(paper.unplaced)
    assert dialog.columns.placed.isHidden() == bool(paper.unplaced)
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    dialog.compare.year.setValue(YEAR)
    assert annual_plan(dossier_of(program), YEAR) is None  # nothing is kept before consent
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)  # "Đóng", once it was said what was done
    plan = annual_plan(dossier_of(program), YEAR)
    assert plan is not None
    assert plan.task_count == int(paper.found.split()[0])


def edit_section(program: Program, qtbot: QtBot) -> None:
    tab = show(program, qtbot, "plan")
    assert isinstance(tab, PlanTab)
    tab.choose(next(node.key for node in tab._nodes if "Mục đích" in node.text and node.key in section_guids(tab)))
    editor = tab.section.editor
    editor.setFocus()
    type_text(editor, TYPED_SECTION)
    qtbot.waitUntil(
        lambda: tab.preview.is_current and one_line(TYPED_SECTION) in text_of_pdf(tab.preview.pages.data),
        timeout=20_000,
    )
    show(program, qtbot, "frame")
    assert any(TYPED_SECTION.strip() in row.body for row in kept_sections(program))


def section_guids(tab: PlanTab) -> set[str]:
    assert tab.view is not None
    return {section.guid for section in tab.view.sections}


def kept_sections(program: Program) -> tuple[SectionRow, ...]:
    plan = annual_plan(dossier_of(program), YEAR)
    assert plan is not None
    return read_plan(dossier_of(program), plan.guid).sections


def edit_and_finish_task(program: Program, qtbot: QtBot, tmp_path: Path) -> str:
    tab = show(program, qtbot, "frame")
    assert isinstance(tab, FrameTab)
    line = next(row for row in range(len(tab.model.lines)) if tab.model.task_line(row) is not None)
    guid = tab.model.lines[line].guid
    tab.view.choose(guid, TASK)
    tab.view.setFocus()
    press(Qt.Key.Key_F2)
    type_here(TYPED_TASK)
    press(Qt.Key.Key_Return)
    before = task_of(program, guid)
    assert before.text == TYPED_TASK
    tab.view.choose(guid, TASK)
    tab.view.setFocus()
    press(Qt.Key.Key_F9)
    assert task_of(program, guid).status == TaskStatus.DONE
    press(*UNDO)
    assert replace(task_of(program, guid), revision=0) == replace(before, revision=0)
    press(*UNDO)
    assert task_of(program, guid).text != TYPED_TASK
    press(*REDO)
    press(*REDO)
    assert (task_of(program, guid).text, task_of(program, guid).status) == (TYPED_TASK, TaskStatus.DONE)
    qtbot.waitUntil(lambda: tab.detail.result.isVisible() and tab.detail._line is not None)
    tab.detail.result.setFocus()
    type_text(focus(), TYPED_RESULT)
    proof = tmp_path / "Biên bản.pdf"
    proof.write_bytes(b"%PDF-1.4 proof")
    with_file_dialog(lambda: QTest.mouseClick(button(tab.detail, "Thêm tệp…"), Qt.MouseButton.LeftButton), proof)
    return guid


def task_of(program: Program, guid: str) -> TaskRow:
    plan = annual_plan(dossier_of(program), YEAR)
    assert plan is not None
    return next(row for row in tasks.read_tasks(dossier_of(program), plan.guid) if row.guid == guid)


def write_report(program: Program, qtbot: QtBot) -> None:
    tab = show(program, qtbot, "report")
    assert isinstance(tab, ReportTab)
    tab.begin_report()
    view = tab.view
    assert view is not None
    assert str(tab.period) == "2024-9M"
    item = next(row for row in view.items if "ế hoạch" in row.title)
    tab.choose(item.guid)
    tab.item_pane.editor.setFocus()
    type_text(focus(), TYPED_ITEM)
    tab.draft_from_results()
    tab.item_pane.mark_done.trigger()
    kept = next(
        row for row in reports.read_report(dossier_of(program), view.report.guid).items if row.guid == item.guid
    )
    assert kept.status == "done"
    assert TYPED_ITEM in kept.text


def score(program: Program, qtbot: QtBot) -> None:
    tab = show(program, qtbot, "index")
    assert isinstance(tab, IndexTab)
    tab.add_set("par_index_commune_demo")
    leaf = first_leaf(program)
    tab.show_guid(leaf)
    index = tab.tree.currentIndex().siblingAtColumn(CriteriaColumn.SELF)
    tab.tree.setCurrentIndex(index)
    tab.tree.edit(index)
    type_here("0,5")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: score_of(program, leaf) == SCORE)


def first_leaf(program: Program) -> str:
    ((guid, _code, _title),) = indices.read_sets(dossier_of(program), YEAR)
    return next(row.guid for row in indices.read_index(dossier_of(program), guid).criteria if row.is_leaf)


def score_of(program: Program, leaf: str) -> Decimal | None:
    ((guid, _code, _title),) = indices.read_sets(dossier_of(program), YEAR)
    criteria = indices.read_index(dossier_of(program), guid).criteria
    return next(row.self_score for row in criteria if row.guid == leaf)


def export_all(program: Program, qtbot: QtBot, folder: Path) -> None:
    menu_action(program.window.menuBar(), "Xuất văn bản…").trigger()
    dialog = dialog_of(qtbot, ExportPapersDialog)
    for check in dialog.findChildren(QCheckBox):
        check.setChecked(True)
    tab_to(dialog.folder)
    type_here(str(folder))
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    done = dialog_of(qtbot, ExportDoneDialog)
    done.reject()
    made = {(path.name.split("-")[0], path.suffix): text_of(path) for path in folder.iterdir()}
    papers = {("Quyet", "decision"), ("Ke", "plan"), ("Khung", "frame"), ("Bao", "report"), ("Bang", "indices")}
    papers |= {("Tong", "progress"), ("Bieu", "index_chart")}
    assert {name for name, _suffix in made} == {name for name, _paper in papers}
    for suffix in (".docx", ".pdf"):
        assert one_line("BÌNH MINH") in made["Quyet", suffix]
        assert one_line(TYPED_SECTION) in made["Ke", suffix]
        assert one_line(TYPED_TASK) in made["Khung", suffix]
        assert one_line(TYPED_ITEM) in made["Bao", suffix]
        assert "0,5" in made["Bang", suffix]
    assert one_line(TYPED_TASK) in made["Khung", ".xlsx"]
    assert "0.5" in made["Bang", ".xlsx"]


def pack(program: Program, qtbot: QtBot, folder: Path) -> Path:
    folder.mkdir()
    tab = show(program, qtbot, "exchange")
    assert isinstance(tab, ExchangeTab)
    with_file_dialog(lambda: QTest.mouseClick(tab.form.save_button, Qt.MouseButton.LeftButton), folder)
    done = dialog_of(qtbot, ExportDoneDialog)
    (made,) = done._files
    done.reject()
    info = verify_package(made)
    assert (info.office, info.year, info.counts["evidence"]) == ("UBND xã Bình Minh", YEAR, 1)
    assert log.read_log(dossier_of(program), YEAR)[0].sha256 == info.sha256
    assert list(folder.iterdir()) == [made]
    return made


def everything_is_there(program: Program, qtbot: QtBot, task: str, package: Path) -> None:
    dossier = dossier_of(program)
    assert not dossier.read_only
    assert program.workspace.year == YEAR
    kept = task_of(program, task)
    assert (kept.text, kept.status, kept.result) == (TYPED_TASK, TaskStatus.DONE, TYPED_RESULT)
    assert [row.file_name for row in evidence.read_evidence(dossier, task)] == ["Biên bản.pdf"]
    assert any(TYPED_SECTION.strip() in row.body for row in kept_sections(program))
    (report,) = reports.read_reports(dossier, YEAR)
    assert report.items_done == 1
    assert score_of(program, first_leaf(program)) == SCORE
    assert log.read_log(dossier, YEAR)[0].file_name == package.name
    for name in program.window.tab_names:
        assert show(program, qtbot, name).isVisible()
