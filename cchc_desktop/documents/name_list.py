"""Danh sách: title and text, lines with "|" as a numbered table; attached to another paper, or signed by itself."""

from dataclasses import replace

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Cell, PageRun, Paragraph, Row, Run, Runs, Table, cell, text_of
from cchc_desktop.documents.plan import text_blocks
from cchc_desktop.documents.text_parts import below_table, ended
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.markup import plain_text

SEPARATOR = "|"
_NUMBER_WIDTH = 12.0  # millimetres, the column "TT"


def list_part(view: YearPaperView, office: OfficeRow, style: HouseStyle) -> PageRun:
    """The pages of a list.

    Its opening words say what it is attached to: then it has neither place and date nor signature of its own, as an
    appendix has none (Nghị định 30/2020, Phụ lục I, mục III).
    """
    paper = view.paper
    attached = plain_text(paper.preamble).strip()
    head: list[Block]
    words = text_blocks(replace(view, paper=replace(paper, preamble="")), style)
    blocks = ended(_tables(words, style))
    if attached:
        head = [paper_parts.letterhead(office, paper, attached=True), paper_parts.title(paper, attached)]
        return PageRun("portrait", (*head, *blocks))
    head = [paper_parts.letterhead(office, paper), *paper_parts.heading(paper)]
    return paper_parts.first_part(paper, office, (*head, *blocks, paper_parts.signature(paper, office)))


def _tables(blocks: list[Block], style: HouseStyle) -> list[Block]:
    """Paragraphs in a row that have separators made one table; the first of them is its header."""
    made: list[Block] = []
    lines: list[Runs] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph) and SEPARATOR in text_of(block.runs):
            lines.append(block.runs)
            continue
        if lines:
            made.append(_table(lines, style))
            lines = []
            made.append(below_table())
        if block is not None:
            made.append(block)
    return made


def _table(lines: list[Runs], style: HouseStyle) -> Table:
    """A table whose first column counts the rows; the others share what is left of the page's width."""
    width = style.page("portrait").body_width
    count = max(text_of(runs).count(SEPARATOR) + 1 for runs in lines)
    share = (width - _NUMBER_WIDTH) / count
    rows = [
        Row((cell(str(number) if number else "TT"), *_cells(runs, count)), "row" if number else "header")
        for number, runs in enumerate(lines)
    ]
    aligns = ("center", *("left" for _place in range(count)))
    columns = columns_for((_NUMBER_WIDTH, *(share for _place in range(count))), aligns, rows, style)
    return Table(columns, (rows[0],), tuple(rows[1:]), "Danh sách")


def _cells(runs: Runs, count: int) -> list[Cell]:
    """The cells of a line, with their bold and italic words."""
    cells: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(SEPARATOR)
        cells[-1].append(Run(first, run.bold, run.italic))
        cells += [[Run(text, run.bold, run.italic)] for text in others]
    stripped = [_stripped(found) for found in cells]
    return [Cell((found,) if found else ()) for found in stripped] + [Cell()] * (count - len(cells))


def _stripped(runs: list[Run]) -> Runs:
    """The runs without blanks at the cell's edges."""
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].bold, runs[0].italic)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].bold, runs[-1].italic)
    return tuple(run for run in runs if run.text)
