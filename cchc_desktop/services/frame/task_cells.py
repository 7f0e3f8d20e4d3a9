"""What a typed cell of the frame means: lists, units, milestones, money."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.office import Unit, UnitAlias
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Activity, Milestone, Objective, Product, Task, TaskGroup, TaskUnit
from cchc_desktop.rules.deadlines import Milestone as Meaning
from cchc_desktop.rules.deadlines import parse_deadline
from cchc_desktop.rules.frame_columns import SEARCHED, Column, about, codes_of, columns_from
from cchc_desktop.rules.money import parse_money
from cchc_desktop.rules.unit_names import split_units, unit_key
from cchc_desktop.services.pairing import paired, put_texts
from cchc_desktop.text import clean, fold


class KnownUnits:
    """Finds the office's unit of a name, all of them read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._units: dict[str, str] | None = None
        self._asked: dict[str, str | None] = {}

    def find(self, name: str) -> str | None:
        """The guid of the unit of this name: the same letters or an alias, never a guess."""
        if self._units is None:
            pairs = list(self._session.execute(select(UnitAlias.key, UnitAlias.unit_guid)).all())
            pairs += list(self._session.execute(select(Unit.key, Unit.guid)).all())
            self._units = {key: guid for key, guid in pairs}
        if name not in self._asked:
            self._asked[name] = self._units.get(unit_key(name))
        return self._asked[name]


class CellWriter:
    """Writes cells of one plan's frame within one transaction; unit names and the year are looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._units = KnownUnits(session)
        self._years: dict[str, int] = {}

    def write(self, task: Task, column: Column, text: str) -> None:
        """Put the text into one cell of the task."""
        self._put(task, column, clean(text).strip())
        refold(task)

    def _put(self, task: Task, column: Column, text: str) -> None:
        match column:
            case Column.OBJECTIVE:
                self._objective(task, text)
            case Column.TASK:
                task.text = text
            case Column.ACTIVITY:
                put_texts(task.activities, task.activities, lines_of(text), lambda: Activity(position=0, text=""))
            case Column.PRODUCT:
                put_texts(task.products, task.products, lines_of(text), lambda: Product(position=0, text=""))
            case Column.LEAD:
                task.lead_text = text
                self.put_units(task, "lead", split_units(text))
            case Column.COORDINATION:
                task.coordination_text = text
                self.put_units(task, "coordination", split_units(text))
            case Column.DEADLINE:
                self._deadline(task, text)
            case Column.BUDGET:
                task.budget_text = text
                task.budget_amount = parse_money(text)[0]
            case Column.NUMBER:
                raise TypeError(f"column {column} cannot be typed into")
            case _:
                setattr(task, column, text)
                if text:
                    give_further(self._session, task.group_guid, [column])

    def put_units(self, task: Task, role: str, names: Sequence[str]) -> None:
        """The task's units in one role, each tied to the unit of the office that bears this very name."""
        present = [unit for unit in task.units if unit.role == role]
        known = {unit.guid: unit.text for unit in present}
        made = put_texts(task.units, present, names, lambda: TaskUnit(role=role, position=0, text=""))
        for unit in made if list(known.values()) != list(names) else ():
            if unit.unit_guid is None or known.get(unit.guid) != unit.text:
                unit.unit_guid = self._units.find(unit.text)

    def _objective(self, task: Task, text: str) -> None:
        """Edit the objective that the task shares with its neighbours, or give it one of its own."""
        if task.objective_guid is None:
            if text:
                objective = Objective(group_guid=task.group_guid, position=task.position, text=text)
                self._session.add(objective)
                task.objective_guid = objective.guid
            return
        objective = self._session.get_one(Objective, task.objective_guid)
        if text:
            objective.text = text
            return
        for other in self._session.scalars(select(Task).where(Task.objective_guid == objective.guid)).all():
            other.objective_guid = None
        self._session.delete(objective)

    def _deadline(self, task: Task, text: str) -> None:
        """Keep the phrase as typed and what it means; a milestone that says the same stays met."""
        if task.deadline == text and task.milestones:
            return
        task.deadline = text
        meanings = parse_deadline(text, self._year(task.group_guid)) if text else ()
        ordered = sorted(task.milestones, key=lambda milestone: milestone.position)
        found, gone = paired(ordered, [meaning.label for meaning in meanings], lambda milestone: milestone.label)
        for milestone in gone:
            task.milestones.remove(milestone)
        for position, (kept, meaning) in enumerate(zip(found, meanings, strict=True)):
            milestone = Milestone(label=meaning.label) if kept is None else kept
            if kept is None:
                task.milestones.append(milestone)
            elif milestone.label != meaning.label:
                milestone.done_on = None
            for name, value in milestone_values(meaning, position).items():
                setattr(milestone, name, value)

    def _year(self, group_guid: str) -> int:
        if group_guid not in self._years:
            self._years[group_guid] = year_of_group(self._session, group_guid)
        return self._years[group_guid]


# The columns of the frame that the search of the dossier looks into and that the table `task` keeps, with its names.
SEARCHED_TEXTS: dict[Column, str] = {
    column: name
    for column in SEARCHED
    for kept in about(column).kept
    for table, name in (kept.split("."),)
    if table == "task"
}


def refold(task: Task) -> None:
    """Bring the task's search text up to date."""
    task.folded = folded_of(
        [getattr(task, name) for name in SEARCHED_TEXTS.values()],
        [activity.text for activity in task.activities],
        [product.text for product in task.products],
    )


def folded_of(texts: Sequence[str], activities: Sequence[str], products: Sequence[str]) -> str:
    """The search text of a task from the texts of `SEARCHED_TEXTS`, its activities and its products."""
    return fold("\n".join((*texts, *activities, *products)))


def give_further(session: Session, group_guid: str, columns: Iterable[Column]) -> None:
    """See that the plan of a group has these further columns: what is written into them is shown and printed."""
    plan = session.scalars(
        select(YearPaper).join(TaskGroup, TaskGroup.plan_guid == YearPaper.guid).where(TaskGroup.guid == group_guid)
    ).one()
    known = columns_from(plan.further_columns)
    if not set(columns) <= set(known):
        plan.further_columns = codes_of((*known, *columns))


def milestone_values(meaning: Meaning, position: int) -> dict[str, Any]:
    """The columns of a milestone that a deadline phrase gives it."""
    return {
        "position": position,
        "kind": str(meaning.kind),
        "label": meaning.label,
        "date_from": meaning.date_from,
        "date_to": meaning.date_to,
        "exclusive": meaning.exclusive,
    }


def year_of_group(session: Session, group_guid: str) -> int:
    """The year of the plan that a group belongs to."""
    return session.scalars(
        select(YearPaper.year)
        .join(TaskGroup, TaskGroup.plan_guid == YearPaper.guid)
        .where(TaskGroup.guid == group_guid)
    ).one()


def lines_of(text: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]
