"""The pages of a plan for the preview: the decision, then the plan with its appendix, as they are printed.

Blocks of a paper's frame all bear the paper's guid; here they get the keys of the outline (`plan_nodes`), so that a
click on the page finds the form that edits just this part.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.models.appendix_rows import ScoreSheets
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.services.papers.composing import signed_plan
from cchc_desktop.ui.tabs.plan.nodes import has_articles
from cchc_desktop.ui.widgets.preview.pages import Build
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Block, Document, PageRun


def pages_of(view: YearPaperView, office: OfficeRow, scores: ScoreSheets | None, printed: PrintedPages) -> Build:
    """What lays the papers out; it touches rows alone, so that it may run off the window's thread."""
    return printed.of(lambda: composed(view, office, scores))


def composed(view: YearPaperView, office: OfficeRow, scores: ScoreSheets | None) -> "Document":
    """All pages as one document, anchored by the keys of the outline; `scores` go with a self-scoring report."""
    document = signed_plan(view, office, scores)
    parts = list(document.parts)
    place = 0
    if has_articles(view):
        parts[0], place = _keyed_decision(parts[0]), 1
    if len(parts) > place:  # a direct decision is followed by nothing
        parts[place] = _keyed_plan(parts[place], view.paper.guid)
    return replace(document, parts=tuple(parts))


def _keyed_decision(part: "PageRun") -> "PageRun":
    """Opening, articles, end."""
    from cchc_desktop.documents.nodes import Paragraph, SignatureBlock, Table

    key, article = "head", -1
    blocks: list[Block] = []
    for block in part.blocks:
        if isinstance(block, SignatureBlock):
            key = "end"
        elif isinstance(block, Paragraph) and block.role == "decides":
            key = "articles"
        elif key.startswith("article") and isinstance(block, Paragraph) and block.role == "article":
            article += 1
            key = f"article:{article}"
        blocks.append(block if isinstance(block, Table) else replace(block, anchor=key))
    return replace(part, blocks=tuple(blocks))


def _keyed_plan(part: "PageRun", paper_guid: str) -> "PageRun":
    """Before the first section the opening, after the last one the end; sections keep their guids."""
    from cchc_desktop.documents.nodes import SignatureBlock, Table

    key = "head"
    blocks: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Table) or block.anchor not in ("", paper_guid):
            key = "end"
            blocks.append(block)
        else:
            key = "end" if isinstance(block, SignatureBlock) else key
            blocks.append(replace(block, anchor=key))
    return replace(part, blocks=tuple(blocks))
