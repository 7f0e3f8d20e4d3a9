"""Papers that come by a drop: listed, corrected, taken where the officer says; and the register beside the window."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.services.intake.came_papers import Destination
from cchc_desktop.services.papers.incoming import KeptFile, add_incoming, incoming_of_task, read_incoming
from cchc_desktop.ui import arrival_actions
from cchc_desktop.ui.dialogs.incoming.came import CamePapersDialog
from cchc_desktop.ui.dialogs.incoming.paper import IncomingPaperDialog
from cchc_desktop.ui.dialogs.incoming.register import IncomingRegisterDialog
from cchc_desktop.ui.dialogs.intake.plan import COMPARE, ImportPlanDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.incoming import IncomingColumn
from cchc_desktop.ui.workspace import Workspace
from tests.readers.test_pdf_signatures import signed
from tests.services.test_came_papers import LETTER
from tests.ui.conftest import wait_for_jobs
from tests.ui.incoming_dialogs import came, registered

ASSIGNING = (
    "UBND TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/KH-UBND\n"
    "An Bình, ngày 12 tháng 01 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
    "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành |\n|---|---|---|---|\n"
    "| 1 | Rà soát thủ tục hành chính cấp xã | UBND cấp xã | Quý III/2026 |\n"
)


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> CamePapersDialog:
    """A letter, a scan and an annex, in this order, as they are shown."""
    made = CamePapersDialog(workspace, came(workspace, tmp_path))
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_file_is_corrected_in_its_line_and_taken_where_the_officer_says(
    dialog: CamePapersDialog, workspace: Workspace
) -> None:
    assert [dialog.table.item(row, 0).text() for row in range(3)] == [
        "115-SNV-CCHC.txt", "45-KH-UBND scan.jpg", "Phu luc 1.txt",
    ]  # fmt: skip
    assert dialog.form.number.text() == "115/SNV-CCHC" and "15/9/2026" in dialog.known.text()
    dialog.form.subject.setFocus()
    dialog.form.subject.selectAll()
    QTest.keyClicks(dialog.form.subject, "Bao cao quy III")
    dialog.table.selectRow(1)
    assert "bao cao quy III" in dialog.table.item(0, 2).text() and dialog.form.number.text() == "45/KH-UBND"
    dialog.destination.setCurrentIndex(dialog.destination.findData(Destination.EVIDENCE))
    dialog.destination.activated.emit(dialog.destination.currentIndex())
    assert workspace.dossier is not None
    with workspace.dossier.raw_connection() as plain:
        (task,) = plain.execute("SELECT guid FROM task").fetchone()
    dialog.prove(task, "Rà soát")
    assert "Rà soát" in dialog.owner.text() and dialog.owner.isVisible()
    dialog.table.selectRow(2)
    dialog.destination.setCurrentIndex(dialog.destination.findData(Destination.ATTACHED))
    dialog.destination.activated.emit(dialog.destination.currentIndex())
    assert dialog.above.currentText().startswith("115/SNV-CCHC")
    assert "3" in dialog.agree.text()
    dialog.accept()
    (line,) = read_incoming(workspace.dossier, 2026)
    assert (line.facts.subject, len(line.files)) == ("Bao cao quy III", 2)
    assert read_evidence(workspace.dossier, task)[-1].number == "45/KH-UBND"
    workspace.undo()
    assert read_incoming(workspace.dossier, 2026) == ()


def test_what_was_corrected_is_asked_about_and_a_wrong_day_keeps_its_line(
    dialog: CamePapersDialog, leaving: list[str]
) -> None:
    dialog.form.issued_on.line.setFocus()
    dialog.form.issued_on.line.selectAll()
    QTest.keyClicks(dialog.form.issued_on.line, "31/2/2026")
    dialog.table.selectRow(1)
    assert dialog.table.currentRow() == 0 and dialog.form.issued_on.trouble.text()
    dialog.accept()
    assert dialog.isVisible()
    dialog.form.issued_on.line.selectAll()
    QTest.keyClicks(dialog.form.issued_on.line, "1/9/2026")
    dialog.table.selectRow(1)
    assert dialog.table.item(0, 4).text() == "01/9/2026"
    dialog.reject()
    assert leaving == [dialog.windowTitle()]


def dropped(*paths: Path) -> SimpleNamespace:
    """What the window sees of a drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return SimpleNamespace(mimeData=lambda: data, acceptProposedAction=lambda: None)


def test_a_dropped_folder_is_shown_and_its_tasks_are_linked_with_the_paper(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "Văn bản đến"
    folder.mkdir()
    (folder / "ke-hoach.txt").write_text(ASSIGNING, "utf-8")
    (folder / "cong-van.txt").write_text(LETTER, "utf-8")
    window.dropEvent(dropped(folder))  # type: ignore[arg-type]
    wait_for_jobs(qtbot)
    (shown,) = window.findChildren(CamePapersDialog)
    assert [one.destination for one in shown.takings] == [Destination.INCOMING, Destination.SUPERIOR]
    shown.accept()
    wait_for_jobs(qtbot)
    (assistant,) = window.findChildren(ImportPlanDialog)
    assert assistant.source.superior.isChecked()
    assistant.go_on()
    assert assistant.step == COMPARE
    assistant.go_on()
    assistant.accept()
    (register,) = window.findChildren(IncomingRegisterDialog)
    register.show_guid(read_incoming(workspace.dossier, 2026)[1].guid)  # type: ignore[arg-type]
    row = register.current()
    assert row is not None and row.facts.number == "45/KH-UBND"
    assert [task.text for task in row.tasks] == ["Rà soát thủ tục hành chính cấp xã"]
    assert workspace.dossier is not None and incoming_of_task(workspace.dossier, row.tasks[0].guid) == (row,)
    window.show_place("incoming", row.guid)
    assert register.isVisible() and register.current() == row


def test_packages_among_what_is_dropped_go_to_the_exchange(tmp_path: Path) -> None:
    (tmp_path / "a.cchcgoi").write_bytes(b"x")
    assert arrival_actions._holds(tmp_path) == (True, False)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "cong-van.pdf").write_bytes(b"x")
    assert arrival_actions._holds(tmp_path) == (True, True)
    assert arrival_actions._holds(tmp_path / "a.cchcgoi") == (True, False)
    assert arrival_actions._holds(tmp_path / "below" / "cong-van.pdf") == (False, True)


@pytest.fixture
def register(qtbot: QtBot, workspace: Workspace) -> IncomingRegisterDialog:
    """The register with a letter that has a file and a task."""
    registered(workspace)
    made = IncomingRegisterDialog(workspace)
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_register_is_searched_followed_and_written_in(
    register: IncomingRegisterDialog, workspace: Workspace, tmp_path: Path
) -> None:
    model, row = register.model, register.current()
    assert row is not None
    words = {column: model.index(0, column).data() for column in IncomingColumn}
    assert (words[IncomingColumn.ARRIVAL], words[IncomingColumn.DUE]) == ("01", "15/9/2026")
    assert "115/SNV-CCHC" in words[IncomingColumn.NUMBER] and words[IncomingColumn.TITLE].startswith("Công văn")
    for typed, count in (("so noi vu", 1), ("115-snv", 1), ("so tai chinh", 0), ("", 1)):
        register.search.setText(typed)
        assert model.rowCount() == count, typed
    register.turn_done()
    assert model.index(0, IncomingColumn.DUE).data() == "xong 08/9" and register.settle.text() == "Mở lại"
    register.open_only.setChecked(True)
    assert model.rowCount() == 0 and register.counts.text() == "Không tìm thấy văn bản nào."
    workspace.undo()
    assert model.rowCount() == 1
    register.open_only.setChecked(False)
    (tmp_path / "Phụ lục.xlsx").write_bytes(b"PK")
    register.add([tmp_path / "Phụ lục.xlsx"])
    assert [file.file_name for file in register.current().files] == ["115-SNV-CCHC.pdf", "Phụ lục.xlsx"]  # type: ignore[union-attr]
    register.detail.task_dropped.emit(row.tasks[0].guid)
    assert register.current().tasks == ()  # type: ignore[union-attr]
    register.link(row.tasks[0].guid)
    assert len(register.current().tasks) == 1  # type: ignore[union-attr]
    register.export(tmp_path / "so.xlsx")
    assert (tmp_path / "so.xlsx").exists()
    register.remove_row()
    assert model.rowCount() == 0 and register.counts.text() == "Năm này chưa đăng ký văn bản đến nào."


def test_the_signatures_of_a_kept_file_are_shown_when_they_were_looked_at(qtbot: QtBot, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    facts = registered(workspace).facts
    file = KeptFile("ky so.pdf", signed())
    workspace.run_across(add_incoming, facts=replace(facts, arrival_number=""), files=[file])
    made = IncomingRegisterDialog(workspace)
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    made.table.selectRow(1)
    QApplication.processEvents()
    said = lambda: " ".join(one.text() for one in made.detail.findChildren(QLabel) if one.isVisible())  # noqa: E731
    assert "Đang tìm chữ ký số" in said()
    qtbot.waitUntil(lambda: "Trần Thị Hoa Mai" in said(), timeout=20_000)
    assert "nguyên vẹn" in said() and "không kiểm tra chứng thư" in said() and "Đang tìm" not in said()


def test_a_paper_is_registered_by_hand_and_a_number_that_is_taken_keeps_the_dialog(
    qtbot: QtBot, register: IncomingRegisterDialog, workspace: Workspace
) -> None:
    failed: list[str] = []
    workspace.failed.connect(lambda error: failed.append(str(error)))
    made = IncomingPaperDialog(workspace, parent=register)
    made.lives_on = True
    qtbot.addWidget(made)
    made.show()
    assert made.form.arrival_number.placeholderText() == "02"
    made.form.subject.setText("Giấy mời họp")
    made.form.arrival_number.setText("1")
    made.accept()
    assert made.isVisible() and "01" in failed[0]
    made.form.arrival_number.setText("")
    made.form.due_on.show_date(date(2026, 9, 30))
    made.accept()
    QApplication.processEvents()
    assert workspace.dossier is not None
    assert [(row.facts.arrival_number, row.facts.due_on) for row in read_incoming(workspace.dossier, 2026)] == [
        ("01", date(2026, 9, 15)), ("02", date(2026, 9, 30)),
    ]  # fmt: skip
