"""What points of a criterion count, in SQL: those of the last round that gave any; and what leaves a maximum."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, true

from cchc_desktop.collection.current import below
from cchc_desktop.collection.kinds import Round
from cchc_desktop.collection.sums import whole_number
from cchc_desktop.collection.tables import appraisal, criterion, criterion_score, submission

_SELF, _FINAL = "self", str(Round.FINAL)


def scored(index_code: str, year: int) -> Any:
    """Submissions with the scores below them, the criteria as the set has them, and what the appraisers said last."""
    of_set = and_(criterion.c.set_id == criterion_score.c.set_id, criterion.c.position == criterion_score.c.position)
    said = and_(
        appraisal.c.office_id == criterion_score.c.office_id,
        appraisal.c.year == year,
        appraisal.c.index_code == index_code,
        appraisal.c.code == criterion_score.c.code,
        appraisal.c.counts,  # as the index says it
    )
    return submission.join(criterion_score, below(criterion_score)).join(criterion, of_set).outerjoin(appraisal, said)


def reached() -> ColumnElement[Any]:
    """The points of the last round that gave any: settled, survey, appraised, the office's own; in ten-thousandths."""
    given, survey = whole_number(appraisal.c.score), whole_number(criterion_score.c.survey)
    own = whole_number(criterion_score.c.self_score)
    return case(
        (appraisal.c.round == _FINAL, func.coalesce(given, survey, own)), else_=func.coalesce(survey, given, own)
    )


def assessed() -> ColumnElement[bool]:
    """That a criterion applies to the office and nobody left it out."""
    kept = or_(appraisal.c.assessed.is_(None), appraisal.c.assessed.is_(true()))
    return and_(criterion_score.c.applicable.is_(true()), kept)


def in_maximum() -> ColumnElement[bool]:
    """That a leaf belongs to the office's own maximum; what surveys and councils gave no points for leaves it."""
    given = or_(criterion.c.scored_by == _SELF, reached().is_not(None))
    return and_(assessed(), criterion.c.bonus.is_not(true()), given)


def unseen() -> ColumnElement[bool]:
    """That nobody but the office has given points for a criterion, or said that it is left out."""
    return and_(appraisal.c.code.is_(None), criterion_score.c.survey.is_(None))


def scored_leaf() -> ColumnElement[bool]:
    """That a row is a criterion with points of its own."""
    return criterion_score.c.is_leaf.is_(true())
