"""A document to DOCX that a word processor can go on editing: real styles, headings, lists, sections, tables.

The XML is written as text: a frame of thousands of rows takes a second, and equal documents give equal files.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from cchc_desktop.documents.house_style import MM, HouseStyle, PageStyle
from cchc_desktop.documents.nodes import (
    Block,
    Document,
    Heading,
    Letterhead,
    ListItem,
    PageRun,
    Paragraph,
    SignatureBlock,
    Table,
    TitleBlock,
)
from cchc_desktop.writers.docx_base import OfficeBase
from cchc_desktop.writers.docx_blocks import BlockXml
from cchc_desktop.writers.docx_numbering import Numbers
from cchc_desktop.writers.docx_package import DocxPackage, Surroundings
from cchc_desktop.writers.docx_tables import TableXml
from cchc_desktop.writers.docx_xml import DECLARATION, R, W, mm_twips, small_paragraph_xml
from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.page_rules import FOOT_BELOW, held_together
from cchc_desktop.writers.pauses import no_collecting
from cchc_desktop.writers.saving import atomic_write

Progress = Callable[[int, int], None]


def write_docx(
    document: Document,
    target: Path | BinaryIO,
    style: HouseStyle,
    progress: Progress | None = None,
    base: OfficeBase | None = None,
) -> None:
    """Write a DOCX to a path (whole or not at all) or to a stream, into an office's own `base` where one is given.

    `progress(done, total)` is called between blocks and rows and may raise `Cancelled`.
    """
    numbers = Numbers()
    with no_collecting():
        package = DocxPackage(document, style, base)
        data = package.written(document_xml(document, style, numbers, package.surroundings, progress), numbers)
    if isinstance(target, Path):
        with atomic_write(target, ".docx") as file:
            file.write(data)
    else:
        target.write(data)


def document_xml(
    document: Document, style: HouseStyle, numbers: Numbers, around: Surroundings, progress: Progress | None = None
) -> str:
    """word/document.xml; the lists that its numbers need are left in `numbers`."""
    total = sum(len(part.blocks) for part in document.parts) + sum(len(table.rows) for table in document.tables())
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    fonts = family()
    drawings = count(1)
    pieces = [f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}">{around.background}<w:body>']
    for number, part in enumerate(document.parts):
        pieces.append(_part_xml(part, style, fonts, numbers, drawings, step))
        section = _section_xml(style.page(part.page), part, around)
        last = number == len(document.parts) - 1
        if not last:
            pieces.append(small_paragraph_xml(section))
        else:
            if part.blocks and isinstance(part.blocks[-1], Paragraph | Heading | ListItem):
                pieces.append(section)
            else:
                pieces.append(small_paragraph_xml() + section)
    pieces.append("</w:body></w:document>")
    return "".join(pieces)


def _part_xml(
    part: PageRun,
    style: HouseStyle,
    fonts: Family,
    numbers: Numbers,
    drawings: Iterator[int],
    step: Callable[[], None],
) -> str:
    blocks = BlockXml(style, fonts, style.page(part.page).body_width * MM, numbers)
    pieces = []
    held = held_together(part, style, fonts)
    for place, block in enumerate(held):
        if isinstance(block, SignatureBlock):
            pieces.append(blocks.signature(block, last=place == len(held) - 1))
        elif isinstance(block, Table):
            pieces.append(TableXml(block, style, fonts, drawings).write(step))
        else:
            pieces.append(_block_xml(block, blocks))
        step()
    return "".join(pieces)


def _block_xml(block: Block, blocks: BlockXml) -> str:
    if isinstance(block, Paragraph | Heading | ListItem):
        return blocks.text(block)
    if isinstance(block, TitleBlock):
        return blocks.title(block)
    assert isinstance(block, Letterhead)
    return blocks.letterhead(block)


def _section_xml(page: PageStyle, part: PageRun, around: Surroundings) -> str:
    """Page setup of a part: its numbers begin at 1 and its first page shows none.

    A foot stands at the lower margin, so that it takes its room from the body of page 1 alone.
    """
    header, footer = around.header_from, around.footer_from
    if header is None:
        header = mm_twips(page.number_from_top)
    if footer is None:
        footer = mm_twips(page.bottom - FOOT_BELOW if part.contact else 10)
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f'<w:sectPr>{around.references(part.contact)}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{mm_twips(page.width)}" w:h="{mm_twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{mm_twips(page.top)}" w:right="{mm_twips(page.right)}" w:bottom="{mm_twips(page.bottom)}" '
        f'w:left="{mm_twips(page.left)}" w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
        f'{around.borders}<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
