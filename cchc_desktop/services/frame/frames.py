"""Verbs on whole parts of the frame: a first group, last year's frame, rows that were pasted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.task_rows import GroupRow
from cchc_desktop.rules.fields import field_of
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

Cells = Mapping[Column, str]


@dataclass
class PastedGroup:
    """Rows under one group row; an empty title means the group that the officer is in."""

    title: str = ""
    rows: list[Cells] = field(default_factory=list)


def frame_plan(dossier: Dossier, year: int) -> str | None:
    """The plan whose tasks the frame shows: the year's annual plan, or its first one."""
    plan = plans.main_plan(dossier, year)
    return plan.guid if plan else None


def _ensure_plan(dossier: Dossier, year: int) -> str:
    return frame_plan(dossier, year) or plans.create_plan(dossier, year=year).created("plan")[0]


def begin_group(
    dossier: Dossier, *, year: int, title: str, after_guid: str | None, with_task: bool, plan_guid: str = ""
) -> Change:
    """Add a group to a plan, and on request a first empty task; without a plan to the year's frame, made if need be."""
    with dossier.change(_("Add group")) as work:
        added = tasks.add_group(
            dossier, plan_guid=plan_guid or _ensure_plan(dossier, year), title=title, after_guid=after_guid
        )
        if with_task:
            tasks.add_task(dossier, group_guid=added.created("task_group")[0])
    return work.change


def paste_groups(
    dossier: Dossier,
    *,
    year: int,
    groups: Sequence[PastedGroup],
    here: str | None,
    after_guid: str | None,
    plan_guid: str = "",
) -> Change:
    """Add pasted rows: under a group of the same name or field where there is one, else under a new one.

    Rows before the first group row go to the group `here`, after the task `after_guid`. Without a plan they go to
    the year's frame, which is made if need be.
    """
    count = sum(len(pasted.rows) for pasted in groups)
    label = ngettext("Add task", "Add {count} tasks", count).format(count=count) if count else _("Add group")
    with dossier.change(label) as work:
        plan_guid = plan_guid or _ensure_plan(dossier, year)
        for pasted in groups:
            group_guid, place = here, after_guid
            if pasted.title or group_guid is None:
                group_guid, place = _group_for(dossier, plan_guid, pasted.title), None
            if pasted.rows:
                tasks.paste_tasks(dossier, group_guid=group_guid, after_guid=place, rows=pasted.rows)
    return work.change


def _group_for(dossier: Dossier, plan_guid: str, title: str) -> str:
    known = _same_group(tasks.read_groups(dossier, plan_guid), title)
    if known is not None:
        return known.guid
    return tasks.add_group(dossier, plan_guid=plan_guid, title=title).created("task_group")[0]


def _same_group(groups: Sequence[GroupRow], title: str) -> GroupRow | None:
    wanted, code = fold(title).strip(), field_of(title)
    for group in groups:
        if fold(group.title).strip() == wanted:
            return group
    return next((group for group in groups if code is not None and group.field_code == code), None)


def fill_and_add(
    dossier: Dossier,
    *,
    cells: Sequence[tuple[str, Column, str]],
    group_guid: str,
    after_guid: str,
    rows: Sequence[Cells],
) -> Change:
    """Write over cells, and add tasks for the pasted rows that found no row left."""
    label = ngettext("Edit cell", "Edit {count} cells", len(cells)).format(count=len(cells))
    with dossier.change(label) as work:
        tasks.set_cells(dossier, cells=cells)
        if rows:
            tasks.paste_tasks(dossier, group_guid=group_guid, after_guid=after_guid, rows=rows)
    return work.change
