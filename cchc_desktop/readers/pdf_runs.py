"""The text of a PDF page in the pieces that it is drawn in, each with its place and look.

A piece is asked about as a whole, as a call for each of its letters would take most of the time; it is parted only
where a drawn rule, or more room than any blank takes, goes through it.
"""

import ctypes
import math
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2.raw as pdfium

from cchc_desktop.readers.guards import too_much
from cchc_desktop.readers.old_fonts import OldFont, font_of, unicode_runs
from cchc_desktop.readers.pdf_calls import ADDRESS, NUMBER, address_of, fast
from cchc_desktop.readers.pdf_shapes import Box
from cchc_desktop.readers.symbol_fonts import has_private, symbol_font, unicode_of
from cchc_desktop.text import clean, is_plain

MAX_LETTERS = 400_000  # on a page; a full one has 5,000
_WORD = re.compile(r"[^\s\x00]+")
_PIECE = re.compile(r"[^\s\x00](?:[^\r\n]*[^\r\n\x00 \t\xa0])?")  # what stands on a line
_SURROGATE = re.compile("[\ud800-\udfff]")
# What pdfium writes for a hyphen at the end of a line; it mostly leaves out that the line ends there.
_HYPHEN = re.compile("\ufffe|\x02(?=[\r\n]|$)")
_NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_BOLD_FROM = 600
_ITALIC_FLAG = 1 << 6
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "-bd", ",bd")
_ITALIC_NAMES = ("italic", "oblique", "-it")
_UNSEEN_MODES = (3, 7)  # neither filled nor drawn
_FAKE_BOLD = 2  # filled and drawn around
_WHITE = 250
_DIAGONAL = 8.0  # degrees off the axes
_ABOVE, _BELOW = 0.75, 0.2  # sizes that a line takes above and below the one its letters stand on
_SHORT = 2  # letters whose box does not tell their direction
_WIDE = 0.68  # of its size is what a letter takes at most on average, blanks of a justified line included
_APART = 1.6  # sizes of a letter between two words that do not follow each other
_BEFORE = 6  # pieces among which one that stands in another is looked for
_INSIDE = 2.0  # points that a rule lies within a piece


_object_at = fast(pdfium.FPDFText_GetTextObject, ADDRESS)
_box_at = fast(pdfium.FPDFText_GetLooseCharBox, NUMBER)
_origin_at = fast(pdfium.FPDFText_GetCharOrigin, NUMBER)
_place_of = fast(pdfium.FPDFText_GetCharIndexFromTextIndex, NUMBER)
_matrix_at = fast(pdfium.FPDFText_GetMatrix, NUMBER)
_unmapped_at = fast(pdfium.FPDFText_HasUnicodeMapError, NUMBER)
_font_of_object = fast(pdfium.FPDFTextObj_GetFont, ADDRESS)
_size_of_object = fast(pdfium.FPDFTextObj_GetFontSize, NUMBER)
_mode_of_object = fast(pdfium.FPDFTextObj_GetTextRenderMode, NUMBER)
_colour_of_object = fast(pdfium.FPDFPageObj_GetFillColor, NUMBER)


class TextRun(NamedTuple):
    """A piece of text in the page's own places; `quarter` counts quarter turns counter-clockwise of its direction.

    `unseen` is drawn by nothing, `white` as paper is, `diagonal` off the axes.
    """

    text: str
    box: Box
    size: float
    bold: bool
    italic: bool
    quarter: int = 0
    diagonal: bool = False
    unseen: bool = False
    white: bool = False


class _Font(NamedTuple):
    bold: bool
    italic: bool
    symbol: str
    old: OldFont | None
    unmapped: bool


class Fonts:
    """The fonts of a page, each asked for once, and what their letters are in Unicode."""

    def __init__(self) -> None:
        self._known: dict[int | None, _Font] = {None: _Font(False, False, "", None, False)}
        self.in_old_fonts: list[tuple[str, str]] = []

    def of(self, text_object: ctypes.c_void_p, text_page: ctypes.c_void_p, place: int) -> _Font:
        """The font of a piece, whose letter stands at a place of the page."""
        key = _font_of_object(text_object)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _font(key, _unmapped_at(text_page, place) == 1)
        return known

    def in_letters(self, text: str, font: _Font) -> str:
        """A text in Unicode letters: signs of symbol fonts, letters of old ones, NFC; "" for nothing that is seen."""
        if font.symbol or has_private(text):
            text = unicode_of(text, font.symbol)
        if font.old is not None:
            (made,) = unicode_runs([text], font.old)
            if made != text:
                self.in_old_fonts.append((text, made))
                text = made
        return clean(text)


class PageText:
    """The text of an open page; `unmapped` counts letters that the file draws without saying which they are."""

    def __init__(self, handle: ctypes.c_void_p, name: str) -> None:
        self._handle = handle
        self.fonts = Fonts()
        self.unmapped = 0
        count = pdfium.FPDFText_CountChars(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE))
        if count > MAX_LETTERS:
            raise too_much(name)
        self._text = ""
        if count > 0:
            letters = (ctypes.c_ushort * _rounded(count + 1))()
            written = pdfium.FPDFText_GetText(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), 0, count, letters) - 1
            units = ctypes.string_at(letters, 2 * max(written, 0)).decode("utf-16-le", "surrogatepass")
            if len(units) != written:  # letters beyond the first plane take two places
                units = "".join(map(chr, letters[: max(written, 0)]))
            self._text = units
        self._characters = self._plain = is_plain(self._text.replace("\r\n", "\n"))
        # Of all blanks a plain text has single ones alone, so its pieces are taken as they stand.
        self._even = self._plain and not any(blank in self._text for blank in ("  ", "\t", "\xa0"))
        lost = 0
        if not self._plain:
            self._text = _HYPHEN.sub("-", self._text)
            self._characters = _SURROGATE.search(self._text) is None
            lines = self._text.replace("\r\n", "\n")
            self._plain = self._characters and clean(lines) == lines and not has_private(lines)
            lost = len(_NO_LETTER.findall(self._text))
        # Letters without any meaning are left out of the text, so its places are not those of the page.
        self._shifted = len(self._text) != max(count, 0)
        self.unmapped += max(count, 0) - len(self._text) + lost
        self._first, self._last, self._matrix = pdfium.FS_RECTF(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y, self._size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        self._colour = [ctypes.c_uint() for _channel in range(4)]
        self._to_last, self._to_x, self._to_y = map(ctypes.byref, (self._last, self._x, self._y))
        self._to_size, self._to_colour = ctypes.byref(self._size), [ctypes.byref(channel) for channel in self._colour]

    def runs(self, rules: Sequence[Box]) -> list[TextRun]:
        """The pieces in the order of the file, parted where one of these rules goes through them."""
        upright = sorted((rule for rule in rules if rule.x0 == rule.x1), key=lambda rule: rule.x0)
        flat = sorted((rule for rule in rules if rule.y0 == rule.y1), key=lambda rule: rule.y0)
        across, along = [rule.x0 for rule in upright], [rule.y0 for rule in flat]
        pieces = [(run, piece) for piece in self._pieces() if (run := self._run(*piece)) is not None]
        crossed = _crossed([run for run, _piece in pieces])
        made: list[TextRun] = []
        for at, (run, (start, end, text_object)) in enumerate(pieces):
            box = run.box
            if (
                at in crossed
                or (across and _goes_through(box, upright, across, 0))
                or (run.quarter % 2 and _goes_through(box, flat, along, 1))
            ):
                made.extend(self._parted(start, end, text_object, True))
            elif (box.x1 - box.x0) > (end - start + 1) * run.size * _WIDE and " " in run.text:
                made.extend(self._parted(start, end, text_object, False))
            else:
                made.append(run)
        return made

    def _pieces(self) -> Iterator[tuple[int, int, int | None]]:
        """Where each piece begins and ends in the text, and which object of the page it is of."""
        handle, shifted = self._handle, self._shifted
        for piece in _PIECE.finditer(self._text):
            start, end = piece.span()
            end -= 1
            at, to = (self._place(start), self._place(end)) if shifted else (start, end)
            opened = _object_at(handle, at)
            if opened == _object_at(handle, to):
                yield start, end, opened
            else:
                yield from self._of_objects(start, end)

    def _of_objects(self, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
        """Where each piece of a line begins and ends that several objects draw, which may part a word."""
        text, handle = self._text, self._handle
        opened, behind = _object_at(handle, self._place(start)), start
        for word in _WORD.finditer(text, start, end + 1):
            first, last = word.start(), word.end() - 1
            whole = _object_at(handle, self._place(first)) == _object_at(handle, self._place(last))
            for at in (first,) if whole else range(first, last + 1):
                drawn = _object_at(handle, self._place(at))
                if drawn != opened:
                    yield start, behind, opened
                    start, opened = at, drawn
                behind = at
            behind = last
        yield start, behind, opened

    def _place(self, at: int) -> int:
        """The place on the page of a letter of the text."""
        return int(_place_of(self._handle, at)) if self._shifted else at

    def _run(self, start: int, end: int, text_object: int | None) -> TextRun | None:
        """The piece from one letter to another; None where it has no place on the page or nothing to see."""
        if not text_object:
            return None
        last, handle = self._last, self._handle
        at, to = (self._place(start), self._place(end)) if self._shifted else (start, end)
        if not _origin_at(handle, at, self._to_x, self._to_y) or not _box_at(handle, to, self._to_last):
            return None
        x, y, drawn = self._x.value, self._y.value, ADDRESS(text_object)
        font = self.fonts.of(drawn, handle, at)
        text = self._text[start : end + 1]
        if font.unmapped:
            self.unmapped += len(text)
        if not self._even or font.symbol or font.old:
            if not self._plain or font.symbol or font.old:
                text = self.fonts.in_letters(text if self._characters else _in_characters(text), font)
            text = " ".join(text.split())
        _size_of_object(drawn, self._to_size)
        size, quarter, diagonal = abs(self._size.value), 0, False
        box = Box(x, y - _BELOW * size, last.right, y + _ABOVE * size)
        high = last.top - last.bottom
        if end - start < _SHORT or not (
            0.3 * size < high < 1.6 * size and last.left >= x - size and box.y0 < (last.top + last.bottom) / 2 < box.y1
        ):
            size, quarter, diagonal = self._turned(at, size)
            box = (
                self._around(at, to)
                if quarter or diagonal
                else Box(x, y - _BELOW * size, last.right, y + _ABOVE * size)
            )
        if not text or size <= 0 or not math.isfinite(sum(box)):
            return None
        mode = _mode_of_object(drawn)
        return TextRun(
            text,
            box,
            size,
            font.bold or mode == _FAKE_BOLD,
            font.italic,
            quarter,
            diagonal,
            mode in _UNSEEN_MODES,
            self._is_white(drawn),
        )

    def _around(self, at: int, to: int) -> Box:
        """The box around a piece by those of its first and last letter."""
        first, last = self._first, self._last
        _box_at(self._handle, at, ctypes.byref(first))
        return Box(
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )

    def _turned(self, place: int, size: float) -> tuple[float, int, bool]:
        """Size, quarter turns and whether it lies off the axes, by the letter's own matrix."""
        matrix = self._matrix
        if not _matrix_at(self._handle, place, ctypes.byref(matrix)):
            return size, 0, False
        points = size * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        if not (math.isfinite(points) and math.isfinite(angle)):
            return 0.0, 0, False
        quarter = round(angle / 90)
        return points, quarter % 4, abs(angle - quarter * 90) > _DIAGONAL

    def _is_white(self, text_object: ctypes.c_void_p) -> bool:
        if not _colour_of_object(text_object, *self._to_colour):
            return False
        red, green, blue, alpha = self._colour
        return alpha.value == 0 or (red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE)

    def _parted(self, start: int, end: int, text_object: int | None, everywhere: bool) -> Iterator[TextRun]:
        """A piece word by word, those that follow each other closely in one unless `everywhere`."""
        held: TextRun | None = None
        for word in _WORD.finditer(self._text, start, end + 1):
            run = self._run(word.start(), word.end() - 1, text_object)
            if run is None:
                continue
            if held is not None and (everywhere or run.box.x0 - held.box.x1 > _APART * run.size or run.quarter):
                yield held
                held = None
            held = run if held is None else _joined(held, run)
        if held is not None:
            yield held


def _joined(left: TextRun, right: TextRun) -> TextRun:
    box = Box(
        min(left.box.x0, right.box.x0),
        min(left.box.y0, right.box.y0),
        max(left.box.x1, right.box.x1),
        max(left.box.y1, right.box.y1),
    )
    return left._replace(text=f"{left.text} {right.text}", box=box)


@contextmanager
def open_text(page: object, name: str) -> Iterator[PageText]:
    """The text of an open page. Raises `UserError` where it has more letters than any page of a paper."""
    handle = pdfium.FPDFText_LoadPage(page)
    try:
        yield PageText(address_of(handle), name)
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _crossed(runs: list[TextRun]) -> set[int]:
    """Which of the pieces have a sign of another font within them, as boxes to tick that are put in afterwards."""
    found: set[int] = set()
    for at, sign in enumerate(runs):
        if sign.text[0].isalnum() or any(map(str.isalnum, sign.text)):
            continue
        box = sign.box
        middle = (box.y0 + box.y1) / 2
        for other in range(max(at - _BEFORE, 0), min(at + _BEFORE, len(runs))):
            beside = runs[other].box
            across = box.x0 + _INSIDE < beside.x1 and beside.x0 + _INSIDE < box.x1
            if across and beside.y0 < middle < beside.y1 and other != at:
                found.update((at, other))
    return found


def _goes_through(box: Box, rules: list[Box], places: list[float], axis: int) -> bool:
    """Whether one of the sorted rules, all across an axis (0: upright ones), parts a box."""
    low, high, other = box[axis] + _INSIDE, box[axis + 2] - _INSIDE, 1 - axis
    if not places or high <= places[0] or low >= places[-1]:
        return False
    middle = (box[other] + box[other + 2]) / 2
    for at in range(bisect(places, low), len(places)):
        if places[at] >= high:
            return False
        if rules[at][other] <= middle <= rules[at][other + 2]:
            return True
    return False


def _rounded(count: int) -> int:
    """At least so many places: each size of a buffer is a type of its own to ctypes."""
    return 1 << count.bit_length()


def _in_characters(units: str) -> str:
    """UTF-16 units as characters."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _font(font: int, unmapped: bool) -> _Font:
    handle, buffer = ctypes.cast(font, pdfium.FPDF_FONT), ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""
    if name[6:7] == "+":
        name = name[7:]  # the mark of a subset
    folded = name.lower()
    bold = any(part in folded for part in _BOLD_NAMES) or pdfium.FPDFFont_GetWeight(handle) >= _BOLD_FROM
    italic = any(part in folded for part in _ITALIC_NAMES) or bool(pdfium.FPDFFont_GetFlags(handle) & _ITALIC_FLAG)
    family = name.partition("-")[0].partition(",")[0]
    return _Font(bold, italic, symbol_font(family) or symbol_font(family.removesuffix("MT")), font_of(name), unmapped)
