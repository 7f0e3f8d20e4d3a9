"""Sổ đăng ký văn bản đến: the register of the papers that came in a year (Nghị định 30/2020, Phụ lục IV)."""

from collections.abc import Sequence

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.incoming_rows import IncomingRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.organisation import full_name

HEADINGS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Thời hạn giải quyết",
    "Ghi chú",
)
_SHARES = (22, 13, 29, 31, 22, 57, 28, 19, 15, 24, 21)  # of the page's width
_ALIGNMENTS = ("center", "center", *("left",) * 2, "center", *("left",) * 2, "center", "center", "center", "left")


def compose_incoming_register(rows: Sequence[IncomingRow], office: OfficeRow, year: int, style: HouseStyle) -> Document:
    """The register of a year; when a paper was handed on and who signed for it is left to be filled by hand."""
    lines = (Paragraph("kind", (Run("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"),)), plain("subject", f"Năm {year}"))
    blocks = (paper_parts.letterhead(office), TitleBlock(lines, "Sổ đăng ký văn bản đến"), _table(rows, style))
    title = f"Sổ đăng ký văn bản đến năm {year}"
    return Document(title, full_name(office.name), (PageRun("landscape", blocks),))


def named(kind: str, subject: str) -> str:
    """Kind and subject in one line: "Kế hoạch cải cách hành chính năm 2026"; said once."""
    words = " ".join(subject.split())
    if not kind or words.casefold().startswith(kind.casefold()):
        return words
    if words[:1].isupper() and words[1:2].islower():
        words = words[:1].lower() + words[1:]
    return f"{kind} {words}"


def _table(rows: Sequence[IncomingRow], style: HouseStyle) -> Table:
    unit = style.page("landscape").body_width / sum(_SHARES)
    made = tuple(_row(row) for row in rows)
    columns = columns_for([share * unit for share in _SHARES], _ALIGNMENTS, made, style)
    numbers = Row(tuple(cell(f"({number})") for number in range(1, len(HEADINGS) + 1)), "number")
    header = (Row(tuple(cell(heading) for heading in HEADINGS), "header"), numbers)
    return Table(columns, header, made, "Sổ văn bản đến")


def _row(row: IncomingRow) -> Row:
    facts = row.facts
    cells = (
        cell(format_date(facts.arrived_on)),
        cell(facts.arrival_number),
        cell(in_cell(facts.issuer)),
        cell(fixed(facts.number)),
        cell(format_date(facts.issued_on)) if facts.issued_on else Cell(),
        cell(in_cell(named(facts.kind, facts.subject))),
        cell(in_cell(facts.receiver)),
        Cell(),
        Cell(),
        cell(format_date(facts.due_on)) if facts.due_on else Cell(),
        cell(in_cell(facts.note)),
    )
    return Row(cells, "row", row.guid)
