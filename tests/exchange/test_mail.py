"""The draft opens in a mail program as it was meant: receiver, subject, text and the very file."""

import os
import tempfile
import unicodedata
from dataclasses import replace
from email import message_from_binary_file, message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.accounts import Account, Security
from cchc_desktop.exchange.mail.letters import Letter, as_sent, write_draft
from cchc_desktop.exchange.mail.wording import USUAL, Wording, checked, mail_text
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.text import clean
from tests.exchange import honest

SUBJECT = "UBND xã Bình Minh gửi gói dữ liệu cải cách hành chính 9 tháng năm 2026, kèm tài liệu kiểm chứng"
BODY = "Kính gửi: UBND tỉnh An Bình\n\nĐề nghị đối chiếu mã kiểm tra.\n" + "Dòng dài " * 200 + "\n.\nHết.\n"


def opened(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        message = message_from_binary_file(file, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def draft(
    folder: Path, to: str = "noivu@anbinh.example.vn", subject: str = SUBJECT, body: str = BODY, size: int = 300_000
) -> Path:
    attachment = folder / "Gói dữ liệu số 1 - Đợt 9 tháng.cchcgoi"
    attachment.write_bytes(os.urandom(size))
    return write_draft(folder / "Thư nháp.eml", Letter(to, subject, body, attachment))


def test_a_mail_program_reads_back_what_was_written(tmp_path: Path) -> None:
    message = opened(draft(tmp_path))
    assert message["To"] == "noivu@anbinh.example.vn"
    assert message["Subject"] == SUBJECT
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == BODY
    assert body["Content-Transfer-Encoding"] == "base64"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "Gói dữ liệu số 1 - Đợt 9 tháng.cchcgoi"
    assert attachment.get_content() == (tmp_path / "Gói dữ liệu số 1 - Đợt 9 tháng.cchcgoi").read_bytes()


@given(st.text(max_size=200).map(clean).map(str.strip).filter(lambda text: "\n" not in text and "=?" not in text))
def test_any_subject_survives(subject: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = draft(Path(folder), subject=subject, size=10)
        assert make_header(decode_header(message_from_bytes(path.read_bytes())["Subject"])) == subject


def test_it_is_a_draft_that_any_mail_server_takes(tmp_path: Path) -> None:
    path = draft(tmp_path)
    message = opened(path)
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    assert message["From"] is None
    lines = path.read_bytes().split(b"\r\n")
    assert all(len(line) <= 998 and b"\n" not in line and line.isascii() for line in lines)


def test_several_receivers_or_none(tmp_path: Path) -> None:
    two = opened(draft(tmp_path, to="a@anbinh.example.vn; b.c@so-noi-vu.example.vn"))
    assert [address.addr_spec for address in two["To"].addresses] == ["a@anbinh.example.vn", "b.c@so-noi-vu.example.vn"]
    assert opened(draft(tmp_path, to=" "))["To"] is None


@pytest.mark.parametrize(
    "to",
    [
        "a@b.vn\nBcc: c@d.vn",
        "a@b.vn\r\nBcc: c@d.vn",
        "không phải địa chỉ",
        "a@b",
        "a b@c.vn",
        "@c.vn",
        "a@@c.vn",
        "a..b@c.vn",
        "Tên <a@b.vn>",
        "a@" + "b" * 64 + ".vn",
        "a@b.vn\x00",
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, to: str) -> None:
    with pytest.raises(UserError):
        draft(tmp_path, to=to)
    assert not list(tmp_path.glob("*.eml"))


@pytest.mark.parametrize("subject", ["Một\nBcc: a@b.vn", "Một\r\nBcc: a@b.vn", "Một\rHai", "Một\u2028Hai"])
def test_a_subject_of_two_lines_is_refused(tmp_path: Path, subject: str) -> None:
    with pytest.raises(UserError, match="một dòng"):
        draft(tmp_path, subject=subject)


def test_an_attachment_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Mất\.cchcgoi"):
        write_draft(tmp_path / "a.eml", Letter("", "", "", tmp_path / "Mất.cchcgoi"))


def test_the_letter_says_who_what_and_the_check_code(tmp_path: Path) -> None:
    info = verify_package(honest.package(tmp_path, note="Bản sửa lần 2"))
    subject, body = mail_text(info, honest.OFFICE)
    assert "\n" not in subject
    assert "9 tháng năm 2026" in subject
    for said in (
        "Kính gửi: UBND tỉnh An Bình",
        info.short_hash,
        "Gói.cchcgoi",
        "1 tài liệu kiểm chứng",
        "Bản sửa lần 2",
    ):
        assert said in body
    assert body.rstrip().endswith("ubnd@binhminh.example.vn")
    assert unicodedata.is_normalized("NFC", subject + body)
    whole_year = verify_package(honest.package(tmp_path, period=""))
    assert "cải cách hành chính năm 2026" in mail_text(whole_year, honest.OFFICE)[1]


def test_the_whole_letter_as_the_receiver_reads_it(tmp_path: Path) -> None:
    info = verify_package(honest.package(tmp_path, note="Bản sửa lần 2"))
    office = replace(honest.OFFICE, phone="0203 000 0000")
    assert mail_text(replace(info, size=1_234_567), office) == (
        f"UBND xã Bình Minh gửi gói dữ liệu cải cách hành chính 9 tháng năm 2026 (mã kiểm tra {info.short_hash})",
        f"""Kính gửi: UBND tỉnh An Bình

UBND xã Bình Minh gửi kèm thư này gói dữ liệu công tác cải cách hành chính 9 tháng năm 2026, gồm 1 tệp văn bản và 1 \
tài liệu kiểm chứng.

Tên tệp: Gói.cchcgoi
Dung lượng: 1,2 MB
Mã kiểm tra: {info.short_hash}
Lập lúc: 16:05, ngày 08/9/2026

Đề nghị mở tệp bằng chương trình CCHC Desktop và đối chiếu mã kiểm tra ở trên. \
Nếu mã không khớp, xin báo lại để đơn vị gửi tệp khác.

Ghi chú: Bản sửa lần 2

Trân trọng,
UBND xã Bình Minh
Điện thoại: 0203 000 0000
Thư điện tử: ubnd@binhminh.example.vn
""",
    )


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 KB"), (1_600, "2 KB"), (999_999, "977 KB"), (1_048_576, "1,0 MB"), (25_600_000, "24,4 MB")],
)
def test_sizes_in_the_letter(tmp_path: Path, size: int, said: str) -> None:
    info = verify_package(honest.package(tmp_path))
    assert f"Dung lượng: {said}\n" in mail_text(replace(info, size=size), honest.OFFICE)[1]


def header_of_attachment(path: Path) -> tuple[bytes, EmailMessage]:
    """The attachment's headers as they stand in the file, unfolded, and the message."""
    _before, _mark, rest = path.read_bytes().partition(b"Content-Type: application/octet-stream")
    return rest.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" "), opened(path)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Gói dữ liệu số 1.cchcgoi", "Goi du lieu so 1.cchcgoi"),
        ('ĐỀ CƯƠNG "2026"; bản 2.cchcgoi', "DE CUONG _2026__ ban 2.cchcgoi"),
        ("CCHC-2026-9-thang.cchcgoi", "CCHC-2026-9-thang.cchcgoi"),
        ("數據.cchcgoi", "__.cchcgoi"),
        ("ệ" * 120 + ".cchcgoi", None),
    ],
)
def test_the_name_of_the_attachment_is_there_whole_and_in_ascii(tmp_path: Path, name: str, plain: str | None) -> None:
    (tmp_path / name).write_bytes(b"PK") if len(name.encode()) < 256 else None
    path = write_draft(tmp_path / "a.eml", Letter("", "Thư", "Chữ", tmp_path / name)) if plain else None
    if path is None:  # a name longer than mail allows, which no drive here holds either
        from cchc_desktop.exchange.mail.letters import _carried

        assert _carried(name).endswith(".cchcgoi") and len(_carried(name)) > 60
        return
    header, message = header_of_attachment(path)
    assert f'filename="{plain}"'.encode() in header and f'name="{plain}"'.encode() in header
    assert (b"filename*=UTF-8''" in header) == (not name.isascii()) and b"filename*0" not in header
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == name
    old = message_from_bytes(path.read_bytes())  # a reader that knows the older parameter alone
    assert old.get_payload()[1].get_filename() == plain


ACCOUNT = Account("Xã", "mail.example.vn", 465, Security.TLS, "xa@binhminh.example.vn", "UBND xã Bình Minh")


def test_a_mail_that_is_sent_says_who_when_and_which(tmp_path: Path) -> None:
    (tmp_path / "a.cchcgoi").write_bytes(b"PK")
    identity, data = as_sent(Letter("a@b.vn", SUBJECT, BODY, tmp_path / "a.cchcgoi"), ACCOUNT)
    message = message_from_bytes(data, policy=default)
    assert message["From"].addresses[0].display_name == "UBND xã Bình Minh"
    assert message["From"].addresses[0].addr_spec == "xa@binhminh.example.vn"
    assert message["Message-ID"] == identity and identity.endswith("@binhminh.example.vn>")
    assert message["Date"].datetime is not None and message["X-Unsent"] is None


def test_an_office_words_its_mail_as_it_likes(tmp_path: Path) -> None:
    info = verify_package(honest.package(tmp_path))
    wording = checked(
        "Báo cáo {Kỳ} {{lạ}}".replace("{{lạ}}", ""), "{cơ quan}: {nội dung}\nGhi chú: {ghi chú}\nHết {kỳ}"
    )
    subject, body = mail_text(info, honest.OFFICE, wording)
    assert subject == "Báo cáo 9 tháng năm 2026"
    assert body == "UBND xã Bình Minh: 1 tệp văn bản và 1 tài liệu kiểm chứng\nHết 9 tháng năm 2026\n"
    braces = replace(honest.OFFICE, name="UBND {kỳ}")
    assert (
        mail_text(info, braces, Wording("{cơ quan}", "x"))[0] == "UBND {kỳ}"
    )  # what was filled in is not filled again


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("", "x", "không được để trống"),
        ("a\nb", "x", "một dòng"),
        ("{số}", "x", "{số}"),
        ("a", "{{cơ quan} {tên}", "{tên}"),
        ("a", "x" * 30_000, "quá dài"),
    ],
)
def test_wording_that_makes_no_letter_is_refused(subject: str, body: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        checked(subject, body)
    assert checked(USUAL.subject, USUAL.body) == USUAL
