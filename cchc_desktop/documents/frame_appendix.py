"""Khung nhiệm vụ: the tasks of a plan as a landscape appendix of eight columns, pages numbered on their own."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for, safe_width, suited, word_width
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Cell,
    Document,
    PageRun,
    Paragraph,
    Row,
    Run,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.rules.frame_columns import Column, about, printed_columns
from cchc_desktop.rules.money import parse_money
from cchc_desktop.rules.numbers import parse_number
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.task_wording import numbered_objective, points

_ASSIGNING = re.compile(r"^(?:(?:phân công|giao|triển khai|thực hiện) )+(?:các )?nhiệm vụ ", re.IGNORECASE)
_NARROW = 19.0  # millimetres: columns up to this width neither give nor take
_MERGED = Cell(merge_above=True)


def compose_frame(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> Document:
    """The appendix alone."""
    title = f"Khung nhiệm vụ kèm theo {paper_parts.name_of(view.paper)}"
    return Document(title, full_name(office.name), (frame_part(view, office, style),))


def frame_part(view: YearPaperView, office: OfficeRow, style: HouseStyle, number: str = "Phụ lục") -> PageRun:
    """The pages of the appendix (mẫu 2.1); `number` is "Phụ lục I" where others follow it."""
    paper = view.decision or view.paper
    lines = (
        Paragraph("appendix_number", (Run(number),)),
        plain("appendix_title", _title(view)),
        plain("attachment", paper_parts.attachment_line(paper, office)),
    )
    return PageRun("landscape", (TitleBlock(lines, f"{number}: Khung nhiệm vụ"), frame_table(view, style)))


def _title(view: YearPaperView) -> str:
    if view.plan.kind == "annual":
        return f"KHUNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM {view.plan.year}"
    kind = PaperKind(view.paper.kind)
    if kind is PaperKind.LETTER:  # what it asks for: "V/v triển khai …"; of "V/v giao nhiệm vụ …" the tasks themselves
        asked = paper_parts.about(" ".join(view.paper.subject.split())).removeprefix("V/v ")
        return f"KHUNG NHIỆM VỤ {_ASSIGNING.sub('', asked).upper()}"
    return f"KHUNG NHIỆM VỤ THỰC HIỆN {kind.title} {' '.join(view.paper.subject.upper().split())}"


# The table made last, and of what: while the text around it is written, the preview asks for the very same one.
_latest: tuple[tuple[TaskRow, ...], tuple[GroupRow, ...], tuple[Column, ...], HouseStyle, Table] | None = None


def frame_table(view: YearPaperView, style: HouseStyle) -> Table:
    """The table of the tasks: header, column numbers, group rows, objectives spanning their tasks."""
    global _latest
    further, latest = view.plan.further_columns, _latest
    if latest is None or latest[0] is not view.tasks or latest[1] is not view.groups or latest[2:4] != (further, style):
        latest = (view.tasks, view.groups, further, style, _made_table(view, style))
        _latest = latest
    return latest[4]


def _made_table(view: YearPaperView, style: HouseStyle) -> Table:
    rows = tuple(_rows(view))
    printed = printed_columns(view.plan.further_columns)
    headings = [about(column).heading for column in printed]
    size, padding = style.paragraph("table_cell").size, style.table.padding_x_mm
    headed = [max(word_width(word, size) for word in heading.split()) + 2 * padding for heading in headings]
    empty = [max(style.frame_empty_column_mm, least) for least in headed]
    widths = suited(_fitted(_widths(printed, style), empty, rows), rows, size, padding, _NARROW)
    widths = _numbered(widths, rows, size, padding)
    columns = columns_for(widths, ("center", *["left"] * (len(printed) - 1)), rows, style)
    numbers = tuple(cell(str(number) if number else "") for number in range(len(printed)))
    header = (Row(tuple(cell(heading) for heading in headings), "header"), Row(numbers, "number"))
    return Table(columns, header, rows, "Khung nhiệm vụ")


def _widths(printed: Sequence[Column], style: HouseStyle) -> tuple[float, ...]:
    """The widths of the house style; further columns take theirs from all the wide ones alike."""
    further = sum(about(column).width_mm for column in printed if about(column).further)
    wide = sum(width for width in style.frame_columns_mm if width > _NARROW)
    left = (wide - further) / wide
    usual = (width * left if width > _NARROW else width for width in style.frame_columns_mm)
    return (*usual, *(about(column).width_mm for column in printed if about(column).further))


def _fitted(widths: tuple[float, ...], empty: list[float], rows: tuple[Row, ...]) -> list[float]:
    """The columns that no task fills as narrow as `empty`; what they give up is shared among the filled wide ones."""
    filled = {place for place in range(len(widths)) if _is_filled(place, rows)}
    narrow = {place for place, width in enumerate(widths) if filled and place not in filled and width > empty[place]}
    freed = sum(widths[place] - empty[place] for place in narrow)
    wide = {place: width for place, width in enumerate(widths) if place in filled and width > _NARROW}
    whole = sum(wide.values())
    return [
        empty[place] if place in narrow else width + (freed * width / whole if place in wide else 0.0)
        for place, width in enumerate(widths)
    ]


def _numbered(widths: list[float], rows: tuple[Row, ...], size: float, padding: float) -> list[float]:
    """The first column with room for its longest number, such as XVIII, on one line; the widest other one gives it."""
    needed = max((safe_width(row.cells[0].text, size) for row in rows), default=0.0) + 2 * padding
    missing = max(0.0, needed - widths[0])
    widest = max(range(1, len(widths)), key=lambda place: widths[place])
    return [widths[0] + missing, *(width - missing * (place == widest) for place, width in enumerate(widths[1:], 1))]


def _is_filled(place: int, rows: tuple[Row, ...]) -> bool:
    cells = (row.cells[place] for row in rows if row.kind == "row")
    return any(run.text for one in cells for paragraph in one.paragraphs for run in paragraph)


def _rows(view: YearPaperView) -> list[Row]:
    by_group: dict[str, list[TaskRow]] = {}
    for task in view.tasks:
        by_group.setdefault(task.group_guid, []).append(task)
    printed = printed_columns(view.plan.further_columns)
    makers = [_maker(column) for column in printed]
    shared = printed.index(Column.OBJECTIVE)
    rows: list[Row] = []
    for group in view.groups:
        title = cell(fixed(group.title.upper()), colspan=len(printed) - 1)
        if group.title.strip() or len(view.groups) > 1:  # a paper without groups has one that nothing names
            rows.append(Row((cell(group.number, align="center"), title), "group", group.guid))
        before: str | None = None
        for task in by_group.get(group.guid, ()):
            cells = [make(task) for make in makers]
            if before is not None and task.objective_guid == before:
                cells[shared] = _MERGED
            rows.append(Row(tuple(cells), "row", task.guid))
            before = task.objective_guid
    return rows


def _maker(column: Column) -> Callable[[TaskRow], Cell]:
    """What makes the cells of a column: asked once for a table, not again for each of thousands of cells."""
    match column:
        case Column.NUMBER:
            return lambda task: cell(task.number or str(task.position + 1))
        case Column.OBJECTIVE:
            return lambda task: _text(numbered_objective(task.number, task.objective.strip()))
        case Column.TASK:
            return lambda task: _text(task.text)
        case Column.ACTIVITY:
            return lambda task: _several(tuple([activity.text for activity in task.activities]))
        case Column.PRODUCT:
            return lambda task: _several(tuple([product.text for product in task.products]))
        case Column.LEAD:
            return lambda task: _text(task.lead_text)
        case Column.COORDINATION:
            return lambda task: _text(task.coordination_text)
        case Column.DEADLINE:
            return lambda task: _text(task.deadline)
        case Column.BUDGET:
            return lambda task: _budget(task.budget_text)
        case _:
            return lambda task: _text(task.cells.get(column, ""))


# Offices, products and months come again and again, and all others when the text around the table has changed.
@lru_cache(maxsize=8192)
def _text(text: str) -> Cell:
    return cell(in_cell(text))


@lru_cache(maxsize=8192)
def _several(texts: tuple[str, ...]) -> Cell:
    return cell(points([in_cell(text) for text in texts]))


@lru_cache(maxsize=2048)
def _budget(text: str) -> Cell:
    number = parse_number(text) if text.strip() else None
    if number is not None:
        return cell(text, align="right", number=number)
    amount, source = parse_money(text)
    return cell(in_cell(text), number=Decimal(amount) if amount is not None and not source else None)
