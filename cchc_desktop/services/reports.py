"""Periodic reports that follow an outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Plan
from cchc_desktop.models.report import Outline, OutlineItem, Report, ReportItem
from cchc_desktop.models.rows import FigureRow, ReportItemRow, ReportRow, ReportView, TaskRow
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services import forms
from cchc_desktop.services.figures import figure_rows
from cchc_desktop.services.papers import new_paper, paper_row
from cchc_desktop.services.task_rows import task_rows
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

ITEM_STATUSES = ("empty", "draft", "done", "not_applicable")
STATUSES = ("not_begun", "drafting", "waiting", "for_signature", "sent")


@dataclass(frozen=True)
class ItemFacts:
    """What is known about one heading: tasks of its field, figures, what the earlier reports said."""

    tasks: tuple[TaskRow, ...]
    figures: tuple[FigureRow, ...]
    previous_text: str
    same_last_year_text: str


def read_reports(dossier: Dossier, year: int) -> tuple[ReportRow, ...]:
    """The reports of a year in the order of their periods; those not yet begun are not among them."""
    with dossier.read() as session:
        reports = session.scalars(select(Report).where(Report.year == year)).all()
        order = {str(Period(year, kind)): place for place, kind in enumerate(PERIOD_KINDS)}
        return tuple(report_row(session, r) for r in sorted(reports, key=lambda r: order.get(r.period, 9)))


def at_hand(rows: Sequence[ReportRow]) -> ReportRow | None:
    """The report that is worked on: the first one begun and not sent, else the last one begun; None without any."""
    begun = [row for row in rows if row.status != "not_begun"]
    return next((row for row in begun if row.status != "sent"), begun[-1] if begun else None)


def report_row(session: Session, report: Report) -> ReportRow:
    """One line of the year's list of reports."""
    counts: dict[str, int] = {}
    counted = select(ReportItem.status, func.count()).where(ReportItem.report_guid == report.guid)
    for status, count in session.execute(counted.group_by(ReportItem.status)):
        counts[status] = count
    return ReportRow(
        guid=report.guid,
        revision=report.revision,
        year=report.year,
        period=report.period,
        title=session.get_one(OfficialDocument, report.paper_guid).subject,
        status=report.status,
        due_on=report.due_on,
        sent_on=report.sent_on,
        paper_guid=report.paper_guid,
        items_done=counts.get("done", 0) + counts.get("not_applicable", 0),
        items_total=sum(counts.values()),
    )


def read_report(dossier: Dossier, report_guid: str) -> ReportView:
    """A whole report, ready to be composed."""
    with dossier.read() as session:
        report = session.get_one(Report, report_guid)
        return ReportView(
            report=report_row(session, report),
            paper=paper_row(session, report.paper_guid),
            items=_item_rows(session, report),
            figures=figure_rows(session, report.period),
        )


def _item_rows(session: Session, report: Report) -> tuple[ReportItemRow, ...]:
    """The report's headings in reading order."""
    children: dict[str | None, list[OutlineItem]] = {}
    for heading in session.scalars(
        select(OutlineItem).where(OutlineItem.outline_guid == report.outline_guid).order_by(OutlineItem.position)
    ):
        children.setdefault(heading.parent_guid, []).append(heading)
    items = {
        item.outline_item_guid: item
        for item in session.scalars(select(ReportItem).where(ReportItem.report_guid == report.guid))
    }
    rows: list[ReportItemRow] = []

    def walk(parent: str | None, parent_item: str | None, level: int) -> None:
        for heading in children.get(parent, ()):
            item = items.get(heading.guid)
            if item is None:  # a heading that this period does not need
                continue
            rows.append(
                ReportItemRow(
                    guid=item.guid,
                    revision=item.revision,
                    outline_item_guid=heading.guid,
                    parent_guid=parent_item,
                    level=level,
                    number=heading.number,
                    title=heading.title,
                    guidance=heading.guidance,
                    field_code=heading.field_code,
                    text=item.text,
                    status=item.status,
                    reason=item.reason,
                )
            )
            walk(heading.guid, item.guid, level + 1)

    walk(None, None, 1)
    return tuple(rows)


def create_report(dossier: Dossier, *, period: str, outline_code: str = forms.DEFAULT_OUTLINE) -> Change:
    """Begin a period's report: its paper, and an empty item for each heading that the period needs.

    Raises `UserError` when the period has its report already.
    """
    with dossier.change(_("New report")) as work:
        new_report(work.session, Period.parse(period), outline_code)
        ensure_year(work, Period.parse(period).year)
    return work.change


def new_report(session: Session, period: Period, outline_code: str = forms.DEFAULT_OUTLINE) -> Report:
    """Begin a period's report, within a transaction."""
    if session.scalars(select(Report).where(Report.period == str(period))).first() is not None:
        raise UserError(_("There is already a report for {period}. Open it instead.").format(period=period.title))
    outline = forms.ensure_outline(session, outline_code)
    forms.ensure_figures(session)
    subject = f"Kết quả công tác cải cách hành chính {period.title}"
    paper = new_paper(session, year=period.year, kind=PaperKind.REPORT, subject=subject)
    session.flush()
    report = Report(
        year=period.year,
        period=str(period),
        outline_guid=outline.guid,
        paper_guid=paper.guid,
        due_on=forms.due_date(period.year, str(period.kind)),
        status="drafting",
    )
    session.add(report)
    session.flush()
    headings = session.scalars(select(OutlineItem).where(OutlineItem.outline_guid == outline.guid)).all()
    for position, heading in enumerate(headings):
        if not heading.periods or str(period.kind) in heading.periods.split(","):
            session.add(ReportItem(report_guid=report.guid, outline_item_guid=heading.guid, position=position))
    session.flush()
    return report


def set_item(
    dossier: Dossier, *, item_guid: str, text: str | None = None, status: str | None = None, reason: str | None = None
) -> Change:
    """Write under a heading; text makes an empty item a draft, no text makes it empty again."""
    if status is not None and status not in ITEM_STATUSES:
        raise TypeError(f"no item status {status}")
    with dossier.change(_("Edit report")) as work:
        item = work.session.get_one(ReportItem, item_guid)
        if text is not None:
            item.text = text
            if item.status in ("empty", "draft"):
                item.status = "draft" if text.strip() else "empty"
        if status is not None:
            item.status = status
        if reason is not None:
            item.reason = reason.strip()
    return work.change


def set_report_status(dossier: Dossier, *, report_guid: str, status: str, sent_on: date | None = None) -> Change:
    """Note where a report stands; "sent" with the day it left."""
    if status not in STATUSES:
        raise TypeError(f"no report status {status}")
    with dossier.change(_("Set report status")) as work:
        report = work.session.get_one(Report, report_guid)
        report.status = status
        report.sent_on = sent_on
    return work.change


def item_facts(dossier: Dossier, item_guid: str, today: date) -> ItemFacts:
    """Everything known about one heading of a report."""
    with dossier.read() as session:
        item = session.get_one(ReportItem, item_guid)
        heading = session.get_one(OutlineItem, item.outline_item_guid)
        report = session.get_one(Report, item.report_guid)
        period = Period.parse(report.period)
        wanted = [code for code in heading.figures.split(",") if code]
        figures = [f for f in figure_rows(session, report.period) if f.code in wanted] if wanted else []
        return ItemFacts(
            tasks=_tasks_of_field(session, report.year, heading.field_code),
            figures=tuple(figures),
            previous_text=_text_in(session, str(period.previous()), heading),
            same_last_year_text=_text_in(session, str(period.same_last_year()), heading),
        )


def _tasks_of_field(session: Session, year: int, field_code: str) -> tuple[TaskRow, ...]:
    if not field_code:
        return ()
    found: list[TaskRow] = []
    for plan_guid in session.scalars(select(Plan.guid).where(Plan.year == year).order_by(Plan.position)).all():
        mine = select(Task.guid).join(TaskGroup, Task.group_guid == TaskGroup.guid)
        guids = session.scalars(mine.where(TaskGroup.plan_guid == plan_guid, TaskGroup.field_code == field_code)).all()
        if guids:
            found += task_rows(session, plan_guid, set(guids))
    return tuple(found)


def _text_in(session: Session, period: str, heading: OutlineItem) -> str:
    """What the report of another period said under the same heading of its own outline."""
    report = session.scalars(select(Report).where(Report.period == period)).first()
    if report is None:
        return ""
    twin = select(ReportItem.text).join(OutlineItem, ReportItem.outline_item_guid == OutlineItem.guid)
    same = (
        OutlineItem.guid == heading.guid
        if report.outline_guid == heading.outline_guid
        else (OutlineItem.title == heading.title)
    )
    return session.scalars(twin.where(ReportItem.report_guid == report.guid, same)).first() or ""


def available_outlines(dossier: Dossier) -> list[tuple[str, str]]:
    """Code and title of the outlines in the dossier and in resources."""
    found = dict(forms.available("outlines"))
    with dossier.read() as session:
        found.update(dict(session.execute(select(Outline.code, Outline.title)).tuples().all()))
    return sorted(found.items())
