"""A text quotes a figure by its code; nothing else in braces is touched."""

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.figure_quotes import codes_quoted, filled, quote


def test_a_quote_becomes_the_value_that_the_table_shows() -> None:
    text = "Tiếp nhận {26: Số hồ sơ tiếp nhận} hồ sơ, đúng hạn {36}; {99}."
    assert filled(text, {"26": "ước 4.512", "36": ""}) == (
        "Tiếp nhận ước 4.512 hồ sơ, đúng hạn [chưa có số liệu 36]; {99}."
    )
    assert codes_quoted(text) == ("26", "36", "99")


@given(st.text())
def test_a_text_without_known_figures_stays_as_it_is(text: str) -> None:
    assert filled(text, {}) == text


@given(st.from_regex(r"[0-9]{1,2}[a-d]?", fullmatch=True), st.text(min_size=1))
def test_whatever_a_figure_is_called_its_quote_is_found_again(code: str, name: str) -> None:
    assert filled(f"có {quote(code, name)} hồ sơ", {code: "5"}) == "có 5 hồ sơ"
