"""Whose criteria they are: an appraiser has those whose code is, or stands below, one that was assigned."""

from collections.abc import Collection as Several
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, select

from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import assignment
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean


class Assignment(NamedTuple):
    """A criterion with all below it, and who appraises it."""

    code: str
    appraiser: str


class NotYours(UserError):
    """Criteria that were assigned to others."""


def read_assignments(collection: Collection, year: int, index_code: str) -> tuple[Assignment, ...]:
    """All assignments of an index in a year, by appraiser and code."""
    with collection.reading() as connection:
        return _read(connection, year, index_code)


def assign(collection: Collection, *, year: int, index_code: str, appraiser: str, codes: Several[str]) -> None:
    """Say which criteria somebody appraises, instead of those of before; none takes all away."""
    name = clean(appraiser).strip()
    if not name:
        raise UserError(_("Say who appraises. Nothing was changed."))
    mine = {"year": year, "index_code": index_code, "appraiser": name}
    here = and_(*(assignment.c[column] == value for column, value in mine.items()))
    with collection.changing() as connection:
        connection.execute(delete(assignment).where(here))
        for code in sorted(set(codes)):
            connection.execute(assignment.insert().values(code=code, **mine))


def stands_below(code: str, above: str) -> bool:
    """Whether a code is another one, or stands below it: "1.2.1" below "1.2", not "1.20"."""
    return code == above or code.startswith(f"{above}.")


def appraisers_of(assignments: Several[Assignment], code: str) -> tuple[str, ...]:
    """Who appraises a criterion: those to whom the nearest criterion at or above it was assigned; () for anybody."""
    near = [one for one in assignments if stands_below(code, one.code)]
    most = max((len(one.code) for one in near), default=0)
    return tuple(sorted({one.appraiser for one in near if len(one.code) == most}))


def refuse_others(connection: Connection, year: int, index_code: str, codes: Several[str], by: str) -> None:
    """Raise `NotYours` where one of the criteria belongs to others alone."""
    known = _read(connection, year, index_code)
    for code in sorted(codes):
        whose = appraisers_of(known, code)
        if whose and by not in whose:
            raise NotYours(
                _("Criterion {code} is appraised by {names}. Nothing was written.").format(
                    code=code, names=", ".join(whose)
                )
            )


def _read(connection: Connection, year: int, index_code: str) -> tuple[Assignment, ...]:
    chosen = select(assignment.c.code, assignment.c.appraiser)
    chosen = chosen.where(assignment.c.year == year, assignment.c.index_code == index_code)
    return tuple(sorted((Assignment(*row) for row in connection.execute(chosen)), key=lambda one: one[::-1]))
