"""The papers on which our PDF is held to our DOCX: every kind, every template, the sample's and the real ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.index_chart import compose_index_chart
from cchc_desktop.documents.nodes import Document, PageRun, Paragraph, Row, cell, runs_of
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.documents.report import compose_report
from cchc_desktop.errors import UserError
from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.intake.imports import import_plan
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.papers_from_templates import available_templates, create_from_template
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.storage.dossier import Dossier
from tests.documents.kinds import KINDS as MARKED
from tests.documents.paper_views import LIST, TABLES, paper_view
from tests.documents.sample_views import OFFICE, index_view, index_years, plan_view, report_view, scored_view
from tests.services.helpers import YEAR, new_dossier
from tests.writers.papers import STYLE, table

_UNIT = "Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư xã"


def long_cells() -> Document:
    """A table with a cell of 2,000 characters and a unit name of 60, between short rows."""
    words = ("Rà soát, đánh giá và công khai kết quả giải quyết thủ tục hành chính của xã; " * 27)[:2000]
    rows = tuple(
        Row((cell(str(number)), cell(words if number == 4 else "Nội dung ngắn của một dòng"), cell(_UNIT)))
        for number in range(1, 12)
    )
    return Document("Bảng", "UBND xã", (PageRun("landscape", (table(rows, (12, 110, 40)),)),))


def plain_pages() -> Document:
    """Enough paragraphs of several lengths for three pages."""
    text = "Các đơn vị thuộc Ủy ban nhân dân xã căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện nghiêm túc. "
    paragraphs = tuple(Paragraph("body", runs_of((text * (number % 4 + 1)).strip())) for number in range(40))
    return Document("Văn bản", "UBND xã", (PageRun("portrait", paragraphs),))


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


def typed_numbers() -> Document:
    """Headings whose numbers no list can say, between those that it can."""
    marks = (("Phần I", 1), ("I", 2), ("1", 3), ("Phần II", 1), ("II", 2), ("a", 3), ("Phần III", 2))
    text = "Các đơn vị tổ chức thực hiện, báo cáo kết quả về Ủy ban nhân dân xã theo đúng thời hạn quy định."
    sections = tuple(
        SectionRow(f"s{place}", 1, None, level, mark, "Nội dung của mục này", text)
        for place, (mark, level) in enumerate(marks)
    )
    return compose_paper(replace(paper_view(PaperKind.PLAN), sections=sections), OFFICE, STYLE)


def tables_in_text() -> Document:
    """A plan with small tables between its paragraphs, one with a row higher than a page."""
    section = SectionRow("s1", 1, None, 1, "I", "Chỉ tiêu và phân công", TABLES)
    return compose_paper(replace(paper_view(PaperKind.PLAN), sections=(section,)), OFFICE, STYLE)


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
    "index_chart": lambda: compose_index_chart(scored_view(), index_years(), OFFICE, STYLE),
    "long_cells": long_cells,
    "plain": plain_pages,
    "typed_numbers": typed_numbers,
    "tables_in_text": tables_in_text,
    **{f"marks_{name}": MARKED[name] for name in ("decision_direct", "letter_many", "minutes", "notice", "programme")},
}


def composed(dossier: Dossier, plan_guid: str) -> Document:
    """A plan of a dossier with the decision that issues it."""
    view, office = read_plan(dossier, plan_guid), read_office(dossier, YEAR)
    compose = compose_paper if view.decision is None else compose_decision_with_plan
    return compose(view, office, STYLE)


def from_templates(folder: Path) -> Iterator[tuple[str, Document]]:
    """A paper of every template."""
    dossier = new_dossier(folder)
    for template in available_templates():
        guid = create_from_template(dossier, year=YEAR, code=template.code).created("plan")[0]
        yield f"template_{template.code}", composed(dossier, guid)
    dossier.close()


def real_papers(folder: Path, seeds: Path) -> Iterator[tuple[str, Document]]:
    """The real plans among the papers of a folder, read and laid out by us."""
    dossier = new_dossier(folder)
    for path in sorted(seeds.glob("*.txt")):
        known = {plan.guid for plan in read_plans(dossier, YEAR)}
        try:
            import_plan(dossier, path=path, year=YEAR)
        except UserError:  # no plan: a table of criteria, an outline
            continue
        for plan in read_plans(dossier, YEAR):
            if plan.guid not in known:
                yield f"real_{path.stem[:3]}", composed(dossier, plan.guid)
    dossier.close()
