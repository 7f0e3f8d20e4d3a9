"""The task frame (khung nhiệm vụ): groups, objectives, tasks and what belongs to a task."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cchc_desktop.models.base import Base


class TaskGroup(Base):
    """A group row of the frame (I, II ...), usually one reform field."""

    __tablename__ = "task_group"

    plan_guid: Mapped[str] = mapped_column(ForeignKey("plan.guid"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    field_code: Mapped[str] = mapped_column(default="")


class Objective(Base):
    """Column 1: an objective, target or content that spans its tasks."""

    __tablename__ = "objective"

    group_guid: Mapped[str] = mapped_column(ForeignKey("task_group.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]


class Task(Base):
    """One row of the frame; order within the group is `position`."""

    __tablename__ = "task"

    group_guid: Mapped[str] = mapped_column(ForeignKey("task_group.guid"), index=True)
    objective_guid: Mapped[str | None] = mapped_column(ForeignKey("objective.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(default="")  # for search without diacritics
    lead_text: Mapped[str] = mapped_column(default="")
    coordination_text: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")
    budget_text: Mapped[str] = mapped_column(default="")
    budget_amount: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")  # further column of the frame
    status: Mapped[str] = mapped_column(default="not_started")
    percent: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the superior's paper that assigned it
    printed_number: Mapped[str] = mapped_column(default="")  # in the paper it came from: "nhiệm vụ số 22"
    carried_from: Mapped[str] = mapped_column(String(32), default="")  # guid of last year's unfinished task

    activities: Mapped[list["Activity"]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Activity.position"
    )
    products: Mapped[list["Product"]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Product.position"
    )
    units: Mapped[list["TaskUnit"]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="TaskUnit.position"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="task", cascade="all, delete-orphan", order_by="Milestone.position"
    )


class Activity(Base):
    """Column 3: one activity of a task."""

    __tablename__ = "activity"

    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    task: Mapped[Task] = relationship(back_populates="activities")


class Product(Base):
    """Column 4: one product of a task, with the kind of paper it will be where that is known."""

    __tablename__ = "product"

    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    paper_kind: Mapped[str] = mapped_column(default="")
    task: Mapped[Task] = relationship(back_populates="products")


class TaskUnit(Base):
    """Columns 5 and 6: a unit as typed, `role` lead or coordination, and the unit it is known to be."""

    __tablename__ = "task_unit"

    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
    role: Mapped[str]  # rules.roles.UnitRole
    position: Mapped[int]
    text: Mapped[str]
    unit_guid: Mapped[str | None] = mapped_column(ForeignKey("unit.guid", ondelete="SET NULL"), index=True)
    task: Mapped[Task] = relationship(back_populates="units")


class Milestone(Base):
    """Column 7: one meaning of the deadline phrase, and when it was met."""

    __tablename__ = "milestone"

    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    label: Mapped[str]
    date_from: Mapped[date | None]
    date_to: Mapped[date | None]
    exclusive: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]
    task: Mapped[Task] = relationship(back_populates="milestones")


class TaskResult(Base):
    """What was reached of a task by a day; the newest is also the task's `result`."""

    __tablename__ = "task_result"

    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
    day: Mapped[date]
    text: Mapped[str]
    percent: Mapped[int | None]
