"""What the sheets of an Excel workbook share: their list, the shared texts, the number formats, the calendar."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING

from cchc_desktop.readers.guards import MAX_TEXT, damaged, too_much
from cchc_desktop.readers.number_formats import BUILT_IN, NumberFormat, general, number_format
from cchc_desktop.readers.office_package import OfficePackage, Relation
from cchc_desktop.readers.old_fonts import OldFont, font_of, keep_hyphens, unicode_runs
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes control characters
_LARGEST = 308  # power of ten; Excel itself can hold no more
MAX_SHEETS = 1000


@dataclass(frozen=True)
class SheetEntry:
    """A sheet of the workbook: its title, its part, and whether Excel hides it; a chart has no cells."""

    title: str
    part: str
    hidden: bool
    is_chart: bool = False


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
    hidden_rows: int = 0


@dataclass
class Book:
    """What reading a cell needs of the workbook."""

    package: OfficePackage
    sheets: list[SheetEntry]
    strings: list["SharedText"]
    styles: list[Style]
    from_1904: bool
    findings: Findings = field(default_factory=Findings)
    letters: int = MAX_TEXT  # that the cells may still show
    places: int = 0  # that the rows may still have

    def take(self, text: str) -> str:
        """A text that a cell shows, counted; raises UserError where the cells show more than any plan."""
        self.letters -= len(text)
        if self.letters < 0:
            raise too_much(self.package.name)
        return text

    def take_places(self, width: int) -> None:
        """Count the places of a row, empty ones included; raises UserError where they are more than any table's."""
        self.places -= width
        if self.places < 0:
            raise too_much(self.package.name)


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


def open_book(package: OfficePackage) -> Book:
    """The workbook of a package; raises UserError where it has none."""
    part, _kind = package.main()
    workbook = package.root(part)
    if workbook is None or workbook.tag != f"{S}workbook":
        raise damaged(package.name)
    relations = package.relations(part)
    properties = workbook.find(f"{S}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return Book(
        package,
        _sheets(package, workbook, relations),
        _strings(package, _part_of(package, part, relations, "sharedStrings")),
        _styles(package, _part_of(package, part, relations, "styles")),
        from_1904,
        places=int(1_000_000 + 2_000_000 * package.megabytes),
    )


def _part_of(package: OfficePackage, book: str, relations: list[Relation], kind: str) -> str:
    """The part of a kind: where the workbook says, else where writers put it who say nothing; "" for none."""
    usual = f"{book.rpartition('/')[0]}/{kind}.xml".lstrip("/")
    parts = [relation.part for relation in relations if relation.kind == kind]
    return next((part for part in (*parts, usual) if part in package), "")


def _sheets(package: OfficePackage, workbook: "_Element", relations: list[Relation]) -> list[SheetEntry]:
    """The sheets in their order, each part once: entries that share one would be read again and again."""
    by_id = {relation.identity: relation for relation in relations}
    found: list[SheetEntry] = []
    seen: set[str] = set()
    for sheet in workbook.iter(f"{S}sheet"):
        relation = by_id.get(sheet.get(f"{R}id") or "")
        if relation is None or relation.part.lower() in seen:
            continue
        seen.add(relation.part.lower())
        hidden = sheet.get("state") in ("hidden", "veryHidden")
        found.append(SheetEntry(clean(sheet.get("name") or ""), relation.part, hidden, relation.kind == "chartsheet"))
    if len(found) > MAX_SHEETS:
        raise too_much(package.name)
    return found


def _strings(package: OfficePackage, part: str) -> list[SharedText]:
    return [SharedText(*string_and_change(item)) for item in package.stream(part, (f"{S}si",))]


def _styles(package: OfficePackage, part: str) -> list[Style]:
    """The formats of cells in the order by which cells name them."""
    codes: dict[int, str] = {}
    fonts: list[OldFont | None] = []
    found: list[Style] = []
    for item in package.stream(part, tuple(f"{S}{tag}" for tag in ("numFmt", "font", "xf"))):
        parent = item.getparent()
        if item.tag == f"{S}numFmt":
            codes[to_int(item.get("numFmtId"))] = item.get("formatCode") or ""
        elif parent is not None and parent.tag == f"{S}fonts":
            fonts.append(font_of(_font_name(item)))
        elif parent is not None and parent.tag == f"{S}cellXfs":
            number, font = to_int(item.get("numFmtId")), to_int(item.get("fontId"))
            code = codes.get(number) or BUILT_IN.get(number, "")
            shown = number_format(code) if code and code.lower() != "general" else None
            found.append(Style(shown, fonts[font] if font < len(fonts) else None))
    return found


def _font_name(font: "_Element") -> str:
    name = font.find(f"{S}name")
    return (name.get("val") or "") if name is not None else ""


def string_of(item: "_Element") -> str:
    """The text of a string item as it stands; phonetic hints are no text, runs in an old font become Unicode."""
    return string_and_change(item)[0]


def string_and_change(item: "_Element") -> tuple[str, bool]:
    """The text of a string item, and whether runs of it were in an old font."""
    runs: list[tuple[OldFont | None, str]] = []
    for child in item:
        if child.tag == f"{S}t":
            runs.append((None, child.text or ""))
        elif child.tag == f"{S}r":
            name = child.find(f"{S}rPr/{S}rFont")
            font = font_of(name.get("val") or "") if name is not None else None
            runs.append((font, child.findtext(f"{S}t") or ""))
    made = []
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
    # Excel keeps 0.1 + 0.2 with 17 digits; 15 are what it shows.
    number = Decimal(f"{float(number):.15g}")
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
