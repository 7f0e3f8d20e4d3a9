"""Indices: criteria sets of a year, their tree and the scores."""

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class CriteriaSet(Base):
    """A set of criteria (bộ tiêu chí) of one index for one year; `bands` is JSON [[name, minimum per cent], ...]."""

    __tablename__ = "criteria_set"

    index_code: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    bands: Mapped[str] = mapped_column(default="[]")


class Criterion(Base):
    """A field, criterion or sub-criterion (tiêu chí thành phần) with its highest points and the office's scores."""

    __tablename__ = "criterion"

    set_guid: Mapped[str] = mapped_column(ForeignKey("criteria_set.guid"), index=True)
    parent_guid: Mapped[str | None] = mapped_column(ForeignKey("criterion.guid"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    rule: Mapped[str] = mapped_column(default="")
    field_code: Mapped[str] = mapped_column(default="")
    max_points: Mapped[Decimal] = mapped_column(default=Decimal(0))
    bonus: Mapped[bool] = mapped_column(default=False)  # outside the total of 100: bonus and penalty points


class Score(Base):
    """The scores of one leaf criterion: self-scored, appraised, survey."""

    __tablename__ = "score"

    criterion_guid: Mapped[str] = mapped_column(ForeignKey("criterion.guid"), unique=True)
    self_score: Mapped[Decimal | None]
    appraised: Mapped[Decimal | None]
    survey: Mapped[Decimal | None]
    applicable: Mapped[bool] = mapped_column(default=True)
    explanation: Mapped[str] = mapped_column(default="")


class CriterionTask(Base):
    """A task that mends a criterion which lost points."""

    __tablename__ = "criterion_task"

    criterion_guid: Mapped[str] = mapped_column(ForeignKey("criterion.guid"), index=True)
    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
