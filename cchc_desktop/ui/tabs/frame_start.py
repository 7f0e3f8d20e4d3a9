"""Verbs that the task frame puts together from the verbs of services: a new frame, last year's, a pasted one.

Each takes the dossier first and returns one change, so that one step of undo takes all of it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cchc_desktop.models.rows import GroupRow, TaskRow
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services import plans, tasks
from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, NUMBER, typed_text

Cells = Mapping[Column, str]


@dataclass
class PastedGroup:
    """Rows under one group row; an empty title means the group that the officer is in."""

    title: str = ""
    rows: list[Cells] = field(default_factory=list)


def frame_plan(dossier: Dossier, year: int) -> str | None:
    """The plan whose tasks the frame shows: the year's annual plan, or its first one."""
    plan = plans.annual_plan(dossier, year)
    if plan is None:
        plan = next(iter(plans.read_plans(dossier, year)), None)
    return plan.guid if plan else None


def _ensure_plan(dossier: Dossier, year: int) -> tuple[Change, str]:
    guid = frame_plan(dossier, year)
    if guid is not None:
        return Change(""), guid
    change = plans.create_plan(dossier, year=year)
    return change, change.created("plan")[0]


def begin_group(dossier: Dossier, *, year: int, title: str, after_guid: str | None, with_task: bool) -> Change:
    """Add a group, where need be the year's plan before it, and on request a first empty task."""
    change, plan_guid = _ensure_plan(dossier, year)
    added = tasks.add_group(dossier, plan_guid=plan_guid, title=title, after_guid=after_guid)
    change = _joined(added.label, [change, added])
    if with_task:
        group = added.created("task_group")[0]
        change = _joined(added.label, [change, tasks.add_task(dossier, group_guid=group)])
    return change


def paste_groups(
    dossier: Dossier, *, year: int, groups: Sequence[PastedGroup], here: str | None, after_guid: str | None
) -> Change:
    """Add pasted rows: under a group of the same name or field where there is one, else under a new one.

    Rows before the first group row go to the group `here`, after the task `after_guid`.
    """
    change, plan_guid = _ensure_plan(dossier, year)
    made = [change]
    label = ""
    for pasted in groups:
        group_guid, place = here, after_guid
        if pasted.title or group_guid is None:
            known = _same_group(tasks.read_groups(dossier, plan_guid), pasted.title)
            place = None
            if known is None:
                added = tasks.add_group(dossier, plan_guid=plan_guid, title=pasted.title)
                made.append(added)
                group_guid = added.created("task_group")[0]
            else:
                group_guid = known.guid
        if pasted.rows and group_guid is not None:
            added = tasks.paste_tasks(dossier, group_guid=group_guid, after_guid=place, rows=pasted.rows)
            made.append(added)
            label = added.label
    return _joined(label or made[-1].label, made)


def _same_group(groups: Sequence[GroupRow], title: str) -> GroupRow | None:
    wanted, code = fold(title).strip(), field_of(title)
    for group in groups:
        if fold(group.title).strip() == wanted:
            return group
    return next((group for group in groups if code is not None and group.field_code == code), None)


def copy_last_year(dossier: Dossier, *, year: int) -> Change:
    """Take groups and tasks over from the year before; nothing of how they went."""
    source = frame_plan(dossier, year - 1)
    if source is None:
        return Change("")
    made, plan_guid = _ensure_plan(dossier, year)
    parts = [made]
    last = tasks.read_tasks(dossier, source)
    label = ""
    for group in tasks.read_groups(dossier, source):
        added = tasks.add_group(dossier, plan_guid=plan_guid, title=group.title, field_code=group.field_code)
        parts.append(added)
        rows = [_cells_of(task) for task in last if task.group_guid == group.guid]
        if rows:
            pasted = tasks.paste_tasks(dossier, group_guid=added.created("task_group")[0], rows=rows)
            parts.append(pasted)
            label = pasted.label
    return _joined(label, parts)


def fill_and_add(
    dossier: Dossier,
    *,
    cells: Sequence[tuple[str, Column, str]],
    group_guid: str,
    after_guid: str,
    rows: Sequence[Cells],
) -> Change:
    """Write over cells, and add tasks for the pasted rows that found no row left."""
    written = tasks.set_cells(dossier, cells=cells)
    if not rows:
        return written
    return _joined(
        written.label, [written, tasks.paste_tasks(dossier, group_guid=group_guid, after_guid=after_guid, rows=rows)]
    )


def _cells_of(task: TaskRow) -> dict[Column, str]:
    return {column: typed_text(task, place) for place, column in enumerate(COLUMNS) if place != NUMBER}


def _joined(label: str, changes: Sequence[Change]) -> Change:
    """All changes as one step; of a row written twice the first before and the last after are kept."""
    entries: dict[tuple[str, str], RowChange] = {}
    for change in changes:
        for entry in change.entries:
            first = entries.get((entry.table, entry.guid))
            before = entry.before if first is None else first.before
            entries[entry.table, entry.guid] = RowChange(entry.table, entry.guid, before, entry.after)
    kept = (entry for entry in entries.values() if entry.before is not None or entry.after is not None)
    return Change(label, tuple(kept))
