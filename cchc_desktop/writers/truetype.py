"""How wide the letters of a TrueType file are: the few tables that say it, as OpenType describes them.

The library that puts fonts into a PDF reads whole files and takes as long to load as a DOCX to be written.
"""

from dataclasses import dataclass
from struct import unpack_from

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_WINDOWS, _UNICODE = 3, 0  # platforms whose tables of letters go by code points
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a line of text needs to be measured, in parts of the type size."""

    ascent: float  # from the top of a line to its base line, the line gap above it
    descent: float
    advances: dict[int, float]  # by code point, of the letters that have a shape
    missing: float  # width of the box for those that have none


def read_metrics(data: bytes) -> Metrics:
    """The metrics in the bytes of a file; raises ValueError, LookupError, ArithmeticError or struct.error where it is
    no TrueType font.
    """
    tables = _tables(data)
    (em,) = unpack_from(">H", tables["head"], 18)
    ascender, descender, gap = unpack_from(">hhh", tables["hhea"], 4)
    (count,) = unpack_from(">H", tables["hhea"], 34)
    widths = [width * (1000 / em) / 1000 for width in unpack_from(f">{2 * count}H", tables["hmtx"])[::2]]
    (shapes,) = unpack_from(">H", tables["maxp"], 4)
    widths += widths[-1:] * (shapes - count)
    advances = {code: widths[glyph] for code, glyph in _glyphs(tables["cmap"]).items() if glyph}
    if _SPACE in advances:
        advances[_NO_BREAK_SPACE] = advances[_SPACE]
    return Metrics((ascender + gap) / em, -descender / em, advances, widths[0])


def _tables(data: bytes) -> dict[str, bytes]:
    if data[:4] not in _TRUETYPE:
        raise ValueError("no TrueType outlines")
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4s4xLL", data, 12 + 16 * place) for place in range(count))
    return {tag.decode("latin-1"): data[start : start + length] for tag, start, length in entries}


def _glyphs(cmap: bytes) -> dict[int, int]:
    """The shape of each code point, 0 for none: by the last table of Windows, which knows most, else of Unicode."""
    (count,) = unpack_from(">H", cmap, 2)
    entries = [unpack_from(">HHL", cmap, 4 + 8 * place) for place in range(count)]
    offsets = {platform: offset for platform, _encoding, offset in entries}
    table = cmap[offsets[_WINDOWS if _WINDOWS in offsets else _UNICODE] :]
    (form,) = unpack_from(">H", table)
    if form == 4:
        return _by_segments(table)
    if form == 12:
        return _by_groups(table)
    raise ValueError(f"letters in format {form}")


def _by_segments(table: bytes) -> dict[int, int]:
    """Format 4: runs of code points up to U+FFFF, each with what is added to them or a list of its own."""
    (doubled,) = unpack_from(">H", table, 6)
    (length,) = unpack_from(">H", table, 2)
    starts = (14, *(16 + doubled * part for part in (1, 2, 3)))
    lasts, firsts, additions, lists = (unpack_from(f">{doubled // 2}H", table, start) for start in starts)
    found: dict[int, int] = {}
    for place, (first, last, added, listed) in enumerate(zip(firsts, lasts, additions, lists, strict=True)):
        if not listed:
            found.update((code, (code + added) & 0xFFFF) for code in range(first, last + 1))
            continue
        start = starts[-1] + 2 * place + listed  # counted from its own place
        for code in range(first, last + 1):
            entry = start + 2 * (code - first)
            glyph = unpack_from(">H", table, entry)[0] if entry < length else 0
            found[code] = (glyph + added) & 0xFFFF if glyph else 0
    return found


def _by_groups(table: bytes) -> dict[int, int]:
    """Format 12: runs of code points of every plane, their shapes in the same order."""
    (count,) = unpack_from(">L", table, 12)
    groups = (unpack_from(">LLL", table, 16 + 12 * place) for place in range(count))
    return {first + step: glyph + step for first, last, glyph in groups for step in range(last - first + 1)}
