"""A paper laid out with the memory of the one before is, byte for byte, the paper laid out anew."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Document,
    Heading,
    ListItem,
    PageRun,
    Paragraph,
    Row,
    SignatureBlock,
    Signing,
    cell,
    runs_of,
)
from cchc_desktop.writers import pdf_writer
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.page_flow import Page
from cchc_desktop.writers.pdf_memory import Memory
from cchc_desktop.writers.pdf_pen import Drawn, draw_page
from cchc_desktop.writers.pdf_writer import PdfInfo, write_pdf
from tests.documents.sample_views import OFFICE, plan_view
from tests.writers.papers import STYLE, spanned_rows, table

WORDS = st.sampled_from(("Rà soát", "công khai", "thủ tục hành chính", "số 03/QĐ-UBND", "ngày\u00a005", "Ωμέγα", "./."))
TEXT = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)
ROW = st.builds(lambda first, second: Row((cell("1"), cell(first), cell(second))), TEXT, TEXT)
SIGNATURE = SignatureBlock(Signing(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Thị Hoa Mai"), ("- Lưu: VT.",))
BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(lambda text, anchor: Paragraph("body", runs_of(text), anchor), TEXT, st.sampled_from(("", "a", "b"))),
    st.builds(lambda level, text: Heading(level, runs_of(text)), st.integers(1, 3), TEXT),
    st.builds(lambda text: ListItem(1, "-", runs_of(text)), TEXT),
    st.builds(lambda rows: table((*rows, *spanned_rows())), st.lists(ROW, max_size=6)),
    st.just(SIGNATURE),
)
BLOCKS = st.lists(BLOCK, min_size=4, max_size=14)


def laid_out(document: Document, memory: Memory | None) -> tuple[bytes, PdfInfo]:
    """The file and what is said about it."""
    stream = BytesIO()
    info = write_pdf(document, stream, STYLE, system_fonts=False, to_sign=True, memory=memory)
    return stream.getvalue(), info


@settings(max_examples=25)
@given(BLOCKS, st.lists(st.tuples(st.integers(0, 13), BLOCK, st.sampled_from(("put", "change", "remove"))), max_size=4))
def test_a_changed_paper_is_the_paper_laid_out_anew(blocks: list[Block], edits: list[tuple[int, Block, str]]) -> None:
    memory = Memory()
    fixed = PageRun("landscape", tuple(blocks[:3]))
    for place, block, kind in [(0, blocks[0], "change"), *edits]:
        place %= len(blocks)
        blocks[place : place + (kind != "put")] = [] if kind == "remove" and len(blocks) > 1 else [block]
        document = Document(
            "Thử", "UBND xã", (PageRun("portrait", tuple(blocks)), fixed, PageRun("portrait", (SIGNATURE,)))
        )

        assert laid_out(document, memory) == laid_out(document, None)


def test_only_what_changed_is_laid_out_and_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words in the decision: the plan and its frame are not laid out, and of all pages one is drawn."""
    view = plan_view(mode="table")
    memory = Memory()
    before = laid_out(compose_decision_with_plan(view, OFFICE, STYLE), memory)[1]
    assert view.decision is not None
    changed = replace(view, decision=replace(view.decision, articles=("Sửa một điều.", *view.decision.articles[1:])))
    document = compose_decision_with_plan(changed, OFFICE, STYLE)
    steps: list[int] = []
    drawn: list[Page] = []

    def count(page: Page, style: HouseStyle, fonts: Family) -> Drawn:
        drawn.append(page)
        return draw_page(page, style, fonts)

    monkeypatch.setattr(pdf_writer, "draw_page", count)
    after = write_pdf(document, BytesIO(), STYLE, lambda done, _: steps.append(done), system_fonts=False, memory=memory)

    assert len(steps) == len(document.parts[0].blocks)
    assert len(drawn) == 1
    same = [one == other for one, other in zip(before.contents, after.contents, strict=True)]
    assert same == [False] + [True] * (after.pages - 1)
