"""Sending from the window: the officer's yes, the real server, the outbox, the log and receipts."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.mail import outbox
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.outbox import State
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.exchange.receipt_file import receipt_for, write_receipt
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.options import Options
from cchc_desktop.services.exchange import log
from cchc_desktop.ui import alerts, mail_accounts
from cchc_desktop.ui.dialogs.mail.account import MailAccountDialog
from cchc_desktop.ui.dialogs.mail.confirm import ConfirmMailDialog
from cchc_desktop.ui.dialogs.mail.outbox import OutboxDialog
from cchc_desktop.ui.tabs.exchange import tab as exchange_module
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.workspace import Workspace
from tests.exchange.certificates import make_certificate
from tests.exchange.mail_server import PASSWORD, USER, Behaviour, running
from tests.ui.conftest import wait_for_jobs

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
ORDER = PackageOrder("2026-9M", "Sở Nội vụ", "cchc@anbinh.example.vn", "")


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExchangeTab:
    mail_accounts.use(Options())
    monkeypatch.setattr(exchange_module, "documents_folder", lambda: tmp_path)
    made = ExchangeTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    made.show()
    made.reload()
    return made


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    made = make_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: said.append(str(error)))
    return said


def answering(qtbot: QtBot, answer: Callable[[ConfirmMailDialog], None]) -> QTimer:
    """Answer the page that asks for a yes, once it is there."""
    clock = QTimer()

    def look() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, ConfirmMailDialog) and one.isVisible():
                clock.stop()
                try:
                    answer(one)
                except BaseException:
                    one.reject()  # else it would stand and wait for ever
                    raise

    clock.timeout.connect(look)
    clock.start(20)
    return clock


def agree(dialog: ConfirmMailDialog) -> None:
    assert not dialog.from_account.keep.isVisible()
    dialog.from_account.password.setText(PASSWORD)
    dialog.send.click()


def line(workspace: Workspace) -> PackageLogRow:
    assert workspace.dossier is not None
    return log.read_log(workspace.dossier, 2026)[0]


def use(account: Account) -> None:
    mail_accounts.keep_accounts([account])


def test_a_package_goes_after_the_officers_yes_and_is_closed_by_its_receipt(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    behaviour, shown = Behaviour(), []
    before = len(log.read_log(workspace.dossier, 2026)) if workspace.dossier else 0

    def look_and_agree(dialog: ConfirmMailDialog) -> None:
        account = dialog.from_account.account.currentText()
        shown.append((account, dialog.to.text(), dialog.subject.text(), behaviour.got == []))
        agree(dialog)

    with running(behaviour, certificate, Security.TLS) as account:
        use(account)
        clock = answering(qtbot, look_and_agree)
        tab.send(ORDER)
        qtbot.waitUntil(lambda: bool(behaviour.got) and outbox.read_outbox() == (), timeout=30_000)
        wait_for_jobs(qtbot)
    clock.stop()
    sent = line(workspace)
    info = verify_package(Path(sent.folder) / sent.file_name)
    assert shown == [(USER, ORDER.email, shown[0][2], True)] and info.short_hash in shown[0][2]
    assert (sent.status, sent.partner, sent.address, sent.sha256) == ("sent", "Sở Nội vụ", ORDER.email, info.sha256)
    workspace.undo()  # what left cannot be taken back by undo
    assert line(workspace).status == "sent" and len(log.read_log(workspace.dossier, 2026)) == before + 1
    receipt = write_receipt(tmp_path / "a.cchcbn", receipt_for(info, "Sở Nội vụ", datetime(2026, 9, 9, 8)))
    tab.open_package(receipt)
    closed = line(workspace)
    assert (closed.status, closed.status_note) == ("acknowledged", "Sở Nội vụ, 08:00 09/09/2026")
    assert tab.view.isVisible()


def test_without_a_yes_nothing_goes_and_nothing_is_noted(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, certificate: tuple[Path, Path]
) -> None:
    behaviour, before = Behaviour(), line(workspace).guid
    with running(behaviour, certificate, Security.TLS) as account:
        use(account)
        seen: list[bool] = []
        clock = answering(qtbot, lambda dialog: (seen.append(True), dialog.reject())[1])
        tab.send(ORDER)
        qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
        wait_for_jobs(qtbot)
    clock.stop()
    assert behaviour.logins == [] and outbox.read_outbox() == () and line(workspace).guid == before


def test_what_fails_stands_in_the_outbox_and_goes_when_it_is_due(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, certificate: tuple[Path, Path], told: list[str]
) -> None:
    with running(Behaviour(answer="451 ban"), certificate, Security.TLS) as account:
        use(account)
        clock = answering(qtbot, agree)
        tab.send(ORDER)
        qtbot.waitUntil(lambda: bool(told), timeout=30_000)
        wait_for_jobs(qtbot)
    clock.stop()
    (mail,) = outbox.read_outbox()
    assert "ban" in told[0] and "thử lại lúc" in told[0] and mail.state is State.WAITING
    qtbot.waitUntil(lambda: line(workspace).status == "waiting" and line(workspace).status_note == mail.reason)
    assert tab._outbox.text() == "Hộp thư đi (1)…"
    dialog = OutboxDialog(tab)
    qtbot.addWidget(dialog)
    assert dialog.reason.text() == mail.reason and dialog.table.item(0, 2).text() == "Đang chờ"
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as up:
        use(up)
        tab.mailing.try_due()  # not due yet
        assert behaviour.logins == []
        outbox._keep(outbox.replace(mail, next_at=datetime(2026, 1, 1)))
        tab.mailing.try_due()
        qtbot.waitUntil(lambda: outbox.read_outbox() == (), timeout=30_000)
    assert len(behaviour.got) == 1 and line(workspace).status == "sent"
    assert tab._outbox.text() == "Hộp thư đi…"


def test_a_mail_that_may_have_arrived_is_asked_about(
    tab: ExchangeTab,
    workspace: Workspace,
    qtbot: QtBot,
    certificate: tuple[Path, Path],
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running(Behaviour(cut="end"), certificate, Security.TLS) as account:
        use(account)
        clock = answering(qtbot, agree)
        tab.send(ORDER)
        qtbot.waitUntil(lambda: bool(told), timeout=30_000)
        wait_for_jobs(qtbot)
    clock.stop()
    qtbot.waitUntil(lambda: line(workspace).status == "uncertain")
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda _p, _t, text, *_a, **_k: bool(asked.append(text)))
    dialog = OutboxDialog(tab)
    qtbot.addWidget(dialog)
    wanted: list[object] = []
    dialog.send_wanted.connect(wanted.append)
    dialog.send_chosen()
    assert "có thể đã đến" in asked[0] and wanted == []


def test_trying_the_connection_sends_nothing(
    tab: ExchangeTab, qtbot: QtBot, certificate: tuple[Path, Path], told: list[str]
) -> None:
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as account:
        dialog = MailAccountDialog(tab, account, "", "")
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.try_it()
        assert told == ["Hãy gõ mật khẩu trước."]
        dialog.password.setText(PASSWORD)
        dialog.try_it()
        wait_for_jobs(qtbot)
        qtbot.waitUntil(lambda: dialog.said.isVisible())
        assert "Chưa gửi thư nào" in dialog.said.text() and behaviour.got == [] and behaviour.logins == [USER]
        assert dialog.carry_out() and dialog.account is not None and dialog.account.address == USER
    assert PASSWORD not in str(dialog.account)


def test_a_forged_receipt_changes_nothing(tab: ExchangeTab, workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    refused: list[str] = []
    workspace.failed.connect(lambda error: refused.append(str(error)))
    before = line(workspace)
    from tests.exchange import honest

    tab.open_package(
        write_receipt(tmp_path / "a.cchcbn", receipt_for(verify_package(honest.package(tmp_path)), "Sở Nội vụ"))
    )
    assert "chưa gửi gói nào" in refused[0] and line(workspace) == before
