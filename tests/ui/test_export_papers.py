"""Exporting from the window: what the year has is offered, files appear, the way to them is shown."""

from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.plans import annual_plan, plans_with_tasks
from cchc_desktop.services.years import add_year
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.writers.test_docx_base import base_file


def dialog_of(window: MainWindow, papers: tuple[str, ...], formats: tuple[str, ...], out: Path) -> ExportPapersDialog:
    made = ExportPapersDialog(window, window.workspace, Options(export_folder=str(out)), papers, formats)
    made.show()
    return made


def test_papers_of_the_tab_are_ticked(window: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(window, ("frame",), ("docx",), tmp_path)
    assert dialog.chosen_papers() == ["frame"]
    assert dialog.chosen_formats() == ["docx"]
    dialog.reject()


def test_what_the_year_lacks_is_grey(window: MainWindow, workspace: Workspace, tmp_path: Path) -> None:
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    dialog = dialog_of(window, (), (), tmp_path)
    assert dialog.chosen_papers() == []
    assert not dialog.start.isEnabled()
    dialog.reject()


def test_excel_alone_is_not_offered_for_a_decision(window: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(window, ("decision",), ("xlsx",), tmp_path)
    assert not dialog.start.isEnabled()
    next(box for box in dialog.findChildren(QCheckBox) if box.text() == "PDF, để in").setChecked(True)
    assert dialog.start.isEnabled()
    dialog.reject()


def test_files_appear_and_the_way_to_them_is_shown(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "Văn bản ra"
    dialog = dialog_of(window, ("frame",), ("docx", "pdf", "xlsx"), out)
    dialog.run()
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportDoneDialog)), timeout=30_000)
    names = sorted(path.name for path in out.iterdir())
    assert names == ["Khung-nhiem-vu-2026.docx", "Khung-nhiem-vu-2026.pdf", "Khung-nhiem-vu-2026.xlsx"]
    done = window.findChildren(ExportDoneDialog)[0]
    assert done.list.count() == 3
    assert done.windowTitle() == "Đã xuất xong"
    done.reject()


def test_the_progress_sheet_is_of_the_plan_that_is_shown(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.show_tab("frame")
    frame = window.tab("frame")
    assert isinstance(frame, FrameTab)
    assert window.workspace.dossier is not None
    other = next(row for row in plans_with_tasks(window.workspace.dossier, 2026) if row.kind != "annual")
    frame.choose_plan(other.guid)
    window.options.export_folder = str(tmp_path)
    next(action for action in frame.menu_actions() if action and "tiến độ…" in action.text()).trigger()
    dialog = window.findChild(ExportPapersDialog)
    assert isinstance(dialog, ExportPapersDialog)
    assert dialog.chosen_papers() == ["progress"]
    dialog.run()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 1, timeout=30_000)
    (made,) = tmp_path.glob("*.pdf")
    assert made.name.startswith("Tong-hop-tien-do-2026-")


def test_letters_that_cannot_be_printed_are_asked_about(
    window: MainWindow, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.dossier is not None
    plan = annual_plan(workspace.dossier, 2026)
    assert plan is not None
    workspace.run(set_paper, paper_guid=plan.paper_guid, subject="Cải cách hành chính 😀")
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda *words: asked.append(words[2]))
    dialog = dialog_of(window, ("plan",), ("pdf",), tmp_path)

    dialog.run()
    assert "chính 😀" in asked[0]
    assert dialog.isVisible() and list(tmp_path.glob("*.pdf")) == []
    dialog.reject()


def test_the_offices_own_word_file_is_chosen_named_and_given_up(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Mẫu văn phòng.docx"
    path.write_bytes(base_file())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    dialog = dialog_of(window, ("frame",), ("docx",), tmp_path / "ra")
    assert dialog.base.name.text() == "Chưa có: tệp Word trình bày như tệp PDF"
    assert "PDF vẫn trình bày theo Nghị định 30" in dialog.base.note.text()
    assert not dialog.base.remove.isVisible()

    dialog.base.choose.click()

    assert dialog.base.name.text() == "Mẫu văn phòng.docx"
    assert "không có số trang" in dialog.base.note.text()
    dialog.run()
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportDoneDialog)), timeout=30_000)
    window.findChildren(ExportDoneDialog)[0].reject()
    (made,) = (tmp_path / "ra").glob("*.docx")
    assert "VĂN PHÒNG" in docx.Document(str(made)).sections[0].header.paragraphs[0].text

    again = dialog_of(window, ("frame",), ("docx",), tmp_path / "ra")
    assert again.base.name.text() == "Mẫu văn phòng.docx"
    again.base.remove.click()
    assert again.base.name.text().startswith("Chưa có")
    assert again.focusWidget() is again.base.choose
    again.reject()


def test_a_file_that_cannot_serve_is_said_and_the_papers_stay(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Mẫu.docx"
    path.write_text("Không phải Word", encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    monkeypatch.setattr(alerts, "show_error", lambda _parent, words, *_rest: said.append(str(words)))
    dialog = dialog_of(window, ("frame",), ("docx",), tmp_path)

    dialog.base.choose.click()

    assert said == ["“Mẫu.docx” không phải là văn bản Word. Anh/chị chọn tệp được Word lưu dạng .docx."]
    assert dialog.base.name.text().startswith("Chưa có")
    dialog.reject()
