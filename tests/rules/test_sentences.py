"""Words for sentences: numbers, differences, lists; gaps; headings that tasks belong under; texts compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.differences import Kind, differences, sentences_of
from cchc_desktop.rules.gaps import gap, gaps_in
from cchc_desktop.rules.headings import Headings
from cchc_desktop.rules.sentences import bare, comparison, fill, inner, listed, value_words, with_unit

WORDS = {
    "more": "tăng {difference} so với {since}",
    "less": "giảm {difference} so với {since}",
    "same": "không đổi so với {since}",
    "points_of_share": "{difference} điểm phần trăm",
}


def test_a_title_says_more_than_what_is_asked_under_it() -> None:
    titled, asked = ("Cải cách thể chế", ""), ("Việc khác", "Cải cách thể chế")
    assert Headings([titled, asked]).closest("cải cách thể chế") == 0
    assert Headings([asked, titled]).closest("cải cách thể chế") == 1


@pytest.mark.parametrize(
    ("value", "unit", "estimated", "expected"),
    [
        ("4512.00", "hồ sơ", False, "4.512 hồ sơ"),
        ("96.6700", "%", True, "ước 96,67%"),
        ("0", "–", False, "0"),
    ],
)
def test_values_are_written_with_their_units(value: str, unit: str, estimated: bool, expected: str) -> None:
    assert with_unit(Decimal(value), unit, estimated) == expected
    assert expected.startswith(value_words(Decimal(value), unit, estimated))


def test_differences_of_values_in_words() -> None:
    assert comparison(Decimal(12), Decimal(10), "cuộc", "năm trước", WORDS) == "tăng 2 cuộc so với năm trước"
    assert comparison(Decimal("90"), Decimal("93.96"), "%", "kỳ trước", WORDS) == (
        "giảm 3,96 điểm phần trăm so với kỳ trước"
    )
    assert comparison(Decimal(1), Decimal("1.00"), "", "kỳ trước", WORDS) == "không đổi so với kỳ trước"


def test_lists_texts_and_placeholders() -> None:
    assert listed(["a", "b"], 2, "") == "a; b"
    assert listed(["a", "b", "c"], 2, "{names} và {count} khác") == "a; b và 1 khác"
    assert bare("Rà soát\nvăn bản. ") == "Rà soát văn bản"
    assert inner("Trước ngày 15/8.") == "trước ngày 15/8"
    assert inner("TTHC niêm yết") == "TTHC niêm yết"
    with pytest.raises(KeyError):
        fill("{missing}", {})


def test_gaps_are_words_in_square_brackets() -> None:
    assert gaps_in("Đạt [ghi số] và [ghi lý do]; []") == ["[ghi số]", "[ghi lý do]"]
    assert gaps_in(gap("số liệu [1]")) == ["[cần bổ sung: số liệu (1)]"]


def test_a_task_goes_under_the_heading_that_shares_its_words() -> None:
    headings = Headings(
        [
            ("Kế hoạch và mức độ hoàn thành kế hoạch", "Ghi số, ngày của quyết định"),
            ("Kiểm tra cải cách hành chính", "Nêu kế hoạch kiểm tra"),
            ("Thông tin, tuyên truyền cải cách hành chính", ""),
        ]
    )
    assert headings.closest("Ban hành Kế hoạch kiểm tra cải cách hành chính") == 1
    assert headings.closest("Tuyên truyền trên đài truyền thanh") == 2
    assert headings.closest("Việc không giống gì") == 0


def test_texts_are_compared_sentence_by_sentence_and_word_by_word() -> None:
    before = "- Tiếp nhận 2.968 hồ sơ; đã xin lỗi 50 lần.\n- Tổ công tác làm việc từ ngày 01/4/2026."
    after = "- Tiếp nhận 4.512 hồ sơ; đã xin lỗi 50 lần.\n- Mở chuyên mục hỏi đáp."
    found = differences(before, after)
    assert [one.kind for one in found] == [Kind.CHANGED, Kind.SAME, Kind.NEW, Kind.GONE]
    assert found[0].before == (("Tiếp nhận", False), ("2.968", True), ("hồ sơ;", False))
    assert found[0].after == (("Tiếp nhận", False), ("4.512", True), ("hồ sơ;", False))


texts = st.lists(st.sampled_from(["Một việc.", "Hai việc khác;", "- Ba.", "Bốn việc nữa. Năm việc"]), max_size=6).map(
    "\n".join
)


@given(texts, texts)
def test_nothing_is_lost_between_two_texts(before: str, after: str) -> None:
    found = differences(before, after)
    olds = [" ".join(words for words, _differs in one.before) for one in found if one.before]
    news = [" ".join(words for words, _differs in one.after) for one in found if one.after]
    assert news == sentences_of(after)
    assert sorted(olds) == sorted(sentences_of(before))
