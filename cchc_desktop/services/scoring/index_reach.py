"""What is still reachable before the lock: the points not reached, by ease and by size, and which task brings them."""

from collections.abc import Collection, Mapping

from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.proposal_rows import Proposal, Reachable, ReachTask
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.scoring import OnTime
from cchc_desktop.services.scoring.index_scoring import read_proposals
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.services.scoring.indices import read_index
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import rows

_WELL_ON = 80  # per cent


def read_reachable(dossier: Dossier, set_guid: str, sources: Sources | None = None) -> tuple[Reachable, ...]:
    """Every leaf that is scored by the office and did not reach its maximum: the easiest first, then the largest.

    What counts is the last round that gave points, of what is not scored yet what its rule gives.
    """
    view = read_index(dossier, set_guid)
    proposals = {one.guid: one for one in read_proposals(dossier, set_guid, sources, view)}
    mending = _tasks(dossier, {guid for row in view.criteria for guid in row.task_guids})
    found = []
    for row in view.criteria:
        if row.is_leaf and row.applicable and not row.bonus and row.scored_by == "self":
            one = _reachable(row, proposals[row.guid], mending)
            if one is not None:
                found.append(one)
    return tuple(sorted(found, key=lambda one: (one.ease, -one.lost)))


def _reachable(row: CriterionRow, proposal: Proposal, mending: Mapping[str, ReachTask]) -> Reachable | None:
    stands = row.reached if row.reached is not None else proposal.points
    if stands is None or stands >= row.max_points:
        return None
    tasks = tuple(mending[guid] for guid in row.task_guids if guid in mending)
    ease, words = _ease(row, proposal, tasks)
    return Reachable(row.guid, row.code, row.name, row.max_points - stands, ease, words, tasks)


def _ease(row: CriterionRow, proposal: Proposal, tasks: tuple[ReachTask, ...]) -> tuple[int, str]:
    given = rounded(proposal.points, 2) if proposal.points is not None else None  # as points are typed
    if given is not None and row.reached is not None and row.reached == row.self_score and given > row.reached:
        return 1, _("The rule gives {points} points already.").format(points=localised.points(given))
    if _is_late(proposal):
        return 5, _("The day has passed: {how}.").format(how=proposal.how.rstrip("."))
    if not tasks:
        return 4, _("No task is linked that would bring them.")
    best = max(tasks, key=lambda task: (task.done, task.percent))
    if best.done:
        return 2, _("Its task is done: prove it, then score it again.")
    if best.percent >= _WELL_ON:
        return 2, _("Its task stands at {percent}.").format(percent=localised.percent(best.percent))
    return 3, _("Its task stands at {percent}.").format(percent=localised.percent(best.percent))


def _is_late(proposal: Proposal) -> bool:
    """Whether the rule asks for a day alone, and it was kept too late."""
    return proposal.kind == OnTime.kind and any(one.value == "late" for one in proposal.inputs)


def _tasks(dossier: Dossier, guids: Collection[str]) -> dict[str, ReachTask]:
    if not guids:
        return {}
    marks = ",".join("?" * len(guids))
    asked = f"SELECT guid, text, percent, status, deadline FROM task WHERE guid IN ({marks})"
    with dossier.raw_connection() as plain:
        return {
            row["guid"]: ReachTask(
                row["guid"], row["text"], row["percent"], row["status"] == TaskStatus.DONE, row["deadline"]
            )
            for row in rows(plain, asked, *guids)
        }
