"""What was said of the papers of each office and has not gone back to it yet."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, select, update
from sqlalchemy.sql.elements import ColumnElement

from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.tables import appraisal, criterion_score, remark, returned, submission


class GivenPoints(NamedTuple):
    """Points of one round; `guid` is the office's criterion, None where its current score has none of that code."""

    index_code: str
    code: str
    round: str
    number: int
    score: Decimal | None
    assessed: bool
    comment: str
    by: str
    at: datetime
    guid: str | None
    package_id: int | None


class GivenRemark(NamedTuple):
    """A remark, and the package that holds the version of its paper that counts now."""

    guid: str
    owner_kind: str
    owner_guid: str
    text: str
    author: str
    at: datetime
    package_id: int


class GivenBack(NamedTuple):
    """A paper that goes back; `owner_guid` is its row in the sender's dossier."""

    guid: str
    kind: SubmissionKind
    owner_guid: str
    text: str
    by: str
    at: datetime
    package_id: int


@dataclass
class Pending:
    """What waits for one office."""

    points: list[GivenPoints] = field(default_factory=list)
    remarks: list[GivenRemark] = field(default_factory=list)
    back: list[GivenBack] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.points) + len(self.remarks) + len(self.back)


def read(connection: Connection, year: int) -> dict[int, Pending]:
    """What waits, by office. A returned paper that has come anew meanwhile does not go back."""
    found: dict[int, Pending] = defaultdict(Pending)
    for row in connection.execute(_points(year)):
        found[row.office_id].points.append(GivenPoints(*row[1:]))
    for row in connection.execute(_remarks(year)):
        found[row.office_id].remarks.append(GivenRemark(*row[1:]))
    for row in connection.execute(_back(year)):
        found[row.office_id].back.append(_given_back(row))
    return dict(found)


def _given_back(row: Row[Any]) -> GivenBack:
    _office_id, guid, kind, *rest = row
    return GivenBack(guid, SubmissionKind(kind), *rest)


def _points(year: int) -> Select[Any]:
    scored = and_(
        submission.c.office_id == appraisal.c.office_id,
        submission.c.year == appraisal.c.year,
        submission.c.kind == SubmissionKind.SCORE,
        submission.c.key == appraisal.c.index_code,
        submission.c.is_current,
    )
    of_code = and_(
        criterion_score.c.office_id == submission.c.office_id,
        criterion_score.c.submission_id == submission.c.id,
        criterion_score.c.code == appraisal.c.code,
        criterion_score.c.is_leaf,
    )
    a = appraisal.c
    return (
        select(
            a.office_id, a.index_code, a.code, a.round, a.number, a.score, a.assessed, a.comment, a.by, a.at,
            criterion_score.c.guid, submission.c.package_id,
        )
        .select_from(appraisal.outerjoin(submission, scored).outerjoin(criterion_score, of_code))
        .where(a.year == year, a.is_latest, a.sent_in.is_(None))
        .order_by(a.office_id, a.index_code, criterion_score.c.position, a.code, a.round)
    )  # fmt: skip


_now = submission.alias("now")
_SAME_PAPER = and_(
    _now.c.office_id == submission.c.office_id,
    _now.c.year == submission.c.year,
    _now.c.kind == submission.c.kind,
    _now.c.key == submission.c.key,
    _now.c.is_current,
)


def _remarks(year: int) -> Select[Any]:
    r = remark.c
    papers = remark.join(submission, submission.c.id == r.submission_id).join(_now, _SAME_PAPER)
    return (
        select(r.office_id, r.guid, r.owner_kind, r.owner_guid, r.text, r.author, r.at, _now.c.package_id)
        .select_from(papers)
        .where(r.year == year, r.sent_in.is_(None))
        .order_by(r.office_id, r.at, r.author, r.text, r.guid)
    )


def _back(year: int) -> Select[Any]:
    r = returned.c
    papers = returned.join(submission, submission.c.id == r.submission_id).join(_now, _SAME_PAPER)
    return (
        select(r.office_id, r.guid, _now.c.kind, _now.c.guid, r.text, r.by, r.at, _now.c.package_id)
        .select_from(papers)
        .where(r.year == year, r.sent_in.is_(None), submission.c.digest == _now.c.digest)
        .order_by(r.office_id, r.at, r.by, r.text, r.guid)
    )


def mark_sent(connection: Connection, office_id: int, year: int, sent: Pending, outgoing_id: int) -> bool:
    """Note in which package these things went; False where somebody else has sent one of them meanwhile."""
    told: list[tuple[Any, ColumnElement[bool]]] = [(appraisal, _is_of(year, one)) for one in sent.points] + [
        *((remark, remark.c.guid == one.guid) for one in sent.remarks),
        *((returned, returned.c.guid == one.guid) for one in sent.back),
    ]
    done = 0
    for table, which in told:
        unsent = (table.c.office_id == office_id, which, table.c.sent_in.is_(None))
        done += connection.execute(update(table).where(*unsent).values(sent_in=outgoing_id)).rowcount
    return done == sent.count


def _is_of(year: int, one: GivenPoints) -> ColumnElement[bool]:
    a = appraisal.c
    return and_(
        a.year == year, a.index_code == one.index_code, a.code == one.code, a.round == one.round, a.number == one.number
    )


def unmark_sent(connection: Connection, outgoing_id: int, office_id: int) -> int:
    """Let what went in a package wait again; returns how much it was."""
    freed = 0
    for table in (appraisal, remark, returned):
        which = (table.c.office_id == office_id, table.c.sent_in == outgoing_id)
        freed += connection.execute(update(table).where(*which).values(sent_in=None)).rowcount
    return freed
