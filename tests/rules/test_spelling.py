"""Misspelt syllables are found; what is written in real papers is not taken for a mistake."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc_desktop.rules.spelling import (
    ACUTE,
    DOT,
    GRAVE,
    HOOK,
    INITIALS,
    RHYMES,
    TILDE,
    TONES,
    is_syllable,
    misspelt,
    tone_places,
)

# Initials that stand before every rhyme that does not begin with e, ê, i or y.
FREE = sorted(set(INITIALS) - {"k", "gh", "ngh", "qu", "gi"})
BACK = sorted(rhyme for rhyme in RHYMES if rhyme[0] not in "eêiy")

GOOD = (
    "hoà hòa khoẻ khỏe thuỷ thủy kỹ kĩ quý quí gì gìn giếng giữ già quốc quyết khuya khuỷu yếu nghiêng "
    "được nghĩa ngoài thuế thuở xoáy quẩy uỷ ủy ý ở ưu đê gỗ ghế nghề của "
    "án bản cũng chẵn dân đã gọn hỏi khẩn lệ mỗi nặng nhịp phố rõ số tại thẩm trình về xã pín hy kỳ lý mỹ sỹ tỷ vỹ "
    "yếm yên yểng yết quỳnh quýt quých quyên quyết quýp quỳn"
)
BAD = "quươn quuân hòan cuả qúy thừơng ứơc nghành ngiệp kủa cê ghỗ duợc đuợc truờng tíêp iếu chỉẽ bẩt thựchiện"


def written(initial: str, rhyme: str, tone: str, place: int) -> str:
    letters = list(rhyme)
    letters[place] = unicodedata.normalize("NFC", letters[place] + tone)
    return initial + "".join(letters)


def wrong(text: str) -> list[str]:
    return [text[start:end] for start, end in misspelt(text)]


@given(st.sampled_from(FREE), st.sampled_from(BACK), st.sampled_from(TONES), st.data())
def test_every_syllable_that_the_rules_make_is_good(initial: str, rhyme: str, tone: str, data: st.DataObject) -> None:
    assume(tone in (ACUTE, DOT) or not rhyme.endswith(("p", "t", "c", "ch")))
    place = data.draw(st.sampled_from(tone_places(rhyme)))
    assert is_syllable(written(initial, rhyme, tone, place))


@given(st.sampled_from(FREE), st.sampled_from(BACK), st.sampled_from((GRAVE, HOOK, TILDE)))
def test_a_stopped_syllable_bears_the_acute_or_the_dot(initial: str, rhyme: str, tone: str) -> None:
    assume(rhyme.endswith(("p", "t", "c", "ch")))
    assert not is_syllable(written(initial, rhyme, tone, tone_places(rhyme)[0]))


@given(st.sampled_from(FREE), st.sampled_from(BACK), st.sampled_from(TONES[1:]), st.data())
def test_a_tone_on_another_letter_is_a_mistake(initial: str, rhyme: str, tone: str, data: st.DataObject) -> None:
    others = [i for i, char in enumerate(rhyme) if char in "aăâeêioôơuưy" and i not in tone_places(rhyme)]
    assume(others)
    assert not is_syllable(written(initial, rhyme, tone, data.draw(st.sampled_from(others))))


@pytest.mark.parametrize("word", GOOD.split())
def test_words_as_they_are_written(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_mistakes_of_the_keyboard(word: str) -> None:
    assert wrong(f"có {word} đây") == [word]


def test_what_is_no_vietnamese_word_is_left_alone() -> None:
    text = "QĐ-UBND, Đắk Lắk, website https://thủ_tục.vn, 5đ, m², đ) và ô); Internet, email, THỰCHIỆN, Krông"
    assert wrong(text) == []


def test_the_first_word_of_a_sentence_may_be_a_mistake_in_spite_of_its_capital() -> None:
    text = "Hòan thành. - Thừơng xuyên; “Qúy I” và Nghành nội vụ. Đắk Lắk, Ngọc Hồi"
    assert wrong(text) == ["Hòan", "Thừơng", "Qúy"]  # a capital within a sentence makes a name


def test_decomposed_text_is_read_as_it_is_seen() -> None:
    text = unicodedata.normalize("NFD", "thủ tục hòan thành")
    assert [unicodedata.normalize("NFC", word) for word in wrong(text)] == ["hòan"]


def test_real_papers_have_almost_no_word_underlined(seeds: Path) -> None:
    words = found = 0
    for path in seeds.glob("*.txt"):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        words += len(re.findall(r"[^\W\d_]+", text))
        found += len(wrong(text))
    assert words > 10_000
    assert found / words < 0.0005
