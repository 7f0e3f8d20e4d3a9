"""The archive in the window: put in, opened to read and left again, open work carried on, a year closed."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import offices, start
from cchc_desktop.services.archive.archives import read_archives
from cchc_desktop.services.emulation.movements import create_movement
from cchc_desktop.services.papers import plans
from cchc_desktop.services.scoring.surveys import add_survey
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.archive.archive_list import ArchiveDialog
from cchc_desktop.ui.dialogs.archive.carry import CarryOnDialog
from cchc_desktop.ui.dialogs.emulation.dialog import EmulationDialog
from cchc_desktop.ui.dialogs.survey.dialog import SurveyDialog
from cchc_desktop.ui.dialogs.targets import TargetsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs

YEAR = 2026
Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def shown(qtbot: QtBot, look: None, tmp_path: Path) -> MainWindow:
    start.create_dossier(
        tmp_path / "xa-moi.cchc", office="UBND xã Bình An", superior="UBND tỉnh", place="Bình An", year=YEAR
    ).close()
    workspace = Workspace()
    made = MainWindow(workspace, Options())
    qtbot.addWidget(made)
    made.resize(1366, 698)
    made.show()
    workspace.open(tmp_path / "xa-moi.cchc")
    made.show_tab("overview")
    return made


def dialog(kind: type[Kind]) -> Kind:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_a_former_dossier_is_kept_read_left_and_its_work_goes_on(
    shown: MainWindow, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, told = shown.workspace, []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    before = sample.read_bytes()
    shown.archive_actions.show()
    listed = dialog(ArchiveDialog)
    assert not listed.open_one.isEnabled() and "còn trống" in listed.place.text()
    shown.archive_actions.put_away([sample, sample])
    wait_for_jobs(qtbot)
    qtbot.waitUntil(lambda: bool(told))
    wait_for_jobs(qtbot)
    assert listed.table.rowCount() == 1 and "đã có trong kho lưu trữ" in told[0]
    assert sample.read_bytes() == before

    listed.open_one.click()
    qtbot.waitUntil(lambda: workspace.dossier is not None and workspace.dossier.others.is_archive)
    assert "Đang xem bản lưu trữ của UBND xã Bình Minh" in shown._strip.words.text()
    shown.show_tab("frame")
    assert workspace.run(plans.create_plan, year=YEAR) is None and "kho lưu trữ" in told[-1]
    assert not workspace.can_undo
    shown._strip.back.click()
    assert workspace.dossier is not None
    assert offices.read_office(workspace.dossier).name == "UBND xã Bình An" and not shown._strip.isVisible()

    (row,) = read_archives(workspace.dossier)
    shown.archive_actions.carry_on(row)
    wait_for_jobs(qtbot)
    carrying = dialog(CarryOnDialog)
    carrying.agree.click()
    made = plans.read_plans(workspace.dossier, YEAR)
    assert any(plan.title.startswith("Nhiệm vụ chuyển tiếp của UBND xã Bình Minh") and plan.task_count for plan in made)
    drafts = [plan for plan in made if plan.title.endswith("(dự thảo của UBND xã Bình Minh)")]
    assert drafts and plans.read_plan(workspace.dossier, drafts[0].guid).paper.kind == PaperKind.REPORT
    workspace.undo()
    assert not plans.read_plans(workspace.dossier, YEAR)
    workspace.close()


def test_a_closed_year_is_read_only_on_every_tab_until_it_is_opened(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, told = shown.workspace, []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_ways: True)
    assert workspace.run(plans.create_plan, year=YEAR) is not None
    shown.archive_actions.close_or_open_year()
    assert workspace.year_read_only and not workspace.read_only
    assert "Năm 2026 đã khóa" in shown._strip.words.text() and shown._strip.open_year.isVisible()
    assert workspace.run(plans.create_plan, year=YEAR) is None and "Năm 2026 đã khóa" in told[-1]
    workspace.undo()  # of the closing itself
    assert not workspace.year_read_only and not shown._strip.isVisible()
    workspace.redo()
    shown._strip.open_year.click()
    assert not workspace.year_read_only
    assert workspace.run(plans.create_plan, year=YEAR, kind="other") is not None
    workspace.close()


def test_in_a_closed_year_survey_movement_and_targets_are_looked_at_only(
    qtbot: QtBot, shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = shown.workspace
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_ways: True)
    for verb in (plans.create_plan, add_survey, create_movement):
        assert workspace.run(verb, year=YEAR) is not None
    shown.archive_actions.close_or_open_year()
    survey, movement, targets = SurveyDialog(workspace), EmulationDialog(workspace), TargetsDialog(workspace)
    for dialog in (survey, movement, targets):
        qtbot.addWidget(dialog)
        dialog.show()
    assert not survey.begin.isVisible() and not survey.settings.isEnabled() and survey.entry.view.refusal
    assert not movement.drop.isEnabled() and not movement.findChild(QSpinBox).isEnabled()
    assert targets.model.read_only
    workspace.close()
