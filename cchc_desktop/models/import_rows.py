"""What a plan that is taken in would do to the tasks that are here, as views are handed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import Column


class RowState(StrEnum):
    """How a task of the file and a task here stand to each other."""

    NEW = "new"  # in the file alone
    SAME = "same"
    CHANGED = "changed"
    HERE = "here"  # here alone


@dataclass(frozen=True)
class IncomingTask:
    """A task of the file: its cells by column, the title of its group and what the file says of its source."""

    cells: Mapping[Column, str]
    group: str = ""
    label: str = ""
    source: str = ""
    doubts: tuple[str, ...] = ()
    printed_number: str = ""


@dataclass(frozen=True)
class ComparedRow:
    """A task of the file, its counterpart here, the columns that differ, whether it stands in another group."""

    state: RowState
    theirs: IncomingTask | None = None
    mine: TaskRow | None = None
    columns: tuple[Column, ...] = ()
    moved: bool = False


@dataclass(frozen=True)
class AssignedTask:
    """A task of a superior's plan; `duty` is a code of `rules.assigned`, `words` those that say so."""

    task: IncomingTask
    duty: str
    words: str = ""


@dataclass(frozen=True)
class Assignment:
    """The tasks of a superior's plan and how it is cited, beside a task and as a legal basis."""

    tasks: tuple[AssignedTask, ...] = ()
    source: str = ""
    basis: str = ""
    subject: str = ""
    warnings: tuple[str, ...] = field(default=())
