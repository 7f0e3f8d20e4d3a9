"""A document to PDF: laid out page by page, then drawn. Import it only where a PDF is made: it loads reportlab."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import Block, Document, Part, SignatureBlock, Table
from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.page_flow import Page, PageFlow, Spot
from cchc_desktop.writers.page_rules import with_held_signature
from cchc_desktop.writers.pdf_blocks import BlockStrips
from cchc_desktop.writers.pdf_pen import Pen
from cchc_desktop.writers.pdf_tables import TableFlow
from cchc_desktop.writers.saving import atomic_write
from cchc_desktop.writers.strips import Strip, stack

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What was made: pages, where every anchor stands (page from 0; points from the page's top), page sizes."""

    pages: int
    anchors: dict[str, tuple[Spot, ...]]
    sizes: tuple[tuple[float, float], ...]


def write_pdf(
    document: Document,
    target: Path | BinaryIO,
    style: HouseStyle,
    progress: Progress | None = None,
    *,
    system_fonts: bool = True,
) -> PdfInfo:
    """Write a PDF to a path (whole or not at all) or to a stream.

    `progress(done, total)` is called between blocks and rows and may raise `Cancelled`.
    """
    fonts = family(system_fonts)
    flow = _lay_out(document, style, fonts, progress)
    stream = BytesIO()
    pen = Pen(stream, document, fonts)
    for page in flow.pages:
        _draw(page, pen, style, fonts)
    pen.save()
    if isinstance(target, Path):
        with atomic_write(target) as file:
            file.write(stream.getvalue())
    else:
        target.write(stream.getvalue())
    sizes = tuple((page.setup.width * MM, page.setup.height * MM) for page in flow.pages)
    return PdfInfo(len(flow.pages), {anchor: tuple(spots) for anchor, spots in flow.spots.items()}, sizes)


def _steps(document: Document) -> int:
    """How many blocks and rows there are to lay out."""
    return sum(len(part.blocks) for part in document.parts) + sum(len(table.rows) for table in document.tables())


def _lay_out(document: Document, style: HouseStyle, fonts: Family, progress: Progress | None) -> PageFlow:
    flow = PageFlow()
    total = _steps(document)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    for part in document.parts:
        _lay_out_part(flow, part, style, fonts, step)
    return flow


def _lay_out_part(flow: PageFlow, part: Part, style: HouseStyle, fonts: Family, step: Callable[[], None]) -> None:
    flow.begin_part(style.page(part.page))
    strips = BlockStrips(style, fonts, flow.setup.body_width * MM)
    blocks = with_held_signature(part, style, fonts)
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            following = _held_height(blocks[place + 1 :], strips) if block.keep_end else 0.0
            TableFlow(flow, block, style, fonts, following).run(step)
        else:
            flow.add(strips.of(block))
        step()
    flow.flush()


def _held_height(blocks: tuple[Block, ...], strips: BlockStrips) -> float:
    """The height of the text that is held to a signature, and of the signature."""
    height = 0.0
    for block in blocks:
        if isinstance(block, Table):
            break
        height += sum(strip.before + strip.height + strip.after for strip in strips.of(block))
        if isinstance(block, SignatureBlock):
            break
    return height


def _draw(page: Page, pen: Pen, style: HouseStyle, fonts: Family) -> None:
    setup = page.setup
    pen.begin_page(setup)
    left = setup.left * MM
    if page.number > 1:
        look = style.paragraph("page_number")
        texts, _end = stack([(str(page.number), look)], 0.0, setup.body_width * MM, 0.0, fonts)
        pen.draw(Strip(0.0, texts), left, setup.number_from_top * MM)
    for strip, top in page.strips:
        pen.draw(strip, left, top)
    pen.end_page()
