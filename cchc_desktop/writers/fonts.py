"""The serif family papers are set in: where its four faces lie, and how wide their letters are."""

import struct
import sys
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from unicodedata import bidirectional, category

from cchc_desktop import paths
from cchc_desktop.writers.truetype import read_metrics

# Order of the faces everywhere: regular, bold, italic, bold italic.
REGULAR, BOLD, ITALIC, BOLD_ITALIC = range(4)
_BUNDLED = tuple(f"LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
# Signs that no serif face has (☑, ⇒, ⑫), upright alone, in the order in which they are asked.
_SYMBOLS = ("DejaVuSans-Symbols.ttf", "NotoSansSymbols-Enclosed.ttf")
_WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_MSTT = tuple(f"Times_New_Roman{face}.ttf" for face in ("", "_Bold", "_Italic", "_Bold_Italic"))
_MSTT_FOLDERS = ("/usr/share/fonts/truetype/msttcorefonts", "/usr/share/fonts/msttcore")
_CACHE_LIMIT = 60_000
# Categories of what has no shape of its own: marks that join the letter before them, private letters.
_SHAPELESS = frozenset(("Mn", "Me", "Mc", "Co", "Cn", "Cc", "Cf"))
_FROM_THE_RIGHT = frozenset(("R", "AL"))
_VIETNAMESE = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂÂĐÊÔƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"


def face_of(bold: bool, italic: bool) -> int:
    """The index of a face in its family."""
    return (1 if bold else 0) + (2 if italic else 0)


@dataclass(eq=False)
class Face:
    """One font file and its metrics, in parts of the type size; `others` draw what it has no letter for."""

    path: Path
    ascent: float  # from the top of a line to its base line; the line gap stands above, as word processors set it
    descent: float
    advances: dict[int, float]  # by code point
    missing: float  # width of the box for letters that no face has
    others: "tuple[Face, ...]" = ()
    _words: dict[str, float] = field(default_factory=dict, repr=False)

    def width(self, text: str) -> float:
        """The width of a word or line in parts of the type size; remembered, as words come back often."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _CACHE_LIMIT:
                self._words.clear()
            advances = self.advances
            known = sum([advances[code] if (code := ord(char)) in advances else self._other(code) for char in text])
            self._words[text] = known
        return known

    def _other(self, code: int) -> float:
        return next((face.advances[code] for face in self.others if code in face.advances), self.missing)


@dataclass(frozen=True, eq=False)
class Family:
    """Four faces of one family, and behind them those that draw the signs it lacks."""

    faces: tuple[Face, ...]
    symbols: tuple[Face, ...] = ()

    def drawn_by(self, face: int, letter: str) -> int:
        """Which of `faces` and `symbols` draws a letter of a face; the face itself where none can."""
        code = ord(letter)
        if code in self.faces[face].advances:
            return face
        places = (len(self.faces) + place for place, other in enumerate(self.symbols) if code in other.advances)
        return next(places, face)

    def draws(self, letter: str) -> bool:
        """Whether a letter can be drawn in every face, where it belongs: no stray mark, none written from the right."""
        if category(letter) in _SHAPELESS or bidirectional(letter) in _FROM_THE_RIGHT:
            return False
        code = ord(letter)
        return all(any(code in face.advances for face in (own, *self.symbols)) for own in self.faces)

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
        found = read_metrics(path.read_bytes())
    except (ValueError, LookupError, ArithmeticError, struct.error) as error:
        raise ValueError(f"{path.name} is not a TrueType font") from error
    for drawn, fixed in ((" ", 0x202F), ("-", 0x2011)):  # a space that does not stretch, a hyphen
        if ord(drawn) in found.advances:
            found.advances[fixed] = found.advances[ord(drawn)]
    return Face(path, found.ascent, found.descent, found.advances, found.missing)


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
    if not all(ord(char) in face.advances for face in faces for char in _VIETNAMESE):
        return None
    symbols = _symbols()
    return Family(tuple(replace(face, others=symbols) for face in faces), symbols)


@lru_cache(maxsize=1)
def _symbols() -> tuple[Face, ...]:
    return tuple(read_face(paths.resources() / "fonts" / name) for name in _SYMBOLS)


def family(use_system: bool = True) -> Family:
    """Times New Roman where the system has it, otherwise the bundled Liberation Serif of the same metrics."""
    return _family(use_system)


@lru_cache(maxsize=2)
def _family(use_system: bool) -> Family:
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
