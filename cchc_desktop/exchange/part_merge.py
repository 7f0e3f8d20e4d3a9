"""A unit's part beside what stands in the report, and what of it is taken in."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.contributions import received_part
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import Part, PartDifference, PartFigure, PartItem, PartTask
from cchc_desktop.models.report import Contribution, FigureValue, ReportItem
from cchc_desktop.models.task import Task
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def compare_part(dossier: Dossier, contribution_guid: str) -> tuple[PartDifference, ...]:
    """Everything of a part that came, beside what stands; rows that are gone by now are left out."""
    part = received_part(dossier, contribution_guid)
    if part is None:
        return ()
    found: list[PartDifference] = []
    with dossier.read() as session:
        for item in part.items:
            standing = session.get(ReportItem, item.guid)
            if standing is not None:
                title = f"{item.number}. {item.title}".removeprefix(". ")
                state = state_of(item.before, standing.text, item.text)
                found.append(PartDifference("item", item.guid, title, standing.text, item.text, state))
        found += [row for task in part.tasks if (row := _task_difference(session, task)) is not None]
        found += [_figure_difference(session, part, figure) for figure in part.figures]
    return tuple(found)


def state_of(before: object, mine: object, theirs: object) -> str:
    """How what came stands to what was sent out and to what stands here: same, new or changed_here."""
    if theirs in (before, mine):
        return "same"
    return "new" if mine == before else "changed_here"


def _task_difference(session: Session, task: PartTask) -> PartDifference | None:
    standing = session.get(Task, task.guid)
    if standing is None:
        return None
    before = (task.status_before, task.percent_before)
    mine, theirs = (standing.status, standing.percent), (task.status, task.percent)
    state = state_of(before, mine, theirs)
    if task.result and task.result != standing.result:
        state = "new" if mine in (before, theirs) else "changed_here"
    return PartDifference(
        kind="task",
        guid=task.guid,
        title=f"{task.number}. {task.text}",
        mine=_standing(*mine, standing.result),
        theirs=_standing(*theirs, task.result),
        state=state,
    )


def _standing(status: str, percent: int, result: str) -> str:
    words = {
        TaskStatus.NOT_STARTED: _("Not started"),
        TaskStatus.IN_PROGRESS: _("In progress, {percent} %").format(percent=percent),
        TaskStatus.DONE: _("Done"),
    }.get(TaskStatus(status), _("Not applicable"))
    return f"{words}. {result}" if result else words


def _figure_difference(session: Session, part: Part, figure: PartFigure) -> PartDifference:
    row = figures.value_of(session, figure.guid, part.period)
    mine = row.value if row is not None else None
    return PartDifference(
        kind="figure",
        guid=figure.guid,
        title=f"{figure.code}. {figure.name}",
        mine=_value(mine, figure, row.estimated if row is not None else False),
        theirs=_value(figure.value, figure, figure.estimated),
        state=state_of(figure.before, mine, figure.value),
    )


def _value(value: Decimal | None, figure: PartFigure, estimated: bool) -> str:
    if value is None:
        return ""
    words = (_("Yes") if value else _("No")) if figure.kind == "yes_no" else format_value(value)
    words = f"{words} {figure.unit}".strip()
    return _("{value}, estimated").format(value=words) if estimated else words


def take_part(dossier: Dossier, *, contribution_guid: str, chosen: Collection[str], day: date) -> Change:
    """Take the chosen rows of a part into the report, as one step; `day` dates the results of tasks.

    The part counts as taken in when nothing of it that is new is left.
    """
    part = received_part(dossier, contribution_guid)
    if part is None:
        raise UserError(_("This unit's part has not come yet."))
    with dossier.change(_("Take in a unit's part")) as work:
        _take_items(dossier, part.items, chosen)
        _take_tasks(dossier, part.tasks, chosen, day)
        _take_figures(dossier, part, chosen)
        left = {row.guid for row in compare_part(dossier, contribution_guid) if row.state != "same"}
        if left <= set(chosen) or not left:
            work.session.get_one(Contribution, contribution_guid).status = "taken"
    return work.change


def _take_items(dossier: Dossier, items: Collection[PartItem], chosen: Collection[str]) -> None:
    for item in items:
        if item.guid in chosen:
            reports.set_item(dossier, item_guid=item.guid, text=item.text)


def _take_tasks(dossier: Dossier, told: Collection[PartTask], chosen: Collection[str], day: date) -> None:
    for task in told:
        if task.guid not in chosen:
            continue
        if task.result:
            results.add_result(dossier, task_guid=task.guid, day=day, text=task.result, percent=task.percent)
        tasks.set_tracking(dossier, task_guid=task.guid, status=task.status, percent=task.percent)


def _take_figures(dossier: Dossier, part: Part, chosen: Collection[str]) -> None:
    for figure in part.figures:
        if figure.guid in chosen:
            figures.set_figure(
                dossier,
                figure_guid=figure.guid,
                period=part.period,
                value=figure.value,
                estimated=figure.estimated,
                note=_note(dossier, figure.guid, part.period),
            )


def _note(dossier: Dossier, figure_guid: str, period: str) -> str:
    with dossier.read() as session:
        row: FigureValue | None = figures.value_of(session, figure_guid, period)
        return row.note if row is not None else ""
