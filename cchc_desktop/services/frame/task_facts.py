"""The tasks of a year as they stood in a reporting period: result, proof, standing."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cchc_desktop.models.draft_rows import ProofRow, TaskFact
from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task, TaskGroup, TaskResult
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.dates import days_told
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus, Urgency, last_day, urgency
from cchc_desktop.services.frame.results import UNKNOWN_DAY
from cchc_desktop.services.frame.task_rows import task_rows
from cchc_desktop.storage.writing_order import written

DONE, DOING, LATE, WAITING = "done", "doing", "late", "waiting"
STANDINGS = (DONE, DOING, LATE, WAITING, *(str(status) for status in TaskStatus if status in SET_ASIDE))


class TaskFacts:
    """All tasks of a year; `as_of` is the day they are looked at, `until` the last day whose results count."""

    def __init__(self, session: Session, year: int, as_of: date, until: date) -> None:
        mine = (
            select(Task.guid)
            .join(TaskGroup, Task.group_guid == TaskGroup.guid)
            .join(YearPaper, TaskGroup.plan_guid == YearPaper.guid)
            .where(YearPaper.year == year)
        )
        self._as_of, self._until = as_of, until
        self._results = _results(session, mine)
        self._proof = _proof(session, mine)
        plans = session.execute(
            select(YearPaper.guid, YearPaper.kind).where(YearPaper.year == year).order_by(YearPaper.position)
        )
        self.all: tuple[TaskFact, ...] = tuple(
            self._fact(row, kind == "annual") for guid, kind in plans.all() for row in task_rows(session, guid)
        )
        self._by_field: dict[str, list[TaskFact]] = defaultdict(list)
        for fact in self.all:
            self._by_field[fact.row.field_code].append(fact)

    def of_field(self, field_code: str) -> tuple[TaskFact, ...]:
        """The tasks of a field in printed order; none for a heading without a field."""
        return tuple(self._by_field.get(field_code, ())) if field_code else ()

    def _fact(self, row: TaskRow, annual: bool) -> TaskFact:
        """A task by what was known of it in the period: a result of a later day is not, nor one that tells of such."""
        dated = self._results.get(row.guid, ())
        later = _finished_later(row, self._until)
        reached = [
            result
            for result in reversed(dated)
            if result.day <= self._until
            and not (result.day == UNKNOWN_DAY and (later or self._tells_of_later(result.text)))
        ]
        known = next((result for result in reached if result.text), None)
        if dated or later:
            percent = next((result.percent for result in reached if result.percent is not None), None)
            if percent is None:
                percent = 0 if later or not reached else row.percent
            row = replace(row, result=known.text if known is not None else "", percent=percent)
        elif self._tells_of_later(row.result):
            row = replace(row, result="", percent=0)
        return TaskFact(
            row=row,
            standing=standing_in(row, self._as_of, self._until),
            annual=annual,
            proof=self._proof.get(row.guid, ()),
            result_guid=known.guid if known is not None else "",
        )

    def _tells_of_later(self, text: str) -> bool:
        """Whether a result without a day tells of days after the period, so that it was written after it."""
        return any(day > self._until for day in days_told(text))


def _finished_later(row: TaskRow, until: date) -> bool:
    """Whether a task was finished after the period: what is noted of it then tells nothing of the period."""
    return row.status == TaskStatus.DONE and row.done_on is not None and row.done_on > until


def standing_in(row: TaskRow, as_of: date, until: date) -> str:
    """Where a task stood: what was finished after the period was not yet done in it."""
    if row.status in SET_ASIDE:
        return row.status
    later = _finished_later(row, until)
    if row.status == TaskStatus.DONE and not later:
        return DONE
    due = [
        (last_day(m.date_to, m.exclusive), m.done_on is not None and m.done_on <= as_of)
        for m in row.milestones
        if m.date_to is not None
    ]
    if urgency(TaskStatus.IN_PROGRESS, due, as_of)[0] is Urgency.LATE:
        return LATE
    begun = row.status != TaskStatus.NOT_STARTED and (not later or bool(row.result) or any(met for _day, met in due))
    return DOING if begun else WAITING


def _results(session: Session, mine: Select[Any]) -> dict[str, list[Any]]:
    """Dated results by task, the oldest first."""
    found: dict[str, list[Any]] = defaultdict(list)
    chosen = select(TaskResult.task_guid, TaskResult.guid, TaskResult.day, TaskResult.text, TaskResult.percent)
    for row in session.execute(chosen.where(TaskResult.task_guid.in_(mine)).order_by(TaskResult.day, TaskResult.guid)):
        found[row.task_guid].append(row)
    return found


def _proof(session: Session, mine: Select[Any]) -> dict[str, tuple[ProofRow, ...]]:
    found: dict[str, list[ProofRow]] = defaultdict(list)
    chosen = select(Evidence.owner_guid, Evidence.guid, Evidence.title).where(Evidence.owner_guid.in_(mine))
    for owner, guid, title in session.execute(chosen.order_by(Evidence.added_at, written(Evidence))):
        found[owner].append(ProofRow(guid, title))
    return {owner: tuple(rows) for owner, rows in found.items()}
