"""Setting the same for many tasks at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.task_moves import move_tasks_to
from cchc_desktop.services.frame.task_order import drop_empty_objectives
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def set_for_tasks(
    dossier: Dossier,
    *,
    task_guids: Sequence[str],
    cells: Mapping[Column, str],
    status: str = "",
    reason: str | None = None,
    group_guid: str = "",
    day: date | None = None,
) -> Change:
    """Give tasks the same cells, the same status, the same group (at its end), as one step; "" leaves what is there."""
    label = ngettext("Set for {count} task", "Set for {count} tasks", len(task_guids)).format(count=len(task_guids))
    with dossier.change(label) as work:
        if cells:
            tasks.set_cells(
                dossier, cells=[(guid, column, text) for guid in task_guids for column, text in cells.items()]
            )
        if status:
            tasks.set_status(dossier, task_guids=task_guids, status=status, reason=reason, day=day)
        if group_guid:
            move_tasks_to(dossier, task_guids=task_guids, group_guid=group_guid, before_guid=None)
    return work.change


def fill_down(dossier: Dossier, *, source_guid: str, task_guids: Sequence[str], cells: Mapping[Column, str]) -> Change:
    """Copy cells of one task into others, as one step; column 1 is shared where they stand in the same group."""
    with dossier.change(_("Copy down")) as work:
        session = work.session
        source = session.get_one(Task, source_guid)
        shared = [
            task
            for guid in task_guids
            if Column.OBJECTIVE in cells
            and (task := session.get_one(Task, guid)).group_guid == source.group_guid
            and source.objective_guid is not None
        ]
        for task in shared:
            task.objective_guid = source.objective_guid
        if shared:
            drop_empty_objectives(session, source.group_guid)
        own = {task.guid for task in shared}
        tasks.set_cells(
            dossier,
            cells=[
                (guid, column, text)
                for guid in task_guids
                for column, text in cells.items()
                if column is not Column.OBJECTIVE or guid not in own
            ],
        )
    return work.change


def replace_words(dossier: Dossier, *, cells: Sequence[tuple[str, Column, str]], words: str) -> Change:
    """Write cells in which words were replaced; the step is called by these words."""
    with dossier.change(_("Replace “{words}”").format(words=words)) as work:
        tasks.set_cells(dossier, cells=cells)
    return work.change
