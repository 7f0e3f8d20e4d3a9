"""A plan from a file beside the tasks that are here: what is new, the same, changed, or here alone."""

import re
from collections.abc import Iterable, Sequence

from cchc_desktop.models.import_rows import ComparedRow, IncomingTask, RowState
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.readers.read_rows import ReadGroup
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.frame_columns import TYPED, Column
from cchc_desktop.rules.task_match import TaskKey, match_tasks
from cchc_desktop.services.frame import tasks
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold

_END = " .,"
_BLANKS = re.compile(r"\s+")


def incoming(groups: Iterable[ReadGroup]) -> tuple[IncomingTask, ...]:
    """The tasks of a plan that was read, in its order."""
    return tuple(
        IncomingTask(
            task.cells, group.title, task.label, task.source, tuple(map(str, task.doubts)), task.printed_number
        )
        for group in groups
        for task in group.tasks
    )


def compare_with(dossier: Dossier, *, plan_guid: str, theirs: Sequence[IncomingTask]) -> tuple[ComparedRow, ...]:
    """The file's tasks beside those of a plan here: the file's in its order, then those that are here alone."""
    return compare(tasks.read_tasks(dossier, plan_guid), theirs)


def compare(mine: Sequence[TaskRow], theirs: Sequence[IncomingTask]) -> tuple[ComparedRow, ...]:
    """Pair the tasks and tell how each pair differs; a column that the whole file lacks is no difference."""
    present = [column for column in TYPED if any(task.cells.get(column, "") for task in theirs)]
    grouped = any(task.group for task in theirs)
    pairs = match_tasks([_key_of_mine(task) for task in mine], [_key_of_theirs(task) for task in theirs])
    rows = []
    for task, place in zip(theirs, pairs, strict=True):
        if place is None:
            rows.append(ComparedRow(RowState.NEW, task))
            continue
        own = mine[place]
        here = own.cells
        columns = tuple(c for c in present if bare(here.get(c, "")) != bare(task.cells.get(c, "")))
        moved = grouped and not same_title(own.group_title, own.field_code, task.group)
        state = RowState.CHANGED if columns or moved else RowState.SAME
        rows.append(ComparedRow(state, task, own, columns, moved))
    taken = {place for place in pairs if place is not None}
    rows += [ComparedRow(RowState.HERE, mine=task) for place, task in enumerate(mine) if place not in taken]
    return tuple(rows)


def proposed(rows: Sequence[ComparedRow]) -> frozenset[int]:
    """The rows that are taken unless the officer says otherwise: what is new, and nothing that is here already."""
    return frozenset(place for place, row in enumerate(rows) if row.state is RowState.NEW)


def _key_of_mine(task: TaskRow) -> TaskKey:
    activities = task.cells[Column.ACTIVITY]
    return TaskKey(task.text, task.group_title, task.objective, activities, task.lead_text, task.number)


def _key_of_theirs(task: IncomingTask) -> TaskKey:
    cells = task.cells
    text, objective, activity, lead = (
        cells.get(column, "") for column in (Column.TASK, Column.OBJECTIVE, Column.ACTIVITY, Column.LEAD)
    )
    return TaskKey(text, task.group, objective, activity, lead, task.label)


def bare(text: str) -> str:
    """What of a cell counts: not its blanks, and not the stops and list marks at the ends of its lines."""
    lines = (_BLANKS.sub(" ", line).strip(_END).lstrip("-+• ") for line in clean(text).replace(";", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def same_title(title: str, field_code: str, other: str) -> bool:
    """Whether two groups are one: by their titles, or by the field of the reform that the one has."""
    if bare(fold(title)) == bare(fold(other)):
        return True
    return bool(field_code) and field_of(other) == field_code
