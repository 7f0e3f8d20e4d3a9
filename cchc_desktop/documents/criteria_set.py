"""Bộ tiêu chí: a criteria set as its paper prints it, with requirements, rules and evidence; it can be read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Row, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import plain
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.numbers import format_points
from cchc_desktop.rules.organisation import full_name

_YEAR = re.compile(r"\b20\d\d\b")
_SCORERS = {"self": "Tự chấm", "survey": "Điều tra xã hội học", "council": "Hội đồng thẩm định"}


@dataclass(frozen=True)
class _Column:
    """A column of the table, left out where nothing stands in it; the columns share the room by `share`."""

    heading: str
    member: str
    share: float
    align: str = "left"
    always: bool = False


_COLUMNS = (
    _Column("Mã", "code", 16, "center", always=True),
    _Column("Tiêu chí, tiêu chí thành phần", "name", 60, always=True),
    _Column("Điểm tối đa", "max_points", 17, "right", always=True),
    _Column("Yêu cầu", "requirement", 46),
    _Column("Cách tính điểm", "rule", 54, always=True),
    _Column("Tài liệu kiểm chứng", "proof_wanted", 44, always=True),
    _Column("Đơn vị phụ trách", "responsible", 26),
    _Column("Đối tượng áp dụng", "applies_to", 24),
    _Column("Hình thức chấm", "scored_by", 22),
)


def compose_criteria_set(table: CriteriaTable, office: OfficeRow, style: HouseStyle) -> Document:
    """The set as a landscape paper: title, the paper that issues it, the table."""
    head = table.head
    title = head.title if _YEAR.search(head.title) else f"{head.title} năm {head.year}"
    if head.version and head.version.casefold() not in title.casefold():
        title += f" ({head.version})"
    lines = [plain("appendix_title", title.upper())]
    if head.decision:
        lines.append(plain("attachment", f"(Kèm theo {head.decision})"))
    blocks = (TitleBlock(tuple(lines), "Bộ tiêu chí", head.guid), _table(table, style))
    return Document(title, full_name(office.name), (PageRun("landscape", blocks),))


def _table(table: CriteriaTable, style: HouseStyle) -> Table:
    used = [column for column in _COLUMNS if column.always or any(_says(line, column) for line in table.lines)]
    rows = [_row(line, used) for line in table.lines]
    total = table.head.declared_max if table.head.declared_max is not None else table.max_total
    sums = {"name": cell("TỔNG CỘNG"), "max_points": cell(format_points(total), number=total)}
    rows.append(Row(tuple(sums.get(column.member, cell("")) for column in used), "total"))
    room = sum(style.criteria_columns_mm)
    shares = sum(column.share for column in used)
    columns = columns_for(
        [column.share * room / shares for column in used], [column.align for column in used], rows, style
    )
    header = Row(tuple(cell(column.heading) for column in used), "header")
    return Table(columns, (header,), tuple(rows), "Bộ tiêu chí")


def _says(line: SetLine, column: _Column) -> bool:
    return line.scored_by != "self" if column.member == "scored_by" else bool(getattr(line, column.member))


def _row(line: SetLine, used: Sequence[_Column]) -> Row:
    return Row(tuple(_cell(line, column) for column in used), "field" if line.level == 1 else "row", line.guid)


def _cell(line: SetLine, column: _Column) -> Cell:
    bold = not line.is_leaf
    match column.member:
        case "max_points" if line.bonus:
            return cell(f"±{format_points(line.max_points)}", bold=bold)
        case "max_points":
            return cell(format_points(line.max_points), bold=bold, number=line.max_points)
        case "scored_by":
            return cell(_SCORERS.get(line.scored_by, "") if line.is_leaf else "")
        case "name":
            return cell(line.name, bold=bold)
        case member:
            return cell(str(getattr(line, member)), bold=bold and member == "code")
