"""The papers that roll-ups go by: of each office the current one of a kind; and the offices whose has not come."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select, true

from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.tables import office, office_year, submission
from cchc_desktop.text import sort_key


def current(year: int, kind: SubmissionKind, key: str | None = None) -> ColumnElement[bool]:
    """That a submission is the current one of its kind; without a key of any key."""
    wanted = [submission.c.year == year, submission.c.kind == str(kind), submission.c.is_current.is_(true())]
    return and_(*wanted, *([submission.c.key == key] if key is not None else []))


def below(table: Table) -> ColumnElement[bool]:
    """That a row of facts is of the submission; both parts of its key are named, so that no other row is looked at."""
    return and_(table.c.office_id == submission.c.office_id, table.c.submission_id == submission.c.id)


def with_offices(year: int) -> Any:
    """Submissions with their offices and how those stand in a year, null where nothing was said of it."""
    said = and_(office_year.c.office_id == office.c.id, office_year.c.year == year)
    return submission.join(office, office.c.id == submission.c.office_id).outerjoin(office_year, said)


def missing(connection: Connection, year: int, kind: SubmissionKind, key: str | None = None) -> tuple[str, ...]:
    """The names of the awaited offices that have no current paper of a kind, in the order of the alphabet."""
    came = select(submission.c.office_id).where(current(year, kind, key))
    chosen = select(office.c.name).where(office.c.expected.is_(true()), office.c.id.not_in(came))
    return tuple(sorted(connection.scalars(chosen), key=by_name))


@lru_cache(maxsize=8192)
def by_name(name: str) -> Any:
    """The place of a name in the Vietnamese alphabet: databases order letters each in its own way."""
    return sort_key(name)
