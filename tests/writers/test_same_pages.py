"""The DOCX opened by LibreOffice and the PDF are the same pages: as many, with the text in the same places."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Document, Paragraph, Part, Row, cell, runs_of
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.documents.report import compose_report
from cchc_desktop.models.rows import SectionRow
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.paper_views import LIST, paper_view
from tests.documents.sample_views import OFFICE, index_view, plan_view, report_view
from tests.writers.papers import STYLE, table

_UNIT = "Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư xã"

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")


def long_cells() -> Document:
    """A table with a cell of 2,000 characters and a unit name of 60, between short rows."""
    words = ("Rà soát, đánh giá và công khai kết quả giải quyết thủ tục hành chính của xã; " * 27)[:2000]
    rows = tuple(
        Row((cell(str(number)), cell(words if number == 4 else "Nội dung ngắn của một dòng"), cell(_UNIT)))
        for number in range(1, 12)
    )
    return Document("Bảng", "UBND xã", (Part("landscape", (table(rows, (12, 110, 40)),)),))


def plain_pages() -> Document:
    """Enough paragraphs of several lengths for three pages."""
    text = "Các đơn vị thuộc Ủy ban nhân dân xã căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện nghiêm túc. "
    paragraphs = tuple(Paragraph("body", runs_of((text * (number % 4 + 1)).strip())) for number in range(40))
    return Document("Văn bản", "UBND xã", (Part("portrait", paragraphs),))


def short_paper(kind: PaperKind) -> Callable[[], Document]:
    """A paper of a kind, of two pages or so."""
    text = "Các phòng, đơn vị thuộc Ủy ban nhân dân xã căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện. "
    fields: dict[PaperKind, dict[str, object]] = {
        PaperKind.LETTER: {"addressees": ("Sở Nội vụ tỉnh An Bình", "Các phòng, đơn vị thuộc Ủy ban nhân dân xã")},
        PaperKind.SUBMISSION: {"addressees": ("Ủy ban nhân dân tỉnh An Bình",)},
        PaperKind.MINUTES: {"authority": "Đỗ Quang Huy"},
        PaperKind.DECISION: {"articles": (text * 3, text, text * 12, text * 12)},
    }
    shown = paper_view(kind, **fields.get(kind, {}))
    body = "\n".join([text * 4] * 7) if kind is not PaperKind.LIST else LIST
    sections = [SectionRow(f"s{n}", 1, None, 1, str(n), "Nội dung", body) for n in (1, 2)]
    shown = replace(shown, sections=() if kind is PaperKind.DECISION else tuple(sections))
    return lambda: compose_paper(shown, OFFICE, STYLE)


KINDS = (
    PaperKind.LETTER,
    PaperKind.SUBMISSION,
    PaperKind.NOTICE,
    PaperKind.MINUTES,
    PaperKind.LIST,
    PaperKind.DECISION,
)
PAPERS: dict[str, Callable[[], Document]] = {
    **{str(kind): short_paper(kind) for kind in KINDS},
    "set": lambda: compose_decision_with_plan(plan_view(mode="table"), OFFICE, STYLE),
    "report": lambda: compose_report(report_view(), OFFICE, STYLE),
    "criteria": lambda: compose_criteria_sheet(index_view(), OFFICE, STYLE),
    "long_cells": long_cells,
    "plain": plain_pages,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper as PDF by us, and in `office` as PDF by LibreOffice from our DOCX; one start for all of them."""
    folder = tmp_path_factory.mktemp("papers")
    for name, compose in PAPERS.items():
        document = compose()
        write_docx(document, folder / f"{name}.docx", STYLE)
        write_pdf(document, folder / f"{name}.pdf", STYLE, system_fonts=False)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    papers = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run(
        [*command, "--outdir", str(folder / "office"), *papers], check=True, capture_output=True, timeout=180
    )
    return folder


def baselines(path: Path) -> list[list[float]]:
    """The heights of the lines of every page, from its top, in millimetres."""
    found = []
    for page in PdfReader(path).pages:
        heights: set[float] = set()
        top = float(page.mediabox.height)

        def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
            if text.strip():
                heights.add(round((top - matrix[5]) / MM, 1))  # noqa: B023 - called within this turn of the loop

        page.extract_text(visitor_text=see)
        found.append(sorted(heights))
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_word_and_pdf_have_the_same_pages(folder: Path, name: str) -> None:
    ours, theirs = baselines(folder / f"{name}.pdf"), baselines(folder / "office" / f"{name}.pdf")

    assert len(ours) == len(theirs)
    if name == "criteria":  # LibreOffice does not hold the last rows of a table to the signature, Word does
        ours, theirs = ours[:-2], theirs[:-2]
    for our_page, their_page in zip(ours, theirs, strict=True):
        assert our_page[0] == pytest.approx(their_page[0], abs=2)
        assert our_page[-1] == pytest.approx(their_page[-1], abs=2)
        # Every line of ours stands where LibreOffice has one.
        assert all(min(abs(line - other) for other in their_page) < 0.5 for line in our_page)
