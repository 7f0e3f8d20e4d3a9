"""What goes along with a report: chosen for each report, kept with its paper."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.appendix_rows import (
    APPENDICES,
    FIGURES,
    PAPERS,
    PROGRESS,
    TARGETS,
    PlanProgress,
    ReportAppendices,
)
from cchc_desktop.models.draft_rows import TaskFact
from cchc_desktop.models.paper import DocumentLine, OfficialDocument
from cchc_desktop.models.plan import Section, YearPaper
from cchc_desktop.models.plan_rows import TargetRow
from cchc_desktop.models.report import Report
from cchc_desktop.models.target_rows import years_of
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.frame.task_facts import TaskFacts
from cchc_desktop.services.frame.task_rows import group_rows
from cchc_desktop.services.papers.papers import put_lines
from cchc_desktop.services.papers.targets import target_rows
from cchc_desktop.services.reporting.report_facts import papers_of_period
from cchc_desktop.services.reporting.reports import refuse_sent
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

ROLE = "appendix"  # of the paper's lines that name what goes along
_NONE = "none"


def read_choice(dossier: Dossier, report_guid: str) -> tuple[str, ...]:
    """Which appendices go along with a report, in printed order; the figures alone as long as nobody chose."""
    with dossier.read() as session:
        return _choice(session, session.get_one(Report, report_guid).paper_guid)


def _choice(session: Session, paper_guid: str) -> tuple[str, ...]:
    chosen = select(DocumentLine.text).where(DocumentLine.document_guid == paper_guid, DocumentLine.role == ROLE)
    found = set(session.scalars(chosen))
    return tuple(name for name in APPENDICES if name in found) if found else (FIGURES,)


def set_appendices(dossier: Dossier, *, report_guid: str, chosen: Collection[str]) -> Change:
    """Choose what goes along with a report. Raises `UserError` for one that is sent."""
    if unknown := set(chosen) - set(APPENDICES):
        raise TypeError(f"no appendix {', '.join(sorted(unknown))}")
    with dossier.change(_("Choose appendices")) as work:
        report = work.session.get_one(Report, report_guid)
        refuse_sent(report)
        paper = work.session.get_one(OfficialDocument, report.paper_guid)
        put_lines(paper, ROLE, [name for name in APPENDICES if name in chosen] or [_NONE])
    return work.change


def read_appendices(dossier: Dossier, report_guid: str, today: date) -> ReportAppendices:
    """What goes along with a report, with its rows; tasks as of the day of issue, else of today, within the period."""
    with dossier.read() as session:
        report = session.get_one(Report, report_guid)
        chosen = _choice(session, report.paper_guid)
        period = Period.parse(report.period)
        day = session.get_one(OfficialDocument, report.paper_guid).issued_on or today
        as_of = min(day, period.figures_to)
        papers = papers_of_period(dossier, period) if PAPERS in chosen else ()
        targets, years = _targets(session, report.year) if TARGETS in chosen else ((), ())
        return ReportAppendices(
            chosen=chosen,
            as_of=as_of,
            plans=_plans(session, report.year, as_of, period.figures_to) if PROGRESS in chosen else (),
            papers=tuple(row for row in papers if row.paper_guid != report.paper_guid),
            targets=targets,
            target_years=years,
        )


def _targets(session: Session, year: int) -> tuple[tuple[TargetRow, ...], tuple[int, ...]]:
    """The targets of all papers of a year, with the years that are shown of them."""
    chosen = select(YearPaper.guid, OfficialDocument.subject).join(
        OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid
    )
    found: list[TargetRow] = []
    years: set[int] = set()
    for guid, subject in session.execute(chosen.where(YearPaper.year == year).order_by(YearPaper.position)).all():
        rows = target_rows(session, guid)
        found += rows
        titles = session.scalars(select(Section.title).where(Section.plan_guid == guid)) if rows else ()
        years.update(years_of(subject, titles, year, rows) if rows else ())
    return tuple(found), tuple(sorted(years))


def _plans(session: Session, year: int, as_of: date, until: date) -> tuple[PlanProgress, ...]:
    """The plans of a year that have tasks."""
    tasks = TaskFacts(session, year, as_of, until)
    chosen = select(YearPaper.guid, OfficialDocument.subject).join(
        OfficialDocument, YearPaper.paper_guid == OfficialDocument.guid
    )
    found = []
    for guid, subject in session.execute(chosen.where(YearPaper.year == year).order_by(YearPaper.position)).all():
        groups = group_rows(session, guid)
        mine = _tasks_in(tasks.all, {group.guid for group in groups})
        if mine:
            found.append(PlanProgress(guid, subject, groups, mine))
    return tuple(found)


def _tasks_in(tasks: Sequence[TaskFact], groups: Collection[str]) -> tuple[TaskFact, ...]:
    return tuple(fact for fact in tasks if fact.row.group_guid in groups)
