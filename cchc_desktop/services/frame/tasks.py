"""The task frame's verbs: cells, status, order, adding and removing."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.index import CriterionTask
from cchc_desktop.models.task import Milestone, Objective, Task, TaskGroup
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame.results import delete_results, drop_done, put_done, put_newest
from cchc_desktop.services.frame.task_batches import TaskBatch
from cchc_desktop.services.frame.task_cells import CellWriter
from cchc_desktop.services.frame.task_order import drop_empty_objectives, groups_of, members_of, put_in_order
from cchc_desktop.services.frame.task_rows import read_groups, read_tasks
from cchc_desktop.services.papers.incoming import drop_task_links
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

__all__ = ["read_groups", "read_tasks"]


def set_cells(dossier: Dossier, *, cells: Sequence[tuple[str, Column, str]]) -> Change:
    """Type into several cells as one step."""
    with dossier.change(ngettext("Edit cell", "Edit {count} cells", len(cells)).format(count=len(cells))) as work:
        writer = CellWriter(work.session)
        for task_guid, column, text in cells:
            writer.write(work.session.get_one(Task, task_guid), column, text)
    return work.change


def set_status(
    dossier: Dossier,
    *,
    task_guids: Sequence[str],
    status: str,
    percent: int | None = None,
    reason: str | None = None,
    day: date | None = None,
) -> Change:
    """Set where tasks stand; done means 100 %, from `day` on where that is known, not started 0 %."""
    with dossier.change(_("Set status")) as work:
        for guid in task_guids:
            _put_status(work.session, work.session.get_one(Task, guid), status, percent, reason, day)
    return work.change


def set_tracking(
    dossier: Dossier,
    *,
    task_guid: str,
    percent: int | None = None,
    result: str | None = None,
    status: str | None = None,
    reason: str | None = None,
) -> Change:
    """Note how one task goes on."""
    with dossier.change(_("Edit progress")) as work:
        task = work.session.get_one(Task, task_guid)
        if result is not None:
            put_newest(work.session, task, result.strip())
        _put_status(work.session, task, status or task.status, percent, reason)
    return work.change


def _put_status(
    session: Session, task: Task, status: str, percent: int | None, reason: str | None, day: date | None = None
) -> None:
    before, task.status = task.status, str(TaskStatus(status))
    if percent is not None and not 0 <= percent <= 100:
        raise UserError(_("Progress is a number from 0 to 100. Nothing was changed."))
    if task.status == TaskStatus.DONE and before != TaskStatus.DONE and day is not None:
        put_done(session, task, day)
    elif before == TaskStatus.DONE and task.status != TaskStatus.DONE:
        drop_done(session, task)
    if task.status == TaskStatus.DONE:
        task.percent = 100
    elif task.status in (TaskStatus.NOT_STARTED, TaskStatus.NOT_APPLICABLE, TaskStatus.CANCELLED):
        task.percent = 0
    elif percent is not None:
        task.percent = percent
    if reason is not None:
        task.reason = reason.strip()


def set_milestone_done(dossier: Dossier, *, milestone_guid: str, done_on: date | None) -> Change:
    """Mark a milestone as met on a day, or as not met; work on a task of which one is met has begun."""
    with dossier.change(_("Mark milestone")) as work:
        milestone = work.session.get_one(Milestone, milestone_guid)
        milestone.done_on = done_on
        task = work.session.get_one(Task, milestone.task_guid)
        if done_on is not None and task.status == TaskStatus.NOT_STARTED:
            task.status = str(TaskStatus.IN_PROGRESS)
    return work.change


def add_group(
    dossier: Dossier, *, plan_guid: str, title: str, field_code: str = "", after_guid: str | None = None
) -> Change:
    """Add a group after another, or at the end."""
    with dossier.change(_("Add group")) as work:
        groups = groups_of(work.session, plan_guid)
        place = next((i + 1 for i, g in enumerate(groups) if g.guid == after_guid), len(groups))
        group = TaskGroup(
            plan_guid=plan_guid, position=place, title=title.strip(), field_code=field_code or field_of(title) or ""
        )
        work.session.add(group)
        groups.insert(place, group)
        put_in_order(groups)
    return work.change


def set_group_title(dossier: Dossier, *, group_guid: str, title: str) -> Change:
    """Rename a group; its field follows the new title where that names one."""
    with dossier.change(_("Rename group")) as work:
        group = work.session.get_one(TaskGroup, group_guid)
        group.title = title.strip()
        group.field_code = field_of(title) or group.field_code
    return work.change


def remove_group(dossier: Dossier, *, group_guid: str) -> Change:
    """Remove a group with its tasks."""
    with dossier.change(_("Remove group")) as work:
        group = work.session.get_one(TaskGroup, group_guid)
        groups = groups_of(work.session, group.plan_guid)
        groups.remove(group)
        delete_group(work.session, group)
        put_in_order(groups)
    return work.change


def delete_group(session: Session, group: TaskGroup) -> None:
    """Delete a group with everything in it, within a transaction."""
    _delete_tasks(session, session.scalars(select(Task).where(Task.group_guid == group.guid)).all())
    for objective in session.scalars(select(Objective).where(Objective.group_guid == group.guid)).all():
        session.delete(objective)
    session.delete(group)


def add_task(
    dossier: Dossier, *, group_guid: str, after_guid: str | None = None, objective_guid: str | None = None
) -> Change:
    """Add an empty task after another, or at the end of the group."""
    return paste_tasks(dossier, group_guid=group_guid, after_guid=after_guid, rows=[{}], objective_guid=objective_guid)


def paste_tasks(
    dossier: Dossier,
    *,
    group_guid: str,
    rows: Sequence[Mapping[Column, str]],
    after_guid: str | None = None,
    objective_guid: str | None = None,
) -> Change:
    """Add tasks from rows of cells, after another task or at the end of the group, as one step.

    Rows that follow each other with the same text in column 1 share one objective.
    """
    label = ngettext("Add task", "Add {count} tasks", len(rows)).format(count=len(rows))
    with dossier.change(label) as work:
        members = members_of(work.session, group_guid)
        place = next((i + 1 for i, task in enumerate(members) if task.guid == after_guid), len(members))
        batch = TaskBatch(work.session)
        batch.add(group_guid, rows, objective_guid, first=place)
        batch.flush()
        put_in_order(members[:place])
        put_in_order(members[place:], first=place + len(rows))
    return work.change


def remove_tasks(dossier: Dossier, *, task_guids: Sequence[str]) -> Change:
    """Remove tasks; undo brings them back whole."""
    label = ngettext("Remove task", "Remove {count} tasks", len(task_guids)).format(count=len(task_guids))
    with dossier.change(label) as work:
        session = work.session
        tasks = [session.get_one(Task, guid) for guid in task_guids]
        groups = {task.group_guid for task in tasks}
        _delete_tasks(session, tasks)
        for group_guid in groups:
            put_in_order(members_of(session, group_guid))
            drop_empty_objectives(session, group_guid)
    return work.change


def _delete_tasks(session: Session, tasks: Sequence[Task]) -> None:
    delete_results(session, [task.guid for task in tasks])
    drop_task_links(session, [task.guid for task in tasks])
    for task in tasks:
        for link in session.scalars(select(CriterionTask).where(CriterionTask.task_guid == task.guid)).all():
            session.delete(link)
        session.delete(task)
