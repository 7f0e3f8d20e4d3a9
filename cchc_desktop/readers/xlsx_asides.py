"""What a sheet shows beside its cells: notes, comments, text boxes and the headers of its pages as texts with their
place, charts and diagrams too by their words and values; pictures and embedded files as words that they were not read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cchc_desktop.readers.beside_cells import BesideCells
from cchc_desktop.readers.docx_names import CHART, CHART_2014, DIAGRAM, R
from cchc_desktop.readers.drawn_words import words_of
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.workbook import Book, tidy, to_int
from cchc_desktop.readers.xlsx_book import S, SheetEntry, XlsxBook, string_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ROW = re.compile(r"\d{1,7}$")


def take_asides(sheet: SheetEntry, book: XlsxBook, beside: BesideCells) -> None:
    """Take what stands beside the cells of a sheet."""
    relations = book.package.relations(sheet.part)
    threads = [relation.part for relation in relations if relation.kind == "threadedComment"]
    answered = {reference for part in threads for reference in _threads(part, book, beside)}
    for relation in relations:
        if relation.kind == "comments":
            _notes(relation.part, book, beside, answered)
    take_drawings(sheet.part, book.package, book, beside)


def take_drawings(part: str, package: OfficePackage, book: Book, beside: BesideCells) -> None:
    """Take the drawings of a sheet, and count what is embedded in it."""
    embedded = 0
    for relation in package.relations(part):
        if relation.kind == "drawing":
            _drawing(relation.part, package, book, beside)
        elif relation.kind in ("oleObject", "package", "control", "ctrlProp"):
            embedded += 1
    beside.say(embedded=embedded)


def _notes(part: str, book: XlsxBook, beside: BesideCells, answered: set[str]) -> None:
    root = book.package.root(part)
    for note in root.iter(f"{S}comment") if root is not None else ():
        reference, text = note.get("ref") or "", note.find(f"{S}text")
        if text is not None and reference not in answered:
            beside.note(_row(reference), reference, string_of(text))


def _threads(part: str, book: XlsxBook, beside: BesideCells) -> set[str]:
    """Take the comments of a thread; returns the cells that have one, whose notes only repeat them."""
    root = book.package.root(part)
    found = set()
    for comment in root.iter("{*}threadedComment") if root is not None else ():
        reference = comment.get("ref") or ""
        found.add(reference)
        beside.comment(_row(reference), reference, comment.findtext("{*}text") or "")
    return found


def _drawing(part: str, package: OfficePackage, book: Book, beside: BesideCells) -> None:
    root = package.root(part)
    pictures = charts = 0
    parts = {relation.identity: relation.part for relation in package.relations(part)}
    for anchor in root if root is not None else ():
        row = to_int(anchor.findtext(f"{_D}from/{_D}row")) + 1
        for shape in anchor.iter(f"{_D}sp", f"{_D}pic", f"{_D}graphicFrame"):
            if next(shape.iterancestors(_FALLBACK), None) is not None:
                continue
            if shape.tag == f"{_D}pic":
                pictures += 1
            elif shape.tag == f"{_D}graphicFrame":
                charts += 1
                for words in _drawn(shape, parts, package, book):
                    beside.drawn(row, words)
            else:
                beside.box(row, _shape_text(shape))
    beside.say(pictures=pictures, charts=charts)


def _drawn(frame: "_Element", parts: Mapping[str, str], package: OfficePackage, book: Book) -> Iterator[str]:
    """The words of the chart or diagram in a frame."""
    for link, reference in ((f"{CHART}chart", "id"), (f"{CHART_2014}chart", "id"), (f"{DIAGRAM}relIds", "dm")):
        for element in frame.iter(link):
            root = package.root(parts.get(element.get(f"{R}{reference}") or "", ""))
            if root is not None and (words := book.take(tidy(words_of(root)))):
                yield words


def _shape_text(shape: "_Element") -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{_A}t")) for line in shape.iter(f"{_A}p"))
    return tidy("\n".join(lines))


def _row(reference: str) -> int:
    found = _ROW.search(reference)
    return int(found[0]) if found else 0
