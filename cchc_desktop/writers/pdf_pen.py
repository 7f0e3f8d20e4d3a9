"""The pen that draws strips on PDF pages with embedded, subset fonts."""

from functools import lru_cache
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.documents.house_style import MM, PageStyle
from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.strips import Strip

PRODUCER = "CCHC Desktop"
rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as text, and quicker


@lru_cache(maxsize=2)
def _registered(family: Family) -> tuple[str, ...]:
    """The names under which the PDF library knows the four faces; each file is read once."""
    names = []
    for index, face in enumerate(family.faces):
        name = f"{family.name}-{index}"
        pdfmetrics.registerFont(TTFont(name, str(face.path), asciiReadable=False, shapable=False))
        names.append(name)
    return tuple(names)


class Pen:
    """Draws pages of strips into one PDF; y counts downward from the top of the page."""

    def __init__(self, target: BinaryIO, document: Document, family: Family) -> None:
        self._names = _registered(family)
        self._canvas = Canvas(target, pageCompression=1, lang=document.language, pdfVersion=(1, 7))
        self._canvas.setTitle(document.title)
        self._canvas.setAuthor(document.author)
        self._canvas.setCreator(PRODUCER)
        self._canvas.setProducer(PRODUCER)
        self._canvas.setSubject("")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._text: Any = None
        self._lines: list[str] = []
        self._font: tuple[int, float] = (-1, 0.0)
        self._stretch = 0.0
        self._height = 0.0
        self._level = -1
        self._marks = 0

    def begin_page(self, page: PageStyle) -> None:
        """Start a page of this size."""
        self._height = page.height * MM
        self._canvas.setPageSize((page.width * MM, self._height))
        self._text = self._canvas.beginText()
        self._font = (-1, 0.0)
        self._stretch = 0.0
        self._lines = []

    def end_page(self) -> None:
        """Finish the page begun."""
        self._canvas.drawText(self._text)
        self._canvas.addLiteral("\n".join(self._lines))
        self._canvas.showPage()

    def draw(self, strip: Strip, left: float, top: float) -> None:
        """Draw a strip whose top left corner stands at (left, top)."""
        if strip.bookmark:
            self._bookmark(*strip.bookmark, top)
        base = self._height - top
        text = self._text
        # Operators are written here, not by the library, where there are thousands of a kind.
        write = text._code.append
        for x, y, pieces, size, stretch in strip.texts:
            if stretch != self._stretch:
                write(f"{stretch:.4f} Tw")
                self._stretch = stretch
            write(f"1 0 0 1 {left + x:.2f} {base - y:.2f} Tm")
            for face, words in pieces:
                if (face, size) != self._font:
                    text.setFont(self._names[face], size)
                    self._font = (face, size)
                # A no-break hyphen has no shape of its own in most fonts.
                words = words.replace("\u2011", "-")
                if stretch and "\u00a0" in words:
                    self._with_fixed_spaces(words, stretch)
                else:
                    text._textOut(words)
        for x0, y0, x1, y1, thickness in strip.rules:
            self._lines.append(
                f"{thickness:.2f} w {left + x0:.2f} {base - y0:.2f} m {left + x1:.2f} {base - y1:.2f} l S"
            )

    def _with_fixed_spaces(self, words: str, stretch: float) -> None:
        """Write words of a justified line, their no-break spaces not stretched, as word processors do."""
        text = self._text
        first, *others = words.split("\u00a0")
        text._textOut(first)
        for part in others:
            text.setWordSpace(0)
            text._textOut(" ")
            text.setWordSpace(stretch)
            text._textOut(part)

    def _bookmark(self, level: int, title: str, top: float) -> None:
        level = min(level, self._level + 1)
        self._level = level
        self._marks += 1
        key = f"b{self._marks}"
        self._canvas.bookmarkHorizontal(key, 0, self._height - top)
        self._canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def save(self) -> None:
        """Write the file's end: fonts, outline, metadata."""
        self._canvas.save()
