"""Phụ lục của báo cáo: task progress by plan, papers issued in the period, figures; each with pages of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.figures_appendix import figures_part
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Cell, Column, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.register import title_of
from cchc_desktop.documents.targets_sheet import appendix_title, targets_page, targets_table
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.appendix_rows import FIGURES, PROGRESS, TARGETS, PlanProgress, ReportAppendices
from cchc_desktop.models.draft_rows import TaskFact
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import format_percent
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus

_PROGRESS = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian hoàn thành", "Tiến độ", "Kết quả, tài liệu kiểm chứng")
_PROGRESS_SHARES = (6, 34, 20, 20, 16, 45)  # of the page's width
_PROGRESS_ALIGNMENTS = ("center", "left", "left", "left", "left", "left")
_PAPERS = ("TT", "Số, ký hiệu", "Ngày ban hành", "Tên loại và trích yếu nội dung", "Người ký")
_PAPERS_SHARES = (9, 29, 24, 70, 28)
_PAPERS_ALIGNMENTS = ("center", "left", "center", "left", "left")
_STANDINGS = {
    "done": "Đã hoàn thành",
    "doing": "Đang thực hiện",
    "late": "Quá hạn",
    "waiting": "Chưa đến hạn",
    "not_applicable": "Không áp dụng",
    "cancelled": "Không tiếp tục thực hiện",
    "carried_over": "Chuyển sang năm sau",
}
_NAMED = re.compile(r"phụ lục(?:\s+[IVX\d]+)?\s+kèm theo|kèm theo\s+(?:\S+\s+){0,3}phụ lục", re.IGNORECASE)
_ROMAN = re.compile(r"(?<=quý )[ivx]+\b")
_SHORT = re.compile(r"\b(?:ubnd|hđnd|mttq|cchc|tthc|vbqppl|par index|sipas|dti)\b")
_NO_PAPERS = "Trong kỳ không ban hành văn bản."


def appendix_parts(
    view: ReportView, period_title: str, appendices: ReportAppendices, office: OfficeRow, style: HouseStyle
) -> list[PageRun]:
    """The chosen appendices in order; numbered in Roman numerals where there are several (Nghị định 30/2020)."""
    wanted = [name for name in appendices.chosen if _has(name, view, appendices)]
    parts = []
    for place, name in enumerate(wanted, start=1):
        number = f"Phụ lục {to_roman(place)}" if len(wanted) > 1 else "Phụ lục"
        if name == FIGURES:
            parts.append(figures_part(view.paper, period_title, view.figures, office, style, number))
        elif name == PROGRESS:
            parts.append(_progress_part(number, view, appendices, office, style))
        elif name == TARGETS:
            parts.append(_targets_part(number, view, appendices, office, style))
        else:
            parts.append(_papers_part(number, period_title, view, appendices.papers, office, style))
    return parts


def appendix_sentence(parts: Sequence[PageRun]) -> str:
    """The appendices as the text names them (Nghị định 30/2020, Phụ lục I, mục III.1); "" where there are none."""
    titles = [part.blocks[0] for part in parts]
    named = [title.lines[:2] for title in titles if isinstance(title, TitleBlock)]
    told = [f"{number.text} kèm theo: {_spoken(words.text)}" for number, words in named]
    return f"{'; '.join(told)}." if told else ""


def names_appendices(texts: Iterable[str]) -> bool:
    """Whether a paper's own words say already that appendices go along."""
    return bool(_NAMED.search(" ".join(texts)))


def with_named_appendices(view: YearPaperView, parts: Sequence[PageRun]) -> YearPaperView:
    """The paper with its appendices named before its closing words."""
    paper, along = view.paper, appendix_sentence(parts)
    if not along or names_appendices((paper.closing, *(section.body for section in view.sections))):
        return view
    return replace(view, paper=replace(paper, closing=f"{along}\n{paper.closing}"))


def _spoken(title: str) -> str:
    """A title in capitals within a sentence."""
    words = _SHORT.sub(lambda found: found[0].upper(), title.lower())
    return _ROMAN.sub(lambda found: found[0].upper(), words)


def _has(name: str, view: ReportView, appendices: ReportAppendices) -> bool:
    """Whether there is anything to print; a list of no papers says just that."""
    return bool({FIGURES: view.figures, PROGRESS: appendices.plans, TARGETS: appendices.targets}.get(name, True))


def _progress_part(
    number: str, view: ReportView, appendices: ReportAppendices, office: OfficeRow, style: HouseStyle
) -> PageRun:
    day = f" ĐẾN NGÀY {format_date(appendices.as_of)}" if appendices.as_of else ""
    blocks: list[Block] = [_title(number, f"TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ{day}", view, office)]
    for plan in appendices.plans:
        if len(appendices.plans) > 1:
            blocks.append(plain("table_result", title_of("plan", plan.title), plan.guid))
        blocks.append(_progress_table(plan, style))
    return PageRun("landscape", tuple(blocks))


def _targets_part(
    number: str, view: ReportView, appendices: ReportAppendices, office: OfficeRow, style: HouseStyle
) -> PageRun:
    years = appendices.target_years
    title = appendix_title(view.paper, office, number, years)
    return PageRun(targets_page(years), (title, targets_table(appendices.targets, years, style)))


def _title(number: str, words: str, view: ReportView, office: OfficeRow) -> TitleBlock:
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", words),
        plain("attachment", paper_parts.attachment_line(view.paper, office)),
    )
    return TitleBlock(lines, f"{number}: {words.capitalize()}")


def _progress_table(plan: PlanProgress, style: HouseStyle) -> Table:
    rows: list[Row] = []
    for group in plan.groups:
        tasks = [fact for fact in plan.tasks if fact.row.group_guid == group.guid]
        if not tasks:
            continue
        title = cell(fixed(group.title.upper()), colspan=len(_PROGRESS) - 1)
        rows.append(Row((cell(group.number, align="center"), title), "group", group.guid))
        rows += [_task_row(place, fact) for place, fact in enumerate(tasks, start=1)]
    columns = _columns("landscape", _PROGRESS_SHARES, _PROGRESS_ALIGNMENTS, rows, style)
    return Table(columns, (_header(_PROGRESS),), tuple(rows), "Tiến độ")


def _task_row(place: int, fact: TaskFact) -> Row:
    row = fact.row
    standing = _STANDINGS[fact.standing]
    if fact.standing in ("doing", "late") and row.percent:
        standing = f"{standing} ({format_percent(row.percent)})"
    known = row.reason if TaskStatus(row.status) in SET_ASIDE else row.result
    proof = "; ".join(piece.title for piece in fact.proof)
    cells = (
        cell(row.number or str(place)),
        cell(in_cell(row.text)),
        cell(in_cell(row.lead_text)),
        cell(in_cell(row.deadline)),
        cell(standing),
        cell("\n".join(in_cell(text) for text in (known, f"Tài liệu: {proof}" if proof else "") if text.strip())),
    )
    return Row(cells, "row", row.guid)


def _papers_part(
    number: str,
    period_title: str,
    view: ReportView,
    papers: Sequence[RegisterRow],
    office: OfficeRow,
    style: HouseStyle,
) -> PageRun:
    title = _title(number, f"VĂN BẢN BAN HÀNH TRONG KỲ BÁO CÁO {period_title.upper()}", view, office)
    if not papers:
        return PageRun("portrait", (title, plain("body", _NO_PAPERS)))
    rows = tuple(_paper_row(place, paper) for place, paper in enumerate(papers, start=1))
    columns = _columns("portrait", _PAPERS_SHARES, _PAPERS_ALIGNMENTS, rows, style)
    return PageRun("portrait", (title, Table(columns, (_header(_PAPERS),), rows, "Văn bản")))


def _paper_row(place: int, paper: RegisterRow) -> Row:
    cells = (
        cell(str(place)),
        cell(fixed(full_number(paper.number, paper.symbol))),
        cell(format_date(paper.issued_on)) if paper.issued_on else Cell(),
        cell(in_cell(title_of(paper.kind, paper.subject))),
        cell(paper.signer),
    )
    return Row(cells, "row", paper.paper_guid)


def _header(headings: Sequence[str]) -> Row:
    return Row(tuple(cell(heading) for heading in headings), "header")


def _columns(
    page: str, shares: Sequence[int], alignments: Sequence[str], rows: Sequence[Row], style: HouseStyle
) -> tuple[Column, ...]:
    unit = style.page(page).body_width / sum(shares)
    return columns_for([share * unit for share in shares], alignments, rows, style)
