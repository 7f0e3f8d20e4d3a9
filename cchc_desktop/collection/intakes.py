"""The intakes that there were, and what became of each file: also of one that was stopped or broke off."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.tables import intake, intake_line, office, package


class Intake(NamedTuple):
    """One dropping of files: how many were looked at, and how many packages it brought."""

    id: int
    at: datetime
    by: str
    source: str
    files: int
    packages: int


class Line(NamedTuple):
    """What became of one file of an intake; `office` and `year` are of the package that is kept, where one is."""

    file_name: str
    outcome: Outcome
    reason: str
    package_id: int | None
    office: str | None
    year: int | None


def read_intakes(connection: Connection) -> tuple[Intake, ...]:
    """All intakes, the last one first."""
    line, one = intake_line.c, intake.c
    files = select(func.count()).where(line.intake_id == one.id).scalar_subquery()
    packages = select(func.count()).where(package.c.intake_id == one.id).scalar_subquery()
    chosen = select(one.id, one.at, one.by, one.source, files, packages).order_by(one.id.desc())
    return tuple(Intake(*row) for row in connection.execute(chosen))


def read_lines(connection: Connection, intake_id: int) -> tuple[Line, ...]:
    """What became of the files of an intake, in the order in which they were looked at."""
    line = intake_line.c
    chosen = (
        select(line.file_name, line.outcome, line.reason, line.package_id, office.c.name, package.c.year)
        .outerjoin(package, package.c.id == line.package_id)
        .outerjoin(office, office.c.id == package.c.office_id)
        .where(line.intake_id == intake_id)
        .order_by(line.position)
    )
    return tuple(Line(row[0], Outcome(row[1]), *row[2:]) for row in connection.execute(chosen))
