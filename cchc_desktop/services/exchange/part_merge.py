"""A unit's part beside what stands in the report, and what of it is taken in."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.admission import Refused
from cchc_desktop.exchange.part_admission import ReceivedPart
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import Part, PartDifference, PartFigure, PartItem, PartTask
from cchc_desktop.models.report import Contribution, Figure, FigureValue, ReportItem
from cchc_desktop.models.task import Task
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.statuses import PartState, PartStatus
from cchc_desktop.services.exchange.contributions import received_part
from cchc_desktop.services.exchange.part_criteria import is_criterion, standing_words, take_criterion
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written


def compare_part(dossier: Dossier, contribution_guid: str) -> tuple[PartDifference, ...]:
    """Everything of a part that came: what was asked for beside what stands, then what is not taken, each with why."""
    came = received_part(dossier, contribution_guid)
    if came is None:
        return ()
    part, found = came.part, []
    with dossier.read() as session:
        found += [_item_difference(session, came, item) for item in part.items]
        found += [_task_difference(session, came, task) for task in part.tasks]
        found += [_figure_difference(session, came, figure) for figure in part.figures]
    return (*found, *(_refused_difference(row) for row in came.refused))


def said_by_others(dossier: Dossier, contribution_guid: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the other parts of the report say of the rows of this one: (who, words) by the row's guid.

    Only what differs from this part, and from what the other was asked with, is told.
    """
    with dossier.read() as session:
        mine = session.get_one(Contribution, contribution_guid)
        others = session.scalars(
            select(Contribution)
            .where(Contribution.report_guid == mine.report_guid, Contribution.guid != mine.guid)
            .order_by(Contribution.received_at, written(Contribution))
        )
        names = {row.guid: " · ".join(filter(None, (row.unit_name, row.sender))) for row in others if row.sha256}
    said = {row.guid: row.theirs for row in compare_part(dossier, contribution_guid)}
    found: dict[str, list[tuple[str, str]]] = {}
    for guid, who in names.items():
        for row in compare_part(dossier, guid):
            tells = row.state in (PartState.NEW, PartState.CHANGED_HERE)
            if tells and row.guid in said and row.theirs != said[row.guid]:
                found.setdefault(row.guid, []).append((who, row.theirs))
    return {guid: tuple(rows) for guid, rows in found.items()}


def _refused_difference(row: Refused) -> PartDifference:
    place = {
        "item": _("Item {place} of the file: {reason}"),
        "task": _("Task {place} of the file: {reason}"),
        "figure": _("Figure {place} of the file: {reason}"),
    }[row.kind].format(place=row.place, reason=row.reason)
    return PartDifference(row.kind, row.guid, row.title, "", row.words, PartState.REFUSED, place)


def _gone(kind: str, guid: str, title: str, theirs: str) -> PartDifference:
    return PartDifference(
        kind, guid, title, "", theirs, PartState.REFUSED, _("It was removed here after it was asked for.")
    )


def _item_difference(session: Session, came: ReceivedPart, item: PartItem) -> PartDifference:
    standing = session.get(ReportItem, item.guid)
    title = f"{item.number}. {item.title}".removeprefix(". ")
    if standing is None and is_criterion(session, item.guid):
        mine = standing_words(session, item.guid)
        state = came.state(item.guid, item.before, mine, item.text)
        return PartDifference("criterion", item.guid, title, mine, item.text, state)
    if standing is None:
        return _gone("item", item.guid, title, item.text)
    state = came.state(item.guid, item.before, standing.text, item.text)
    return PartDifference("item", item.guid, title, standing.text, item.text, state)


def _task_difference(session: Session, came: ReceivedPart, task: PartTask) -> PartDifference:
    standing = session.get(Task, task.guid)
    title, told = f"{task.number}. {task.text}", _standing(task.status, task.percent, task.result)
    if standing is None:
        return _gone("task", task.guid, title, told)
    before = (task.status_before, task.percent_before)
    mine, theirs = (standing.status, standing.percent), (task.status, task.percent)
    state = came.state(task.guid, before, mine, theirs)
    if task.result and task.result != standing.result:
        state = PartState.NEW if mine in (before, theirs) and task.guid not in came.apart else PartState.CHANGED_HERE
    return PartDifference(
        kind="task",
        guid=task.guid,
        title=title,
        mine=_standing(*mine, standing.result),
        theirs=told,
        state=state,
    )


def _standing(status: str, percent: int, result: str) -> str:
    words = {
        TaskStatus.NOT_STARTED: _("Not started"),
        TaskStatus.IN_PROGRESS: _("In progress, {percent}").format(percent=localised.percent(percent)),
        TaskStatus.DONE: _("Done"),
    }.get(TaskStatus(status), _("Not applicable"))
    return f"{words}. {result}" if result else words


def _figure_difference(session: Session, came: ReceivedPart, figure: PartFigure) -> PartDifference:
    title, told = f"{figure.code}. {figure.name}", _value(figure.value, figure, figure.estimated)
    known = session.get(Figure, figure.guid)
    if known is None or known.formula:
        return _gone("figure", figure.guid, title, told)
    row = figures.value_of(session, figure.guid, came.part.period)
    mine = row.value if row is not None else None
    return PartDifference(
        kind="figure",
        guid=figure.guid,
        title=title,
        mine=_value(mine, figure, row.estimated if row is not None else False),
        theirs=told,
        state=came.state(figure.guid, figure.before, mine, figure.value),
    )


def _value(value: Decimal | None, figure: PartFigure, estimated: bool) -> str:
    if value is None:
        return ""
    words = figure.choices.of(value) or f"{format_value(value)} {'' if figure.choices else figure.unit}".strip()
    return _("{value}, estimated").format(value=words) if estimated else words


def take_part(dossier: Dossier, *, contribution_guid: str, chosen: Collection[str], day: date) -> Change:
    """Take the chosen rows of a part into the report, as one step; `day` dates the results of tasks.

    Only what the unit was asked for is ever taken. The part counts as taken in when nothing of that is left that is
    new. Raises `UserError` when the part has not come, and when one of the chosen rows was not asked for.
    """
    came = received_part(dossier, contribution_guid)
    if came is None:
        raise UserError(_("This unit's part has not come yet."))
    with dossier.change(_("Take in a unit's part")) as work:
        offered = {row.guid for row in compare_part(dossier, contribution_guid) if row.state != PartState.REFUSED}
        if not offered.issuperset(chosen):
            raise UserError(
                _("This part holds rows that the unit was not asked for. They are not taken, and nothing was changed.")
            )
        _take_items(dossier, came.part.items, chosen)
        _take_tasks(dossier, came.part.tasks, chosen, day)
        _take_figures(dossier, came.part, chosen)
        states = {row.guid: row.state for row in compare_part(dossier, contribution_guid)}
        left = {guid for guid, state in states.items() if state in (PartState.NEW, PartState.CHANGED_HERE)}
        if left <= set(chosen):
            work.session.get_one(Contribution, contribution_guid).status = PartStatus.TAKEN
    return work.change


def _take_items(dossier: Dossier, items: Collection[PartItem], chosen: Collection[str]) -> None:
    for item in items:
        with dossier.read() as session:
            proves = is_criterion(session, item.guid)
        if item.guid in chosen and proves:
            take_criterion(dossier, item.guid, item.text)
        elif item.guid in chosen:
            reports.set_item(dossier, item_guid=item.guid, text=item.text)


def _take_tasks(dossier: Dossier, told: Collection[PartTask], chosen: Collection[str], day: date) -> None:
    for task in told:
        if task.guid not in chosen:
            continue
        if task.result.strip():
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
