"""Báo cáo định kỳ: the outline with the office's text, and the figures as an appendix."""

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.text_parts import body_blocks, ended, plain, section_blocks, sentence
from cchc_desktop.errors import UserError
from cchc_desktop.models.rows import FigureRow, OfficeRow, ReportItemRow, ReportView
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.periods import Period

NOT_APPLICABLE = "Trong kỳ không phát sinh nội dung này."
NOTHING_YET = "(Chưa có nội dung)"
_FIGURE_HEADINGS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Kỳ trước", "Ghi chú")
_FIGURE_ALIGNMENTS = ("center", "left", "center", "right", "right", "left")
_ESTIMATE = "ước"
_YES_NO = ("Không", "Có")


def compose_report(view: ReportView, office: OfficeRow, style: HouseStyle) -> Document:
    """The report and, where it has figures, their appendix."""
    parts = [_main_part(view, office)]
    if view.figures:
        parts.append(_figures_part(view, office, style))
    return Document(f"Báo cáo {view.paper.subject}", full_name(office.name), tuple(parts))


def _main_part(view: ReportView, office: OfficeRow) -> Part:
    paper = view.paper
    blocks: list[Block] = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    text = body_blocks(paper.preamble, paper.guid)
    parents = {item.parent_guid for item in view.items}
    for item in view.items:
        body = _item_body(item, leaf=item.guid not in parents)
        text += section_blocks(item.number, item.level, item.title, body, item.guid)
    text += body_blocks(paper.closing, paper.guid)
    return Part("portrait", (*blocks, *ended(text), paper_parts.signature(paper, office)))


def _item_body(item: ReportItemRow, *, leaf: bool) -> list[Block]:
    """The office's text; what does not apply is stated, a heading without text shows that it waits for one."""
    if item.status == "not_applicable":
        words = sentence(item.reason) or NOT_APPLICABLE
        return [plain("body", words, item.guid)]
    if item.text.strip():
        return body_blocks(item.text, item.guid)
    return [Paragraph("body", (Run(NOTHING_YET, italic=True),), item.guid)] if leaf else []


def _figures_part(view: ReportView, office: OfficeRow, style: HouseStyle) -> Part:
    lines = (
        Paragraph("appendix_number", (Run("Phụ lục"),)),
        plain("appendix_title", f"SỐ LIỆU CẢI CÁCH HÀNH CHÍNH {_period_title(view).upper()}"),
        plain("attachment", paper_parts.attachment_line(view.paper, office)),
    )
    title = TitleBlock(lines, "Phụ lục: Số liệu")
    return Part("portrait", (title, _figures_table(view.figures, style)))


def _period_title(view: ReportView) -> str:
    """ "quý I năm 2026"; the year alone for a report whose period is not one of the usual four."""
    try:
        return Period.parse(view.report.period).title
    except UserError:
        return f"năm {view.report.year}"


def _figures_table(figures: tuple[FigureRow, ...], style: HouseStyle) -> Table:
    columns = tuple(
        Column(width, align) for width, align in zip(style.figures_columns_mm, _FIGURE_ALIGNMENTS, strict=True)
    )
    rows: list[Row] = []
    groups = 0
    group = None
    for number, figure in enumerate(figures, start=1):
        if figure.group != group:
            group = figure.group
            groups += 1
            title = cell(_without_number(group).upper(), colspan=len(columns) - 1)
            rows.append(Row((cell(to_roman(groups), align="center"), title), "group"))
        rows.append(_figure_row(number, figure))
    header = Row(tuple(cell(heading) for heading in _FIGURE_HEADINGS), "header")
    return Table(columns, (header,), tuple(rows), "Số liệu")


def _without_number(group: str) -> str:
    """The name of a group without the Roman numeral that the appendix counts by itself."""
    head, dot, rest = group.partition(". ")
    return rest if dot and head and set(head) <= set("IVX") else group


def _figure_row(number: int, figure: FigureRow) -> Row:
    cells = (
        cell(str(number)),
        cell(figure.name),
        cell(figure.unit),
        _value(figure, estimated=figure.estimated),
        _value(figure, previous=True),
        cell(figure.note),
    )
    return Row(cells, "row", figure.guid)


def _value(figure: FigureRow, *, previous: bool = False, estimated: bool = False) -> Cell:
    value = figure.previous if previous else figure.value
    if value is None:
        return Cell()
    if figure.kind == "yes_no":
        return cell(_YES_NO[bool(value)])
    text = format_number(value.normalize() if value % 1 else value.quantize(value.__class__(1)))
    return cell(f"{text} ({_ESTIMATE})") if estimated else cell(text, number=value)
