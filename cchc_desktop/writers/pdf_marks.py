"""What lies over the pages of a PDF: its outline of bookmarks, and empty fields for digital signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_desktop.documents.house_style import MM
from cchc_desktop.writers.page_flow import Page
from cchc_desktop.writers.pdf_file import PdfFile, number, packed, text_string

_NAMES = {"signer": "ChuKy", "seal": "Dau"}
_PRINTED = 4  # what a signature shows is printed; an empty field shows nothing
_SIGNATURES = 1  # the form has signature fields


@dataclass(slots=True)
class _Entry:
    """A bookmark: its object, its title, where it leads, and those below it."""

    number: int
    title: str
    target: str
    below: list["_Entry"] = field(default_factory=list)

    def count(self) -> int:
        """How many stand below it, at any depth."""
        return sum(1 + entry.count() for entry in self.below)


def add_outline(file: PdfFile, pages: Sequence[Page], numbers: Sequence[int]) -> int:
    """Put in the bookmarks of all pages, nested by their levels; returns the outline's object, 0 without any."""
    root = _Entry(0, "", "")
    open_entries = [(-1, root)]  # each with its level, the last one deepest
    for page, page_number in zip(pages, numbers, strict=True):
        height = page.setup.height * MM
        for strip, top in page.strips:
            if strip.bookmark is None:
                continue
            level, title = strip.bookmark
            while open_entries[-1][0] >= level:
                open_entries.pop()
            entry = _Entry(file.reserve(), title, f"[{page_number} 0 R/XYZ 0 {number(height - top)} null]")
            open_entries[-1][1].below.append(entry)
            open_entries.append((level, entry))
    if not root.below:
        return 0
    root.number = file.reserve()
    file.put(f"<</Type/Outlines{_children(root)}/Count {len(root.below)}>>", root.number)
    _put_below(file, root)
    return root.number


def _children(entry: _Entry) -> str:
    return f"/First {entry.below[0].number} 0 R/Last {entry.below[-1].number} 0 R" if entry.below else ""


def _put_below(file: PdfFile, parent: _Entry) -> None:
    """Papers stand open one under another, their headings folded."""
    for place, entry in enumerate(parent.below):
        links = f"/Parent {parent.number} 0 R"
        if place:
            links += f"/Prev {parent.below[place - 1].number} 0 R"
        if place + 1 < len(parent.below):
            links += f"/Next {parent.below[place + 1].number} 0 R"
        if entry.below:
            links += f"{_children(entry)}/Count {-entry.count()}"
        file.put(f"<</Title {text_string(entry.title)}/Dest {entry.target}{links}>>", entry.number)
        _put_below(file, entry)


def add_fields(file: PdfFile, pages: Sequence[Page], numbers: Sequence[int]) -> dict[int, list[int]]:
    """Put in an empty signature field for every place to sign or seal; returns them by the index of their page."""
    found: dict[int, list[int]] = {}
    counts = dict.fromkeys(_NAMES, 0)
    for index, page in enumerate(pages):
        left, height = page.setup.left * MM, page.setup.height * MM
        for strip, top in page.strips:
            for mark in strip.fields:
                counts[mark.kind] += 1
                x, y = left + mark.x, height - top - mark.y
                corners = (x, y - mark.height, x + mark.width, y)
                box = f"/BBox[0 0 {number(mark.width)} {number(mark.height)}]"
                empty = file.stream(packed(b""), f"/Type/XObject/Subtype/Form{box}")
                body = (
                    f"<</Type/Annot/Subtype/Widget/FT/Sig/T ({_NAMES[mark.kind]}{counts[mark.kind]})"
                    f"/TU {text_string(mark.title)}/F {_PRINTED}/P {numbers[index]} 0 R"
                    f"/Rect[{' '.join(map(number, corners))}]/AP<</N {empty} 0 R>>>>"
                )
                found.setdefault(index, []).append(file.put(body))
    return found


def form_of(fields: dict[int, list[int]]) -> str:
    """The catalogue's entry for the fields; nothing without any."""
    every = "".join(f" {field} 0 R" for page in fields.values() for field in page)
    return f"/AcroForm<</Fields[{every.strip()}]/SigFlags {_SIGNATURES}>>" if every else ""
