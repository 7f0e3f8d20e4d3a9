"""Lines end where a word processor would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.documents.nodes import Run, runs_of
from cchc_desktop.rules.documents_nd30 import join_nonbreaking
from cchc_desktop.writers.fonts import family
from cchc_desktop.writers.line_breaking import break_lines, unbound

FAMILY = family(use_system=False)


def lines(text: str, width: float = 110, size: float = 14) -> list[str]:
    """The texts of the lines in a column of `width` points."""
    return [line.text for line in break_lines(runs_of(text), size, width, width, FAMILY)]


def test_lines_end_at_spaces() -> None:
    assert lines("Ủy ban nhân dân xã Bình Minh") == ["Ủy ban nhân dân", "xã Bình Minh"]


def test_no_break_spaces_hold_words_together() -> None:
    assert lines("Kế hoạch của năm\u00a02026") == ["Kế hoạch của", "năm 2026"]


def test_a_line_may_end_after_a_hyphen_but_not_after_a_no_break_one() -> None:
    assert lines("Báo cáo Thống-kê", 120) == ["Báo cáo Thống-kê"]
    assert lines("Bản báo cáo Thống-kê", 120) == ["Bản báo cáo Thống-", "kê"]
    assert lines("Bản báo cáo Thống\u2011kê", 120) == ["Bản báo cáo", "Thống-kê"]


def test_a_word_longer_than_its_line_is_cut_after_the_last_letter_that_fits() -> None:
    made = lines("x" + "W" * 40)

    assert "".join(made) == "x" + "W" * 40
    assert len(made) > 2


def test_a_line_feed_ends_a_line_that_is_not_justified() -> None:
    made = break_lines(runs_of("một\nhai ba"), 14, 400, 400, FAMILY)

    assert [(line.text, line.last) for line in made] == [("một", True), ("hai ba", True)]


def test_bold_within_a_word_does_not_part_it() -> None:
    made = break_lines((Run("Điều "), Run("mư", bold=True), Run("ời")), 14, 400, 400, FAMILY)

    assert [line.text for line in made] == ["Điều mười"]
    assert [piece for piece in made[0].pieces if piece[1]] == [(0, "Điều "), (1, "mư"), (0, "ời")]


def test_the_first_line_may_be_shorter() -> None:
    made = break_lines(runs_of("Căn cứ Luật Tổ chức chính quyền địa phương"), 14, 60, 200, FAMILY)

    assert made[0].text == "Căn cứ"


words = st.text(st.sampled_from("aăđệ-–WI/. \u00a0\n"), max_size=80)


@given(words, st.floats(30, 400))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: float) -> None:
    made = break_lines(runs_of(text), 12, width, width, FAMILY)

    assert "".join("".join(line.text for line in made).split()) == "".join(text.split())
    for line in made:
        inside = line.text.strip(" ")
        if len(inside) > 1:
            assert FAMILY.faces[0].width(inside) * 12 <= width + 0.5


@given(st.text(st.sampled_from("aăđệWI. \u00a0-"), max_size=120), st.integers(30, 200), st.integers(30, 200))
def test_text_of_one_look_breaks_as_taken_apart(text: str, first: int, rest: int) -> None:
    """An empty run behind the text makes it one that is taken apart into words."""
    plain = break_lines((Run(text),), 14, first, rest, FAMILY)
    apart = break_lines((Run(text), Run("")), 14, first, rest, FAMILY)

    assert [(line.text, line.spaces, line.last) for line in plain] == [
        (line.text, line.spaces, line.last) for line in apart
    ]
    assert [line.width for line in plain] == pytest.approx([line.width for line in apart], abs=0.001)


def gaps(text: str, width: float) -> list[float]:
    """How many times its width each space of the full lines of a justified paragraph is."""
    made = break_lines(runs_of(text), 14, width, width, FAMILY, justified=True)
    space = FAMILY.faces[0].width(" ") * 14
    return [1 + (width - line.width) / line.spaces / space for line in made if not line.last and line.spaces]


def test_bound_words_stretch_like_others() -> None:
    (first, *_others) = break_lines(runs_of("Kế hoạch năm\u00a02026 của Ủy ban"), 14, 130, 130, FAMILY, justified=True)

    assert (first.text, first.spaces) == ("Kế hoạch năm 2026", 3)


@pytest.mark.parametrize("width", range(380, 470, 10))
def test_bonds_tear_no_line_apart(width: int) -> None:
    text = join_nonbreaking(
        "Giải ngân 4.380/12.000 triệu đồng, đạt 36,50 %; thu ngân sách đạt 1.500 triệu đồng đến ngày 12 tháng 01 năm "
        "2026; chưa có kết quả thẩm định năm 2025, xã đã gửi báo cáo số 12/BC\u2011UBND ngày 18 tháng 12 năm 2025 "
        "của Ủy ban nhân dân xã, Phòng Văn hóa - Xã hội đã trình ngày 05 tháng 01 năm 2026 theo quy định hiện hành."
    )
    loose = gaps(unbound(text), width)

    assert max(gaps(text, width)) <= max(2.0, *loose)
    assert len(gaps(text, width)) == len(loose)


def test_a_date_goes_over_as_a_whole_where_its_line_is_not_torn() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương của Quốc hội có từ ngày 16 tháng 6 năm 2025 và quy định khác"
    width = FAMILY.faces[0].width(text[: text.index(" 16")]) * 14 + 5
    loose, bound = (
        break_lines(runs_of(shown), 14, width, width, FAMILY, justified=True)
        for shown in (text, join_nonbreaking(text))
    )

    assert loose[0].text.endswith("có từ ngày")
    assert bound[0].text.endswith("có từ") and bound[1].text.startswith("ngày 16 tháng 6 năm 2025")


def test_left_aligned_text_holds_them_always() -> None:
    assert lines("Bản báo cáo ngày\u00a012\u00a0tháng\u00a001", 120) == ["Bản báo cáo", "ngày 12 tháng 01"]
