"""Appraising: a criterion over all offices or an office down its criteria, the points given, and who said what.

Nothing that was said is written over: who mends it adds the next number of its round. Two who say something of the same
round at the same time do not both succeed; the second is told what the first said, and keeps what was typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select, true, update

from cchc_desktop.collection.assignments import refuse_others
from cchc_desktop.collection.current import below, by_name, current
from cchc_desktop.collection.failures import Collided
from cchc_desktop.collection.kinds import Round, SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import appraisal, criterion, criterion_score, evidence, office, submission
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import AppraisedLine, EvidenceLine, OfficeTask, RoundSaid
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.numbers import check_held, format_points
from cchc_desktop.text import clean

_ORDER = tuple(str(one) for one in Round)
_TRIES = 3


class Conflict(UserError):
    """Somebody else said something of the same round meanwhile; `theirs` is it, and nothing of this was written."""

    def __init__(self, code: str, office_name: str, theirs: RoundSaid) -> None:
        self.code, self.office_name, self.theirs = code, office_name, theirs
        super().__init__(
            _(
                "{by} wrote on {day} at {time} for criterion {code} of {office}: {said}. Nothing of yours was written "
                "over it; look at it, then give your points again."
            ).format(
                by=theirs.by or _("Somebody"),
                day=format_date(theirs.at.date()),
                time=f"{theirs.at:%H:%M}",
                code=code,
                office=office_name,
                said=said_words(theirs),
            )
        )


class Points(NamedTuple):
    """What an appraiser says of a criterion of an office.

    `seen` is the number of what was last said in that round when it was looked at, 0 for nothing. Without a score, and
    assessed, what the round said is taken back.
    """

    office_id: int
    code: str
    round: Round
    score: Decimal | None
    comment: str = ""
    assessed: bool = True
    seen: int = 0


class Said(NamedTuple):
    """One thing that was said of a criterion, in the order in which it was said."""

    round: str
    said: RoundSaid


def said_words(said: RoundSaid) -> str:
    """What somebody said, in short: "0,75 điểm (thiếu kế hoạch)"."""
    words = _("not assessed") if not said.assessed else _("no points")
    if said.score is not None:
        words = _("{points} points").format(points=format_points(said.score))
    return f"{words} ({said.comment})" if said.comment else words


def read_criterion(collection: Collection, year: int, index_code: str, code: str) -> tuple[AppraisedLine, ...]:
    """One criterion in all offices, in the order of their names."""
    chosen = _lines(year, index_code).where(criterion_score.c.code == code)
    with collection.reading() as connection:
        rows = connection.execute(chosen).all()
        said = _latest(connection, year, index_code, appraisal.c.code == code)
    return tuple(sorted((_line(row, said) for row in rows), key=lambda line: by_name(line.office)))


def read_office(collection: Collection, year: int, index_code: str, office_id: int) -> tuple[AppraisedLine, ...]:
    """All criteria of an office, parents too, in the order of its set."""
    chosen = _lines(year, index_code).where(submission.c.office_id == office_id).order_by(criterion_score.c.position)
    with collection.reading() as connection:
        rows = connection.execute(chosen).all()
        said = _latest(connection, year, index_code, appraisal.c.office_id == office_id)
    return tuple(_line(row, said) for row in rows)


def read_evidence(collection: Collection, line: AppraisedLine | OfficeTask) -> tuple[EvidenceLine, ...]:
    """What an office sent to prove a criterion or a task."""
    columns = [evidence.c[name] for name in EvidenceLine._fields]
    chosen = select(*columns).where(
        evidence.c.office_id == line.office_id,
        evidence.c.submission_id == line.submission_id,
        evidence.c.owner_guid == line.guid,
    )
    with collection.reading() as connection:
        return tuple(EvidenceLine(*row) for row in connection.execute(chosen.order_by(evidence.c.position)))


def read_history(collection: Collection, year: int, index_code: str, office_id: int, code: str) -> tuple[Said, ...]:
    """All that was said of a criterion of an office, in the order in which it was said."""
    columns = [appraisal.c[name] for name in RoundSaid._fields]
    chosen = select(*columns).where(_of(year, index_code), appraisal.c.office_id == office_id, appraisal.c.code == code)
    with collection.reading() as connection:
        rows = [RoundSaid(*row) for row in connection.execute(chosen)]
    return tuple(Said(row.round, row) for row in sorted(rows, key=lambda row: (row.at, row.round, row.number)))


def give_points(
    collection: Collection,
    *,
    year: int,
    index_code: str,
    points: Sequence[Points],
    by: str,
    now: datetime | None = None,
    for_others: bool = False,
) -> None:
    """Write what an appraiser says, all of it or nothing.

    Raises `Conflict` where somebody else said something of the same round meanwhile, `NotYours` for criteria that
    belong to others (unless `for_others`), and `UserError` for points that a criterion does not take.
    """
    name = clean(by).strip()
    if not name:
        raise UserError(_("Say who gives the points. Nothing was written."))
    at = (now or datetime.now()).replace(microsecond=0)
    for last in range(_TRIES):
        try:
            with collection.changing() as connection:
                if not for_others:
                    refuse_others(connection, year, index_code, {one.code for one in points}, name)
                for one in points:
                    _give(connection, year, index_code, one, name, at)
            return
        except Collided:
            # Someone wrote in the same moment: reading again tells a conflict from two rounds side by side.
            if last == _TRIES - 1:
                raise


def _give(connection: Connection, year: int, index_code: str, one: Points, by: str, at: datetime) -> None:
    chosen = _lines(year, index_code).where(
        submission.c.office_id == one.office_id, criterion_score.c.code == one.code, criterion_score.c.is_leaf
    )
    row = connection.execute(chosen).first()
    if row is None:
        raise UserError(
            _("The current points of this office have no criterion {code}. Nothing was written; read again.").format(
                code=one.code
            )
        )
    _check(row, one)
    here = and_(_of(year, index_code), appraisal.c.office_id == one.office_id, appraisal.c.code == one.code)
    # Written before it is read: what is said of this criterion is then held until the end, on a server too, and what
    # somebody adds where nothing was said yet collides with what is added here.
    connection.execute(update(appraisal).where(here).values(counts=False))
    said = [RoundSaid(*found) for found in connection.execute(_said(here, appraisal.c.is_latest.is_(true())))]
    last = next((found for found in said if found.round == one.round), None)
    if (last.number if last else 0) != one.seen:
        assert last is not None  # what was said is never taken out
        raise Conflict(one.code, row.office, last)
    new = RoundSaid(str(one.round), one.seen + 1, one.score, one.assessed, clean(one.comment).strip(), by, at)
    counting = _counting([*(found for found in said if found.round != one.round), new])
    connection.execute(update(appraisal).where(here, appraisal.c.round == str(one.round)).values(is_latest=False))
    place = {"office_id": one.office_id, "year": year, "index_code": index_code, "code": one.code}
    connection.execute(appraisal.insert().values(**place, **new._asdict(), is_latest=True, counts=new is counting))
    if counting is not None and counting is not new:
        kept = and_(here, appraisal.c.round == counting.round, appraisal.c.number == counting.number)
        connection.execute(update(appraisal).where(kept).values(counts=True))


def _check(row: Any, one: Points) -> None:
    if one.score is None:
        return
    check_held(one.score)
    if not one.assessed:
        raise UserError(
            _("Criterion {code} is not assessed, so it takes no points. Nothing was written.").format(code=one.code)
        )
    if row.bonus:
        return
    if not 0 <= one.score <= row.max_points:
        raise UserError(
            _("Criterion {code} takes 0 to {maximum} points; {points} cannot be given. Nothing was written.").format(
                code=one.code, maximum=format_points(row.max_points), points=format_points(one.score)
            )
        )


def _counting(said: Iterable[RoundSaid]) -> RoundSaid | None:
    """Of the latest of each round the one that counts: the last that gave points, or left the criterion out."""
    known = [one for one in said if one.score is not None or not one.assessed]
    return max(known, key=lambda one: _ORDER.index(one.round), default=None)


def _of(year: int, index_code: str) -> Any:
    return and_(appraisal.c.year == year, appraisal.c.index_code == index_code)


def _said(*where: Any) -> Select[Any]:
    return select(*(appraisal.c[name] for name in RoundSaid._fields)).where(*where)


def _lines(year: int, index_code: str) -> Select[Any]:
    """The criteria of the current self-scores of an index with what the set says of them."""
    same = and_(criterion.c.set_id == criterion_score.c.set_id, criterion.c.position == criterion_score.c.position)
    of_set = (criterion.c.name, criterion.c.level, criterion.c.bonus, criterion.c.scored_by)
    return (
        select(criterion_score, *of_set, office.c.name.label("office"))
        .join_from(submission, criterion_score, below(criterion_score))
        .join(criterion, same)
        .join(office, office.c.id == submission.c.office_id)
        .where(current(year, SubmissionKind.SCORE, index_code))
    )


def _latest(
    connection: Connection, year: int, index_code: str, which: Any
) -> dict[tuple[int, str], dict[str, RoundSaid]]:
    """By office and code: the latest of each round."""
    columns = (appraisal.c.office_id, appraisal.c.code)
    chosen = select(*columns, *(appraisal.c[name] for name in RoundSaid._fields))
    found: dict[tuple[int, str], dict[str, RoundSaid]] = defaultdict(dict)
    for office_id, code, *said in connection.execute(chosen.where(_of(year, index_code), which, appraisal.c.is_latest)):
        one = RoundSaid(*said)
        found[office_id, code][one.round] = one
    return found


def _line(row: Any, said: Mapping[tuple[int, str], Mapping[str, RoundSaid]]) -> AppraisedLine:
    rounds = said.get((row.office_id, row.code), {})
    counting = _counting(rounds.values())
    return AppraisedLine(
        row.office_id,
        row.office,
        row.submission_id,
        row.guid,
        row.code,
        row.name,
        row.level,
        row.is_leaf,
        row.bonus,
        row.scored_by,
        row.max_points,
        row.self_score,
        row.survey,
        row.applicable,
        row.not_arising,
        row.explanation,
        row.inputs,
        row.evidence_count,
        rounds,
        _reached(row, counting),
        bool(row.applicable) and (counting is None or counting.assessed),
    )


def _reached(row: Any, counting: RoundSaid | None) -> Decimal | None:
    """As `standing_points.reached` tells a query."""
    given = counting.score if counting else None
    final = counting is not None and counting.round == Round.FINAL
    order = (given, row.survey, row.self_score) if final else (row.survey, given, row.self_score)
    found: Decimal | None = next((points for points in order if points is not None), None)
    return found
