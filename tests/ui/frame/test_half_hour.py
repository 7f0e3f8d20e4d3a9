"""A clerk's half hour at the task frame: a plan taken in, mended, handed out, pasted into, exported, all taken back."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.dialogs.frame_bulk import BulkDialog
from cchc_desktop.ui.dialogs.frame_paste import PasteTasksDialog
from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.frame_cells import LEAD, TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace
from tests.end_to_end.officer import one_line, text_of
from tests.services.helpers import content
from tests.ui.frame.test_pasting import EXCEL, put

PLAN = Path(__file__).resolve().parents[2] / "papers" / "decision_and_plan.txt"
YEAR = 2024
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Shown = TypeVar("Shown", bound=QDialog)


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    assert workspace.dossier is not None
    return workspace.dossier


def rows(dossier: Dossier) -> tuple[TaskRow, ...]:
    plan = annual_plan(dossier, YEAR)
    return tasks.read_tasks(dossier, plan.guid) if plan else ()


def shown(qtbot: QtBot, kind: type[Shown]) -> Shown:
    def found() -> list[Shown]:
        return [made for made in QApplication.allWidgets() if isinstance(made, kind) and made.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=30_000)
    return found()[0]


def key(tab: FrameTab, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window = tab.window()
    window.activateWindow()
    while not window.isActiveWindow():
        QApplication.processEvents()
    tab.view.setFocus()
    QTest.keyClick(tab.view, code, modifier)
    QApplication.processEvents()


def test_half_an_hour_and_back(
    window: MainWindow, workspace: Workspace, dossier: Dossier, qtbot: QtBot, tmp_path: Path
) -> None:
    before = content(dossier)
    take_in(window, qtbot)
    tab = window.tab("frame")
    window.show_tab("frame")
    assert isinstance(tab, FrameTab)
    qtbot.waitUntil(lambda: bool(tab.model.lines))
    QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Fatal, tab)
    taken = len(rows(dossier))
    assert taken == 5

    mend(tab)
    assert "Tổ công nghệ số" in {row.lead_text for row in rows(dossier)}
    hand_out(tab, qtbot)
    assert sum(row.deadline == "Quý IV/2024" for row in rows(dossier)) == 3
    paste(tab, qtbot)
    assert len(rows(dossier)) == taken + 2
    replace(tab)
    assert not any("niêm yết" in row.text.lower() for row in rows(dossier))
    arrange(tab)
    export(window, qtbot, tmp_path)

    after, steps = content(dossier), 0
    while workspace.can_undo:
        workspace.undo()
        steps += 1
    assert steps >= 9
    assert content(dossier) == before
    while workspace.can_redo:
        workspace.redo()
    assert content(dossier) == after


def take_in(window: MainWindow, qtbot: QtBot) -> None:
    """A plan from a file, as it was found."""
    window.dossier_actions.import_plan(PLAN)
    dialog = shown(qtbot, ImportPlanDialog)
    while dialog.isVisible():
        qtbot.waitUntil(dialog.next_button.isEnabled, timeout=30_000)
        dialog.next_button.click()


def mend(tab: FrameTab) -> None:
    """A lead typed into a cell, a text given a second line."""
    tab.view.choose(tab.model.lines[1].guid, LEAD)
    key(tab, Qt.Key.Key_F2)
    editor = tab.view.editing.editor
    assert editor is not None
    editor.setPlainText("Tổ công nghệ số")
    QTest.keyClick(editor, Qt.Key.Key_Return, ALT)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def hand_out(tab: FrameTab, qtbot: QtBot) -> None:
    """Three tasks get the same unit and deadline."""
    guids = [line.guid for row in range(len(tab.model.lines)) if (line := tab.model.task_line(row))][:3]
    tab.view.choose_rows(guids)
    key(tab, Qt.Key.Key_G, CONTROL)
    dialog = shown(qtbot, BulkDialog)
    dialog.coordination.setEditText("Các bộ phận của xã")
    dialog.deadline.setText("Quý IV/2024")
    dialog.agree.click()


def paste(tab: FrameTab, qtbot: QtBot) -> None:
    """Two rows out of a sheet."""
    tab.view.choose(tab.model.lines[2].guid, TASK)
    put("", EXCEL)
    key(tab, Qt.Key.Key_V, CONTROL)
    shown(qtbot, PasteTasksDialog).agree.click()
    QApplication.processEvents()


def replace(tab: FrameTab) -> None:
    """One word for another, wherever it stands."""
    key(tab, Qt.Key.Key_H, CONTROL)
    dialog = tab.finding.dialog
    assert dialog is not None
    dialog.words.setText("niem yet")
    dialog.by.setText("dán công khai")
    dialog.search()
    dialog.agree.click()
    dialog.reject()


def arrange(tab: FrameTab) -> None:
    """Down one place, copied down, done, filtered, removed."""
    tab.view.choose(tab.model.lines[1].guid, TASK)
    key(tab, Qt.Key.Key_Down, ALT)
    tab.view.choose(tab.model.lines[1].guid, LEAD)
    key(tab, Qt.Key.Key_Down, SHIFT)
    key(tab, Qt.Key.Key_D, CONTROL)
    key(tab, Qt.Key.Key_F9)
    tab.filter_bar.search.setText("cong khai")
    tab.filter_bar.changed.emit()
    tab.filter_bar.clear()
    tab.view_state.sort_by(LEAD)
    tab.view_state.sort_by(LEAD)
    tab.view_state.sort_by(LEAD)
    frame = tab.whole_frame()
    assert frame is not None
    tab.show_guid(next(task.guid for task in frame.tasks if task.text == "Rà soát văn bản"))
    tab.commands.remove()
    key(tab, Qt.Key.Key_Insert)
    editor = tab.view.editing.editor
    assert editor is not None
    editor.setPlainText("Việc phát sinh cuối năm")
    tab.view.editing.finish()
    tab.clipboard.copy_frame()
    data: QMimeData = QGuiApplication.clipboard().mimeData()
    assert "Việc phát sinh cuối năm" in data.text()
    assert "dán công khai" in data.html()


def export(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """The frame as a workbook."""
    window.dossier_actions.export(("xlsx",))
    dialog = shown(qtbot, ExportPapersDialog)
    dialog.folder.setText(str(folder / "Ra"))
    dialog.start.click()
    shown(qtbot, ExportDoneDialog).reject()
    words = "".join(text_of(path) for path in (folder / "Ra").glob("*.xlsx"))
    assert one_line("Việc phát sinh cuối năm") in words
    assert one_line("dán công khai") in words
