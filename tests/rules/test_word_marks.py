"""Words of two texts: what differs is marked, what differs a little is told apart, both texts come out whole."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.word_marks import LONGEST, Mark, count_words, mark_words, parted, same_words

_PIECES = ("hoá", "hóa", "Hóa", "xã", "xa\u0303", " ", "  ", "\n", ",", "-", "30/6/2026", "2025", "98,5%", "đ")
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def shown(before: str, after: str, pass_years: bool = False) -> str:
    """Both texts as one line: words that differ in brackets, those that differ a little in braces."""
    forms = {Mark.SAME: "{0}", Mark.SMALL: "{{{0}|{1}}}", Mark.OTHER: "[{0}|{1}]"}
    return "".join(forms[p.mark].format(p.before, p.after) for p in mark_words(before, after, pass_years))


@settings(max_examples=150)
@given(_TEXTS, _TEXTS, st.booleans())
def test_both_texts_come_out_exactly(before: str, after: str, pass_years: bool) -> None:
    pieces = mark_words(before, after, pass_years)
    assert "".join(piece.before for piece in pieces) == before
    assert "".join(piece.after for piece in pieces) == after
    turned = mark_words(after, before, pass_years)
    assert turned == tuple(piece._replace(before=piece.after, after=piece.before) for piece in pieces)
    if not pass_years:
        assert all(piece.before == piece.after for piece in pieces if piece.mark is Mark.SAME)
    alike = same_words(before, pass_years) == same_words(after, pass_years)
    assert alike == all(piece.mark is not Mark.OTHER for piece in pieces if piece.before.strip() or piece.after.strip())


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ("Trước ngày 15/8/2026", "Trước ngày 20/8/2026", "Trước ngày[ 15/8/2026| 20/8/2026]"),
        ("đạt 98,5% trở lên", "đạt 99% trở lên", "đạt[ 98,5| 99]% trở lên"),
        ("Quyết định 25/KH-UBND", "Quyết định 26/KH-UBND", "Quyết định[ 25/KH-UBND| 26/KH-UBND]"),
        ("Phòng Văn hoá", "Phòng Văn hóa", "Phòng Văn{ hoá| hóa}"),
        ("UBND  xã", "UBND xã", "UBND{  xã| xã}"),
        ("Uỷ ban", "ủy BAN", "{Uỷ ban|ủy BAN}"),
        ("", "mới", "[|mới]"),
    ],
)
def test_words_are_marked(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_years_are_passed_over_only_when_asked() -> None:
    assert shown("Kế hoạch năm 2025", "Kế hoạch năm 2026") == "Kế hoạch năm[ 2025| 2026]"
    assert shown("Kế hoạch năm 2025", "Kế hoạch năm 2026", True) == "Kế hoạch năm 2025"
    assert shown("ngày 30/6/2025", "ngày 15/6/2026", True) == "ngày[ 30/6/2025| 15/6/2026]"


def test_one_equal_word_among_others_is_chance() -> None:
    before, after = "rà soát lại quy chế chi tiêu", "tập huấn theo quy tắc ứng xử"
    assert shown(before, after) == f"[{before}|{after}]"
    assert shown("Chủ trì, phối hợp", "Theo dõi, tổng hợp") == "[Chủ trì, phối|Theo dõi, tổng] hợp"


def test_blanks_and_a_text_as_long_as_a_book_end_soon() -> None:
    started = perf_counter()
    mark_words(" " * LONGEST, " " * (LONGEST - 9) + "x")
    mark_words("a b " * 50_000, "b a a " * 30_000)
    long = "từ " * LONGEST
    assert [piece.mark for piece in mark_words(long, long + "x")] == [Mark.OTHER]
    assert same_words(long) == long
    assert perf_counter() - started < 5


def test_words_are_counted_and_parted_from_their_blanks() -> None:
    assert count_words("- Số 25/KH-UBND, 98,5 %") == 3
    assert parted("  hai từ\n") == ("  ", "hai từ", "\n")
    assert parted(" ") == (" ", "", "")
