"""The serif family papers are set in: where its four faces lie, and how wide their letters are."""

import struct
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

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

    font: TTFontFile
    ascent: float  # from the top of a line to its base line; the line gap stands above, as word processors set it
    descent: float
    advances: dict[int, float]  # by code point
    missing: float  # width of the box for letters the face lacks
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
    """Four faces of one family."""

    faces: tuple[Face, ...]

    def line_height(self, size: float, multiple: float = 1.0) -> float:
        """Points from one base line to the next, in whole twips as word processors count."""
        face = self.faces[REGULAR]
        single = round((face.ascent + face.descent) * size * 20)
        return int(single * multiple) / 20

    def ascent(self, size: float) -> float:
        """Points from the top of a line to its base line."""
        return round(self.faces[REGULAR].ascent * size * 20) / 20


def read_face(path: Path) -> Face:
    """Metrics of a TrueType file; raises OSError, or ValueError when it is not one."""
    try:
        with path.open("rb") as file:
            font = TTFontFile(file)
        ascender, descender, gap = struct.unpack_from(">hhh", font.get_table("hhea"), 4)
        advances = {code: font.charWidths[code] / 1000 for code, glyph in font.charToGlyph.items() if glyph}
        advances[0x2011] = advances[ord("-")]  # drawn as a hyphen
    except (TTFError, LookupError, ArithmeticError, struct.error) as error:
        raise ValueError(f"{path.name} is not a TrueType font") from error
    em = font.unitsPerEm
    return Face(font, (ascender + gap) / em, -descender / em, advances, font.defaultWidth / 1000)


def _system_files() -> list[tuple[Path, ...]]:
    """Where Times New Roman itself may lie."""
    if sys.platform == "win32":
        import os

        return [tuple(Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts" / name for name in _WINDOWS)]
    return [tuple(Path(folder) / name for name in _MSTT) for folder in _MSTT_FOLDERS]


def _read_family(files: tuple[Path, ...]) -> Family | None:
    """The family, or None when a file is absent, damaged or without Vietnamese letters."""
    try:
        faces = tuple(read_face(path) for path in files)
    except (OSError, ValueError):
        return None
    complete = all(ord(char) in face.advances for face in faces for char in _VIETNAMESE)
    return Family(faces) if complete else None


@lru_cache(maxsize=2)
def family(use_system: bool = True) -> Family:
    """Times New Roman where the system has it, otherwise the bundled Liberation Serif of the same metrics."""
    if use_system:
        for files in _system_files():
            found = _read_family(files)
            if found:
                return found
    folder = paths.resources() / "fonts"
    bundled = _read_family(tuple(folder / name for name in _BUNDLED))
    if bundled is None:
        raise FileNotFoundError(folder / _BUNDLED[REGULAR])
    return bundled
