"""Which rows of the frame a change asks to read again."""

from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.ui.table_models.frame_lines import Frame

_PARTS = {"activity", "product", "task_unit", "milestone"}
_STRUCTURE = {"task_group", "plan", "work_year"}
_ORDER = ("group_guid", "position", "objective_guid")


def touched_tasks(change: Change, frame: Frame) -> set[str] | None:
    """Guids of the tasks that differ; None when groups, order or numbers differ and all must be read."""
    found: set[str] = set()
    objectives: set[str] = set()
    for entry in change.entries:
        if entry.table in _STRUCTURE or (entry.table == "task" and _moves(entry)):
            return None
        values = entry.after or entry.before or {}
        if entry.table == "task":
            found.add(entry.guid)
        elif entry.table in _PARTS:
            found.add(str(values.get("task_guid")))
        elif entry.table == "evidence":
            found.add(str(values.get("owner_guid")))
        elif entry.table == "objective":
            objectives.add(entry.guid)
    known = {task.guid: task.objective_guid for task in frame.tasks}
    found |= {guid for guid, objective in known.items() if objective in objectives}
    return found & known.keys()


def _moves(entry: RowChange) -> bool:
    """Whether a task is new, gone or elsewhere."""
    before, after = entry.before, entry.after
    return before is None or after is None or any(before.get(name) != after.get(name) for name in _ORDER)
