"""A package that came, in the window: chosen by keyboard, taken, told beside its item, taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cchc_desktop.commands.opening import carried_out
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.services.exchange import answers
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.merging import MergeState
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.exchange.receiving import keep_made, receive
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog
from cchc_desktop.ui.tabs.exchange.receiving import Receiving
from cchc_desktop.ui.widgets.remarks import AppraisalsBox, RemarksBox
from cchc_desktop.ui.workspace import Workspace
from tests.services.packed import packed


def test_a_conflict_is_chosen_by_keyboard_and_taken_back(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.dossier is not None
    info, data = packed(workspace.dossier, tmp_path / "goi.cchcgoi", PackageWish(workspace.year))
    view = data.plans[0]
    there = (replace(view.tasks[0], text="Bản của đồng nghiệp"), *view.tasks[1:])
    data = replace(data, plans=(replace(view, tasks=there), *data.plans[1:]))
    dialog = ReceiveDialog(workspace, preview(workspace.dossier, info, data), data)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.model.count(MergeState.CONFLICT) == 1 and not dialog.agree.isEnabled()
    assert dialog.mine.toPlainText() == view.tasks[0].text
    assert dialog.theirs.toPlainText() == "Bản của đồng nghiệp"
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.model.index(0, 2))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.agree.text() == "Lấy 1 thay đổi"
    dialog.agree.click()
    assert read_tasks(workspace.dossier, view.plan.guid)[0].text == "Bản của đồng nghiệp"
    receiving = Receiving(dialog, workspace)
    assert receiving.can_take_back(info.sha256)
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_more: True)
    receiving.take_back(info.sha256)
    assert read_tasks(workspace.dossier, view.plan.guid)[0].text == view.tasks[0].text
    assert not receiving.can_take_back(info.sha256)


def test_what_the_superior_says_stands_beside_its_row(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    sent = packed(dossier, tmp_path / "len.cchcgoi", PackageWish(workspace.year))
    keep_made(dossier, info=sent[0], data=sent[1])
    task, leaf = sent[1].plans[0].tasks[0], next(row for row in sent[1].indices[0].criteria if row.is_leaf)
    form = {
        "author": "Sở Nội vụ",
        "remarks": [{"guid": task.guid, "text": "Ghi rõ sản phẩm."}],
        "appraisals": [{"guid": leaf.guid, "score": "0.5", "comment": "Thiếu biên bản."}],
    }
    info, data = read_package(carried_out(answers.return_package(*sent, form=form, out=tmp_path / "ve.cchcgoi")))
    workspace.run_across(receive, info=info, data=data, chosen=preview(dossier, info, data).proposed)
    remarks, appraisals = RemarksBox(workspace), AppraisalsBox(workspace)
    qtbot.addWidget(remarks)
    qtbot.addWidget(appraisals)
    remarks.show_of((task.guid,))
    appraisals.show_of(leaf.guid)
    remarks.ticks[0].click()
    assert answers.read_remarks(dossier, [task.guid])[0].done
    appraisals.fields[0].setText("Đã nộp bổ sung.")
    appraisals.fields[0].editingFinished.emit()
    assert answers.read_appraisals(dossier, leaf.guid)[0].explanation == "Đã nộp bổ sung."
    remarks.show_of(())
    assert not remarks.isVisibleTo(None)
