"""The tables of a file as an officer is shown them: where each stands, what its header says, what each column means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cchc_desktop.readers.headed_table import HEADER_HEIGHTS, HeadedTable, Header, find_header, headed_at, header_titles
from cchc_desktop.readers.paper_lines import begins, dated_of, is_letterhead, is_signing, number_of
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.readers.targets import read_targets, with_rest
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.table_columns import Heading, heading_of, headings_of
from cchc_desktop.text import clean, fold

_LAYOUT_ROWS = 6  # a letterhead or signature set in a table has no more rows, or at most two columns
_GUESSED_WITHIN = 10  # rows among which a header that nobody knows is looked for

_WHAT: frozenset[Heading | None] = frozenset((Column.TASK, Column.ACTIVITY, Column.OBJECTIVE))

Meaning = tuple[Heading | None, ...]


@dataclass(frozen=True)
class TaskTable:
    """A table, with what follows it over page breaks; `places` are its blocks in the file, `at` and `height` its
    header, `columns` the meaning of each position, `known` whether the program is sure of it. A table of `targets`
    holds no tasks unless the officer says so; a `learned` one has columns that an officer taught.
    """

    places: tuple[int, ...]
    table: SourceTable
    at: int
    height: int
    columns: Meaning
    known: bool
    targets: bool = False
    learned: bool = False

    @property
    def titles(self) -> list[str]:
        """What the header says over each column."""
        return header_titles(self.table, self.at, self.height)

    @property
    def key(self) -> str:
        """The header row by which a mapping is remembered."""
        return header_key(self.titles)

    @property
    def line(self) -> int:
        """The source line it begins at."""
        return self.table.rows[0].number

    @property
    def says_what(self) -> bool:
        """Whether a column says what is to be done; without one no task can be read."""
        return bool(_WHAT & set(self.columns))

    def with_header(self, at: int, height: int) -> "TaskTable":
        """The same table under another header, its columns guessed anew."""
        moved = replace(self, at=at, height=height)
        return replace(moved, columns=tuple(headings_of(moved.titles)))

    def with_columns(self, columns: Sequence[Heading | None]) -> "TaskTable":
        """The same table with the meanings that the officer gave."""
        return replace(self, columns=tuple(columns))

    def frame(self) -> HeadedTable[Heading]:
        """The rows below the header."""
        columns = {place: heading for place, heading in enumerate(self.columns) if heading is not None}
        return headed_at(self.table, Header(self.at, self.height, columns))


@dataclass(frozen=True)
class Choice:
    """What the officer chose: these tables (None: those the program knows), or the list in the text alone.

    `split` makes a task of each number in a cell; without `hidden`, rows that Excel hides are left out; without
    `convert`, texts in old fonts (TCVN3, VNI) stay as they are. `letter` says that the file is an official letter.
    """

    tables: tuple[TaskTable, ...] | None = None
    learned: Mapping[str, Meaning] = field(default_factory=dict)
    split: bool = False
    hidden: bool = True
    convert: bool = True
    letter: bool = False


def header_key(titles: Sequence[str]) -> str:
    """A header row folded: what two files of the same form have in common."""
    return " | ".join(" ".join(fold(clean(title)).split()) for title in titles).strip(" |")


def fits(columns: set[Heading]) -> bool:
    """Whether a header is that of a task frame: what is to be done, and two of who, what and when."""
    what = columns & _WHAT
    how = columns & {Column.PRODUCT, Column.LEAD, Column.COORDINATION, Column.DEADLINE}
    return bool(what) and len(how) >= 2


def task_tables(source: Source, learned: Mapping[str, Meaning] | None = None) -> tuple[TaskTable, ...]:
    """All tables that may hold tasks, in reading order; a table that a page break cut is one."""
    found: list[TaskTable] = []
    last: TaskTable | None = None
    behind = 0
    for place, block in enumerate(source.blocks):
        if isinstance(block, SourceLine):
            last = None
            continue
        if place < behind:
            continue
        table = _known(place, block, learned or {})
        if (table is None or not table.learned) and read_targets(block) is not None:
            whole, behind = with_rest(source.blocks, place)
            places = tuple(range(place, behind))
            made = table or _guessed(place, block)
            found.append(replace(made, known=False, targets=True, table=whole, places=places))
            last = None
            continue
        if table is None and last is not None and _goes_on(last, block):
            last = found[-1] = _joined(last, place, block.rows)
        elif table is not None and last is not None and table.at == 0 and table.key == last.key:
            last = found[-1] = _joined(last, place, block.rows)  # the header is printed again on each page
        elif table is not None:
            found.append(table)
            last = table
        elif not is_layout(block) or _widest(block) > 2:
            found.append(_guessed(place, block))
            last = None
    return tuple(found)


def is_layout(table: SourceTable) -> bool:
    """Whether a table only sets text side by side, as letterheads and signatures do."""
    widest = _widest(table)
    if widest <= 1 or table.where:
        return widest <= 1
    return widest <= 2 or (len(table.rows) <= _LAYOUT_ROWS and widest <= 3 and any(map(_frames_a_paper, table.rows)))


def _frames_a_paper(row: SourceRow) -> bool:
    """Whether a row holds a line of a letterhead, of the receivers or of a signature."""
    lines = [line.strip() for cell in row.cells for line in cell.split("\n") if line.strip()]
    return any(
        begins(line, "Nơi nhận") or is_signing(line) or is_letterhead(line) or number_of(line) or dated_of(line)
        for line in lines
    )


def _widest(table: SourceTable) -> int:
    """How many cells of its fullest row hold text."""
    return max((sum(bool(cell) for cell in row.cells) for row in table.rows), default=0)


def _known(place: int, table: SourceTable, learned: Mapping[str, Meaning]) -> TaskTable | None:
    """A table with a header that was learned before or that names the columns of a frame."""
    if learned:
        for at in range(min(_GUESSED_WITHIN, len(table.rows))):
            for height in reversed(HEADER_HEIGHTS):
                titles = header_titles(table, at, height)
                meaning = learned.get(header_key(titles))
                if meaning is not None and len(meaning) == len(titles):
                    return TaskTable((place,), table, at, height, meaning, True, learned=True)
    header = find_header(table, heading_of, fits)
    if header is None:
        return None
    width = max(len(row.cells) for row in table.rows)
    columns = [header.columns.get(at) for at in range(width)]
    if header.height == 1:
        columns = [*headings_of(header_titles(table, header.at, 1))]
    return TaskTable((place,), table, header.at, header.height, tuple(columns), True)


def _guessed(place: int, table: SourceTable) -> TaskTable:
    """A table whose header nobody knows: the fullest of its first rows is taken for it."""
    rows = table.rows[:_GUESSED_WITHIN]
    at = max(range(len(rows)), key=lambda row: sum(bool(cell) for cell in rows[row].cells))
    return TaskTable((place,), table, at, 1, tuple(headings_of(header_titles(table, at, 1))), False)


def _goes_on(table: TaskTable, below: SourceTable) -> bool:
    """Whether a table without a header is the rest of the one above, cut by a page break."""
    header = table.table.rows[table.at : table.at + table.height] or table.table.rows[:1]
    width = max(len(row.cells) for row in header)
    return below.where == table.table.where and bool(below.rows) and len(below.rows[0].cells) == width


def _joined(table: TaskTable, place: int, rows: tuple[SourceRow, ...]) -> TaskTable:
    whole = SourceTable((*table.table.rows, *rows), table.table.where)
    return replace(table, places=(*table.places, place), table=whole)
