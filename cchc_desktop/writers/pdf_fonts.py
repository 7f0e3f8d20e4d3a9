"""The fonts of a PDF: of each face the letters that are used, embedded, with their widths and their meaning."""

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from cchc_desktop.writers.fonts import Face, Family
from cchc_desktop.writers.pdf_file import PdfFile, packed
from cchc_desktop.writers.pdf_letters import by_page, code_of
from cchc_desktop.writers.pdf_pen import Letters, font_name
from cchc_desktop.writers.truetype import FontFile, read_font_file, subset

_SYMBOLIC = 4  # places in the set mean what the font file's own table says
_ITALIC = 64
_SERIF = 2
_FACES = ("", "-Bold", "-Italic", "-BoldItalic")


def add_fonts(file: PdfFile, fonts: Family, used: Iterable[Letters]) -> str:
    """Put in the fonts of all pages; returns the dictionary that names them."""
    named: list[str] = []
    pages = list(used)
    for index, face in enumerate(fonts.faces):
        letters = frozenset().union(*(page[index] for page in pages))
        for page, shown in by_page(letters).items():
            name = f"{fonts.name}{_FACES[index]}"
            named.append(f"/{font_name(index, page)} {_font(file, face, name, page, shown)} 0 R")
    return f"<<{''.join(named)}>>"


@lru_cache(maxsize=32)
def _embedded(face: Face, places: tuple[tuple[int, str], ...]) -> tuple[bytes, int]:
    """The compressed font file of some letters, and its length before; the same letters come again and again."""
    glyphs = {place: face.glyphs.get(ord(letter), 0) for place, letter in places}
    data = subset(read_font_file(face.path), glyphs)
    return packed(data), len(data)


def _font(file: PdfFile, face: Face, name: str, page: int, letters: list[str]) -> int:
    source = read_font_file(face.path)
    places = tuple(sorted((code_of(letter, page), letter) for letter in letters))
    data, length = _embedded(face, places)
    embedded = file.stream(data, f"/Length1 {length}")
    name = f"{_tag(places)}+{name}"
    advances = {place: source.advance(face.glyphs.get(ord(letter), 0)) for place, letter in places}
    first, last = places[0][0], places[-1][0]
    widths = " ".join(str(advances.get(place, 0)) for place in range(first, last + 1))
    meaning = file.stream(packed(_to_unicode(places).encode("ascii")))
    return file.put(
        f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar {first}/LastChar {last}/Widths[{widths}]"
        f"/FontDescriptor {_descriptor(file, source, name, embedded)} 0 R/ToUnicode {meaning} 0 R>>"
    )


def _descriptor(file: PdfFile, source: FontFile, name: str, embedded: int) -> int:
    flags = _SYMBOLIC | _SERIF | (_ITALIC if source.italic_angle else 0)
    box = " ".join(map(str, source.box))
    return file.put(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/ItalicAngle {source.italic_angle:.1f}"
        f"/Ascent {source.ascent}/Descent {source.descent}/CapHeight {source.cap_height}"
        f"/StemV {50 + source.weight * source.weight // 65 // 65}/FontFile2 {embedded} 0 R>>"
    )


def _tag(places: tuple[tuple[int, str], ...]) -> str:
    """Six capitals that name a subset: other letters, another name."""
    rest = crc32("".join(letter for _place, letter in places).encode("utf-8"))
    tag = ""
    for _turn in range(6):
        rest, place = divmod(rest, 26)
        tag += chr(65 + place)
    return tag


def _to_unicode(places: tuple[tuple[int, str], ...]) -> str:
    """Which letter stands at which place; a space that does not stretch reads as a space, so that search finds it."""
    lines = []
    for start in range(0, len(places), 100):
        part = places[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        for place, letter in part:
            lines.append(f"<{place:02x}> <{letter.replace(chr(0xA0), ' ').encode('utf-16-be').hex()}>")
        lines.append("endbfchar")
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            *lines,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
