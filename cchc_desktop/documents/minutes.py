"""Biên bản: the text, then secretary and chair side by side, the recipients below them (mẫu 1.9)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, PageRun, SignatureBlock, Signing
from cchc_desktop.documents.plan import text_blocks
from cchc_desktop.documents.text_parts import ended
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.documents_nd30 import SECRETARY, chair_line


def minutes_part(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> PageRun:
    """The pages of minutes."""
    paper = view.paper
    blocks: list[Block] = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    text = ended(text_blocks(view, style))
    return paper_parts.first_part(
        paper, office, (*blocks, *text, _signers(paper), *paper_parts.recipients_below(paper))
    )


def _signers(paper: PaperRow) -> SignatureBlock:
    secretary = Signing((SECRETARY,), paper.secretary)
    return SignatureBlock(
        Signing((chair_line(paper.signer_title),), paper.signer_name), left=secretary, anchor=paper.guid
    )
