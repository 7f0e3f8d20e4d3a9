"""Plans: the year's list, the whole of one, making and removing them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.emulation import Movement, MovementPaper
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section, Target, YearPaper
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.frame_columns import Column, codes_of, columns_from
from cchc_desktop.rules.organisation import area_name
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.services.frame.task_rows import group_rows, task_rows
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers.papers import new_paper, paper_row, put_lines
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.papers.targets import delete_target, target_rows, with_table
from cchc_desktop.services.reporting.outlines import outline_along
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

FRAME_MODES = ("table", "list", "both")


def plan_row(session: Session, plan: YearPaper) -> YearPaperRow:
    """One line of the year's list of plans."""
    count = session.scalar(
        select(func.count())
        .select_from(Task)
        .join(TaskGroup, Task.group_guid == TaskGroup.guid)
        .where(TaskGroup.plan_guid == plan.guid)
    )
    return YearPaperRow(
        guid=plan.guid,
        revision=plan.revision,
        year=plan.year,
        kind=plan.kind,
        title=session.get_one(OfficialDocument, plan.paper_guid).subject,
        status=PlanStatus(plan.status),
        frame_mode=plan.frame_mode,
        paper_guid=plan.paper_guid,
        decision_guid=plan.decision_guid,
        task_count=count or 0,
        further_columns=columns_from(plan.further_columns),
    )


def read_plans(dossier: Dossier, year: int) -> tuple[YearPaperRow, ...]:
    """The plans of a year in their order."""
    with dossier.read() as session:
        plans = session.scalars(
            select(YearPaper).where(YearPaper.year == year).order_by(YearPaper.position, YearPaper.guid)
        )
        return tuple(plan_row(session, plan) for plan in plans)


def annual_plan(dossier: Dossier, year: int) -> YearPaperRow | None:
    """The annual plan of a year, if there is one."""
    return next((plan for plan in read_plans(dossier, year) if plan.kind == "annual"), None)


def main_plan(dossier: Dossier, year: int) -> YearPaperRow | None:
    """The annual plan, or else the year's first one."""
    found = plans_with_tasks(dossier, year)
    return next((plan for plan in found if plan.kind == "annual"), None) or next(iter(found), None)


def plans_with_tasks(dossier: Dossier, year: int) -> tuple[YearPaperRow, ...]:
    """The papers of a year that may carry tasks, in their order: plans and programmes, no letters, no minutes."""
    kinds = paper_kinds(dossier, year)
    return tuple(plan for plan in read_plans(dossier, year) if plan.task_count or kinds[plan.guid].facts.carries_tasks)


def paper_kinds(dossier: Dossier, year: int) -> dict[str, PaperKind]:
    """Which kind of paper each plan of the year is, by the plan's guid."""
    with dossier.read() as session:
        found = session.execute(
            select(YearPaper.guid, OfficialDocument.kind)
            .join(OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid)
            .where(YearPaper.year == year)
        )
        return {guid: PaperKind(kind) for guid, kind in found}


def read_plan(dossier: Dossier, plan_guid: str) -> YearPaperView:
    """A whole plan, ready to be composed."""
    with dossier.read() as session:
        plan = session.get_one(YearPaper, plan_guid)
        outline = outline_along(session, plan.paper_guid)
        return YearPaperView(
            plan=plan_row(session, plan),
            paper=paper_row(session, plan.paper_guid),
            decision=paper_row(session, plan.decision_guid) if plan.decision_guid else None,
            sections=section_rows(session, plan_guid),
            groups=group_rows(session, plan_guid),
            tasks=task_rows(session, plan_guid),
            targets=target_rows(session, plan_guid),
            outline=outline,
            with_targets=with_table(session, plan.paper_guid),
        )


def section_rows(session: Session, plan_guid: str) -> tuple[SectionRow, ...]:
    """The section tree in reading order."""
    children: dict[str | None, list[Section]] = {}
    for section in session.scalars(
        select(Section).where(Section.plan_guid == plan_guid).order_by(Section.position, Section.guid)
    ):
        children.setdefault(section.parent_guid, []).append(section)
    found: list[SectionRow] = []

    def walk(parent: str | None, level: int) -> None:
        for section in children.get(parent, ()):
            found.append(
                SectionRow(
                    section.guid,
                    section.revision,
                    parent,
                    level,
                    section.number,
                    section.title,
                    section.body,
                    section.role,
                )
            )
            walk(section.guid, level + 1)

    walk(None, 1)
    return tuple(found)


def create_plan(dossier: Dossier, *, year: int, kind: str = "annual", subject: str = "") -> Change:
    """Begin a plan with the usual headings; the annual plan is issued by a decision."""
    with dossier.change(_("New plan")) as work:
        ensure_year(work, year)
        session = work.session
        area = area_name(profile_of(session, year).name)
        subject = subject.strip() or f"Công tác cải cách hành chính {area} năm {year}"
        paper = new_paper(session, year=year, kind=PaperKind.PLAN, subject=subject)
        decision = issuing_decision(session, year, PaperKind.PLAN, subject) if kind == "annual" else None
        plan = YearPaper(
            year=year,
            kind=kind,
            position=next_position(session, year),
            paper_guid=paper.guid,
            decision_guid=decision.guid if decision else None,
        )
        session.add(plan)
        headings = (
            NewSection(1, "I", "MỤC ĐÍCH, YÊU CẦU"),
            NewSection(1, "II", "NHIỆM VỤ CỤ THỂ", role=SectionRole.TASKS),
            NewSection(1, "III", "TỔ CHỨC THỰC HIỆN"),
        )
        add_sections(session, plan.guid, headings)
    return work.change


def issued_words(kind: PaperKind, subject: str) -> str:
    """How a decision names the paper that it issues: "Kế hoạch công tác cải cách hành chính …"."""
    return f"{kind.word} {subject[:1].lower()}{' '.join(subject[1:].split())}"


def issuing_decision(
    session: Session, year: int, kind: PaperKind, subject: str, articles: Sequence[str] = ()
) -> OfficialDocument:
    """The decision that a paper is attached to (mẫu 1.3): what it issues, from when, then further articles."""
    issued = issued_words(kind, subject)
    decision = new_paper(session, year=year, kind=PaperKind.DECISION, subject=f"Ban hành {issued}")
    first = (f"Ban hành kèm theo Quyết định này {issued}.", "Quyết định này có hiệu lực thi hành kể từ ngày ký.")
    put_lines(decision, "article", [*first, *articles])
    return decision


def next_position(session: Session, year: int) -> int:
    """Behind the year's last plan."""
    last = session.scalar(select(func.max(YearPaper.position)).where(YearPaper.year == year))
    return 0 if last is None else last + 1


def set_frame_mode(dossier: Dossier, *, plan_guid: str, frame_mode: str) -> Change:
    """Choose whether the tasks are printed as table, as list, or both."""
    if frame_mode not in FRAME_MODES:
        raise TypeError(f"no frame mode {frame_mode}")
    with dossier.change(_("Change how tasks are printed")) as work:
        work.session.get_one(YearPaper, plan_guid).frame_mode = frame_mode
    return work.change


def set_further_columns(dossier: Dossier, *, plan_guid: str, columns: Iterable[Column]) -> Change:
    """Choose which columns the frame of a plan has besides the usual eight; what stands in the others is kept."""
    with dossier.change(_("Choose columns of the frame")) as work:
        work.session.get_one(YearPaper, plan_guid).further_columns = codes_of(columns)
    return work.change


def remove_plan(dossier: Dossier, *, plan_guid: str) -> Change:
    """Remove a plan with its sections, tasks and papers; undo brings all of it back."""
    from cchc_desktop.services.frame.tasks import delete_group

    with dossier.change(_("Remove plan")) as work:
        session = work.session
        plan = session.get_one(YearPaper, plan_guid)
        for group in session.scalars(select(TaskGroup).where(TaskGroup.plan_guid == plan_guid)).all():
            delete_group(session, group)
        for target in session.scalars(select(Target).where(Target.plan_guid == plan_guid)).all():
            delete_target(session, target)
        for row in reversed(section_rows(session, plan_guid)):  # children before parents
            session.delete(session.get_one(Section, row.guid))
        papers = [plan.paper_guid, plan.decision_guid]
        for link in session.scalars(select(MovementPaper).where(MovementPaper.plan_guid == plan_guid)).all():
            session.delete(link)
        for movement in session.scalars(select(Movement).where(Movement.plan_guid == plan_guid)).all():
            movement.plan_guid = None
        session.delete(plan)
        for guid in papers:
            if guid:
                session.delete(session.get_one(OfficialDocument, guid))
    return work.change
