"""Rows of the sample commune, made from the forms in `resources/sample`."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cchc_desktop.models.index import CriteriaSet, Criterion, CriterionTask, Score
from cchc_desktop.models.office import OfficeProfile, Officer, Receiver, Unit, UnitAlias, UnitField
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Target, YearPaper
from cchc_desktop.models.report import Figure, OutlineItem, ReportItem
from cchc_desktop.models.task import Objective, Task, TaskGroup, TaskResult
from cchc_desktop.models.year import WorkYear
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import Period, PeriodKind
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services import forms
from cchc_desktop.services.frame.task_cells import CellWriter
from cchc_desktop.services.frame.task_rows import task_rows
from cchc_desktop.services.papers.papers import new_paper, put_lines
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.reporting.figures import put_value
from cchc_desktop.services.reporting.reports import new_report
from cchc_desktop.services.scoring.indices import add_set


def add_office(session: Session, form: dict[str, Any], years: Iterable[int]) -> None:
    """The office with its working years, receivers, units and officers."""
    profile = OfficeProfile(valid_from=None, **form["office"])
    session.add(profile)
    for year in years:
        session.add(WorkYear(year=year, profile_guid=profile.guid))
    for position, receiver in enumerate(form["receivers"]):
        session.add(Receiver(position=position, **receiver))
    units: dict[str, Unit] = {}
    for position, item in enumerate(form["units"]):
        unit = Unit(position=position, name=item["name"], key=unit_key(item["name"]), short_code=item["short_code"])
        unit.aliases = [UnitAlias(name=name, key=unit_key(name)) for name in item["aliases"]]
        unit.fields = [UnitField(field_code=code) for code in item["fields"]]
        units[unit.name] = unit
        session.add(unit)
    for position, officer in enumerate(form["officers"]):
        session.add(
            Officer(
                position=position,
                name=officer["name"],
                title=officer["title"],
                unit_guid=units[officer["unit"]].guid if officer["unit"] else None,
                signing_form=officer["signing_form"],
            )
        )


def _paper(session: Session, kind: PaperKind, year: int, form: dict[str, Any]) -> str:
    fields = {k: v for k, v in form.items() if isinstance(v, str) and k not in ("subject", "issued_on")}
    paper = new_paper(session, year=year, kind=kind, subject=form["subject"], **fields)
    paper.issued_on = date.fromisoformat(form["issued_on"]) if form.get("issued_on") else None
    for role, name in (
        ("legal_basis", "legal_bases"),
        ("article", "articles"),
        ("addressee", "addressees"),
        ("recipient", "recipients"),
    ):
        put_lines(paper, role, form.get(name, ()))
    return paper.guid


def add_plan(session: Session, form: dict[str, Any]) -> None:
    """A plan with its papers, sections, targets and tasks."""
    decision = form.get("decision")
    plan = YearPaper(
        year=form["year"],
        kind=form["kind"],
        position=0 if form["kind"] == "annual" else 1,
        status=PlanStatus.ISSUED if (decision or form["paper"]).get("number") else PlanStatus.DRAFT,
        frame_mode=form["frame_mode"],
        paper_guid=_paper(session, PaperKind.PLAN, form["year"], form["paper"]),
        decision_guid=_paper(session, PaperKind.DECISION, form["year"], decision) if decision else None,
    )
    session.add(plan)
    add_sections(
        session,
        plan.guid,
        [
            NewSection(item["level"], item["number"], item["title"], item["body"], item["role"])
            for item in form["sections"]
        ],
    )
    for position, item in enumerate(form["targets"]):
        numbers = {k: Decimal(str(item[k])) if item[k] else None for k in ("value", "value_to")}
        session.add(
            Target(
                plan_guid=plan.guid,
                position=position,
                text=item["text"],
                comparator=item["comparator"],
                unit=item["unit"],
                **numbers,
            )
        )
    for position, item in enumerate(form["groups"]):
        _group(session, plan, position, item)


def _group(session: Session, plan: YearPaper, position: int, form: dict[str, Any]) -> None:
    group = TaskGroup(plan_guid=plan.guid, position=position, title=form["title"], field_code=form["field"])
    session.add(group)
    writer = CellWriter(session)
    place = 0
    for number, item in enumerate(form["objectives"]):
        objective = None
        if item["text"]:
            objective = Objective(group_guid=group.guid, position=number, text=item["text"])
            session.add(objective)
        for task_form in item["tasks"]:
            _task(session, writer, group, objective, place, task_form)
            place += 1


def _task(
    session: Session,
    writer: CellWriter,
    group: TaskGroup,
    objective: Objective | None,
    position: int,
    form: dict[str, Any],
) -> None:
    task = Task(
        group_guid=group.guid,
        objective_guid=objective.guid if objective else None,
        position=position,
        text=form["text"],
        status=form["status"],
        percent=form["percent"],
        result=form["result"],
        reason=form["reason"],
    )
    session.add(task)
    cells = {
        Column.TASK: form["text"],
        Column.ACTIVITY: "\n".join(form["activities"]),
        Column.PRODUCT: "\n".join(form["products"]),
        Column.LEAD: "; ".join(form["leads"]),
        Column.COORDINATION: "; ".join(form["coordinators"]),
        Column.DEADLINE: form["deadline"],
        Column.BUDGET: form["budget"],
    }
    for column, text in cells.items():
        writer.write(task, column, text)
    for row in form.get("results", ()):
        day = date.fromisoformat(row["on"])
        session.add(TaskResult(task_guid=task.guid, day=day, text=row["text"], percent=row["percent"]))
    finished = date.fromisoformat(form["done_on"]) if form.get("done_on") else None
    for place in form["done_milestones"]:
        milestone = task.milestones[place]
        milestone.done_on = min(filter(None, (finished, milestone.date_to)), default=None)


def add_reports(session: Session, form: dict[str, Any]) -> None:
    """The reports of a year, from the sent ones to one that is hardly begun; an item left out stays empty."""
    for item in form["reports"]:
        report = new_report(session, Period(form["year"], PeriodKind(item["period"])), form["outline"])
        report.status = item["status"]
        report.sent_on = date.fromisoformat(item["sent_on"]) if item["sent_on"] else None
        _report_paper(session, report.paper_guid, item)
        rows = {row.outline_item_guid: row for row in session.scalars(_items_of(report.guid))}
        headings = _numbered(session, report.outline_guid)
        for number, text in item["items"].items():
            row = rows[headings[number]]
            row.text, row.status = text["text"], text["status"]


def add_figures(session: Session, form: dict[str, Any]) -> None:
    """Values of the data appendix by period and code."""
    forms.ensure_figures(session)
    codes = dict(session.execute(select(Figure.code, Figure.guid)).tuples().all())
    for period, values in form.items():
        for code, value in values.items():
            put_value(
                session,
                codes[code],
                period,
                Decimal(value["value"]) if value["value"] else None,
                value.get("estimated", False),
                value.get("note", ""),
            )


def _items_of(report_guid: str) -> Select[tuple[ReportItem]]:
    return select(ReportItem).where(ReportItem.report_guid == report_guid)


def _report_paper(session: Session, paper_guid: str, form: dict[str, Any]) -> None:
    paper = session.get_one(OfficialDocument, paper_guid)
    paper.number = form["number"]
    paper.issued_on = date.fromisoformat(form["issued_on"]) if form["issued_on"] else None
    paper.preamble = form["preamble"]
    put_lines(paper, "addressee", form["addressees"])
    put_lines(paper, "recipient", form["recipients"])


def _numbered(session: Session, outline_guid: str) -> dict[str, str]:
    """Outline items by their full number: "II.2", "II.3.1"."""
    items = session.scalars(select(OutlineItem).where(OutlineItem.outline_guid == outline_guid)).all()
    by_guid = {item.guid: item for item in items}

    def full(item: OutlineItem) -> str:
        own = item.number.rstrip(".)")
        parent = by_guid.get(item.parent_guid or "")
        return f"{full(parent)}.{own.rpartition('.')[2]}" if parent else own

    return {full(item): item.guid for item in items}


def add_indices(session: Session, form: dict[str, Any], tasks_year: int) -> None:
    """The scores of each year; the criteria of `tasks_year` are tied to the tasks of its annual plan.

    Some shares come from the figures of the sample's own form, which other offices may not have.
    """
    resource = forms.read_form("criteria", "par_index_commune_demo")
    for year, scores in form["PAR_INDEX_COMMUNE"].items():
        kept = add_set(session, int(year), {**resource, "title": "PAR INDEX cấp xã"})
        codes = criterion_codes(session, kept)
        for code, source in form["sources"].items():
            criterion = session.get_one(Criterion, codes[code])
            rule = json.loads(criterion.scoring)
            rule["measure"]["share"]["source"] = source
            criterion.scoring = json.dumps(rule, ensure_ascii=False)
        for code, score in scores.items():
            points = {
                column: Decimal(str(score[name])) if score.get(name) not in (None, "") else None
                for name, column in (("self", "self_score"), ("appraised", "appraised"), ("survey", "survey"))
            }
            session.add(
                Score(
                    criterion_guid=codes[code],
                    explanation=score["explanation"],
                    **points,
                )
            )
        if int(year) == tasks_year:
            tasks = task_numbers(session, tasks_year)
            for link in form["criterion_tasks"]:
                session.add(
                    CriterionTask(
                        criterion_guid=codes[link["criterion"]], task_guid=tasks[f"{link['group']}.{link['task']}"]
                    )
                )


def criterion_codes(session: Session, kept: CriteriaSet) -> dict[str, str]:
    """The criteria of a set by code."""
    return dict(
        session.execute(select(Criterion.code, Criterion.guid).where(Criterion.set_guid == kept.guid)).tuples().all()
    )


def task_numbers(session: Session, year: int) -> dict[str, str]:
    """Tasks of the annual plan by group and number: "III.2.1"."""
    plan = session.scalars(select(YearPaper.guid).where(YearPaper.kind == "annual", YearPaper.year == year)).one()
    return {f"{row.group_number}.{row.number}": row.guid for row in task_rows(session, plan)}
