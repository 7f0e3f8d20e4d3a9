"""Text at the doors: one Unicode form, folding for search, Vietnamese order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.text import clean, fold, is_plain, sort_key, words_around


@given(st.text())
def test_clean_text_stays_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_clean_composes_and_strips() -> None:
    assert clean(unicodedata.normalize("NFD", "Cải cách")) == "Cải cách"
    assert clean("a\x00b\u200bc\ufeffd\u00ade\u2066f") == "abcdef"
    assert clean("a\ud800b") == "a\ufffdb"
    assert clean("một\thai\u00a0ba") == "một\thai\u00a0ba"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert clean(f"một{end}hai") == "một\nhai"


def test_fold_finds_words_typed_without_marks() -> None:
    assert fold("Cải cách HÀNH CHÍNH") == "cai cach hanh chinh"
    assert fold("Đường Đắk Lắk") == "duong dak lak"
    assert fold("Điều\u00a05") == "dieu 5"
    assert fold(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "uy ban nhan dan"


@given(st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠẰỆỘỮỵ 0-/")))
def test_fold_is_its_own_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


def test_vietnamese_order() -> None:
    words = ["an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "on", "ôn", "ơn", "un", "ưn"]
    assert sorted(reversed(words), key=sort_key) == words
    assert sorted(["má", "mạ", "mã", "ma", "mả", "mà"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Đông", "Dương", "Đa", "Ea"], key=sort_key) == ["Dương", "Đa", "Đông", "Ea"]
    assert sorted(["tổ 2", "tổ", "tô 3"], key=sort_key) == ["tổ", "tổ 2", "tô 3"]


def test_case_and_unicode_form_do_not_change_the_order() -> None:
    assert sort_key("ĐẠI") == sort_key("đại") == sort_key(unicodedata.normalize("NFD", "Đại"))


def test_words_around_a_place_are_whole() -> None:
    text = "Rà soát, đơn giản hóa: đã có phương án cho 4 thủ tục. [ghi lý do và thời gian hoàn thành] trong quý"
    start, end = text.index("["), text.index("]") + 1
    for letters in range(40):
        shown = words_around(text, start, end, letters)
        assert text[start:end] in shown
        assert set(shown.split()) <= set(text.split())
    assert words_around(text, start, end, 200) == text
    assert words_around("Dấu⟐lạ", 3, 4, 2) == "⟐lạ"


def test_plain_text_is_made_of_letters_and_signs_that_stay() -> None:
    plain = [char for char in map(chr, range(0x11000)) if is_plain(char)]
    assert [char for char in plain if clean(char) != char] == []
    assert {char for char in plain if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")} == {"\t", "\n"}
    assert {"đ", "Ự", "–", "…", "“"} <= set(plain)
    assert not is_plain("a\u0306")
