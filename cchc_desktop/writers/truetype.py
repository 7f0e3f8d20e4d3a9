"""A TrueType file cut down to the letters of one paper (OpenType specification: glyf, loca, hmtx, cmap)."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_KEPT = ("cvt ", "fpgm", "prep")  # what the outlines' instructions need, as it is
_WORDS, _MORE, _SCALE, _SCALE_XY, _MATRIX = 0x01, 0x20, 0x08, 0x40, 0x80  # flags of a composed glyph's parts


@dataclass(frozen=True, eq=False)
class FontFile:
    """The bytes of a font file, its tables, and the facts that a PDF states about it (in thousandths of the size)."""

    data: bytes
    tables: Mapping[str, tuple[int, int]]  # offset and length
    offsets: Sequence[int]  # of the glyphs, in the table of outlines
    long_metrics: int
    em: int
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    weight: int

    def outline(self, glyph: int) -> bytes:
        """The outline of a glyph."""
        start = self.tables["glyf"][0]
        return self.data[start + self.offsets[glyph] : start + self.offsets[glyph + 1]]

    def metric(self, glyph: int) -> bytes:
        """Advance and left side bearing of a glyph, as the file has them."""
        start = self.tables["hmtx"][0]
        last = self.long_metrics - 1
        if glyph <= last:
            return self.data[start + 4 * glyph : start + 4 * glyph + 4]
        bearing = start + 4 * self.long_metrics + 2 * (glyph - self.long_metrics)
        return self.data[start + 4 * last : start + 4 * last + 2] + self.data[bearing : bearing + 2]

    def advance(self, glyph: int) -> int:
        """The width of a glyph in thousandths of the type size."""
        return round(struct.unpack(">H", self.metric(glyph)[:2])[0] * 1000 / self.em)

    def table(self, tag: str) -> bytes:
        """The bytes of a table; none when the file lacks it."""
        offset, length = self.tables.get(tag, (0, 0))
        return self.data[offset : offset + length]


@lru_cache(maxsize=8)
def read_font_file(path: Path) -> FontFile:
    """The file of a face that `fonts.read_face` has found good; read once."""
    data = path.read_bytes()
    tables: dict[str, tuple[int, int]] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _checksum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag.decode("latin-1")] = (offset, length)
    head, hhea, os2 = tables["head"][0], tables["hhea"][0], tables["OS/2"][0]
    em = struct.unpack_from(">H", data, head + 18)[0]
    count = struct.unpack_from(">H", data, tables["maxp"][0] + 4)[0]
    if struct.unpack_from(">h", data, head + 50)[0]:
        offsets: Sequence[int] = struct.unpack_from(f">{count + 1}L", data, tables["loca"][0])
    else:
        offsets = [2 * half for half in struct.unpack_from(f">{count + 1}H", data, tables["loca"][0])]
    ascent, descent = struct.unpack_from(">hh", data, hhea + 4)
    version, weight = struct.unpack_from(">H", data, os2)[0], struct.unpack_from(">H", data, os2 + 4)[0]
    capital = struct.unpack_from(">h", data, os2 + 88)[0] if version >= 2 else ascent
    return FontFile(
        data=data,
        tables=tables,
        offsets=offsets,
        long_metrics=struct.unpack_from(">H", data, hhea + 34)[0],
        em=em,
        box=tuple(round(value * 1000 / em) for value in struct.unpack_from(">hhhh", data, head + 36)),
        ascent=round(ascent * 1000 / em),
        descent=round(descent * 1000 / em),
        cap_height=round(capital * 1000 / em),
        italic_angle=struct.unpack_from(">l", data, tables["post"][0] + 4)[0] / 65536,
        weight=weight,
    )


def _parts(outline: bytes) -> list[int]:
    """Where the glyph numbers stand in a composed glyph's outline; none in a simple one."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    places, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags = struct.unpack_from(">H", outline, at)[0]
        places.append(at + 2)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALE_XY else 8 if flags & _MATRIX else 0
    return places


def subset(font: FontFile, glyphs: Mapping[int, int]) -> bytes:
    """A font file with the glyphs of `glyphs` (place in the set to glyph in `font`) and what these are composed of."""
    order = [0]
    new_of = {0: 0}

    def number_of(glyph: int) -> int:
        if glyph not in new_of:
            new_of[glyph] = len(order)
            order.append(glyph)
        return new_of[glyph]

    letters = [0] * 256
    for place, glyph in glyphs.items():
        letters[place] = number_of(glyph)
    outlines: list[bytes] = []
    for glyph in order:  # grows while composed glyphs name their parts
        outline = bytearray(font.outline(glyph))
        for at in _parts(bytes(outline)):
            struct.pack_into(">H", outline, at, number_of(struct.unpack_from(">H", outline, at)[0]))
        outlines.append(bytes(outline) + bytes(-len(outline) % 4))
    return _assembled(font, order, outlines, letters)


def _assembled(font: FontFile, order: list[int], outlines: list[bytes], letters: list[int]) -> bytes:
    count = len(order)
    ends = [0]
    for outline in outlines:
        ends.append(ends[-1] + len(outline))
    head = bytearray(font.table("head"))
    struct.pack_into(">L", head, 8, 0)  # the sum of the whole file, counted below
    struct.pack_into(">h", head, 50, 1)  # long offsets
    hhea = bytearray(font.table("hhea"))
    struct.pack_into(">H", hhea, 34, count)
    maxp = bytearray(font.table("maxp"))
    struct.pack_into(">H", maxp, 4, count)
    tables = {
        "cmap": struct.pack(">HHHHLHHHHH256H", 0, 1, 1, 0, 12, 6, 522, 0, 0, 256, *letters),
        "glyf": b"".join(outlines),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(font.metric(glyph) for glyph in order),
        "loca": struct.pack(f">{count + 1}L", *ends),
        "maxp": bytes(maxp),
    }
    tables |= {tag: font.table(tag) for tag in _KEPT if tag in font.tables}
    return _file_of(dict(sorted(tables.items())))


def _sum(data: bytes) -> int:
    data += bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}L", data)) & 0xFFFFFFFF


def _file_of(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    entries = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    place = 12 + 16 * count
    for tag, data in tables.items():
        entries += struct.pack(">4sLLL", tag.encode("latin-1"), _sum(data), place, len(data))
        place += len(data) + -len(data) % 4
    file = bytearray(entries + b"".join(data + bytes(-len(data) % 4) for data in tables.values()))
    head = 12 + 16 * count + sum(len(data) + -len(data) % 4 for tag, data in tables.items() if tag < "head")
    struct.pack_into(">L", file, head + 8, (0xB1B0AFBA - _sum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)
