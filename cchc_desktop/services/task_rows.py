"""Reading the task frame: plain rows from column tuples, quick at ten thousand tasks."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.rows import GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.models.task import Activity, Milestone, Objective, Product, Task, TaskGroup, TaskUnit
from cchc_desktop.rules.numbering import task_numbers, to_letter, to_roman
from cchc_desktop.storage.dossier import Dossier


def read_groups(dossier: Dossier, plan_guid: str) -> tuple[GroupRow, ...]:
    """The groups of a plan in printed order."""
    with dossier.read() as session:
        return group_rows(session, plan_guid)


def read_tasks(dossier: Dossier, plan_guid: str) -> tuple[TaskRow, ...]:
    """The tasks of a plan in printed order."""
    with dossier.read() as session:
        return task_rows(session, plan_guid)


def read_task_rows(dossier: Dossier, plan_guid: str, guids: Collection[str]) -> tuple[TaskRow, ...]:
    """Just these tasks of a plan, in printed order."""
    with dossier.read() as session:
        return task_rows(session, plan_guid, guids)


def group_rows(session: Session, plan_guid: str) -> tuple[GroupRow, ...]:
    """The groups of a plan in printed order, within a reading session."""
    counts = dict(
        session.execute(
            select(Task.group_guid, func.count())
            .join(TaskGroup, Task.group_guid == TaskGroup.guid)
            .where(TaskGroup.plan_guid == plan_guid)
            .group_by(Task.group_guid)
        )
        .tuples()
        .all()
    )
    groups = session.scalars(
        select(TaskGroup).where(TaskGroup.plan_guid == plan_guid).order_by(TaskGroup.position, TaskGroup.guid)
    )
    return tuple(
        GroupRow(
            guid=group.guid,
            revision=group.revision,
            plan_guid=plan_guid,
            position=place,
            number=to_roman(place + 1),
            title=group.title,
            field_code=group.field_code,
            task_count=counts.get(group.guid, 0),
        )
        for place, group in enumerate(groups)
    )


def task_rows(session: Session, plan_guid: str, only: Collection[str] | None = None) -> tuple[TaskRow, ...]:
    """The tasks of a plan in printed order; `only` limits which rows are built, numbers stay right."""
    groups = group_rows(session, plan_guid)
    order = select(Task.guid, Task.group_guid, Task.objective_guid, Task.position).where(_of_plan(plan_guid))
    by_group: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(order.order_by(Task.position, Task.guid)):
        by_group[row.group_guid].append(row)
    parts = _Parts(session, plan_guid, only)
    found: list[TaskRow] = []
    for group in groups:
        members = by_group[group.guid]
        for place, (member, number) in enumerate(
            zip(members, task_numbers(m.objective_guid for m in members), strict=True)
        ):
            if only is None or member.guid in only:
                found.append(parts.row(group, member.guid, place, number))
    return tuple(found)


def _of_plan(plan_guid: str) -> ColumnElement[bool]:
    return Task.group_guid.in_(select(TaskGroup.guid).where(TaskGroup.plan_guid == plan_guid))


class _Parts:
    """What belongs to the tasks of a plan, each read with one query and kept by task guid."""

    def __init__(self, session: Session, plan_guid: str, only: Collection[str] | None) -> None:
        chosen = select(Task.guid).where(_of_plan(plan_guid))
        if only is not None:
            chosen = chosen.where(Task.guid.in_(list(only)))

        def grouped(statement: Select[Any]) -> dict[str, list[Any]]:
            rows: dict[str, list[Any]] = defaultdict(list)
            for row in session.execute(statement):
                rows[row[0]].append(row)
            return rows

        self._objectives = dict(
            session.execute(
                select(Objective.guid, Objective.text)
                .join(TaskGroup, Objective.group_guid == TaskGroup.guid)
                .where(TaskGroup.plan_guid == plan_guid)
            )
            .tuples()
            .all()
        )
        columns = [c for c in Task.__table__.columns if c.name != "folded"]
        self._tasks = {row.guid: row for row in session.execute(select(*columns).where(Task.guid.in_(chosen)))}
        self._activities = grouped(
            select(Activity.task_guid, Activity.text).where(Activity.task_guid.in_(chosen)).order_by(Activity.position)
        )
        self._products = grouped(
            select(Product.task_guid, Product.guid, Product.text, Product.paper_kind)
            .where(Product.task_guid.in_(chosen))
            .order_by(Product.position)
        )
        self._units = grouped(
            select(TaskUnit.task_guid, TaskUnit.guid, TaskUnit.text, TaskUnit.unit_guid, TaskUnit.role)
            .where(TaskUnit.task_guid.in_(chosen))
            .order_by(TaskUnit.position)
        )
        self._milestones = grouped(
            select(
                Milestone.task_guid,
                Milestone.guid,
                Milestone.revision,
                Milestone.kind,
                Milestone.label,
                Milestone.date_from,
                Milestone.date_to,
                Milestone.exclusive,
                Milestone.done_on,
            )
            .where(Milestone.task_guid.in_(chosen))
            .order_by(Milestone.position)
        )
        self._evidence = dict(
            session.execute(
                select(Evidence.owner_guid, func.count())
                .where(Evidence.owner_guid.in_(chosen))
                .group_by(Evidence.owner_guid)
            )
            .tuples()
            .all()
        )

    def row(self, group: GroupRow, guid: str, place: int, number: str) -> TaskRow:
        """One task's row."""
        task = self._tasks[guid]
        units = self._units.get(guid, ())
        return TaskRow(
            guid=guid,
            revision=task.revision,
            group_guid=group.guid,
            objective_guid=task.objective_guid,
            position=place,
            letter=to_letter(place + 1),
            number=number,
            group_number=group.number,
            group_title=group.title,
            objective=self._objectives.get(task.objective_guid, ""),
            text=task.text,
            activities=tuple(row.text for row in self._activities.get(guid, ())),
            products=tuple(ProductRow(row.guid, row.text, row.paper_kind) for row in self._products.get(guid, ())),
            leads=tuple(TaskUnitRow(row.guid, row.text, row.unit_guid) for row in units if row.role == "lead"),
            coordinators=tuple(
                TaskUnitRow(row.guid, row.text, row.unit_guid) for row in units if row.role == "coordination"
            ),
            lead_text=task.lead_text,
            coordination_text=task.coordination_text,
            deadline=task.deadline,
            milestones=tuple(MilestoneRow(*row[1:]) for row in self._milestones.get(guid, ())),
            budget_text=task.budget_text,
            budget_amount=task.budget_amount,
            status=task.status,
            percent=task.percent,
            result=task.result,
            reason=task.reason,
            evidence_count=self._evidence.get(guid, 0),
            field_code=group.field_code,
            source=task.source,
            carried_from=task.carried_from,
        )
