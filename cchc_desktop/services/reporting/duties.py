"""The reporting regime of a year (chế độ báo cáo): which report is owed to whom, by when, and when it went."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.report import Report, ReportDuty
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services import forms
from cchc_desktop.services.offices import profile_of
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def read_duties(dossier: Dossier, year: int) -> tuple[DutyRow, ...]:
    """The duties of a year in the order of their periods, the earliest receiver first."""
    with dossier.read() as session:
        found = [_row(duty) for duty in session.scalars(select(ReportDuty).where(ReportDuty.year == year))]
    order = {str(Period(year, kind)): place for place, kind in enumerate(PERIOD_KINDS)}
    return tuple(sorted(found, key=lambda row: (order.get(row.period, len(order)), row.due_on, row.receiver)))


def owed_days(dossier: Dossier, year: int) -> dict[str, date]:
    """The day before which each report of a year that did not go yet is owed first, by its period."""
    days: dict[str, date] = {}
    for duty in read_duties(dossier, year):
        if duty.sent_on is None:
            days[duty.period] = min(duty.due_on, days.get(duty.period, duty.due_on))
    return days


def _row(duty: ReportDuty) -> DutyRow:
    return DutyRow(
        guid=duty.guid,
        revision=duty.revision,
        year=duty.year,
        period=duty.period,
        receiver=duty.receiver,
        covers_from=duty.covers_from,
        covers_to=duty.covers_to,
        due_on=duty.due_on,
        sent_on=duty.sent_on,
    )


def new_duty(period: Period, receiver: str, due_on: date) -> DutyRow:
    """A duty that is not kept yet, covering the days that the period's figures span."""
    return DutyRow(
        "", 0, period.year, str(period), receiver, period.figures_from, period.figures_to, due_on
    )  # fmt: skip


def take_regime(dossier: Dossier, *, year: int, regime: str = forms.DEFAULT_REGIME, receiver: str = "") -> Change:
    """Owe a receiver, the level above if none is named, the four reports of a regime; what is owed already stays."""
    with dossier.change(_("Take reporting regime")) as work:
        session = work.session
        receiver = receiver.strip() or profile_of(session, year).superior
        owed = set(session.scalars(select(ReportDuty.period).where(ReportDuty.receiver == receiver)))
        reports = {one.period: one for one in session.scalars(select(Report).where(Report.year == year))}
        for kind in PERIOD_KINDS:
            period = Period(year, kind)
            due = forms.due_date(year, str(kind), regime)
            if str(period) in owed or due is None:
                continue
            report = reports.get(str(period))
            row = new_duty(period, receiver, report.due_on if report is not None and report.due_on else due)
            _keep(session, replace(row, sent_on=report.sent_on if report is not None else None))
    return work.change


def set_duty(dossier: Dossier, *, duty: DutyRow) -> Change:
    """Keep a duty as it was edited, a new one when it has no guid; the period's report is due by the earliest.

    Raises `UserError` when it has no receiver, or the receiver is owed this report already.
    """
    with dossier.change(_("Edit reporting regime")) as work:
        if not duty.receiver.strip():
            raise UserError(_("Name the receiver of the report. Nothing was changed."))
        twin = select(ReportDuty.guid).where(
            ReportDuty.period == duty.period,
            ReportDuty.receiver == duty.receiver.strip(),
            ReportDuty.guid != duty.guid,
        )
        if work.session.scalars(twin).first() is not None:
            raise UserError(
                _("{receiver} is owed this report already. Change that line instead.").format(receiver=duty.receiver)
            )
        _keep(work.session, duty)
    return work.change


def remove_duty(dossier: Dossier, *, duty_guid: str) -> Change:
    """Owe this report no longer."""
    with dossier.change(_("Edit reporting regime")) as work:
        duty = work.session.get_one(ReportDuty, duty_guid)
        work.session.delete(duty)
        _follow(work.session, duty.period)
    return work.change


def _keep(session: Session, row: DutyRow) -> None:
    duty = session.get_one(ReportDuty, row.guid) if row.guid else ReportDuty(year=row.year)
    duty.period, duty.receiver, duty.due_on = row.period, row.receiver.strip(), row.due_on
    duty.covers_from, duty.covers_to, duty.sent_on = row.covers_from, row.covers_to, row.sent_on
    session.add(duty)
    _follow(session, row.period)


def _follow(session: Session, period: str) -> None:
    """The report's own date is the earliest of those still owed."""
    report = session.scalars(select(Report).where(Report.period == period)).first()
    due = first_due(session, period)
    if report is not None and due is not None and report.status != "sent":
        report.due_on = due


def first_due(session: Session, period: str) -> date | None:
    """The earliest day before which somebody is still owed the period's report."""
    owed = select(ReportDuty.due_on).where(ReportDuty.period == period, ReportDuty.sent_on.is_(None))
    return session.scalars(owed.order_by(ReportDuty.due_on)).first()


def note_sent(
    session: Session,
    period: str,
    sent_on: date | None,
    before: date | None,
    receivers: Mapping[str, date] | None = None,
) -> None:
    """The report went to all who were still owed it, or to `receivers` alone, each on its day by the duty's guid.

    Taken back (`sent_on` is None), those that went on the day `before` are owed again.
    """
    for duty in session.scalars(select(ReportDuty).where(ReportDuty.period == period)):
        if sent_on is not None and duty.sent_on is None:
            duty.sent_on = sent_on if receivers is None else receivers.get(duty.guid)
        elif sent_on is None and before is not None and duty.sent_on == before:
            duty.sent_on = None
