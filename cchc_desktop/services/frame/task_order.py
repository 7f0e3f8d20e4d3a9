"""The order of groups and tasks within a transaction: who stands where, and what is left without a task."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.models.task import Objective, Task, TaskGroup


def groups_of(session: Session, plan_guid: str) -> list[TaskGroup]:
    """The groups of a plan in printed order."""
    return list(
        session.scalars(
            select(TaskGroup).where(TaskGroup.plan_guid == plan_guid).order_by(TaskGroup.position, TaskGroup.guid)
        )
    )


def members_of(session: Session, group_guid: str) -> list[Task]:
    """The tasks of a group in printed order."""
    return list(session.scalars(select(Task).where(Task.group_guid == group_guid).order_by(Task.position, Task.guid)))


def put_in_order(rows: Sequence[Task | TaskGroup], first: int = 0) -> None:
    """Give the rows their places from `first` on."""
    for position, row in enumerate(rows, first):
        row.position = position


def drop_empty_objectives(session: Session, group_guid: str) -> None:
    """Delete the objectives of a group that no task has any more."""
    used = select(func.count()).select_from(Task).where(Task.objective_guid == Objective.guid).scalar_subquery()
    for objective in session.scalars(select(Objective).where(Objective.group_guid == group_guid, used == 0)).all():
        session.delete(objective)
