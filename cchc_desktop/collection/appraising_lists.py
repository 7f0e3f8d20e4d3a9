"""What can be appraised: the criteria of an index, the offices that scored by it, and how far each round is."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from cchc_desktop.collection.criteria import known_sets, usual
from cchc_desktop.collection.current import below, by_name, current
from cchc_desktop.collection.kinds import Round, SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import appraisal, criterion_score, office, submission
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


class ToAppraise(NamedTuple):
    """A criterion over all offices (`office_id` 0), or an office over all its criteria (`code` ""); `given` of `total`
    have points in the round, or were said not to be assessed.
    """

    office_id: int
    code: str
    name: str
    level: int
    is_leaf: bool
    given: int
    total: int


def read_criteria(collection: Collection, year: int, index_code: str, round_: Round) -> tuple[ToAppraise, ...]:
    """The criteria of the set that most offices score by, in its order. Raises `UserError` where none scored."""
    applies = and_(current(year, SubmissionKind.SCORE, index_code), criterion_score.c.is_leaf.is_(true()))
    counted = (
        select(criterion_score.c.code, func.count())
        .join_from(submission, criterion_score, below(criterion_score))
        .where(applies, criterion_score.c.applicable.is_(true()))
        .group_by(criterion_score.c.code)
    )
    said = select(appraisal.c.code, func.count()).where(_said(year, index_code, round_)).group_by(appraisal.c.code)
    with collection.reading() as connection:
        sets = known_sets(connection, year, index_code)
        totals = dict(connection.execute(counted).tuples().all())
        given = dict(connection.execute(said).tuples().all())
    if not sets:
        raise UserError(
            _("No office has sent its points for “{index}” in {year}. Take their packages in first.").format(
                index=index_code, year=year
            )
        )
    return tuple(
        ToAppraise(0, line.code, line.name, line.level, line.is_leaf, given.get(line.code, 0), totals.get(line.code, 0))
        for line in usual(sets).lines
    )


def read_offices(collection: Collection, year: int, index_code: str, round_: Round) -> tuple[ToAppraise, ...]:
    """The offices that scored themselves, in the order of their names."""
    counted = (
        select(office.c.id, office.c.name, func.count().label("total"))
        .join_from(submission, criterion_score, below(criterion_score))
        .join(office, office.c.id == submission.c.office_id)
        .where(current(year, SubmissionKind.SCORE, index_code))
        .where(criterion_score.c.is_leaf.is_(true()), criterion_score.c.applicable.is_(true()))
        .group_by(office.c.id, office.c.name)
    )
    said = select(appraisal.c.office_id, func.count()).where(_said(year, index_code, round_))
    with collection.reading() as connection:
        rows = connection.execute(counted).all()
        given = dict(connection.execute(said.group_by(appraisal.c.office_id)).tuples().all())
    found = (ToAppraise(row.id, "", row.name, 1, True, given.get(row.id, 0), int(row.total)) for row in rows)
    return tuple(sorted(found, key=lambda one: by_name(one.name)))


def _said(year: int, index_code: str, round_: Round) -> ColumnElement[bool]:
    one = appraisal.c
    here = and_(one.year == year, one.index_code == index_code, one.round == str(round_), one.is_latest.is_(true()))
    return and_(here, or_(one.score.is_not(None), one.assessed.is_(false())))
