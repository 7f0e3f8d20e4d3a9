"""What a mail server answers, as a sentence and as the choice whether the same may go better later; no line is open."""

import smtplib
import socket
import ssl

import pytest

from cchc_desktop.exchange.mail import smtp
from cchc_desktop.exchange.mail.accounts import Account, Security

ACCOUNT = Account("", "mail.example.vn", 465, Security.TLS, "xa@binhminh.example.vn")


class Scripted(smtplib.SMTP):
    """A connected server that answers from a list and keeps what it was told."""

    def __init__(self, answers: list[tuple[int, bytes]], **features: str) -> None:
        super().__init__()
        self.answers, self.told = answers, []  # type: ignore[var-annotated]
        self.does_esmtp, self.esmtp_features = True, features

    def putcmd(self, cmd: str, args: str = "") -> None:
        self.told.append(f"{cmd} {args}".strip())

    def getreply(self) -> tuple[int, bytes]:
        return self.answers.pop(0)


def envelope(length: int, *codes: int, **features: str) -> list[str]:
    server = Scripted([(code, b"vi sao") for code in codes], **features)
    smtp._envelope(server, ACCOUNT, ["a@b.vn", "c@d.vn"], length)
    return server.told


def test_the_size_is_told_to_a_server_that_asks_for_it() -> None:
    receivers = ["rcpt TO:<a@b.vn>", "rcpt TO:<c@d.vn>"]
    assert envelope(70, 250, 250, 251) == ["mail FROM:<xa@binhminh.example.vn>", *receivers]
    for limit in ("70", "0", ""):
        told = envelope(70, 250, 250, 250, size=limit)
        assert told == ["mail FROM:<xa@binhminh.example.vn> SIZE=70", *receivers], (
            "0: no limit; as large as it is: goes"
        )
    with pytest.raises(smtp.NotSent, match="1,1 MB") as caught:
        envelope(1_260_000, size="1120000")
    assert "1,3 MB" in str(caught.value) and not caught.value.again


@pytest.mark.parametrize(("code", "again"), [(399, False), (400, True), (499, True), (500, False), (252, False)])
def test_one_receiver_that_is_not_taken_stops_all(code: int, again: bool) -> None:
    with pytest.raises(smtp.NotSent) as caught:
        envelope(70, 250, 250, code)
    assert "c@d.vn" in str(caught.value) and "(vi sao)" in str(caught.value) and caught.value.again is again
    assert ("sửa địa chỉ" in str(caught.value)) is not again


@pytest.mark.parametrize(
    ("code", "again", "said"),
    [(399, False, "vi sao"), (400, True, "vi sao"), (499, True, "vi sao"), (500, False, "vi sao"),
     (523, False, "1,5 MB"), (552, False, "1,5 MB")],
)  # fmt: skip
def test_another_answer_than_the_awaited_sends_nothing(code: int, again: bool, said: str) -> None:
    smtp._agreed((354, b""), 354, 10)
    with pytest.raises(smtp.NotSent, match=said) as caught:
        smtp._agreed((code, b"vi sao"), 250, 1_500_000)
    assert caught.value.again is again


def verified(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("x")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "said", "again"),
    [
        (verified(62), "tên khác", False),
        (verified(64), "tên khác", False),
        (verified(10), "hết hạn", False),
        (verified(19), "không được nơi nào", False),
        (smtplib.SMTPAuthenticationError(399, b""), "Gõ lại mật khẩu", False),
        (smtplib.SMTPAuthenticationError(400, b""), "tạm chưa", True),
        (smtplib.SMTPAuthenticationError(499, b""), "tạm chưa", True),
        (smtplib.SMTPAuthenticationError(500, b""), "Gõ lại mật khẩu", False),
        (smtplib.SMTPNotSupportedError(), "cách đăng nhập", False),
        (ssl.SSLEOFError(), "465", True),
        (ssl.SSLZeroReturnError(), "465", True),
        (ssl.SSLError(), "587", False),
        (socket.gaierror(), "Không tìm thấy", True),
        (TimeoutError(), "không trả lời", True),
        (smtplib.SMTPServerDisconnected(), "465", True),
        (ConnectionResetError(), "465", True),
        (smtplib.SMTPException(), "Không", True),
        (OSError(), "Không", True),
        (smtp.NotSent("như đã nói", again=True), "^như đã nói$", True),
    ],
    ids=lambda value: value.__class__.__name__ if isinstance(value, Exception) else None,
)
def test_what_python_raises_is_a_sentence(error: Exception, said: str, again: bool) -> None:
    with pytest.raises(smtp.NotSent, match=said) as caught, smtp._told(ACCOUNT):
        raise error
    assert caught.value.again is again
    assert "mail.example.vn" in str(caught.value) or said.startswith("^")


def test_the_words_of_a_server_are_one_short_line() -> None:
    assert smtp._words(b"a\r\n  b\x00\xff") == "a b\N{REPLACEMENT CHARACTER}"
    assert smtp._words(b"x" * 200) == "x" * 160
    assert smtp._words(b" ") == "-"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(), "Không tìm thấy"),
        (TimeoutError(), "không trả lời"),
        (smtplib.SMTPServerDisconnected(), "465"),
        (ConnectionRefusedError(), "465"),
        (OSError("khác"), "Không chuyển được thư cho"),
    ],
)
def test_a_line_that_breaks_is_said(error: Exception, words: str) -> None:
    told = smtp._cut_off(error, ACCOUNT)
    assert words.casefold() in told.casefold() and "mail.example.vn" in told
