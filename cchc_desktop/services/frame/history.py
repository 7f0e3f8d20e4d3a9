"""Reading who changed what and when; it is written by `storage.history`, beside every change."""

from sqlalchemy import or_, select

from cchc_desktop.models.follow_rows import HistoryRow
from cchc_desktop.models.history import HistoryEntry
from cchc_desktop.models.task import Task
from cchc_desktop.storage.dossier import Dossier

NEWEST = 200


def read_history(dossier: Dossier, task_guid: str, most: int = NEWEST) -> tuple[HistoryRow, ...]:
    """What was changed of a task and of the objective it stands under, the newest first."""
    with dossier.read() as session:
        objective = select(Task.objective_guid).where(Task.guid == task_guid).scalar_subquery()
        chosen = (
            select(HistoryEntry)
            .where(or_(HistoryEntry.owner_guid == task_guid, HistoryEntry.owner_guid == objective))
            .order_by(HistoryEntry.at.desc(), HistoryEntry.what)
            .limit(most)
        )
        return tuple(
            HistoryRow(entry.at, entry.who, entry.label, entry.what, entry.before, entry.after)
            for entry in session.scalars(chosen)
        )
