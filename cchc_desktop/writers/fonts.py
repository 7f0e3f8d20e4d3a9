"""The serif family papers are set in: where its four faces lie, and how wide their letters are.

Widths are read straight from the TrueType tables, so that a DOCX can be measured without a PDF library.
"""

import struct
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cchc_desktop import paths

# Order of the faces everywhere: regular, bold, italic, bold italic.
REGULAR, BOLD, ITALIC, BOLD_ITALIC = range(4)
_BUNDLED = tuple(f"LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
_WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_MSTT = tuple(f"Times_New_Roman{face}.ttf" for face in ("", "_Bold", "_Italic", "_Bold_Italic"))
_MSTT_FOLDERS = ("/usr/share/fonts/truetype/msttcorefonts", "/usr/share/fonts/msttcore")
_CACHE_LIMIT = 60_000
_VIETNAMESE = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂÂĐÊÔƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"


def face_of(bold: bool, italic: bool) -> int:
    """The index of a face in its family."""
    return (1 if bold else 0) + (2 if italic else 0)


@dataclass(eq=False)
class Face:
    """One font file and its metrics, in parts of the type size."""

    path: Path
    ascent: float  # from the top of a line to its base line; the line gap stands above, as word processors set it
    descent: float
    advances: dict[int, float]  # by code point
    missing: float  # width of the box for letters the face lacks
    glyphs: dict[int, int] = field(default_factory=dict, repr=False)  # by code point
    _words: dict[str, float] = field(default_factory=dict, repr=False)

    def width(self, text: str) -> float:
        """The width of a word or line in parts of the type size; remembered, as words come back often."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _CACHE_LIMIT:
                self._words.clear()
            advances, missing = self.advances, self.missing
            known = sum([advances.get(ord(char), missing) for char in text])
            self._words[text] = known
        return known


@dataclass(frozen=True, eq=False)
class Family:
    """Four faces of one family; `name` is also the prefix of the PDF's font names."""

    name: str
    faces: tuple[Face, ...]

    def line_height(self, size: float, multiple: float = 1.0) -> float:
        """Points from one base line to the next, in whole twips as word processors count."""
        face = self.faces[REGULAR]
        single = round((face.ascent + face.descent) * size * 20)
        return int(single * multiple) / 20

    def ascent(self, size: float) -> float:
        """Points from the top of a line to its base line."""
        return round(self.faces[REGULAR].ascent * size * 20) / 20


def _tables(data: bytes) -> dict[str, int]:
    """Offsets of the tables of a TrueType file."""
    count = struct.unpack_from(">H", data, 4)[0]
    found: dict[str, int] = {}
    for index in range(count):
        tag, _checksum, offset, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        found[tag.decode("latin-1")] = offset
    return found


def _glyph_map(data: bytes, cmap: int) -> dict[int, int]:
    """Code point to glyph from the Unicode subtable of format 4."""
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * index)
        start = cmap + offset
        if (platform, encoding) in ((3, 1), (0, 3)) and struct.unpack_from(">H", data, start)[0] == 4:
            return _format_4(data, start)
    raise ValueError("no Unicode character map")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    base = start + 16 + 2 * count
    starts = struct.unpack_from(f">{count}H", data, base)
    deltas = struct.unpack_from(f">{count}H", data, base + 2 * count)
    ranges_at = base + 4 * count
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    glyphs: dict[int, int] = {}
    for index in range(count):
        for code in range(starts[index], min(ends[index], 0xFFFE) + 1):
            if ranges[index] == 0:
                glyphs[code] = (code + deltas[index]) & 0xFFFF
                continue
            place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
            glyph = struct.unpack_from(">H", data, place)[0]
            if glyph:
                glyphs[code] = (glyph + deltas[index]) & 0xFFFF
    return glyphs


def read_face(path: Path) -> Face:
    """Metrics of a TrueType file; raises OSError, ValueError or struct.error when it is not one."""
    data = path.read_bytes()
    tables = _tables(data)
    if not {"head", "hhea", "hmtx", "cmap"} <= tables.keys():
        raise ValueError(f"{path.name} is not a TrueType font")
    em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    ascender, descender, gap = struct.unpack_from(">hhh", data, tables["hhea"] + 4)
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables["hmtx"])[::2]
    glyphs = _glyph_map(data, tables["cmap"])
    last = count - 1
    by_code = {code: advances[min(glyph, last)] / em for code, glyph in glyphs.items()}
    by_code[0x2011] = by_code[ord("-")]  # drawn as a hyphen
    return Face(path, (ascender + gap) / em, -descender / em, by_code, advances[0] / em, glyphs)


def _system_files() -> list[tuple[Path, ...]]:
    """Where Times New Roman itself may lie."""
    if sys.platform == "win32":
        import os

        return [tuple(Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts" / name for name in _WINDOWS)]
    return [tuple(Path(folder) / name for name in _MSTT) for folder in _MSTT_FOLDERS]


def _read_family(name: str, files: tuple[Path, ...]) -> Family | None:
    """The family, or None when a file is absent, damaged or without Vietnamese letters."""
    try:
        faces = tuple(read_face(path) for path in files)
    except (OSError, ValueError, KeyError, struct.error):
        return None
    complete = all(ord(char) in face.advances for face in faces for char in _VIETNAMESE)
    return Family(name, faces) if complete else None


@lru_cache(maxsize=2)
def family(use_system: bool = True) -> Family:
    """Times New Roman where the system has it, otherwise the bundled Liberation Serif of the same metrics."""
    if use_system:
        for files in _system_files():
            found = _read_family("TimesNewRoman", files)
            if found:
                return found
    folder = paths.resources() / "fonts"
    bundled = _read_family("LiberationSerif", tuple(folder / name for name in _BUNDLED))
    if bundled is None:
        raise FileNotFoundError(folder / _BUNDLED[REGULAR])
    return bundled
