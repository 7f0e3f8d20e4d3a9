"""The letter that goes with a package: each place, each line that has nothing to say, each bound."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.wording import PLACES, USUAL, Wording, checked, mail_text
from cchc_desktop.exchange.package_format import FORMAT, VERSION, Manifest, PackageInfo
from cchc_desktop.rules.localised import file_size
from tests.exchange import honest

COUNTS = dict.fromkeys(("plans", "tasks", "reports", "indices", "papers", "evidence"), 0)
MANIFEST = Manifest(
    FORMAT, VERSION, "1", datetime(2026, 9, 8, 6, 5), "", "", "UBND xã", "", 2026, "2026-Q1", "Bản 2", ()
)
INFO = PackageInfo(Path("thư/Gói 1.cchcgoi"), 2_650_000, "7f3a91c2" + "0" * 56, MANIFEST, COUNTS)
OFFICE = replace(honest.OFFICE, phone="0203", email="a@b.vn")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("cơ quan", "UBND xã Bình Minh"),
        ("nơi nhận", "UBND tỉnh An Bình"),
        ("kỳ", "quý I năm 2026"),
        ("tên tệp", "Gói 1.cchcgoi"),
        ("dung lượng", "2,5 MB"),
        ("mã kiểm tra", "7F3A-91C2"),
        ("lúc lập", "06:05, ngày 08/9/2026"),
        ("ghi chú", "Bản 2"),
        ("điện thoại", "0203"),
        ("thư điện tử", "a@b.vn"),
    ],
)
def test_each_place(place: str, words: str) -> None:
    for written in (place, place.upper(), f" {place.replace(' ', '  ')} "):
        subject, body = mail_text(INFO, OFFICE, Wording(f"a {{{written}}}", f"x\n\ny: {{{written}}}.\n"))
        assert subject.casefold() == f"a {words}".casefold() and body.casefold() == f"x\n\ny: {words}.\n".casefold()
    assert place in PLACES and len(PLACES) == 11


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"plans": 1, "tasks": 62}, "1 kế hoạch với 62 nhiệm vụ"),
        ({"tasks": 3, "reports": 4}, "4 báo cáo"),
        ({"indices": 1, "papers": 2}, "1 bảng chấm điểm và 2 tệp văn bản"),
        (
            {"plans": 2, "tasks": 0, "reports": 1, "indices": 1, "papers": 1, "evidence": 5},
            "2 kế hoạch với 0 nhiệm vụ, 1 báo cáo, 1 bảng chấm điểm, 1 tệp văn bản và 5 tài liệu kiểm chứng",
        ),
    ],
)
def test_what_lies_in_the_package(held: dict[str, int], words: str) -> None:
    assert mail_text(replace(INFO, counts={**COUNTS, **held}), OFFICE, Wording("s", "{nội dung}"))[1] == words + "\n"


@pytest.mark.parametrize("size", [0, 1_501, 598_016, 1_000_000, 99_949_000])
def test_the_size_is_the_one_that_the_window_shows(size: int) -> None:
    assert mail_text(replace(INFO, size=size), OFFICE, Wording("s", "{dung lượng}"))[1] == file_size(size) + "\n"


def test_lines_without_anything_to_say_are_left_out() -> None:
    silent = replace(INFO, manifest=replace(MANIFEST, note="", period=""))
    office = replace(honest.OFFICE, superior="", email="", phone="")
    body = "\n\nA\n\nGhi chú: {ghi chú}\n\nB {ghi chú} {kỳ}\n{điện thoại}{thư điện tử}\n\n\n\n"
    body += "Kính gửi: {nơi nhận}\n{lạ}\n\n"
    assert mail_text(silent, office, Wording(" a \t{ghi chú} b", body)) == (
        "",
        "A\n\nB  năm 2026\n\nKính gửi: Quý cơ quan\n{lạ}\n",
    )
    assert mail_text(silent, office, Wording(" a \t b", "x"))[0] == "a b"


def test_the_usual_wording_is_one_that_may_be_kept() -> None:
    assert checked(USUAL.subject, USUAL.body) == USUAL
    assert checked(f"  {USUAL.subject} ", f"\n{USUAL.body}\n\n") == USUAL
    assert all(f"{{{place}}}" in USUAL.subject + USUAL.body for place in PLACES)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("a" * 100, "b" * 19_899, ""),
        ("a" * 100, "b" * 19_900, "quá dài"),
        ("  ", "b", "không được để trống"),
        ("a", " \n ", "không được để trống"),
        ("a\nb", "c", "một dòng"),
        ("{lạ}", "b", r"không có ô \{lạ\}.*\{cơ quan\}, \{nơi nhận\}"),
        ("a", "b {Lạ} {kỳ}", r"\{Lạ\}"),
        ("{" + "x" * 40 + "}", "b", "x{40}"),
        ("{" + "x" * 41 + "}", "b {} {a\nb}", ""),
        ("{KỲ}", "b {Mã  kiểm tra}", ""),
    ],
)
def test_bounds_of_a_wording(subject: str, body: str, said: str) -> None:
    if not said:
        assert checked(subject, body) == Wording(subject, body + "\n")
        return
    with pytest.raises(UserError, match=said):
        checked(subject, body)


def test_a_place_that_is_not_known_is_named_with_those_that_are() -> None:
    with pytest.raises(UserError) as told:
        checked("a {ngày}", "b {nơi gửi}")
    words = str(told.value)
    assert "{ngày}" in words and "nơi gửi" not in words
    assert all(f"{{{place}}}" in words for place in PLACES)
