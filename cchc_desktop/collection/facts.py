"""A package as rows of the collection's tables: plain values, as both databases take them.

What stands below a submission comes without office, submission, position and package, which are told when it is
written. Values of figures and scores begin with the digest of their definitions in place of its number.

Processes that only read packages import this room: no SQLAlchemy here.
"""

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from cchc_desktop.collection import versions
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.exchange.package_entities import ENTITIES, rows_of
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.points import scaled
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.progress import last_day
from cchc_desktop.services.scoring.index_totals import counted_maximum
from cchc_desktop.writers.pauses import no_collecting

Row = tuple[Any, ...]
_STATED = attrgetter("guid", "revision")
_FURTHER_REVISIONS = {  # of what travels inside another row
    "figure_value": attrgetter("value_guid", "value_revision"),
    "criterion": attrgetter("score_guid", "score_revision"),
    "task": attrgetter("objective_guid", "objective_revision"),
}


class Definitions(NamedTuple):
    """A criteria set: its own values, without id and digest, and those of its criteria, without set and position."""

    values: Row
    criteria: tuple[Row, ...]


class Paper(NamedTuple):
    """A submission with the rows below it, by their tables' names; `set_digest` is of a score, else ""."""

    kind: SubmissionKind
    key: str
    guid: str
    revision: int
    title: str
    status: str
    paper_kind: str
    revisions: bytes
    rows: dict[str, list[Row]]
    set_digest: str = ""


class Facts(NamedTuple):
    """All that a package tells; `figures` and `sets` are the definitions that its papers go by, by their digests."""

    papers: tuple[Paper, ...]
    figures: dict[str, Row]
    sets: dict[str, Definitions]


@no_collecting()
def facts_of(data: PackageData) -> Facts:
    """The facts of a checked package. Raises `ShapeError` for one with two papers where an office has one."""
    figures: dict[str, Row] = {}
    sets: dict[str, Definitions] = {}
    proofs: dict[str, list[EvidenceRow]] = {}
    for row in data.evidence:
        proofs.setdefault(row.owner_guid, []).append(row)
    papers = (
        *(_plan(data, view, proofs) for view in data.plans),
        *(_report(data, view, figures) for view in data.reports),
        *(_score(data, view, sets, proofs) for view in data.indices),
    )
    if len({(paper.kind, paper.key) for paper in papers}) < len(papers):
        raise ShapeError("a paper is there twice")
    if papers and proofs:  # what proves nothing in the package goes with its first paper
        papers[0].rows.setdefault("evidence", []).extend(_evidence([row for rows in proofs.values() for row in rows]))
    return Facts(papers, figures, sets)


def _plan(data: PackageData, view: YearPaperView, proofs: dict[str, list[EvidenceRow]]) -> Paper:
    plan = view.plan
    guids = {task.guid for task in view.tasks}
    proved = [row for guid in guids for row in proofs.pop(guid, ())]
    results = tuple(row for row in data.results if row.task_guid in guids)
    own = PackageData(data.office, plans=(view,), results=results, evidence=tuple(proved))
    rows = {
        "task": [_task(task) for task in view.tasks],
        "milestone": [
            (m.guid, task.guid, m.kind, m.label, _day(m.date_from), _day(m.date_to), _day(m.done_on))
            for task in view.tasks
            for m in task.milestones
        ],
        "evidence": _evidence(proved),
    }
    return Paper(
        SubmissionKind.PLAN,
        plan.guid,
        plan.guid,
        plan.revision,
        plan.title,
        str(plan.status),
        plan.kind,
        _revisions(own, "plans", "results", "evidence"),
        rows,
    )


def _task(row: TaskRow) -> Row:
    days = [(last_day(m.date_to, m.exclusive), m.done_on) for m in row.milestones if m.date_to is not None]
    return (
        row.guid,
        row.field_code,
        row.group_title,
        row.number,
        row.text,
        row.lead_text,
        row.deadline,
        _day(max((day for day, _met in days), default=None)),
        _day(min((day for day, met in days if met is None), default=None)),
        str(row.status),
        row.percent,
        _day(row.done_on),
        row.result,
        row.source,
    )


def _report(data: PackageData, view: ReportView, figures: dict[str, Row]) -> Paper:
    report = view.report
    guids = {item.guid for item in view.items}
    own = PackageData(
        data.office, reports=(view,), statements=tuple(row for row in data.statements if row.item_guid in guids)
    )
    values = []
    for row in view.figures:
        digest, definition = _figure(
            row.code, row.group, row.name, row.unit, row.kind, row.field_code, row.formula, row.cumulative
        )
        figures[digest] = definition
        values.append(
            (digest, row.code, _number(row.value), _number(row.previous), row.estimated, row.note, row.source)
        )
    items = [
        (
            *(row.guid, row.parent_guid, row.level, row.number, row.title, row.field_code),
            *(row.text, str(row.status), row.reason),
        )
        for row in view.items
    ]
    return Paper(
        SubmissionKind.REPORT,
        report.period,
        report.guid,
        report.revision,
        report.title,
        str(report.status),
        "",
        _revisions(own, "reports", "statements"),
        {"report_item": items, "figure_value": values},
    )


@lru_cache(4096)  # the same hundred in every report of every office
def _figure(*definition: Any) -> tuple[str, Row]:
    return _digest(definition), definition


def _score(
    data: PackageData, view: IndexView, sets: dict[str, Definitions], proofs: dict[str, list[EvidenceRow]]
) -> Paper:
    definitions = _definitions(view)
    digest = _digest(definitions)
    sets[digest] = definitions
    proved = [row for criterion in view.criteria for row in proofs.pop(criterion.guid, ())]
    own = PackageData(data.office, indices=(view,), evidence=tuple(proved))
    rows = [
        (
            digest,
            row.guid,
            row.code,
            row.is_leaf,
            scaled(counted_maximum(row) if row.is_leaf else row.max_points),
            _number(row.self_score),
            _number(row.survey),
            row.applicable,
            row.not_arising,
            row.explanation,
            row.inputs,
            row.evidence_count,
        )
        for row in view.criteria
    ]
    return Paper(
        SubmissionKind.SCORE,
        view.index_code,
        view.guid,
        view.revision,
        view.title,
        "",
        "",
        _revisions(own, "indices", "evidence"),
        {"criterion_score": rows, "evidence": _evidence(proved)},
        digest,
    )


def _definitions(view: IndexView) -> Definitions:
    """The set apart from who scored what in it: offices that took the same form give equal ones."""
    bands = json.dumps([[format(least, "f"), name] for least, name in view.bands], ensure_ascii=False)
    places: dict[str, int] = {}
    tops: list[int] = []
    criteria = []
    for place, row in enumerate(view.criteria):
        above = places.get(row.parent_guid or "")
        tops.append(place if above is None else tops[above])
        places[row.guid] = place
        criteria.append(_criterion(row, above, tops[place]))
    values = (
        view.index_code,
        view.year,
        view.title,
        view.version,
        view.decision,
        _number(view.declared_max),
        view.rating,
        bands,
    )
    return Definitions(values, tuple(criteria))


def _criterion(row: CriterionRow, above: int | None, top: int) -> Row:
    return (
        row.code,
        above,
        top,
        row.level,
        row.name,
        row.rule,
        row.requirement,
        row.proof_wanted,
        row.is_leaf,
        row.bonus,
        scaled(row.max_points if row.own_max is None else row.own_max),
        row.scored_by,
        row.field_code,
    )


def _evidence(rows: list[EvidenceRow]) -> list[Row]:
    return [
        (
            *(row.guid, row.owner_guid, row.title, row.file_name, row.sha256, row.size, row.kind),
            *(row.reference, row.number, _day(row.issued_on), row.issuer),
        )
        for row in sorted(rows, key=lambda row: (row.added_at, row.guid))
    ]


def _revisions(own: PackageData, *members: str) -> bytes:
    """The revisions of all rows of one paper, packed."""
    found: dict[str, int] = {}
    for entity in ENTITIES:
        if entity.path[0] in members:
            rows = [row for row, _around in rows_of(own, entity)]
            if entity.name != "figure_value":  # the definition of a figure is shared by all periods
                found.update(map(_STATED, rows))
            if further := _FURTHER_REVISIONS.get(entity.name):
                found.update((guid or "", revision) for guid, revision in map(further, rows))
            if entity.row is PaperRow:
                found.update((line.guid, line.revision) for row in rows for line in row.line_ids)
    found.pop("", None)  # of lines that an earlier program gave no identity
    return versions.pack(found)


def _digest(values: Any) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Decimal | None) -> int | None:
    return None if value is None else scaled(value)
