"""The verb behind the import assistant: everything that was chosen of a file, as one step."""

from dataclasses import dataclass, replace
from enum import StrEnum

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.import_rows import Assignment, ComparedRow, RowState
from cchc_desktop.readers.read_rows import ReadGroup, ReadPlan
from cchc_desktop.readers.tables import TaskTable
from cchc_desktop.services.intake.assigned_tasks import plan_from_superior
from cchc_desktop.services.intake.column_mappings import learn_columns
from cchc_desktop.services.intake.import_merge import take_rows
from cchc_desktop.services.intake.imports import write_plan
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


class Into(StrEnum):
    """Where the tasks go."""

    PLAN = "plan"  # one that is here
    NEW = "new"  # a plan of its own
    CARRY = "carry"  # a paper of ours that carries the superior's plan out


@dataclass(frozen=True)
class Target:
    """Where the tasks go; `guid` is that of the plan that is here."""

    into: Into
    guid: str = ""


@dataclass(frozen=True)
class Keeping:
    """What the officer chose in the assistant."""

    plan: ReadPlan
    target: Target
    rows: tuple[ComparedRow, ...]
    taken: frozenset[int]
    year: int
    taught: tuple[TaskTable, ...] = ()
    assignment: Assignment | None = None

    def ticked(self, state: RowState) -> int:
        """How many rows of a state were ticked."""
        return sum(self.rows[place].state is state for place in self.taken)


def keep(dossier: Dossier, *, keeping: Keeping) -> Change:
    """Keep what was chosen, after a backup; raises `UserError` with nothing changed where it cannot be."""
    count = len(keeping.taken)
    make_backup(dossier.path)
    label = ngettext("Take in {count} task", "Take in {count} tasks", count).format(count=count)
    if not count:
        label = _("Import plan")
    with dossier.change(label) as work:
        if keeping.taught:
            learn_columns(dossier, tables=keeping.taught)
        source = keeping.assignment.source if keeping.assignment else ""
        if keeping.target.into is Into.PLAN:
            guid = keeping.target.guid
            take_rows(dossier, plan_guid=guid, rows=keeping.rows, taken=keeping.taken, source=source)
        elif keeping.target.into is Into.NEW or keeping.assignment is None:
            write_plan(dossier, read=_only_ticked(keeping), year=keeping.year)
        else:
            theirs = [keeping.rows[place].theirs for place in sorted(keeping.taken)]
            plan_from_superior(
                dossier,
                tasks=[task for task in theirs if task is not None],
                year=keeping.year,
                source=source,
                basis=keeping.assignment.basis,
                subject=keeping.assignment.subject,
            )
    return work.change


def _only_ticked(keeping: Keeping) -> ReadPlan:
    """The plan with the ticked tasks alone; the rows stand in its order."""
    groups: list[ReadGroup] = []
    place = 0
    for group in keeping.plan.groups:
        tasks = tuple(task for at, task in enumerate(group.tasks, place) if at in keeping.taken)
        place += len(group.tasks)
        if tasks:
            groups.append(replace(group, tasks=tasks))
    return replace(keeping.plan, groups=tuple(groups))
