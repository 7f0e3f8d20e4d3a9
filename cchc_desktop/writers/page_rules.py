"""What both writers of pages must agree on: which blocks stay together, which rows may be split, rule lengths."""

from dataclasses import replace
from itertools import zip_longest
from math import ceil
from typing import NamedTuple

from cchc_desktop.documents.house_style import MM, HouseStyle, ParagraphStyle
from cchc_desktop.documents.nodes import (
    Block,
    Heading,
    ListItem,
    PageRun,
    Paragraph,
    Row,
    Run,
    Runs,
    SignatureBlock,
    Stamp,
    Table,
    text_of,
)
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import FIXED_SPACE, BrokenLine, parts_no_bond, unbound
from cchc_desktop.writers.strips import lay_lines, styled

_LONG = 24  # letters of a word that can leave a line half empty
_RIVER = 4.0  # times its width, by which a space of a justified line may at most be stretched
_MEAN_LETTER = 0.46  # of the type size: mean width of a letter of Vietnamese text with its spaces
DASHES = {"list1": "-", "list2": "+"}  # what a word processor can number by itself
FOOT_BELOW = (
    1.0  # millimetres by which the foot of page 1 stands in the bottom margin: the least a word processor takes
)
HEADERS = ("header", "number")  # rows repeated on every page
HEADS = (*HEADERS, "group")  # rows aligned as their style says, not as their columns
_ROW_ROLES = {"header": "table_header", "number": "table_number", "group": "table_group", "total": "table_group"}


def held_together(part: PageRun, style: HouseStyle, family: Family) -> tuple[Block, ...]:
    """The blocks of a part, those marked that go with the next: a line that ends with a colon, and the last text
    before a signature, at least two lines of it. Headings that only list (an outline's) need not stay together.

    Where a table comes before a signature, its last two rows go with it (`Table.keep_end`).
    """
    pairs = zip_longest(part.blocks, part.blocks[1:])
    blocks = [_introducing(_alone(block, below), style) for block, below in pairs]
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
            lines += len(lay_lines(marked(text), style.paragraph(text.role), width, family))
            blocks[before] = replace(text, keep_next=True)
    return tuple(blocks)


def _alone(block: Block, below: Block | None) -> Block:
    """The block, marked where it is a heading right above another one that is not under it."""
    if not isinstance(block, Heading) or not isinstance(below, Heading) or below.level > block.level:
        return block
    return replace(block, alone=True)


def _introducing(block: Block, style: HouseStyle) -> Block:
    """The block, held with the next where it only says what follows: "Hoạt động:"."""
    if not isinstance(block, Paragraph | ListItem) or style.paragraph(block.role).keep_next:
        return block
    return replace(block, keep_next=True) if text_of(block.runs).rstrip().endswith(":") else block


def marked(block: Paragraph | Heading | ListItem) -> Runs:
    """The runs behind their marker or number and a fixed space."""
    mark = block.marker if isinstance(block, ListItem) else block.number
    if not mark:
        return block.runs
    space = FIXED_SPACE if block.runs else ""
    return (Run(f"{mark}{space}", bold=block.role == "article"), *block.runs)


def without_rivers(runs: Runs, look: ParagraphStyle, width: float, family: Family) -> ParagraphStyle:
    """The style, not justified where a long word (an address, a file name) would tear a line apart.

    Vietnamese has no hyphenation, and a mark put into an address for a line to end at would spoil it for copying.
    """
    if (
        look.align != "justify"
        or max((len(word) for run in runs for word in unbound(run.text).split(" ")), default=0) < _LONG
    ):
        return look
    room, space = width - look.left_mm * MM, family.faces[0].width(" ") * look.size
    for number, line in enumerate(lay_lines(runs, look, width, family)):
        spare = room - line.width - (look.first_line_mm * MM if number == 0 else 0.0)
        if not line.last and spare > _RIVER * space * line.spaces:
            return replace(look, align="left")
    return look


class StampBox(NamedTuple):
    """A stamp laid out: its lines, one below another by `pitch`, width and height from border to border; points."""

    lines: list[BrokenLine]
    pitch: float
    width: float
    height: float


def stamp_box(stamp: Stamp, style: HouseStyle, family: Family) -> StampBox:
    """The box of a stamp, never wider than its column: a long note takes several lines in a higher box."""
    look, padding = style.paragraph("stamp"), 2 * style.stamps.padding_mm * MM
    pitch = family.line_height(look.size)
    room = style.letterhead.left_mm * MM - padding
    lines = lay_lines((Run(stamp.text),), look, room, family)
    given = style.stamps.widths_mm.get(stamp.text)
    width = given * MM if given is not None else max(line.width for line in lines) + padding
    spare = style.stamps.height_mm * MM - pitch
    return StampBox(lines, pitch, width, len(lines) * pitch + spare)


def grey(ink: int) -> str:
    """Per cent of black as six hexadecimal digits; "" for black itself."""
    return f"{round(255 * (100 - ink) / 100):02X}" * 3 if ink < 100 else ""


def role_of_row(row: Row) -> str:
    """The paragraph style of a table row's cells."""
    return _ROW_ROLES.get(row.kind, "table_cell")


def held_with_next(row: Row) -> bool:
    """Whether a row must not be the last on its page."""
    return row.kind in ("group", "field")


def _length(runs: Runs) -> int:
    return len(runs[0].text) if len(runs) == 1 else sum([len(run.text) for run in runs])


class RowSplits:
    """Tells which rows of a table are so tall that they may be split over pages."""

    def __init__(self, table: Table, style: HouseStyle) -> None:
        self._table = table
        self._style = style
        self._limit = style.table.split_above_lines
        self._rooms: dict[tuple[str, int, int], float] = {}

    def may_split(self, row: Row) -> bool:
        """Whether a row may be split; judged by letters, not by measured lines."""
        limit, column = self._limit, 0
        for cell in row.cells:
            first, column = column, column + cell.colspan
            if cell.merge_above or len(cell.text) < limit:
                continue  # not even a letter a line would do
            letters = self._rooms.get((row.kind, first, column)) or self._room(row, first, column)
            if len(cell.paragraphs) == 1:
                lines = ceil(_length(cell.paragraphs[0]) / letters)
            else:
                lines = sum([ceil(_length(runs) / letters) or 1 for runs in cell.paragraphs])
            if lines > limit:
                return True
        return False

    def _room(self, row: Row, first: int, column: int) -> float:
        """Letters in a line of a row's cell that goes from column `first` to before `column`; at least one."""
        size = self._style.paragraph(role_of_row(row)).size
        width = sum([item.width for item in self._table.columns[first:column]])
        letters = max(1.0, (width - 2 * self._style.table.padding_x_mm) * MM / (size * _MEAN_LETTER))
        self._rooms[row.kind, first, column] = letters
        return letters


def balanced_width(runs: Runs, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """A narrow width in which a centred text has no more lines, so that these are about equally long; points.

    A little wider where bound words would be parted.
    """
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
    high = min(width, high + 12)  # a little more, or a word processor's rounding would make another line
    wider = (high + more for more in range(0, int(width - high) + 1, 6))
    return next((found for found in wider if parts_no_bond(styled(runs, look), look.size, found, family)), high)


def short_rule(text: str, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """Points of the short rule under a text: a share of its last line."""
    lines = lay_lines((Run(text),), style.paragraph(role), width, family)
    return max(lines[-1].width, width * 0.2) * style.rule.share


def full_rule(text: str, role: str, width: float, style: HouseStyle, family: Family) -> float:
    """Points of the rule as long as its text."""
    lines = lay_lines((Run(text),), style.paragraph(role), width, family)
    return max(line.width for line in lines)
