"""What units sent, beside the item they wrote about; who is missing; the report that waits for them; who gets it."""

import re
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.models.part_rows import Part
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import contributions
from cchc_desktop.services.reporting import duties, reports
from cchc_desktop.ui.dialogs.parts.units import UnitPartsDialog
from cchc_desktop.ui.dialogs.send_report import SendReportDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.side import UNITS
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace

NOW = datetime(2026, 9, 8, 9, 0)
WORDS = "- Đã rà soát {26: Số hồ sơ} hồ sơ."


@pytest.fixture
def tab(window: MainWindow) -> ReportTab:
    """The report tab on the nine-month report."""
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    return made


def ask(tab: ReportTab, count: int = 2, due_on: date = date(2026, 9, 5)) -> list[Part]:
    """Ask units that lead fields; their parts as they went out."""
    dossier, view = tab.workspace.dossier, tab.view
    assert dossier is not None and view is not None
    made = []
    for unit in [row for row in offices.read_units(dossier) if row.fields][:count]:
        change = tab.workspace.run(
            contributions.ask_part, report_guid=view.report.guid, unit_guid=unit.guid, due_on=due_on, now=NOW
        )
        assert change is not None
        made.append(contributions.asked_part(dossier, change.created("contribution")[0]))
    return made


def receive(tab: ReportTab, part: Part, words: str = WORDS, sender: str = "Trần Thị Bình") -> str:
    """The part comes back with words under its first item; that item, opened beside the page of the units."""
    item = part.items[0].guid
    written = contributions.filled(part, items={item: words}, tasks={}, sender=sender, now=NOW)
    tab.workspace.run(contributions.receive_part, part=written, now=NOW)
    tab.choose(item)
    tab.show_page(UNITS)
    QApplication.processEvents()
    return item


def words(tab: ReportTab) -> list[str]:
    return [re.sub(r"<[^>]+>", "", made.text()) for made in tab.side.units.findChildren(QLabel) if made.text()]


def click(tab: ReportTab, qtbot: QtBot, text: str) -> None:
    made = next(made for made in tab.side.units.findChildren(QPushButton) if made.text() == text)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def text_of(tab: ReportTab, guid: str) -> str:
    assert tab.view is not None
    return next(item.text for item in tab.view.items if item.guid == guid)


def test_the_page_is_there_once_a_unit_was_asked_and_names_who_is_missing(tab: ReportTab, qtbot: QtBot) -> None:
    assert not tab.side.tabs.isTabVisible(UNITS)
    first, second = sorted(ask(tab), key=lambda part: part.unit)
    assert tab.side.tabs.isTabVisible(UNITS)
    tab.show_page(UNITS)
    QApplication.processEvents()
    assert f"Chưa gửi: {first.unit} (trễ 3 ngày), {second.unit} (trễ 3 ngày)" in words(tab)
    assert "Chưa có đơn vị nào gửi nội dung của mục này." in words(tab)
    receive(tab, first)
    assert f"Chưa gửi: {second.unit} (trễ 3 ngày)" in words(tab)
    click(tab, qtbot, "Phần của các đơn vị…")
    (dialog,) = tab.findChildren(UnitPartsDialog)
    assert dialog.table.rowCount() == 2
    dialog.close()


def test_a_part_that_is_years_late_says_so_in_years(tab: ReportTab) -> None:
    (part,) = ask(tab, 1, due_on=date(2023, 1, 8))
    tab.show_page(UNITS)
    QApplication.processEvents()
    assert f"Chưa gửi: {part.unit} (trễ hơn 3 năm)" in words(tab)


def test_a_text_takes_the_place_of_what_stood_and_can_be_taken_back(tab: ReportTab, qtbot: QtBot) -> None:
    (part,) = ask(tab, 1)
    item = receive(tab, part)
    before = text_of(tab, item)
    assert "- Đã rà soát ước 4.512 hồ sơ." in words(tab)
    assert "Trần Thị Bình, 08/9/2026" in words(tab)
    click(tab, qtbot, "Lấy vào bài")
    assert text_of(tab, item) == WORDS
    assert "Bài đã có nội dung này." in words(tab)
    tab.workspace.undo()
    assert text_of(tab, item) == before


def test_a_text_goes_below_what_was_written_meanwhile(tab: ReportTab, qtbot: QtBot) -> None:
    (part,) = ask(tab, 1)
    tab.workspace.run(reports.set_item, item_guid=part.items[0].guid, text="Câu của tôi.")
    item = receive(tab, part)
    assert any(text.startswith("Mục này đã được sửa") for text in words(tab))
    click(tab, qtbot, "Chèn vào cuối bài")
    assert text_of(tab, item) == f"Câu của tôi.\n{WORDS}"


def test_a_report_waits_for_units_until_all_parts_have_come(tab: ReportTab, workspace: Workspace) -> None:
    assert tab.view is not None
    waiting, button = tab.actions_of_report.waiting, tab.periods.buttons[tab.period]
    assert not waiting.isEnabled()
    first, second = ask(tab)
    waiting.trigger()
    assert (tab.view.report.status, waiting.text()) == ("waiting", "Thôi chờ đơn vị")
    assert button.accessibleName() == "9 tháng. Chờ đơn vị, còn 3 ngày"
    receive(tab, first)
    assert tab.view.report.status == "waiting"
    receive(tab, second)
    assert (tab.view.report.status, waiting.isEnabled()) == ("drafting", False)
    workspace.undo()
    assert tab.view.report.status == "waiting"
    waiting.trigger()
    assert (tab.view.report.status, waiting.isEnabled()) == ("drafting", True)


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        ("2026-08-01", "Chờ ký | Chờ đơn vị | Trước 12/9"),
        ("2026-09-08", "Chờ ký, còn 3 ngày | Chờ đơn vị, còn 3 ngày | Còn 3 ngày, trước 12/9"),
        ("2026-09-15", "Chờ ký, trễ 4 ngày | Chờ đơn vị, trễ 4 ngày | Trễ 4 ngày, trước 12/9"),
    ],
)
def test_every_standing_is_shown_in_time_and_late(
    tab: ReportTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, today: str, shown: str
) -> None:
    monkeypatch.setenv("CCHC_TODAY", today)
    assert tab.view is not None
    found = []
    for status in ("for_signature", "waiting", "drafting"):
        workspace.run(reports.set_report_status, report_guid=tab.view.report.guid, status=status)
        found.append(tab.periods.buttons[tab.period].accessibleName().removeprefix("9 tháng. "))
    assert " | ".join(found) == shown
    assert not tab.actions_of_report.waiting.isEnabled()  # nobody was asked


def test_each_receiver_gets_the_report_on_a_day_of_its_own(
    tab: ReportTab, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = Period.parse("2026-9M")
    for receiver, day in (("Sở Nội vụ", 8), ("UBND tỉnh", 12), ("Văn phòng tỉnh", 12)):
        duty = duties.new_duty(period, receiver, date(2026, 9, day))
        workspace.run(duties.set_duty, duty=duty)

    def agree(dialog: SendReportDialog) -> int:
        fields = {field.tick.text().partition(",")[0]: field for field in dialog.owed.values()}
        fields["UBND tỉnh"].day.show_date(date(2026, 9, 10))
        fields["Văn phòng tỉnh"].tick.setChecked(False)
        assert dialog.agree.isEnabled()
        return 1

    monkeypatch.setattr(SendReportDialog, "exec", agree)
    tab.navigate.disconnect()
    tab.periods.send.click()
    assert workspace.dossier is not None and tab.view is not None
    assert tab.view.report.sent_on == date(2026, 9, 10)
    kept = {duty.receiver: (duty.sent_on, duty.standing) for duty in duties.read_duties(workspace.dossier, 2026)}
    assert kept == {
        "Sở Nội vụ": (date(2026, 9, 8), "late"),
        "UBND tỉnh": (date(2026, 9, 10), "in_time"),
        "Văn phòng tỉnh": (None, "open"),
    }
    workspace.undo()
    assert {duty.sent_on for duty in duties.read_duties(workspace.dossier, 2026)} == {None}


def test_the_report_goes_to_somebody(tab: ReportTab, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.run(duties.take_regime, year=2026)
    assert tab.view is not None and workspace.dossier is not None
    owed = [duty for duty in duties.read_duties(workspace.dossier, 2026) if duty.period == "2026-9M"]
    dialog = SendReportDialog(tab.view, tab.knowledge.findings(), owed, workspace.today)
    qtbot.addWidget(dialog)
    (field,) = dialog.owed.values()
    field.tick.setChecked(False)
    assert not dialog.agree.isEnabled()
