"""A year's reports at the window: units asked, one late and twice, figures corrected, drafted, issued and sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.part_file import read_part, write_part
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.options import Options
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import offices
from cchc_desktop.services.exchange.contributions import filled
from cchc_desktop.services.exchange.part_merge import compare_part
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.issued_files import save_issued
from cchc_desktop.services.papers.issuing import issued_versions
from cchc_desktop.services.reporting import duties, figures, reports
from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog
from cchc_desktop.ui.dialogs.parts.compare import PartCompareDialog
from cchc_desktop.ui.dialogs.parts.units import UnitPartsDialog
from cchc_desktop.ui.dialogs.send_report import SendReportDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report.side import CHECK, UNITS
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace
from tests.services.helpers import YEAR, with_plan
from tests.ui.conftest import wait_for_jobs

LAW, DESK = "Phòng Tư pháp", "Trung tâm Phục vụ hành chính công"
FILES, LATE = "26", "34"  # hồ sơ tiếp nhận; hồ sơ giải quyết quá hạn
FILES_ITEM = "Cơ chế một cửa, kết quả giải quyết hồ sơ"
LAW_ITEM = "Cải cách thể chế"


@pytest.fixture
def tab(qtbot: QtBot, look: None, tmp_path: Path) -> Iterator[ReportTab]:
    """The report tab of an office with two units, a plan of four tasks, a regime and no report."""
    dossier, _plan, guids = with_plan(tmp_path)
    tasks.set_tracking(dossier, task_guid=guids[0], status="done", result="Quyết định số 15/QĐ-UBND ngày 20/02/2026")
    units = (UnitRow("", 0, LAW, fields=("institution",)), UnitRow("", 0, DESK, fields=("procedures",)))
    offices.set_units(dossier, units=units)
    duties.take_regime(dossier, year=YEAR)
    dossier.close()
    workspace = Workspace()
    workspace.open(tmp_path / "xa.cchc")
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.resize(1366, 698)
    window.show()
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    yield made
    workspace.close()


def figure(tab: ReportTab, code: str) -> FigureRow:
    assert tab.view is not None
    return next(row for row in tab.view.figures if row.code == code)


def item_named(tab: ReportTab, title: str) -> ReportItemRow:
    assert tab.view is not None
    return next(item for item in tab.view.items if item.title.casefold() == title.casefold())


def choose(tab: ReportTab, title: str) -> None:
    tab.choose(item_named(tab, title).guid)
    QApplication.processEvents()


def begin(tab: ReportTab, kind: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of a period on a day."""
    monkeypatch.setenv("CCHC_TODAY", day)
    window = tab.window()
    assert isinstance(window, MainWindow)
    window.show_tab("report")  # a report that was sent has led to the package
    tab.open_period(Period.parse(f"{YEAR}-{kind}"))
    assert tab.empty is not None
    window.workspace.run(reports.create_report, period=f"{YEAR}-{kind}", outline_code="current")


def set_files(tab: ReportTab, value: int, estimated: bool = False) -> None:
    """How many files came in."""
    arguments = {"figure_guid": figure(tab, FILES).guid, "period": str(tab.period), "value": Decimal(value)}
    tab.workspace.run(figures.set_figure, **arguments, estimated=estimated)


def findings(tab: ReportTab) -> list[str]:
    tab.show_page(CHECK)
    QApplication.processEvents()
    return [tab.side.check.list.item(row).text() for row in range(tab.side.check.list.count())]


def write_back(file: Path, title: str, words: str, now: datetime, files: int | None = None) -> None:
    """On the unit's computer: words under an item, and how many files came in, an estimate."""
    part = read_part(file)
    item = next(one for one in part.items if one.title == title)
    told = tuple(
        replace(one, value=Decimal(files), estimated=True) if files and one.code == FILES else one
        for one in part.figures
    )
    part = replace(part, figures=told)
    write_part(filled(part, items={item.guid: words}, tasks={}, sender="Trần Thị Bình", now=now), file)


def click_beside(tab: ReportTab, qtbot: QtBot, words: str) -> None:
    """A link of the page of the units."""
    tab.show_page(UNITS)
    QApplication.processEvents()
    made = next(made for made in tab.side.units.findChildren(QPushButton) if made.text() == words)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def issue_and_send(tab: ReportTab, number: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Under a number, then to the level above; the words of the copy that the dossier keeps."""

    def issue(dialog: IssuePaperDialog) -> int:
        dialog.number.setText(number)
        dialog.accept()
        return 1

    monkeypatch.setattr(IssuePaperDialog, "exec", issue)
    monkeypatch.setattr(SendReportDialog, "exec", lambda _dialog: 1)
    tab.actions_of_report.issue.trigger()
    dossier = tab.workspace.dossier
    assert dossier is not None and tab.view is not None
    (version,) = issued_versions(dossier, tab.view.paper.guid)
    tab.periods.send.click()
    assert tab.view.report.status == "sent"
    target = folder / f"{number}.pdf"
    save_issued(dossier, version.guid, "pdf", target)
    pages = PdfReader(BytesIO(target.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_quarter_with_two_units_one_of_them_late_and_twice(
    tab: ReportTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tab, "Q1", "2026-03-05", monkeypatch)
    workspace, dossier = tab.workspace, tab.workspace.dossier
    assert dossier is not None and tab.view is not None
    units = {unit.name: unit.guid for unit in offices.read_units(dossier)}
    dialog = UnitPartsDialog(workspace, tab.view.report)
    qtbot.addWidget(dialog)
    law, desk = (dialog.ask([units[name]], date(2026, 3, 7), tmp_path)[0] for name in (LAW, DESK))
    tab.actions_of_report.waiting.trigger()
    assert tab.view.report.status == "waiting"

    files = figure(tab, FILES)
    write_back(desk, FILES_ITEM, f"- Tiếp nhận {quote(FILES, files.name)} hồ sơ.", datetime(2026, 3, 6, 8), 1306)
    dialog.receive([desk])
    wait_for_jobs(qtbot)
    row = next(row for row in dialog._rows if row.unit_name == DESK)
    compare = PartCompareDialog(workspace, row, compare_part(dossier, row.guid))
    qtbot.addWidget(compare)
    compare.accept()
    assert (figure(tab, FILES).value, figure(tab, FILES).estimated) == (Decimal(1306), True)

    monkeypatch.setenv("CCHC_TODAY", "2026-03-09")
    assert [row.unit_name for row in dialog.missing()] == [LAW]
    for words in ("- Bản thứ nhất.", "- Rà soát 12 văn bản."):
        write_back(law, LAW_ITEM, words, datetime(2026, 3, 9, 8))
        dialog.receive([law])
        wait_for_jobs(qtbot)
        assert tab.view.report.status == "drafting"  # nobody is waited for
    assert sorted(row.unit_name for row in dialog._rows) == [LAW, DESK]
    choose(tab, LAW_ITEM)
    click_beside(tab, qtbot, "Lấy vào bài")
    assert item_named(tab, LAW_ITEM).text == "- Rà soát 12 văn bản."

    assert any("ước" in text for text in findings(tab))
    set_files(tab, 1310)
    assert not any("ước" in text for text in findings(tab))
    tab.actions_of_report.draft_all.trigger()
    assert item_named(tab, LAW_ITEM).text == "- Rà soát 12 văn bản."
    printed = issue_and_send(tab, "45", tmp_path, monkeypatch)
    assert "45/BC-UBND" in printed
    assert "Tiếp nhận 1.310 hồ sơ." in printed and "Rà soát 12 văn bản." in printed
    (duty,) = [row for row in duties.read_duties(dossier, YEAR) if row.period == "2026-Q1"]
    assert (duty.sent_on, duty.standing) == (date(2026, 3, 9), "in_time")


def test_three_periods_in_a_row_only_grow(tab: ReportTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = tab.workspace.dossier
    assert dossier is not None
    said = f"{FILES}. Số hồ sơ tiếp nhận trong kỳ: "
    steps = (
        ("Q1", "2026-03-09", None, 1306, ""),
        ("H1", "2026-06-09", 1200, 2800, f"{said}1.200, ít hơn 1.306 của quý I năm 2026"),
        ("9M", "2026-09-09", 2700, 4512, f"{said}2.700, ít hơn 2.800 của 6 tháng đầu năm 2026"),
    )
    for number, (kind, day, slip, value, wrong) in enumerate(steps, start=100):
        begin(tab, kind, day, monkeypatch)
        if slip is not None:
            set_files(tab, slip)
            assert [one for one in findings(tab) if one.startswith(said)] == [wrong]
        set_files(tab, value)
        assert not [one for one in findings(tab) if one.startswith(said)]
        tab.actions_of_report.draft_all.trigger()
        assert (
            f"tiếp nhận {value:,}".replace(",", ".")
            in issue_and_send(tab, str(number), tmp_path, monkeypatch).casefold()
        )
    standings = [row.standing for row in duties.read_duties(dossier, YEAR)]
    assert standings == ["in_time", "in_time", "in_time", "open"]
