"""Where things stand on the pages of any PDF: lines of text and upright rules, in points from the top left corner."""

from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_LINE = 1.5  # points between base lines of one line
_GAP = 14.0  # points without a letter that part two columns


@dataclass(frozen=True)
class TextLine:
    """A run of letters on one base line: the text without spaces, its ends, its base line."""

    text: str
    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Marks:
    """What one page shows."""

    lines: tuple[TextLine, ...]
    edges: tuple[float, ...]  # x of upright rules, each once


def marks_of(path: Path) -> list[Marks]:
    """The marks of every page of a file."""
    with pypdfium2.PdfDocument(path) as document:
        return [Marks(tuple(_lines(page)), tuple(_edges(page))) for page in document]


def _letters(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, str]]:
    """Base line, left and right end, and letter."""
    text = page.get_textpage()
    height = page.get_height()
    found = []
    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter == "\u00a0" or not letter.isprintable():
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        found.append((height - y.value, x.value, text.get_charbox(index, loose=True)[2], letter))
    text.close()
    return found


def _lines(page: pypdfium2.PdfPage) -> list[TextLine]:
    rows: list[list[tuple[float, float, float, str]]] = []
    for letter in sorted(_letters(page)):
        if rows and letter[0] - rows[-1][0][0] < _SAME_LINE:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    lines: list[TextLine] = []
    for row in rows:
        row.sort(key=lambda letter: letter[1])
        start = 0
        for place in range(1, len(row) + 1):
            if place == len(row) or row[place][1] - row[place - 1][2] > _GAP:
                part = row[start:place]
                lines.append(TextLine("".join(one[3] for one in part), part[0][1], part[-1][2], part[0][0]))
                start = place
    return lines


def _edges(page: pypdfium2.PdfPage) -> list[float]:
    found: list[float] = []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = item.get_bounds()
        if right - left < 3 and top - bottom > 8:
            found.append((left + right) / 2)
    found.sort()
    return [x for place, x in enumerate(found) if place == 0 or x - found[place - 1] > 1]
