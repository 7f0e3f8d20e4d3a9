"""Two offices through the window: packed, answered, taken in, mended, packed again, taken back by the log's line."""

import json
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.commands import main
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.exchange import answers
from cchc_desktop.services.reporting.reports import read_report
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace

ORDER = PackageOrder("2026-9M", "Sở Nội vụ", "", "")


Shown = TypeVar("Shown", ExportDoneDialog, ReceiveDialog)


def shown(qtbot: QtBot, kind: type[Shown]) -> Shown:
    """The dialog of this kind once it is there."""

    def there() -> list[Shown]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=30_000)
    return there()[0]


def packed_in_window(qtbot: QtBot, tab: ExchangeTab, folder: Path) -> Path:
    tab.save(ORDER, folder)
    done = shown(qtbot, ExportDoneDialog)
    (made,) = done._files
    done.reject()
    return made


def test_a_package_goes_up_comes_back_is_mended_and_goes_up_again(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    tab, report_tab = window.tab("exchange"), window.tab("report")
    assert isinstance(tab, ExchangeTab) and isinstance(report_tab, ReportTab)
    steps = workspace.can_undo
    sent = packed_in_window(qtbot, tab, tmp_path / "len")
    assert workspace.can_undo == steps, "what was kept of a package is no step of the officer's"

    (view,) = read_package(sent)[1].reports
    item = next(one for one in view.items if one.text)
    form = tmp_path / "y-kien.json"
    remarks = {
        "author": "Sở Nội vụ",
        "remarks": [{"guid": item.guid, "text": "Nêu rõ số liệu."}],
        "returned": [{"name": view.report.period, "text": "Sửa rồi gửi lại."}],
    }
    form.write_text(json.dumps(remarks), encoding="utf-8")
    answer = tmp_path / "ve.cchcgoi"
    assert main(["return", str(sent), "--remarks", str(form), "--out", str(answer)]) == 0

    window.open_file(answer)
    page = shown(qtbot, ReceiveDialog)
    assert "Sở Nội vụ" in page.windowTitle() or "An Bình" in page.windowTitle()
    page.agree.click()
    assert read_report(dossier, view.report.guid).report.status == ReportStatus.DRAFTING

    window.show_tab("report")
    report_tab.show_guid(item.guid)
    QApplication.processEvents()
    box = report_tab.item_pane.remarks
    assert box.isVisible()
    assert {tick.accessibleDescription() for tick in box.ticks} == {"Nêu rõ số liệu.", "Sửa rồi gửi lại."}
    next(tick for tick in box.ticks if tick.accessibleDescription() == "Nêu rõ số liệu.").click()
    assert [one.done for one in answers.read_remarks(dossier, [item.guid])] == [True]
    report_tab.item_pane.editor.setFocus()
    qtbot.keyClicks(report_tab.item_pane.editor, "Them 12%. ")
    report_tab.commit_editing()
    window.show_tab("exchange")
    again = packed_in_window(qtbot, tab, tmp_path / "len2")
    assert "Them 12%." in next(one for one in read_package(again)[1].reports[0].items if one.guid == item.guid).text

    refusals: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_more: True)
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: refusals.append(str(error)))
    take_back(tab, answer)
    assert len(refusals) == 1 and "được sửa tiếp" in refusals[0]
    assert answers.read_remarks(dossier, [item.guid]), "what was worked on since is not taken away"
    while workspace.undo_label.casefold().find("nhận gói") < 0:
        workspace.undo()
    take_back(tab, answer)
    assert len(refusals) == 1 and answers.read_remarks(dossier) == ()
    assert read_report(dossier, view.report.guid).report.status == view.report.status


def take_back(tab: ExchangeTab, package: Path) -> None:
    """By the button at the log's line of the package that came."""
    row = next(one for one in tab.log.model.all_rows() if one.file_name == package.name)
    tab.log.table.selectionModel().clear()
    tab.show_guid(row.guid)
    next(one for one in tab.view.findChildren(QPushButton) if "Hoàn tác lần nhận" in one.text()).click()
