"""Biên bản: the text, then secretary and chair side by side, the recipients below them (mẫu 1.9)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.nodes import Block, Part, SignatureBlock, Signing
from cchc_desktop.documents.plan import text_blocks
from cchc_desktop.documents.text_parts import dashed, ended, plain
from cchc_desktop.models.rows import OfficeRow, PaperRow, PlanView

_SECRETARY = "THƯ KÝ"
_CHAIR = "CHỦ TỌA"


def minutes_part(view: PlanView, office: OfficeRow) -> Part:
    """The pages of minutes."""
    paper = view.paper
    blocks: list[Block] = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    return Part("portrait", (*blocks, *ended(text_blocks(view)), _signers(paper), *_recipients(paper)))


def _signers(paper: PaperRow) -> SignatureBlock:
    """Minutes keep the secretary's name where a decision keeps who decides."""
    secretary = Signing((_SECRETARY,), paper.authority)
    return SignatureBlock(Signing((_CHAIR,), paper.signer_name), left=secretary, anchor=paper.guid)


def _recipients(paper: PaperRow) -> list[Block]:
    lines = dashed(paper.recipients)
    if not lines:
        return []
    title = plain("recipients_title", "Nơi nhận:", paper.guid)
    return [title, *(plain("recipients", line, paper.guid) for line in lines)]
