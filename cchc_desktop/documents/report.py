"""Báo cáo định kỳ: the outline with the office's text, and its appendices."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.figures_appendix import quoted_values
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Document, PageRun, Paragraph, Run
from cchc_desktop.documents.report_appendices import appendix_parts, appendix_sentence, names_appendices
from cchc_desktop.documents.text_parts import body_blocks, ended, plain, section_blocks, sentence
from cchc_desktop.models.appendix_rows import ReportAppendices
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.rules.figure_quotes import filled
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.periods import period_title
from cchc_desktop.rules.sentences import inner
from cchc_desktop.rules.statuses import ItemStatus

NOTHING_YET = "(Chưa có nội dung)"


def compose_report(
    view: ReportView, office: OfficeRow, style: HouseStyle, appendices: ReportAppendices | None = None
) -> Document:
    """The report and what goes along with it: the figures where nothing else was chosen."""
    covers = period_title(view.report.year, view.report.period)
    along = appendix_parts(view, covers, appendices or ReportAppendices(), office, style)
    main = _main_part(view, office, style, appendix_sentence(along))
    return Document(f"Báo cáo {view.paper.subject}", full_name(office.name), (main, *along))


def _main_part(view: ReportView, office: OfficeRow, style: HouseStyle, along: str) -> PageRun:
    paper = view.paper
    blocks: list[Block] = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    text = body_blocks(paper.preamble, paper.guid, style)
    parents = {item.parent_guid for item in view.items}
    values = quoted_values(view.figures)
    for item in view.items:
        if item.optional and item.status == ItemStatus.EMPTY and item.guid not in parents:
            continue
        body = _item_body(item, values, style, leaf=item.guid not in parents)
        text += section_blocks(item.number, item.level, item.title, body, item.guid)
    if along and not names_appendices((paper.closing, *(item.text for item in view.items))):
        text.append(plain("body", along, paper.guid))
    text += body_blocks(paper.closing, paper.guid, style)
    return paper_parts.first_part(paper, office, (*blocks, *ended(text), paper_parts.signature(paper, office)))


def _item_body(item: ReportItemRow, values: dict[str, str], style: HouseStyle, *, leaf: bool) -> list[Block]:
    """The office's text with the figures it quotes.

    What does not apply is stated; a heading without text shows that it waits for one.
    """
    if item.status == ItemStatus.NOT_APPLICABLE:
        words = sentence(item.reason) or not_applicable(item.title)
        return [plain("body", words, item.guid)]
    if item.text.strip():
        return body_blocks(filled(item.text, values), item.guid, style)
    return [Paragraph("body", (Run(NOTHING_YET, italic=True),), item.guid)] if leaf else []


def not_applicable(title: str) -> str:
    """What stands under a heading that does not apply and has no reason."""
    name = inner(title.lower() if title.isupper() else title)
    return f"Trong kỳ không phát sinh nội dung “{name}”."
