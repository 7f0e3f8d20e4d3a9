"""Whether anything was written since one looked last, told by a few numbers instead of reading it all again."""

from typing import Any

from sqlalchemy import func, select

from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import (
    appraisal,
    assignment,
    expected_paper,
    intake,
    intake_line,
    office,
    office_year,
    outgoing,
    remark,
    returned,
)

_COUNTED = (appraisal, assignment, expected_paper, intake, intake_line, office, office_year, outgoing, remark, returned)
_LATEST = (appraisal.c.at, intake.c.at, outgoing.c.state_at, remark.c.at, returned.c.at)


def mark(collection: Collection) -> tuple[Any, ...]:
    """Equal to the mark before as long as nobody has written anything that a window shows, but for a name mended."""
    wanted = [select(func.count()).select_from(table).scalar_subquery() for table in _COUNTED]
    wanted += [select(func.max(column)).scalar_subquery() for column in _LATEST]
    with collection.reading() as connection:
        return tuple(connection.execute(select(*wanted)).one())
