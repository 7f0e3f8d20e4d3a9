"""What goes along with a report: numbers, page setups, what the tables say, pages counted on their own."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Document, Table
from cchc_desktop.documents.report import compose_report
from cchc_desktop.models.appendix_rows import PlanProgress, ReportAppendices
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.task_rows import GroupRow
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.reading import bare, joined, texts_of
from tests.documents.sample_views import OFFICE, report_view
from tests.services.draft_facts import task

STYLE = load_house_style()
GROUPS = (GroupRow("g", 1, "p", 0, "I", "Cải cách thể chế", "institution", 6),)
TASKS = (
    task(0, "done", result="Quyết định số 15/QĐ-UBND", proof=("Biên bản",)),
    task(1, "doing", percent=40),
    task(2, "late", percent=10, result="Mới có dự thảo"),
    task(3, "waiting"),
    task(4, "not_applicable", status="not_applicable", reason="Xã không có đơn vị"),
    task(5, "carried_over", status="carried_over", reason="Chờ kinh phí"),
)
PLAN = PlanProgress("p", "Cải cách hành chính\nnăm 2026", GROUPS, TASKS)
PAPER = RegisterRow("5", "KH-UBND", "plan", "Tuyên truyền năm 2026", date(2026, 1, 22), "Trần A", (), "VT", "d1")


def composed(*chosen: str, plans: int = 1, papers: tuple[RegisterRow, ...] = (PAPER,)) -> Document:
    along = ReportAppendices(chosen, date(2026, 3, 9), (PLAN,) * plans, papers)
    return compose_report(report_view(), OFFICE, STYLE, along)


def heads(document: Document) -> list[tuple[str, str]]:
    """Page setup and first line of each appendix."""
    return [(part.page, next(texts_of(part.blocks[0]))) for part in document.parts[1:]]


def test_several_appendices_are_numbered_and_one_alone_is_not() -> None:
    assert heads(composed("progress", "papers", "figures")) == [
        ("landscape", "Phụ lục I"),
        ("portrait", "Phụ lục II"),
        ("portrait", "Phụ lục III"),
    ]
    assert heads(composed("papers")) == [("portrait", "Phụ lục")]
    assert heads(composed()) == []
    assert heads(compose_report(report_view(), OFFICE, STYLE)) == [("portrait", "Phụ lục")]


def test_progress_tells_each_task_with_its_standing_and_proof() -> None:
    text = joined(composed("progress"))
    for words in (
        "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ ĐẾN NGÀY 09/3/2026",
        "Kế hoạch cải cách hành chính năm 2026",
        "CẢI CÁCH THỂ CHẾ",
        "Đã hoàn thành",
        "Đang thực hiện (40%)",
        "Quá hạn (10%)",
        "Chưa đến hạn",
        "Không áp dụng",
        "Xã không có đơn vị",
        "Chuyển sang năm sau",
        "Quyết định số 15/QĐ-UBNDTài liệu: Biên bản",
    ):
        assert (bare(words) in text) == (words != "Kế hoạch cải cách hành chính năm 2026"), words
    assert bare("Kế hoạch cải cách hành chính năm 2026") in joined(composed("progress", plans=2))
    assert len([block for block in composed("progress", plans=2).parts[1].blocks if isinstance(block, Table)]) == 2


@pytest.mark.parametrize(
    ("count", "words"), [(0, "Trong kỳ không ban hành văn bản."), (1, "05/KH-UBND"), (3, "05/KH-UBND")]
)
def test_papers_are_listed_or_said_not_to_be(count: int, words: str) -> None:
    document = composed("papers", papers=(PAPER,) * count)
    assert bare(words) in joined(document)
    tables = [block for block in document.parts[1].blocks if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == count


def test_an_appendix_without_rows_is_left_out() -> None:
    assert heads(composed("progress", "figures", plans=0)) == [("portrait", "Phụ lục")]


def test_pages_of_each_appendix_are_counted_on_their_own(tmp_path: Path) -> None:
    document = composed("progress", "papers", "figures", plans=4)
    file = BytesIO()
    write_pdf(document, file, STYLE)
    pages = PdfReader(file).pages
    wide = [page.mediabox.width > page.mediabox.height for page in pages]
    first = wide.index(True)
    assert "Phụ lục I" in pages[first].extract_text()
    assert wide[first + 1] and re.match(r"2\n", pages[first + 1].extract_text())  # the second page of the appendix
    write_docx(document, tmp_path / "a.docx", STYLE)
    sections = docx.Document(str(tmp_path / "a.docx")).sections
    sizes = [(int(section.page_width or 0), int(section.page_height or 0)) for section in sections]
    assert [width > height for width, height in sizes] == [False, True, False, False]
