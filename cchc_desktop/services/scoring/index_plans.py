"""From gap to plan: lost criteria become an improvement plan with its frame; each task keeps its criterion."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.exchange import Appraisal
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.paper import DocumentLine
from cchc_desktop.models.plan import Section, YearPaper
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.gaps import gap
from cchc_desktop.rules.numbers import format_percent, format_points, rounded
from cchc_desktop.rules.progress import CLOSED
from cchc_desktop.rules.sentences import bare, fill
from cchc_desktop.services import forms
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.offices import read_units
from cchc_desktop.services.papers.papers_from_templates import FOLDER, create_from_template
from cchc_desktop.services.reporting.drafting import markup_of
from cchc_desktop.services.reporting.sentence_forms import sentence_forms, unusable
from cchc_desktop.services.scoring import index_results
from cchc_desktop.services.scoring.index_proof import responsible_units
from cchc_desktop.services.scoring.indices import index_view, link_task
from cchc_desktop.services.scoring.surveys import satisfaction
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

TEMPLATE, SENTENCES = "plan_indices", "improvement"
PARTS = ("sipas", "papi")  # beside the criteria: what is done for the surveys of other bodies
_ALL = "management"  # the field whose unit sees to the reform as a whole
_CODES = {"par": "PAR_INDEX_COMMUNE", "sipas": "SIPAS", "papi": "PAPI"}


@dataclass(frozen=True)
class _Planned:
    """A task of the plan before it is one; `criterion` is "" for those of no criterion."""

    part: str  # "par", "sipas", "papi"
    group: str
    field_code: str
    objective: str
    task: str
    product: str
    lead: str
    deadline: str
    criterion: str = ""


def lost_criteria(view: IndexView) -> tuple[CriterionRow, ...]:
    """The leaves that did not reach their maximum by the last round that gave points, the largest loss first."""
    lost = [row for row in view.criteria if row.is_leaf and row.applicable and not row.bonus and _lost(row) > 0]
    return tuple(sorted(lost, key=_lost, reverse=True))


def _lost(row: CriterionRow) -> Decimal:
    return Decimal(0) if row.reached is None else row.max_points - row.reached


def create_improvement_plan(
    dossier: Dossier,
    *,
    set_guid: str,
    criteria: Collection[str],
    year: int | None = None,
    parts: Collection[str] = PARTS,
) -> Change:
    """Begin the plan that wins back what these criteria (guids of leaves) lost, as one step.

    It is of the year after the set's unless `year` says another; `parts` are further indices with tasks of their own.
    Each task of a criterion is linked to it, and to the criterion of the same code in the plan's year where that has
    a set. Raises `UserError` where no criterion is chosen and no part, and where template or sentences cannot be used.
    """
    if not criteria and not parts:
        raise UserError(_("Choose at least one criterion that lost points. Nothing was changed."))
    words = sentence_forms(SENTENCES)
    try:
        with dossier.change(_("Improvement plan")) as work:
            view = index_view(work.session, set_guid)
            wanted = year or view.year + 1
            chosen = [row for row in lost_criteria(view) if row.guid in criteria]
            units = responsible_units(view, read_units(dossier))
            leads = _leads(read_units(dossier))
            begun = _unfinished(work.session, chosen)
            planned = [
                *_of_criteria(view, chosen, units, leads, begun, wanted, words),
                *_of_parts(parts, leads, wanted, words),
            ]
            made = create_from_template(dossier, year=wanted, code=TEMPLATE)
            facts = _Facts(dossier, work.session, view, chosen, units, wanted)
            _name_decision(made, facts, words)
            _write_sections(work.session, made, facts, planned, words)
            _add_tasks(dossier, made.created("plan")[0], planned, _twins(work.session, view, wanted))
        return work.change
    except (KeyError, TypeError, AttributeError) as error:
        raise unusable(SENTENCES) from error


def _leads(units: Sequence[UnitRow]) -> dict[str, str]:
    """The unit that leads each field; under "" the one that sees to all of it, which leads what no field names."""
    found = {code: unit.name for unit in reversed(units) for code in unit.fields}
    return {"": found.get(_ALL, ""), **found}


def _unfinished(session: Session, chosen: Sequence[CriterionRow]) -> dict[str, list[str]]:
    """By criterion, what its tasks say that are not done yet."""
    wanted = {guid for row in chosen for guid in row.task_guids}
    open_ = select(Task.guid, Task.text).where(Task.guid.in_(wanted), Task.status.not_in(CLOSED))
    texts = dict(session.execute(open_).tuples().all())
    return {row.guid: [bare(texts[guid]) for guid in row.task_guids if texts.get(guid, "").strip()] for row in chosen}


def _of_criteria(
    view: IndexView,
    chosen: Sequence[CriterionRow],
    units: Mapping[str, str],
    leads: Mapping[str, str],
    begun: Mapping[str, Sequence[str]],
    year: int,
    words: Mapping[str, Any],
) -> list[_Planned]:
    """A task for each chosen criterion, in the order of the set."""
    says, rows = words["par"], {row.guid: row for row in view.criteria}
    picked = {row.guid for row in chosen}
    found = []
    for row in view.criteria:
        if row.guid not in picked:
            continue
        top = _top(row, rows)
        values = {
            "code": row.code,
            "name": bare(row.name),
            "max": format_points(row.max_points),
            "score": format_points(row.reached or Decimal(0)),
            "last_year": str(view.year),
            "tasks": "; ".join(begun.get(row.guid, ())),
        }
        going_on = says.get("task_going_on") if begun.get(row.guid) else None
        found.append(
            _Planned(
                "par",
                fill(says["group"], {"field": bare(top.name)}),
                row.field_code or top.field_code,
                fill(says.get("objective", ""), values),
                fill(going_on or says["task"], values),
                fill(says["product"], values),
                units.get(row.guid) or leads[""],
                fill(says["deadline"], {"year": str(year)}),
                row.guid,
            )
        )
    return found


def _top(row: CriterionRow, rows: Mapping[str, CriterionRow]) -> CriterionRow:
    while row.parent_guid is not None:
        row = rows[row.parent_guid]
    return row


def _of_parts(parts: Collection[str], leads: Mapping[str, str], year: int, words: Mapping[str, Any]) -> list[_Planned]:
    """The tasks of the further indices, each led by the unit of the field that its sentence form names."""
    found = []
    for part in (one for one in PARTS if one in parts):
        says = words[part]
        for task in says["tasks"]:
            values = {"factor": task["factor"], "content": task["factor"]}
            deadline = fill(says["deadline"], {"year": str(year)})
            group, objective = fill(says["group"], values), fill(says.get("objective", ""), values)
            lead = leads.get(task.get("field", "")) or leads[""]
            found.append(_Planned(part, group, "", objective, task["task"], task["product"], lead, deadline))
    return found


@dataclass(frozen=True)
class _Facts:
    """What the texts of the plan are drafted from."""

    dossier: Dossier
    session: Session
    view: IndexView
    chosen: Sequence[CriterionRow]
    units: Mapping[str, str]
    year: int


def _name_decision(made: Change, facts: _Facts, words: Mapping[str, Any]) -> None:
    """The decision that published the last result, where it is known, in the legal basis that waits for it."""
    last = _result(facts.dossier, facts.view.index_code, facts.year - 1)
    decision = " ".join((last.decision if last is not None else "").split())
    wanted = words.get("decision_wanted", "")
    if not decision or not wanted:
        return
    named = fill(words["decision"], {"decision": decision}) if decision[:1].isdigit() else decision
    plan = facts.session.get_one(YearPaper, made.created("plan")[0])
    lines = select(DocumentLine).where(DocumentLine.document_guid == plan.paper_guid)
    for line in facts.session.scalars(lines).all():
        line.text = line.text.replace(wanted, named)


def _write_sections(
    session: Session, made: Change, facts: _Facts, planned: Sequence[_Planned], words: Mapping[str, Any]
) -> None:
    drawn = {"goals": _goals(facts, planned, words), "lost": _told_losses(facts, words)}
    for part in _CODES:
        drawn[part] = [Statement(f"{one.task}. Sản phẩm: {one.product}.") for one in planned if one.part == part]
    sections = forms.read_form(FOLDER, TEMPLATE)["sections"]
    for guid, form in zip(made.created("section"), sections, strict=True):
        statements = drawn.get(form.get("draws", ""), [])
        if statements:
            session.get_one(Section, guid).body = markup_of(statements)


def _goals(facts: _Facts, planned: Sequence[_Planned], words: Mapping[str, Any]) -> list[Statement]:
    """Last result and rank, and what is wanted now, of each index that the plan has tasks for."""
    says, found = words["goals"], []
    for part, code in _CODES.items():
        if part != "par" and not any(one.part == part for one in planned):
            continue
        index = facts.view.index_code if part == "par" else code
        last = _result(facts.dossier, index, facts.year - 1)
        goals = index_results.read_goals(facts.dossier, index_code=index, year=facts.year)
        values = {
            "index": words[part]["index"],
            "year": str(facts.year),
            "last_year": str(facts.year - 1),
            "goal": _wanted(goals, says, facts.year),
        }
        if last is None or last.share is None:
            wanted = gap(fill(says["wanted"], {"last_year": str(facts.year - 1)}))
            found.append(Statement(fill(says["unknown"], {**values, "gap": _own_figure(part, facts, says) + wanted})))
        else:
            told = {"share": format_percent(rounded(last.share, 2)), "rank": _rank(last, says)}
            found.append(Statement(fill(says["known"], {**values, **told})))
    return found


def _own_figure(part: str, facts: _Facts, says: Mapping[str, Any]) -> str:
    """What the office itself knows of an index that is not published yet, before the gap for the published result."""
    last_year, view = str(facts.year - 1), facts.view
    if part == "par" and view.year == facts.year - 1 and view.self_total:
        values = {"score": format_points(view.self_total), "max": format_points(view.max_total), "last_year": last_year}
        return fill(says.get("self_scored", ""), values)
    if part == "sipas" and (share := satisfaction(facts.dossier, facts.year - 1).share) is not None:
        return fill(says.get("surveyed", ""), {"share": format_percent(rounded(share, 2)), "last_year": last_year})
    return ""


def _result(dossier: Dossier, index: str, year: int) -> PublishedRow | None:
    rows = index_results.read_results(dossier, index_code=index, year=year)
    return next((row for row in rows if not row.office_name), None)


def _rank(last: PublishedRow, says: Mapping[str, Any]) -> str:
    if last.rank is None:
        return ""
    form = says["rank_of"] if last.ranked else says["rank"]
    return fill(form, {"rank": str(last.rank), "ranked": str(last.ranked or "")})


def _wanted(goals: Sequence[GoalRow], says: Mapping[str, Any], year: int) -> str:
    if not goals:
        return fill(says["usual"], {"last_year": str(year - 1)})
    return ", ".join(goal.words for goal in goals)


def _told_losses(facts: _Facts, words: Mapping[str, Any]) -> list[Statement]:
    says = words["lost"]
    if not facts.chosen:
        return [Statement(says["none"])]
    asked = select(Appraisal.criterion_guid, Appraisal.comment).order_by(Appraisal.round, Appraisal.at)
    comments = {guid: comment for guid, comment in facts.session.execute(asked).tuples() if comment.strip()}
    found = []
    for row in facts.chosen:
        reason = bare(comments.get(row.guid, "") or row.explanation)
        unit = facts.units.get(row.guid, "")
        values = {
            "code": row.code,
            "name": bare(row.name),
            "score": format_points(row.reached or Decimal(0)),
            "max": format_points(row.max_points),
            "lost": format_points(_lost(row)),
            "reason": reason or gap(says["reason_wanted"]),
            "unit": fill(says["unit"], {"unit": unit}) if unit else "",
        }
        found.append(Statement(fill(says["criterion"], values), (row.guid,)))
    return found


def _twins(session: Session, view: IndexView, year: int) -> dict[str, str]:
    """The criterion of the same code in the set of that year, by the guid of the old one."""
    if year == view.year:
        return {}
    chosen = (
        select(Criterion.code, Criterion.guid)
        .join(CriteriaSet, Criterion.set_guid == CriteriaSet.guid)
        .where(CriteriaSet.index_code == view.index_code, CriteriaSet.year == year)
    )
    known = dict(session.execute(chosen).tuples().all())
    return {row.guid: known[row.code] for row in view.criteria if row.code in known}


def _add_tasks(dossier: Dossier, plan_guid: str, planned: Sequence[_Planned], twins: Mapping[str, str]) -> None:
    groups: dict[str, str] = {}
    for one in planned:
        if one.group not in groups:
            added = tasks.add_group(dossier, plan_guid=plan_guid, title=one.group, field_code=one.field_code)
            groups[one.group] = added.created("task_group")[0]
        cells = {
            Column.OBJECTIVE: one.objective,
            Column.TASK: one.task,
            Column.PRODUCT: one.product,
            Column.LEAD: one.lead,
            Column.DEADLINE: one.deadline,
        }
        made = tasks.paste_tasks(dossier, group_guid=groups[one.group], rows=[cells]).created("task")[0]
        for guid in filter(None, (one.criterion, twins.get(one.criterion))):
            link_task(dossier, criterion_guid=guid, task_guid=made)
