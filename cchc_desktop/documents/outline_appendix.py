"""Đề cương báo cáo that goes along with a letter, as its appendix: headings and guidance, pages of its own."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, PageRun, Paragraph, Run, TitleBlock
from cchc_desktop.documents.text_parts import body_blocks, plain, section_blocks
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.outline_rows import OutlineSheet
from cchc_desktop.models.paper_rows import PaperRow

_WORD = "ĐỀ CƯƠNG"


def outline_part(paper: PaperRow, outline: OutlineSheet, office: OfficeRow, style: HouseStyle, number: str) -> PageRun:
    """The pages of the outline, attached to `paper`."""
    words = " ".join(outline.title.upper().split())
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", words if words.startswith(_WORD) else f"{_WORD} {words}"),
        plain("attachment", paper_parts.attachment_line(paper, office)),
    )
    blocks: list[Block] = [TitleBlock(lines, f"{number}: Đề cương báo cáo")]
    for item in outline.items:
        guidance = body_blocks(item.guidance, item.guid, style)
        blocks += section_blocks(item.number, item.level, item.title, guidance, item.guid)
    return PageRun("portrait", tuple(blocks))
