"""Kế hoạch, and every paper made of sections: issued directly, or attached to a decision (mẫu 1.3, 1.4, 1.5)."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.frame_appendix import frame_part
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, PageRun
from cchc_desktop.documents.outline_appendix import outline_part
from cchc_desktop.documents.report_appendices import with_named_appendices
from cchc_desktop.documents.targets_sheet import targets_part
from cchc_desktop.documents.task_list import task_blocks
from cchc_desktop.documents.text_parts import body_blocks, ended, plain, section_blocks
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.rules.emulation import reports_achievement
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import SectionRole

_APPENDIX_SENTENCE = "Nhiệm vụ cụ thể, sản phẩm, đơn vị thực hiện và thời gian hoàn thành nêu tại {number} kèm theo."


def plan_parts(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> tuple[PageRun, ...]:
    """The pages of the plan and of its appendices: the tasks where they are printed as a table, its targets, the
    outline that came with it.
    """
    paper = view.decision or view.paper
    count = has_appendix(view) + has_targets(view) + (view.outline is not None)
    frame = [frame_part(view, office, style, _appendix(1, count))] if has_appendix(view) else []
    along = [targets_part(view, office, style, _appendix(len(frame) + 1, count))] if has_targets(view) else []
    if view.outline is not None:
        number = _appendix(len(frame) + len(along) + 1, count)
        along.append(outline_part(paper, view.outline, office, style, number))
    named = with_named_appendices(view, along)
    return (_main_part(named, office, style), *frame, *along)


def _appendix(place: int, count: int) -> str:
    """What an appendix is called: several are counted in Roman numerals."""
    return f"Phụ lục {to_roman(place)}" if count > 1 else "Phụ lục"


def has_targets(view: YearPaperView) -> bool:
    """Whether the table of the targets is an appendix."""
    return view.with_targets and bool(view.targets)


def has_appendix(view: YearPaperView) -> bool:
    """Whether the tasks are printed as a table."""
    return view.plan.frame_mode in ("table", "both") and bool(view.tasks)


def _frame_number(view: YearPaperView) -> str:
    """What the text calls the frame, the first of its appendices."""
    return _appendix(1, 1 + has_targets(view) + (view.outline is not None))


def _main_part(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> PageRun:
    paper = view.paper
    text = text_blocks(view, style)
    if view.decision is not None:
        title = paper_parts.title(paper, paper_parts.attachment_line(view.decision, office))
        return PageRun("portrait", (paper_parts.letterhead(office, view.decision, attached=True), title, *ended(text)))
    blocks: list[Block] = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    if not PaperKind(paper.kind).facts.signed:
        return paper_parts.first_part(paper, office, (*blocks, *text))
    signed: list[Block] = [paper_parts.signature(paper, office)]
    if reports_achievement(paper.kind, view.plan.kind):
        signed = paper_parts.reporter_and_head(paper, office)
    return paper_parts.first_part(paper, office, (*blocks, *ended(text), *signed))


def text_blocks(view: YearPaperView, style: HouseStyle) -> list[Block]:
    """Opening words, sections and closing words."""
    paper = view.paper
    opening, closing = (body_blocks(text, paper.guid, style) for text in (paper.preamble, paper.closing))
    return [*opening, *_sections(view, style), *closing]


def _sections(view: YearPaperView, style: HouseStyle) -> list[Block]:
    blocks: list[Block] = []
    texts = (view.paper.preamble, *(section.body for section in view.sections), view.paper.closing)
    mentioned = "phụ lục" in " ".join(texts).lower()
    holder = _task_section(view)
    for section in view.sections:
        body = body_blocks(section.body, section.guid, style)
        if section is holder:
            if view.plan.frame_mode in ("list", "both"):
                body += task_blocks(view, 2 if section.level == 1 else 3)
            if has_appendix(view) and not mentioned:
                body.append(plain("body", _APPENDIX_SENTENCE.format(number=_frame_number(view)), section.guid))
        blocks += section_blocks(section.number, section.level, section.title, body, section.guid)
    return blocks


def _task_section(view: YearPaperView) -> SectionRow | None:
    """The section under which the tasks are printed: the one made for them, otherwise the last."""
    if not view.tasks or not view.sections:
        return None
    return next((section for section in view.sections if section.role == SectionRole.TASKS), view.sections[-1])
