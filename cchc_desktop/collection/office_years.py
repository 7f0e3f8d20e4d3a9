"""The offices as the receiving office keeps them: their names and addresses, and how they stand in a year."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, insert, select, update

from cchc_desktop.collection import choices
from cchc_desktop.collection.criteria import known_sets, usual
from cchc_desktop.collection.offices import add_office, change_office
from cchc_desktop.collection.scores import rating_of
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, office_year
from cchc_desktop.services.scoring.index_totals import causes_of


class OfficeLine(NamedTuple):
    """An office in a year; `office_id` is None for one that is not kept yet."""

    office_id: int | None
    name: str
    group_name: str = ""
    expected: bool = True  # whether papers are awaited of it
    ranked: bool = True
    email: str = ""
    note: str = ""
    causes: tuple[str, ...] = ()  # events of the year that lower its band, as the ratings of its sets ask for them


def read(collection: Collection, year: int) -> tuple[OfficeLine, ...]:
    """All offices with how they stand in a year, in the order in which they became known."""
    here = and_(office_year.c.office_id == office.c.id, office_year.c.year == year)
    of_year = (office_year.c.group_name, office_year.c.ranked, office_year.c.causes)
    chosen = select(office, *of_year).outerjoin(office_year, here)
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
                tuple(sorted(causes_of(row.causes or "[]"))),
            )
            for row in connection.execute(chosen.order_by(office.c.id))
        )


def read_causes(collection: Collection, year: int) -> tuple[str, ...]:
    """The events that lower a band in a year, as the sets that most offices score by ask for them."""
    found: dict[str, None] = {}
    indices = choices.read(collection, year).indices
    with collection.reading() as connection:
        for _title, code in indices:
            rating = rating_of(usual(known_sets(connection, year, code)).rating)
            found.update(dict.fromkeys(cap.cause for cap in rating.caps))
    return tuple(found)


def put(connection: Connection, year: int, lines: Iterable[OfficeLine], *, at: datetime) -> None:
    """Keep these offices as they are told; others stay as they are. Raises `UserError` for one without a name."""
    for line in lines:
        number = line.office_id
        if number is None:
            number = add_office(connection, line.name, at=at, email=line.email, note=line.note)
        change_office(connection, number, name=line.name, email=line.email, note=line.note, expected=line.expected)
        causes = json.dumps(sorted(set(line.causes)), ensure_ascii=False)
        values = {"group_name": line.group_name, "ranked": line.ranked, "causes": causes}
        here = and_(office_year.c.office_id == number, office_year.c.year == year)
        if connection.execute(update(office_year).where(here).values(values)).rowcount == 0:
            connection.execute(insert(office_year).values(office_id=number, year=year, **values))
