"""Small tables that are part of a text: those between the lines of a paper's body, as rows of light markup."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cchc_desktop.readers.marks import MarkedLine, plain, read_line
from cchc_desktop.readers.paper_lines import begins, is_letterhead, is_signing
from cchc_desktop.readers.prose import inline
from cchc_desktop.readers.source import SourceTable
from cchc_desktop.readers.tables import is_layout
from cchc_desktop.rules.markup import (
    MAX_TABLE_COLUMNS,
    MAX_TABLE_ROWS,
    BlockKind,
    Cell,
    Run,
    one_line,
    parse_markup,
    table_row,
    to_markup,
)


def is_text_table(table: SourceTable) -> bool:
    """Whether a table can stand in a text: small, with several columns, and none that only sets words side by side."""
    widest = max((sum(bool(cell) for cell in row.cells) for row in table.rows), default=0)
    if table.where or not 2 <= widest <= MAX_TABLE_COLUMNS or not 2 <= len(table.rows) <= MAX_TABLE_ROWS:
        return False
    if is_layout(table) and not table.ruled:
        return False
    return not any(_is_framing(plain(line)) for row in table.rows for cell in row.cells for line in cell.split("\n"))


def _is_framing(text: str) -> bool:
    """Whether a line belongs to a letterhead or signature, which foreign papers set in tables too."""
    nation = begins(text, "Cộng hòa xã hội chủ nghĩa") and is_letterhead(text)
    return nation or begins(text, "Nơi nhận") or is_signing(text)


def with_tables(
    body: Sequence[MarkedLine], tables: Iterable[SourceTable], numbers: Iterable[int]
) -> tuple[list[MarkedLine], list[SourceTable]]:
    """The body with the rows of each table that follows one of its lines, and the other tables.

    `numbers` are those of all running lines of the file.
    """
    lines, others = list(body), []
    own, known = {line.number for line in body}, sorted(numbers)
    for table in tables:
        begin = table.rows[0].number
        before = bisect_left(known, begin) - 1
        if before >= 0 and known[before] in own:
            place = bisect_left(lines, begin, key=lambda line: line.number)
            lines[place:place] = _rows(table)
        else:
            others.append(table)
    return lines, others


def has_merged(tables: Iterable[SourceTable]) -> bool:
    """Whether cells of these tables reach over several rows."""
    return any(row.carried for table in tables for row in table.rows)


def _rows(table: SourceTable) -> list[MarkedLine]:
    """The rows as lines of markup; a cell that reaches over several rows is repeated in each."""
    width = max(len(row.cells) for row in table.rows)
    above = [""] * width
    texts = []
    for row in table.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        above = [above[at] if at in row.carried else cell for at, cell in enumerate(cells)]
        texts.append((row.number, above))
    filled = [at for at in range(width) if any(cells[at] for _number, cells in texts)]
    texts = [(number, cells) for number, cells in texts if any(cells)]
    lines = []
    for place, (number, cells) in enumerate(texts):
        block = table_row((_cell(number, cells[at], place == 0) for at in filled), header=place == 0)
        # Written below a header a row is one whatever stands above it here.
        raw = to_markup([table_row(((),), header=True), block]).split("\n")[-1]
        shown = one_line(block.text)
        lines.append(MarkedLine(number, raw, shown, True, "", None, "", shown, is_row=True))
    return lines


def _cell(number: int, text: str, header: bool) -> Cell:
    runs: list[Run] = []
    for line in filter(str.strip, text.split("\n")):
        read = read_line(number, line, False)
        (block, *_rest) = (*parse_markup(inline(read)), None)
        runs += [Run("\n")] if runs else []
        runs += [Run(f"{read.bullet} ")] if read.bullet else []
        runs += block.runs if block is not None and block.kind is BlockKind.PARAGRAPH else [Run(read.text)]
    return tuple(Run(run.text, run.bold and not header, run.italic) for run in runs)
