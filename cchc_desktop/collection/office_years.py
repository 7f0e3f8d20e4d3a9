"""The offices as the receiving office keeps them: their names and addresses, and how they stand in a year."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, insert, select, update

from cchc_desktop.collection.offices import add_office, change_office
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, office_year


class OfficeLine(NamedTuple):
    """An office in a year; `office_id` is None for one that is not kept yet."""

    office_id: int | None
    name: str
    group_name: str = ""
    expected: bool = True  # whether papers are awaited of it
    ranked: bool = True
    email: str = ""
    note: str = ""


def read(collection: Collection, year: int) -> tuple[OfficeLine, ...]:
    """All offices with how they stand in a year, in the order in which they became known."""
    here = and_(office_year.c.office_id == office.c.id, office_year.c.year == year)
    chosen = select(office, office_year.c.group_name, office_year.c.ranked).outerjoin(office_year, here)
    with collection.reading() as connection:
        return tuple(
            OfficeLine(
                row.id,
                row.name,
                row.group_name or "",
                bool(row.expected),
                row.ranked is None or bool(row.ranked),
                row.email,
                row.note,
            )
            for row in connection.execute(chosen.order_by(office.c.id))
        )


def put(connection: Connection, year: int, lines: Iterable[OfficeLine], *, at: datetime) -> None:
    """Keep these offices as they are told; others stay as they are. Raises `UserError` for one without a name."""
    for line in lines:
        number = line.office_id
        if number is None:
            number = add_office(connection, line.name, at=at, email=line.email, note=line.note)
        change_office(connection, number, name=line.name, email=line.email, note=line.note, expected=line.expected)
        values = {"group_name": line.group_name, "ranked": line.ranked}
        here = and_(office_year.c.office_id == number, office_year.c.year == year)
        if connection.execute(update(office_year).where(here).values(values)).rowcount == 0:
            connection.execute(insert(office_year).values(office_id=number, year=year, **values))
