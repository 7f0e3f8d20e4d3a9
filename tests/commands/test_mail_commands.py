"""`cchc send` and `cchc receipt`: a package goes out by a real server, its receipt comes back into the log."""

import json
import shutil
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import commands, options
from cchc_desktop.exchange.mail.accounts import Account, Security
from tests.exchange.certificates import make_certificate
from tests.exchange.mail_server import PASSWORD, USER, Behaviour, running

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
TO = "cchc@anbinh.example.vn"


@pytest.fixture(scope="module")
def packed(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample, and a package made of it."""
    folder = tmp_path_factory.mktemp("send")
    dossier, package = new_sample(folder), folder / "a.cchcgoi"
    assert commands.main(["pack", str(dossier), "--year", "2026", "--period", "2026-9M", "--out", str(package)]) == 0
    return dossier, package


@pytest.fixture
def dossier(packed: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(packed[0], tmp_path / "a.cchc"))


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    made = make_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    return made


@pytest.fixture
def password(tmp_path: Path) -> Path:
    (tmp_path / "mat-khau.txt").write_text(f"\ufeff{PASSWORD}\r\nghi chú\r\n", "utf-8")
    return tmp_path / "mat-khau.txt"


def known(account: Account) -> None:
    options.save(options.Options(mail_accounts=[account.as_words()]))


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main([*words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def newest(capsys: pytest.CaptureFixture[str], dossier: Path) -> dict[str, Any]:
    lines: list[dict[str, Any]] = answer(capsys, "show", str(dossier), "--year", "2026", "--what", "log")["log"]
    return lines[0]


def test_a_package_is_sent_noted_and_acknowledged(
    packed: tuple[Path, Path],
    dossier: Path,
    certificate: tuple[Path, Path],
    password: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.STARTTLS) as account:
        known(account)
        words = ("--to", TO, "--account", USER, "--password-file", str(password), "--log", str(dossier))
        sent = answer(capsys, "send", str(packed[1]), *words)
    message = message_from_bytes(behaviour.got[0].content or b"", policy=default)
    assert (sent["message_id"], sent["to"]) == (message["Message-ID"], [TO])
    assert sent["hash"] in message["Subject"]
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == packed[1].read_bytes()
    line = newest(capsys, dossier)
    assert (line["status"], line["sha256"], line["address"]) == ("sent", sent["sha256"], TO)
    receipt = tmp_path / "a.cchcbn"
    made = answer(capsys, "receipt", str(packed[1]), "--out", str(receipt), "--receiver", "Sở Nội vụ")
    assert (made["check_code"], made["receiver"]) == (sent["hash"], "Sở Nội vụ")
    answer(capsys, "receipt", str(receipt), "--into", str(dossier))
    line = newest(capsys, dossier)
    assert line["status"] == "acknowledged" and line["status_note"].startswith("Sở Nội vụ")


def test_an_offices_own_authority_is_given_as_a_file(
    packed: tuple[Path, Path],
    certificate: tuple[Path, Path],
    password: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.TLS) as account:
        known(account)
        words = ("send", str(packed[1]), "--to", TO, "--account", USER, "--password-file", str(password))
        assert commands.main(words) == 1
        assert "chứng thư gốc" in capsys.readouterr().err and behaviour.logins == []
        assert answer(capsys, *words, "--ca-file", str(certificate[0]))["status"] == "sent"
    assert len(behaviour.got) == 1


@pytest.mark.parametrize(
    ("cut", "status", "said"), [("before", "failed", "Chưa gửi"), ("end", "uncertain", "có thể đã đến")]
)
def test_what_did_not_go_is_one_line_and_noted(
    packed: tuple[Path, Path],
    dossier: Path,
    certificate: tuple[Path, Path],
    password: Path,
    capsys: pytest.CaptureFixture[str],
    cut: str,
    status: str,
    said: str,
) -> None:
    with running(Behaviour(cut=cut), certificate, Security.TLS) as account:
        known(account)
        words = ["send", str(packed[1]), "--to", TO, "--account", "Xã", "--password-file", str(password)]
        capsys.readouterr()
        assert commands.main([*words, "--log", str(dossier)]) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
    line = newest(capsys, dossier)
    assert (line["status"], said in line["status_note"]) == (status, True)


def test_what_cannot_be_sent_is_told_before_anything_is_done(
    packed: tuple[Path, Path], password: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known(Account("Xã", "localhost", 9, Security.TLS, USER))
    (tmp_path / "trong.txt").write_text("\n")
    for words, said in (
        (["--to", TO, "--account", "Khác"], "Khác"),
        (["--to", "xa", "--account", "Xã"], "xa"),
        (["--to", " ", "--account", "Xã"], "địa chỉ thư nào"),
        (["--to", TO, "--account", "Xã"], "--password-file"),
        (["--to", TO, "--account", "Xã", "--password-file", str(tmp_path / "trong.txt")], "trong.txt"),
        (["--to", TO, "--account", "Xã", "--password-file", str(tmp_path / "mat.txt")], "mat.txt"),
    ):
        capsys.readouterr()
        assert commands.main(["send", str(packed[1]), *words]) == 1
        assert said in capsys.readouterr().err
    assert commands.main(["receipt", str(packed[1])]) == 1
    assert commands.main(["send", str(password), "--to", TO, "--account", "Xã", "--password-file", str(password)]) == 1


def test_a_locked_package_goes_again_unopened_while_it_is_what_was_made(
    dossier: Path,
    certificate: tuple[Path, Path],
    password: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret, package = tmp_path / "khoa.txt", tmp_path / "k.cchcgoi"
    secret.write_text("mot cau ngan khong dau\n", "utf-8")
    words = ("--year", "2026", "--kind", "down", "--password-file", str(secret), "--out", str(package))
    made = answer(capsys, "pack", str(dossier), *words)
    assert answer(capsys, "verify", str(package), "--password-file", str(secret))["sha256"] == made["sha256"]
    assert commands.main(["verify", str(package)]) == 1
    assert "có mật khẩu" in capsys.readouterr().err
    behaviour = Behaviour()
    with running(behaviour, certificate, Security.STARTTLS) as account:
        known(account)
        send = ["send", str(package), "--to", TO, "--account", USER, "--password-file", str(password)]
        assert answer(capsys, *send, "--log", str(dossier))["hash"] == made["hash"]
        message = message_from_bytes(behaviour.got[0].content or b"", policy=default)
        assert made["hash"] in message["Subject"]
        text = message.get_body(("plain",))
        assert text is not None and "dữ liệu được khóa bằng mật khẩu" in text.get_content()
        assert commands.main(send) == 1  # nobody tells what it is
        assert "có mật khẩu" in capsys.readouterr().err
        assert answer(capsys, *send, "--package-password-file", str(secret))["hash"] == made["hash"]
        package.write_bytes(package.read_bytes()[:-1] + b"\0")
        assert commands.main([*send, "--log", str(dossier)]) == 1
    assert len(behaviour.got) == 2
