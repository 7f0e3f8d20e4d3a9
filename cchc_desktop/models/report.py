"""Outlines, reports that follow them, and figures."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base
from cchc_desktop.rules.statuses import ItemStatus, PartStatus, ReportStatus


class Outline(Base):
    """The headings and guidance of a report (đề cương), dated: old reports keep the outline of their time."""

    __tablename__ = "outline"

    code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    valid_from: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class OutlineItem(Base):
    """One heading of an outline; `periods` names the periods that need it, empty for all."""

    __tablename__ = "outline_item"

    outline_guid: Mapped[str] = mapped_column(ForeignKey("outline.guid"), index=True)
    parent_guid: Mapped[str | None] = mapped_column(ForeignKey("outline_item.guid"), index=True)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    guidance: Mapped[str] = mapped_column(default="")
    field_code: Mapped[str] = mapped_column(default="")
    periods: Mapped[str] = mapped_column(default="")  # "Q1,H1,9M,Y"
    optional: Mapped[bool] = mapped_column(default=False)
    tiers: Mapped[str] = mapped_column(default="")  # rules.organisation.Tier codes that need it, empty for all
    figures: Mapped[str] = mapped_column(default="")  # codes of figures shown beside the item, "21,22"


class Report(Base):
    """A periodic report of the office."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("year", "period"),)

    year: Mapped[int] = mapped_column(index=True)
    period: Mapped[str]  # rules.periods.Period code, "2026-9M"
    outline_guid: Mapped[str] = mapped_column(ForeignKey("outline.guid"))
    paper_guid: Mapped[str] = mapped_column(ForeignKey("official_document.guid"))
    status: Mapped[str] = mapped_column(default=ReportStatus.NOT_BEGUN)  # rules.statuses.ReportStatus
    due_on: Mapped[date | None]
    sent_on: Mapped[date | None]


class ReportItem(Base):
    """What the office wrote under one heading of the outline."""

    __tablename__ = "report_item"

    report_guid: Mapped[str] = mapped_column(ForeignKey("report.guid"), index=True)
    outline_item_guid: Mapped[str] = mapped_column(ForeignKey("outline_item.guid"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default=ItemStatus.EMPTY)  # rules.statuses.ItemStatus
    reason: Mapped[str] = mapped_column(default="")


class Figure(Base):
    """One line of the data appendix (phụ lục số liệu)."""

    __tablename__ = "figure"

    set_code: Mapped[str] = mapped_column(default="cchc_72")  # of the form in resources/figures it was taken from
    position: Mapped[int]
    code: Mapped[str] = mapped_column(unique=True)
    group_title: Mapped[str] = mapped_column(default="")
    field_code: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="count")
    formula: Mapped[str] = mapped_column(default="")
    cumulative: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(default="typed")  # typed, carried, or what is counted: "tasks.done"


class FigureValue(Base):
    """A figure's value in a period; `estimated` is printed as "ước"."""

    __tablename__ = "figure_value"
    __table_args__ = (UniqueConstraint("figure_guid", "period"),)

    figure_guid: Mapped[str] = mapped_column(ForeignKey("figure.guid"), index=True)
    period: Mapped[str] = mapped_column(index=True)
    value: Mapped[Decimal | None]
    estimated: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class FigureCheck(Base):
    """What must hold between figures, as a formula: "[2] <= [1]"."""

    __tablename__ = "figure_check"

    position: Mapped[int]
    formula: Mapped[str]
    message: Mapped[str] = mapped_column(default="")


class ReportDuty(Base):
    """A report that the office owes a receiver: what it covers, when it is due, when it was sent."""

    __tablename__ = "report_duty"
    __table_args__ = (UniqueConstraint("period", "receiver"),)

    year: Mapped[int] = mapped_column(index=True)
    period: Mapped[str]  # rules.periods.Period code, "2026-9M"
    receiver: Mapped[str]
    covers_from: Mapped[date | None]
    covers_to: Mapped[date | None]
    due_on: Mapped[date]
    sent_on: Mapped[date | None]


class ReportStatement(Base):
    """A sentence of a drafted item and the rows it rests on."""

    __tablename__ = "report_statement"

    item_guid: Mapped[str] = mapped_column(ForeignKey("report_item.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    rows: Mapped[str] = mapped_column(default="")  # guids, comma between


class Contribution(Base):
    """A unit's part of a report: asked for, come back, taken in."""

    __tablename__ = "contribution"

    report_guid: Mapped[str] = mapped_column(ForeignKey("report.guid"), index=True)
    unit_guid: Mapped[str | None] = mapped_column(ForeignKey("unit.guid", ondelete="SET NULL"), index=True)
    unit_name: Mapped[str]
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    received_at: Mapped[datetime | None]
    sender: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")  # of the file that came, kept as a stored file
    status: Mapped[str] = mapped_column(default=PartStatus.ASKED)  # rules.statuses.PartStatus
    asked_sha256: Mapped[str] = mapped_column(String(64), default="")  # of the part as it was asked for, kept likewise


class ReportWording(Base):
    """The sentences of `resources/sentences` that a report was first drafted with: a later wording is no change."""

    __tablename__ = "report_wording"

    report_guid: Mapped[str] = mapped_column(ForeignKey("report.guid"), unique=True)
    form: Mapped[str]  # JSON
