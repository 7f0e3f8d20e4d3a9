"""Phụ lục của báo cáo tự chấm: scored criteria, list of evidence, explanations, chart; each with own pages."""

from collections.abc import Callable

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.criteria_sheet import criteria_table
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.index_chart import fields_table
from cchc_desktop.documents.nodes import Cell, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.ruled_tables import LANDSCAPE, ruled
from cchc_desktop.documents.text_parts import fixed, in_cell, plain, sentence
from cchc_desktop.models.appendix_rows import ScoreProof, ScoreSheets
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbering import to_roman

_PROOF = ("Mã", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu nội dung")
_PROOF_SHARES = (7, 16, 14, 24, 40)  # of the page's width
_PROOF_ALIGNMENTS = ("center", "left", "center", "left", "left")
_EXPLAINED = ("Mã", "Tiêu chí, tiêu chí thành phần", "Giải trình")
_EXPLAINED_SHARES = (7, 40, 54)
_EXPLAINED_ALIGNMENTS = ("center", "left", "left")


def score_parts(paper: PaperRow, sheets: ScoreSheets, office: OfficeRow, style: HouseStyle) -> list[PageRun]:
    """The appendices that have anything to say, in Roman numerals where they are several."""
    explained = [row for row in sheets.view.criteria if row.explanation.strip()]
    made: list[tuple[str, Callable[[], Table]]] = [
        ("KẾT QUẢ TỰ CHẤM ĐIỂM", lambda: criteria_table(sheets.view, style)),
    ]
    if sheets.proof:
        made.append(("DANH MỤC TÀI LIỆU KIỂM CHỨNG", lambda: _proof_table(sheets.proof, style)))
    if explained:
        made.append(("GIẢI TRÌNH KẾT QUẢ TỰ CHẤM ĐIỂM", lambda: _explained_table(explained, style)))
    if sheets.view.total("self").share is not None:
        made.append(("BIỂU ĐỒ KẾT QUẢ TỰ CHẤM ĐIỂM", lambda: fields_table(sheets.view, style, self_scored=True)))
    parts = []
    for place, (words, table) in enumerate(made, start=1):
        number = f"Phụ lục {to_roman(place)}" if len(made) > 1 else "Phụ lục"
        lines = (
            Paragraph("appendix_number", (Run(number),)),
            plain("appendix_title", words),
            plain("attachment", paper_parts.attachment_line(paper, office)),
        )
        parts.append(PageRun("landscape", (TitleBlock(lines, f"{number}: {words.capitalize()}"), table())))
    return parts


def _proof_table(proof: tuple[ScoreProof, ...], style: HouseStyle) -> Table:
    rows = tuple(_proof_row(piece) for piece in proof)
    return ruled("Tài liệu kiểm chứng", _PROOF, _PROOF_SHARES, _PROOF_ALIGNMENTS, rows, style, LANDSCAPE)


def _proof_row(piece: ScoreProof) -> Row:
    cells = (
        cell(piece.code),
        cell(fixed(piece.number)),
        cell(format_date(piece.issued_on)) if piece.issued_on else Cell(),
        cell(in_cell(piece.issuer)),
        cell(in_cell(piece.subject)),
    )
    return Row(cells, "row", piece.guid)


def _explained_table(criteria: list[CriterionRow], style: HouseStyle) -> Table:
    rows = tuple(
        Row((cell(row.code), cell(in_cell(row.name)), cell(in_cell(sentence(row.explanation)))), "row", row.guid)
        for row in criteria
    )
    return ruled("Giải trình", _EXPLAINED, _EXPLAINED_SHARES, _EXPLAINED_ALIGNMENTS, rows, style, LANDSCAPE)
