"""Parts of units through the windows of both sides: asked, filled in without a dossier, received, taken in."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import offices
from cchc_desktop.services.exchange.part_merge import compare_part
from cchc_desktop.services.papers import papers, plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.parts.ask import AskPartsDialog
from cchc_desktop.ui.dialogs.parts.compare import PartCompareDialog
from cchc_desktop.ui.dialogs.parts.fill import PartFillDialog
from cchc_desktop.ui.dialogs.parts.units import UnitPartsDialog
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs


@pytest.fixture
def report(workspace: Workspace) -> ReportRow:
    assert workspace.dossier is not None
    return next(row for row in reports.read_reports(workspace.dossier, 2026) if row.period == "2026-9M")


@pytest.fixture
def dialog(workspace: Workspace, report: ReportRow, qtbot: QtBot) -> UnitPartsDialog:
    made = UnitPartsDialog(workspace, report)
    qtbot.addWidget(made)
    made.show()
    return made


def leading(workspace: Workspace, count: int = 1) -> list[str]:
    assert workspace.dossier is not None
    return [row.guid for row in offices.read_units(workspace.dossier) if row.fields][:count]


def cell(dialog: UnitPartsDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    assert item is not None
    return item.text()


def test_the_whole_way_of_a_part(
    dialog: UnitPartsDialog, workspace: Workspace, report: ReportRow, qtbot: QtBot, tmp_path: Path
) -> None:
    (file,) = dialog.ask(leading(workspace), date(2026, 9, 10), tmp_path)
    assert cell(dialog, 0, 1) == "Chưa gửi"
    # On the unit's PC, without any dossier.
    fill = PartFillDialog(file, read_part(file))
    fill.show()
    fill.writer.setText("Trần Thị Bình")
    fill.item_page.editor.set_markup("- Đã rà soát 12 thủ tục.")
    item = fill.part.items[0]
    fill.step(1)
    assert read_part(file).items[0].text == "- Đã rà soát 12 thủ tục."
    while fill._shown is not None and fill._shown[0] != "task":
        fill.step(1)
    fill.task_page.status.setCurrentIndex(2)
    fill.task_page.result.setPlainText("Đã trình ký báo cáo")
    task = fill.part.tasks[0]
    fill.close()
    came = read_part(file)
    assert (came.sender, came.tasks[0].percent, came.tasks[0].result) == ("Trần Thị Bình", 100, "Đã trình ký báo cáo")
    # Back at the office.
    dialog.receive([file])
    wait_for_jobs(qtbot)
    assert (cell(dialog, 0, 1), cell(dialog, 0, 4)) == ("Đã nhận, chưa lấy vào", "Trần Thị Bình")
    row = dialog.chosen()
    assert row is not None and workspace.dossier is not None
    compare = PartCompareDialog(workspace, row, compare_part(workspace.dossier, row.guid))
    qtbot.addWidget(compare)
    compare.show()
    assert set(compare.ticked()) >= {item.guid, task.guid}
    assert "12 thủ tục" in compare.theirs.toPlainText() or compare.tree.topLevelItemCount() > 1
    compare.accept()
    assert cell(dialog, 0, 1) == "Đã lấy vào"
    assert workspace.dossier is not None
    view = reports.read_report(workspace.dossier, report.guid)
    assert next(one.text for one in view.items if one.guid == item.guid) == "- Đã rà soát 12 thủ tục."
    workspace.undo()
    assert cell(dialog, 0, 1) == "Đã nhận, chưa lấy vào"


def test_missing_units_are_reminded_by_letter_and_message(
    dialog: UnitPartsDialog, workspace: Workspace, tmp_path: Path
) -> None:
    dialog.ask(leading(workspace, 2), date(2026, 9, 7), tmp_path)
    assert "trễ hạn" in cell(dialog, 0, 1)
    dialog.write_letter()
    assert workspace.dossier is not None
    kinds = plans.paper_kinds(workspace.dossier, 2026)
    letter = next(row for row in plans.read_plans(workspace.dossier, 2026) if "phần báo cáo" in row.title)
    assert kinds[letter.guid] == PaperKind.LETTER
    paper = papers.read_paper(workspace.dossier, letter.paper_guid)
    assert list(paper.addressees) == [cell(dialog, 0, 0), cell(dialog, 1, 0)]
    body = " ".join(section.body for section in plans.read_plan(workspace.dossier, letter.guid).sections)
    assert "9 tháng năm 2026" in body and "07/9/2026" in body and "[" not in body
    dialog.copy_message()
    assert cell(dialog, 0, 0) in QGuiApplication.clipboard().text()
    workspace.undo()
    assert all("phần báo cáo" not in row.title for row in plans.read_plans(workspace.dossier, 2026))


def test_a_number_that_is_none_stays_typed_and_is_not_kept(
    dialog: UnitPartsDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (file,) = dialog.ask(leading(workspace), None, tmp_path)
    fill = PartFillDialog(file, read_part(file))
    qtbot.addWidget(fill)
    fill.show()
    while fill._shown is not None and fill._shown[0] != "figure":
        fill.step(1)
    before = read_part(file).figures[0]
    fill.figure_page.value.setText("nhiều")
    qtbot.keyClick(fill, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fill.keep()
    assert read_part(file).figures[0] == before
    assert "không phải là số" in fill._note.text() or "không phải" in fill._note.text()


def test_a_file_that_is_no_part_is_refused_by_name(
    dialog: UnitPartsDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    stranger = tmp_path / "thư.cchcphan"
    stranger.write_text("không phải", encoding="utf-8")
    dialog.receive([stranger])
    wait_for_jobs(qtbot)
    assert dialog.chosen() is None
    assert "thư.cchcphan" in told[0]


def test_what_is_typed_beside_a_heading_of_the_list_is_kept(
    dialog: UnitPartsDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (file,) = dialog.ask(leading(workspace), date(2026, 9, 10), tmp_path)
    fill = PartFillDialog(file, read_part(file))
    fill.show()
    fill.tree.setCurrentItem(fill.tree.topLevelItem(0))
    fill.item_page.editor.setFocus()
    qtbot.keyClicks(fill.item_page.editor, "Da hop")
    qtbot.keyClick(fill, Qt.Key.Key_Escape)
    assert "Da hop" in read_part(file).items[0].text and not fill.isVisible()


def test_a_part_that_came_is_chosen(
    dialog: UnitPartsDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    _first, file = dialog.ask(leading(workspace, 2), date(2026, 9, 10), tmp_path)
    dialog.table.setCurrentCell(0, 0)
    fill = PartFillDialog(file, read_part(file))
    fill.show()
    fill.writer.setText("Trần Thị Bình")
    fill.item_page.editor.set_markup("Đã họp")
    fill.close()
    dialog.receive([file])
    wait_for_jobs(qtbot)
    row = dialog.chosen()
    assert row is not None and row.sender == "Trần Thị Bình"


def test_two_colleagues_at_one_item_stand_side_by_side(
    dialog: UnitPartsDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (first,) = dialog.ask(leading(workspace), date(2026, 9, 10), tmp_path)
    second = Path(shutil.copy(first, tmp_path / "ban-sao.cchcphan"))
    for file, who, text in ((first, "Bình", "Đã rà soát 12 thủ tục."), (second, "An", "Đã rà soát 15 thủ tục.")):
        fill = PartFillDialog(file, read_part(file))
        fill.show()
        fill.writer.setText(who)
        fill.item_page.editor.set_markup(text)
        item = fill.part.items[0].guid
        fill.close()
    dialog.receive([first, second])
    wait_for_jobs(qtbot)
    dialog.table.setCurrentCell(next(row for row in range(2) if cell(dialog, row, 4) == "Bình"), 0)
    dialog.compare()
    wait_for_jobs(qtbot)
    (compare,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, PartCompareDialog))
    qtbot.waitUntil(compare.isVisible)
    compare.tree.setCurrentItem(compare.tree.findItems("người khác ghi khác", Qt.MatchFlag.MatchContains, 1)[0])
    assert "12 thủ tục" in compare.theirs.toPlainText()
    assert compare.others.isVisible()
    assert "An" in compare.others.toPlainText() and "15 thủ tục" in compare.others.toPlainText()
    assert item not in compare.ticked(), "what colleagues say differently is chosen by the officer"
    compare.reject()


def test_where_a_unit_writes_is_seen(dialog: UnitPartsDialog, workspace: Workspace, tmp_path: Path) -> None:
    (file,) = dialog.ask(leading(workspace), date(2026, 9, 10), tmp_path)
    fill = PartFillDialog(file, read_part(file))
    fill.show()
    assert "Nội dung đơn vị viết" in [words.text() for words in fill.item_page.findChildren(QLabel)]
    frame = fill.item_page.editor.parentWidget()
    assert frame is not None
    picture = frame.grab().toImage()
    middle = picture.height() // 2
    assert picture.pixelColor(0, middle) != picture.pixelColor(picture.width() // 2, middle)


def test_a_figure_that_is_no_number_is_not_lost(
    dialog: UnitPartsDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path, leaving: list[str]
) -> None:
    (file,) = dialog.ask(leading(workspace), date(2026, 9, 10), tmp_path)
    fill = PartFillDialog(file, read_part(file))
    fill.show()
    while fill._shown is not None and fill._shown[0] != "figure":
        fill.step(1)
    here = fill._shown
    fill.figure_page.value.setText("nhiều")
    fill.step(1)
    qtbot.waitUntil(lambda: fill.tree.currentItem() is fill._child(here))
    assert fill._shown == here and fill.figure_page.value.text() == "nhiều"
    fill.close()
    assert leaving == [fill.windowTitle()]


def test_a_unit_that_leads_nothing_is_given_its_fields_where_it_is_said(
    workspace: Workspace, report: ReportRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    workspace.run(offices.set_units, units=(*offices.read_units(dossier), UnitRow("", 0, "Ban Chỉ huy Quân sự")))
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    ask = AskPartsDialog(workspace, report, ())
    qtbot.addWidget(ask)
    ask.show()
    items = [ask.units.item(place) for place in range(ask.units.count())]
    for item in items:
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not ask.agree.isEnabled()  # nobody to write a file for
    idle = next(item for item in items if item.text() == "Ban Chỉ huy Quân sự")
    idle.setCheckState(Qt.CheckState.Checked)
    ask.accept()  # before any folder is asked for
    assert ask.isVisible() and "Ban Chỉ huy Quân sự" in told[0] and "Giao đơn vị" in told[0]
    assert ask.units.currentItem() is idle
    ask.set_fields(("digital",))
    assert "chính quyền" in idle.text()
    ask.accept()
    assert not ask.isVisible() and ask.unit_guids() == [idle.data(Qt.ItemDataRole.UserRole)]
    assert next(u for u in offices.read_units(dossier) if u.name == "Ban Chỉ huy Quân sự").fields == ("digital",)
