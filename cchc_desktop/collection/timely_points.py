"""Timeliness in the score: points that criteria of time come to by when their papers were handed in.

They are proposed beside the self-score and given by nobody but the appraiser: a criterion is told by its name, and its
points for in time, late and never are read from the words of its rule.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from cchc_desktop.collection import timeliness
from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import criterion, submission
from cchc_desktop.collection.timeliness import Cell, Standing
from cchc_desktop.rules.periods import Period, PeriodKind
from cchc_desktop.rules.scoring.answers import Choice, OnTime
from cchc_desktop.rules.scoring.words import propose
from cchc_desktop.text import fold

_PERIODS = {
    PeriodKind.Q1: r"\bquy (?:i|1)\b",
    PeriodKind.H1: r"\b(?:6|sau) thang\b",
    PeriodKind.M9: r"\b(?:9|chin) thang\b",
    PeriodKind.YEAR: r"\bbao cao (?:cai cach hanh chinh )?(?:ca )?nam\b",
}
_PLAN = re.compile(r"\bban hanh (?:\w+ ){0,2}?ke hoach cai cach hanh chinh\b|\bke hoach cai cach hanh chinh nam\b")
_SCORE = re.compile(r"\bbao cao (?:\w+ ){0,2}?tu (?:cham|danh gia)\b")
_ANSWERS = (  # the first that a label begins with or holds
    ("none", re.compile(r"\bkhong\b")),
    ("late", re.compile(r"\b(?:cham|tre|qua han|sau han|muon)\b")),
    ("on_time", re.compile(r"\bdung (?:thoi )?han\b|\bkip thoi\b|\btruoc han\b")),
)


_ANSWERED = {Standing.ON_TIME: "on_time", Standing.LATE: "late", Standing.MISSING: "none"}


class TimelyPoints(NamedTuple):
    """Points that a criterion comes to by its paper's day; `cell` says which day that was."""

    points: Decimal
    paper: ExpectedPaper
    cell: Cell


def read(
    collection: Collection, year: int, index_code: str, *, now: datetime | None = None
) -> Mapping[tuple[int, str], TimelyPoints]:
    """By office and code of criterion; nothing of papers that are awaited yet, or were sent back."""
    matrix = timeliness.read(collection, year, now=now)
    with collection.reading() as connection:
        scored = (submission.c.year == year, submission.c.kind == SubmissionKind.SCORE, submission.c.key == index_code)
        of_set = select(submission.c.office_id, submission.c.set_id).where(*scored, submission.c.is_current)
        sets = {row.office_id: row.set_id for row in connection.execute(of_set)}
        c = criterion.c
        leaves = select(c.set_id, c.code, c.name, c.rule, c.max_points).where(
            c.is_leaf, c.set_id.in_(set(sets.values()))
        )
        rows = connection.execute(leaves).all()
    told: dict[int, list[tuple[str, int, Mapping[str, Decimal]]]] = {}
    for row in rows:
        place = next((n for n, paper in enumerate(matrix.papers) if is_about(row.name, paper)), None)
        points = points_of(row.rule, row.max_points, row.name) if place is not None else {}
        if place is not None and points:
            told.setdefault(row.set_id, []).append((row.code, place, points))
    found: dict[tuple[int, str], TimelyPoints] = {}
    for line in matrix.lines:
        for code, place, points in told.get(sets.get(line.office_id, 0), ()):
            cell = line.cells[place]
            answer = _ANSWERED.get(cell.standing, "") if cell is not None else ""
            if cell is not None and answer in points:
                found[line.office_id, code] = TimelyPoints(points[answer], matrix.papers[place], cell)
    return found


def is_about(name: str, paper: ExpectedPaper) -> bool:
    """Whether a criterion of this name asks for this paper."""
    words = " ".join(re.findall(r"\w+", re.sub(r"\bcchc\b", "cai cach hanh chinh", fold(name))))
    if paper.kind == SubmissionKind.PLAN:
        return _PLAN.search(words) is not None
    if _SCORE.search(words):
        return paper.kind == SubmissionKind.SCORE
    if paper.kind == SubmissionKind.SCORE or "bao cao" not in words:
        return False
    named = [kind for kind, pattern in _PERIODS.items() if re.search(pattern, words)]
    return named == [Period.parse(paper.key).kind]


def points_of(rule: str, most: Decimal, name: str) -> Mapping[str, Decimal]:
    """Points for in time, late and never ("on_time", "late", "none"), where the words of a rule say them surely."""
    proposal = propose(rule, most, name=name)
    if not proposal.sure:
        return {}
    if isinstance(proposal.rule, OnTime):
        return {"on_time": proposal.rule.full, "late": proposal.rule.late, "none": proposal.rule.none}
    if not isinstance(proposal.rule, Choice):
        return {}
    found: dict[str, Decimal] = {}
    for answer in proposal.rule.answers:
        key = next((key for key, pattern in _ANSWERS if pattern.search(fold(answer.label))), "")
        if not key or key in found:
            return {}
        found[key] = answer.points
    return found if "on_time" in found else {}
