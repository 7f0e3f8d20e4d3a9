"""A small table within a text: widths that suit what it holds, numbers at the right, boxes to tick in the middle."""

import re
from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.documents.column_widths import fitted
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Cell, Column, Row, Run, Runs, Table
from cchc_desktop.rules.markup import Block, cell_lines
from cchc_desktop.rules.markup import Cell as MarkupCell
from cchc_desktop.rules.numbers import parse_number
from cchc_desktop.text import fold

_COUNTING = frozenset(("tt", "stt", "so tt", "so thu tu"))  # headings of a column that counts the rows
_NOTHING = frozenset(("", "-", "–", "—", "..."))  # what stands for no number
_MARKS = re.compile(r"[☐☑☒□■✓✔✗✘○●xX+]")  # boxes to be ticked below their answer, and what ticks them
_CODE = re.compile(r"0\d+")  # its noughts belong to it
_VIETNAMESE = re.compile(r"-?[\d.]+(?:,\d+)?")
_PER_CENT = re.compile(r"(?<=\d) (?=%)")
_NAME = "Bảng"


def text_table(rows: Sequence[Block], anchor: str, style: HouseStyle) -> Table:
    """The table of markup rows as wide as the text; the first row is its header."""
    texts = [["".join(run.text for run in cell) for cell in row.cells] for row in rows]
    aligns = [_alignment(column) for column in zip(*texts, strict=True)]
    made = [
        Row(
            tuple(_cell(cell, number > 0 and align == "right") for cell, align in zip(row.cells, aligns, strict=True)),
            "row" if number else "header",
            anchor,
        )
        for number, row in enumerate(rows)
    ]
    size, padding = style.paragraph("table_cell").size, style.table.padding_x_mm
    widths = fitted(made, style.page("portrait").body_width, size, padding)
    columns = tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))
    return Table(columns, (made[0],), tuple(made[1:]), _NAME, in_text=True)


def _alignment(column: Sequence[str]) -> str:
    """How the cells of a column stand, by its heading and what is below it."""
    heading, *below = column
    if fold(heading).strip(" .") in _COUNTING:
        return "center"
    told = [text.strip() for text in below if text.strip() not in _NOTHING]
    if told and all(_MARKS.fullmatch(text) for text in told):
        return "center"
    return "right" if told and all(_is_number(text) for text in told) else "left"


def _is_number(text: str) -> bool:
    return parse_number(text) is not None and not _CODE.fullmatch(text)


def _cell(cell: MarkupCell, numeric: bool) -> Cell:
    paragraphs: tuple[Runs, ...] = tuple(
        tuple(Run(_PER_CENT.sub("\u00a0", run.text), run.bold, run.italic) for run in line) for line in cell_lines(cell)
    )
    number = _number("".join(run.text for run in cell)) if numeric else None
    return Cell(paragraphs if any(paragraphs) else (), number=number)


def _number(text: str) -> Decimal | None:
    """What a spreadsheet is to hold; a per cent it reads by itself."""
    value = parse_number(text)
    if value is None or not _VIETNAMESE.fullmatch(text):
        return None
    return value if Decimal(text.replace(".", "").replace(",", ".")) == value else None
