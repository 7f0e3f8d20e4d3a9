"""Text to the bytes that a page holds.

A simple font of a PDF has 256 letters. Each face has one such set for what Vietnamese papers are written with, the
same in every paper, and further sets for other letters, one for every 256 code points. What a page says therefore
depends on that page alone, and a page that did not change need not be written again.
"""

from collections.abc import Iterator
from itertools import groupby

MAIN = -1  # the set of Vietnamese papers; other sets are named by their first code point / 256
_ASCII = "".join(map(chr, range(32, 127)))
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = "\u00a0–—“”‘’…•·°±×÷§«»½²³€≥≤→"
_SKIPPED = frozenset((0, 10, 13, *range(32, 127)))  # line ends mean something within a string


def _vietnamese() -> str:
    from unicodedata import normalize

    small = "đ" + "".join(normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    both = small + small.upper()
    return "".join(letter for letter in both if not letter.isascii())


_FREE = [code for code in range(256) if code not in _SKIPPED]
_CODES = {letter: ord(letter) for letter in _ASCII} | dict(zip(_vietnamese() + _SIGNS, _FREE, strict=True))
_COMMON = frozenset(_CODES)
_WRITTEN = {ord(letter): chr(code) for letter, code in _CODES.items()}
_WRITTEN |= {ord(sign): f"\\{sign}" for sign in "\\()"}


def is_common(text: str) -> bool:
    """Whether a text is written with nothing but the letters of Vietnamese papers, which every face has."""
    return _COMMON.issuperset(text)


def code_of(letter: str, page: int) -> int:
    """The place of a letter in a set."""
    return _CODES[letter] if page == MAIN else ord(letter) & 0xFF


def shown(text: str) -> Iterator[tuple[int, str]]:
    """The sets a text needs in turn, and its bytes in each as the operand of Tj (one character a byte)."""
    if is_common(text):
        yield MAIN, f"({text.translate(_WRITTEN)})"
        return
    for page, letters in groupby(text, lambda letter: MAIN if letter in _COMMON else ord(letter) >> 8):
        part = "".join(letters)
        if page == MAIN:
            yield MAIN, f"({part.translate(_WRITTEN)})"
        else:
            yield page, f"<{''.join(f'{ord(letter) & 0xFF:02x}' for letter in part)}>"


def by_page(letters: frozenset[str]) -> dict[int, list[str]]:
    """Letters by the sets that hold them, in the order of their places."""
    found: dict[int, list[str]] = {}
    for letter in sorted(letters):
        found.setdefault(MAIN if letter in _COMMON else ord(letter) >> 8, []).append(letter)
    return found
