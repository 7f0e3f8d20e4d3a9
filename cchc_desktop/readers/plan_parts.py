"""A file taken apart before its papers are read: running lines, frames of tasks, tables of targets, other tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.marks import Mark, MarkedLine, read_line
from cchc_desktop.readers.old_fonts import unicode_line
from cchc_desktop.readers.read_rows import ReadGroup, ReadTarget, RowNote, Unplaced
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.readers.table_plan import TableReading
from cchc_desktop.readers.tables import Choice, is_layout, task_tables
from cchc_desktop.readers.targets import as_one_page, read_targets, with_rest
from cchc_desktop.readers.task_list import without_end
from cchc_desktop.readers.text_tables import is_text_table
from cchc_desktop.rules.table_columns import Heading


@dataclass
class PlanPieces:
    """A source taken apart: running lines, frames with the line each begins at, other data tables, and the numbered
    headings right above frames, by the frame's place.
    """

    lines: list[SourceLine] = field(default_factory=list)
    frames: list[tuple[int, int, HeadedTable[Heading]]] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    texts: list[SourceTable] = field(default_factory=list)  # may stand in the text
    targets: list[tuple[HeadedTable[tuple[str, str]], list[ReadTarget]]] = field(default_factory=list)
    headings: dict[int, MarkedLine] = field(default_factory=dict)


def part_source(source: Source, choice: Choice) -> PlanPieces:
    """What the source holds, by what it is; tables of tasks are those that were chosen."""
    parts = PlanPieces()
    tables = task_tables(source, choice.learned)
    chosen = [table for table in tables if table.known] if choice.tables is None else choice.tables
    chosen = [table for table in chosen if table.says_what]
    begins = {table.places[0]: table for table in chosen}
    inside = {place for table in chosen for place in table.places}
    known = inside.union(*(table.places for table in tables if table.known))
    parts.headings = _headings(source, [table.places[0] for table in tables if table.known])
    behind = 0  # the place behind a table of targets
    begun = False  # whether a numbered line has come: what stands before it is a letterhead
    for place, block in enumerate(source.blocks):
        if isinstance(block, SourceLine):
            parts.lines.append(unicode_line(block) if choice.convert else block)
            begun = begun or read_line(block.number, block.text, False).mark is not None
        elif place in begins:
            frame = begins[place].frame()
            parts.frames.append((block.rows[0].number, place, frame))
            parts.lines.extend(_as_lines(frame.before))
        elif place < behind:
            pass  # the rest of a table that a page break cut
        elif place not in inside and read_targets(block) is not None:
            whole, behind = with_rest(source.blocks, place)
            found = read_targets(whole)
            assert found is not None
            parts.targets.append(found)
            if begun and is_text_table(whole):
                parts.texts.append(as_one_page(whole))
            else:
                parts.lines.extend(_as_lines(found[0].before))
        elif begun and place not in known and is_text_table(block):
            parts.texts.append(block)
        elif place not in inside and not block.where and is_layout(block):
            parts.lines.extend(_as_lines(block.rows))
        elif place not in inside:
            parts.tables.append(block)
    if not parts.frames:
        # A plan in list form may have been pasted into one column of a sheet.
        columns = [table for table in parts.tables if table.where and is_layout(table)]
        parts.tables = [table for table in parts.tables if table not in columns]
        parts.lines.extend(line for table in columns for line in _as_lines(table.rows))
    return parts


def _headings(source: Source, places: Sequence[int]) -> dict[int, MarkedLine]:
    """The numbered headings right above task tables, which are their groups where each table has one of its own."""
    found: dict[int, MarkedLine] = {}
    for place in places:
        above = source.blocks[place - 1] if place else None
        line = read_line(above.number, above.text, False) if isinstance(above, SourceLine) else None
        if line is not None and line.text and line.mark in (Mark.PART, Mark.CAPITAL, Mark.ROMAN, Mark.NUMBER):
            found[place] = line
    return found if len(found) > 1 else {}


def _as_lines(rows: Iterable[SourceRow]) -> list[SourceLine]:
    """The cells of rows as lines, each cell with a gap before it."""
    return [
        SourceLine(row.number, line, position == 0)
        for row in rows
        for cell in row.cells
        for position, line in enumerate(filter(str.strip, cell.split("\n")))
    ]


def read_frames(parts: PlanPieces, choice: Choice) -> tuple[list[ReadGroup], list[Unplaced], list[RowNote]]:
    """Groups with their tasks, what found no place, and how each row was understood; their tails become lines."""
    groups: list[ReadGroup] = []
    unplaced: list[Unplaced] = []
    notes: list[RowNote] = []
    for _line, place, frame in parts.frames:
        result = TableReading(frame, place, choice).read()
        heading = parts.headings.get(place)
        if heading is not None and result.groups and not result.groups[0].title:
            result.groups[0] = replace(
                result.groups[0], title=without_end(heading.text), number=heading.label, line=heading.number
            )
            parts.lines = [line for line in parts.lines if line.number != heading.number]
        elif groups and result.groups and not result.groups[0].title:
            # A second table without a group row of its own goes on with the group above.
            joined = (*groups[-1].tasks, *result.groups[0].tasks)
            groups[-1] = ReadGroup(groups[-1].title, groups[-1].number, joined, groups[-1].line)
            result.groups.pop(0)
        groups.extend(result.groups)
        unplaced.extend(result.unplaced)
        notes.extend(result.notes)
        parts.lines.extend(_as_lines(result.tail))
    return groups, unplaced, notes
