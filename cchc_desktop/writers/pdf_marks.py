"""What lies over the pages of a PDF: its outline of bookmarks, and empty fields for digital signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDestinationXYZ,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFStream,
    PDFString,
)

from cchc_desktop.documents.house_style import MM
from cchc_desktop.writers.page_flow import Page
from cchc_desktop.writers.strips import FieldMark

_NAMES = {"signer": "ChuKy", "seal": "Dau"}
_PRINTED = 4  # what a signature shows is printed; an empty field shows nothing
_SIGNATURES = 1  # the form has signature fields


@dataclass(slots=True)
class _Entry:
    """A bookmark: its title, where it leads, and those below it."""

    title: str
    target: PDFDestinationXYZ
    below: list["_Entry"] = field(default_factory=list)


def add_outline(file: PDFDocument, pages: Sequence[Page], leaves: Sequence[PDFPage]) -> None:
    """Put in the bookmarks of all pages, nested by their levels, folded; a paper without any has no outline."""
    top_entries: list[_Entry] = []
    open_lists = [(-1, top_entries)]  # each with the level above it, the last one deepest
    for page, leaf in zip(pages, leaves, strict=True):
        height = page.setup.height * MM
        for strip, top in page.strips:
            if strip.bookmark is None:
                continue
            level, title = strip.bookmark
            while open_lists[-1][0] >= level:
                open_lists.pop()
            entry = _Entry(title, PDFDestinationXYZ(leaf, 0, height - top, "null"))
            open_lists[-1][1].append(entry)
            open_lists.append((level, entry.below))
            file.Outlines.destinationnamestotitles[title] = title
            file.Outlines.closedict[entry.target] = True
    if not top_entries:
        file.Catalog.Outlines = None
        return
    file.Outlines.setDestinations(_tree(top_entries))
    file.Outlines.prepare(file, None)  # no canvas: the bookmarks say themselves where they lead
    file.Outlines.count = len(top_entries)  # which preparing has also used to number the folded ones


def _tree(entries: list[_Entry]) -> list[object]:
    """As `PDFOutlines` takes it: title to target, with those below it as a pair."""
    leads = [({entry.title: entry.target}, entry.below) for entry in entries]
    return [(lead, _tree(below)) if below else lead for lead, below in leads]


def add_fields(file: PDFDocument, pages: Sequence[Page], leaves: Sequence[PDFPage]) -> None:
    """Put in an empty signature field for every place to sign or seal."""
    every = []
    counts = dict.fromkeys(_NAMES, 0)
    for page, leaf in zip(pages, leaves, strict=True):
        left, height = page.setup.left * MM, page.setup.height * MM
        found = []
        for strip, top in page.strips:
            for mark in strip.fields:
                counts[mark.kind] += 1
                name = f"{_NAMES[mark.kind]}{counts[mark.kind]}"
                found.append(
                    file.Reference(_field(mark, name, left + mark.x, height - top - mark.y, file.Reference(leaf)))
                )
        if found:
            leaf.Annots = PDFArray(found)
            every += found
    if every:
        file.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray(every), "SigFlags": _SIGNATURES})


def _field(mark: FieldMark, name: str, x: float, y: float, leaf: object) -> PDFDictionary:
    """A field whose top left corner stands at (x, y) of its page."""
    box = PDFArray([0, 0, mark.width, mark.height])
    shape = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box}
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Sig"),
            "T": PDFString(name),
            "TU": PDFString(mark.title),
            "F": _PRINTED,
            "P": leaf,
            "Rect": PDFArray([x, y - mark.height, x + mark.width, y]),
            "AP": PDFDictionary({"N": PDFStream(PDFDictionary(shape), b"")}),
        }
    )
