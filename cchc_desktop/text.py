"""Vietnamese text at the doors: one Unicode form, no control characters, folding and order."""

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")
# A soft line break of Word, a page break and the line ends of other systems.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")  # all of them stand upon letters; rare scripts have others
_BLANK = re.compile("[\u00a0\u2007\u202f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Texts of nothing but letters with their own marks, line ends and signs that papers have: nothing in them goes.
_PLAIN = re.compile(
    "[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff]*+"
)
# More marks upon one letter than any script has: putting them in order takes time by the square of their number.
_MOST_MARKS = 30
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")

# The order of the Vietnamese alphabet and of its five tone marks (TCVN 6909 letters).
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}

# "hoá" is "hóa", "uỷ" is "ủy": two schools put the tone of oa, oe and uy on either letter.
_LATE_TONE = re.compile("[oO][àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ]")


def clean(text: str) -> str:
    """The text in NFC; control, zero-width and direction characters and soft hyphens go, line breaks become ``\\n``.

    Of the marks upon one letter the first thirty stay.
    """
    if is_plain(text):
        return text
    text = _CONTROL.sub("", _LINE_BREAK.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _MARKS.sub(_with_few_marks, text))


def is_plain(text: str) -> bool:
    """Whether a text holds letters, line ends and signs of papers alone, in NFC, so that `clean` leaves it as it is."""
    return (text.isascii() and text.isprintable()) or (
        _PLAIN.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)
    )


def _with_few_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in found.group():
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, no-break spaces as spaces, for searching: "Cải cách" gives "cai cach"."""
    if text.isascii():
        return text.casefold()
    bare = _COMMON_MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")
    if bare.isascii():
        return bare
    bare = "".join(c for c in bare if c.isascii() or unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", _BLANK.sub(" ", bare))


def fold_in_place(text: str) -> str:
    """The text folded with each character in its place, so that what is found in it is found in the text as well."""
    return "".join(map(_folded_char, text))


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    bare = fold(char)
    return bare if len(bare) == 1 else char


def slug(text: str, most: int = 60) -> str:
    """The text for a file's name, "ubnd-xa-binh-minh": as many whole words as `most` letters hold; "" of none."""
    words = "-".join(_PLAIN_WORD.findall(fold(text)))
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0] or words[:most]


def words_around(text: str, start: int, end: int, letters: int) -> str:
    """What stands from `start` to `end`, with the whole words that begin or end within `letters` at either side."""
    before, after = text[max(0, start - letters) : start], text[end : end + letters]
    if len(before) == letters < start and not text[start - letters - 1].isspace():
        before = before.partition(" ")[2]
    if end + len(after) < len(text) and not text[end + len(after)].isspace():
        after = after.rpartition(" ")[0]
    return " ".join((before + text[start:end] + after).split())


def one_spelling(text: str) -> str:
    """The text with the tones of oa, oe and uy on their first letter; NFC in, NFC of the same length out."""
    return _LATE_TONE.sub(_with_early_tone, text)


def _with_early_tone(found: re.Match[str]) -> str:
    pair = found.group()
    late = unicodedata.normalize("NFD", pair[1])  # the letter and its tone
    return unicodedata.normalize("NFC", pair[0] + late[1]) + late[0]


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A key that sorts by the Vietnamese alphabet (đ after d, ă and â after a), tones last."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[c] for c in parts if c in _TONES), 0)
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c == parts[0] or c in _LETTER_MARKS))
        place = _ALPHABET.find(letter) if len(letter) == 1 else -1
        letters.append(1000 + place if place >= 0 else min(ord(char), 999) if ord(char) < 1000 else 2000 + ord(char))
        tones.append(tone)
    return tuple(letters), tuple(tones)
