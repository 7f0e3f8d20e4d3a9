"""What the report tab holds after writing is what is kept, though it does not read all of it again."""

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop.services.reporting import reports
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def tab(window: MainWindow) -> ReportTab:
    """The report tab on the nine-month report."""
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    return made


def holds_what_is_kept(tab: ReportTab) -> bool:
    dossier, view = tab.workspace.dossier, tab.view
    assert dossier is not None and view is not None
    kept = reports.read_report(dossier, view.report.guid)
    return view == kept and tab.reports == reports.read_reports(dossier, tab.workspace.year)


def test_typing_marking_drafting_and_undo(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    assert tab.view is not None
    first, second = [item.guid for item in tab.view.items if item.status == "empty"][:2]
    tab.choose(first)
    qtbot.keyClicks(tab.item_pane.editor, "Mot cau.")
    tab.choose(second)
    assert holds_what_is_kept(tab)
    workspace.undo()
    assert holds_what_is_kept(tab)
    workspace.redo()
    workspace.run(reports.set_item, item_guid=first, status="not_applicable", reason="Không phát sinh")
    assert holds_what_is_kept(tab)
    tab.item_pane.write_draft.trigger()
    tab.item_pane.mark_done.trigger()
    assert holds_what_is_kept(tab)
    tab.actions_of_report.draft_all.trigger()
    assert holds_what_is_kept(tab)
    for _step in range(3):
        workspace.undo()
        assert holds_what_is_kept(tab)


def test_another_report_is_written_and_this_one_renamed(tab: ReportTab, workspace: Workspace) -> None:
    dossier, view = workspace.dossier, tab.view
    assert dossier is not None and view is not None
    other = next(row for row in tab.reports if row.period == "2026-Y")
    item = reports.read_report(dossier, other.guid).items[-1]
    workspace.run(reports.set_item, item_guid=item.guid, text="Viết ở báo cáo năm.")
    assert holds_what_is_kept(tab)
    workspace.run(reports.set_report_status, report_guid=view.report.guid, status="for_signature")
    assert holds_what_is_kept(tab)
    with dossier.change("Một bước") as work:  # both in one step
        reports.set_item(dossier, item_guid=item.guid, text="")
        reports.set_item(dossier, item_guid=view.items[0].guid, text="Câu khác.")
    workspace.adopt(work.change)
    assert holds_what_is_kept(tab)
