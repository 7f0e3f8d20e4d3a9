"""Whether a syllable can be written in Vietnamese: initial, rhyme and tone by the rules of the orthography.

There is no dictionary of words: "thũ tục" passes, for "thũ" could be a syllable; "thủ tuc̣", "nghành", "hòan" do not.
Both ways to place the tone are good in "hòa, hoà", "khỏe, khoẻ", "thủy, thuỷ", and both "i" and "y" in "kĩ, kỹ".
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

INITIALS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh"),
    *("p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_RHYMES = (
    "a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âm ân âng âp ât âc âu ây "
    "e eo em en eng ep et ec ê êu êm ên ênh êp êt êch i ia iu im in inh ip it ich "
    "iêu iêm iên iêng iêp iêt iêc o oi om on ong oong op ot oc ooc ô ôi ôm ôn ông ôp ôt ôc "
    "ơ ơi ơm ơn ơp ơt u ua ui um un ung up ut uc ư ưa ưi ưu ưm ưn ưng ưt ưc "
    "uôi uôm uôn uông uôt uôc ươi ươu ươm ươn ương ươp ươt ươc "
    "oa oai oao oay oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oeo oen oet "
    "uân uâng uât uây uê uên uênh uêch uơ uy uya uyu uyn uynh uyp uyt uych uyên uyêt y"
)
RHYMES = frozenset(_RHYMES.split())  # every rhyme that syllables end in, without tone
# Where "i" is written "y": without an initial, and behind "qu".
RHYMES_ALONE = frozenset(("yêu", "yêm", "yên", "yêng", "yêt"))
RHYMES_OF_QU = frozenset(("y", "yn", "ynh", "yp", "yt", "ych", "yên", "yêt"))

LEVEL, GRAVE, HOOK, TILDE, ACUTE, DOT = "", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
TONES = (LEVEL, GRAVE, HOOK, TILDE, ACUTE, DOT)
_STOPS = ("p", "t", "c", "ch")
_MARKED = "ăâêôơư"
_VOWELS = f"aeiouy{_MARKED}"
_TWO_PLACES = ("oa", "oe", "uy")  # "hòa" and "hoà"
_FRONT = "eêi"
_WITH_Y = ("", "h", "k", "l", "m", "s", "t", "v")  # "hy", "kỹ", "lý", "Mỹ", "sỹ", "tỷ", "vỹ"
_I_OF_GI = ("i", "im", "in", "it", "iêng")  # "gì", "gìn", "giếng": the i of "gi" is the vowel's own
_LONGEST = 7  # letters: "nghiêng"
_FOREIGN_ENDS = "bdđfjklqrsvwxz"  # no syllable ends so: "Đắk" is a name
_ENOUGH = 32  # letters and marks by which a word that is too long is known to be so
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


def misspelt(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that no Vietnamese syllable is written like, as (start, end) in `text`.

    Left alone: words with capitals or digits (names, symbols, abbreviations) but for the first word of a sentence,
    words of ASCII letters alone, and the letters of points ("đ)").
    """
    for match in _WORD.finditer(text):
        if not _is_wrong(match[0][:_ENOUGH]) or _is_joined(text, match.start(), match.end()):
            continue
        if match[0][0].islower() or _begins_sentence(text, match.start()):
            yield match.span()


@lru_cache(maxsize=16_384)
def _is_wrong(word: str) -> bool:
    """Whether a word is none that may be written: most words of a text come again and again."""
    word = unicodedata.normalize("NFC", word)
    if len(word) == 1 or word.isascii() or not word[1:].islower() or not word.isalpha():
        return False
    if word[0].isupper() and word[-1] in _FOREIGN_ENDS:
        return False
    return len(word) > _LONGEST or not is_syllable(word.lower())


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a word is the first of a paragraph, an item or a sentence: there its capital does not make it a name."""
    before = text[:start].rstrip(' -+(\u00a0"“')
    return not before or before[-1] in ".:;!?\n"


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of something else: "2đ", an address on the network."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isdigit() or char in "_@\\" for char in around)


def is_syllable(word: str) -> bool:
    """Whether a word in lower case, NFC, is written as a Vietnamese syllable can be."""
    bare, tone, place = _without_tone(word)
    return any(
        _is_rhyme(initial, bare[len(initial) :])
        and (tone in (ACUTE, DOT) or not bare.endswith(_STOPS))
        and (not tone or place - len(initial) in tone_places(bare[len(initial) :]))
        for initial in _initials_of(bare)
    )


def tone_places(rhyme: str) -> tuple[int, ...]:
    """On which letters of a rhyme its tone may stand, counted from 0."""
    marked = [i for i, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    if rhyme in _TWO_PLACES:
        return (0, 1)
    vowels = [i for i, letter in enumerate(rhyme) if letter in _VOWELS]
    if rhyme[-1] not in _VOWELS:
        return (vowels[-1],)
    return (vowels[1] if len(vowels) == 3 else vowels[0],)


def _without_tone(word: str) -> tuple[str, str, int]:
    """The word without its tone, the tone, and the letter that bore it; two tones leave the second in place."""
    for place, char in enumerate(word):
        parts = unicodedata.normalize("NFD", char)
        tone = next((part for part in parts if part in TONES), "")
        if tone:
            letter = unicodedata.normalize("NFC", parts.replace(tone, ""))
            return word[:place] + letter + word[place + 1 :], tone, place
    return word, LEVEL, -1


def _initials_of(bare: str) -> Iterator[str]:
    return (initial for initial in INITIALS if bare.startswith(initial) and len(initial) < len(bare))


def _is_rhyme(initial: str, rhyme: str) -> bool:
    """Whether a rhyme is written behind an initial: "ngh", "gh" and "k" stand before e, ê, i, and only there."""
    if initial == "qu":
        return rhyme in RHYMES_OF_QU or (rhyme in RHYMES and rhyme[0] in "aăâeêiơ" and rhyme != "ia") or rhyme == "ôc"
    if initial == "":
        return rhyme in RHYMES_ALONE or (rhyme in RHYMES and not rhyme.startswith("iê"))
    if rhyme not in RHYMES:
        return False
    if rhyme == "y":
        return initial in _WITH_Y
    front = rhyme[0] in _FRONT
    if initial in ("c", "ng"):
        return not front
    if initial == "g":
        return not front or rhyme in _I_OF_GI
    if initial == "gi":
        return rhyme[0] != "i"
    return front or initial not in ("k", "gh", "ngh")
