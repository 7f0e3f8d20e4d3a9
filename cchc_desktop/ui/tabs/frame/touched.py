"""Which rows of the frame a change asks to read again."""

from dataclasses import dataclass, replace

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.numbering import to_letter
from cchc_desktop.services.frame.task_rows import TaskPlace
from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.ui.table_models.frame_lines import TaskFrame

_PARTS = {"activity", "product", "task_unit", "milestone", "task_result", "incoming_task"}
_PLAN = {"plan", "work_year"}
_ORDER = ("group_guid", "position", "objective_guid")


@dataclass(frozen=True)
class Touched:
    """`tasks` are the guids that differ; with `order` groups, places or numbers differ too; with `plan` everything."""

    tasks: frozenset[str]
    order: bool = False
    plan: bool = False


def touched_by(change: Change, frame: TaskFrame) -> Touched:
    """What a change means for the frame that is shown."""
    if change.touches(*_PLAN):
        return Touched(frozenset(), plan=True)
    found: set[str] = set()
    objectives: set[str] = set()
    order = change.touches("task_group")
    for entry in change.entries:
        values = entry.after or entry.before or {}
        if entry.table == "task":
            order = order or _moves(entry)
            found.add(entry.guid)
        elif entry.table in _PARTS:
            found.add(str(values.get("task_guid")))
        elif entry.table in ("evidence", "remark"):
            found.add(str(values.get("owner_guid")))
        elif entry.table == "objective":
            objectives.add(entry.guid)
    if objectives:
        found.update(task.guid for task in frame.tasks if task.objective_guid in objectives)
    return Touched(frozenset(frame.known(found)), order)


def _moves(entry: RowChange) -> bool:
    """Whether a task is new, gone or elsewhere."""
    before, after = entry.before, entry.after
    return before is None or after is None or any(before.get(name) != after.get(name) for name in _ORDER)


def moved(task: TaskRow, place: TaskPlace) -> TaskRow | None:
    """The task with the number of its new place; None when more than that differs and it must be read again."""
    if place.holds(task):
        return task
    if task.objective_guid != place.objective_guid:
        return None
    group = place.group
    return replace(
        task,
        position=place.position,
        letter=to_letter(place.position + 1),
        number=place.number,
        group_guid=group.guid,
        group_number=group.number,
        group_title=group.title,
        field_code=group.field_code,
    )
