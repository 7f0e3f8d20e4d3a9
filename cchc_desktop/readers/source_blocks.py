"""What a file holds as plain blocks to be compared: each line, item, heading and row of a table with its place.

Every word of the source is in one block: as text, as number or bullet, or as the title of a column.
"""

from collections.abc import Iterator, Sequence

from cchc_desktop.readers.headed_table import plain_cell
from cchc_desktop.readers.marks import Mark, MarkedLine, read_line, read_lines
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.readers.tables import TaskTable, is_layout, task_tables
from cchc_desktop.readers.wrapped import joined_lines
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_blocks import BlockKind, PaperBlock
from cchc_desktop.text import fold

_ALWAYS_HEADS = frozenset((Mark.PART, Mark.CAPITAL, Mark.ROMAN))
_LONGEST_HEADING = 160  # letters behind "1." or "1.1."; a longer one is a numbered paragraph


def blocks_of(source: Source) -> tuple[PaperBlock, ...]:
    """All blocks in reading order, those outside it (headers, footers, notes) at the end."""
    return tuple(_blocks(source))


def _blocks(source: Source) -> Iterator[PaperBlock]:
    tables = {table.places[0]: table for table in task_tables(source)}
    inside = {place for table in tables.values() for place in table.places[1:]}
    running: list[SourceLine] = []
    above = ""
    for place, block in enumerate(source.blocks):
        if place in inside:
            continue
        if isinstance(block, SourceLine):
            running.append(block)
            continue
        table = tables.get(place)
        if table is None or (is_layout(block) and not table.known):
            running.extend(_cell_lines(block))
            continue
        for found in (*_lines(running, above), *_rows(table, above)):
            above = found.text if found.kind is BlockKind.HEADING else above
            yield found
        running = []
    yield from _lines(running, above)
    for number, text, where in source.asides:
        yield PaperBlock(BlockKind.ASIDE, (plain_cell(text),), line=number, where=where)


def _cell_lines(table: SourceTable) -> Iterator[SourceLine]:
    """A table that only sets text side by side, as lines of the running text."""
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if column not in row.carried:
                lines = filter(str.strip, cell.split("\n"))
                yield from (SourceLine(row.number, text, True) for text in lines)


def _lines(running: Sequence[SourceLine], above: str) -> Iterator[PaperBlock]:
    for line in read_lines(joined_lines(running)):
        kind = BlockKind.HEADING if _is_heading(line) else BlockKind.LINE
        label = f"{line.bullet} {line.label}".strip()
        yield PaperBlock(kind, (line.text,), label, line.number, above=above)
        above = line.text if kind is BlockKind.HEADING else above


def _is_heading(line: MarkedLine) -> bool:
    if line.bullet or line.mark is None or not line.text:
        return False
    short = len(line.text) <= _LONGEST_HEADING and line.text[-1] not in ".;:,"
    return line.mark in _ALWAYS_HEADS or (short and line.mark in (Mark.NUMBER, Mark.DECIMAL))


def _rows(table: TaskTable, above: str) -> Iterator[PaperBlock]:
    """The rows of a table with the keys and titles of their columns; a row that names a group is a heading."""
    heads = {id(row) for row in (*table.table.rows[table.at : table.at + table.height], *table.frame().heads)}
    titles = table.titles
    keys = _keys(table, titles)
    number = next((at for at, heading in enumerate(table.columns) if heading is Column.NUMBER), -1)
    objective = keys.index(Column.OBJECTIVE) if Column.OBJECTIVE in keys else -1
    before: list[str] = [""] * len(keys)  # the text that a merged cell goes on with
    for row in table.table.rows:
        texts = [plain_cell(cell) for cell in row.cells] + [""] * (len(keys) - len(row.cells))
        if id(row) not in heads and objective >= 0 and number >= 0:
            texts[objective] = _without_number(texts[objective], texts[number])
        carried = [before[at] if at in row.carried else "" for at in range(len(keys))]
        before = [carried[at] or texts[at] for at in range(len(keys))]
        if not any(texts):
            continue
        if id(row) in heads:
            yield _row(BlockKind.HEADER, row, texts, keys, titles, -1, table.table.where)
        elif (name := _group_name(texts, number)) and not row.carried:
            yield PaperBlock(
                BlockKind.HEADING, (name,), texts[number] if number >= 0 else "", row.number, where=table.table.where
            )
            above = name
        else:
            made = _row(BlockKind.ROW, row, texts, keys, titles, number, table.table.where)
            kept = tuple(text for at, text in enumerate(carried) if at != number)
            yield made._replace(above=above, carried=kept if any(kept) else ())


def _row(
    kind: BlockKind,
    row: SourceRow,
    texts: list[str],
    keys: Sequence[str],
    titles: Sequence[str],
    number: int,
    where: str,
) -> PaperBlock:
    places = [at for at in range(len(keys)) if at != number]
    return PaperBlock(
        kind,
        tuple(texts[at] for at in places),
        texts[number] if number >= 0 else "",
        row.number,
        tuple(keys[at] for at in places),
        tuple(titles[at] for at in places),
        where,
    )


def _without_number(objective: str, label: str) -> str:
    """An objective without the number of its tasks: "1. Hoàn thành …" of task 1.2."""
    first, feed, rest = objective.partition("\n")
    line = read_line(0, first, False)
    own = line.mark is Mark.NUMBER and line.label == label.partition(".")[0]
    return f"{line.text}{feed}{rest}" if own else objective


def _group_name(texts: Sequence[str], number: int) -> str:
    """The only text of a row besides its number, where there are columns enough for others."""
    filled = [text for at, text in enumerate(texts) if text and at != number]
    named = number >= 0 and bool(texts[number])
    return filled[0] if len(filled) == 1 and len(texts) > 3 and (named or filled[0].isupper()) else ""


def _keys(table: TaskTable, titles: Sequence[str]) -> list[str]:
    """A key for each column that its like in another table has too: what it means, or else what its header says."""
    keys: list[str] = []
    for at, title in enumerate(titles):
        heading = table.columns[at] if at < len(table.columns) else None
        key = str(heading) if heading is not None else " ".join(fold(title).split()) or f"#{at}"
        keys.append(key if key not in keys else f"{key}#{at}")
    return keys
