"""Indices: criteria sets, scores, totals, comparison of years."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet, Criterion, CriterionTask, Score
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.rules import localised, scoring
from cchc_desktop.rules.set_steps import moved_steps
from cchc_desktop.services import forms
from cchc_desktop.services.scoring.index_reading import read_index_view, read_tops, reread_scores
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

POINTS = ("self_score", "appraised", "survey", "final")
# What a criterion says beside its code, name and points, as the members of forms and the columns are called.
CRITERION_WORDS = ("rule", "requirement", "proof_wanted", "responsible", "applies_to", "scored_by")
_SCORES = {*POINTS, "explanation", "applicable", "not_arising"}


@dataclass(frozen=True)
class YearComparison:
    """One field of an index: what per cent of its points each year reached."""

    code: str
    name: str
    per_cents: dict[int, Decimal | None]


def read_sets(dossier: Dossier, year: int) -> tuple[tuple[str, str, str], ...]:
    """Guid, index code and title of the year's criteria sets."""
    with dossier.read() as session:
        chosen = select(CriteriaSet).where(CriteriaSet.year == year).order_by(CriteriaSet.index_code, CriteriaSet.guid)
        return tuple((s.guid, s.index_code, s.title) for s in session.scalars(chosen))


def set_of(dossier: Dossier, criterion_guid: str) -> str:
    """The criteria set of a criterion; "" where there is no such criterion."""
    with dossier.read() as session:
        return session.scalar(select(Criterion.set_guid).where(Criterion.guid == criterion_guid)) or ""


def available_sets() -> list[tuple[str, str]]:
    """Code and title of the criteria sets that come with the program."""
    return forms.available("criteria")


def read_index(dossier: Dossier, set_guid: str) -> IndexView:
    """A criteria set with its scores, sums and last year's points."""
    with dossier.read() as session:
        return index_view(session, set_guid)


def index_view(session: Session, set_guid: str) -> IndexView:
    """A criteria set with its scores, within a reading session."""
    return read_index_view(_plain(session), set_guid)


def _plain(session: Session) -> sqlite3.Connection:
    """The session's own connection, on which what it has not yet written is seen too."""
    session.flush()
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def add_set_from_resource(dossier: Dossier, *, year: int, code: str) -> Change:
    """Take a criteria set that comes with the program into a year."""
    form = forms.read_form("criteria", code)
    with dossier.change(_("Add criteria set")) as work:
        ensure_year(work, year)
        _refuse_second(work.session, form["index_code"], year)
        add_set(work.session, year, form)
    return work.change


def _refuse_second(session: Session, index_code: str, year: int) -> None:
    chosen = select(CriteriaSet).where(CriteriaSet.index_code == index_code, CriteriaSet.year == year)
    if session.scalars(chosen).first() is not None:
        raise UserError(_("{year} has this criteria set already. Nothing was changed.").format(year=year))


def add_set(session: Session, year: int, form: dict[str, Any]) -> CriteriaSet:
    """A criteria set from a form, within a transaction."""
    declared = form.get("declared_max")
    criteria_set = CriteriaSet(
        index_code=form["index_code"],
        year=year,
        title=form["title"],
        source=form.get("source", ""),
        bands=json.dumps([[band["name"], str(band["min"])] for band in form.get("bands", ())], ensure_ascii=False),
        declared_max=None if declared is None else Decimal(str(declared)),
        **{name: form[name] for name in ("version", "decision", "level") if form.get(name)},
        **{name: as_json(form[name]) for name in ("steps", "rating") if form.get(name)},
    )
    session.add(criteria_set)

    def walk(items: list[dict[str, Any]], parent: str | None) -> None:
        for position, item in enumerate(items):
            criterion = Criterion(
                set_guid=criteria_set.guid,
                parent_guid=parent,
                position=position,
                code=item["code"],
                name=item["name"],
                field_code=item.get("field", ""),
                max_points=Decimal(str(item["max"] or 0)),
                bonus=bool(item.get("bonus", False)),
                scoring=as_json(item.get("scoring", "")),
                **{name: item[name] for name in CRITERION_WORDS if item.get(name)},
            )
            session.add(criterion)
            walk(item.get("children", []), criterion.guid)

    walk(form["criteria"], None)
    return criteria_set


def as_json(value: Any) -> str:
    """What a form says as an object, as the text that is kept; a text stays."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def copy_set(dossier: Dossier, *, from_year: int, to_year: int, index_code: str) -> Change:
    """Take last year's set into another year: fields, rules and words as they are, the days of the process moved on,
    without scores and what was typed for them.
    """
    with dossier.change(_("Copy criteria set")) as work:
        session = work.session
        ensure_year(work, to_year)
        _refuse_second(session, index_code, to_year)
        source = session.scalars(
            select(CriteriaSet).where(CriteriaSet.index_code == index_code, CriteriaSet.year == from_year)
        ).first()
        if source is None:
            raise UserError(_("{year} has no criteria set to copy. Nothing was changed.").format(year=from_year))
        kept = {k: v for k, v in source.values().items() if k not in ("guid", "revision")}
        kept |= {
            "year": to_year,
            "title": source.title.replace(str(from_year), str(to_year)),
            "steps": moved_steps(source.steps, to_year - from_year),
            "causes": "[]",
        }
        copy = CriteriaSet(**kept)
        session.add(copy)
        twins: dict[str, str] = {}
        for row in index_view(session, source.guid).criteria:
            original = session.get_one(Criterion, row.guid)
            kept = {
                k: v for k, v in original.values().items() if k not in ("guid", "revision", "set_guid", "parent_guid")
            }
            parent = twins[original.parent_guid] if original.parent_guid else None
            twin = Criterion(set_guid=copy.guid, parent_guid=parent, **kept)
            session.add(twin)
            twins[original.guid] = twin.guid
    return work.change


def set_score(dossier: Dossier, *, criterion_guid: str, **fields: Any) -> Change:
    """Score one leaf: self_score, appraised, survey, final (Decimal or None), explanation, applicable, not_arising.

    Raises `UserError` when the points are negative (except for penalties) or more than the criterion has.
    """
    unknown = fields.keys() - _SCORES
    if unknown:
        raise TypeError(f"a score has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Score criterion")) as work:
        criterion = work.session.get_one(Criterion, criterion_guid)
        for name in POINTS:
            check_points(criterion, fields.get(name))
        score = score_of(work.session, criterion_guid)
        for name, value in fields.items():
            setattr(score, name, value.strip() if isinstance(value, str) else value)
    return work.change


def set_scores(dossier: Dossier, *, scores: Mapping[tuple[str, str], Decimal | None]) -> Change:
    """Type points of many leaves as one step, by guid and name of the score. Raises `UserError` as `set_score` does."""
    count = len({guid for guid, _name in scores})
    words = _("Score criterion") if count == 1 else _("Score {count} criteria").format(count=count)
    with dossier.change(words) as work:
        for (guid, name), points in scores.items():
            if name not in POINTS:
                raise TypeError(f"a score has no points {name}")
            criterion = work.session.get_one(Criterion, guid)
            check_points(criterion, points)
            setattr(score_of(work.session, guid), name, points)
    return work.change


def score_of(session: Session, criterion_guid: str) -> Score:
    """The row of a leaf's scores, made when it is first asked for, within a transaction."""
    score = session.scalars(select(Score).where(Score.criterion_guid == criterion_guid)).first()
    if score is None:
        score = Score(criterion_guid=criterion_guid)
        session.add(score)
    return score


def points_problem(criterion: Criterion | CriterionRow, points: Decimal | None) -> str:
    """Why a criterion does not take these points; "" when it does."""
    least = -criterion.max_points if criterion.bonus else Decimal(0)
    if points is None or least <= points <= criterion.max_points:
        return ""
    return _("Criterion {code} takes from {least} to {most} points. Nothing was changed.").format(
        code=criterion.code, least=localised.points(least), most=localised.points(criterion.max_points)
    )


def check_points(criterion: Criterion, points: Decimal | None) -> None:
    """Raise `UserError` for points that a criterion does not take."""
    problem = points_problem(criterion, points)
    if problem:
        raise UserError(problem)


def link_task(dossier: Dossier, *, criterion_guid: str, task_guid: str) -> Change:
    """Say that a task mends a criterion."""
    with dossier.change(_("Link task")) as work:
        chosen = select(CriterionTask).where(
            CriterionTask.criterion_guid == criterion_guid, CriterionTask.task_guid == task_guid
        )
        if work.session.scalars(chosen).first() is None:
            work.session.add(CriterionTask(criterion_guid=criterion_guid, task_guid=task_guid))
    return work.change


def set_causes(dossier: Dossier, *, set_guid: str, causes: Collection[str]) -> Change:
    """Say which of the events that the set's rating names happened in the year; they cap the band or take it away."""
    with dossier.change(_("What caps the band")) as work:
        kept = work.session.get_one(CriteriaSet, set_guid)
        kept.causes = json.dumps(sorted(set(causes)), ensure_ascii=False)
    return work.change


def compare_years(dossier: Dossier, index_code: str, years: tuple[int, ...]) -> tuple[YearComparison, ...]:
    """The top lines of an index: per cent of the points reached in each year."""
    found: tuple[YearComparison, ...] = ()
    with dossier.read() as session:
        for year in years:
            chosen = select(CriteriaSet.guid).where(CriteriaSet.index_code == index_code, CriteriaSet.year == year)
            set_guid = session.scalars(chosen).first()
            if set_guid is not None:
                found = with_year(found, year, read_tops(_plain(session), set_guid))
    return found


def with_year(
    lines: Sequence[YearComparison], year: int, criteria: Sequence[CriterionRow]
) -> tuple[YearComparison, ...]:
    """The lines with what the fields among these criteria reached in a year."""
    found = {line.code: line for line in lines}
    for row in criteria:
        if row.level == 1 and row.max_points and not row.bonus:
            line = found.get(row.code, YearComparison(row.code, row.name, {}))
            share = scoring.percent(row.reached or Decimal(0), row.max_points)
            found[row.code] = replace(line, per_cents={**line.per_cents, year: share})
    return tuple(found.values())


def rescored(dossier: Dossier, view: IndexView, change: Change) -> IndexView | None:
    """The view after a change that touched nothing but scores of its leaves; None after any other."""
    leaves = {values["criterion_guid"] for values in change.rows("score")}
    if change.tables != {"score"} or not leaves <= {row.guid for row in view.criteria}:
        return None
    with dossier.raw_connection() as plain:
        return reread_scores(plain, view, leaves)


def checks(view: IndexView) -> tuple[str, ...]:
    """What does not add up in a criteria set or its scores."""
    codes = {row.guid: row.code for row in view.criteria}
    lines = [
        scoring.ScoredCriterion(
            code=row.code,
            parent=codes.get(row.parent_guid or ""),
            max=row.max_points if row.own_max is None else row.own_max,
            score=row.self_score,
            applicable=row.applicable,
        )
        for row in view.criteria
    ]
    return tuple(scoring.check(lines))
