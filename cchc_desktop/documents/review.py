"""Phiếu soát văn bản: what was found in a paper, for whoever wrote it."""

from collections import Counter
from collections.abc import Sequence

from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Document, PageRun, Paragraph, Row, Run, Table, TitleBlock, cell
from cchc_desktop.documents.text_parts import fixed, in_cell, plain
from cchc_desktop.rules.checks.base import Finding, Severity
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper
from cchc_desktop.text import words_around

_HEADINGS = ("STT", "Mức", "Dòng", "Chỗ có vấn đề", "Nhận xét", "Đề nghị sửa", "Căn cứ")
_SHARES = (11, 16, 12, 50, 61, 30, 42)  # of the page's width
_ALIGNMENTS = ("center", "center", "center", "left", "left", "left", "left")
_AROUND = 40  # letters shown at either side of a place
WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.HINT: "Lưu ý"}
_ORDER = tuple(WORDS)


def verdict(findings: Sequence[Finding]) -> str:
    """The paper in a sentence: how many faults a registry would send it back for."""
    counts = Counter(one.severity for one in findings)
    if not findings:
        return "Không phát hiện vấn đề nào."
    return (
        f"{counts[Severity.ERROR]} lỗi mà văn thư sẽ trả lại, {counts[Severity.WARNING]} cảnh báo, "
        f"{counts[Severity.HINT]} lưu ý."
    )


def compose_review(title: str, paper: CheckedPaper, findings: Sequence[Finding], style: HouseStyle) -> Document:
    """The sheet: a verdict, then each finding with its place, the worst first."""
    ordered = sorted(findings, key=lambda one: _ORDER.index(one.severity))
    rows = tuple(_row(number, paper, one) for number, one in enumerate(ordered, 1))
    unit = style.page("landscape").body_width / sum(_SHARES)
    columns = columns_for([share * unit for share in _SHARES], _ALIGNMENTS, rows, style)
    header = Row(tuple(cell(heading) for heading in _HEADINGS), "header")
    lines = (Paragraph("kind", (Run("PHIẾU SOÁT VĂN BẢN"),)), plain("subject", title))
    blocks = (
        TitleBlock(lines, "Phiếu soát văn bản", "review"),
        plain("body", verdict(findings)),
        *((Table(columns, (header,), rows, "Kết quả soát"),) if rows else ()),
    )
    return Document(f"Phiếu soát văn bản {title}", "", (PageRun("landscape", blocks),))


def _place(line: CheckedLine | None, one: Finding) -> str:
    return "Cả văn bản" if line is None else words_around(line.text, one.start, one.end, _AROUND)


def _row(number: int, paper: CheckedPaper, one: Finding) -> Row:
    line = paper.lines[one.line] if one.line >= 0 else None
    return Row(
        (
            cell(str(number)),
            cell(WORDS[one.severity]),
            cell(str(line.number)) if line is not None and line.number else Cell(),
            cell(in_cell(_place(line, one))),
            cell(in_cell(one.message)),
            Cell() if one.fix is None else cell(fixed(one.fix.text.strip() or "(bỏ)")),
            cell(in_cell(one.source)),
        ),
        "row",
        f"{one.code}-{number}",
    )
