"""Words that are looked for in many texts: which spellings are one, what is typed half, what is marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.sought import excerpt, spelling, ways_to_seek
from cchc_desktop.text import clean


def found(text: str, query: str) -> list[str]:
    """The words of a text that a query finds, by the first of its ways that finds any."""
    for sought in ways_to_seek(query):
        if places := sought.places(text):
            return [text[start:end] for start, end in places]
    return []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"), ("Khoẻ", "khỏe"), ("THUỶ", "thủy"), ("quí", "quý"), ("quy", "qui"), ("kỹ", "kĩ"), ("kỳ", "kì"),
        ("lý", "lí"), ("mỹ", "Mĩ"), ("sỹ", "sĩ"), ("tỷ", "tỉ"), ("vỹ", "vĩ"), ("hy", "hi"), ("qu\u00fd", "quy\u0301"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_syllable_are_one(one: str, other: str) -> None:
    assert spelling(clean(one)) == spelling(clean(other))
    assert found(f"Về {clean(other)} của xã", one) == [clean(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hóa"), ("ty", "tay"), ("tai", "tay"), ("ngủ", "ngũ"), ("đi", "di")]
)
def test_other_syllables_stay_apart(one: str, other: str) -> None:
    assert spelling(one).marked != spelling(other).marked


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("cai cach", ["Cải cách", "cải cách"]),
        ("cải cách", ["Cải cách", "cải cách"]),
        ("cai cách", []),  # marks count where any are typed
        ("cái cách", []),
        ("cải c", ["Cải cách", "cải cách"]),
        ("ải cách", []),  # words are found from their beginning
        ("15/KH", ["15/KH"]),
        ("thủ tục x", ["thủ tục"]),  # a last letter that fits nothing is left out
        ("chính tục cách", ["cách", "tục", "chính", "cách"]),  # three and more in any order
    ],
)
def test_a_query_finds_its_words(query: str, words: list[str]) -> None:
    assert found("Cải cách thủ tục hành chính theo Kế hoạch 15/KH-UBND về cải cách", query) == words


def test_what_is_shown_holds_the_place_and_its_marks() -> None:
    text = "Một hai ba. " * 30 + "Rà soát quy trình\nnội bộ. " + "Bốn năm sáu. " * 30
    sought = ways_to_seek("qui trinh")[0]
    piece = excerpt(text, sought, 40)
    assert [piece.text[start:end] for start, end in piece.marks] == ["quy trình"]
    assert piece.text.startswith("… ") and piece.text.endswith(" …") and "\n" not in piece.text
    assert len(piece.text) < 100
    assert excerpt("ngắn", ways_to_seek("dài")[0], 40) == ("ngắn", ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.data())
def test_any_words_of_a_text_are_found_in_it(raw: str, data: st.DataObject) -> None:
    text = clean(raw)
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    query = " ".join(words[first : first + data.draw(st.integers(1, 4))])
    ways = ways_to_seek(query)
    assert not ways or any(sought.places(text) for sought in ways), (text, query)
