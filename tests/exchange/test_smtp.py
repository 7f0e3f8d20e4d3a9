"""Mail handed to a real server: what arrives, and what is said where it does not."""

import os
import ssl
from collections.abc import Generator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import smtp
from cchc_desktop.exchange.mail.accounts import Account, Security, account_from
from cchc_desktop.exchange.mail.authorities import read_authority
from cchc_desktop.exchange.mail.letters import Letter, as_sent
from tests.exchange.certificates import make_certificate
from tests.exchange.mail_server import PASSWORD, USER, Behaviour, running

# In implicit TLS the server is asked for a password over what it takes for a plain connection.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

TO = ("cchc@anbinh.example.vn",)
BOTH = pytest.mark.parametrize("security", list(Security))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("certificates")
    return {name: make_certificate(folder, name) for name in ("localhost", "mail.khac.example.vn")}


@pytest.fixture(autouse=True)
def trust(certificates: dict[str, tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This computer trusts both certificates: what is refused is refused for the name."""
    known = tmp_path / "known.pem"
    known.write_bytes(b"".join(certificate.read_bytes() for certificate, _key in certificates.values()))
    monkeypatch.setenv("SSL_CERT_FILE", str(known))


@pytest.fixture
def mine(certificates: dict[str, tuple[Path, Path]]) -> tuple[Path, Path]:
    return certificates["localhost"]


def whole(steps: Generator[Any, None, None]) -> None:
    for _step in steps:
        pass


def mail(folder: Path, account: Account, size: int = 1000) -> bytes:
    attachment = folder / "Gói.cchcgoi"
    attachment.write_bytes(os.urandom(size))
    return as_sent(Letter(", ".join(TO), "Báo cáo", ".\n..\nHết\n", attachment), account)[1]


@BOTH
def test_a_mail_arrives_as_it_was_made(tmp_path: Path, mine: tuple[Path, Path], security: Security) -> None:
    behaviour = Behaviour()
    with running(behaviour, mine, security) as account:
        data = b"X-Dot: 1\r\n" + mail(tmp_path, account)
        whole(smtp.check(account, PASSWORD))
        assert behaviour.got == []
        whole(smtp.send(account, PASSWORD, TO, data))
    (envelope,) = behaviour.got
    assert (envelope.mail_from, envelope.rcpt_tos) == (USER, list(TO))
    assert envelope.content == data


def test_twenty_megabytes_arrive(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    behaviour, ended = Behaviour(), []
    with running(behaviour, mine, Security.TLS) as account:
        data = mail(tmp_path, account, 20_000_000)
        steps = list(smtp.send(account, PASSWORD, TO, data, before_end=lambda: ended.append(len(behaviour.got))))
    assert len(steps) > 100 and steps[-1].total >= len(data)
    assert ended == [0]
    (attachment,) = message_from_bytes(behaviour.got[0].content or b"", policy=default).iter_attachments()
    assert attachment.get_content() == (tmp_path / "Gói.cchcgoi").read_bytes()


def refusal(account: Account, data: bytes, password: str = PASSWORD, to: tuple[str, ...] = TO) -> smtp.NotSent:
    with pytest.raises(smtp.NotSent) as caught:
        whole(smtp.send(account, password, to, data, timeout=5))
    return caught.value


@BOTH
def test_a_wrong_password(tmp_path: Path, mine: tuple[Path, Path], security: Security) -> None:
    behaviour = Behaviour()
    with running(behaviour, mine, security) as account:
        said = refusal(account, mail(tmp_path, account), "khac")
        with pytest.raises(smtp.NotSent, match="mật khẩu"):
            whole(smtp.check(account, "khac"))
    assert "Gõ lại mật khẩu" in str(said) and not said.again and behaviour.got == []


def test_a_password_typed_with_unikey_is_not_even_tried(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    behaviour = Behaviour()
    with running(behaviour, mine, Security.TLS) as account:
        assert "UniKey" in str(refusal(account, b"x", "mật khẩu"))
    assert behaviour.logins == []


@pytest.mark.parametrize(("answer", "again"), [("550 khong co nguoi nay", False), ("451 thu lai sau", True)])
def test_a_refused_receiver_stops_the_mail_for_all(
    tmp_path: Path, mine: tuple[Path, Path], answer: str, again: bool
) -> None:
    behaviour = Behaviour(refused={"b@anbinh.example.vn": answer})
    with running(behaviour, mine, Security.TLS) as account:
        said = refusal(account, mail(tmp_path, account), to=(*TO, "b@anbinh.example.vn"))
    assert "b@anbinh.example.vn" in str(said) and answer[4:] in str(said) and said.again is again
    assert behaviour.got == []


def test_a_mail_larger_than_the_server_takes(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    behaviour = Behaviour(limit=100_000)
    with running(behaviour, mine, Security.TLS) as account:
        said = refusal(account, mail(tmp_path, account, 150_000))
    assert "0,2 MB" in str(said) and "0,1 MB" in str(said) and "USB" in str(said) and not said.again


@pytest.mark.parametrize(
    ("answer", "said", "again"),
    [("552 too big", "USB", False), ("452 full", "full", True), ("554 spam", "spam", False)],
)
def test_what_the_server_says_at_the_end(
    tmp_path: Path, mine: tuple[Path, Path], answer: str, said: str, again: bool
) -> None:
    with running(Behaviour(answer=answer), mine, Security.TLS) as account:
        error = refusal(account, mail(tmp_path, account))
    assert said in str(error) and "Chưa gửi" in str(error) and error.again is again


@BOTH
def test_a_line_that_is_cut_before_the_end_sends_nothing(
    tmp_path: Path, mine: tuple[Path, Path], security: Security
) -> None:
    behaviour = Behaviour(cut="data")
    with running(behaviour, mine, security) as account:
        said = refusal(account, mail(tmp_path, account, 8_000_000))
    assert said.again and "Chưa gửi" in str(said) and behaviour.got == []


@BOTH
def test_a_line_that_is_cut_after_the_end_may_have_sent(
    tmp_path: Path, mine: tuple[Path, Path], security: Security
) -> None:
    behaviour = Behaviour(cut="end")
    with running(behaviour, mine, security) as account, pytest.raises(smtp.MaybeSent, match="có thể đã đến"):
        whole(smtp.send(account, PASSWORD, TO, mail(tmp_path, account), timeout=5))
    assert len(behaviour.got) == 1


@BOTH
def test_a_certificate_of_another_name(
    tmp_path: Path, certificates: dict[str, tuple[Path, Path]], security: Security
) -> None:
    behaviour = Behaviour()
    with running(behaviour, certificates["mail.khac.example.vn"], security) as account:
        said = refusal(account, mail(tmp_path, account))
    assert "tên khác" in str(said) and not said.again and behaviour.logins == []


@BOTH
@pytest.mark.parametrize("form", ["pem", "der"])
def test_the_offices_own_authority_vouches_and_names_are_checked_all_the_same(
    tmp_path: Path,
    certificates: dict[str, tuple[Path, Path]],
    security: Security,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    for name, said in (("localhost", ""), ("mail.khac.example.vn", "tên khác")):
        file = tmp_path / f"goc-{name}.{form}"
        pem = certificates[name][0].read_text()
        file.write_bytes(pem.encode() if form == "pem" else ssl.PEM_cert_to_DER_cert(pem))
        behaviour = Behaviour()
        with running(behaviour, certificates[name], security) as account:
            vouched = replace(account, authority=read_authority(file))
            assert account_from(vouched.as_words()) == replace(vouched, authority=vouched.authority.strip())
            if said:
                assert said in str(refusal(vouched, b"x")) and behaviour.logins == []
            else:
                assert "không được nơi nào" in str(refusal(account, b"x")) and behaviour.logins == []
                whole(smtp.send(vouched, PASSWORD, TO, mail(tmp_path, vouched)))
                assert len(behaviour.got) == 1


def test_what_is_no_certificate_is_refused(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    certificate, key = mine
    both = certificate.read_bytes() + key.read_bytes()
    bent = certificate.read_bytes().replace(b"M", b"N", 1)
    for place, data in enumerate((b"", b"kh\xf4ng", b"-----BEGIN CERTIFICATE-----\nAAAA", both, bent, bytes(300_000))):
        file = tmp_path / f"{place}.crt"
        file.write_bytes(data)
        with pytest.raises(UserError, match="chứng thư"):
            read_authority(file)
    with pytest.raises(UserError, match="đọc được"):
        read_authority(tmp_path / "khong-co.crt")


@BOTH
def test_a_certificate_that_nobody_vouches_for(
    tmp_path: Path, mine: tuple[Path, Path], security: Security, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    behaviour = Behaviour()
    with running(behaviour, mine, security) as account:
        said = refusal(account, b"x")
    assert "chứng thư" in str(said).lower() and behaviour.logins == []


def test_a_server_without_tls_gets_no_password(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    behaviour = Behaviour()
    with running(behaviour, mine, Security.STARTTLS, offers_tls=False) as account:
        assert "465" in str(refusal(account, b"x"))
    assert behaviour.logins == []


def test_the_wrong_kind_of_port(mine: tuple[Path, Path]) -> None:
    with running(Behaviour(), mine, Security.STARTTLS) as account:
        turned = Account("", account.server, account.port, Security.TLS, USER)
        assert "587" in str(refusal(turned, b"x"))


@BOTH
def test_a_server_that_says_nothing_is_left(mine: tuple[Path, Path], security: Security) -> None:
    with running(Behaviour(silent=True), mine, security) as account, pytest.raises(smtp.NotSent) as caught:
        whole(smtp.send(account, PASSWORD, TO, b"x", timeout=0.2))
    assert caught.value.again and "Chưa gửi" in str(caught.value)


def test_a_port_where_nobody_listens_and_a_name_that_nobody_has(mine: tuple[Path, Path]) -> None:
    with running(Behaviour(), mine, Security.TLS) as account:
        pass
    said = refusal(account, b"x")
    assert said.again and str(account.port) in str(said)
    nobody = Account("", "khong-co.invalid", 465, Security.TLS, USER)
    assert "khong-co.invalid" in str(refusal(nobody, b"x"))


def test_stopping_before_the_end_sends_nothing(tmp_path: Path, mine: tuple[Path, Path]) -> None:
    behaviour = Behaviour()
    with running(behaviour, mine, Security.TLS) as account:
        steps = smtp.send(account, PASSWORD, TO, mail(tmp_path, account, 1_000_000))
        for _place in range(3):
            next(steps)
        steps.close()
    assert behaviour.got == []


@pytest.mark.parametrize(
    "change",
    [
        {"server": ""},
        {"server": "mail server"},
        {"server": "mail..vn"},
        {"port": "0"},
        {"port": "70000"},
        {"port": "bốn"},
        {"port": "٤٦٥"},
        {"address": "xa"},
        {"address": "xa@b\nc.vn"},
        {"security": "plain"},
        {"sender": "UBND\nBcc: a@b.vn"},
    ],
)
def test_an_account_that_cannot_be_used_is_refused(change: dict[str, str]) -> None:
    words = Account("", "mail.example.vn", 465, Security.TLS, USER).as_words()
    assert account_from(words).as_words() == {**words, "name": USER}
    with pytest.raises(UserError):
        account_from(words | change)
