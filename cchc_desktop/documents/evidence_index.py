"""Danh mục tài liệu kiểm chứng: the index sheet of an evidence pack, by criterion."""

from collections.abc import Sequence

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.proof_rows import IndexedProof
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbers import format_points
from cchc_desktop.rules.organisation import area_name, full_name

_HEADINGS = (
    "Mã",
    "Tiêu chí, tiêu chí thành phần",
    "Điểm tự chấm",
    "Số, ký hiệu",
    "Ngày ban hành",
    "Cơ quan ban hành",
    "Trích yếu nội dung, giải trình",
    "Tên tệp",
)
_SHARES = (10, 34, 11, 18, 15, 24, 44, 34)  # of the page's width
_ALIGNMENTS = ("center", "left", "right", "left", "center", "left", "left", "left")


def compose_evidence_index(
    view: IndexView, proofs: Sequence[IndexedProof], office: OfficeRow, style: HouseStyle
) -> Document:
    """The list of all that lies in a pack, and what is explained or missing."""
    subject = f"{view.title} của {area_name(office.name) or office.name}"
    if str(view.year) not in view.title:
        subject += f" năm {view.year}"
    lines = (Paragraph("kind", (Run("DANH MỤC TÀI LIỆU KIỂM CHỨNG"),)), plain("subject", subject))
    rows = tuple(_row(one) for one in proofs)
    unit = style.page("landscape").body_width / sum(_SHARES)
    columns = columns_for([share * unit for share in _SHARES], _ALIGNMENTS, rows, style)
    header = Row(tuple(cell(heading) for heading in _HEADINGS), "header")
    table = Table(columns, (header,), rows, "Tài liệu kiểm chứng")
    blocks = (
        paper_parts.letterhead(office),
        TitleBlock(lines, "Danh mục tài liệu kiểm chứng", view.guid),
        table,
    )
    title = f"Danh mục tài liệu kiểm chứng {subject}"
    return Document(title, full_name(office.name), (PageRun("landscape", blocks),))


def _row(one: IndexedProof) -> Row:
    cells = (
        cell(one.code),
        cell(in_cell(one.name)),
        Cell() if one.score is None else cell(format_points(one.score), number=one.score),
        cell(fixed(one.number)),
        cell(format_date(one.issued_on)) if one.issued_on else Cell(),
        cell(in_cell(one.issuer)),
        cell(in_cell(one.subject)),
        cell(one.file_name),
    )
    return Row(cells, "row", one.guid)
