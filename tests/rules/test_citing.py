"""A paper's citation from its letterhead, number and date."""

from dataclasses import replace
from datetime import date

import pytest

from cchc_desktop.rules.citing import Head, full_citation, issuer_of, short_citation, word_of


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "UBND tỉnh An Bình"),
        (("ỦY BAN NHÂN DÂN TỈNH AN BÌNH",), "UBND tỉnh An Bình"),
        (("UBND TỈNH AN BÌNH", "SỞ NỘI VỤ"), "Sở Nội vụ"),
        (("UỶ BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI", "HUYỆN AN LẠC ĐỘC LẬP"), "UBND huyện An Lạc"),
        (("HỘI ĐỒNG NHÂN DÂN", "TỈNH AN BÌNH"), "HĐND tỉnh An Bình"),
        (("Độc lập - Tự do - Hạnh phúc",), ""),
        ((), ""),
    ],
)
def test_issuer(lines: tuple[str, ...], issuer: str) -> None:
    assert issuer_of(lines) == issuer


@pytest.mark.parametrize(
    ("symbol", "word"),
    [("KH-UBND", "Kế hoạch"), ("QĐ-UBND", "Quyết định"), ("NQ-HĐND", "Nghị quyết"), ("SNV-CCHC", "Công văn")],
)
def test_the_kind_is_told_by_the_symbol(symbol: str, word: str) -> None:
    assert word_of(symbol) == word


def test_what_is_unknown_is_left_out() -> None:
    head = Head("12", "KH-UBND", date(2026, 1, 12), "")
    assert short_citation(head) == "Kế hoạch số 12/KH-UBND ngày 12/01/2026"
    assert short_citation(Head("", "", None, "UBND tỉnh An Bình")) == "Kế hoạch của UBND tỉnh An Bình"
    assert full_citation(replace(head, issuer="UBND tỉnh An Bình"), "Cải cách hành chính.") == (
        "Kế hoạch số 12/KH-UBND ngày 12 tháng 01 năm 2026 của UBND tỉnh An Bình về cải cách hành chính"
    )


def test_what_a_basis_is_about_is_led_to_once() -> None:
    head = Head("12", "KH-UBND", None, "")
    told = {
        "về cải cách": "về cải cách",
        "Về cải cách": "Về cải cách",
        "Ban hành Quy chế;": "Ban hành Quy chế",
        "V/v rà soát": "V/v rà soát",
        "Vềcải": "về vềcải",
        "CCHC  năm 2026.": "về CCHC năm 2026",
        "": "",
    }
    for subject, words in told.items():
        assert full_citation(head, subject) == f"Kế hoạch số 12/KH-UBND {words}".rstrip()
    assert short_citation(Head("", "QĐ-UBND", None, "")) == "Quyết định số …/QĐ-UBND"
