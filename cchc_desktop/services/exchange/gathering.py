"""What of a dossier travels: the rows that a package of a kind holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageData, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import Appraisal as KeptAppraisal
from cchc_desktop.models.package_rows import (
    Appraisal,
    AssignedRow,
    OutlineView,
    PeriodFigures,
    StatementRow,
    TaskResultRow,
)
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report import FigureValue, Report, ReportItem, ReportStatement
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.task import TaskResult
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.citing import Head, short_citation
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import evidence, offices, years
from cchc_desktop.services.frame.results import UNKNOWN_DAY
from cchc_desktop.services.papers import legal_bases, plans
from cchc_desktop.services.papers.register import read_issued
from cchc_desktop.services.reporting import duties, outlines, reports
from cchc_desktop.services.reporting.figures import figure_rows
from cchc_desktop.services.scoring import index_results, indices, surveys
from cchc_desktop.services.scoring.survey_forms import all_forms
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written


@dataclass(frozen=True)
class PackageWish:
    """What a package is to hold.

    With a `period` only its report goes. `chosen` are guids of plans or criteria sets; without any all of the year go.
    `forms` takes outlines, regime and legal bases along; packages down and handovers always have them.
    """

    year: int
    period: str | None = None
    kind: PackageKind = PackageKind.UP
    content: PackageContent = PackageContent.YEAR
    chosen: frozenset[str] = frozenset()
    evidence: EvidenceMode = EvidenceMode.WHOLE
    forms: bool = False


def gather(dossier: Dossier, wish: PackageWish) -> PackageData:
    """The rows that travel. Raises `UserError` when the period has no report, or there is nothing at all."""
    if wish.kind == PackageKind.DOWN:
        return _down(dossier, wish.year)
    whole = wish.kind == PackageKind.HANDOVER
    spans = years.read_years(dossier) if whole else (wish.year,)
    found = PackageData(
        office=offices.read_office(dossier, wish.year),
        units=offices.read_units(dossier),
        plans=_plans(dossier, spans, wish),
        reports=_reports(dossier, spans, wish),
        indices=_indices(dossier, spans, wish),
    )
    if whole:
        found = replace(
            found,
            offices=offices.read_offices(dossier),
            officers=offices.read_officers(dossier),
            receivers=offices.read_receivers(dossier),
            published=index_results.read_results(dossier),
            goals=index_results.read_goals(dossier),
            surveys=tuple(row for year in spans for row in surveys.read_surveys(dossier, year)),
        )
    with dossier.read() as session:
        found = replace(found, statements=_statements(session, found.reports))
        if whole:
            found = replace(found, figures=_figures(session, {view.report.period for view in found.reports}))
            found = replace(found, appraisals=_appraisals(session), survey_forms=all_forms(session))
        if wish.content == PackageContent.REPORT:
            found = replace(found, plans=_plans_told_of(dossier, session, wish.year, found))
        found = replace(
            found,
            results=_results(session, found.plans),
            issued=tuple(row for row in read_issued(session) if whole or _goes(row.paper_guid, row.year, wish, found)),
        )
    if not (found.plans or found.reports or found.indices):
        raise UserError(_("{year} holds nothing to send yet. Make a plan or a report first.").format(year=wish.year))
    owners = {task.guid for view in found.plans for task in view.tasks}
    owners |= {criterion.guid for view in found.indices for criterion in view.criteria}
    proofs = tuple(row for row in evidence.read_evidence(dossier) if whole or row.owner_guid in owners)
    found = replace(found, evidence=proofs)
    return _with_forms(dossier, found, spans, every=whole) if whole or wish.forms else found


def _plans(dossier: Dossier, spans: Iterable[int], wish: PackageWish) -> tuple[YearPaperView, ...]:
    if wish.content not in (PackageContent.YEAR, PackageContent.PLAN):
        return ()
    rows = (row for year in spans for row in plans.read_plans(dossier, year))
    return tuple(plans.read_plan(dossier, row.guid) for row in rows if not wish.chosen or row.guid in wish.chosen)


def _reports(dossier: Dossier, spans: Iterable[int], wish: PackageWish) -> tuple[ReportView, ...]:
    if wish.content not in (PackageContent.YEAR, PackageContent.REPORT):
        return ()
    rows: tuple[ReportRow, ...] = tuple(row for year in spans for row in reports.read_reports(dossier, year))
    if wish.period is not None:
        wanted = Period.parse(wish.period)
        rows = tuple(row for row in rows if row.period == str(wanted))
        if not rows:
            raise UserError(
                _("There is no report for {period} yet. Make one on the Reports tab.").format(period=wanted.title)
            )
    return tuple(reports.read_report(dossier, row.guid) for row in rows)


def _indices(dossier: Dossier, spans: Iterable[int], wish: PackageWish) -> tuple[indices.IndexView, ...]:
    if wish.content not in (PackageContent.YEAR, PackageContent.SCORE):
        return ()
    guids = (row[0] for year in spans for row in indices.read_sets(dossier, year))
    return tuple(indices.read_index(dossier, guid) for guid in guids if not wish.chosen or guid in wish.chosen)


def _appraisals(session: Session) -> tuple[Appraisal, ...]:
    """Every appraised point with what the office answered."""
    return tuple(
        Appraisal(
            row.guid,
            row.revision,
            row.criterion_guid,
            row.round,
            row.score,
            row.comment,
            row.by,
            row.at,
            row.explanation,
        )
        for row in session.scalars(select(KeptAppraisal).order_by(KeptAppraisal.at, written(KeptAppraisal)))
    )


def _figures(session: Session, reported: Collection[str]) -> tuple[PeriodFigures, ...]:
    """The figures of every period that has values and no report."""
    periods = session.scalars(select(FigureValue.period).distinct().order_by(FigureValue.period))
    return tuple(PeriodFigures(one, figure_rows(session, one)) for one in periods if one not in reported)


def _plans_told_of(dossier: Dossier, session: Session, year: int, data: PackageData) -> tuple[YearPaperView, ...]:
    """The plans whose tasks the report's statements rest on, by themselves or by their dated results."""
    told = {guid for row in data.statements for guid in row.rows}
    told |= set(session.scalars(select(TaskResult.task_guid).where(TaskResult.guid.in_(told))))
    views = (plans.read_plan(dossier, row.guid) for row in plans.read_plans(dossier, year))
    return tuple(view for view in views if any(task.guid in told for task in view.tasks))


def _statements(session: Session, views: Collection[ReportView]) -> tuple[StatementRow, ...]:
    guids = {item.guid for view in views for item in view.items}
    chosen = (
        select(ReportStatement)
        .join(ReportItem, ReportStatement.item_guid == ReportItem.guid)
        .where(ReportItem.report_guid.in_([view.report.guid for view in views]))
        .order_by(ReportStatement.item_guid, ReportStatement.position, ReportStatement.guid)
    )
    return tuple(
        StatementRow(
            row.guid,
            row.revision,
            row.item_guid,
            row.position,
            row.text,
            tuple(guid for guid in row.rows.split(",") if guid),
        )
        for row in session.scalars(chosen)
        if row.item_guid in guids
    )


def _results(session: Session, views: Collection[YearPaperView]) -> tuple[TaskResultRow, ...]:
    guids = {task.guid for view in views for task in view.tasks}
    found = session.scalars(select(TaskResult).order_by(TaskResult.task_guid, TaskResult.day, TaskResult.guid))
    return tuple(
        TaskResultRow(
            row.guid, row.revision, row.task_guid, None if row.day == UNKNOWN_DAY else row.day, row.text, row.percent
        )
        for row in found
        if row.task_guid in guids
    )


def _goes(paper_guid: str, year: int, wish: PackageWish, data: PackageData) -> bool:
    """Whether a line of the register goes along: of the whole year all of its, else those of the papers that go."""
    if wish.content == PackageContent.YEAR and not wish.chosen:
        return year == wish.year
    papers = {paper.guid for view in data.plans for paper in (view.paper, view.decision) if paper is not None}
    return paper_guid in papers | {view.paper.guid for view in data.reports}


def _with_forms(dossier: Dossier, data: PackageData, spans: Iterable[int], *, every: bool = False) -> PackageData:
    """The outlines that the reports follow, without reports or when asked `every`; the regime; the legal bases."""
    with dossier.read() as session:
        followed = set(
            session.scalars(
                select(Report.outline_guid).where(Report.guid.in_([view.report.guid for view in data.reports]))
            )
        )
    return replace(
        data,
        outlines=tuple(
            OutlineView(
                row.guid,
                row.revision,
                row.code,
                row.title,
                row.valid_from,
                row.source,
                outlines.read_outline(dossier, row.guid),
            )
            for row in outlines.read_outlines(dossier)
            if every or not followed or row.guid in followed
        ),
        duties=tuple(row for year in spans for row in duties.read_duties(dossier, year)),
        legal_bases=legal_bases.read_legal_bases(dossier),
    )


def _down(dossier: Dossier, year: int) -> PackageData:
    """What the level above gives out: criteria sets, outlines, regime, legal bases, and the tasks of its plans."""
    found = PackageData(
        office=offices.read_office(dossier, year),
        indices=tuple(indices.read_index(dossier, row[0]) for row in indices.read_sets(dossier, year)),
        assigned=tuple(
            row for plan in plans.read_plans(dossier, year) for row in _assigned(plans.read_plan(dossier, plan.guid))
        ),
    )
    return _with_forms(dossier, found, (year,))


def _assigned(view: YearPaperView) -> Iterable[AssignedRow]:
    """The tasks of a plan as they are given to others; `source` cites the paper that bears the number."""
    paper = view.decision or view.paper
    source = short_citation(Head(paper.number, paper.symbol, paper.issued_on, paper.authority))
    for task in view.tasks:
        yield AssignedRow(
            guid=task.guid,
            revision=task.revision,
            source=source,
            group=task.group_title,
            field_code=task.field_code,
            printed_number=f"{task.group_number}.{task.number}",
            cells=tuple((column, words) for column, words in task.cells.items() if words),
        )
