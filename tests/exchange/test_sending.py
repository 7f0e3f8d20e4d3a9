"""A package sent by mail: what the outbox keeps, what the log says, and that nothing goes twice unasked."""

import sys
from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import outbox, passwords
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.letters import Letter
from cchc_desktop.exchange.mail.outbox import State, Waiting
from cchc_desktop.exchange.mail.wording import USUAL
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services.exchange import log, sending
from tests.exchange.certificates import make_certificate
from tests.exchange.conftest import Begun
from tests.exchange.mail_server import PASSWORD, Behaviour, running

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
NOW = datetime(2026, 9, 8, 10, 0)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    made = make_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    return made


def whole(steps: Generator[Any, None, Waiting]) -> Waiting:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def prepared(begun: Begun, folder: Path, account: Account, again: bool = True) -> Waiting:
    package = folder / "CCHC-2026.cchcgoi"
    package.write_bytes(b"PK" * 5000)
    log.add_log(
        begun.dossier,
        direction=Direction.SENT,
        partner="UBND tỉnh An Bình",
        subject="CCHC 9 tháng",
        file_name=package.name,
        sha256="7f3a91c2" + "0" * 56,
        size=10_000,
        status=PackageStatus.WAITING,
        year=2026,
        guid="a" * 32,
    )
    letter = Letter("cchc@anbinh.example.vn", "Báo cáo", "Kính gửi", package)
    return sending.prepare(letter, account, origin=begun.dossier.guid, line="a" * 32, again=again)


def status(begun: Begun) -> tuple[PackageStatus, str]:
    row = log.read_log(begun.dossier, 2026)[0]
    return row.status, row.status_note


def test_a_mail_that_fails_waits_and_goes_later_with_the_same_id(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        pass  # the server is down
    mail = prepared(begun, tmp_path, account)
    assert outbox.read_outbox() == (mail,) and outbox.due((mail,), NOW) == ()
    failed = whole(sending.deliver(mail, account, PASSWORD))
    (again,) = outbox.read_outbox()  # as after a restart
    assert again == failed and again.state is State.WAITING and "Chưa gửi" in again.reason and again.next_at
    sending.note(begun.dossier, mail=again)
    assert status(begun) == (PackageStatus.WAITING, again.reason)
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as up:
        sent = whole(sending.deliver(again, up, PASSWORD))
    assert sent.state is State.SENT and outbox.due(outbox.read_outbox(), NOW + timedelta(days=9)) == ()
    assert mail.message_id.encode() in (behaviour.got[0].content or b"")
    sending.note(begun.dossier, mail=sent)
    assert status(begun) == (PackageStatus.SENT, "")
    assert log.read_log(begun.dossier, 2026)[0].status_at is not None
    outbox.drop(sent)
    assert outbox.read_outbox() == () and not list((paths.home() / "outbox").iterdir())


def test_a_mail_cut_off_after_its_end_is_never_tried_by_itself(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(cut="end"), certificate, Security.TLS) as account:
        found = whole(sending.deliver(prepared(begun, tmp_path, account), account, PASSWORD))
    assert found.state is State.UNCERTAIN and "có thể đã đến" in found.reason
    assert outbox.due(outbox.read_outbox(), NOW + timedelta(days=9)) == ()
    sending.note(begun.dossier, mail=found)
    assert status(begun)[0] is PackageStatus.UNCERTAIN


def test_a_computer_that_goes_down_at_the_end_leaves_an_uncertain_mail(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = prepared(begun, tmp_path, account)
    outbox.failed(mail, "", True, NOW)
    outbox.ending(mail)
    (found,) = outbox.read_outbox()
    assert found.state is State.UNCERTAIN and outbox.due((found,), NOW + timedelta(days=9)) == ()


def test_stopping_keeps_the_mail_for_the_officer(begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as account:
        mail = prepared(begun, tmp_path, account)
        steps = sending.deliver(mail, account, PASSWORD)
        next(steps)
        next(steps)
        steps.close()
    assert outbox.read_outbox() == (mail,) and behaviour.got == []


def test_the_waits_double_and_end(begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = prepared(begun, tmp_path, account)
    waits = []
    for _try in range(outbox.MOST_TRIES):
        mail = outbox.failed(mail, "bận", True, NOW)
        waits.append((mail.next_at - NOW).total_seconds() / 60 if mail.next_at else None)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, None] and mail.state is State.STOPPED
    assert outbox.failed(mail, "sai mật khẩu", False, NOW).next_at is None


def test_without_the_officers_yes_nothing_is_tried_again(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = prepared(begun, tmp_path, account, again=False)
    failed = outbox.failed(mail, "bận", True, NOW)
    assert failed.state is State.STOPPED and outbox.due((failed,), NOW + timedelta(days=9)) == ()


def test_a_clock_that_was_set_back_lets_no_mail_wait_for_ever(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = outbox.failed(prepared(begun, tmp_path, account), "bận", True, NOW)
    assert outbox.due((mail,), NOW) == ()
    assert outbox.due((mail,), NOW + timedelta(minutes=1)) == (mail,)
    assert outbox.due((mail,), NOW - timedelta(days=300)) == (mail,)


def test_a_torn_state_is_passed_over_and_the_others_stay(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = prepared(begun, tmp_path, account)
    torn = paths.home() / "outbox" / "torn"
    torn.mkdir()
    (torn / "state.json").write_text('{"to": ["a@b.vn"]')
    assert outbox.read_outbox() == (mail,)


def test_a_mail_without_receiver_or_file_is_refused(begun: Begun, tmp_path: Path) -> None:
    account = Account("", "localhost", 465, Security.TLS, "a@b.vn")
    for letter in (Letter(" ", "a", "b", Path(__file__)), Letter("a@b.vn", "a", "b", tmp_path / "Mất.cchcgoi")):
        with pytest.raises(UserError):
            sending.prepare(letter, account, origin="", line="", again=True)
    assert outbox.read_outbox() == ()


def test_a_receipt_that_came_outlives_what_the_outbox_says(
    begun: Begun, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with running(Behaviour(), certificate, Security.TLS) as account:
        mail = outbox.uncertain(prepared(begun, tmp_path, account), "đứt")
    log.set_status(begun.dossier, guid="a" * 32, status=PackageStatus.ACKNOWLEDGED, note="Sở")
    assert not sending.note(begun.dossier, mail=mail)
    assert status(begun) == (PackageStatus.ACKNOWLEDGED, "Sở")


def test_the_office_keeps_its_own_wording(begun: Begun) -> None:
    assert sending.read_wording(begun.dossier, 2026) == USUAL
    sending.set_wording(begun.dossier, year=2026, subject="Gói {kỳ}", body="Kính gửi {nơi nhận}\n")
    assert sending.read_wording(begun.dossier, 2026).subject == "Gói {kỳ}"
    with pytest.raises(UserError, match=r"\{lạ\}"):
        sending.set_wording(begun.dossier, year=2026, subject="{lạ}", body="x")
    sending.set_wording(begun.dossier, year=2026, subject=USUAL.subject, body=USUAL.body)
    assert sending.read_wording(begun.dossier, 2026) == USUAL


class Memory(keyring.backend.KeyringBackend):
    """A keyring that keeps its secrets in memory."""

    priority = -1  # never chosen unasked: every class of its kind is known to the library

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[(service, username)]


def test_a_password_lies_in_the_keyring_or_nowhere() -> None:
    account = Account("", "mail.example.vn", 465, Security.TLS, "a@b.vn")
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(Memory())
        assert passwords.can_keep() and passwords.kept(account) is None
        passwords.keep(account, "bí mật")
        assert passwords.kept(account) == "bí mật"
        passwords.forget(account)
        passwords.forget(account)
        assert passwords.kept(account) is None
        keyring.set_keyring(keyring.backends.fail.Keyring())
        assert not passwords.can_keep() and passwords.kept(account) is None
        with pytest.raises(UserError, match="mỗi lần cần"):
            passwords.keep(account, "bí mật")
        assert not any("bí mật" in path.read_text("utf-8", "replace") for path in paths.home().rglob("*.*"))
    finally:
        keyring.set_keyring(before)


def test_the_keyring_and_the_mail_are_not_loaded_with_the_window() -> None:
    import subprocess

    told = "import sys, cchc_desktop.ui.main_window as _; print({'keyring', 'smtplib', 'ssl'} & set(sys.modules))"
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "set()"
