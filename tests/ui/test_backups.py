"""Backups from the menu: compared with the dossier at hand, and copied to a second place that is told about."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.storage import second_place
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.ui import alerts, start_backup
from cchc_desktop.ui.dialogs.compare_backup import CompareBackupDialog
from cchc_desktop.ui.dialogs.restore_backup import RestoreDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace


def test_a_backup_is_compared_with_the_dossier(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    make_backup(dossier.path)
    plan = annual_plan(dossier, 2026)
    assert plan is not None
    task = tasks.read_tasks(dossier, plan.guid)[0]
    workspace.run(tasks.set_cells, cells=[(task.guid, Column.TASK, "Việc vừa đổi")])
    window.dossier_actions.backups.restore()
    (choice,) = window.findChildren(RestoreDialog)
    assert choice.compare.isEnabled()
    choice.compare.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(CompareBackupDialog)))
    (dialog,) = window.findChildren(CompareBackupDialog)
    head = dialog.list.topLevelItem(0)
    assert head is not None and head.text(0).startswith("Năm 2026: ")
    row = head.child(0)
    assert row.text(0) == "Nhiệm vụ: Việc vừa đổi"
    assert [row.child(0).text(place) for place in range(3)] == ["Nội dung", task.text, "Việc vừa đổi"]
    choice.dismiss()


def test_a_second_place_is_chosen_told_and_left(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    make_backup(dossier.path)
    stick = tmp_path / "USB"
    stick.mkdir()
    said: list[str] = []
    answers = iter((1, 0, 2))
    monkeypatch.setattr(alerts, "choose", lambda _p, _title, text, _answers: said.append(text) or next(answers))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(stick))
    window.dossier_actions.backups.choose_second_place()
    qtbot.waitUntil(lambda: (place := second_place.second_place(dossier.path)) is not None and place.at is not None)
    assert len(list(stick.rglob("*.cchc"))) == 1
    window.dossier_actions.backups.choose_second_place()
    window.dossier_actions.backups.choose_second_place()
    assert "Chưa chọn nơi thứ hai" in said[0]
    assert f"Lần gần nhất chép được sang nơi thứ hai {stick}" in said[1]
    assert second_place.second_place(dossier.path) is None


def test_a_second_place_that_was_not_reached_for_a_week_is_told_at_the_start(
    sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    away = second_place.Reached(tmp_path / "USB", datetime.now() - timedelta(days=8))
    second_place._keep(sample, away)
    workspace = Workspace()
    said: list[str] = []
    workspace.message.connect(said.append)
    workspace.open(sample)
    qtbot.waitUntil(lambda: said == [start_backup.second_place_words(away)])
    workspace.close()
