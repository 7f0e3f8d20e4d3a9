"""Two offices through the window: packed, answered, taken in, mended, packed again, taken back by the log's line."""

from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.rules.statuses import Direction, ReportStatus
from cchc_desktop.services.exchange import answers
from cchc_desktop.services.reporting.reports import read_report
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.answer.dialog import AnswerDialog, Way
from cchc_desktop.ui.dialogs.answer.model import AnswerColumn
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.exchange import answering
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs

ORDER = PackageOrder("2026-9M", "Sở Nội vụ", "", "")


Shown = TypeVar("Shown", AnswerDialog, ExportDoneDialog, ReceiveDialog)


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


def answered_in_window(
    qtbot: QtBot,
    tab: ExchangeTab,
    sent: Path,
    folder: Path,
    spoken: tuple[str, str],
    report: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The level above types beside an item, pastes points beside a criterion, gives the report back; closed between."""
    monkeypatch.setattr(answering, "ask_folder", lambda *_words: folder)
    tab.open_package(sent)
    wait_for_jobs(qtbot)
    pressed(tab, "Trả lời gói này")
    dialog = shown(qtbot, AnswerDialog)
    assert not dialog.ways[Way.SAVE].isEnabled()
    tree, pane = dialog.tree, dialog.pane
    tree.setCurrentIndex(dialog.model.place_of(spoken[0]).siblingAtColumn(AnswerColumn.REMARK))
    qtbot.keyClicks(tree, "N")  # the key that opens the cell is the first letter
    editor = tree.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "eu ro so lieu.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    tree.setCurrentIndex(dialog.model.place_of(spoken[1]).siblingAtColumn(AnswerColumn.FIRST))
    QApplication.clipboard().setText("9999")
    qtbot.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "9.999" not in dialog.model.data(tree.currentIndex()) and "từ 0" in dialog.said.text()
    QApplication.clipboard().setText("0,5")
    qtbot.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(pane.comments[1], "Chua du")
    dialog.close()

    rows = tab.log.model.all_rows()
    row = next(one for one in rows if one.direction == Direction.RECEIVED and one.file_name == sent.name)
    tab.show_guid(row.guid)
    pressed(tab, "Trả lời gói này")
    again = shown(qtbot, AnswerDialog)
    tree, pane = again.tree, again.pane
    assert again.form.remarks == {spoken[0]: "Neu ro so lieu."}, "what was typed is there again"
    tree.setCurrentIndex(again.model.place_of(report).siblingAtColumn(AnswerColumn.REMARK))
    refused: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: refused.append(str(error)))
    pane.give_back.click()
    again.ways[Way.SAVE].click()
    assert len(refused) == 1 and "lý do" in refused[0] and again.focusWidget() is pane.reason
    qtbot.keyClicks(pane.reason, "Sua roi gui lai.")
    again.ways[Way.SAVE].click()
    done = shown(qtbot, ExportDoneDialog)
    (made,) = done._files
    done.reject()
    assert made.parent == folder and made.name.startswith("Tra-loi-")
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
    (index,) = read_package(sent)[1].indices
    leaf = next(row for row in index.criteria if row.is_leaf and row.applicable and row.max_points >= 1)
    spoken = item.guid, leaf.guid
    window.show_tab("exchange")
    answer = answered_in_window(qtbot, tab, sent, tmp_path / "ve", spoken, view.report.guid, monkeypatch)

    window.open_file(answer)
    page = shown(qtbot, ReceiveDialog)
    assert "Sở Nội vụ" in page.windowTitle() or "An Bình" in page.windowTitle()
    page.agree.click()
    assert read_report(dossier, view.report.guid).report.status == ReportStatus.DRAFTING

    (line,) = answers.read_appraisals(dossier, leaf.guid)
    assert (line.round, line.score, line.comment) == (1, Decimal("0.5"), "Chua du")
    window.show_tab("report")
    report_tab.show_guid(item.guid)
    QApplication.processEvents()
    box = report_tab.item_pane.remarks
    assert box.isVisible()
    assert {tick.accessibleDescription() for tick in box.ticks} == {"Neu ro so lieu.", "Sua roi gui lai."}
    next(tick for tick in box.ticks if tick.accessibleDescription() == "Neu ro so lieu.").click()
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
    pressed(tab, "Hoàn tác lần nhận")


def pressed(tab: ExchangeTab, words: str) -> None:
    next(one for one in tab.view.findChildren(QPushButton) if words in one.text()).click()
