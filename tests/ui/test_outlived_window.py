"""A workspace may outlive its window, as at the program's end: what it then tells reaches nobody, and harms nobody."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.options import Options
from cchc_desktop.services.papers.issuing import issue_paper
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace

TODAY = date(2026, 9, 8)


def test_the_workspace_goes_on_without_its_window(qtbot: QtBot, workspace: Workspace) -> None:
    window = MainWindow(workspace, Options())
    window.show()
    for name in window.tab_names:
        window.show_tab(name)
    QApplication.processEvents()
    window.hide()
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert workspace.dossier is not None
    guid = next(plan.paper_guid for plan in read_plans(workspace.dossier, 2026) if plan.kind == "index")
    with qtbot.captureExceptions() as raised:
        workspace.run(issue_paper, paper_guid=guid, number="9", issued_on=TODAY, today=TODAY)
        workspace.undo()
        workspace.redo()
        workspace.set_year(2025)
        workspace.close()
        QApplication.processEvents()
    assert raised == []
