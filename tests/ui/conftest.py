"""For tests with windows: the sample dossier, a workspace on it, and the program's own look."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts, qt_translator, theme
from cchc_desktop.ui.jobs import JobDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample dossier for one test."""
    return Path(shutil.copy(sample_file, tmp_path / sample_file.name))


@pytest.fixture(autouse=True)
def look(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vietnamese, light, and a fixed day in the sample's year."""
    monkeypatch.setenv("CCHC_TODAY", "2026-09-08")
    qt_translator.install(qapp, "vi")
    theme.apply(qapp)


@pytest.fixture(autouse=True)
def leaving(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs left open with typed text at a test's end are dropped; the titles of those that asked are listed."""
    asked: list[str] = []

    def drop(_parent: object, title: str, _keep: str) -> alerts.Leaving:
        asked.append(title)
        return alerts.Leaving.DROP

    monkeypatch.setattr(alerts, "ask_leaving", drop)
    return asked


@pytest.fixture
def workspace(look: None, sample: Path) -> Iterator[Workspace]:
    """A workspace on the sample dossier, without the copy that each start makes: tests of that open it themselves."""
    made = Workspace()
    made.take(Dossier.open(sample, backup=False))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> MainWindow:
    """The window on the sample dossier, showing the overview."""
    made = MainWindow(workspace, Options())
    qtbot.addWidget(made)
    made.resize(1366, 698)
    made.show()
    made.show_tab("overview")
    return made


def wait_for_jobs(qtbot: QtBot) -> None:
    """Until no work runs in the background any more."""
    qtbot.waitUntil(
        lambda: not any(isinstance(widget, JobDialog) for widget in QApplication.topLevelWidgets()), timeout=30_000
    )
