"""What a sheet shows beside its cells: notes, comments, text boxes and the headers of its pages as texts with their
place, charts and diagrams too by their words and values; pictures and embedded files as words that they were not read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.docx_names import CHART, CHART_2014, DIAGRAM, R
from cchc_desktop.readers.drawn_words import words_of
from cchc_desktop.readers.workbook import plain_text, tidy, to_int
from cchc_desktop.readers.xlsx_book import S, SheetEntry, XlsxBook, string_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST = 1000  # notes and text boxes of a sheet that are shown one by one
_ROW = re.compile(r"\d{1,7}$")
# Codes of a page header: the font, a size, a colour, a field (page, date, file), a place.
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')


@dataclass
class Asides:
    """Texts as (line, text, where), and what has to be said of the rest."""

    texts: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def sheet_asides(sheet: SheetEntry, book: XlsxBook) -> Asides:
    """What stands beside the cells of a sheet."""
    asides = Asides()
    relations = book.package.relations(sheet.part)
    threads = [relation.part for relation in relations if relation.kind == "threadedComment"]
    answered = {reference for part in threads for reference in _threads(part, sheet, book, asides)}
    embedded = 0
    for relation in relations:
        if relation.kind == "comments":
            _notes(relation.part, sheet, book, asides, answered)
        elif relation.kind == "drawing":
            _drawing(relation.part, sheet, book, asides)
        elif relation.kind in ("oleObject", "package", "control", "ctrlProp"):
            embedded += 1
    if embedded:
        asides.warnings.append(
            ngettext(
                "Sheet “{sheet}”: {count} embedded file or control was not read.",
                "Sheet “{sheet}”: {count} embedded files or controls were not read.",
                embedded,
            ).format(sheet=sheet.title, count=embedded)
        )
    if len(asides.texts) > _MOST:
        asides.warnings.append(
            _("Sheet “{sheet}”: {count} further notes and text boxes were not read.").format(
                sheet=sheet.title, count=len(asides.texts) - _MOST
            )
        )
        del asides.texts[_MOST:]
    return asides


def page_text(code: str) -> str:
    """The words of a page's header or footer, without the codes for fonts and fields."""
    text = _PAGE_CODE.sub(" ", code.replace("&&", "\ue000")).replace("\ue000", "&")
    return " ".join(tidy(text).split())


def _notes(part: str, sheet: SheetEntry, book: XlsxBook, asides: Asides, answered: set[str]) -> None:
    root = book.package.root(part)
    for note in root.iter(f"{S}comment") if root is not None else ():
        reference, text = note.get("ref") or "", note.find(f"{S}text")
        if text is not None and reference not in answered and (words := plain_text(string_of(text), None)):
            where = _("Note at {place}").format(place=f"{sheet.title}!{reference}")
            asides.texts.append((_row(reference), words, where))


def _threads(part: str, sheet: SheetEntry, book: XlsxBook, asides: Asides) -> set[str]:
    """Add the comments of a thread; returns the cells that have one, whose notes only repeat them."""
    root = book.package.root(part)
    found = set()
    for comment in root.iter("{*}threadedComment") if root is not None else ():
        reference = comment.get("ref") or ""
        found.add(reference)
        if words := plain_text(comment.findtext("{*}text") or "", None):
            where = _("Comment at {place}").format(place=f"{sheet.title}!{reference}")
            asides.texts.append((_row(reference), words, where))
    return found


def _drawing(part: str, sheet: SheetEntry, book: XlsxBook, asides: Asides) -> None:
    root = book.package.root(part)
    pictures = charts = 0
    parts = {relation.identity: relation.part for relation in book.package.relations(part)}
    for anchor in root if root is not None else ():
        row = to_int(anchor.findtext(f"{_D}from/{_D}row")) + 1
        for shape in anchor.iter(f"{_D}sp", f"{_D}pic", f"{_D}graphicFrame"):
            if next(shape.iterancestors(_FALLBACK), None) is not None:
                continue
            if shape.tag == f"{_D}pic":
                pictures += 1
            elif shape.tag == f"{_D}graphicFrame":
                charts += 1
                where = _("Chart or diagram at {sheet}, row {row}").format(sheet=sheet.title, row=row)
                asides.texts.extend((row, words, where) for words in _drawn(shape, parts, book))
            elif words := _shape_text(shape):
                where = _("Text box at {sheet}, row {row}").format(sheet=sheet.title, row=row)
                asides.texts.append((row, words, where))
    if pictures:
        asides.warnings.append(
            ngettext(
                "Sheet “{sheet}”: {count} picture was not read.",
                "Sheet “{sheet}”: {count} pictures were not read.",
                pictures,
            ).format(sheet=sheet.title, count=pictures)
        )
    if charts:
        asides.warnings.append(
            ngettext(
                "Sheet “{sheet}”: {count} chart or diagram was not read.",
                "Sheet “{sheet}”: {count} charts or diagrams were not read.",
                charts,
            ).format(sheet=sheet.title, count=charts)
        )


def _drawn(frame: "_Element", parts: Mapping[str, str], book: XlsxBook) -> Iterator[str]:
    """The words of the chart or diagram in a frame."""
    for link, reference in ((f"{CHART}chart", "id"), (f"{CHART_2014}chart", "id"), (f"{DIAGRAM}relIds", "dm")):
        for element in frame.iter(link):
            root = book.package.root(parts.get(element.get(f"{R}{reference}") or "", ""))
            if root is not None and (words := book.take(tidy(words_of(root)))):
                yield words


def _shape_text(shape: "_Element") -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{_A}t")) for line in shape.iter(f"{_A}p"))
    return tidy("\n".join(lines))


def _row(reference: str) -> int:
    found = _ROW.search(reference)
    return int(found[0]) if found else 0
