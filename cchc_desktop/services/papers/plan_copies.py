"""A plan begun from an earlier one: its sections and tasks with the years moved on, unfinished tasks carried over."""

from collections.abc import Collection, Sequence
from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.copy_rows import CopyPreview
from cchc_desktop.models.plan import Target, TargetValue, YearPaper
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.documents_nd30 import body_of, symbol_of_body
from cchc_desktop.rules.frame_columns import Column, about
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.progress import CLOSED, TaskStatus
from cchc_desktop.services.frame.task_batches import TaskBatch
from cchc_desktop.services.frame.task_rows import group_rows, read_tasks, task_rows
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers.papers import new_paper, paper_row, put_lines
from cchc_desktop.services.papers.plan_texts import BODY, MovedTexts
from cchc_desktop.services.papers.plans import create_plan, main_plan, next_position, section_rows
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.papers.targets import APPENDIX, TARGETS, target_rows, with_table
from cchc_desktop.services.reporting.outlines import copy_outline_along
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def preview_copy(dossier: Dossier, *, plan_guid: str, year: int, with_tasks: bool = True) -> CopyPreview:
    """What a plan of `year` would take over from an earlier one; nothing is written."""
    tasks = read_tasks(dossier, plan_guid) if with_tasks else ()
    return _preview(MovedTexts(dossier, plan_guid, year, with_tasks=with_tasks), tasks)


def preview_last_year(dossier: Dossier, *, year: int) -> CopyPreview:
    """What `copy_last_year` would take over; nothing is written."""
    source = main_plan(dossier, year - 1)
    if source is None:
        return CopyPreview((), (), 0)
    texts = MovedTexts(dossier, source.guid, year, with_papers=False)
    return _preview(texts, read_tasks(dossier, source.guid))


def _preview(texts: MovedTexts, tasks: Sequence[TaskRow]) -> CopyPreview:
    return CopyPreview(
        texts.lines(),
        tuple(task for task in tasks if is_unfinished(task)),
        sum(task.status == TaskStatus.DONE for task in tasks),
    )


def is_unfinished(task: TaskRow) -> bool:
    """Whether the work on a task is still open."""
    return TaskStatus(task.status) not in CLOSED


def copy_plan(
    dossier: Dossier,
    *,
    plan_guid: str,
    year: int,
    move_years: bool = True,
    with_tasks: bool = True,
    with_done: bool = True,
    carried: Collection[str] = (),
    kept: Collection[str] = (),
) -> Change:
    """Begin a plan of `year` from another one, as one step.

    Number, date and progress stay behind. Where `move_years`, "năm 2026" becomes the new year, and so do the dates of
    deadlines; cited papers stay as they are, and so do the texts whose keys are `kept`. The tasks `carried` are marked
    in both plans: there as carried over, here with the task they come from. Done tasks come along only `with_done`. A
    second annual plan of a year is an ordinary one.
    """
    with dossier.change(_("New plan from an earlier one")) as work:
        session = work.session
        ensure_year(work, year)
        source = session.get_one(YearPaper, plan_guid)
        texts = MovedTexts(dossier, plan_guid, year if move_years else source.year, kept)
        kinds = session.scalars(select(YearPaper.kind).where(YearPaper.year == year)).all()
        plan = YearPaper(
            year=year,
            kind="other" if source.kind == "annual" and "annual" in kinds else source.kind,
            position=next_position(session, year),
            frame_mode=source.frame_mode,
            further_columns=source.further_columns,
            paper_guid=_copy_paper(session, source.paper_guid, year, texts),
            decision_guid=_copy_paper(session, source.decision_guid, year, texts) if source.decision_guid else None,
        )
        session.add(plan)
        _copy_sections(session, plan_guid, plan.guid, texts)
        _copy_targets(session, plan_guid, plan.guid, texts)
        if with_tasks:
            _copy_tasks(session, plan_guid, plan, texts, with_done, carried)
    return work.change


def copy_last_year(
    dossier: Dossier, *, year: int, with_done: bool = True, carried: Collection[str] = (), kept: Collection[str] = ()
) -> Change:
    """Take groups and tasks over from the main plan of the year before, as `copy_plan` does; nothing of its text."""
    with dossier.change(_("Take from last year")) as work:
        source = main_plan(dossier, year - 1)
        if source is not None:
            there = main_plan(dossier, year)
            guid = there.guid if there is not None else create_plan(dossier, year=year).created("plan")[0]
            texts = MovedTexts(dossier, source.guid, year, kept, with_papers=False)
            _copy_tasks(work.session, source.guid, work.session.get_one(YearPaper, guid), texts, with_done, carried)
    return work.change


def _copy_paper(session: Session, guid: str, year: int, texts: MovedTexts) -> str:
    row = paper_row(session, guid)
    kind = PaperKind(row.kind)
    paper = new_paper(session, year=year, kind=kind, subject=texts[f"{guid}:subject"])
    if kind is PaperKind.LETTER:
        paper.symbol = row.symbol  # with the drafting unit
    if kind is PaperKind.MINUTES:
        paper.signer_name = ""  # whoever is in the chair
    paper.authority = row.authority
    office = profile_of(session, year).name
    paper.symbol = symbol_of_body(paper.symbol, office, body_of(kind, row.authority, office) or office)
    paper.secrecy, paper.circulation, paper.contact_footer = row.secrecy, row.circulation, row.contact_footer
    paper.drafter_mark = row.drafter_mark
    paper.preamble, paper.closing = texts[f"{guid}:preamble"], texts[f"{guid}:closing"]
    put_lines(paper, "legal_basis", row.legal_bases)
    put_lines(paper, "article", [texts[f"{guid}:article:{number}"] for number in range(len(row.articles))])
    put_lines(paper, "addressee", row.addressees)
    put_lines(paper, "recipient", row.recipients)
    put_lines(paper, APPENDIX, [TARGETS] if with_table(session, guid) else [])
    copy_outline_along(session, guid, paper.guid, texts.__getitem__)
    return paper.guid


def _copy_sections(session: Session, source_guid: str, plan_guid: str, texts: MovedTexts) -> None:
    moved = [
        NewSection(row.level, row.number, texts[f"{row.guid}:title"], texts[f"{row.guid}{BODY}"], row.role)
        for row in section_rows(session, source_guid)
    ]
    add_sections(session, plan_guid, moved)


def _copy_targets(session: Session, source_guid: str, plan_guid: str, texts: MovedTexts) -> None:
    """The targets with their years, which stay what they are: the new plan shows what was reached before."""
    for position, row in enumerate(target_rows(session, source_guid)):
        told = {name: getattr(row, name) for name in ("comparator", "value", "value_to", "unit", "source")}
        target = Target(plan_guid=plan_guid, position=position, text=texts[row.guid], **told)
        session.add(target)
        for value in row.values:
            told = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in ("guid", "revision")}
            session.add(TargetValue(target_guid=target.guid, **told))


def _copy_tasks(
    session: Session, source_guid: str, plan: YearPaper, texts: MovedTexts, with_done: bool, carried: Collection[str]
) -> None:
    """The groups and tasks; what was cancelled stays behind, and so does a group that nothing is left of."""
    batch = TaskBatch(session)
    dropped = {TaskStatus.CANCELLED} if with_done else {TaskStatus.CANCELLED, TaskStatus.DONE}
    tasks = task_rows(session, source_guid)
    position = session.scalar(select(func.count()).select_from(TaskGroup).where(TaskGroup.plan_guid == plan.guid)) or 0
    for row in group_rows(session, source_guid):
        members = [task for task in tasks if task.group_guid == row.guid]
        left = [task for task in members if TaskStatus(task.status) not in dropped]
        if members and not left:
            continue
        group = TaskGroup(plan_guid=plan.guid, position=position, title=texts[row.guid], field_code=row.field_code)
        position += 1
        session.add(group)
        _add_tasks(batch, group.guid, left, texts, carried)
    batch.flush()
    for guid in carried:
        _mark_carried(session.get_one(Task, guid), plan.year)


def _add_tasks(
    batch: TaskBatch, group_guid: str, tasks: Sequence[TaskRow], texts: MovedTexts, carried: Collection[str]
) -> None:
    rows = []
    for task in tasks:
        rows.append({column: _moved(texts, task, column, text) for column, text in task.cells.items()})
    # What is left to do goes on under the paper that gave it; what begins anew waits for a new one.
    more = [
        {"carried_from": task.guid, "source": task.source, "printed_number": task.printed_number}
        if task.guid in carried
        else {"carried_from": ""}
        for task in tasks
    ]
    batch.add(group_guid, rows, more=more)


def _moved(texts: MovedTexts, task: TaskRow, column: Column, text: str) -> str:
    return texts[f"{task.guid}:{column}"] if about(column).moves else text


def _mark_carried(task: Task, year: int) -> None:
    task.status = str(TaskStatus.CARRIED_OVER)
    task.reason = task.reason or _("Goes on in the plan of {year}").format(year=year)
