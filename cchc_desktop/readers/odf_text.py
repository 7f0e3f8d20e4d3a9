"""Texts and styles of OpenDocument files: paragraphs as they are shown, the fonts and formats that styles name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.readers.odf_formats import DATA_STYLES, STYLE, format_code
from cchc_desktop.readers.old_fonts import OldFont, font_of
from cchc_desktop.readers.workbook import to_int, unicode_text

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DEEPEST = 20  # styles that rest on one another
_MOST_SPACES = 200
_PAGE_PARTS = [f"{part}{which}" for part in ("header", "footer") for which in ("", "-left", "-first")]
_FIELDS = ("page-number", "page-count", "sheet-name", "date", "time", "file-name", "title")  # of headers and footers
_NO_TEXT = (
    *(f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}note", f"{TEXT}ruby-text"),
    *(f"{TEXT}{field}" for field in _FIELDS),
)

Run = tuple[OldFont | None, str]


@dataclass(frozen=True)
class _Style:
    parent: str
    data_style: str | None
    font: str | None  # name of a font face, or of the font itself
    hidden: bool
    page: str  # the master page of tables of this style


class OdfStyles:
    """The styles of a file, taken as they come; asked by the names that texts and cells have for them."""

    TAGS = (f"{STYLE}style", f"{STYLE}default-style", f"{STYLE}font-face", f"{STYLE}master-page")

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._codes: dict[str, str] = {}
        self._faces: dict[str, str] = {}
        self._pages: dict[str, list[str]] = {}  # words of headers and footers

    def take(self, element: "_Element") -> None:
        """A style, a data style or a font face."""
        name = element.get(f"{STYLE}name") or ""
        if element.tag in DATA_STYLES:
            self._codes[name] = format_code(element, self._codes)
        elif element.tag == f"{STYLE}font-face":
            self._faces[name] = (element.get(f"{_SVG}font-family") or name).strip("'\" ")
        elif element.tag == f"{STYLE}master-page":
            self._pages[name] = [
                self.text_of(part.iter(f"{TEXT}p"))[0]
                for part in element.iterchildren(*(f"{STYLE}{kind}" for kind in _PAGE_PARTS))
                if part.get(f"{STYLE}display") != "false"
            ]
        else:
            text = element.find(f"{STYLE}text-properties")
            table = element.find(f"{STYLE}table-properties")
            font = (text.get(f"{STYLE}font-name") or text.get(f"{_FO}font-family")) if text is not None else None
            hidden = table is not None and table.get(f"{TABLE}display") == "false"
            parent, data_style = (element.get(f"{STYLE}{what}-style-name") for what in ("parent", "data"))
            page = element.get(f"{STYLE}master-page-name") or ""
            self._styles[name] = _Style(parent or "", data_style, font, hidden, page)

    def hides(self, name: str) -> bool:
        """Whether a style of tables hides them."""
        return any(style.hidden for style in self._chain(name))

    def page_words(self, name: str) -> list[str]:
        """The words of the headers and footers of pages on which tables of a style are printed."""
        return self._pages.get(next((style.page for style in self._chain(name) if style.page), "Default"), [])

    def font(self, name: str) -> OldFont | None:
        """The old font that a style names, if any."""
        named = next((style.font for style in self._chain(name) if style.font), "")
        return font_of(self._faces.get(named, named).strip("'\" "))

    def cell_look(self, name: str) -> tuple[str, OldFont | None]:
        """The code of the number format of cells of a style, and their old font."""
        data_style = next((style.data_style for style in self._chain(name) if style.data_style), "")
        return self._codes.get(data_style, ""), self.font(name)

    def text_of(self, shown: "Iterable[_Element]") -> tuple[str, bool]:
        """The text of paragraphs, each on a line, and whether runs of it were in an old font."""
        texts, changed = [], False
        for paragraph in shown:
            text, converted = unicode_text(self._runs(paragraph, self.font(_style_name(paragraph))))
            texts.append(text)
            changed = changed or converted
        return "\n".join(texts), changed

    def _chain(self, name: str) -> Iterator[_Style]:
        for _step in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def _runs(self, element: "_Element", font: OldFont | None) -> Iterator[Run]:
        """The text of a paragraph by its fonts; lines, tabs and spaces have elements of their own."""
        if element.text:
            yield font, element.text
        for child in element:
            yield from self._child(child, font)
            if child.tail:
                yield font, child.tail

    def _child(self, child: "_Element", font: OldFont | None) -> Iterator[Run]:
        if child.tag == f"{TEXT}s":
            yield font, " " * min(max(to_int(child.get(f"{TEXT}c")), 1), _MOST_SPACES)
        elif child.tag == f"{TEXT}tab":
            yield font, "\t"
        elif child.tag == f"{TEXT}line-break":
            yield font, "\n"
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT and not child.tag.startswith(DRAW):
            own = _style_name(child)
            yield from self._runs(child, (self.font(own) or font) if own else font)


def _style_name(element: "_Element") -> str:
    return element.get(f"{TEXT}style-name") or ""


def paragraphs(parent: "_Element") -> "Iterator[_Element]":
    """The paragraphs of a cell itself, not those of notes and drawings in it."""
    return parent.iterchildren(f"{TEXT}p", f"{TEXT}h")


def has_ancestor(element: "_Element", *tags: str) -> bool:
    """Whether an element stands within one of these."""
    return next(element.iterancestors(*tags), None) is not None
