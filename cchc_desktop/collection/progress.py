"""Progress of the tasks by field and office, as their plans say it, and the tasks behind each number."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from cchc_desktop.collection.current import below, by_name, current, missing, with_offices
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, office_year, submission, task
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import FieldProgress, OfficeProgress, OfficeTask, ProgressTable, TaskCounts
from cchc_desktop.rules.fields import FIELDS, field_name
from cchc_desktop.rules.progress import CLOSED, SET_ASIDE, TaskStatus

_PLACES = {field.code: place for place, field in enumerate(FIELDS)}
_DONE, _NOT_STARTED = str(TaskStatus.DONE), str(TaskStatus.NOT_STARTED)


def read(collection: Collection, year: int, *, as_of: date) -> ProgressTable:
    """How the tasks of the current plans stand on a day: by field, by office, and in all."""
    with collection.reading() as connection:
        found = connection.execute(_counted(year, as_of)).all()
        names = {row.id: row for row in connection.execute(_offices(year))}
        awaited = missing(connection, year, SubmissionKind.PLAN)
    by_office: dict[int, dict[str, TaskCounts]] = defaultdict(dict)
    by_field: dict[str, TaskCounts] = {}
    for office_id, code, *counts in found:
        total, done, late, waiting, aside, on_time = map(int, counts)
        one = TaskCounts(done, total - done - late - waiting - aside, late, waiting, aside, on_time)
        by_office[office_id][code] = one
        by_field[code] = added(by_field.get(code, TaskCounts()), one)
    offices = tuple(
        OfficeProgress(row.id, row.name, row.group_name or "", _all(by_office[row.id]), by_office[row.id])
        for row in sorted(names.values(), key=lambda row: by_name(row.name))
        if row.id in by_office
    )
    fields = tuple(
        FieldProgress(code, field_title(code), by_field[code])
        for code in sorted(by_field, key=lambda code: (_PLACES.get(code, len(_PLACES)), code))
    )
    return ProgressTable(year, as_of, fields, offices, _all(by_field), awaited)


def read_tasks(
    collection: Collection,
    year: int,
    *,
    as_of: date,
    office_id: int | None = None,
    field_code: str | None = None,
    late: bool = False,
    most: int | None = None,
) -> tuple[OfficeTask, ...]:
    """The tasks behind a number, with the submission that they stand in: of an office, of a field, or the late ones."""
    chosen = select(task, office.c.name).join_from(submission, task, below(task))
    chosen = chosen.join(office, office.c.id == task.c.office_id).where(current(year, SubmissionKind.PLAN))
    if office_id is not None:
        chosen = chosen.where(submission.c.office_id == office_id)
    if field_code is not None:
        chosen = chosen.where(task.c.field_code == field_code)
    if late:
        chosen = chosen.where(_late(as_of))
    chosen = chosen.order_by(task.c.office_id, task.c.submission_id, task.c.position)
    with collection.reading() as connection:
        return tuple(_row(one, as_of) for one in connection.execute(chosen.limit(most)))


def field_title(code: str) -> str:
    """What a field is called; tasks of no field stand together."""
    return field_name(code) or (code if code else _("Other tasks"))


def added(one: TaskCounts, other: TaskCounts) -> TaskCounts:
    """Counts put together."""
    return TaskCounts(*(a + b for a, b in zip(one, other, strict=True)))


def _all(counts: dict[str, TaskCounts]) -> TaskCounts:
    whole = TaskCounts()
    for one in counts.values():
        whole = added(whole, one)
    return whole


def _late(as_of: date) -> ColumnElement[bool]:
    return and_(task.c.status.not_in([str(status) for status in CLOSED]), task.c.open_on < as_of)


def _counted(year: int, as_of: date) -> Any:
    status = task.c.status
    done, aside = status == _DONE, status.in_([str(one) for one in SET_ASIDE])
    in_time = and_(done, or_(task.c.due_on.is_(None), task.c.done_on.is_(None), task.c.done_on <= task.c.due_on))
    waiting = and_(status == _NOT_STARTED, or_(task.c.open_on.is_(None), task.c.open_on >= as_of))
    counted = (
        func.count(),
        *(func.sum(case((one, 1), else_=0)) for one in (done, _late(as_of), waiting, aside, in_time)),
    )
    chosen = select(task.c.office_id, task.c.field_code, *counted).join_from(submission, task, below(task))
    part = (task.c.office_id, task.c.field_code)
    return chosen.where(current(year, SubmissionKind.PLAN)).group_by(*part).order_by(*part)


def _offices(year: int) -> Any:
    columns = (office.c.id, office.c.name, office_year.c.group_name)
    return select(*columns).distinct().select_from(with_offices(year)).where(current(year, SubmissionKind.PLAN))


def _row(row: Any, as_of: date) -> OfficeTask:
    open_on = row.open_on if row.status not in CLOSED else None
    return OfficeTask(
        row.office_id,
        row.name,
        row.submission_id,
        row.guid,
        row.group_title,
        row.number,
        row.text,
        row.lead,
        row.deadline,
        row.status,
        row.percent,
        row.due_on,
        row.done_on,
        row.result,
        max(0, (as_of - open_on).days) if open_on else 0,
    )
