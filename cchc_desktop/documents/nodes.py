"""An official document as plain nodes: the only thing besides the house style that writers know.

Text passes `text.clean` when a node is made, so every node is NFC and free of control characters.
A no-break space or hyphen (U+00A0, U+2011) binds two words: it is written as an ordinary one, at which no line ends
where that can be helped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from cchc_desktop.text import clean

LANGUAGE = "vi-VN"
_PICTURE_CHOICE = re.compile("[\ufe0e\ufe0f]")  # behind a sign: as a letter, as a coloured picture


@lru_cache(maxsize=8192)
def _door(text: str) -> str:
    """Clean text without tabs, which would not be the same width on paper and in a file, and choices of a picture."""
    return _PICTURE_CHOICE.sub("", clean(text).replace("\t", " "))


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look within a paragraph; a line feed is a forced line break."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _door(self.text))


Runs = tuple[Run, ...]


def runs_of(text: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """One run, or none when the text is empty."""
    return (Run(text, bold, italic),) if text else ()


def text_of(runs: Runs) -> str:
    """The bare text of the runs."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` names its style in the house style. `keep_next` adds to what the style says.

    `number` is what counts it ("1.", "Điều 5."): a word processor goes on counting where it can.
    """

    role: str
    runs: Runs
    anchor: str = ""  # guid of what is edited to change it
    keep_next: bool = False
    number: str = ""

    @property
    def text(self) -> str:
        """The bare text behind its number."""
        return f"{self.number} {text_of(self.runs)}".strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (I.), 2 (1.), 3 (1.1.) or 4 (a)), its `number` apart; it becomes a bookmark.

    Level 0 is Phần, Chương or Mục: its number is a line of its text above the title. One that is `alone` has nothing
    below it and may be the last on its page.
    """

    level: int
    runs: Runs
    anchor: str = ""
    number: str = ""
    alone: bool = False

    @property
    def role(self) -> str:
        """The paragraph style of the level."""
        return f"heading{self.level}"

    @property
    def text(self) -> str:
        """The bare text behind its number."""
        return f"{self.number} {text_of(self.runs)}".strip()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a "-" (level 1) or "+" (level 2) list, or one with a typed marker such as "a)"."""

    level: int
    marker: str
    runs: Runs
    anchor: str = ""
    keep_next: bool = False

    @property
    def role(self) -> str:
        """The paragraph style of the level."""
        return f"list{self.level}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A word in a box: `kind` "secrecy" (cell 10a), "urgency" (10b) or "circulation" (11)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Cells 1 to 4 of Nghị định 30: bodies at the left, nation and motto at the right, number, place and date.

    `number` and `place_date` are empty for a text attached to a decision in the same file (mẫu 1.3).
    """

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    nation: str
    motto: str
    number: str = ""
    place_date: str = ""
    subject: tuple[str, ...] = ()  # "V/v ...", công văn only
    anchor: str = ""
    stamps: tuple[Stamp, ...] = ()  # one under another below number and subject


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Centred title lines and the short rule under them; `bookmark` is their name in the outline."""

    lines: tuple[Paragraph, ...]
    bookmark: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: lines such as "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", room for the signature, the name."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""  # "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Cells 7 and 9b: recipients (or a second signer) at the left, the signer at the right; never split."""

    right: Signing
    recipients: tuple[str, ...] = ()  # with their dashes and full stops
    left: Signing | None = None
    anchor: str = ""
    drafter: str = ""  # cell 12, below the recipients: "PL.(300)"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of a drawing, or a bar where it is thick.

    `x0` and `x1` are shares of the drawing's width from its left, `y0` and `y1` points from its top; `thickness` is in
    points, `ink` per cent of black: greys that every printer has.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    ink: int = 100


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn across a cell, `height` points high, standing on the base line of the cell's first line.

    `words` say the same to those who cannot see it. In a spreadsheet the cell's number stands with a bar of per cent.
    """

    height: float
    strokes: tuple[Stroke, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of one or more paragraphs of runs, or with a drawing instead of them.

    `merge_above` makes it look one with the cell above (its own text is not shown); `number` is what a
    spreadsheet is to hold instead of the text; `align` overrides the column's.
    """

    paragraphs: tuple[Runs, ...] = ()
    colspan: int = 1
    align: str = ""
    merge_above: bool = False
    number: Decimal | None = None
    drawing: Drawing | None = None

    @property
    def text(self) -> str:
        """The bare text, paragraphs on lines of their own."""
        return text_of(self.paragraphs[0]) if len(self.paragraphs) == 1 else "\n".join(map(text_of, self.paragraphs))


def cell(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colspan: int = 1,
    align: str = "",
    number: Decimal | None = None,
) -> Cell:
    """A cell of plain text, one paragraph a line."""
    if "\n" in text:
        paragraphs = tuple([runs_of(line, bold=bold, italic=italic) for line in text.split("\n")])
    else:
        paragraphs = ((Run(text, bold, italic),),) if text else ()
    return Cell(paragraphs, colspan, align, False, number)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row of a kind: "header", "number" (of columns), "group", "field" (with sums), "row" or "total"."""

    cells: tuple[Cell, ...]
    kind: str = "row"
    anchor: str = ""

    def merged_columns(self) -> frozenset[int]:
        """The columns, from 0, whose cell continues the one above."""
        if not any([cell.merge_above for cell in self.cells]):
            return frozenset()
        found: set[int] = set()
        column = 0
        for cell in self.cells:
            if cell.merge_above:
                found.update(range(column, column + cell.colspan))
            column += cell.colspan
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: width in millimetres and the alignment of its cells (left, center, right, justify)."""

    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the header rows are repeated on every page. `name` names a spreadsheet's sheet.

    `keep_end` holds the last two rows on the page of what follows; `in_text` says that it is part of a running text.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    name: str = ""
    keep_end: bool = False
    in_text: bool = False


Block = Paragraph | Heading | ListItem | Letterhead | TitleBlock | SignatureBlock | Table


@dataclass(frozen=True, slots=True)
class PageRun:
    """A run of pages of one setup ("portrait" or "landscape"), numbered from 1; the first page shows no number.

    `contact` are the lines at the foot of its first page, under a rule (cell 13).
    """

    page: str
    blocks: tuple[Block, ...]
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper with what its file says about itself."""

    title: str
    author: str
    parts: tuple[PageRun, ...]
    language: str = LANGUAGE

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", _door(self.title).replace("\n", " "))
        object.__setattr__(self, "author", _door(self.author).replace("\n", " "))

    def tables(self) -> Iterator[Table]:
        """Every table in reading order."""
        for part in self.parts:
            yield from (block for block in part.blocks if isinstance(block, Table))
