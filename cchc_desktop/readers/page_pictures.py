"""Pages of a PDF as pictures that letters can be recognised in: upright, straight, seals and ink apart, rules found.

It runs where PDF files are read (`pdf_worker`), as drawing a hostile page may take all memory.
"""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from cchc_desktop.readers.page_rules import rules_of
from cchc_desktop.readers.pdf_page import PageRule, open_pdf
from cchc_desktop.readers.source import Upright

DOTS = 300  # an inch: what Tesseract was taught with
_DOTS_SHOWN = 110  # an inch
_POINT = 1 / 72  # inch
_MOST_PIXELS = 14_000_000  # an A3 page would have 17 million: it is drawn a little smaller
_SMALL = 640  # pixels of the longer side of the picture by which the slant is told
_STEEPEST, _COARSE, _FINE = 6.0, 0.5, 0.1  # degrees
_LEAST_SLANT = 0.15  # degrees; less does no harm
_COLOUR = 60  # of 255, by which the colours of a point differ that is no shade of grey
_LEAST_COLOUR = 0.0008  # share of the page
_WIPED = 1.0  # points at both sides of a rule that is taken out
_TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)


class PagePicture(NamedTuple):
    """A page ready for recognition: grey PNG without rules and colour, and what is in colour alone (b"" of none).

    `width` and `height` are points, `dots` pixels of one; `rules` are in points; `upright` is how it was turned.
    """

    plain: bytes
    coloured: bytes
    width: float
    height: float
    dots: float
    rules: tuple[PageRule, ...]
    upright: Upright = Upright()


def picture_of(path: Path, at: int, quarters: int = 0) -> PagePicture:
    """A page, counted from 0, turned clockwise by so many quarters.

    Raises `UserError` as reading the file does.
    """
    drawn, dots = _drawn(path, at)
    drawn = _turned(drawn, Upright(quarters))
    slant = _slant(drawn.convert("L"))
    upright = Upright(quarters % 4, slant if abs(slant) >= _LEAST_SLANT else 0.0)
    drawn = _turned(drawn, Upright(0, upright.degrees))
    plain, coloured = _apart(drawn)
    rules = rules_of(plain, dots)
    _wipe(plain, rules, dots)
    return PagePicture(
        png(plain),
        png(coloured) if coloured is not None else b"",
        drawn.width / dots,
        drawn.height / dots,
        dots,
        rules,
        upright,
    )


def shown(path: Path, at: int, upright: Upright) -> tuple[bytes, float]:
    """A page, counted from 0, as people see it beside its text: a PNG, and pixels of a point in it.

    Raises `UserError` as reading the file does.
    """
    drawn, dots = _drawn(path, at, _DOTS_SHOWN)
    return png(_turned(drawn, upright)), dots


def _turned(drawn: Image.Image, upright: Upright) -> Image.Image:
    if (turn := _TURNS[upright.quarters % 4]) is not None:
        drawn = drawn.transpose(turn)
    if upright.degrees:
        drawn = drawn.rotate(upright.degrees, Image.Resampling.BILINEAR, fillcolor="white")
    return drawn


def _drawn(path: Path, at: int, inch: int = DOTS) -> tuple[Image.Image, float]:
    """A page in colour, and pixels of a point."""
    with open_pdf(path.read_bytes(), path.name) as document:
        page = document[at]
        dots = min(inch * _POINT, (_MOST_PIXELS / max(page.get_width() * page.get_height(), 1.0)) ** 0.5)
        return page.render(scale=dots).to_pil().convert("RGB"), dots


def png(picture: Image.Image) -> bytes:
    """A picture as a file, packed quickly."""
    made = BytesIO()
    picture.save(made, "PNG", compress_level=1)
    return made.getvalue()


def _slant(grey: Image.Image) -> float:
    """Degrees by which a page is to be turned counter-clockwise for its lines to lie flat.

    Then its rows differ most from each other: those through letters are dark, those between them light.
    """
    shrink = _SMALL / max(grey.size)
    size = (max(1, round(grey.width * shrink)), max(1, round(grey.height * shrink)))
    ink = ImageChops.invert(grey.resize(size, Image.Resampling.BOX))

    def sharpness(angle: float) -> int:
        turned = ink.rotate(angle, Image.Resampling.BILINEAR)
        rows = turned.resize((1, ink.height), Image.Resampling.BOX).tobytes()
        return sum((one - other) ** 2 for one, other in pairwise(rows))

    steps = round(_STEEPEST / _COARSE)
    best = max((step * _COARSE for step in range(-steps, steps + 1)), key=sharpness)
    steps = round(_COARSE / _FINE)
    return max((best + step * _FINE for step in range(-steps, steps + 1)), key=sharpness)


def _apart(drawn: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """What is black or grey, and what is in colour: a seal over a name hides it no more."""
    red, green, blue = drawn.split()
    light = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    dark = ImageChops.darker(ImageChops.darker(red, green), blue)
    colour = ImageChops.subtract(light, dark).point(lambda value: 255 if value > _COLOUR else 0)
    share = sum(count * value for value, count in enumerate(colour.histogram())) / 255 / (drawn.width * drawn.height)
    if share < _LEAST_COLOUR:
        return drawn.convert("L"), None
    alone = Image.new("L", drawn.size, 255)
    alone.paste(dark, mask=colour)
    light.paste(255, mask=colour)
    return light, alone


def _wipe(plain: Image.Image, rules: tuple[PageRule, ...], dots: float) -> None:
    """Take the rules out: letters beside them are read better."""
    brush = ImageDraw.Draw(plain)
    for rule in rules:
        box = (rule.x0 - _WIPED, rule.top - _WIPED, rule.x1 + _WIPED, rule.bottom + _WIPED)
        brush.rectangle([place * dots for place in box], fill=255)
