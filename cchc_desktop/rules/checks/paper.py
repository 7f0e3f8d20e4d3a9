"""A paper as the rules see it, whoever wrote it: its lines in reading order, what its head says, its tasks."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from cchc_desktop.rules.figure_checks import PeriodFigures
from cchc_desktop.rules.frame_columns import Column


class Part(StrEnum):
    """Where in a paper a line stands."""

    HEAD = "head"
    TITLE = "title"
    AUTHORITY = "authority"
    BASIS = "basis"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    ARTICLE = "article"
    BODY = "body"
    CELL = "cell"
    RECIPIENT = "recipient"
    SIGNING = "signing"
    APPENDIX = "appendix"  # the opening of what is attached


class CheckedLine(NamedTuple):
    """A line with its marks: `text` whole, as it is printed, `words` without bullet and number.

    `number` is that of the source's line, `paper` counts the papers of a file from 0, `owner` and `column` say which
    row and column of a task frame a cell belongs to.
    """

    number: int
    text: str
    part: Part = Part.BODY
    bullet: str = ""  # "-", "+" or ""
    level: int = 0  # of its numbering: 1 "Phần I", 2 "A.", 3 "I.", 4 "1.", 5 "1.1.", 6 "a)"; 0 without
    label: str = ""  # "II", "1.2", "đ"
    words: str = ""
    paper: int = 0
    owner: str = ""
    column: str = ""

    @property
    def start(self) -> int:
        """Where the words begin in the text."""
        return len(self.text) - len(self.words) if self.words else 0


class CheckedTask(NamedTuple):
    """A task of the frame or of a list; `line` is the index of its first line, the texts are as they were typed.

    `places` are the indices of the lines in which its columns begin, where they are known.
    """

    line: int
    label: str  # "III.1.2"
    text: str
    lead: str
    coordination: str
    products: str
    deadline: str
    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    owner: str = ""
    places: Mapping[Column, int] = MappingProxyType({})


class Head(NamedTuple):
    """What the head and the foot of one paper say; "" and None for what they do not say."""

    kind: str = ""  # PaperKind, "appendix", "outline"
    number: str = ""
    symbol: str = ""
    subject: str = ""
    issued_on: date | None = None
    year: int = 0  # that the paper is about, 0 where it is not known
    place: str = ""
    authority: str = ""
    signing: tuple[str, ...] = ()
    signer: str = ""


class PageLayout(NamedTuple):
    """One section of a Word file, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


class WordLayout(NamedTuple):
    """Pages of a file, and letters of its text outside tables by font and by size in points; "" and 0 for unknown."""

    pages: tuple[PageLayout, ...]
    fonts: dict[str, int]
    sizes: dict[float, int]


class CheckedPaper(NamedTuple):
    """A file or a paper of the dossier; `heads` are those of the papers in it, in order; `level` is "commune",
    "district", "province" or "" where it is not known."""

    lines: tuple[CheckedLine, ...]
    heads: tuple[Head, ...] = (Head(),)
    tasks: tuple[CheckedTask, ...] = ()
    level: str = ""
    office: str = ""
    is_own: bool = False  # made by the program, which prints letterhead, marks and numbers itself
    layout: WordLayout | None = None  # of a Word file
    guid: str = ""  # of the year paper or report, "" of a file
    figures: PeriodFigures | None = None  # of a report
    scores: tuple[str, ...] = ()  # of a criteria set: points and values that its rules do not give, in sentences
    outdated: tuple[tuple[str, str], ...] = ()  # rows and their drafted sentences that hold no longer
    notes: tuple[str, ...] = ()  # what is said of reading a file: what was not read, or not surely

    def head_of(self, line: CheckedLine) -> Head:
        """The head of the paper that a line stands in."""
        return self.heads[line.paper] if 0 <= line.paper < len(self.heads) else Head()

    @property
    def main(self) -> Head:
        """The head of the paper that says most of the file: the first with a kind."""
        return next((head for head in self.heads if head.kind), self.heads[0])

    @property
    def year(self) -> int:
        """The year that the paper is about, else that of its date; 0 where neither is known."""
        for head in self.heads:
            if head.year:
                return head.year
        return self.day.year if self.day else 0

    @property
    def day(self) -> date | None:
        """The day of the first paper that has one."""
        return next((head.issued_on for head in self.heads if head.issued_on), None)


def indices(lines: Sequence[CheckedLine], *parts: Part) -> list[int]:
    """The lines of these parts."""
    return [place for place, line in enumerate(lines) if line.part in parts]
