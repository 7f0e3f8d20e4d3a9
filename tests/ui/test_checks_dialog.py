"""Checks beside the tabs: findings are listed, explained, led to and mended; a file of anyone comes back as a sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.task_rows import read_tasks
from cchc_desktop.services.frame.tasks import set_cells
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.checks import ChecksDialog
from cchc_desktop.ui.dialogs.pass_over import PassOverDialog
from cchc_desktop.ui.main_window import MainWindow
from tests.services.checking.test_rules import TASKS

WRONG = "Rà soát các xã mới sát nhập"


def spoiled(window: MainWindow) -> str:
    """The guid of a task whose text now has a misspelt term."""
    dossier = window.workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, window.workspace.year)
    assert plan is not None
    guid = read_tasks(dossier, plan.guid)[0].guid
    window.workspace.run(set_cells, cells=[(guid, Column.TASK, WRONG)])
    return guid


def text_of(window: MainWindow, guid: str) -> str:
    """What the task says now."""
    dossier = window.workspace.dossier
    assert dossier is not None
    plan = annual_plan(dossier, window.workspace.year)
    assert plan is not None
    return next(task.text for task in read_tasks(dossier, plan.guid) if task.guid == guid)


def checked(window: MainWindow, qtbot: QtBot) -> ChecksDialog:
    """The dialog, once the year was checked."""
    window.check_actions.check_year()
    dialog = window.check_actions.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "lỗi mà văn thư" in dialog.verdict.text())
    return dialog


def listed(dialog: ChecksDialog) -> list[str]:
    """What is found, as the table says it."""
    cells = [dialog.table.item(row, 2) for row in range(dialog.table.rowCount())]
    return [cell.text() for cell in cells if cell is not None]


def test_a_finding_is_mended_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    """Enter leads to the row; the button writes the right word, Ctrl+Z the wrong one."""
    guid = spoiled(window)
    dialog = checked(window, qtbot)
    assert listed(dialog) == ["“sát nhập” có lẽ là “sáp nhập”."]
    assert "<u>" not in dialog.detail.toPlainText() and "sáp nhập" in dialog.detail.toPlainText()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.current_tab == "frame"
    assert text_of(window, guid) == WRONG  # Enter wrote nothing
    dialog.mend.click()
    qtbot.waitUntil(lambda: not listed(dialog))
    assert text_of(window, guid) == "Rà soát các xã mới sáp nhập"
    assert dialog.verdict.text().startswith("0 lỗi") and not dialog.mend.isEnabled()
    window.workspace.undo()
    assert text_of(window, guid) == WRONG


def test_what_was_changed_meanwhile_is_told(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding of a text that is gone writes nothing."""
    guid = spoiled(window)
    dialog = checked(window, qtbot)
    window.workspace.run(set_cells, cells=[(guid, Column.TASK, "Việc khác hẳn")])
    told: list[object] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error, *_more: told.append(error))
    dialog.mend.click()
    assert text_of(window, guid) == "Việc khác hẳn"
    assert "đã thay đổi sau khi soát" in str(told[0])


def test_a_finding_is_passed_over_and_looked_at_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason that was typed, told where it stands among those passed over."""
    spoiled(window)
    dialog = checked(window, qtbot)

    def agree(asked: PassOverDialog) -> bool:
        assert not asked.agree.isEnabled()
        asked.reason.setText("Tên riêng")
        return asked.agree.isEnabled()

    monkeypatch.setattr(PassOverDialog, "exec", agree)
    dialog.over.click()
    qtbot.waitUntil(lambda: not listed(dialog))
    dialog.kind.setCurrentIndex(3)
    dialog.kind.activated.emit(3)
    assert len(listed(dialog)) == 1 and "Đã bỏ qua: Tên riêng" in dialog.detail.toPlainText()
    assert dialog.over.text() == "Soát trở lại" and not dialog.mend.isEnabled()
    dialog.over.click()
    qtbot.waitUntil(lambda: not listed(dialog))
    dialog.kind.setCurrentIndex(0)
    dialog.kind.activated.emit(0)
    assert len(listed(dialog)) == 1


def test_hints_are_listed_when_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    """The clean sample has none of the others."""
    dialog = checked(window, qtbot)
    assert listed(dialog) == []
    dialog.kind.setCurrentIndex(2)
    dialog.kind.activated.emit(2)
    assert listed(dialog)


def test_another_year_closes_the_list(window: MainWindow, qtbot: QtBot) -> None:
    """What was found belongs to the year that was shown."""
    dialog = checked(window, qtbot)
    assert dialog.isVisible()
    window.workspace.set_year(2025)
    assert not dialog.isVisible()


def test_a_file_of_anyone_is_listed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """With its lines; there is nothing to write into."""
    file = tmp_path / "kế hoạch.txt"
    file.write_text(TASKS, encoding="utf-8")
    window.check_actions.check(file)

    def shown() -> ChecksDialog | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, ChecksDialog) and w.file), None)

    qtbot.waitUntil(lambda: shown() is not None)
    dialog = shown()
    assert dialog is not None and "kế hoạch.txt" in dialog.windowTitle()
    assert any("chủ trì" in text for text in listed(dialog))
    cell = dialog.table.item(0, 1)
    assert cell is not None and cell.text().startswith("Dòng ")
    assert not dialog.mend.isVisible()
    dialog.close()
