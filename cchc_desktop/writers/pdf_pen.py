"""The pen that writes what a page shows: text and rules, as the operators of a PDF's content stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from zlib import compress

from reportlab.lib.rl_accel import fp_str

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import FIXED_SPACE, Piece
from cchc_desktop.writers.page_flow import Page
from cchc_desktop.writers.pdf_letters import MAIN, is_common, shown
from cchc_desktop.writers.strips import Strip, TextMark, stack

Letters = tuple[frozenset[str], ...]  # by face


@dataclass(frozen=True, eq=False)
class Drawn:
    """A page as it stands in the file: its compressed content, and the letters it uses of each face."""

    content: bytes
    letters: Letters


def font_name(face: int, page: int) -> str:
    """What content streams call the letters of a face in one set of `pdf_letters`."""
    return f"F{face}" if page == MAIN else f"F{face}x{page:x}"


def _colour(digits: str) -> str:
    """Six hexadecimal digits as the operands of rg and RG."""
    return fp_str([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]) if digits else "0 0 0"


class Pen:
    """Writes strips of one page; y counts downward from the top of the page."""

    def __init__(self, height: float, fonts: Family) -> None:
        self._height = height
        self._fonts = fonts
        self._text: list[str] = []
        self._rules: list[str] = []
        self._font: tuple[int, int, float] = (-1, MAIN, 0.0)  # face, set, size
        self._stretch = 0.0
        self._text_colour = self._rule_colour = ""
        self._letters: tuple[set[str], ...] = tuple(set() for _face in (*fonts.faces, *fonts.symbols))

    def draw(self, strip: Strip, left: float, top: float) -> None:
        """Draw a strip whose top left corner stands at (left, top)."""
        base = self._height - top
        for mark in strip.texts:
            self._line(mark, left, base)
        for x0, y0, x1, y1, thickness, colour in strip.rules:
            if colour != self._rule_colour:
                self._rules.append(f"{_colour(colour)} RG")
                self._rule_colour = colour
            self._rules.append(
                f"{thickness:.2f} w {left + x0:.2f} {base - y0:.2f} m {left + x1:.2f} {base - y1:.2f} l S"
            )

    def _line(self, mark: TextMark, left: float, base: float) -> None:
        x, y, pieces, size, stretch, colour = mark
        write = self._text.append
        if colour != self._text_colour:
            write(f"{_colour(colour)} rg")
            self._text_colour = colour
        if stretch != self._stretch:
            write(f"{stretch:.4f} Tw")
            self._stretch = stretch
        write(f"1 0 0 1 {left + x:.2f} {base - y:.2f} Tm")
        for face, words in self._drawn_pieces(pieces):
            self._letters[face].update(words)
            for page, operand in shown(words):
                if (face, page, size) != self._font:
                    write(f"/{font_name(face, page)} {fp_str(size)} Tf")
                    self._font = (face, page, size)
                if page == MAIN or not stretch:
                    write(f"{operand} Tj")
                else:  # in other sets the place of the space is another letter's
                    write(f"0 Tw {operand} Tj {stretch:.4f} Tw")

    def _drawn_pieces(self, pieces: list[Piece]) -> Iterator[Piece]:
        """The pieces, signs that their face lacks as pieces of the face that has them."""
        for face, words in pieces:
            words = words.replace(FIXED_SPACE, "\u00a0")
            if is_common(words):
                yield face, words
            else:
                for other, letters in groupby(words, partial(self._fonts.drawn_by, face)):
                    yield other, "".join(letters)

    def finished(self) -> Drawn:
        """What was drawn."""
        content = "\n".join(("BT", *self._text, "ET", *self._rules))
        return Drawn(compress(content.encode("latin-1")), tuple(frozenset(letters) for letters in self._letters))


def draw_page(page: Page, style: HouseStyle, fonts: Family) -> Drawn:
    """The page with its number."""
    setup = page.setup
    pen = Pen(setup.height * MM, fonts)
    left = setup.left * MM
    if page.number > 1:
        look = style.paragraph("page_number")
        texts, _end = stack([(str(page.number), look)], 0.0, setup.body_width * MM, 0.0, fonts)
        pen.draw(Strip(0.0, texts), left, setup.number_from_top * MM)
    for strip, top in (*page.strips, page.foot) if page.foot else page.strips:
        pen.draw(strip, left, top)
    return pen.finished()
