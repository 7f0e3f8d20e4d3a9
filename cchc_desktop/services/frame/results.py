"""What was reached of a task, day by day; the newest of its results is also the task's `result` and per cent.

The day on which a task was done is that of its first result at 100 %; one without words says the day alone.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import ResultRow
from cchc_desktop.models.task import Task, TaskResult
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

# The day of a result that was noted before days were kept: older than any other.
UNKNOWN_DAY = date.min


def read_results(dossier: Dossier, task_guid: str) -> tuple[ResultRow, ...]:
    """The results of a task, the newest first; an undated one from an earlier version of the program comes last."""
    with dossier.read() as session:
        rows = tuple(
            ResultRow(r.guid, r.revision, None if r.day == UNKNOWN_DAY else r.day, r.text, r.percent)
            for r in _results(session, task_guid)
        )
        if rows:
            return rows
        task = session.get_one(Task, task_guid)
        return (ResultRow("", 0, None, task.result),) if task.result else ()


def add_result(dossier: Dossier, *, task_guid: str, day: date, text: str, percent: int | None = None) -> Change:
    """Note what was reached by a day; a second note of the same day takes the place of the first.

    A task that has got somewhere has begun, and one at 100 % is done.
    """
    _check(text, percent)
    with dossier.change(_("Note result")) as work:
        task = work.session.get_one(Task, task_guid)
        present = _results(work.session, task_guid)
        if not present and task.result:
            work.session.add(TaskResult(task_guid=task_guid, day=UNKNOWN_DAY, text=task.result, percent=None))
        same = next((row for row in present if row.day == day), None)
        if same is None:
            work.session.add(TaskResult(task_guid=task_guid, day=day, text=text.strip(), percent=percent))
        else:
            same.text = text.strip()
            same.percent = same.percent if percent is None else percent
        _mirror(work.session, task)
    return work.change


def set_result(
    dossier: Dossier, *, result_guid: str, day: date | None, text: str, percent: int | None = None
) -> Change:
    """Correct a result; `day` None leaves one without a day as it is."""
    if percent != 100:
        _check(text, percent)
    with dossier.change(_("Edit result")) as work:
        row = work.session.get_one(TaskResult, result_guid)
        others = [other for other in _results(work.session, row.task_guid) if other.guid != result_guid]
        if any(other.day == day for other in others):
            raise UserError(_("This task has a result of that day already. Edit that one, or choose another day."))
        row.day, row.text, row.percent = day or UNKNOWN_DAY, text.strip(), percent
        _mirror(work.session, work.session.get_one(Task, row.task_guid))
    return work.change


def remove_result(dossier: Dossier, *, result_guid: str) -> Change:
    """Take a result away; the one before it is the newest again."""
    with dossier.change(_("Remove result")) as work:
        row = work.session.get_one(TaskResult, result_guid)
        task = work.session.get_one(Task, row.task_guid)
        work.session.delete(row)
        _mirror(work.session, task)
    return work.change


def done_days(session: Session, task_guids: Select[Any]) -> dict[str, date]:
    """When tasks were done, by their guids, within a reading session: the first of the days with 100 %."""
    days = select(TaskResult.task_guid, func.min(TaskResult.day)).where(
        TaskResult.task_guid.in_(task_guids), TaskResult.percent == 100, TaskResult.day != UNKNOWN_DAY
    )
    return dict(session.execute(days.group_by(TaskResult.task_guid)).tuples().all())


def set_done_day(dossier: Dossier, *, task_guid: str, day: date) -> Change:
    """Note, or correct, the day on which a task was done. Raises `UserError` when it is not done."""
    with dossier.change(_("Day of completion")) as work:
        task = work.session.get_one(Task, task_guid)
        if task.status != TaskStatus.DONE:
            raise UserError(_("This task is not done, so it has no day of completion. Nothing was changed."))
        put_done(work.session, task, day)
    return work.change


def put_done(session: Session, task: Task, day: date) -> None:
    """Let a task be done on this day and no other, within a transaction; what results say stays.

    A day of completion that was noted before is the row that moves.
    """
    present = _results(session, task.guid)
    bare = [row for row in present if row.percent == 100 and not row.text]
    if len(bare) == len(present) and task.result:
        session.add(TaskResult(task_guid=task.guid, day=UNKNOWN_DAY, text=task.result, percent=None))
    same = next((row for row in present if row.day == day and row not in bare), None)
    if same is None and bare:
        same = next((row for row in bare if row.day == day), bare[0])
        bare.remove(same)
    if same is None:
        same = TaskResult(task_guid=task.guid, day=day, text="")
        session.add(same)
    for row in present:
        if row in bare:
            session.delete(row)
        elif row.percent == 100:
            row.percent = None
    same.day, same.percent = day, 100


def drop_done(session: Session, task: Task) -> None:
    """Forget the day of completion, within a transaction."""
    for row in _results(session, task.guid):
        if row.percent == 100 and row.text:
            row.percent = None
        elif row.percent == 100:
            session.delete(row)


def put_newest(session: Session, task: Task, text: str) -> None:
    """Correct the text of the task's newest result, within a transaction; without a text that result is taken away.

    A task without any dated result keeps the text alone.
    """
    present = _results(session, task.guid)
    newest = next((row for row in present if row.text), next(iter(present), None))
    if newest is None:
        task.result = text
    elif text:
        task.result = newest.text = text
    else:
        session.delete(newest)
        _mirror(session, task)


def delete_results(session: Session, task_guids: Collection[str]) -> None:
    """Delete the results of tasks that are deleted, within a transaction."""
    for row in session.scalars(select(TaskResult).where(TaskResult.task_guid.in_(task_guids))).all():
        session.delete(row)


def _results(session: Session, task_guid: str) -> list[TaskResult]:
    chosen = select(TaskResult).where(TaskResult.task_guid == task_guid)
    return list(session.scalars(chosen.order_by(TaskResult.day.desc(), TaskResult.guid)))


def _mirror(session: Session, task: Task) -> None:
    """Bring the task up to its newest result: its text, its per cent, and its status where that follows."""
    present = _results(session, task.guid)
    newest = next(iter(present), None)
    task.result = next((row.text for row in present if row.text), "")
    if newest is None or newest.percent is None or task.status in SET_ASIDE:
        return
    task.percent = newest.percent
    if newest.percent == 100:
        task.status = str(TaskStatus.DONE)
    elif newest.percent > 0 or task.status == TaskStatus.DONE:
        task.status = str(TaskStatus.IN_PROGRESS)


def _check(text: str, percent: int | None) -> None:
    if not text.strip():
        raise UserError(_("Write what was reached. Nothing was changed."))
    if percent is not None and not 0 <= percent <= 100:
        raise UserError(_("Progress is a number from 0 to 100. Nothing was changed."))
