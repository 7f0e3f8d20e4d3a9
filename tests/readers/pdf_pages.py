"""Small PDF files made for one test: words at their places, rules, and objects written by hand."""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.readers.pdf_file import content_of, source_of
from cchc_desktop.readers.source import Source, SourceLine

_FONTS = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 553.0
Draw = Callable[[Canvas], None]


def font(name: str = "Regular") -> str:
    """The name of a face that has all Vietnamese letters."""
    known = f"Test-{name}"
    if known not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(known, _FONTS / f"LiberationSerif-{name}.ttf"))
    return known


def pdf(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), encrypt: str | None = None) -> bytes:
    """A file with these pages."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, encrypt=encrypt, pageCompression=0)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def say(canvas: Canvas, x: float, y: float, text: str, size: float = 14, bold: bool = False) -> float:
    """A text whose letters stand so far from the left and the top; returns where it ends."""
    name = font("Bold" if bold else "Regular")
    canvas.setFont(name, size)
    canvas.drawString(x, canvas._pagesize[1] - y, text)
    return x + pdfmetrics.stringWidth(text, name, size)


def flow(canvas: Canvas, y: float, text: str, size: float = 14, indent: float = 36, after: float = 6) -> float:
    """A paragraph between the margins, its lines broken where they are full; returns where the next one stands."""
    left, line = LEFT + indent, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and left + pdfmetrics.stringWidth(longer, font(), size) > RIGHT:
            say(canvas, left, y, line, size)
            y, left, line = y + 1.32 * size, LEFT, word
        else:
            line = longer
    say(canvas, left, y, line, size)
    return y + 1.32 * size + after


def table(
    canvas: Canvas,
    y: float,
    rows: Sequence[Sequence[str]],
    places: Sequence[float],
    ruled: bool = True,
    size: float = 12,
) -> float:
    """A table from a height down, line breaks in its cells kept; returns where it ends."""
    height = canvas._pagesize[1]
    for row in rows:
        deep = max(cell.count("\n") + 1 for cell in row) * 14 + 6
        for cell, left in zip(row, places, strict=False):
            for at, line in enumerate(cell.split("\n")):
                say(canvas, left + 4, y + 14 + 14 * at, line, size)
        if ruled:
            canvas.line(places[0], height - y, places[-1], height - y)
            canvas.line(places[0], height - y - deep, places[-1], height - y - deep)
            for place in places:
                canvas.line(place, height - y, place, height - y - deep)
        y += deep
    return y


def read(data: bytes) -> Source:
    """What the file holds."""
    return source_of(content_of(data, "van-ban.pdf"), "van-ban.pdf")


def lines(source: Source) -> list[str]:
    """The running lines."""
    return [block.text for block in source.blocks if isinstance(block, SourceLine)]


def rows(source: Source) -> list[list[tuple[str, ...]]]:
    """The cells of each table."""
    return [[row.cells for row in found.rows] for found in source.tables()]


def objects(*bodies: bytes) -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, begin)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A packed stream."""
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream" % (len(packed), entries, packed)


def by_hand(content: bytes, *more: bytes, resources: bytes = b"", kids: int = 1, catalogue: bytes = b"") -> bytes:
    """A file whose page has this content; `more` are its objects from the sixth on."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * kids, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>>>"
        % resources,
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


HELLO = b"BT /F1 12 Tf 100 700 Td (Xin chao) Tj ET\n"
