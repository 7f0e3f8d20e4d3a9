"""Who handed in what, and when: offices by expected papers, told by one query.

A paper counts as handed in from the first package that brings it finished: a plan that is issued, a report that was
sent or is what the package is about, a self-score without a gap. When a package was made is what counts, for it may lie
in a mailbox for days; that is the sender's word, so each cell says too when it was received here. A later version never
makes an office late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Row,
    Select,
    String,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from cchc_desktop.collection import expected
from cchc_desktop.collection.current import by_name
from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import (
    criterion,
    criterion_score,
    office,
    office_year,
    package,
    returned,
    submission,
)
from cchc_desktop.exchange.package_format import PackageContent
from cchc_desktop.rules.statuses import PlanStatus, ReportStatus

_ANNUAL = "annual"  # the plan that is awaited; others may come beside it


class Standing(StrEnum):
    """How an office stands with a paper."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"  # sent back, and nothing newer has come
    MISSING = "missing"
    AWAITED = "awaited"  # missing, and not yet due


class Cell(NamedTuple):
    """One paper of one office. `days` is by how many it came late; `version` how many different ones came, 0 for none.

    `made_at` is of the first package that brought it, by the sender's clock, `received_at` when that came in here.
    """

    standing: Standing
    days: int = 0
    version: int = 0
    made_at: datetime | None = None
    received_at: datetime | None = None
    returned_at: datetime | None = None
    submission_id: int | None = None  # of the version that counts now


class Line(NamedTuple):
    """An office with its cells, in the order of the matrix's papers; None where a paper is not expected of it."""

    office_id: int
    office: str
    email: str
    group: str
    cells: tuple[Cell | None, ...]

    def count(self, *standings: Standing) -> int:
        """How many of its papers stand so."""
        return sum(1 for cell in self.cells if cell is not None and cell.standing in standings)


@dataclass(frozen=True)
class Matrix:
    """Offices by papers; `papers` are told without the groups that they are due for, each once."""

    year: int
    at: datetime
    papers: tuple[ExpectedPaper, ...]
    lines: tuple[Line, ...]

    def counts(self, place: int) -> Mapping[Standing, int]:
        """How many offices stand how with the paper at a place."""
        found = dict.fromkeys(Standing, 0)
        for line in self.lines:
            cell = line.cells[place]
            if cell is not None:
                found[cell.standing] += 1
        return found

    def missing(self, places: Sequence[int] | None = None) -> tuple[Line, ...]:
        """The offices of which one of these papers, or of all, is missing after its day."""
        wanted = range(len(self.papers)) if places is None else places
        return tuple(
            line
            for line in self.lines
            if any((cell := line.cells[place]) and cell.standing == Standing.MISSING for place in wanted)
        )


def read(collection: Collection, year: int, *, now: datetime | None = None) -> Matrix:
    """How all offices stand with the papers of a year at a moment, by the names of the offices."""
    at = (now or datetime.now()).replace(microsecond=0)
    with collection.reading() as connection:
        asked = expected.read(connection, year)
        rows = connection.execute(_standings(year, asked)).all()
    papers = _each_once(asked)
    places = {(paper.kind, paper.key): place for place, paper in enumerate(papers)}
    lines: list[Line] = []
    for office_id, group in groupby(rows, key=lambda row: row.office_id):
        cells: list[Cell | None] = [None] * len(papers)
        for row in group:
            cells[places[SubmissionKind(row.kind), row.key]] = _cell(row, at)
        lines.append(Line(office_id, row.name, row.email, row.group_name, tuple(cells)))
    return Matrix(year, at, papers, tuple(sorted(lines, key=lambda line: by_name(line.office))))


def _each_once(asked: Iterable[ExpectedPaper]) -> tuple[ExpectedPaper, ...]:
    """A paper that is due for several groups on different days is one column, with the day of most offices."""
    found: dict[tuple[SubmissionKind, str], ExpectedPaper] = {}
    for paper in asked:
        found.setdefault((paper.kind, paper.key), replace(paper, group_name=""))
    return tuple(found.values())


def _cell(row: Row[Any], at: datetime) -> Cell:
    days = 0
    if row.made_at is None:
        standing = Standing.MISSING if row.due_at is not None and at >= row.due_at else Standing.AWAITED
    else:
        days = days_late(row.made_at, row.due_at)
        standing = Standing.LATE if days else Standing.ON_TIME
        standing = Standing.RETURNED if row.returned_at is not None else standing
    return Cell(standing, days, row.versions, row.made_at, row.received_at, row.returned_at, row.submission_id)


def days_late(made_at: datetime, due_at: datetime | None) -> int:
    """By how many days something came late, 0 in time: what is a minute late is a day late."""
    if due_at is None or made_at < due_at:
        return 0
    return max(1, (made_at.date() - (due_at - timedelta.resolution).date()).days)


def _standings(year: int, asked: Sequence[ExpectedPaper]) -> Select[Any]:
    """A row for each awaited office and each paper that it has to hand in, with what came of it."""
    owed, came, back = _owed(year, asked), _came(year), _sent_back(year)
    same = [
        and_(one.c.office_id == owed.c.office_id, one.c.kind == owed.c.kind, one.c.key == owed.c.key)
        for one in (came, back)
    ]
    return (
        select(
            owed,
            came.c.made_at,
            came.c.received_at,
            func.coalesce(came.c.versions, 0).label("versions"),
            came.c.submission_id,
            back.c.returned_at,
        )
        .select_from(owed.outerjoin(came, same[0]).outerjoin(back, same[1]))
        .order_by(owed.c.office_id)
    )


def _owed(year: int, asked: Sequence[ExpectedPaper]) -> Subquery:
    """Awaited offices by papers; what is asked of an office's group goes before what is asked of all."""
    papers = union_all(*map(_as_row, asked)).subquery("papers")
    groups = office_year.alias("groups")
    group = func.coalesce(groups.c.group_name, "")
    place = func.row_number().over(
        partition_by=(office.c.id, papers.c.kind, papers.c.key), order_by=papers.c.group_name.desc()
    )
    offices = office.outerjoin(groups, and_(groups.c.office_id == office.c.id, groups.c.year == year))
    chosen = (
        select(
            office.c.id.label("office_id"),
            office.c.name,
            office.c.email,
            group.label("group_name"),
            papers.c.kind,
            papers.c.key,
            papers.c.due_at,
            place.label("place"),
        )
        .select_from(offices.join(papers, or_(papers.c.group_name == "", papers.c.group_name == group)))
        .where(office.c.expected)
        .subquery("chosen")
    )
    columns = [column for column in chosen.c if column.name != "place"]
    return select(*columns).where(chosen.c.place == 1).subquery("owed")


def _as_row(paper: ExpectedPaper) -> Select[Any]:
    words = {"kind": str(paper.kind), "key": paper.key, "group_name": paper.group_name}
    columns = [literal(word, String).label(name) for name, word in words.items()]
    return select(*columns, literal(paper.due_at, DateTime).label("due_at"))


def _key() -> ColumnElement[str]:
    """The key by which a submission is expected: of plans any one of the year."""
    plan = submission.c.kind == literal_column(f"'{SubmissionKind.PLAN}'")  # no parameters: it is grouped by
    return case((plan, literal_column("''", String)), else_=submission.c.key)


def _came(year: int) -> Subquery:
    """What came finished of each office and paper: the first time, how many versions, which one counts."""
    one = submission
    current = func.max(case((one.c.is_current, one.c.id)))
    key = _key()
    return (
        select(
            one.c.office_id,
            one.c.kind,
            key.label("key"),
            func.min(one.c.made_at).label("made_at"),
            func.min(one.c.received_at).label("received_at"),
            func.count(func.distinct(one.c.digest)).label("versions"),
            func.coalesce(current, func.max(one.c.id)).label("submission_id"),
        )
        .select_from(one.join(package, package.c.id == one.c.package_id))
        .where(one.c.year == year, _finished())
        .group_by(one.c.office_id, one.c.kind, key)
        .subquery("came")
    )


def _finished() -> ColumnElement[bool]:
    one = submission
    gap = (
        select(literal(1))
        .select_from(
            criterion_score.join(
                criterion,
                and_(
                    criterion.c.set_id == criterion_score.c.set_id, criterion.c.position == criterion_score.c.position
                ),
            )
        )
        .where(
            criterion_score.c.office_id == one.c.office_id,
            criterion_score.c.submission_id == one.c.id,
            criterion_score.c.is_leaf,
            criterion_score.c.applicable,
            criterion_score.c.self_score.is_(None),
            criterion.c.scored_by == "self",
            ~criterion.c.bonus,
        )
    )
    return or_(
        and_(
            one.c.kind == SubmissionKind.PLAN,
            one.c.paper_kind == _ANNUAL,
            or_(one.c.status == PlanStatus.ISSUED, package.c.content == PackageContent.PLAN),
        ),
        and_(
            one.c.kind == SubmissionKind.REPORT,
            or_(one.c.status == ReportStatus.SENT, package.c.period == one.c.key),
        ),
        and_(one.c.kind == SubmissionKind.SCORE, or_(package.c.content == PackageContent.SCORE, ~exists(gap))),
    )


def _sent_back(year: int) -> Subquery:
    """Papers that were returned and have not come anew."""
    now = submission.alias("now")
    key = _key()
    return (
        select(
            submission.c.office_id, submission.c.kind, key.label("key"), func.max(returned.c.at).label("returned_at")
        )
        .select_from(
            returned.join(
                submission,
                and_(submission.c.id == returned.c.submission_id, submission.c.office_id == returned.c.office_id),
            ).join(
                now,
                and_(
                    now.c.office_id == submission.c.office_id,
                    now.c.year == submission.c.year,
                    now.c.kind == submission.c.kind,
                    now.c.key == submission.c.key,
                    now.c.digest == submission.c.digest,
                    now.c.is_current,
                ),
            )
        )
        .where(submission.c.year == year)
        .group_by(submission.c.office_id, submission.c.kind, key)
        .subquery("back")
    )
