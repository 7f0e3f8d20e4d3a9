"""Sổ đăng ký văn bản đi: the register of the papers issued in a year (Nghị định 30/2020, Phụ lục IV)."""

from collections.abc import Sequence

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import copy_form
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.paper_kinds import PaperKind

HEADINGS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ghi chú",
)
_SHARES = (28, 24, 58, 34, 46, 25, 15, 22)  # of the page's width
_ALIGNMENTS = ("left", "center", "left", "left", "left", "left", "center", "left")


def compose_register(rows: Sequence[RegisterRow], office: OfficeRow, year: int, style: HouseStyle) -> Document:
    """The register of a year; how many copies went out is left to be filled by hand."""
    lines = (Paragraph("kind", (Run("SỔ ĐĂNG KÝ VĂN BẢN ĐI"),)), plain("subject", f"Năm {year}"))
    blocks = (paper_parts.letterhead(office), TitleBlock(lines, "Sổ đăng ký văn bản đi"), _table(rows, style))
    title = f"Sổ đăng ký văn bản đi năm {year}"
    return Document(title, full_name(office.name), (PageRun("landscape", blocks),))


def title_of(kind: str, subject: str, symbol: str = "") -> str:
    """Kind and subject in one line as the register has them: "Quyết định ban hành Kế hoạch …"."""
    paper_kind = PaperKind(kind)
    words = " ".join(subject.split())
    form = copy_form(symbol)
    if form is not None:  # the subject of a copy is the paper it was made from
        return f"{form.word} {words}"
    if paper_kind is PaperKind.LETTER:
        return f"{paper_kind.word} {paper_parts.about(words)}"
    if words[:1].isupper() and words[1:2].islower():
        words = words[:1].lower() + words[1:]
    return f"{paper_kind.word} {words}".strip()


def remark_of(row: RegisterRow) -> str:
    """What the register notes: which version is kept, or that none is."""
    if row.issued is None:
        return "Không có bản lưu điện tử"
    return f"Bản {row.issued.version}" if row.issued.version > 1 else ""


def _table(rows: Sequence[RegisterRow], style: HouseStyle) -> Table:
    unit = style.page("landscape").body_width / sum(_SHARES)
    made = tuple(_row(row) for row in rows)
    columns = columns_for([share * unit for share in _SHARES], _ALIGNMENTS, made, style)
    numbers = Row(tuple(cell(f"({number})") for number in range(1, len(HEADINGS) + 1)), "number")
    header = (Row(tuple(cell(heading) for heading in HEADINGS), "header"), numbers)
    return Table(columns, header, made, "Sổ văn bản đi")


def _row(row: RegisterRow) -> Row:
    cells = (
        cell(fixed(full_number(row.number, row.symbol))),
        cell(format_date(row.issued_on)) if row.issued_on else Cell(),
        cell(in_cell(title_of(row.kind, row.subject, row.symbol))),
        cell(row.signer),
        cell("\n".join(in_cell(name) for name in row.recipients)),
        cell(row.kept_by),
        Cell(),
        cell(remark_of(row)),
    )
    return Row(cells, "row", row.paper_guid)
