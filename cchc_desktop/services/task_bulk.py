"""Setting the same for many tasks at once."""

from collections.abc import Mapping, Sequence

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services import tasks
from cchc_desktop.services.task_moves import move_tasks_to
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
) -> Change:
    """Give tasks the same cells, the same status, the same group (at its end), as one step; "" leaves what is there."""
    label = ngettext("Set for {count} task", "Set for {count} tasks", len(task_guids)).format(count=len(task_guids))
    with dossier.change(label) as work:
        if cells:
            tasks.set_cells(
                dossier, cells=[(guid, column, text) for guid in task_guids for column, text in cells.items()]
            )
        if status:
            tasks.set_status(dossier, task_guids=task_guids, status=status, reason=reason)
        if group_guid:
            move_tasks_to(dossier, task_guids=task_guids, group_guid=group_guid, before_guid=None)
    return work.change


def replace_words(dossier: Dossier, *, cells: Sequence[tuple[str, Column, str]], words: str) -> Change:
    """Write cells in which words were replaced; the step is called by these words."""
    with dossier.change(_("Replace “{words}”").format(words=words)) as work:
        tasks.set_cells(dossier, cells=cells)
    return work.change
