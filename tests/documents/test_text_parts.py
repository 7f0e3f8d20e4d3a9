"""Numbers, punctuation and no-break spaces of official texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Block, Heading, ListItem, Paragraph, Run, text_of
from cchc_desktop.documents.text_parts import (
    NO_BREAK_SPACE,
    body_blocks,
    dashed,
    ended,
    fixed,
    heading_level,
    in_cell,
    numbered,
    punctuated,
    section_blocks,
    sentence,
)


@pytest.mark.parametrize(
    ("number", "printed"), [("I", "I."), ("2", "2."), ("3.2", "3.2."), ("a", "a)"), ("đ", "đ)"), ("b)", "b)"), ("", "")]
)
def test_numbers_as_printed(number: str, printed: str) -> None:
    assert numbered(number) == printed


@pytest.mark.parametrize(
    ("number", "level", "heading"),
    [("IV", 1, 1), ("2", 2, 2), ("1.1", 3, 3), ("a", 4, 4), ("a", 3, 4), ("", 2, 2), ("1", 1, 2), ("", 7, 4)],
)
def test_the_shape_of_its_number_decides_how_a_heading_looks(number: str, level: int, heading: int) -> None:
    assert heading_level(number, level) == heading


def test_lines_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert punctuated(["Căn cứ A", " Căn cứ B;", "", "Theo đề nghị C./."]) == (
        "Căn cứ A;",
        "Căn cứ B;",
        "Theo đề nghị C.",
    )


def test_recipients_get_dashes_once() -> None:
    assert dashed(["- Như Điều 3;", "Lưu: VT"]) == ("- Như Điều\u00a03;", "- Lưu: VT.")


def test_symbols_and_numbers_do_not_break() -> None:
    assert fixed("Quyết định số 05/QĐ-UBND ngày 05 tháng 01") == (
        "Quyết định số\u00a005/QĐ\u2011UBND ngày\u00a005\u00a0tháng\u00a001"
    )
    assert fixed("Nghị định số 30/2020/NĐ-CP") == "Nghị định số\u00a030/2020/NĐ\u2011CP"
    assert fixed("Nghị quyết số 04-NQ/TU, giai đoạn 2021-2025") == (
        "Nghị quyết số\u00a004\u2011NQ/TU, giai đoạn 2021\u20112025"
    )


def test_room_for_the_pen_is_never_cut_in_two() -> None:
    assert fixed("Số:        /QĐ-UBND") == f"Số:{8 * NO_BREAK_SPACE}/QĐ\u2011UBND"


@given(st.text(st.sampled_from("aĐ -–/.0IVđiềuĐTPngày\u00a0\n"), max_size=60))
def test_fixing_changes_spaces_and_hyphens_alone(text: str) -> None:
    once = fixed(text)
    assert once.replace(NO_BREAK_SPACE, " ").replace("\u2011", "-") == text.replace(NO_BREAK_SPACE, " ")
    assert fixed(once) == once


def test_in_a_narrow_cell_only_per_cents_are_held() -> None:
    assert in_cell(" Đạt 98 % trước ngày 31/01/2026 ") == "Đạt 98\u00a0% trước ngày 31/01/2026"


def test_a_sentence_gets_its_full_stop_once() -> None:
    assert sentence("Báo cáo") == "Báo cáo."
    assert sentence("Báo cáo; ") == "Báo cáo;"
    assert sentence("") == ""


def test_markup_becomes_paragraphs_and_two_levels_of_list() -> None:
    blocks = body_blocks("Mở đầu:\n- Một **đậm**\n+ Hai\n# Tiểu mục", "s1", load_house_style())

    assert [type(block) for block in blocks] == [Paragraph, ListItem, ListItem, Heading]
    item = blocks[1]
    assert isinstance(item, ListItem)
    assert item.runs == (Run("Một "), Run("đậm", bold=True))
    assert all(block.anchor == "s1" for block in blocks)


def test_a_first_level_heading_is_in_capitals() -> None:
    blocks = section_blocks("I", 1, "Mục đích, yêu cầu", [], "s")

    assert isinstance(blocks[0], Heading)
    assert (blocks[0].number, blocks[0].text) == ("I.", "I. MỤC ĐÍCH, YÊU CẦU")


def test_without_a_title_the_number_goes_before_the_text() -> None:
    body: list[Block] = [Paragraph("body", (Run("Các đơn vị thực hiện."),), "s")]

    blocks = section_blocks("1", 2, "", body, "s")

    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["1. Các đơn vị thực hiện."]


def test_the_end_mark_takes_the_place_of_a_full_stop() -> None:
    blocks: list[Block] = [Paragraph("body", (Run("Một."),)), Paragraph("body", (Run("Hai."), Run(" Ba ./.")))]

    last = ended(blocks)[-1]

    assert isinstance(last, Paragraph)
    assert text_of(last.runs) == "Hai. Ba./."
