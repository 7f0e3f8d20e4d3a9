"""Papers as plain lists of blocks, and what became of each block in another paper."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.word_marks import Mark, Piece, count_words


class BlockKind(StrEnum):
    """What a block of a paper is."""

    HEADING = "heading"
    LINE = "line"
    HEADER = "header"  # of a table
    ROW = "row"
    ASIDE = "aside"  # a header, footer or note, outside the reading order


class PaperBlock(NamedTuple):
    """A heading, a paragraph, an item of a list, or a row of a table.

    `cells` are its texts without numbers and bullets, one but of a row; of each of them `columns` has a key by which
    the column is found in another table, `titles` what its header says. `label` is its number or bullet, `line` the
    line or row in its file, `where` the sheet or the aside, `above` the heading that it stands under. `carried` are the
    texts with which merged cells go on from above, beside cells that are "" themselves.
    """

    kind: BlockKind
    cells: tuple[str, ...]
    label: str = ""
    line: int = 0
    columns: tuple[str, ...] = ("",)
    titles: tuple[str, ...] = ("",)
    where: str = ""
    above: str = ""
    carried: tuple[str, ...] = ()

    @property
    def full_cells(self) -> tuple[str, ...]:
        """The cells with what merged ones go on with."""
        if not self.carried:
            return self.cells
        return tuple(own or from_above for own, from_above in zip(self.cells, self.carried, strict=True))

    @property
    def text(self) -> str:
        """All that it says, a cell a line."""
        return "\n".join(filter(None, self.cells))


class Became(StrEnum):
    """What became of a block."""

    SAME = "same"
    SMALL = "small"  # but for capitals, blanks and the like
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_CHANGED = "moved_changed"
    SPLIT = "split"  # one paragraph into several
    JOINED = "joined"  # several paragraphs into one
    ADDED = "added"
    REMOVED = "removed"


class ComparedCell(NamedTuple):
    """A text of a block beside its counterpart; `title` is what the header of its column says, "" of a paragraph.

    `column` is the column's key.
    """

    title: str
    pieces: tuple[Piece, ...]
    column: str = ""

    @property
    def before(self) -> str:
        """The text of the one side."""
        return "".join([piece.before for piece in self.pieces])

    @property
    def after(self) -> str:
        """The text of the other side."""
        return "".join([piece.after for piece in self.pieces])


class ComparedBlock(NamedTuple):
    """A block with its counterpart: the places of both in their papers, none of what is added or removed.

    Several on one side are paragraphs that were split or joined; `renumbered` says that only their numbers differ.
    """

    became: Became
    before: tuple[int, ...]
    after: tuple[int, ...]
    cells: tuple[ComparedCell, ...]
    renumbered: bool = False


def differs(row: ComparedBlock, small: bool) -> bool:
    """Whether a block is shown as differing: by words or place; by its number, or a little, where `small` counts."""
    return (small and row.renumbered) or row.became not in (Became.SAME, *(() if small else (Became.SMALL,)))


def marked_cells(row: ComparedBlock, small: bool) -> tuple[ComparedCell, ...]:
    """The cells of a row by which it is told: those that differ, with what says which row it is; all of other blocks.

    A row that is new, gone or elsewhere is shown whole.
    """
    if row.became not in (Became.CHANGED, Became.SMALL):
        return row.cells
    marks = (Mark.OTHER, Mark.SMALL) if small else (Mark.OTHER,)
    known = next((cell for cell in row.cells if cell.column == Column.TASK), row.cells[0])
    return tuple(cell for cell in row.cells if cell is known or any(piece.mark in marks for piece in cell.pieces))


class Counts(NamedTuple):
    """How many blocks became what, and how many words differ on either side."""

    blocks: dict[Became, int]
    renumbered: int
    words_before: int
    words_after: int


class Limit(StrEnum):
    """Where a comparison stopped looking closer, so that it ends; nothing is left out by it."""

    LIKENESS = "likeness"  # so many blocks are on one side alone that what was changed is shown as gone and as new
    WORDS = "words"  # a text is so long that it is shown as another one as a whole


class _Sides(NamedTuple):
    before: tuple[PaperBlock, ...]
    after: tuple[PaperBlock, ...]
    rows: tuple[ComparedBlock, ...]
    limits: frozenset[Limit] = frozenset()


class Comparison(_Sides):
    """Two papers beside each other: all blocks of both, in the order of `after`; what is gone stands where it was."""

    @cached_property
    def counts(self) -> Counts:
        """What differs, in numbers."""
        return counted(self.rows)


def counted(rows: Iterable[ComparedBlock]) -> Counts:
    """What differs in these rows, in numbers."""
    blocks: Counter[Became] = Counter()
    renumbered = before = after = 0
    for row in rows:
        blocks[row.became] += 1
        renumbered += row.renumbered
        if row.became is Became.SAME:
            continue
        for cell in row.cells:
            for piece in cell.pieces:
                if piece.mark is Mark.OTHER:
                    before += count_words(piece.before)
                    after += count_words(piece.after)
    return Counts({became: blocks[became] for became in Became}, renumbered, before, after)
