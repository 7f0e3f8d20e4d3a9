"""Many new tasks at once: their rows are made without entities, so that ten thousand come in within seconds."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from cchc_desktop.models.base import Base, new_guid
from cchc_desktop.models.task import Activity, Milestone, Objective, Product, Task, TaskUnit
from cchc_desktop.rules.deadlines import Milestone as Meaning
from cchc_desktop.rules.deadlines import parse_deadline
from cchc_desktop.rules.frame_columns import FURTHER, Column
from cchc_desktop.rules.money import parse_money
from cchc_desktop.rules.roles import UnitRole
from cchc_desktop.rules.unit_names import split_units
from cchc_desktop.services.frame.task_cells import (
    SEARCHED_TEXTS,
    KnownUnits,
    folded_of,
    give_further,
    lines_of,
    milestone_values,
    year_of_group,
)
from cchc_desktop.storage.recorder import insert_rows
from cchc_desktop.text import clean

_ORDER: tuple[type[Base], ...] = (Objective, Task, Activity, Product, TaskUnit, Milestone)


class TaskBatch:
    """Collects new tasks and writes them with `flush`; units and deadlines met before are not looked up again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._units = KnownUnits(session)
        self._years: dict[str, int] = {}
        self._meanings: dict[tuple[str, int], tuple[Meaning, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._further: dict[str, set[Column]] = {}  # by group, the further columns that are written into
        self._rows: dict[type[Base], list[dict[str, Any]]] = {kind: [] for kind in _ORDER}

    def add(
        self,
        group_guid: str,
        rows: Sequence[Mapping[Column, str]],
        objective_guid: str | None = None,
        first: int = 0,
        more: Sequence[Mapping[str, Any]] = (),
    ) -> list[str]:
        """New tasks of a group from rows of cells, in the places from `first` on; their guids.

        Rows that follow each other with the same text in column 1 share one objective. `more` holds further columns
        of the task (source, carried_from ...), one mapping a row.
        """
        made: list[str] = []
        shared, last = objective_guid, ""
        for place, row in enumerate(rows, first):
            text = clean(row.get(Column.OBJECTIVE, "")).strip()
            if text and text != last:
                shared = self._new(Objective, group_guid=group_guid, position=place, text=text)
            last = text
            values = dict(more[place - first]) if more else {}
            made.append(self._task(group_guid, shared if text else objective_guid, place, row, values))
        return made

    def flush(self) -> None:
        """Write what was collected."""
        for kind in _ORDER:
            insert_rows(self._session, kind, self._rows[kind])
            self._rows[kind] = []
        for group_guid, columns in self._further.items():
            give_further(self._session, group_guid, columns)
        self._further.clear()

    def _new(self, kind: type[Base], /, **values: Any) -> str:
        guid = values["guid"] = new_guid()
        self._rows[kind].append(values)
        return guid

    def _task(
        self,
        group_guid: str,
        objective_guid: str | None,
        place: int,
        row: Mapping[Column, str],
        values: Mapping[str, Any],
    ) -> str:
        cell = {column: clean(text).strip() for column, text in row.items()}
        text, lead, coordination, deadline, budget = (
            cell.get(column, "")
            for column in (Column.TASK, Column.LEAD, Column.COORDINATION, Column.DEADLINE, Column.BUDGET)
        )
        activities, products = lines_of(cell.get(Column.ACTIVITY, "")), lines_of(cell.get(Column.PRODUCT, ""))
        for column in FURTHER:
            if cell.get(column):
                self._further.setdefault(group_guid, set()).add(column)
        guid = self._new(
            Task,
            group_guid=group_guid,
            objective_guid=objective_guid,
            position=place,
            text=text,
            folded=folded_of([cell.get(column, "") for column in SEARCHED_TEXTS], activities, products),
            lead_text=lead,
            coordination_text=coordination,
            deadline=deadline,
            budget_text=budget,
            budget_amount=parse_money(budget)[0] if budget else None,
            **{str(column): cell.get(column, "") for column in FURTHER},
            **values,
        )
        for position, line in enumerate(activities):
            self._new(Activity, task_guid=guid, position=position, text=line)
        for position, line in enumerate(products):
            self._new(Product, task_guid=guid, position=position, text=line)
        for role, names in ((UnitRole.LEAD, lead), (UnitRole.COORDINATION, coordination)):
            for position, name in enumerate(self._split(names)):
                unit = self._units.find(name)
                self._new(TaskUnit, task_guid=guid, role=role, position=position, text=name, unit_guid=unit)
        for position, meaning in enumerate(self._meaning(deadline, group_guid)):
            self._new(Milestone, task_guid=guid, **milestone_values(meaning, position))
        return guid

    def _split(self, names: str) -> tuple[str, ...]:
        if names not in self._names:
            self._names[names] = split_units(names) if names else ()
        return self._names[names]

    def _meaning(self, deadline: str, group_guid: str) -> tuple[Meaning, ...]:
        if not deadline:
            return ()
        if group_guid not in self._years:
            self._years[group_guid] = year_of_group(self._session, group_guid)
        key = (deadline, self._years[group_guid])
        if key not in self._meanings:
            self._meanings[key] = parse_deadline(*key)
        return self._meanings[key]
