"""Plans: papers with a tree of sections and, behind them, the task frame."""

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base
from cchc_desktop.rules.statuses import PlanStatus


class YearPaper(Base):
    """A plan of the year: annual, index, emulation, programme, propaganda or inspection."""

    __tablename__ = "plan"

    year: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(default="annual")
    status: Mapped[str] = mapped_column(default=PlanStatus.DRAFT)  # rules.statuses.PlanStatus
    frame_mode: Mapped[str] = mapped_column(default="table")
    further_columns: Mapped[str] = mapped_column(default="")  # codes of `rules.frame_columns`, a blank between
    paper_guid: Mapped[str] = mapped_column(ForeignKey("official_document.guid"))
    decision_guid: Mapped[str | None] = mapped_column(ForeignKey("official_document.guid"))


class Section(Base):
    """A heading of a plan with its text (light markup); `role` "tasks" prints the task list there."""

    __tablename__ = "section"

    plan_guid: Mapped[str] = mapped_column(ForeignKey("plan.guid"), index=True)
    parent_guid: Mapped[str | None] = mapped_column(ForeignKey("section.guid"), index=True)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="text")


class Target(Base):
    """A measurable target of a plan."""

    __tablename__ = "target"

    plan_guid: Mapped[str] = mapped_column(ForeignKey("plan.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    comparator: Mapped[str] = mapped_column(default="")
    value: Mapped[Decimal | None]
    value_to: Mapped[Decimal | None]
    unit: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # where its actual values come from: "figure:26", "index:SIPAS"


class TargetValue(Base):
    """A target in one year: what is planned where the years differ, what was reached, what is expected."""

    __tablename__ = "target_value"

    target_guid: Mapped[str] = mapped_column(ForeignKey("target.guid"), index=True)
    year: Mapped[int]
    planned: Mapped[Decimal | None]
    planned_to: Mapped[Decimal | None]
    actual: Mapped[Decimal | None]
    forecast: Mapped[Decimal | None]
    note: Mapped[str] = mapped_column(default="")
