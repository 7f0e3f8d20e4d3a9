"""Taking a plan from a file: everything is shown before anything is kept, and it is one step to undo."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.services.plans import annual_plan, read_plans
from cchc_desktop.services.years import add_year
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.import_plan import ImportPlanDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace


def test_the_real_plan_of_58_tasks(window: MainWindow, workspace: Workspace, qtbot: QtBot, seeds: Path) -> None:
    assert workspace.dossier is not None
    workspace.run(add_year, year=2024)
    workspace.set_year(2024)
    path = next(seeds.glob("003_*.txt"))
    dialog = ImportPlanDialog(window, workspace, path)
    dialog.read()
    qtbot.waitUntil(dialog.isVisible, timeout=20_000)
    assert annual_plan(workspace.dossier, 2024) is None
    pages = dialog.findChild(QTabWidget)
    assert isinstance(pages, QTabWidget)
    assert pages.tabText(0) == "Đã đọc được"
    dialog.keep()
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
