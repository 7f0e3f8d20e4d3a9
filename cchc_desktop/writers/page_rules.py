"""What both writers of pages must agree on: which blocks stay together, which rows may be split, rule lengths."""

from dataclasses import replace
from math import ceil

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    ListItem,
    Paragraph,
    Part,
    Row,
    Run,
    Runs,
    SignatureBlock,
    Table,
)
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.strips import lay_lines

_MEAN_LETTER = 0.46  # of the type size: mean width of a letter of Vietnamese text with its spaces
DASHES = {"list1": "-", "list2": "+"}  # what a word processor can number by itself
HEADERS = ("header", "number")  # rows repeated on every page
HEADS = (*HEADERS, "group")  # rows aligned as their style says, not as their columns
_ROW_ROLES = {"header": "table_header", "number": "table_number", "group": "table_group", "total": "table_group"}


def with_held_signature(part: Part, style: HouseStyle, family: Family) -> tuple[Block, ...]:
    """The blocks of a part, the last text before a signature marked to go with it, at least two lines of it.

    Where a table comes before, its last two rows go with it (`Table.keep_end`).
    """
    blocks = list(part.blocks)
    width = style.page(part.page).body_width * MM
    for place, block in enumerate(blocks):
        if not isinstance(block, SignatureBlock):
            continue
        lines = 0
        for before in range(place - 1, -1, -1):
            text = blocks[before]
            if lines >= 2:
                break
            if isinstance(text, Table):
                blocks[before] = replace(text, keep_end=True)
            if not isinstance(text, Paragraph | ListItem):
                break
            if isinstance(text, ListItem):
                blocks[before] = text = Paragraph(text.role, marked(text), text.anchor)
            lines += len(lay_lines(text.runs, style.paragraph(text.role), width, family))
            blocks[before] = replace(text, keep_next=True)
    return tuple(blocks)


def marked(item: ListItem) -> Runs:
    """The runs of a list item behind its marker; the space between does not stretch and no line ends there."""
    return (Run(f"{item.marker}\u00a0"), *item.runs)


def role_of_row(row: Row) -> str:
    """The paragraph style of a table row's cells."""
    return _ROW_ROLES.get(row.kind, "table_cell")


def held_with_next(row: Row) -> bool:
    """Whether a row must not be the last on its page."""
    return row.kind in ("group", "field")


def may_split(row: Row, table: Table, style: HouseStyle) -> bool:
    """Whether a row is so tall that it may be split over pages; judged by letters, not by measured lines."""
    size = style.paragraph(role_of_row(row)).size
    limit = style.table.split_above_lines
    column = 0
    for cell in row.cells:
        width = sum(item.width for item in table.columns[column : column + cell.colspan])
        column += cell.colspan
        letters = max(1.0, (width - 2 * style.table.padding_x_mm) * MM / (size * _MEAN_LETTER))
        if cell.merge_above:
            continue
        lines = sum(ceil(sum(len(run.text) for run in runs) / letters) or 1 for runs in cell.paragraphs)
        if lines > limit:
            return True
    return False


def balanced_width(runs: Runs, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """The least width in which a centred text has no more lines, so that these are about equally long; points."""
    look = style.paragraph(role)
    count = len(lay_lines(runs, look, width, family))
    if count == 1:
        return width
    low, high = width / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        if len(lay_lines(runs, look, middle, family)) > count:
            low = middle
        else:
            high = middle
    return min(width, high + 12)  # a little more, or a word processor's rounding would make another line


def short_rule(text: str, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """Points of the short rule under a text: a share of its last line."""
    lines = lay_lines((Run(text),), style.paragraph(role), width, family)
    return max(lines[-1].width, width * 0.2) * style.rule.share


def full_rule(text: str, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """Points of the rule as long as its text."""
    lines = lay_lines((Run(text),), style.paragraph(role), width, family)
    return max(line.width for line in lines)
