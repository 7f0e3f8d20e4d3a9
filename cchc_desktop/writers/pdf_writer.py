"""A document to PDF: laid out page by page, then drawn. Import it only where a PDF is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFStream,
    PDFString,
    ViewerPreferencesPDFDictionary,
)

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import Block, Document, PageRun, SignatureBlock, Table
from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.page_flow import Page, PageFlow, Spot
from cchc_desktop.writers.page_rules import held_together
from cchc_desktop.writers.pauses import no_collecting
from cchc_desktop.writers.pdf_blocks import BlockStrips
from cchc_desktop.writers.pdf_fonts import add_fonts, embeddable
from cchc_desktop.writers.pdf_marks import add_fields, add_outline
from cchc_desktop.writers.pdf_memory import LaidPart, Memory
from cchc_desktop.writers.pdf_pen import Drawn, draw_page
from cchc_desktop.writers.pdf_tables import TableFlow
from cchc_desktop.writers.saving import atomic_write
from cchc_desktop.writers.strips import Strip

PRODUCER = "CCHC Desktop"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What was made: pages, where every anchor stands (page from 0; points from the page's top), page sizes.

    `contents` are what the pages show: two pages of the same content and size look the same.
    """

    pages: int
    anchors: dict[str, tuple[Spot, ...]]
    sizes: tuple[tuple[float, float], ...]
    contents: tuple[bytes, ...]


def write_pdf(
    document: Document,
    target: Path | BinaryIO,
    style: HouseStyle,
    progress: Progress | None = None,
    *,
    system_fonts: bool = True,
    to_sign: bool = False,
    memory: Memory | None = None,
) -> PdfInfo:
    """Write a PDF to a path (whole or not at all) or to a stream.

    `progress(done, total)` is called between blocks and rows and may raise `Cancelled`; `to_sign` puts in the empty
    signature fields; `memory` is what an earlier paper left, and takes what this one leaves.
    """
    fonts = embeddable(family(system_fonts))
    memory = memory or Memory()
    memory.begin(style, fonts)
    with no_collecting():
        pages, spots = _lay_out(document, style, fonts, progress, memory)
        drawn = [memory.drawn(page, partial(draw_page, page, style, fonts)) for page in pages]
        data = _file_of(document, pages, drawn, fonts, to_sign)
    if isinstance(target, Path):
        with atomic_write(target, ".pdf") as file:
            file.write(data)
    else:
        target.write(data)
    sizes = tuple((page.setup.width * MM, page.setup.height * MM) for page in pages)
    anchors = {anchor: tuple(places) for anchor, places in spots.items()}
    return PdfInfo(len(pages), anchors, sizes, tuple(one.content for one in drawn))


def _steps(parts: Sequence[PageRun]) -> int:
    """How many blocks and rows there are to lay out."""
    tables = [block for part in parts for block in part.blocks if isinstance(block, Table)]
    return sum(len(part.blocks) for part in parts) + sum(len(table.rows) for table in tables)


def _lay_out(
    document: Document, style: HouseStyle, fonts: Family, progress: Progress | None, memory: Memory
) -> tuple[list[Page], dict[str, list[Spot]]]:
    total = _steps(document.parts)
    done = 0
    pages: list[Page] = []
    spots: dict[str, list[Spot]] = {}

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    for part in document.parts:
        laid = memory.part(part, partial(_lay_out_part, part, style, fonts, step, memory))
        for anchor, places in laid.spots.items():
            spots.setdefault(anchor, []).extend(spot._replace(page=spot.page + len(pages)) for spot in places)
        pages += laid.pages
    return pages, spots


def _lay_out_part(
    part: PageRun, style: HouseStyle, fonts: Family, step: Callable[[], None], memory: Memory
) -> LaidPart:
    flow = PageFlow()
    setup = style.page(part.page)
    column = BlockStrips(style, fonts, setup.body_width * MM)
    flow.begin_part(setup, column.contact(part.contact) if part.contact else None)

    def strips_of(block: Block) -> list[Strip]:
        assert not isinstance(block, Table)
        return memory.strips(block, column)

    blocks = held_together(part, style, fonts)
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            following = _held_height(blocks[place + 1 :], strips_of) if block.keep_end else 0.0
            TableFlow(flow, block, style, fonts, following).run(step)
        else:
            flow.add(strips_of(block))
        step()
    flow.end_part()
    return LaidPart(tuple(flow.pages), flow.spots)


def _held_height(blocks: tuple[Block, ...], strips_of: Callable[[Block], list[Strip]]) -> float:
    """The height of the text that is held to a signature, and of the signature."""
    height = 0.0
    for block in blocks:
        if isinstance(block, Table):
            break
        height += sum(strip.before + strip.height + strip.after for strip in strips_of(block))
        if isinstance(block, SignatureBlock):
            break
    return height


def _file_of(document: Document, pages: Sequence[Page], drawn: Sequence[Drawn], fonts: Family, to_sign: bool) -> bytes:
    """The whole file: catalogue, pages, fonts, bookmarks, fields, and what it says about itself.

    Equal papers give equal bytes: nothing of the clock or the machine is in the file.
    """
    file = PDFDocument(invariant=1, pdfVersion=(1, 7), lang=document.language)
    said = {"Title": document.title, "Author": document.author, "Creator": PRODUCER, "Producer": PRODUCER}
    file.info = PDFDictionary({name: PDFString(text) for name, text in said.items()})  # `PDFInfo` would add dates
    file.Catalog.ViewerPreferences = ViewerPreferencesPDFDictionary()
    file.Catalog.ViewerPreferences["DisplayDocTitle"] = "true"
    resources = file.Reference(PDFDictionary({"Font": add_fonts(file, fonts, (page.letters for page in drawn))}))
    leaves = [_leaf(page, content.content, resources) for page, content in zip(pages, drawn, strict=True)]
    for leaf in leaves:
        file.addPage(leaf)
    if to_sign:
        add_fields(file, pages, leaves)
    add_outline(file, pages, leaves)
    for part in (*said.values(), *(content.content for content in drawn)):
        file.updateSignature(part)
    return bytes(file.format())


def _leaf(page: Page, content: bytes, resources: object) -> PDFPage:
    """A page with its compressed content."""
    leaf = PDFPage()
    leaf.MediaBox = PDFArray([0, 0, page.setup.width * MM, page.setup.height * MM])
    leaf.Resources = resources
    leaf.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), content)
    return leaf
