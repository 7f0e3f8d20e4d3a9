"""What criteria sheets and data appendices share: finding their table and telling the officer when there is none."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.headed_table import HeadedTable, find_headed, goes_on, header_texts, plain_cell
from cchc_desktop.readers.ledger import Ledger
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.source import Source, SourceLine, SourceRow
from cchc_desktop.text import fold

C = TypeVar("C")
_PAGE = re.compile(
    r"(?:(?:trang )?[-–— ]{0,3}\d{1,3}(?: ?/ ?\d{1,3})?[-–— ]{0,3}|\(?tiep(?: theo)?\)?)?$"
)  # between its pages


@dataclass
class FoundTables(Generic[C]):
    """The frames of a file, the texts around them as lines, and everything else as unplaced."""

    frames: list[HeadedTable[C]]
    around: list[Unplaced]


def find_frames(
    source: Source, name: str, column_of: Callable[[str], C | None], fits: Callable[[set[C]], bool], wanted: str
) -> FoundTables[C]:
    """All tables with the wanted header; raises UserError that names `wanted` and what was found instead."""
    frames: list[HeadedTable[C]] = []
    around: list[Unplaced] = []
    last: HeadedTable[C] | None = None
    for block in source.blocks:
        if isinstance(block, SourceLine):
            around.append(Unplaced(block.number, plain_cell(block.text)))
            last = last if _PAGE.match(fold(block.text).strip()) else None
            continue
        frame = find_headed(block, column_of, fits)
        if frame is not None:
            frames.append(frame)
            around.extend(row_text(row, frame.where) for row in frame.before if any(row.cells))
            last = frame
        elif last is not None and goes_on(last, block):
            last.rows.extend(block.rows)
        else:
            around.extend(row_text(row, block.where) for row in block.rows if any(row.cells))
    around.extend(Unplaced(line, text, where) for line, text, where in source.asides)
    if not frames:
        found = header_texts(source.tables())
        raise UserError(
            _(
                "No table with the expected header was found in “{name}”. Looked for the columns {wanted}; "
                "found: {found}. Name the columns in the header row like these, then try again."
            ).format(name=name, wanted=wanted, found=", ".join(f"“{text}”" for text in found) or _("no table"))
        )
    return FoundTables(frames, around)


def with_forgotten(
    source: Source, found: FoundTables[C], read: Sequence[object], unplaced: Sequence[Unplaced]
) -> tuple[Unplaced, ...]:
    """All that found no place: around the frames, in them, and whatever else of the source was not read."""
    shown = [*found.around, *unplaced]
    ledger = Ledger(source, convert=False)
    ledger.strike(read, shown, [row.cells for frame in found.frames for row in frame.heads])
    return tuple(sorted([*shown, *ledger.left()], key=lambda item: item.line))


def row_text(row: SourceRow, where: str) -> Unplaced:
    """A whole row as one unplaced line."""
    return Unplaced(row.number, " | ".join(plain_cell(cell).replace("\n", " ") for cell in row.cells if cell), where)
