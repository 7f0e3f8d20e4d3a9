"""A plan begun from an earlier one: its sections and tasks with the years moved on, nothing of its progress."""

import re
from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.plan import Plan, Section, Target
from cchc_desktop.models.rows import PaperRow, TaskRow
from cchc_desktop.models.task import Objective, Task, TaskGroup
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services.papers import new_paper, paper_row, put_lines
from cchc_desktop.services.plans import section_rows
from cchc_desktop.services.task_cells import CellWriter
from cchc_desktop.services.task_rows import group_rows, task_rows
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

Shift = Callable[[str], str]


def copy_plan(dossier: Dossier, *, plan_guid: str, year: int) -> Change:
    """Begin a plan of `year` from an earlier one, as one step.

    Number, date and progress stay behind. "năm 2026" becomes the new year; dates of cited papers stay as they are,
    dates in deadlines move on.
    """
    with dossier.change(_("New plan from an earlier one")) as work:
        session = work.session
        ensure_year(work, year)
        source = session.get_one(Plan, plan_guid)
        moved = _shift(source.year, year)
        last = session.scalar(select(func.max(Plan.position)).where(Plan.year == year))
        plan = Plan(
            year=year,
            kind=source.kind,
            position=0 if last is None else last + 1,
            frame_mode=source.frame_mode,
            paper_guid=_copy_paper(session, source.paper_guid, year, moved),
            decision_guid=_copy_paper(session, source.decision_guid, year, moved) if source.decision_guid else None,
        )
        session.add(plan)
        session.flush()
        _copy_sections(session, plan_guid, plan.guid, moved)
        _copy_targets(session, plan_guid, plan.guid, moved)
        _copy_tasks(session, plan_guid, plan.guid, moved, source.year, year)
    return work.change


def _shift(old: int, new: int) -> Shift:
    """Moves the year in words, and the years just before and after it; leaves dates and numbers of papers alone."""
    found = re.compile(rf"(?<!tháng \d năm )(?<!tháng \d\d năm )(?<![\w/.\-])({old - 1}|{old}|{old + 1})(?![\w/])")

    def moved(text: str) -> str:
        return found.sub(lambda match: str(int(match[0]) + new - old), text)

    return moved


def _copy_paper(session: Session, guid: str, year: int, moved: Shift) -> str:
    row: PaperRow = paper_row(session, guid)
    kind = PaperKind(row.kind)
    paper = new_paper(session, year=year, kind=kind, subject=moved(row.subject))
    if kind is PaperKind.LETTER:
        paper.symbol = row.symbol  # with the drafting unit
    paper.authority, paper.preamble, paper.closing = row.authority, moved(row.preamble), moved(row.closing)
    put_lines(paper, "legal_basis", row.legal_bases)
    put_lines(paper, "article", [moved(article) for article in row.articles])
    put_lines(paper, "addressee", row.addressees)
    put_lines(paper, "recipient", row.recipients)
    session.flush()
    return paper.guid


def _copy_sections(session: Session, source_guid: str, plan_guid: str, moved: Shift) -> None:
    copies: dict[str, str] = {}
    for position, row in enumerate(section_rows(session, source_guid)):
        section = Section(
            plan_guid=plan_guid,
            parent_guid=copies[row.parent_guid] if row.parent_guid else None,
            position=position,
            number=row.number,
            title=moved(row.title),
            body=moved(row.body),
            role=row.role,
        )
        session.add(section)
        session.flush()
        copies[row.guid] = section.guid


def _copy_targets(session: Session, source_guid: str, plan_guid: str, moved: Shift) -> None:
    for row in session.scalars(select(Target).where(Target.plan_guid == source_guid).order_by(Target.position)).all():
        session.add(
            Target(
                plan_guid=plan_guid,
                position=row.position,
                text=moved(row.text),
                comparator=row.comparator,
                value=row.value,
                value_to=row.value_to,
                unit=row.unit,
            )
        )


def _copy_tasks(session: Session, source_guid: str, plan_guid: str, moved: Shift, old: int, new: int) -> None:
    groups: dict[str, str] = {}
    for row in group_rows(session, source_guid):
        group = TaskGroup(plan_guid=plan_guid, position=row.position, title=moved(row.title), field_code=row.field_code)
        session.add(group)
        session.flush()
        groups[row.guid] = group.guid
    objectives: dict[str, str] = {}
    writer = CellWriter(session)
    for task in task_rows(session, source_guid):
        if task.objective_guid and task.objective_guid not in objectives:
            first = Objective(group_guid=groups[task.group_guid], position=len(objectives), text=moved(task.objective))
            session.add(first)
            session.flush()
            objectives[task.objective_guid] = first.guid
        copy = Task(
            group_guid=groups[task.group_guid],
            objective_guid=objectives.get(task.objective_guid or ""),
            position=task.position,
            text=moved(task.text),
        )
        session.add(copy)
        session.flush()
        for column, text in _cells(task, moved, old, new).items():
            writer.write(copy, column, text)


def _cells(task: TaskRow, moved: Shift, old: int, new: int) -> dict[Column, str]:
    return {
        Column.ACTIVITY: moved("\n".join(task.activities)),
        Column.PRODUCT: moved("\n".join(product.text for product in task.products)),
        Column.LEAD: task.lead_text,
        Column.COORDINATION: task.coordination_text,
        # A deadline's dates are the plan's own: all of its years move on.
        Column.DEADLINE: re.sub(rf"(?<!\d){old}(?!\d)", str(new), task.deadline),
        Column.BUDGET: task.budget_text,
    }
