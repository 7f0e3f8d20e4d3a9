"""What is bundled with the program: fonts that can write Vietnamese, icons that can be tinted, and their licences."""

import itertools
import re
import unicodedata
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.writers.fonts import read_face
from tools import text_form

SIGNS = ("DejaVuSans-Symbols", "NotoSansSymbols-Enclosed")  # drawn where the others have no such sign
FONTS = sorted(font for font in (paths.resources() / "fonts").glob("*.ttf") if font.stem not in SIGNS)
ICONS = sorted((paths.resources() / "icons").glob("*.svg"))
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def vietnamese_letters() -> set[str]:
    """The twelve vowels with their six tones, and đ, in both cases."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product("aăâeêioôơuưy", TONES)}
    small.add("đ")
    return small | {letter.upper() for letter in small}


def test_the_four_faces_of_the_paper_font_are_there() -> None:
    names = {font.stem for font in FONTS}
    assert {f"LiberationSerif-{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic")} <= names


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_each_font_holds_every_vietnamese_letter(font: Path) -> None:
    letters = vietnamese_letters()
    assert len(letters) == 146
    drawn = read_face(font).advances
    assert sorted(letter for letter in letters if ord(letter) not in drawn) == []


def test_each_icon_takes_the_colour_it_is_given() -> None:
    assert len(ICONS) > 50
    for icon in ICONS:
        svg = icon.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in svg, icon.name
        assert not re.search(r"#[0-9a-fA-F]{6}\b", svg), icon.name


def test_licences_travel_with_what_they_cover() -> None:
    fonts, icons = paths.resources() / "fonts", paths.resources() / "icons"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "LICENSE-LiberationSerif.txt").read_text(encoding="utf-8")
    assert "Bitstream Vera" in (fonts / "LICENSE-DejaVuSans.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "LICENSE-NotoSansSymbols.txt").read_text(encoding="utf-8")
    assert "Apache License" in (fonts / "LICENSE-OpenSans.txt").read_text(encoding="utf-8")
    assert "MIT License" in (icons / "LICENSE").read_text(encoding="utf-8")


def test_every_text_of_the_program_is_in_nfc() -> None:
    assert text_form.faults() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (unicodedata.normalize("NFD", "một\nkế hoạch").encode(), "line 1 is not in NFC"),
        ("\ufeffkế hoạch".encode(), "begins with a byte-order mark"),
        ("kế hoạch".encode("utf-16-le"), "not UTF-8 at byte 2"),
        ("kế hoạch".encode(), None),
    ],
)
def test_faulty_texts_are_named(content: bytes, said: str | None) -> None:
    assert text_form.fault_of(content) == said
