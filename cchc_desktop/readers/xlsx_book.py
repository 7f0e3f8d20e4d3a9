"""The workbook of an XLSX package: its sheets, their shared texts, the looks of their cells, the calendar."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_desktop.readers.guards import damaged, too_much
from cchc_desktop.readers.office_package import OfficePackage, Relation
from cchc_desktop.readers.old_fonts import OldFont, font_of
from cchc_desktop.readers.workbook import (
    MAX_SHEETS,
    Book,
    SharedText,
    Style,
    places_for,
    style_of,
    to_int,
    unicode_text,
)
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class SheetEntry:
    """A sheet of the workbook: its title, its part, and whether Excel hides it; a chart has no cells."""

    title: str
    part: str
    hidden: bool
    is_chart: bool = False


@dataclass
class XlsxBook(Book):
    """A workbook with its package, its sheets and the texts that they share."""

    package: OfficePackage = field(kw_only=True)
    sheets: list[SheetEntry] = field(default_factory=list)
    strings: list[SharedText] = field(default_factory=list)


def open_book(package: OfficePackage) -> XlsxBook:
    """The workbook of a package; raises UserError where it has none."""
    part, _kind = package.main()
    workbook = package.root(part)
    if workbook is None or workbook.tag != f"{S}workbook":
        raise damaged(package.name)
    relations = package.relations(part)
    properties = workbook.find(f"{S}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return XlsxBook(
        package.name,
        _styles(package, part_of(package, part, relations, "styles")),
        from_1904,
        places=places_for(package.megabytes),
        package=package,
        sheets=_sheets(package, workbook, relations),
        strings=_strings(package, part_of(package, part, relations, "sharedStrings")),
    )


def part_of(package: OfficePackage, book: str, relations: list[Relation], kind: str, ending: str = "xml") -> str:
    """The part of a kind: where the workbook says, else where writers put it who say nothing; "" for none."""
    usual = f"{book.rpartition('/')[0]}/{kind}.{ending}".lstrip("/")
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
            found.append(style_of(codes.get(number, ""), fonts[font] if font < len(fonts) else None, number))
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
    return unicode_text(runs)
