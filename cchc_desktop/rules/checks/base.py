"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from cchc_desktop.rules.checks.paper import CheckedPaper


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # a registry clerk would send the paper back
    WARNING = "warning"  # most likely a mistake
    HINT = "hint"  # worth a look


class Scope(StrEnum):
    """What a rule has to see at once."""

    LINE = "line"  # says of a line what that line alone tells
    TASK = "task"  # looks at a task with its cells
    PAPER = "paper"


class Fix(NamedTuple):
    """What to write in the place of a line's letters from `start` to `end`."""

    line: int  # index in the paper's lines
    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """One thing that a rule found; `line` is an index in the paper's lines, `start` and `end` letters of it.

    `line` is -1 for what the paper as a whole lacks. `message` is a whole sentence. `column` is that of a task frame
    of the dossier which it is about, though nothing may stand there.
    """

    code: str
    severity: Severity
    line: int
    start: int
    end: int
    message: str
    source: str
    fix: Fix | None = None
    column: str = ""


class Hit(NamedTuple):
    """A place where a rule does not hold, as the rule tells it; `instead` mends it.

    `column` is the column of the frame where that is to be mended, "" for the one that the line stands in.
    """

    line: int
    start: int
    end: int
    message: str
    instead: str | None = None
    column: str = ""


class Rule(NamedTuple):
    """A rule by its stable code; `title` says in words what it looks at, `source` who asks for it.

    `find` is given the paper, and the indices of the lines to look at. By its `scope` only the line or the task that
    was edited is looked at again.
    """

    code: str
    severity: Severity
    title: Callable[[], str]  # a message of the window
    source: str  # Vietnamese, as papers cite it
    find: Callable[[CheckedPaper, Iterable[int]], Iterable[Hit]]
    scope: Scope = Scope.LINE


PROGRAMME = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
ND30 = "Nghị định 30/2020/NĐ-CP"


def nd30(place: str) -> str:
    """A place of the decree on records work: "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3"."""
    return f"{ND30}, {place}"
