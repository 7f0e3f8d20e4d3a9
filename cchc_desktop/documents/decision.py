"""Quyết định: direct, or issuing the plan attached to it (Nghị định 30/2020, Phụ lục III, mẫu 1.2 and 1.3)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Document, PageRun, Paragraph, Run
from cchc_desktop.documents.plan import plan_parts
from cchc_desktop.documents.text_parts import NO_BREAK_SPACE, body_blocks, ended, fixed, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.organisation import decider, full_name


def compose_decision(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> Document:
    """The decision that issues a plan, alone; the plan must have one."""
    paper = _decision_of(view)
    return Document(paper_parts.name_of(paper), full_name(office.name), (decision_part(paper, office, style),))


def compose_decision_with_plan(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> Document:
    """The decision, the attached plan and its appendix as one document, each part with its own page numbers."""
    paper = _decision_of(view)
    parts = (decision_part(paper, office, style), *plan_parts(view, office, style))
    return Document(paper_parts.name_of(paper), full_name(office.name), parts)


def _decision_of(view: YearPaperView) -> PaperRow:
    if view.decision is None:
        raise ValueError("the plan is not issued by a decision")
    return view.decision


def decision_part(paper: PaperRow, office: OfficeRow, style: HouseStyle) -> PageRun:
    """The pages of a decision."""
    blocks: list[Block] = [paper_parts.letterhead(office, paper), paper_parts.title(paper)]
    authority = paper.authority.strip() or decider(office.name)
    blocks.append(plain("authority", authority.upper(), paper.guid))
    blocks += paper_parts.legal_bases(paper)
    blocks += body_blocks(paper.preamble, paper.guid, style)
    blocks.append(plain("decides", "QUYẾT ĐỊNH:", paper.guid))
    text: list[Block] = []
    for number, article in enumerate(paper.articles, start=1):
        text += _article(number, article, paper.guid, style)
    text += body_blocks(paper.closing, paper.guid, style)
    return paper_parts.first_part(paper, office, (*blocks, *ended(text), paper_parts.signature(paper, office)))


def _article(number: int, text: str, anchor: str, style: HouseStyle) -> list[Block]:
    """An article; further lines of its text are its clauses, as typed."""
    first, *others = text.strip().split("\n")
    mark = f"Điều{NO_BREAK_SPACE}{number}."
    heads = any(line.strip() for line in others) and first.strip()[-1:] not in ".;:,"  # a title above its clauses
    blocks: list[Block] = [Paragraph("article", (Run(fixed(first), bold=heads),), anchor, heads, mark)]
    return blocks + body_blocks("\n".join(others), anchor, style, heading=4)
