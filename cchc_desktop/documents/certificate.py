"""Giấy khen: a page across for each who is praised, signed by the head (Nghị định 152/2025/NĐ-CP, mẫu giấy khen)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, PageRun, Paragraph, Run, TitleBlock
from cchc_desktop.documents.text_parts import fixed, plain, section_blocks
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.organisation import decider, full_name, head_title, is_collegiate
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import SectionRole


def certificate_parts(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> tuple[PageRun, ...]:
    """The pages of a certificate, one for each who is praised where its sections name them.

    Else its subject names who is praised, its opening words say for what. Its closing words (decision, number in the
    book of awards) stand at the left, below the signature.
    """
    paper = view.paper
    named = [section for section in view.sections if section.role == SectionRole.REWARDED]
    if not named:
        further: list[Block] = []
        for section in view.sections:
            further += section_blocks(section.number, section.level, section.title, [], section.guid)
            further += _lines("award_text", section.body, section.guid)
        return (_page(view, office, _lines("award_name", paper.subject, paper.guid), further),)
    return tuple(
        _page(
            view,
            office,
            [
                *_lines("award_name", section.title, section.guid),
                *_lines("award_text", section.body, section.guid),
            ],
            [],
        )
        for section in named
    )


def _page(view: YearPaperView, office: OfficeRow, praised: list[Block], further: list[Block]) -> PageRun:
    paper = view.paper
    nation = (Paragraph("nation", (Run(paper_parts.NATION),)), Paragraph("motto", (Run(paper_parts.MOTTO),)))
    head = f"{head_title(office.name)} {full_name(office.name)}" if is_collegiate(office.name) else decider(office.name)
    authority = paper.authority.strip() or head
    blocks: list[Block] = [
        TitleBlock(nation, "Giấy khen", paper.guid),
        plain("authority", authority.upper(), paper.guid),
        plain("authority", "TẶNG", paper.guid),
        Paragraph("award", (Run(PaperKind(paper.kind).title),), paper.guid),
        *praised,
        *_lines("award_text", paper.preamble, paper.guid),
        *further,
    ]
    place = fixed(paper_parts.place_and_day(paper, office))
    blocks.append(plain("award_place", place, paper.guid))
    blocks.append(paper_parts.signature(paper, office))
    return PageRun("landscape", (*blocks, *_lines("recipients", paper.closing, paper.guid)))


def _lines(role: str, markup: str, anchor: str) -> list[Block]:
    return [plain(role, line, anchor) for line in plain_text(markup).split("\n") if line.strip()]
