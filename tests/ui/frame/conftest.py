"""The task frame tab on the sample dossier, watched by Qt's own model tester."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def tab(workspace: Workspace, qtbot: QtBot) -> Iterator[FrameTab]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    made = FrameTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    workspace.commit_requested.connect(made.commit_editing)
    made.resize(1366, 700)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: bool(made.model.lines))
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    yield made
    workspace.changed.disconnect(made.rows_changed)
