"""What can be chosen in a year: the indices that offices scored, the groups that they stand in."""

from dataclasses import dataclass

from sqlalchemy import select

from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import criteria_set, office_year, submission


@dataclass(frozen=True)
class Choices:
    """(title, code) of each index, by title; names of groups."""

    indices: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]


def read(collection: Collection, year: int) -> Choices:
    """The choices of a year."""
    scored = (
        select(criteria_set.c.index_code, criteria_set.c.title)
        .join(submission, submission.c.set_id == criteria_set.c.id)
        .where(submission.c.year == year, submission.c.kind == SubmissionKind.SCORE, submission.c.is_current)
        .distinct()
        .order_by(criteria_set.c.title)
    )
    named = select(office_year.c.group_name).where(office_year.c.year == year, office_year.c.group_name != "")
    with collection.reading() as connection:
        titles: dict[str, str] = {}
        for code, title in connection.execute(scored):
            titles.setdefault(code, title)
        groups = connection.scalars(named.distinct().order_by(office_year.c.group_name)).all()
    return Choices(tuple((title, code) for code, title in titles.items()), tuple(groups))
