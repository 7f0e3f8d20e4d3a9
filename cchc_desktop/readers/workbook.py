"""What reading a cell needs of a workbook of any form: formats, the calendar, budgets, and what has to be said."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import groupby

from cchc_desktop.readers.guards import MAX_TEXT, too_much
from cchc_desktop.readers.number_formats import BUILT_IN, NumberFormat, general, number_format
from cchc_desktop.readers.old_fonts import OldFont, keep_hyphens, unicode_runs
from cchc_desktop.readers.source import Rewritten
from cchc_desktop.text import clean

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes control characters
_LARGEST = 308  # power of ten; Excel itself can hold no more
_PLACES, _PLACES_PER_MEGABYTE = 1_000_000, 2_000_000  # of rows, empty ones included
MAX_SHEETS = 1000


@dataclass
class Style:
    """How a cell looks: its number format (None: General) and the old font it is written in, if any."""

    format: NumberFormat | None = None
    font: OldFont | None = None


@dataclass
class Findings:
    """What was met on the way and has to be said, each with its place ("Sheet1!B2") as far as there is room."""

    errors: list[tuple[str, str]] = field(default_factory=list)  # place and "#N/A"
    without_result: list[str] = field(default_factory=list)
    out_of_range: list[tuple[str, str]] = field(default_factory=list)
    rounded: list[tuple[str, str]] = field(default_factory=list)  # place, and number beside what is shown
    colored: list[str] = field(default_factory=list)  # numbers below zero that only their color says
    without_text: list[str] = field(default_factory=list)
    in_old_fonts: list[str] = field(default_factory=list)
    rewritten: list[Rewritten] = field(default_factory=list)
    hidden_rows: int = 0


@dataclass
class Book:
    """What the sheets of a workbook share; `name` is what error messages call the file."""

    name: str
    styles: list[Style] = field(default_factory=list)
    from_1904: bool = False
    findings: Findings = field(default_factory=Findings)
    letters: int = MAX_TEXT  # that the cells may still show
    places: int = _PLACES  # that the rows may still have

    def take(self, text: str) -> str:
        """A text that a cell shows, counted; raises UserError where the cells show more than any plan."""
        self.letters -= len(text)
        if self.letters < 0:
            raise too_much(self.name)
        return text

    def take_places(self, width: int) -> None:
        """Count the places of a row, empty ones included; raises UserError where they are more than any table's."""
        self.places -= width
        if self.places < 0:
            raise too_much(self.name)

    def style(self, at: int) -> Style | None:
        """The style that cells name so; None where there is none."""
        return self.styles[at] if 0 <= at < len(self.styles) else None


def places_for(megabytes: float) -> int:
    """How many places the rows of a file of this size may have."""
    return int(_PLACES + _PLACES_PER_MEGABYTE * megabytes)


def style_of(code: str, font: OldFont | None, number: int = 0) -> Style:
    """How a cell looks: by the code of its number format, or by the number of one that every Excel knows."""
    code = code or BUILT_IN.get(number, "")
    return Style(number_format(code) if code and code.lower() != "general" else None, font)


class SharedText:
    """A text that many cells may share: made plain once, and once more where a cell has an old font."""

    __slots__ = ("_plain", "converted", "raw")

    def __init__(self, raw: str, converted: bool = False) -> None:
        self.raw = raw
        self.converted = converted  # runs of it were in an old font
        self._plain: dict[OldFont | None, str] = {}

    def plain(self, font: OldFont | None = None) -> str:
        """The text on lines without blanks around them."""
        text = self._plain.get(font)
        if text is None:
            text = self._plain[font] = plain_text(self.raw, font)
        return text


def unicode_text(runs: Iterable[tuple[OldFont | None, str]]) -> tuple[str, bool]:
    """A text of runs as (font, text), those in an old font made Unicode; and whether that changed any."""
    runs = list(runs)
    made: list[str] = []
    for font, group in groupby(runs, key=lambda run: run[0]):
        texts = [text for _font, text in group]
        made += unicode_runs(texts, font) if font is not None else texts
    return "".join(made), made != [text for _font, text in runs]


def shown_number(value: str, style: Style | None, book: Book, place: Callable[[], str]) -> str:
    """A number as its cell shows it: "12", "0,5", "1.500.000 ₫", "98,5%", "31/01/2026"."""
    if (style is None or style.format is None) and len(value) < 12 and value.isdecimal():
        return value.lstrip("0") or "0"
    try:
        number = Decimal(value) if len(value) <= 400 else Decimal("Infinity")
    except InvalidOperation:
        return tidy(value)
    if not number.is_finite() or number.adjusted() > _LARGEST:
        book.findings.out_of_range.append((place(), value[:40]))
        return tidy(value)
    # Excel keeps 0.1 + 0.2 with 17 digits; 15 are what it shows, and of no zero a sign.
    number = Decimal(f"{float(number) + 0.0:.15g}")
    if style is None or style.format is None:
        return general(number)
    shown = style.format.show(number, book.from_1904)
    if shown is None:
        book.findings.out_of_range.append((place(), value[:40]))
        return general(number)
    if style.format.rounds_away(number):
        book.findings.rounded.append((place(), f"{shown.strip()} ← {general(number)}"))
    if style.format.hides_sign(number):
        book.findings.colored.append(place())
        shown = f"-{shown.strip()}"
    return " ".join(shown.split())


def yes_or_no(value: bool) -> str:
    """A truth value as a Vietnamese form says it."""
    return "Có" if value else "Không"


def plain_text(raw: str, font: OldFont | None) -> str:
    """A text as a cell in this font shows it, plain."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw) if "_x" in raw else raw
    return tidy(unicode_runs([text], font)[0] if font is not None else keep_hyphens(text))


def tidy(text: str) -> str:
    """A text in one Unicode form, on lines without blanks around them."""
    text = clean(text)
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def to_int(text: str | None) -> int:
    """A count or index of the file's own; 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
