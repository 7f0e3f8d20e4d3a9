"""The bytes of a letter, header by header."""

import re
from email import message_from_bytes
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.letters import Letter, _carried, addresses, as_sent, write_draft

ACCOUNT = Account("Xã", "mail.example.vn", 465, Security.TLS, "xa@binhminh.example.vn")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "Gói 1.cchcgoi").write_bytes(b"PK\x03\x04" * 30)
    return tmp_path / "Gói 1.cchcgoi"


def test_the_whole_draft(package: Path) -> None:
    out = write_draft(
        package.parent / "thu", Letter("a@b.vn;c@d.vn, a@b.vn", " Báo cáo ", "Kính gửi\nHết\n\n\n", package)
    )
    assert out == package.parent / "thu.eml"
    assert write_draft(package.parent / "x.eml", Letter("", "", "", package)) == package.parent / "x.eml"
    raw = out.read_bytes()
    boundary = re.search(rb'boundary="(.*)"', raw)
    assert boundary is not None
    assert raw.decode().replace(boundary[1].decode(), "B").splitlines() == [
        "Content-Type: multipart/mixed;",
        ' boundary="B"',
        "MIME-Version: 1.0",
        "To: a@b.vn, c@d.vn",
        "Subject: =?utf-8?b?QsOhbyBjw6Fv?=",
        "X-Unsent: 1",
        "",
        "--B",
        'Content-Type: text/plain; charset="utf-8"',
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: base64",
        "",
        "S8OtbmggZ+G7rWkNCkjhur90DQo=",
        "",
        "--B",
        'Content-Type: application/octet-stream; name="Goi 1.cchcgoi"',
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename*=UTF-8''G%C3%B3i%201.cchcgoi;",
        ' filename="Goi 1.cchcgoi"',
        "",
        "UEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQ",
        "SwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBLAwRQSwMEUEsDBFBL",
        "AwRQSwME",
        "",
        "--B--",
    ]


@pytest.mark.parametrize(
    ("sender", "line"),
    [
        ("", "From: xa@binhminh.example.vn"),
        ("   ", "From: xa@binhminh.example.vn"),
        ("UBND", "From: =?utf-8?q?UBND?= <xa@binhminh.example.vn>"),
        ("Xã", "From: =?utf-8?b?WMOj?= <xa@binhminh.example.vn>"),
    ],
)
def test_what_a_server_is_given(package: Path, sender: str, line: str) -> None:
    account = Account("Xã", "mail.example.vn", 465, Security.TLS, "xa@binhminh.example.vn", sender)
    identity, data = as_sent(Letter("a@b.vn", "S", "x", package), account)
    assert line in data.decode().split("\r\n") and b"X-Unsent" not in data
    assert re.fullmatch(r"<[0-9a-f]{24}@binhminh\.example\.vn>", identity)
    message = message_from_bytes(data)
    assert message["Message-ID"] == identity and re.search(r" [+-]\d{4}$", message["Date"])
    assert as_sent(Letter("a@b.vn", "S", "x", package), account)[0] != identity
    without = as_sent(Letter(" ; ", "S", "x", package), account)[1]
    assert b"\nTo:" not in without


LONG = "a" * 64 + "@" + ".".join(["b" * 62] * 2 + ["c" * 60, "vn"])


def test_receivers() -> None:
    assert addresses("a@b.vn,c@d.vn; a@b.vn ,,;") == ("a@b.vn", "c@d.vn") and addresses(" ") == ()
    assert len(LONG) == 254 and addresses(LONG) == (LONG,)
    for good in ("a!#$%&'*+/=?^_`{|}~.-9@b-1.c.vn", "a@" + "b" * 63 + "." + "c" * 63):
        assert addresses(good) == (good,)


@pytest.mark.parametrize(
    "wrong",
    [
        LONG[:-3] + "c.vn",
        "a" * 65 + "@b.vn",
        "a@b.v",
        "a@b.v1",
        "a@.vn",
        "a@b.c_d.vn",
        "a@" + "b" * 64 + ".vn",
        "a@b..",
    ],
)
def test_an_address_that_is_none_is_named(wrong: str) -> None:
    with pytest.raises(UserError) as told:
        addresses(f"a@b.vn; {wrong}")
    assert f"“{wrong}”" in str(told.value)
    for line in ("\n", "\r"):
        with pytest.raises(UserError, match="một dòng"):
            addresses(f"a@b.vn{line}")


def test_a_letter_is_checked_when_it_is_made(package: Path) -> None:
    with pytest.raises(UserError):
        Letter("nobody", "S", "x", package)
    with pytest.raises(UserError, match="một dòng"):
        Letter("", "a\nb", "x", package)
    assert Letter("", " \na\n ", "x", package).subject == " \na\n "


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a b-c_d+(1).x", "a b-c_d+(1).x"),
        ("Đề án ĐƯỢC.PDF", "De an DUOC.PDF"),
        ("a'b&c.pdf", "a_b_c.pdf"),
        ("數.pdf", "_.pdf"),
        ("數據", "tep"),
        ("x數.pdf", "x_.pdf"),
    ],
)
def test_the_name_of_the_file_in_ascii(tmp_path: Path, name: str, plain: str) -> None:
    (tmp_path / name).write_bytes(b"")
    raw = write_draft(tmp_path / "a.eml", Letter("", "S", "x", tmp_path / name)).read_bytes().replace(b"\r\n ", b" ")
    assert f'application/octet-stream; name="{plain}"\r\n'.encode() in raw and f'filename="{plain}"\r\n'.encode() in raw
    assert (b"filename*=" in raw) is (name != plain)


def test_a_name_is_as_long_as_a_line_of_mail_may_be() -> None:
    assert _carried("a" * 796 + ".pdf") == "a" * 796 + ".pdf"
    assert _carried("a" * 797 + ".pdf") == "a" * 717 + ".pdf"
    assert _carried("ệ" * 90 + ".pdf") == "ệ" * 81 + ".pdf"
    assert _carried("a." + "ệ" * 200) == "a." + "ệ" * 200  # its ending stays, whatever it is
