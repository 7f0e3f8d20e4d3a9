"""Indices: criteria sets of a year, their tree, the scores, and what was published of an index."""

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class CriteriaSet(Base):
    """A set of criteria (bộ tiêu chí) of one index for one year.

    `bands` is JSON [[name, minimum per cent], ...], `rating` what else decides the band (`rules.scoring`), `steps` the
    days of its process, [[step, from or null, to], ...] in ISO form.
    """

    __tablename__ = "criteria_set"

    index_code: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    bands: Mapped[str] = mapped_column(default="[]")
    version: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # the paper that issues the set, as it is cited
    level: Mapped[str] = mapped_column(default="commune")
    declared_max: Mapped[Decimal | None]  # the total as the paper says it, parts that are not self-scored included
    steps: Mapped[str] = mapped_column(default="[]")
    rating: Mapped[str] = mapped_column(default="{}")
    causes: Mapped[str] = mapped_column(default="[]")  # events of the year that cap the band, JSON list of `rating`'s


class Criterion(Base):
    """A field, criterion or sub-criterion (tiêu chí thành phần) with its highest points and the office's scores."""

    __tablename__ = "criterion"

    set_guid: Mapped[str] = mapped_column(ForeignKey("criteria_set.guid"), index=True)
    parent_guid: Mapped[str | None] = mapped_column(ForeignKey("criterion.guid"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    rule: Mapped[str] = mapped_column(default="")  # how it is scored, in the words of the set
    requirement: Mapped[str] = mapped_column(default="")
    proof_wanted: Mapped[str] = mapped_column(default="")  # the evidence that the set asks for, in its words
    responsible: Mapped[str] = mapped_column(default="")  # the unit that sees to it
    applies_to: Mapped[str] = mapped_column(default="")
    scored_by: Mapped[str] = mapped_column(default="self")  # "self", "council" or "survey"
    scoring: Mapped[str] = mapped_column(
        default=""
    )  # the rule as data (`rules.scoring`), "" while it is scored by hand
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
    inputs: Mapped[str] = mapped_column(default="{}")  # what was typed for the rule, JSON {name: value}
    not_arising: Mapped[bool] = mapped_column(default=False)  # nothing of the kind happened in the year
    final: Mapped[Decimal | None]


class CriterionTask(Base):
    """A task that mends a criterion which lost points."""

    __tablename__ = "criterion_task"

    criterion_guid: Mapped[str] = mapped_column(ForeignKey("criterion.guid"), index=True)
    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)


class IndexResult(Base):
    """What was published of an index in a year: points, rank, band; `office_name` is "" for the office itself."""

    __tablename__ = "index_result"

    index_code: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = mapped_column(index=True)
    office_name: Mapped[str] = mapped_column(default="")
    points: Mapped[Decimal | None]
    max_points: Mapped[Decimal | None]
    rank: Mapped[int | None]
    ranked: Mapped[int | None]  # of how many
    band: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # the paper that publishes it, as it is cited


class IndexGoal(Base):
    """What an office wants of an index in a year: a share or more, a rank or better, more than the year before."""

    __tablename__ = "index_goal"

    index_code: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]  # "share", "rank", "higher"
    value: Mapped[Decimal | None]
