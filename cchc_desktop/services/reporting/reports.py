"""Periodic reports that follow an outline."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.office import Receiver
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.report import Outline, OutlineItem, Report, ReportItem
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.statuses import ItemStatus, ReportStatus
from cchc_desktop.services import forms
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers.papers import new_paper, paper_row, put_lines
from cchc_desktop.services.reporting import duties
from cchc_desktop.services.reporting.figures import figure_rows
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def read_reports(dossier: Dossier, year: int) -> tuple[ReportRow, ...]:
    """The reports of a year in the order of their periods; those not yet begun are not among them."""
    with dossier.read() as session:
        reports = session.scalars(select(Report).where(Report.year == year)).all()
        order = {str(Period(year, kind)): place for place, kind in enumerate(PERIOD_KINDS)}
        return _rows(session, sorted(reports, key=lambda r: order.get(r.period, 9)))


def current(rows: Sequence[ReportRow]) -> ReportRow | None:
    """The report that is worked on: the first one begun and not sent, else the last one begun; None without any."""
    begun = [row for row in rows if row.status != ReportStatus.NOT_BEGUN]
    return next((row for row in begun if row.status != ReportStatus.SENT), begun[-1] if begun else None)


def report_row(session: Session, report: Report) -> ReportRow:
    """One line of the year's list of reports."""
    return _rows(session, (report,))[0]


def _rows(session: Session, reports: Sequence[Report]) -> tuple[ReportRow, ...]:
    """Lines of the list; an optional item that is empty is not missed."""
    guids = [report.guid for report in reports]
    counted = (
        select(ReportItem.report_guid, ReportItem.status, func.count())
        .join(OutlineItem, ReportItem.outline_item_guid == OutlineItem.guid)
        .where(ReportItem.report_guid.in_(guids), or_(~OutlineItem.optional, ReportItem.status != ItemStatus.EMPTY))
    )
    counts: dict[str, dict[str, int]] = {guid: {} for guid in guids}
    for guid, status, count in session.execute(counted.group_by(ReportItem.report_guid, ReportItem.status)):
        counts[guid][status] = count
    named = select(OfficialDocument.guid, OfficialDocument.subject)
    papers = [report.paper_guid for report in reports]
    titles = dict(session.execute(named.where(OfficialDocument.guid.in_(papers))).tuples().all())
    return tuple(
        ReportRow(
            guid=report.guid,
            revision=report.revision,
            year=report.year,
            period=report.period,
            title=titles[report.paper_guid],
            status=ReportStatus(report.status),
            due_on=report.due_on,
            sent_on=report.sent_on,
            paper_guid=report.paper_guid,
            items_done=counts[report.guid].get(ItemStatus.DONE, 0)
            + counts[report.guid].get(ItemStatus.NOT_APPLICABLE, 0),
            items_total=sum(counts[report.guid].values()),
        )
        for report in reports
    )


def read_report(dossier: Dossier, report_guid: str, figures: tuple[FigureRow, ...] | None = None) -> ReportView:
    """A whole report, ready to be composed; `figures` are those of the report where they were read already."""
    with dossier.read() as session:
        report = session.get_one(Report, report_guid)
        return ReportView(
            report=report_row(session, report),
            paper=paper_row(session, report.paper_guid),
            items=item_rows(session, report),
            figures=figure_rows(session, report.period) if figures is None else figures,
        )


def item_rows(session: Session, report: Report) -> tuple[ReportItemRow, ...]:
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
                    status=ItemStatus(item.status),
                    reason=item.reason,
                    optional=heading.optional,
                )
            )
            walk(heading.guid, item.guid, level + 1)

    walk(None, None, 1)
    return tuple(rows)


def create_report(dossier: Dossier, *, period: str, outline_code: str = "") -> Change:
    """Begin a period's report: its paper, and an empty item for each heading that the period needs.

    Without an outline it follows the usual one of its time. Raises `UserError` when the period has its report already.
    """
    with dossier.change(_("New report")) as work:
        new_report(work.session, Period.parse(period), outline_code)
        ensure_year(work, Period.parse(period).year)
    return work.change


def new_report(session: Session, period: Period, outline_code: str = "") -> Report:
    """Begin a period's report, within a transaction."""
    if session.scalars(select(Report).where(Report.period == str(period))).first() is not None:
        raise UserError(_("There is already a report for {period}. Open it instead.").format(period=period.title))
    outline = forms.ensure_outline(session, outline_code or forms.default_outline(session, period))
    subject = f"Kết quả công tác cải cách hành chính {period.title}"
    paper = new_paper(session, year=period.year, kind=PaperKind.REPORT, subject=subject)
    for role, texts in _receivers_of(session, paper.guid, profile_of(session, period.year).name).items():
        put_lines(paper, role, texts)
    report = Report(
        year=period.year,
        period=str(period),
        outline_guid=outline.guid,
        paper_guid=paper.guid,
        due_on=duties.first_due(session, str(period)) or forms.due_date(period.year, str(period.kind)),
        status=ReportStatus.DRAFTING,
    )
    session.add(report)
    tier = profile_of(session, period.year).tier
    headings = session.scalars(select(OutlineItem).where(OutlineItem.outline_guid == outline.guid)).all()
    for position, heading in enumerate(headings):
        if _needs(heading, period, tier):
            session.add(ReportItem(report_guid=report.guid, outline_item_guid=heading.guid, position=position))
    return report


def _receivers_of(session: Session, paper_guid: str, office: str) -> dict[str, tuple[str, ...]]:
    """Kính gửi and Nơi nhận as the office's last report had them; of its first one from the list of receivers."""
    earlier = (
        select(OfficialDocument)
        .join(Report, Report.paper_guid == OfficialDocument.guid)
        .where(OfficialDocument.guid != paper_guid)
        .order_by(Report.year.desc(), Report.due_on.desc())
    )
    for paper in session.scalars(earlier):
        row = paper_row(session, paper.guid)
        if row.addressees and row.recipients:
            return {"addressee": row.addressees, "recipient": row.recipients}
    listed = session.scalars(select(Receiver).order_by(Receiver.position)).all()
    names = tuple(dict.fromkeys(one.name for one in listed if one.purpose in ("all", "report")))
    inside = (f"Các phòng, đơn vị thuộc {office}",) if office else ()
    return {"addressee": names, "recipient": (*(("Như trên",) if names else ()), *inside, "Lưu: VT")}


def _needs(heading: OutlineItem, period: Period, tier: str) -> bool:
    """Whether a period's report of an office of this tier has the heading."""
    return (not heading.periods or str(period.kind) in heading.periods.split(",")) and (
        not heading.tiers or tier in heading.tiers.split(",")
    )


def set_item(
    dossier: Dossier, *, item_guid: str, text: str | None = None, status: str | None = None, reason: str | None = None
) -> Change:
    """Write under a heading; text makes an empty item a draft, no text makes it empty again."""
    if status is not None and status not in list(ItemStatus):
        raise TypeError(f"no item status {status}")
    with dossier.change(_("Edit report")) as work:
        item = work.session.get_one(ReportItem, item_guid)
        refuse_sent(work.session.get_one(Report, item.report_guid))
        if text is not None:
            item.text = text
            if item.status in (ItemStatus.EMPTY, ItemStatus.DRAFT):
                item.status = ItemStatus.DRAFT if text.strip() else ItemStatus.EMPTY
        if status is not None:
            item.status = status
        if reason is not None:
            item.reason = reason.strip()
    return work.change


def refuse_sent(report: Report) -> None:
    """Raise `UserError` for a report that is sent: what was sent and what is kept would differ unseen."""
    if report.status == ReportStatus.SENT:
        raise UserError(_("This report is noted as sent. Open it again first; nothing was changed."))


def set_report_status(
    dossier: Dossier,
    *,
    report_guid: str,
    status: str,
    sent_on: date | None = None,
    receivers: Mapping[str, date] | None = None,
) -> Change:
    """Note where a report stands; "sent" with the day it left.

    `receivers` says who got it on which day, by the guid of the duty; None for all who were still owed it.
    """
    if status not in list(ReportStatus):
        raise TypeError(f"no report status {status}")
    with dossier.change(_("Set report status")) as work:
        report = work.session.get_one(Report, report_guid)
        duties.note_sent(work.session, report.period, sent_on, report.sent_on, receivers)
        report.status = status
        report.sent_on = sent_on
    return work.change


def usual_outline(dossier: Dossier, period: Period) -> str:
    """The code of the outline that a report of a period follows unless another is chosen."""
    with dossier.read() as session:
        return forms.default_outline(session, period)


def available_outlines(dossier: Dossier) -> list[tuple[str, str]]:
    """Code and title of the outlines in the dossier and in resources."""
    found = dict(forms.available("outlines"))
    with dossier.read() as session:
        found.update(dict(session.execute(select(Outline.code, Outline.title)).tuples().all()))
    return sorted(found.items())
