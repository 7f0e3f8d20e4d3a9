"""What a certified copy adds to the paper it is made from: its form, number, day and signer (mẫu 3.1)."""

from dataclasses import replace

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.nodes import Block, Document, PageRun, Paragraph, Run
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import CopyForm
from cchc_desktop.rules.organisation import full_name


def compose_copy_block(paper: PaperRow, form: CopyForm, office: OfficeRow) -> Document:
    """The block below the copied text: who copies and "SAO Y" beside it, number and day, recipients and signer."""
    head = replace(
        paper_parts.letterhead(office, paper), superior=(), nation=form.title, motto="", subject=(), stamps=()
    )
    return _document((head, paper_parts.signature(paper, office)), paper, form, office)


def compose_copy_mark(paper: PaperRow, form: CopyForm, office: OfficeRow) -> Document:
    """The words at the right above the first page of an electronic copy; its day stands for the time of signing."""
    day = format_date(paper.issued_on) if paper.issued_on else ""
    words = "; ".join(word for word in (form.title, full_name(office.name), day) if word)
    return _document((Paragraph("copy_mark", (Run(words),)),), paper, form, office)


def _document(blocks: tuple[Block, ...], paper: PaperRow, form: CopyForm, office: OfficeRow) -> Document:
    return Document(f"{form.word} {paper.subject}", full_name(office.name), (PageRun("portrait", blocks),))
