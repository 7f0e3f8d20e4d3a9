"""How far a plan has got as of a day: totals by field, what is late, what is due soon."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.progress_rows import FieldTotals, ProgressView, UrgentTask
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.rules.progress import CLOSED, SET_ASIDE, TaskStatus, last_day

SOON_DAYS = 30


def progress_of(view: YearPaperView, as_of: date, soon_days: int = SOON_DAYS) -> ProgressView:
    """The progress of a plan that has been read already."""
    urgent = [found for task in view.tasks if (found := _urgent(task, as_of)) is not None]
    late = [found for found in urgent if found.days < 0]
    late_guids = {found.task.guid for found in late}
    return ProgressView(
        plan_guid=view.plan.guid,
        title=view.paper.subject,
        year=view.plan.year,
        as_of=as_of,
        fields=tuple(_totals(view.tasks, late_guids, group) for group in view.groups),
        whole=_totals(view.tasks, late_guids, None),
        late=_by_day(late),
        soon=_by_day([found for found in urgent if 0 <= found.days <= soon_days]),
        soon_days=soon_days,
    )


def _urgent(task: TaskRow, as_of: date) -> UrgentTask | None:
    """The first day of the task that is still open."""
    if task.status in CLOSED:
        return None
    days = [
        (last_day(milestone.date_to, milestone.exclusive), milestone.label)
        for milestone in task.milestones
        if milestone.done_on is None and milestone.date_to is not None
    ]
    if not days:
        return None
    last, phrase = min(days)
    return UrgentTask(task, phrase, last, (last - as_of).days)


def _by_day(found: Sequence[UrgentTask]) -> tuple[UrgentTask, ...]:
    return tuple(sorted(found, key=lambda one: one.last))


def _totals(tasks: Sequence[TaskRow], late: set[str], group: GroupRow | None) -> FieldTotals:
    chosen = [task for task in tasks if group is None or task.group_guid == group.guid]
    counted = Counter(task.status for task in chosen if task.guid not in late)
    return FieldTotals(
        guid=group.guid if group else "",
        number=group.number if group else "",
        title=group.title if group else "",
        done=counted[TaskStatus.DONE],
        in_progress=counted[TaskStatus.IN_PROGRESS],
        late=sum(task.guid in late for task in chosen),
        not_started=counted[TaskStatus.NOT_STARTED],
        set_aside=sum(counted[status] for status in SET_ASIDE),
    )
