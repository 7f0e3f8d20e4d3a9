"""Verbs that give groups and tasks of the frame another place; numbers follow by themselves."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task import Objective, Task, TaskGroup
from cchc_desktop.services.frame.task_order import drop_empty_objectives, groups_of, members_of, put_in_order
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def move_group(dossier: Dossier, *, group_guid: str, by: int) -> Change:
    """Move a group with its tasks by so many places."""
    with dossier.change(_("Move group")) as work:
        group = work.session.get_one(TaskGroup, group_guid)
        groups = groups_of(work.session, group.plan_guid)
        place = groups.index(group)
        groups.remove(group)
        groups.insert(max(0, min(len(groups), place + by)), group)
        put_in_order(groups)
    return work.change


def move_group_before(dossier: Dossier, *, group_guid: str, before_guid: str | None) -> Change:
    """Move a group with its tasks before another group of the plan, or to the end."""
    with dossier.change(_("Move group")) as work:
        group = work.session.get_one(TaskGroup, group_guid)
        if before_guid != group_guid:
            groups = [other for other in groups_of(work.session, group.plan_guid) if other is not group]
            place = next((i for i, other in enumerate(groups) if other.guid == before_guid), len(groups))
            groups.insert(place, group)
            put_in_order(groups)
    return work.change


def move_tasks(dossier: Dossier, *, task_guids: Sequence[str], by: int) -> Change:
    """Move tasks that stand together up (-1) or down (+1); past the edge they go to the neighbouring group."""
    with dossier.change(_label(task_guids)) as work:
        session = work.session
        moved = [session.get_one(Task, guid) for guid in task_guids]
        edge = moved[0] if by < 0 else moved[-1]
        members = members_of(session, edge.group_guid)
        place = members.index(edge) + (-1 if by < 0 else 2)
        if 0 <= place <= len(members):
            before = members[place].guid if place < len(members) else None
            move_tasks_to(dossier, task_guids=task_guids, group_guid=edge.group_guid, before_guid=before)
        elif (group := _neighbour(session, edge.group_guid, by)) is not None:
            first = next(iter(members_of(session, group.guid)), None) if by > 0 else None
            move_tasks_to(
                dossier, task_guids=task_guids, group_guid=group.guid, before_guid=first.guid if first else None
            )
    return work.change


def move_tasks_to(dossier: Dossier, *, task_guids: Sequence[str], group_guid: str, before_guid: str | None) -> Change:
    """Put tasks, in the order given, before another task of a group, or at its end.

    In the middle of an objective's tasks they become its own; in another group they keep the words of column 1.
    """
    with dossier.change(_label(task_guids)) as work:
        session = work.session
        moved = [session.get_one(Task, guid) for guid in task_guids]
        left = {task.group_guid for task in moved} - {group_guid}
        present = members_of(session, group_guid)
        at = next((i for i, task in enumerate(present) if task.guid == before_guid), len(present))
        before = [task for task in present[:at] if task not in moved]
        after = [task for task in present[at:] if task not in moved]
        _settle_objectives(session, moved, group_guid, before[-1:], after[:1])
        for task in moved:
            task.group_guid = group_guid
        put_in_order([*before, *moved, *after])
        for other in left:
            put_in_order(members_of(session, other))
        for group in {group_guid, *left}:
            drop_empty_objectives(session, group)
    return work.change


def _label(guids: Sequence[str]) -> str:
    return ngettext("Move {count} task", "Move {count} tasks", len(guids)).format(count=len(guids))


def _neighbour(session: Session, group_guid: str, by: int) -> TaskGroup | None:
    groups = groups_of(session, session.get_one(TaskGroup, group_guid).plan_guid)
    place = next(i for i, group in enumerate(groups) if group.guid == group_guid) + (1 if by > 0 else -1)
    return groups[place] if 0 <= place < len(groups) else None


def _settle_objectives(
    session: Session, moved: Sequence[Task], group_guid: str, before: Sequence[Task], after: Sequence[Task]
) -> None:
    """The objectives of moved tasks between their new neighbours: the neighbours' own, or the one they bring."""
    above = before[0].objective_guid if before else None
    below = after[0].objective_guid if after else None
    if above is not None and above == below:
        for task in moved:
            task.objective_guid = above
        return
    brought: dict[str, str] = {}
    for task in moved:
        if task.objective_guid is not None and task.group_guid != group_guid:
            if task.objective_guid not in brought:
                brought[task.objective_guid] = _bring(session, task.objective_guid, group_guid, moved, (above, below))
            task.objective_guid = brought[task.objective_guid]


def _bring(session: Session, guid: str, group_guid: str, moved: Sequence[Task], beside: Sequence[str | None]) -> str:
    """An objective in another group: a neighbour's of the same words, itself when all its tasks go, or a copy."""
    own = session.get_one(Objective, guid)
    for other in beside:
        if other is not None and session.get_one(Objective, other).text == own.text:
            return other
    members = session.scalars(select(Task).where(Task.objective_guid == guid)).all()
    if all(task in moved for task in members):
        own.group_guid = group_guid
        return guid
    copy = Objective(group_guid=group_guid, position=own.position, text=own.text)
    session.add(copy)
    return copy.guid
