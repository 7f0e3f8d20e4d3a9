"""The exchange tab: a package made, mailed as a draft, saved, opened and noted."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange import log
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.tabs.exchange import tab as exchange_module
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> ExchangeTab:
    made = ExchangeTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    made.resize(1366, 636)
    made.show()
    made.reload()
    return made


def finished_files(qtbot: QtBot) -> list[Path]:
    """Wait for the dialog that ends an export; close it."""

    def shown() -> list[ExportDoneDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDoneDialog) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=30_000)
    dialog = shown()[0]
    files = list(dialog._files)
    dialog.reject()
    return files


def test_the_form_knows_the_period_the_receiver_and_the_contents(tab: ExchangeTab) -> None:
    order = tab.form.order()
    assert order.period == "2026-9M"
    assert order.email.endswith("@anbinh.example")
    assert len(tab.form._lines()) >= 4


def test_a_package_is_saved_checked_and_noted(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.save(PackageOrder("2026-9M", "Sở Nội vụ", "", "Kính gửi"), tmp_path / "usb")
    (made,) = finished_files(qtbot)
    info = verify_package(made)
    assert (info.period, info.counts["tasks"]) == ("2026-9M", 75)
    assert workspace.dossier is not None
    newest = log.read_log(workspace.dossier, 2026)[0]
    assert (newest.partner, newest.status, newest.sha256) == ("Sở Nội vụ", "saved", info.sha256)
    assert info.short_hash in str(tab.model.data(tab.model.index(0, 3)))


def test_mailing_opens_a_draft_with_the_package(
    tab: ExchangeTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class MailProgram(QDesktopServices):
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            opened.append(url.toLocalFile())
            return True

    monkeypatch.setattr(exchange_module, "QDesktopServices", MailProgram)
    monkeypatch.setattr(exchange_module, "documents_folder", lambda: tmp_path)
    tab.mail(PackageOrder("2026-9M", "Sở Nội vụ", "cchc@anbinh.example", ""))
    draft, package = finished_files(qtbot)
    assert opened == [str(draft)]
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["To"] == "cchc@anbinh.example"
    assert "9 tháng" in message["Subject"]
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == package.read_bytes()


def test_a_package_received_is_shown_and_noted_once(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.save(PackageOrder("", "Sở Nội vụ", "", ""), tmp_path)
    (made,) = finished_files(qtbot)
    for _again in range(2):
        tab.open_package(made)
        wait_for_jobs(qtbot)
    assert tab.view.isVisible()
    assert workspace.dossier is not None
    received = [row for row in log.read_log(workspace.dossier, 2026) if row.direction == "received"]
    assert sum(row.sha256 == verify_package(made).sha256 for row in received) == 1


def test_the_log_is_searched_without_diacritics(tab: ExchangeTab) -> None:
    everything = tab.model.rowCount()
    tab.search.setText("kinh te")
    assert 0 < tab.model.rowCount() < everything
    tab.search.clear()
    tab.direction.setCurrentIndex(2)
    assert all(
        row is not None and row.direction == "received" for row in map(tab.model.row_at, range(tab.model.rowCount()))
    )
