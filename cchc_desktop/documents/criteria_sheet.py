"""Bảng tự chấm điểm: a criteria set with its scores, totals and band."""

from decimal import Decimal

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Cell,
    Document,
    PageRun,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Signing,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.text_parts import plain, sentence
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.documents_nd30 import SigningForm, signing_lines
from cchc_desktop.rules.numbers import format_percent, format_points
from cchc_desktop.rules.organisation import area_name, full_name
from cchc_desktop.rules.scoring import percent

_HEADINGS = (
    "Mã",
    "Tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Điểm tự chấm",
    "Điểm thẩm định",
    "Giải trình, tài liệu kiểm chứng",
)
_ALIGNMENTS = ("center", "left", "right", "right", "right", "left")
_NOT_APPLICABLE = "Không áp dụng"


def compose_criteria_sheet(view: IndexView, office: OfficeRow, style: HouseStyle) -> Document:
    """The sheet that goes with the office's self-scoring report."""
    subject = f"{view.title} của {area_name(office.name) or office.name}"
    if str(view.year) not in view.title:
        subject += f" năm {view.year}"
    lines = (Paragraph("kind", (Run("BẢNG TỰ CHẤM ĐIỂM"),)), plain("subject", subject))
    signing = signing_lines(SigningForm.COLLECTIVE, office.name, "CHỦ TỊCH")
    blocks = (
        paper_parts.letterhead(office),
        TitleBlock(lines, "Bảng tự chấm điểm", view.guid),
        criteria_table(view, style),
        plain("table_result", _result(view), view.guid),
        SignatureBlock(Signing(signing), left=Signing(("NGƯỜI CHẤM ĐIỂM",), note="(Ký, ghi rõ họ tên)")),
    )
    return Document(f"Bảng tự chấm điểm {subject}", full_name(office.name), (PageRun("landscape", blocks),))


def criteria_table(view: IndexView, style: HouseStyle) -> Table:
    """The table of the criteria: fields in bold with their sums, the total at the end."""
    rows = [_row(criterion) for criterion in view.criteria]
    appraised = [criterion.appraised for criterion in view.criteria if criterion.level == 1]
    total = (
        cell(""),
        cell("TỔNG CỘNG"),
        _points(view.max_total),
        _points(view.self_total),
        _points(_sum(appraised)),
        cell(""),
    )
    header = Row(tuple(cell(heading) for heading in _HEADINGS), "header")
    rows.append(Row(total, "total"))
    columns = columns_for(style.criteria_columns_mm, _ALIGNMENTS, rows, style)
    return Table(columns, (header,), tuple(rows), "Bảng chấm điểm")


def _sum(values: list[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _row(criterion: CriterionRow) -> Row:
    bold = not criterion.is_leaf
    name = criterion.name.upper() if criterion.level == 1 else criterion.name
    score = (
        cell(_NOT_APPLICABLE, align="center") if not criterion.applicable else _points(criterion.self_score, bold=bold)
    )
    cells = (
        cell(criterion.code, bold=bold),
        cell(name, bold=bold),
        _points(criterion.max_points, bold=bold),
        score,
        _points(criterion.appraised, bold=bold),
        cell(_explanation(criterion)),
    )
    return Row(cells, "field" if criterion.level == 1 else "row", criterion.guid)


def _points(value: Decimal | None, *, bold: bool = False) -> Cell:
    return Cell() if value is None else cell(format_points(value), bold=bold, number=value)


def _explanation(criterion: CriterionRow) -> str:
    parts = [sentence(criterion.explanation)] if criterion.explanation.strip() else []
    if criterion.evidence_count:
        parts.append(f"Tài liệu kiểm chứng: {criterion.evidence_count:02d} tệp.")
    return "\n".join(parts)


def _result(view: IndexView) -> str:
    share = percent(view.self_total, view.max_total)
    reached = f"Kết quả tự chấm: {format_points(view.self_total)}/{format_points(view.max_total)} điểm"
    if share is not None:
        reached += f", đạt {format_percent(share)}"
    return f"{reached}; xếp loại: {view.band}." if view.band else f"{reached}."
