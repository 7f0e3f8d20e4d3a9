"""Giấy khen: one page across, who is praised for what, signed by the head (Nghị định 152/2025/NĐ-CP, mẫu giấy khen)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, PageRun, Paragraph, Run, TitleBlock
from cchc_desktop.documents.text_parts import fixed, plain, section_blocks
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.organisation import decider, full_name, head_title, is_collegiate
from cchc_desktop.rules.paper_kinds import PaperKind


def certificate_part(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> PageRun:
    """The page of a certificate: its subject names who is praised, its opening words say for what.

    Its closing words (decision, number in the book of awards) stand at the left, below the signature.
    """
    paper = view.paper
    nation = (Paragraph("nation", (Run(paper_parts.NATION),)), Paragraph("motto", (Run(paper_parts.MOTTO),)))
    head = f"{head_title(office.name)} {full_name(office.name)}" if is_collegiate(office.name) else decider(office.name)
    authority = paper.authority.strip() or head
    blocks: list[Block] = [
        TitleBlock(nation, "Giấy khen", paper.guid),
        plain("authority", authority.upper(), paper.guid),
        plain("authority", "TẶNG", paper.guid),
        Paragraph("award", (Run(PaperKind(paper.kind).title),), paper.guid),
    ]
    blocks += _lines("award_name", paper.subject, paper.guid)
    blocks += _lines("award_text", paper.preamble, paper.guid)
    for section in view.sections:
        blocks += section_blocks(section.number, section.level, section.title, [], section.guid)
        blocks += _lines("award_text", section.body, section.guid)
    place = fixed(paper_parts.place_and_day(paper, office))
    blocks.append(plain("award_place", place, paper.guid))
    blocks.append(paper_parts.signature(paper, office))
    return PageRun("landscape", (*blocks, *_lines("recipients", paper.closing, paper.guid)))


def _lines(role: str, markup: str, anchor: str) -> list[Block]:
    return [plain(role, line, anchor) for line in plain_text(markup).split("\n") if line.strip()]
