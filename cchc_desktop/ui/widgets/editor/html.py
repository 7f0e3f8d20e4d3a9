"""Pasted HTML (Word, Excel, browsers, mail) to what the editor knows: headings, paragraphs, items, tables, styles.

Everything else falls away (`readers.html_clean`): fonts, colours, pictures, comments, hidden and deleted words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cchc_desktop.readers.html_clean import BLOCKS, Event, Kind, clean_html
from cchc_desktop.readers.old_fonts import unicode_plain
from cchc_desktop.rules.markup import CELL_END, Block, BlockKind, Cell, Run, cell_lines, table_row
from cchc_desktop.text import clean
from cchc_desktop.ui.widgets.editor.grid import Grid


@dataclass
class _Open:
    """The paragraph or cell being gathered; `heading` is true within h1 to h6, `begun` when it is an item without words
    yet, `lines` are those of a cell that are finished.
    """

    heading: bool = False
    begun: bool = False
    runs: list[Run] = field(default_factory=list)
    lines: list[list[Run]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_CELLS = ("td", "th")
_IN_ITEM = frozenset(("p", "div"))  # they may hold the words of a list's item: <li><p>
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a\u202f\u3000]+")
_MARKER = re.compile(r"^([·•▪●○‣⁃–—*\uf0b7\uf0a7\uf0d8\uf02d])\s+")


class _Reader:
    """Gathers blocks from cleaned HTML."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open = _Open()
        self._grid = Grid()  # of the table at hand
        self._cells = 0  # that are open inside one another
        self._hidden_rows = 0  # rows inside one another from the outermost that is not shown on

    def take(self, event: Event) -> None:
        """Add a piece."""
        if event.tag == "tr" and (event.hidden or self._hidden_rows):
            self._hidden_rows += 1 if event.kind is Kind.START else -1
        elif event.kind is Kind.HIDDEN or self._hidden_rows:
            return
        elif event.kind is Kind.START and self._cells:
            self._start_in_cell(event.tag)
        elif event.kind is Kind.START:
            self._start(event)
        elif event.kind is Kind.END:
            self._end(event.tag)
        else:
            self._open.runs.append(Run(event.text, event.bold, event.italic))
            self._open.begun = event.kind is Kind.MARKER or (self._open.begun and event.text.isspace())

    def _start(self, event: Event) -> None:
        tag = event.tag
        if tag == "br":
            self._end_block(keep_heading=True)
            return
        if tag in _CELLS or (tag in BLOCKS and not (self._open.begun and tag in _IN_ITEM)):
            self._end_block()
        if tag == "table":
            self._end_table()
        elif tag == "tr":
            self._grid.begin_row()
        elif tag in _CELLS:
            named = event.attributes or {}
            self._grid.begin_cell(named.get("colspan", ""), named.get("rowspan", ""))
            self._cells = 1
        elif tag[0] == "h" and tag[1:].isdigit():
            self._open.heading = True

    def _start_in_cell(self, tag: str) -> None:
        """A line break; a table inside a cell gives its rows as lines."""
        if tag in _CELLS:
            while self._open.runs and self._open.runs[-1].text.isspace():
                self._open.runs.pop()
            if self._open.text.strip():
                self._open.runs.append(Run("; "))
            self._cells += 1
        elif tag == "br" or (tag in BLOCKS and not (self._open.begun and tag in _IN_ITEM)):
            self._break_in_cell(tag)

    def _end(self, tag: str) -> None:
        if tag in _CELLS and self._cells:
            self._cells -= 1
            if not self._cells:
                self._end_cell()
        elif self._cells:
            if tag in BLOCKS:
                self._break_in_cell(tag)
        elif tag in BLOCKS:
            self._end_block()
            if tag == "table":
                self._end_table()

    def _break_in_cell(self, tag: str = "") -> None:
        if self._cells > 1 and tag not in ("table", "tr"):
            self._open.runs.append(Run(" "))
            return
        self._open.lines.append(self._open.runs)
        self._open.runs, self._open.begun = [], False

    def _end_cell(self) -> None:
        self._break_in_cell()
        lines = [line for line in map(_joined, self._open.lines) if line]
        self._open = _Open()
        cell: list[Run] = []
        for line in lines:
            cell += [Run("\n")] if cell else []
            cell += line
        self._grid.end_cell(tuple(cell))

    def _end_table(self) -> None:
        rows, self._grid = self._grid.rows(), Grid()
        self.blocks += _table_blocks(rows)

    def _end_block(self, keep_heading: bool = False) -> None:
        block, self._open = self._open, _Open()
        if keep_heading:
            self._open.heading = block.heading
        runs = _tidy(block.runs)
        if runs:
            self._end_table()  # words outside the cells stand where they came
            self.blocks.append(block_of(runs, block.heading))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, once all was taken."""
        if self._cells:
            self._end_cell()
        self._end_block()
        self._end_table()
        return tuple(self.blocks)


def _table_blocks(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Cells as rows of a table; those of one column only set text apart, as boxes and pages do."""
    if max(map(len, rows), default=0) > 1:
        for number, row in enumerate(rows):
            yield table_row((_upright(cell) for cell in row) if not number else row, header=not number)
        return
    for (cell,) in rows:
        yield from map(block_of, cell_lines(cell))


def _upright(cell: Cell) -> Cell:
    """The runs without bold: a header row is bold as it is."""
    return tuple(replace(run, bold=False) for run in cell)


def _tidy(runs: list[Run]) -> list[Run]:
    """As `_joined`; [] when no word is left."""
    kept = _joined(runs)
    return kept if "".join(run.text for run in kept).strip(" -+;") else []


def _joined(runs: list[Run]) -> list[Run]:
    """One space between words, none at the ends, neighbours of one look joined, text NFC."""
    joined: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        # A space alone takes the look of what stands before it, so that it does not cut a bold run in two.
        if joined and (text == " " or (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic)):
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text))
    if joined:
        joined[0] = replace(joined[0], text=_MARKER.sub("- ", joined[0].text))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    kept = [replace(run, text=clean(run.text).replace("\n", " ")) for run in joined]
    return [run for run in kept if run.text]


def block_of(runs: Sequence[Run], heading: bool = False) -> Block:
    """A block of runs that may begin with a typed "- " or "+ "."""
    first = runs[0].text if runs else ""
    if heading:
        kind = BlockKind.HEADING
    elif first.startswith("- "):
        kind = BlockKind.BULLET
    elif first.startswith("+ "):
        kind = BlockKind.SUB_BULLET
    else:
        return Block(BlockKind.PARAGRAPH, tuple(run for run in runs if run.text))
    if kind is not BlockKind.HEADING:
        runs = [replace(runs[0], text=first[2:]), *runs[1:]]
    else:
        runs = [replace(run, bold=False) for run in runs]
    return Block(kind, tuple(run for run in runs if run.text))


def read_html(html: str, as_typed: bool = False) -> tuple[Block, ...]:
    """The paragraphs of an HTML fragment, whatever its state; words in old fonts are made Unicode, or left as typed."""
    reader = _Reader()
    for event in clean_html(html, None, as_typed):
        reader.take(event)
    return reader.finish()


def read_plain(text: str, as_typed: bool = False) -> tuple[Block, ...]:
    """The lines of plain text as paragraphs, cells parted by tabs as tables; bullets of other programs become "- ".

    Lines in old fonts are made Unicode, or left as typed.
    """
    text = text if as_typed else unicode_plain(text)[0]
    blocks: list[Block] = []
    cells: list[list[Cell]] = []
    for line in [*clean(text).split("\n"), ""]:
        row = [tuple(_joined([Run(cell)])) for cell in line.split(CELL_END)]
        if cells and len(row) != len(cells[0]):
            blocks += _separated(cells)
            cells = []
        if len(row) > 1:
            cells.append(row)
        elif row[0]:
            blocks.append(block_of(row[0]))
    return tuple(blocks)


def _separated(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Rows with as many tabs: a table where several columns have words, else lines that begin with a tab."""
    rows = [row for row in rows if any(row)]
    if len(rows) > 1 and sum(any(column) for column in zip(*rows, strict=True)) > 1:
        yield from _table_blocks(rows)
        return
    for row in rows:
        yield block_of([run for cell in row if cell for run in (*cell, Run(" "))][:-1])


def in_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with table rows as paragraphs, for where no table can stand."""
    for block in blocks:
        if block.in_table:
            text = "; ".join(words for cell in block.cells if (words := "".join(run.text for run in cell)))
            block = Block(BlockKind.PARAGRAPH, (Run(text.replace("\n", " ")),))
        yield block
