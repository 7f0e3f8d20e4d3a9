"""Words put in the place of others: styles and capitals stay, nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.finding import fitted, places, replaced
from cchc_desktop.rules.markup import parse_markup, plain_text, to_markup
from cchc_desktop.rules.replacing import replaced_in_markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Công tác cải cách **hành chính** năm", "Công tác đổi mới **hành chính** năm"),
        ("Công tác cải **cách hành** chính", "Công tác đổi mới** hành** chính"),
        ("- **Cải cách** và *cải cách*", "- **Đổi mới** và *đổi mới*"),
        ("# CẢI CÁCH hành chính", "# ĐỔI MỚI hành chính"),
    ],
)
def test_styles_and_capitals_stay(markup: str, expected: str) -> None:
    assert replaced_in_markup(markup, 0, "cải cách", "đổi mới", exact=True) == expected


@pytest.mark.parametrize(
    ("markup", "by", "expected"),
    [
        ("**Một.** Hai ba *bốn*", "Một. Hài ba bốn", "**Một.** Hài ba *bốn*"),
        ("**Một.** Hai ba *bốn*", "Một. Hai ba năm", "**Một.** Hai ba *năm*"),
        ("**Một.** Hai ba *bốn*", "Mốt. Hai ba bốn", "**Mốt.** Hai ba *bốn*"),
        ("**Một.** Hai ba *bốn*", "Một. Hai bốn", "**Một.** Hai *bốn*"),
        ("**Một.** Hai ba *bốn*", "Một. Hai ba rưỡi bốn", "**Một.** Hai ba *rưỡi bốn*"),
        ("**Một.** Hai ba *bốn*", "Một. Hai ba bốn năm", "**Một.** Hai ba *bốn năm*"),
        ("**Một.** Hai ba *bốn*", "khác hẳn", "**khác hẳn**"),
    ],
)
def test_words_of_the_query_that_stay_keep_their_style(markup: str, by: str, expected: str) -> None:
    assert replaced_in_markup(markup, 0, "Một. Hai ba bốn", by, exact=True) == expected


def test_only_the_chosen_block_changes_and_an_empty_one_goes() -> None:
    markup = "- xã\n+ xã hội\n- xã"
    assert replaced_in_markup(markup, 1, "xã", "phường", exact=False) == "- xã\n+ phường hội\n- xã"
    assert replaced_in_markup(markup, 0, "xã", "", exact=False) == "+ xã hội\n- xã"


def test_diacritics_count_when_asked() -> None:
    assert len(places("bạn bàn ban", "ban")) == 3
    assert places("bạn bàn ban", "ban", exact=True) == [(8, 11)]
    assert places("Hoà hoa", "hoa", exact=True) == [(4, 7)]


@pytest.mark.parametrize(
    ("found", "query", "by", "expected"),
    [
        ("Cải cách", "cải cách", "đổi mới", "Đổi mới"),
        ("CẢI CÁCH", "cải cách", "đổi mới", "ĐỔI MỚI"),
        ("UBND huyện", "UBND huyện", "UBND tỉnh", "UBND tỉnh"),
        ("Huyện", "huyện", "", ""),
    ],
)
def test_capitals(found: str, query: str, by: str, expected: str) -> None:
    assert fitted(found, query, by) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("thủ tục hành chính; lấy", "thủ tục; lấy"),
        ("cải cách hành chính xã", "cải cách xã"),
        ("hành chính công", "công"),
        ("một (hành chính)", "một ()"),
        ("hành chính", ""),
    ],
)
def test_no_space_is_left_where_words_went(text: str, left: str) -> None:
    assert replaced(text, "hành chính", "")[0] == left


_LETTERS = st.text(alphabet="ab ạđ*-+#\\Ầ", max_size=30)


@given(_LETTERS, st.text(alphabet="abạđ", min_size=1, max_size=3), st.text(alphabet="xy ", max_size=4), st.booleans())
def test_markup_and_plain_text_change_alike(line: str, query: str, by: str, exact: bool) -> None:
    blocks = parse_markup(line)
    for number, block in enumerate(blocks):
        after = replaced_in_markup(line, number, query, by, exact)
        expected = replaced(block.text, query, by, exact)[0]
        if expected.strip():
            assert parse_markup(after)[number].text == expected
        else:
            assert len(parse_markup(after)) == len(blocks) - 1
    assert plain_text(to_markup(blocks)) == plain_text(line)
