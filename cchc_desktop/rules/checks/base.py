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


class Fix(NamedTuple):
    """What to write in the place of a line's letters from `start` to `end`."""

    line: int  # index in the paper's lines
    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """One thing that a rule found; `line` is an index in the paper's lines, `start` and `end` letters of it.

    `line` is -1 for what the paper as a whole lacks. `message` is a whole sentence.
    """

    code: str
    severity: Severity
    line: int
    start: int
    end: int
    message: str
    source: str
    fix: Fix | None = None


class Hit(NamedTuple):
    """A place where a rule does not hold, as the rule tells it; `instead` mends it."""

    line: int
    start: int
    end: int
    message: str
    instead: str | None = None


class Rule(NamedTuple):
    """A rule by its stable code; `title` says in words what it looks at, `source` who asks for it.

    `find` is given the paper, and the indices of the lines to look at: a rule `by_line` finds in a line what that line
    alone says, so that after an edit only the line that changed is looked at again.
    """

    code: str
    severity: Severity
    title: Callable[[], str]  # a message of the window
    source: str  # Vietnamese, as papers cite it
    find: Callable[[CheckedPaper, Iterable[int]], Iterable[Hit]]
    by_line: bool = True


PROGRAMME = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
ND30 = "Nghị định 30/2020/NĐ-CP"


def nd30(place: str) -> str:
    """A place of the decree on records work: "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3"."""
    return f"{ND30}, {place}"
