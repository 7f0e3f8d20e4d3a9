"""All that is known about a report, read at once: tasks with results and proof, figures, papers, what was said."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.documents.figures_appendix import places_of
from cchc_desktop.models.draft_rows import (
    FigureFact,
    IssuedFact,
    ItemFacts,
    ReportFacts,
    Statement,
    TaskFact,
)
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.report import FigureValue, OutlineItem, Report, ReportItem, ReportStatement
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.headings import Headings
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.sentences import bare, inner
from cchc_desktop.services.frame.task_facts import TaskFacts
from cchc_desktop.services.papers.register import issued_in
from cchc_desktop.services.reporting.figures import figure_rows
from cchc_desktop.services.reporting.reports import item_rows, report_row
from cchc_desktop.services.reporting.sentence_forms import kept_wording
from cchc_desktop.storage.dossier import Dossier


def read_facts(dossier: Dossier, report_guid: str, today: date) -> ReportFacts:
    """All that is known about a report and each of its headings."""
    with dossier.read() as session:
        report = session.get_one(Report, report_guid)
        papers = _papers(dossier, Period.parse(report.period), report.paper_guid)
        return _facts(session, report, papers, today)


def _facts(session: Session, report: Report, papers: tuple[IssuedFact, ...], today: date) -> ReportFacts:
    period = Period.parse(report.period)
    as_of = min(today, period.figures_to)
    items = item_rows(session, report)
    tasks = TaskFacts(session, report.year, as_of, period.figures_to)
    figures = _figures(session, period)
    before = _texts(session, str(period.previous()), report.outline_guid)
    same = _texts(session, str(period.same_last_year()), report.outline_guid)
    wanted = _figure_codes(session, report.outline_guid)
    own = _by_item(items, tasks)
    by_code = {fact.row.code: fact for fact in figures}
    of_item = {}
    for item in items:
        mine = own.get(item.guid, [])
        told = {fact.row.guid for fact in mine}
        of_item[item.guid] = ItemFacts(
            tasks=tuple(mine),
            others=tuple(f for f in tasks.of_field(item.field_code) if f.row.guid not in told),
            figures=tuple(by_code[code] for code in wanted[item.outline_item_guid] if code in by_code),
            previous_text=before.get(item.outline_item_guid) or before.get(item.title, ""),
            same_last_year_text=same.get(item.outline_item_guid) or same.get(item.title, ""),
        )
    return ReportFacts(
        report=report_row(session, report),
        period=period,
        as_of=as_of,
        items=items,
        of_item=of_item,
        tasks=tasks.all,
        figures=figures,
        papers=papers,
        kept=kept_statements(session, report.guid),
        next_to=_end_of_next(period),
        wording=kept_wording(session, report.guid),
    )


def kept_statements(session: Session, report_guid: str) -> dict[str, tuple[Statement, ...]]:
    """By item: the sentences that drafts put there, with the rows they rest on, in order."""
    found: dict[str, list[Statement]] = defaultdict(list)
    chosen = (
        select(ReportStatement.item_guid, ReportStatement.text, ReportStatement.rows)
        .join(ReportItem, ReportStatement.item_guid == ReportItem.guid)
        .where(ReportItem.report_guid == report_guid)
        .order_by(ReportStatement.item_guid, ReportStatement.position, ReportStatement.guid)
    )
    for item_guid, text, rows in session.execute(chosen):
        found[item_guid].append(Statement(text, tuple(guid for guid in rows.split(",") if guid)))
    return {guid: tuple(statements) for guid, statements in found.items()}


def _by_item(items: tuple[ReportItemRow, ...], tasks: TaskFacts) -> dict[str, list[TaskFact]]:
    """Each task under one heading of its field: a result is told once in a report."""
    parents = {item.parent_guid for item in items}
    of_field: dict[str, list[ReportItemRow]] = defaultdict(list)
    for item in items:
        if item.field_code and item.guid not in parents:
            of_field[item.field_code].append(item)
    found: dict[str, list[TaskFact]] = defaultdict(list)
    for field_code, leaves in of_field.items():
        headings = Headings([(leaf.title, leaf.guidance) for leaf in leaves])
        for fact in tasks.of_field(field_code):
            found[leaves[headings.closest(fact.row.text)].guid].append(fact)
    return found


def _figure_codes(session: Session, outline_guid: str) -> Mapping[str, tuple[str, ...]]:
    chosen = select(OutlineItem.guid, OutlineItem.figures).where(OutlineItem.outline_guid == outline_guid)
    return {guid: tuple(code for code in codes.split(",") if code) for guid, codes in session.execute(chosen)}


def _figures(session: Session, period: Period) -> tuple[FigureFact, ...]:
    before, same = str(period.previous()), str(period.same_last_year())
    chosen = select(FigureValue.figure_guid, FigureValue.period, FigureValue.guid, FigureValue.value).where(
        FigureValue.period.in_([before, same]), FigureValue.value.is_not(None)
    )
    values = {(row.figure_guid, row.period): row for row in session.execute(chosen)}
    found = []
    rows = figure_rows(session, str(period))
    places = places_of(rows)
    for row in rows:
        last, year = values.get((row.guid, before)), values.get((row.guid, same))
        found.append(
            FigureFact(
                row=row,
                previous_guid=last.guid if last else "",
                last_year=year.value if year else None,
                last_year_guid=year.guid if year else "",
                places=places.get(row.unit, 0),
            )
        )
    return tuple(found)


def _texts(session: Session, period: str, outline_guid: str) -> dict[str, str]:
    """What the report of another period said, by heading; by title where it followed another outline."""
    report = session.scalars(select(Report).where(Report.period == period)).first()
    if report is None:
        return {}
    chosen = (
        select(OutlineItem.guid, OutlineItem.title, ReportItem.text)
        .join(OutlineItem, ReportItem.outline_item_guid == OutlineItem.guid)
        .where(ReportItem.report_guid == report.guid, ReportItem.text != "")
    )
    same_outline = report.outline_guid == outline_guid
    return {guid if same_outline else title: text for guid, title, text in session.execute(chosen)}


def _papers(dossier: Dossier, period: Period, own: str) -> tuple[IssuedFact, ...]:
    """The papers issued in the period in the order of their dates, the report itself left out."""
    return tuple(
        IssuedFact(row.issued_guid or row.paper_guid, _cited(row))
        for row in papers_of_period(dossier, period)
        if row.paper_guid != own
    )


def papers_of_period(dossier: Dossier, period: Period) -> tuple[RegisterRow, ...]:
    """The lines of the register that fall in a period, which may begin in the year before."""
    first, last = period.figures_from, period.figures_to
    return tuple(row for year in range(first.year, last.year + 1) for row in issued_in(dossier, year, first, last))


def _cited(row: RegisterRow) -> str:
    """ "Kế hoạch số 14/KH-UBND ngày 22/01/2026 (tuyên truyền …)"."""
    head = f"{PaperKind(row.kind).word} số {full_number(row.number, row.symbol)}"
    day = f" ngày {format_date(row.issued_on)}" if row.issued_on else ""
    subject = bare(row.subject)
    return f"{head}{day} ({inner(subject)})" if subject else f"{head}{day}"


def _end_of_next(period: Period) -> date:
    """The last day of the months of the period that comes; of the next year after the year's report."""
    coming = next((kind for kind in PERIOD_KINDS if Period(period.year, kind) > period), None)
    month = Period(period.year, coming).figures_to.month if coming else 12
    year = period.year if coming else period.year + 1
    return date(year, month, monthrange(year, month)[1])
