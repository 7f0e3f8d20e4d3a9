"""The light markup in which the dossier keeps text: one block a line, bold, italic, two levels of list.

``- `` begins a list item, ``+ `` one below it, ``# `` a sub-heading; ``**bold**``, ``*italic*``. A backslash
makes ``*``, a leading ``-``, ``+``, ``#``, ``|`` and itself plain. Marks that are not closed on their line are plain
text. Blank lines mean nothing.

``|| cell | cell |`` is the header row of a table, ``| cell | cell |`` right below it a further row; within a cell
``\\|`` is a plain bar and ``\\n`` a line break. Any other line with bars, and what is beyond the bounds, is plain text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class BlockKind(StrEnum):
    """What a line is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    TABLE = "table"  # its header row
    ROW = "row"  # of the table above


@dataclass(frozen=True)
class Run:
    """Text of one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph, sub-heading, list item or table row; in a row tabs part the cells and line feeds their lines."""

    kind: BlockKind
    runs: tuple[Run, ...]

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return self.kind in (BlockKind.TABLE, BlockKind.ROW)

    @property
    def cells(self) -> tuple["Cell", ...]:
        """The cells of a table row, each as its runs."""
        return tuple(_parted(self.runs, CELL_END))

    @property
    def text(self) -> str:
        """The words without styles."""
        return "".join(run.text for run in self.runs)


Cell = tuple[Run, ...]

CELL_END = "\t"
MAX_TABLE_COLUMNS = 12
MAX_TABLE_ROWS = 200
_TABLE, _ROW, _ROW_END = "|| ", "| ", " |"
_BARS = re.compile(r"\\.|\||[^\\|]+|\\")
_PREFIXES = {BlockKind.HEADING: "# ", BlockKind.BULLET: "- ", BlockKind.SUB_BULLET: "+ "}
_TOKEN_OF_CELL = re.compile(r"\\[\\*+#|n-]|\*+|[^\\*]+|\\")
_TOKEN = re.compile(r"\\[\\*+#|-]|\*+|[^\\*]+|\\")


def parse_markup(text: str) -> tuple[Block, ...]:
    """The blocks of a text, blank lines left out; any text is valid."""
    blocks: list[Block] = []
    rows = 0  # of the table at hand
    for line in re.split(r"\r\n?|\n", text):
        if not line.strip():
            continue
        block = _row(line, rows) or _block(line)
        rows = rows + 1 if block.kind is BlockKind.ROW else int(block.kind is BlockKind.TABLE)
        blocks.append(block)
    return tuple(blocks)


def to_markup(blocks: Iterable[Block]) -> str:
    """The text from which `parse_markup` reads the same blocks; line breaks within a run become spaces.

    A row without a table above it begins one. Cells lose the blanks at their ends.
    """
    lines: list[str] = []
    above = False
    for block in blocks:
        header = block.kind is BlockKind.TABLE or not above
        lines.append(_row_line(block, header=header) if block.in_table else _line(block))
        above = block.in_table
    return "\n".join(lines)


def table_row(cells: Iterable[Iterable[Run]], *, header: bool) -> Block:
    """A row of a table; its cells lose blanks at the ends of their lines, and empty lines; tabs become spaces."""
    runs: list[Run] = []
    for number, cell in enumerate(cells):
        runs += [Run(CELL_END)] if number else []
        runs += _tidy(cell)
    return Block(BlockKind.TABLE if header else BlockKind.ROW, merge_runs(runs))


def cell_lines(cell: Iterable[Run]) -> list[Cell]:
    """The lines of a cell."""
    return _parted(cell, "\n")


def pieces(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Each block by itself, the rows of a table together, as many cells in each."""
    rows: list[Block] = []
    for block in blocks:
        if rows and block.kind is not BlockKind.ROW:
            yield _as_wide(rows)
            rows = []
        if block.in_table:
            rows.append(block)
        else:
            yield (block,)
    if rows:
        yield _as_wide(rows)


def _as_wide(rows: Sequence[Block]) -> tuple[Block, ...]:
    width = max(len(row.cells) for row in rows)
    return tuple(replace(row, runs=(*row.runs, *[Run(CELL_END)] * (width - len(row.cells)))) for row in rows)


def plain_text(text: str, between: str = " | ") -> str:
    """The words alone, list items with their dash or plus sign; `between` parts the cells of a table."""
    lines = []
    for block in parse_markup(text):
        prefix = "" if block.kind is BlockKind.HEADING else _PREFIXES.get(block.kind, "")
        lines.append(prefix + one_line(block.text, between))
    return "\n".join(lines)


def one_line(text: str, between: str = " | ") -> str:
    """The text of a block on one line, as it is shown where there are no tables."""
    return text.replace(CELL_END, between).replace("\n", " ")


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with equal neighbours joined and empty ones left out."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = Run(merged[-1].text + run.text, run.bold, run.italic)
        else:
            merged.append(run)
    return tuple(merged)


def _block(line: str) -> Block:
    for kind, prefix in _PREFIXES.items():
        if line.startswith(prefix):
            return Block(kind, _runs(line[len(prefix) :]))
    return Block(BlockKind.PARAGRAPH, _runs(line))


def _row(line: str, rows: int) -> Block | None:
    """A row of a table, the header where `rows` of it stand above; None for another line."""
    header = line.startswith(_TABLE)
    if not header and not (line.startswith(_ROW) and 0 < rows < MAX_TABLE_ROWS):
        return None
    cells = [""]
    for token in _BARS.findall(line.rstrip()[len(_TABLE if header else _ROW) :]):
        if token == "|":
            cells.append("")
        else:
            cells[-1] += token
    if len(cells) < 2 or cells[-1] or len(cells) - 1 > MAX_TABLE_COLUMNS:
        return None
    return table_row((_runs(cell, breaks=True) for cell in cells[:-1]), header=header)


def _runs(text: str, *, breaks: bool = False) -> tuple[Run, ...]:
    tokens = (_TOKEN_OF_CELL if breaks else _TOKEN).findall(text)
    bold_left = _even(tokens, {2, 3})
    italic_left = _even(tokens, {1, 3})
    runs: list[Run] = []
    bold = italic = False
    for token in tokens:
        if token[0] != "*" or len(token) > 3:
            plain = token[1:] if len(token) == 2 and token[0] == "\\" else token
            runs.append(Run("\n" if breaks and token == "\\n" else plain, bold, italic))
            continue
        plain = ""
        if len(token) > 1:
            if bold_left:
                bold, bold_left = not bold, bold_left - 1
            else:
                plain += "**"
        if len(token) != 2:
            if italic_left:
                italic, italic_left = not italic, italic_left - 1
            else:
                plain += "*"
        runs.append(Run(plain, bold, italic))
    return merge_runs(runs)


def _even(tokens: Sequence[str], lengths: set[int]) -> int:
    """How many of these marks open or close something: an odd last one is plain text."""
    count = sum(token[0] == "*" and len(token) in lengths for token in tokens)
    return count - count % 2


def _row_line(block: Block, *, header: bool) -> str:
    cells = (_styled(_tidy(cell), breaks=True) for cell in block.cells)
    return (_TABLE if header else _ROW) + "".join(f"{cell} | " for cell in cells).rstrip(" ")


def _tidy(cell: Iterable[Run]) -> Cell:
    """The runs of a cell without blanks at the ends of its lines, and without empty lines."""
    bare = [replace(run, text=run.text.replace(CELL_END, " ").replace("\r", "\n")) for run in cell]
    kept: list[Run] = []
    for line in map(_stripped, cell_lines(bare)):
        if line:
            kept += [replace(kept[-1], text="\n")] if kept else []
            kept += line
    return merge_runs(kept)


def _parted(runs: Iterable[Run], sign: str) -> list[Cell]:
    """The runs cut at a sign."""
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(sign)
        found[-1].append(replace(run, text=first))
        found += [[replace(run, text=text)] for text in others]
    return [merge_runs(part) for part in found]


def _stripped(line: Cell) -> list[Run]:
    runs = list(line)
    while runs and not runs[0].text.strip(" "):
        del runs[0]
    while runs and not runs[-1].text.strip(" "):
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return runs


def _line(block: Block) -> str:
    line = _styled(block.runs)
    if block.kind is BlockKind.PARAGRAPH and line.startswith((*_PREFIXES.values(), _TABLE, _ROW)):
        line = "\\" + line
    return _PREFIXES.get(block.kind, "") + line


def _styled(runs: Iterable[Run], *, breaks: bool = False) -> str:
    """The text of runs with their marks; in a cell line feeds are kept, elsewhere they become spaces."""
    parts: list[str] = []
    bold = italic = False
    for run in (*merge_runs(runs), Run("")):
        text = run.text if breaks else _on_one_line(run.text)
        marks = ("**" if run.bold != bold else "") + ("*" if run.italic != italic else "")
        text = re.sub(r"[\\*|]" if breaks else r"[\\*]", r"\\\g<0>", text)
        parts.append(marks + text.replace("\n", "\\n"))
        bold, italic = run.bold, run.italic
    return "".join(parts)


def _on_one_line(text: str) -> str:
    first, *rest = re.split(r"[\r\n]+", text)
    return " ".join([first.rstrip(), *(line.strip() for line in rest[:-1]), rest[-1].lstrip()]) if rest else first
