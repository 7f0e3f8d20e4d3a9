"""What sheets and appendices of many offices share: what stands around their tables, numbers in cells."""

from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.nodes import Block, Cell, Document, PageRun, Paragraph, Run, TitleBlock, cell
from cchc_desktop.documents.ruled_tables import PORTRAIT
from cchc_desktop.documents.text_parts import plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.numbers import format_number, format_points
from cchc_desktop.rules.organisation import full_name


def sheet(
    kind: str, subject: str, said: Sequence[str], blocks: Sequence[Block], office: OfficeRow, page: str = PORTRAIT
) -> Document:
    """A sheet that is not signed, with its words above its tables; `kind` in capitals."""
    lines = (Paragraph("kind", (Run(kind),)), *(plain("subject", line) for line in subject.split("\n")))
    words = [plain("body", one) for one in said]
    made = (paper_parts.letterhead(office), TitleBlock(lines, kind.capitalize()), *words, *blocks)
    title = f"{kind.capitalize()}: {' '.join(subject.split())}"
    return Document(title, full_name(office.name), (PageRun(page, made),))


def appendix(
    number: str, title: str, paper: PaperRow, blocks: Sequence[Block], office: OfficeRow, page: str = PORTRAIT
) -> PageRun:
    """An appendix of a paper with pages of its own."""
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", title),
        plain("attachment", paper_parts.attachment_line(paper, office)),
    )
    return PageRun(page, (TitleBlock(lines, f"{number}: {title.capitalize()}"), *blocks))


def count(number: int) -> Cell:
    """A whole number; a spreadsheet adds it up."""
    return cell(format_number(number), number=Decimal(number))


def points(value: Decimal | None) -> Cell:
    """Points with two decimals, an empty cell where there are none."""
    return Cell() if value is None else cell(format_points(value), number=value)


def per_cent(share: Decimal | None) -> Cell:
    """A share with two decimals and its sign, an empty cell where there is none."""
    return Cell() if share is None else cell(said_share(share))


def said_share(share: Decimal | None) -> str:
    """ "79,88%"; "" where there is none."""
    return "" if share is None else f"{format_number(share, 2)}%"
