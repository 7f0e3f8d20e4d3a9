"""Marks of templates: an office's words become marks where they stand by themselves, and marks become words again."""

import pytest

from cchc_desktop.rules.template_marks import MARKS, fill, place_marks, unknown_marks

WORDS = {"{office}": "UBND xã Bình Minh", "{area}": "xã Bình Minh", "{year}": "2026", "{last_year}": "2025"}


@pytest.mark.parametrize(
    ("text", "marked", "put"),
    [
        ("UBND xã Bình Minh báo cáo", "{office} báo cáo", ("{office}",)),
        ("Tại xã Bình Minh, năm 2026", "Tại {area}, năm {year}", ("{area}", "{year}")),
        ("So với năm 2025, năm 2026 tăng", "So với năm {last_year}, năm {year} tăng", ("{last_year}", "{year}")),
        ("xã Bình Minh Tây", "xã Bình Minh Tây", ()),  # another commune
        ("xã Bình Minh UBND", "{area} UBND", ("{area}",)),  # an abbreviation is no further part of the name
        ("xã Bình Minh A", "{area} A", ("{area}",)),
        ("xã Bình Minh\nTây Ninh", "{area}\nTây Ninh", ("{area}",)),
        ("xã Bình Minhh; nxã Bình Minh; a/xã Bình Minh; b-xã Bình Minh", None, ()),
        ("xã Bình Minh/2; xã Bình Minh-2", None, ()),
        ("Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND xã Bình Minh", None, ()),
        ("2027", None, ()),
    ],
)
def test_words_that_become_marks(text: str, marked: str | None, put: tuple[str, ...]) -> None:
    found = place_marks(text, WORDS, 2026)
    assert found == (text if marked is None else marked, put)
    back = {"{office}": "UBND xã Bình Minh", **{mark: words for mark, words in WORDS.items() if mark != "{office}"}}
    assert fill(found[0], back) == text


def test_years_may_stay_and_empty_words_mark_nothing() -> None:
    assert place_marks("xã Bình Minh 2026", WORDS, 2026, years=False) == ("{area} 2026", ("{area}",))
    assert place_marks("a  b", {"{unit}": " "}, 2026) == ("a  b", ())


def test_what_only_looks_like_a_mark_is_told() -> None:
    assert unknown_marks("{office} {ofice} {xa_nay} {ofice} {Hoa} {26: Số} {}") == ("{ofice}", "{xa_nay}")
    assert unknown_marks(" ".join(MARKS)) == ()
    assert set(MARKS) == {
        "{issued}", "{year}", "{last_year}", "{area}", "{office}", "{superior}", "{superior_short}",
        "{home_affairs}", "{unit_name}", "{unit}", "{movement}", "{movement_plan}", "{submission}", "{rewarded_count}",
        "{rewarded_name}", "{issuer}", "{chair}",
    }  # fmt: skip
