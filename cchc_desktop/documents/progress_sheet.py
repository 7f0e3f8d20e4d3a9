"""Bảng tổng hợp tiến độ: how a plan stands as of a day, and every task that is overdue or soon due."""

from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
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
from cchc_desktop.documents.text_parts import in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.progress_rows import FieldTotals, ProgressView, UrgentTask
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbers import format_percent
from cchc_desktop.rules.organisation import full_name

_TOTALS = (
    "TT",
    "Lĩnh vực",
    "Tổng số",
    "Đã hoàn thành",
    "Đang thực hiện",
    "Quá hạn",
    "Chưa bắt đầu",
    "Không thực hiện",
    "Tỷ lệ hoàn thành",
)
_URGENT = ("TT", "Nhiệm vụ", "Chủ trì", "Hạn cuối", "Tiến độ")
_NONE = "Không có nhiệm vụ quá hạn hoặc sắp đến hạn."


def compose_progress_sheet(view: ProgressView, office: OfficeRow, style: HouseStyle) -> Document:
    """The sheet alone; it is for the office's own eyes and is not signed."""
    title = f"Tổng hợp tiến độ thực hiện Kế hoạch {_one_line(view.title)}"
    blocks = (paper_parts.letterhead(office), *progress_blocks(view, style))
    return Document(title, full_name(office.name), (PageRun("portrait", blocks),))


def progress_blocks(view: ProgressView, style: HouseStyle) -> tuple[Block, ...]:
    """Title and tables, for the sheet and for the appendix of a report."""
    lines = (
        Paragraph("kind", (Run("TỔNG HỢP TIẾN ĐỘ"),)),
        plain("subject", f"Thực hiện Kế hoạch {_one_line(view.title)}"),
        plain("attachment", f"(Tính đến ngày {format_date(view.as_of)})"),
    )
    heading = TitleBlock(lines, "Tổng hợp tiến độ", view.plan_guid)
    listed = urgent_table(view, style)
    note = plain("table_result", _note(view), view.plan_guid)
    return (heading, totals_table(view, style), note, listed) if listed else (heading, totals_table(view, style), note)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def totals_table(view: ProgressView, style: HouseStyle) -> Table:
    """One row a field, the plan as a whole at the end."""
    alignments = ("center", "left", *("center",) * 7)
    rows = [Row(_counts(field, cell(_title(field))), "row", field.guid) for field in view.fields]
    rows.append(Row(_counts(view.whole, cell("TỔNG CỘNG")), "total"))
    columns = columns_for(style.progress_columns_mm, alignments, rows, style)
    return Table(columns, (Row(tuple(cell(words) for words in _TOTALS), "header"),), tuple(rows), "Tổng hợp tiến độ")


def _title(field: FieldTotals) -> str:
    """A title that the frame prints in capitals, as one reads it."""
    return in_cell(field.title.capitalize() if field.title.isupper() else field.title)


def _counts(field: FieldTotals, name: Cell) -> tuple[Cell, ...]:
    numbers = (field.total, field.done, field.in_progress, field.late, field.not_started, field.set_aside)
    share = field.done_share
    return (
        cell(field.number),
        name,
        *(cell(str(number), number=Decimal(number)) for number in numbers),
        cell(format_percent(share)) if share is not None else Cell(),
    )


def urgent_table(view: ProgressView, style: HouseStyle) -> Table | None:
    """The overdue tasks, then those that are due soon: all that are counted; None where there are none."""
    if not view.late and not view.soon:
        return None
    alignments = ("center", "left", "left", "left", "left")
    rows = [
        *_group("A", "Nhiệm vụ quá hạn", view.late),
        *_group("B" if view.late else "A", f"Nhiệm vụ đến hạn trong {view.soon_days} ngày tới", view.soon),
    ]
    header = Row(tuple(cell(words) for words in _URGENT), "header")
    columns = columns_for(style.urgent_columns_mm, alignments, rows, style)
    return Table(columns, (header,), tuple(rows), "Nhiệm vụ cần đôn đốc")


def _group(letter: str, title: str, tasks: Sequence[UrgentTask]) -> list[Row]:
    if not tasks:
        return []
    head = Row((cell(letter, align="center"), cell(title.upper(), colspan=len(_URGENT) - 1)), "group")
    rows = (Row((cell(str(n)), *map(cell, _words(one))), "row", one.task.guid) for n, one in enumerate(tasks, 1))
    return [head, *rows]


def _words(one: UrgentTask) -> tuple[str, ...]:
    share = format_percent(one.task.percent)
    return in_cell(one.task.text), in_cell(one.task.lead_text), format_date(one.last), f"{share}, {_days(one.days)}"


def _days(days: int) -> str:
    if days < 0:
        return f"quá hạn {-days} ngày"
    return f"còn {days} ngày" if days else "đến hạn hôm nay"


def _note(view: ProgressView) -> str:
    """The tables in a sentence, and what the rates are reckoned on."""
    words = _NONE
    if view.late or view.soon:
        words = f"Quá hạn {len(view.late)} nhiệm vụ; đến hạn trong {view.soon_days} ngày tới {len(view.soon)} nhiệm vụ."
    return f"{words} Tỷ lệ hoàn thành tính trên {view.whole.total} nhiệm vụ đề ra trong kế hoạch."
