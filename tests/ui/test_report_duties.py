"""The reporting regime in its dialog: dates taken, a receiver added, a date changed, what was sent in time."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting import duties
from cchc_desktop.ui.dialogs.report_duties import ReportDutiesDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> ReportDutiesDialog:
    made = ReportDutiesDialog(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(dialog: ReportDutiesDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [item.text() for column in range(table.columnCount()) if (item := table.item(row, column)) is not None]
        for row in range(table.rowCount())
    ]


def test_the_dates_of_a_regime_are_taken_and_what_went_out_is_known(dialog: ReportDutiesDialog) -> None:
    dialog.take()
    found = lines(dialog)
    assert [line[0] for line in found] == ["Quý I", "6 tháng", "9 tháng", "Năm"]
    assert found[0][3:] == ["12/3/2026", "Gửi đúng hạn, 10/3"]
    assert found[3][3:] == ["22/11/2026", "Chưa gửi"]
    assert dialog.summary.text() == "Đã gửi 2/4 báo cáo"


def test_another_receiver_has_another_date(dialog: ReportDutiesDialog, workspace: Workspace) -> None:
    dialog.take()
    dialog.table.setCurrentCell(2, 0)
    dialog.receiver.setText("Sở Nội vụ tỉnh An Bình")
    dialog.due.line.setText("5/9/2026")
    dialog.add()
    assert lines(dialog)[2][:2] == ["9 tháng", "Sở Nội vụ tỉnh An Bình"]
    dialog.table.setCurrentCell(2, 0)
    dialog.sent.show_date(date(2026, 9, 8))
    dialog.keep()
    assert lines(dialog)[2][4] == "Gửi trễ hạn, 08/9"
    assert dialog.summary.text() == "Đã gửi 3/5 báo cáo, 1 trễ hạn"
    dialog.table.setCurrentCell(2, 0)
    dialog.remove()
    assert len(lines(dialog)) == 4
    workspace.undo()
    assert len(lines(dialog)) == 5


def test_a_line_without_a_receiver_is_refused_and_stays_typed(
    dialog: ReportDutiesDialog, workspace: Workspace, qtbot: QtBot
) -> None:
    dialog.take()
    dialog.receiver.setText("  ")
    with qtbot.waitSignal(workspace.failed):
        dialog.add()
    assert workspace.dossier is not None
    assert len(duties.read_duties(workspace.dossier, 2026)) == 4


def test_the_overviews_reminder_of_a_report_that_is_not_begun_leads_to_its_period(
    window: MainWindow, workspace: Workspace
) -> None:
    year = Period.parse("2026-Y")
    change = workspace.run(duties.set_duty, duty=duties.new_duty(year, "UBND tỉnh An Bình", date(2026, 9, 20)))
    assert change is not None
    (guid,) = change.created("report_duty")
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab)
    tab.show_guid(guid)
    assert tab.period == year
