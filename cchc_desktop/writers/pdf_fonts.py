"""The fonts of a PDF: of each face the letters that are used, embedded, with their widths and their meaning."""

import struct
from collections.abc import Iterable
from copy import copy
from functools import lru_cache
from pathlib import Path
from zlib import compress, crc32

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFTrueTypeFont,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import FF_SERIF, SUBSETN, TTFError, TTFontFile, makeToUnicodeCMap

from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.pdf_letters import by_page, code_of
from cchc_desktop.writers.pdf_pen import Letters, font_name

_LETTERS = 256  # places in a set


@lru_cache(maxsize=4)
def embeddable(fonts: Family) -> Family:
    """The family itself, or the bundled one where a file of it cannot be put into a PDF."""
    bundled = family(use_system=False)
    try:
        for face in (*fonts.faces, *fonts.symbols):
            _file(face.path)
    except (TTFError, OSError, ValueError, LookupError, ArithmeticError, struct.error):
        if fonts is bundled:
            raise
        return bundled
    return fonts


@lru_cache(maxsize=16)
def _file(path: Path) -> TTFontFile:
    with path.open("rb") as file:
        return TTFontFile(file)


def add_fonts(file: PDFDocument, fonts: Family, used: Iterable[Letters]) -> PDFDictionary:
    """Put in the fonts of all pages; returns the dictionary that names them."""
    named = PDFDictionary()
    pages = list(used)
    for index, face in enumerate((*fonts.faces, *fonts.symbols)):
        letters = frozenset().union(*(page[index] for page in pages))
        for page, shown in by_page(letters).items():
            places = [""] * _LETTERS
            for letter in shown:
                places[code_of(letter, page)] = letter
            named[font_name(index, page)] = _font(file, _file(face.path), places)
    return named


@lru_cache(maxsize=32)
def _embedded(font: TTFontFile, codes: tuple[int, ...]) -> tuple[bytes, int]:
    """The compressed font file of some letters, and its length before; the same letters come again and again."""
    data = copy(font).makeSubset(codes)  # reads with a pointer of its own: two papers may be written at once
    return compress(data), len(data)


def _font(file: PDFDocument, font: TTFontFile, places: list[str]) -> PDFTrueTypeFont:
    """The letters at their places as one font of the file; no page shows an empty place."""
    codes = tuple(ord(letter) if letter else 0 for letter in places)
    tag = SUBSETN(crc32("".join(places).encode("utf-8")) % 1_000_000)  # other letters, another name
    made = PDFTrueTypeFont()
    made.BaseFont = (tag + b"+" + font.name).decode("ascii")
    made.FirstChar, made.LastChar = 0, len(codes) - 1
    widths = [font.charWidths.get(code, font.defaultWidth) if code else 0 for code in codes]
    made.Widths = PDFArray(map(round, widths))  # some readers, PDFium among them, cut off what is behind the point
    made.FontDescriptor = file.Reference(_descriptor(font, made.BaseFont, codes))
    meaning = makeToUnicodeCMap(made.BaseFont, [_meaning(letter) for letter in places])
    made.ToUnicode = PDFStream(content=meaning, filters=[PDFZCompress])
    return made


def _descriptor(font: TTFontFile, name: str, codes: tuple[int, ...]) -> PDFDictionary:
    data, length = _embedded(font, codes)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": font.flags | FF_SERIF,
            "FontBBox": PDFArray(font.bbox),
            "ItalicAngle": font.italicAngle,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.capHeight,
            "StemV": font.stemV,
            "FontFile2": PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode"), "Length1": length}), data),
        }
    )


def _meaning(letter: str) -> int:
    """A letter's UTF-16 as one number; a space that does not stretch reads as a space, so that search finds it."""
    return int.from_bytes(letter.replace("\u00a0", " ").encode("utf-16-be"), "big")
