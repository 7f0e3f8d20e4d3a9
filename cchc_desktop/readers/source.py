"""A file's content before anyone knows what it means: lines and tables in reading order."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_desktop.readers.read_rows import Doubt


@dataclass(frozen=True)
class SourceLine:
    """A line of text; `gap` says that a blank line or a change of alignment stands before it."""

    number: int
    text: str
    gap: bool = False


@dataclass(frozen=True)
class SourceRow:
    """A table row: one text per grid column; `carried` holds the columns that continue a merged cell from above.

    `hidden` says that Excel does not show the row, `doubts` what else its cells make doubtful.
    """

    number: int
    cells: tuple[str, ...]
    carried: frozenset[int] = frozenset()
    hidden: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class SourceTable:
    """A table; `where` names the sheet it stands in, empty for one in running text; `ruled` says that it has lines."""

    rows: tuple[SourceRow, ...]
    where: str = ""
    ruled: bool = False


class Rewritten(NamedTuple):
    """A text in a font from before Unicode: the line or row it stands in, as it was typed, and in Unicode."""

    line: int
    typed: str
    shown: str


class Upright(NamedTuple):
    """How a scanned page was turned to be read: quarters clockwise, then degrees counter-clockwise."""

    quarters: int = 0
    degrees: float = 0.0


class ScannedPage(NamedTuple):
    """A page, its number from 1, whose text was recognised in its picture."""

    number: int
    upright: Upright


class Unsure(NamedTuple):
    """A word of a scan that is not sure: its page, its box there in points, the line or row it was taken into.

    `place` is where it stands in the blocks of the source: block, row, cell (0 and 0 in running text) and word.
    """

    page: int
    box: tuple[float, float, float, float]
    line: int
    text: str
    place: tuple[int, int, int, int]


@dataclass(frozen=True)
class Source:
    """What a file holds; `asides` are texts outside the reading order (headers, footnotes) as (line, text, where).

    `rewritten` are the texts that were made Unicode on the way, as far as there is room for them. `scans` are the pages
    that were recognised, `unsure` the words in them that are not sure.
    """

    blocks: tuple[SourceLine | SourceTable, ...]
    warnings: tuple[str, ...] = ()
    asides: tuple[tuple[int, str, str], ...] = field(default=())
    rewritten: tuple[Rewritten, ...] = ()
    scans: tuple[ScannedPage, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    def tables(self) -> list[SourceTable]:
        """The tables in reading order."""
        return [block for block in self.blocks if isinstance(block, SourceTable)]
