"""The import assistant: everything is shown before anything is kept, doubts are named, and it is one step to undo."""

import threading
import time
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cchc_desktop.models.import_rows import RowState
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.frame.tasks import read_tasks, remove_tasks, set_cells
from cchc_desktop.services.intake import import_choices
from cchc_desktop.services.intake.column_mappings import learned_columns
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.plans import annual_plan, main_plan, read_plan, read_plans
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting.outlines import read_outlines
from cchc_desktop.services.years import add_year
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.intake.plan import COMPARE, DONE, ImportPlanDialog
from cchc_desktop.ui.jobs import JobDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.compared_rows import ComparedColumn
from cchc_desktop.ui.widgets.left_lines import LeftLines
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.workspace import Workspace
from cchc_desktop.writers.paper_writer import write_paper
from tests.end_to_end.officer import focus, press, tab_to
from tests.readers import shapes

PAPERS = Path(__file__).resolve().parent.parent / "papers"


def opened(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, path: Path | None, superior: bool = False
) -> ImportPlanDialog:
    dialog = ImportPlanDialog(window, workspace, path, superior)
    dialog.lives_on = True
    dialog.read()
    qtbot.waitUntil(dialog.isVisible, timeout=20_000)
    return dialog


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A table with headings of its own, several tasks in a cell, a number for a date and a hidden row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Khung"
    for row in (
        ["KHUNG NHIỆM VỤ NĂM 2026"],
        ["STT", "Nội dung công việc", "Ai làm", "Thời hạn hoàn thành", "Kết quả"],
        ["I", "CẢI CÁCH THỂ CHẾ"],
        [1, "1. Rà soát văn bản\n2. Công bố danh mục", "Công chức Tư pháp", "Quý I/2026", "1. Báo cáo\n2. Danh mục"],
        [2, "Kiểm tra công vụ đột xuất", "", 46000, ""],
        [3, "Niêm yết thủ tục", "Văn phòng", "khi rảnh", ""],
    ):
        sheet.append(row)
    sheet.row_dimensions[6].hidden = True
    path = tmp_path / "khung.xlsx"
    book.save(path)
    return path


def test_the_real_plan_of_58_tasks(window: MainWindow, workspace: Workspace, qtbot: QtBot, seeds: Path) -> None:
    assert workspace.dossier is not None
    workspace.run(add_year, year=2024)
    workspace.set_year(2024)
    dialog = opened(qtbot, window, workspace, next(seeds.glob("003_*.txt")))
    assert dialog.columns.summary.text() == "58 nhiệm vụ trong 8 nhóm"
    assert not dialog.columns.placed.isHidden()
    dialog.go_on()
    assert annual_plan(workspace.dossier, 2024) is None
    assert dialog.compare.model.counts() == {RowState.NEW: 58}
    dialog.go_on()
    assert dialog.step == DONE
    plan = annual_plan(workspace.dossier, 2024)
    assert plan is not None
    assert plan.task_count == 58
    workspace.undo()
    assert read_plans(workspace.dossier, 2024) == ()


def test_a_picture_is_explained_and_nothing_changes(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, words: said.append(str(words)))
    picture = tmp_path / "kế hoạch.docx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    ImportPlanDialog(window, workspace, picture).read()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert not workspace.can_undo


def test_columns_are_taught_and_remembered(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, foreign: Path
) -> None:
    assert workspace.dossier is not None
    dialog = opened(qtbot, window, workspace, foreign)
    page = dialog.columns
    assert page.table_box.currentText().startswith("Trang “Khung”")
    model = page.model
    words = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert words[0] == "Nhóm"
    assert "nhiều việc trong một ô" in words[1] and "ô chưa chọn cột" in words[1]
    assert "ngày đọc từ số của Excel" in words[2]
    assert "dòng ẩn" in words[3] and "thời gian chưa rõ" in words[3]
    assert "nhiều việc trong một ô: 1" in page.doubts.text()
    lead = page.header.combo(3)
    lead.setCurrentIndex(lead.findText("Chủ trì"))
    lead.activated.emit(lead.currentIndex())
    assert "ô chưa chọn cột" not in page.doubts.text()
    assert "thiếu chủ trì: 1" in page.doubts.text()
    page.split.setChecked(True)
    page.hidden.setChecked(False)
    dialog.go_on()
    assert dialog.compare.target.guid == ""
    dialog.go_on()
    made = read_plan(workspace.dossier, read_plans(workspace.dossier, 2026)[-1].guid).tasks
    assert [(task.text, task.lead_text, [p.text for p in task.products]) for task in made] == [
        ("Rà soát văn bản", "Công chức Tư pháp", ["Báo cáo"]),
        ("Công bố danh mục", "Công chức Tư pháp", ["Danh mục"]),
        ("Kiểm tra công vụ đột xuất", "", []),
    ]
    assert made[2].deadline == "09/12/2025"
    again = opened(qtbot, window, workspace, foreign)
    assert again.columns.choice.tables is not None
    assert again.columns.choice.tables[0].columns[2] is Column.LEAD
    workspace.undo()
    assert learned_columns(workspace.dossier) == {}


def test_letters_of_an_old_font_are_shown_as_unicode_and_may_stay(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, foreign: Path
) -> None:
    book = openpyxl.load_workbook(foreign)
    old = "TËp huÊn nghiÖp vô c¶i c¸ch hµnh chÝnh"
    book.active.append([4, old, "VP", "Quý II/2026", ""])
    book.save(foreign)
    page = opened(qtbot, window, workspace, foreign).columns
    qtbot.waitUntil(page.convert.isVisible)  # a dialog larger than the screen is laid out once more
    assert page.convert.isChecked()
    assert "chữ phông cũ: 1" in page.doubts.text()
    before_and_after = page.pages.widget(
        next(at for at in range(page.pages.count()) if page.pages.tabText(at) == "Phông cũ (1)")
    ).findChild(QTreeWidget)
    item = before_and_after.topLevelItem(0)
    assert item is not None and (item.text(1), item.text(2)) == (old, "Tập huấn nghiệp vụ cải cách hành chính")
    page.convert.setChecked(False)
    assert "chữ phông cũ" not in page.doubts.text()
    assert page.convert.isVisible()


def test_the_printed_frame_again_changes_nothing_but_what_is_ticked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    plan = main_plan(dossier, 2026)
    assert plan is not None
    file = tmp_path / "khung.docx"
    write_paper(compose(dossier, Printout.FRAME, Wish(2026)), file)
    dialog = opened(qtbot, window, workspace, file)
    dialog.go_on()
    assert dialog.compare.target.guid == plan.guid
    assert dialog.compare.model.counts() == {RowState.SAME: plan.task_count}
    assert not dialog.next_button.isEnabled()
    dialog.reject()

    rows = read_tasks(dossier, plan.guid)
    workspace.run(set_cells, cells=[(rows[0].guid, Column.DEADLINE, "Quý IV/2026")])
    workspace.run(remove_tasks, task_guids=[rows[5].guid])
    dialog = opened(qtbot, window, workspace, file)
    dialog.go_on()
    model = dialog.compare.model
    assert model.counts() == {RowState.SAME: plan.task_count - 2, RowState.CHANGED: 1, RowState.NEW: 1}
    model.filter(RowState.CHANGED)
    tick = model.index(0, ComparedColumn.CHOICE)
    assert model.data(tick) == "Giữ của mình"
    assert model.setData(tick, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.data(tick) == "Lấy theo tệp"
    dialog.go_on()
    after = read_tasks(dossier, plan.guid)
    assert [task.text for task in after] == [task.text for task in rows]
    assert after[0].deadline == rows[0].deadline
    workspace.undo()
    assert len(read_tasks(dossier, plan.guid)) == len(rows) - 1


def test_a_superiors_plan_from_the_clipboard(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    data = QMimeData()
    data.setHtml(
        "<p>KẾ HOẠCH</p><table><tr><th>STT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Thời hạn</tr>"
        "<tr><td>1<td>Số hóa hồ sơ đất đai<td rowspan=2>UBND các xã, phường<td>Quý IV/2026</tr>"
        "<tr><td>2<td>Lắp máy xếp hàng<td>Quý III/2026</tr>"
        "<tr><td>3<td>Trình HĐND tỉnh<td>Sở Nội vụ<td>Quý I/2026</tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(data)
    dialog = opened(qtbot, window, workspace, None, superior=True)
    dialog.go_on()
    assert dialog.step == COMPARE
    assert dialog.compare.states.currentText() == "Giao cho cấp xã (2)"
    assert sorted(dialog.compare.model.taken) == [0, 1]
    dialog.compare.source.setText("Kế hoạch số 12/KH-UBND")
    dialog.go_on()
    plan = main_plan(dossier, 2026)
    assert plan is not None
    added = [task for task in read_tasks(dossier, plan.guid) if task.source]
    assert [(task.text, task.lead_text, task.source) for task in added] == [
        ("Số hóa hồ sơ đất đai", "UBND các xã, phường", "Kế hoạch số 12/KH-UBND"),
        ("Lắp máy xếp hàng", "UBND các xã, phường", "Kế hoạch số 12/KH-UBND"),
    ]


def test_a_mapping_that_was_taught_wrongly_is_corrected(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assert workspace.dossier is not None
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Mã", "Cột A", "Cột B", "Cột C", "Cột D"])
    for number in range(1, 4):
        sheet.append([number, f"Làm việc thứ {number}", "Văn phòng", "Phòng Kinh tế", "Quý II/2026"])
    book.save(tmp_path / "la.xlsx")
    dialog = opened(qtbot, window, workspace, tmp_path / "la.xlsx")
    assert not dialog.next_button.isEnabled()  # nobody knows what these columns are
    dialog.columns.header.picked.emit(3, Column.COORDINATION)
    assert not dialog.next_button.isEnabled()  # who, but not what
    for column, heading in ((2, Column.TASK), (4, Column.LEAD), (5, Column.DEADLINE)):
        dialog.columns.header.picked.emit(column, heading)
    dialog.go_on()
    dialog.go_on()
    again = opened(qtbot, window, workspace, tmp_path / "la.xlsx")
    assert again.columns.choice.tables is not None
    assert again.columns.choice.tables[0].columns[2:4] == (Column.COORDINATION, Column.LEAD)
    again.columns.header.picked.emit(3, Column.LEAD)
    again.columns.header.picked.emit(4, Column.COORDINATION)
    again.go_on()
    assert again.compare.model.counts() == {RowState.CHANGED: 3}
    again.compare.model.tick_shown(True)
    again.go_on()
    third = opened(qtbot, window, workspace, tmp_path / "la.xlsx")
    third.go_on()
    assert third.compare.model.counts() == {RowState.SAME: 3}


def test_a_plan_without_tasks_is_taken_in_as_text(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, seeds: Path
) -> None:
    assert workspace.dossier is not None
    workspace.run(add_year, year=2025)
    workspace.set_year(2025)
    dialog = opened(qtbot, window, workspace, next(seeds.glob("002_*.txt")))
    assert dialog.columns.summary.text() == "Kế hoạch không kê nhiệm vụ; lấy được phần lời: 20 mục"
    assert dialog.columns.model.rowCount() == 20
    dialog.go_on()
    assert dialog.next_button.text() == "Lấy phần lời vào"
    dialog.go_on()
    plan = main_plan(workspace.dossier, 2025)
    assert plan is not None
    assert plan.task_count == 0
    view = read_plan(workspace.dossier, plan.guid)
    assert len(view.sections) == 20
    assert any("thứ hạng các chỉ số" in section.body for section in view.sections)
    workspace.undo()
    assert read_plans(workspace.dossier, 2025) == ()


def test_long_headings_and_long_tasks_can_be_read_whole(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["STT", "Nhiệm vụ", "Cơ quan, đơn vị được phân công chủ trì thực hiện nhiệm vụ", "Thời hạn"])
    sheet.append([1, "Rà soát thủ tục hành chính " * 40, "Văn phòng", "Quý I/2026"])
    book.save(tmp_path / "dai.xlsx")
    dialog = opened(qtbot, window, workspace, tmp_path / "dai.xlsx")
    short = dialog.columns.header.sizeHint().height()
    dialog.columns.view.setColumnWidth(3, 400)
    assert dialog.columns.header.sizeHint().height() < short
    dialog.go_on()
    sides = dialog.compare.sides
    qtbot.waitUntil(lambda: sides.verticalScrollBar().maximum() > 0)


def test_every_column_is_reached_by_tab(window: MainWindow, workspace: Workspace, qtbot: QtBot, foreign: Path) -> None:
    dialog = opened(qtbot, window, workspace, foreign)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.columns.view.setFocus()
    for column in range(1, 6):
        press(Qt.Key.Key_Tab)
        assert focus() is dialog.columns.header.combo(column)
    tab_to(dialog.next_button)


def test_a_file_that_is_being_read_can_be_given_up_at_once(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = import_choices.open_file, threading.Event()

    def held(dossier: Dossier, path: Path) -> import_choices.Opened:
        assert go_on.wait(20)
        return read(dossier, path)

    monkeypatch.setattr(import_choices, "open_file", held)
    dialog = ImportPlanDialog(window, workspace, foreign)
    dialog.read()
    (job,) = window.findChildren(JobDialog)
    begun = time.monotonic()
    job.cancel()
    assert time.monotonic() - begun < 0.1 and not job.isVisible()
    go_on.set()
    QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_letter_comes_in_as_the_letter_it_is_with_its_frame_and_outline(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    assert workspace.dossier is not None
    workspace.run(add_year, year=2024)
    workspace.set_year(2024)
    dialog = opened(qtbot, window, workspace, PAPERS / "letter_frame_outline.txt")
    assert "Công văn số 07/UBND ngày 12/01/2024" in words_in(dialog.columns.pages)
    dialog.go_on()
    dialog.go_on()
    assert dialog.step == DONE
    assert "Đề cương báo cáo trong tệp cũng đã được nhập" in words_in(dialog.done_page)
    (left,) = dialog.done_page.findChildren(LeftLines)
    assert "49\tBáo cáo gồm các phần sau:" in left.text()
    assert dialog._plan is not None and left.list.topLevelItemCount() == len(dialog._plan.unplaced)
    (row,) = read_plans(workspace.dossier, 2024)
    paper = read_plan(workspace.dossier, row.guid).paper
    assert (paper.kind, paper.number, len(paper.addressees), row.task_count) == ("letter", "07", 2, 3)
    assert [one.source for one in read_outlines(workspace.dossier) if one.code.startswith("with_")] == [
        "Công văn số 07/UBND ngày 12/01/2024"
    ]


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_signature_that_would_be_printed_otherwise_is_said(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "chuong-trinh.txt"
    path.write_text(shapes.PARTY, encoding="utf-8")
    dialog = opened(qtbot, window, workspace, path)
    dialog.go_on()
    dialog.compare.target_box.setCurrentIndex(dialog.compare.target_box.count() - 1)
    dialog.go_on()
    assert dialog.step == DONE
    assert "T/M BAN THƯỜNG VỤ / BÍ THƯ" in words_in(dialog.done_page)


def test_the_table_of_the_second_step_scrolls_alone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    """On a screen of 1366 x 768 at 150 %, with every line that may stand above the table."""
    path = tmp_path / "khung.txt"
    rows = "".join(f"| {n} | Việc thứ {n} của năm | UBND xã | Quý II/2025 |\n" for n in range(1, 40))
    path.write_text(f"| TT | Nhiệm vụ | Chủ trì | Thời gian hoàn thành |\n|---|---|---|---|\n{rows}", encoding="utf-8")
    dialog = opened(qtbot, window, workspace, path)
    dialog.resize(895, 445)
    qtbot.wait(1)
    area = dialog._pages.currentWidget()
    assert isinstance(area, PageArea)
    assert dialog.columns.view.verticalScrollBar().maximum() > 0 == area.verticalScrollBar().maximum()
    assert not dialog.columns.summary.visibleRegion().isEmpty()
