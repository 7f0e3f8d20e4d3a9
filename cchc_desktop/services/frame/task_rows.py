"""Reading the task frame: plain rows from column tuples, quick at ten thousand tasks."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.task import Activity, Milestone, Objective, Product, Task, TaskGroup, TaskUnit
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.rules.frame_columns import FURTHER, Column
from cchc_desktop.rules.numbering import task_numbers, to_letter, to_roman
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.roles import UnitRole
from cchc_desktop.services.frame.results import done_days
from cchc_desktop.storage.dossier import Dossier

_AT_ONCE = 900  # guids that one question asks for


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a task stands in the printed order, and the number that it has there."""

    guid: str
    group: GroupRow
    objective_guid: str | None
    position: int
    number: str

    def holds(self, row: TaskRow) -> bool:
        """Whether a row that was read before still says the right place."""
        group = self.group
        return (
            row.position == self.position
            and row.number == self.number
            and row.objective_guid == self.objective_guid
            and row.group_guid == group.guid
            and row.group_number == group.number
            and row.group_title == group.title
            and row.field_code == group.field_code
        )


def read_groups(dossier: Dossier, plan_guid: str) -> tuple[GroupRow, ...]:
    """The groups of a plan in printed order."""
    with dossier.read() as session:
        return group_rows(session, plan_guid)


def read_tasks(dossier: Dossier, plan_guid: str) -> tuple[TaskRow, ...]:
    """The tasks of a plan in printed order."""
    with dossier.read() as session:
        return task_rows(session, plan_guid)


def read_order(dossier: Dossier, plan_guid: str) -> tuple[tuple[GroupRow, ...], tuple[TaskPlace, ...]]:
    """The groups of a plan and the places of its tasks, without the tasks themselves."""
    with dossier.read() as session:
        groups = group_rows(session, plan_guid)
        return groups, _places(session, plan_guid, groups)


def read_at(dossier: Dossier, places: Sequence[TaskPlace]) -> tuple[TaskRow, ...]:
    """The tasks at these places, in their order; what is elsewhere is not asked."""
    found: list[TaskRow] = []
    with dossier.read() as session:
        for start in range(0, len(places), _AT_ONCE):
            part = places[start : start + _AT_ONCE]
            parts = _TaskChildren(session, Task.guid.in_([place.guid for place in part]))
            found += [parts.row(place) for place in part if parts.has(place.guid)]
    return tuple(found)


def read_cell(dossier: Dossier, task_guid: str, column: Column) -> str:
    """What one cell says as it was typed; "" of a task that is gone."""
    with dossier.read() as session:
        plan_guid = session.scalar(
            select(TaskGroup.plan_guid).join(Task, Task.group_guid == TaskGroup.guid).where(Task.guid == task_guid)
        )
        rows = task_rows(session, plan_guid, {task_guid}) if plan_guid is not None else ()
    return rows[0].cells.get(column, "") if rows else ""


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
    places = _places(session, plan_guid, group_rows(session, plan_guid))
    chosen = _of_plan(plan_guid)
    if only is not None:
        chosen = chosen & Task.guid.in_(list(only))
    parts = _TaskChildren(session, chosen)
    return tuple(parts.row(place) for place in places if parts.has(place.guid))


def _places(session: Session, plan_guid: str, groups: Sequence[GroupRow]) -> tuple[TaskPlace, ...]:
    order = select(Task.guid, Task.group_guid, Task.objective_guid).where(_of_plan(plan_guid))
    members: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for guid, group_guid, objective_guid in session.execute(order.order_by(Task.position, Task.guid)):
        members[group_guid].append((guid, objective_guid))
    return tuple(
        TaskPlace(guid, group, objective_guid, position, number)
        for group in groups
        for position, ((guid, objective_guid), number) in enumerate(
            zip(members[group.guid], task_numbers(objective for _guid, objective in members[group.guid]), strict=True)
        )
    )


def _of_plan(plan_guid: str) -> ColumnElement[bool]:
    return Task.group_guid.in_(select(TaskGroup.guid).where(TaskGroup.plan_guid == plan_guid))


class _TaskChildren:
    """What belongs to the chosen tasks, each kind read with one query and kept by task guid."""

    def __init__(self, session: Session, chosen: ColumnElement[bool]) -> None:
        self._session = session
        guids = select(Task.guid).where(chosen)
        columns = [c for c in Task.__table__.columns if c.name != "folded"]
        self._tasks = {row.guid: row for row in session.execute(select(*columns).where(chosen))}
        objectives = select(Objective.guid, Objective.text, Objective.revision).where(
            Objective.guid.in_(select(Task.objective_guid).where(chosen))
        )
        self._objectives = {guid: (text, revision) for guid, text, revision in session.execute(objectives)}
        self._activities = self._grouped(
            select(Activity.task_guid, Activity.guid, Activity.text, Activity.revision)
            .where(Activity.task_guid.in_(guids))
            .order_by(Activity.position),
            ActivityRow,
        )
        self._products = self._grouped(
            select(Product.task_guid, Product.guid, Product.text, Product.paper_kind, Product.revision)
            .where(Product.task_guid.in_(guids))
            .order_by(Product.position),
            ProductRow,
        )
        units = select(TaskUnit.task_guid, TaskUnit.guid, TaskUnit.text, TaskUnit.unit_guid, TaskUnit.revision)
        units = units.where(TaskUnit.task_guid.in_(guids)).order_by(TaskUnit.position)
        self._leads = self._grouped(units.where(TaskUnit.role == UnitRole.LEAD), TaskUnitRow)
        self._coordinators = self._grouped(units.where(TaskUnit.role == UnitRole.COORDINATION), TaskUnitRow)
        self._milestones = self._grouped(
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
            .where(Milestone.task_guid.in_(guids))
            .order_by(Milestone.position),
            MilestoneRow,
        )
        evidence = select(Evidence.owner_guid, func.count()).where(Evidence.owner_guid.in_(guids))
        self._done = done_days(session, guids)
        self._evidence = dict(session.execute(evidence.group_by(Evidence.owner_guid)).tuples().all())

    def _grouped(self, statement: Select[Any], make: Callable[..., Any]) -> dict[str, list[Any]]:
        """What is made of the columns after the first, by the task that the first names."""
        found: dict[str, list[Any]] = {}
        for task_guid, *values in self._session.execute(statement):
            kept = found.get(task_guid)
            if kept is None:
                kept = found[task_guid] = []
            kept.append(make(*values))
        return found

    def has(self, guid: str) -> bool:
        """Whether the task is one of the chosen."""
        return guid in self._tasks

    def row(self, place: TaskPlace) -> TaskRow:
        """One task's row."""
        guid, group = place.guid, place.group
        task = self._tasks[guid]
        objective, objective_revision = self._objectives.get(task.objective_guid, ("", 0))
        return TaskRow(
            guid=guid,
            revision=task.revision,
            group_guid=group.guid,
            objective_guid=place.objective_guid,
            position=place.position,
            letter=to_letter(place.position + 1),
            number=place.number,
            group_number=group.number,
            group_title=group.title,
            objective=objective,
            text=task.text,
            activities=tuple(self._activities.get(guid, ())),
            products=tuple(self._products.get(guid, ())),
            leads=tuple(self._leads.get(guid, ())),
            coordinators=tuple(self._coordinators.get(guid, ())),
            lead_text=task.lead_text,
            coordination_text=task.coordination_text,
            deadline=task.deadline,
            milestones=tuple(self._milestones.get(guid, ())),
            budget_text=task.budget_text,
            budget_amount=task.budget_amount,
            status=TaskStatus(task.status),
            percent=task.percent,
            result=task.result,
            reason=task.reason,
            evidence_count=self._evidence.get(guid, 0),
            field_code=group.field_code,
            source=task.source,
            printed_number=task.printed_number,
            carried_from=task.carried_from,
            done_noted=self._done.get(guid),
            objective_revision=objective_revision,
            further=tuple((column, text) for column in FURTHER if (text := getattr(task, column))),
        )
