"""Emulation (phong trào thi đua): targets of a movement, who takes part, what each reached, who is to be rewarded."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class Movement(Base):
    """An emulation movement of a year; `plan_guid` is the plan that opens it."""

    __tablename__ = "movement"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    plan_guid: Mapped[str | None] = mapped_column(ForeignKey("plan.guid"), index=True)
    council: Mapped[str] = mapped_column(default="")  # the body that heads the papers, "" for the office
    most_rewarded: Mapped[int | None]


class MovementTarget(Base):
    """A target of a movement; `measure` is JSON: what it is compared with, "" where it is judged by hand."""

    __tablename__ = "movement_target"

    movement_guid: Mapped[str] = mapped_column(ForeignKey("movement.guid"), index=True)
    position: Mapped[int]
    field_code: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")


class Participant(Base):
    """A collective or a person that takes part, with the achievement that is reported and the vote on it."""

    __tablename__ = "participant"

    movement_guid: Mapped[str] = mapped_column(ForeignKey("movement.guid"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="collective")  # or "person"
    unit_guid: Mapped[str] = mapped_column(String(32), default="")
    reporter: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str] = mapped_column(default="")
    achievement: Mapped[str] = mapped_column(default="")
    votes: Mapped[int | None]
    voters: Mapped[int | None]
    proposed: Mapped[bool] = mapped_column(default=False)


class MovementResult(Base):
    """What a participant reached of a target; `met` None while nobody said so and nothing tells it."""

    __tablename__ = "movement_result"

    participant_guid: Mapped[str] = mapped_column(ForeignKey("participant.guid"), index=True)
    target_guid: Mapped[str] = mapped_column(ForeignKey("movement_target.guid"), index=True)
    value: Mapped[str] = mapped_column(default="")
    met: Mapped[bool | None]
    note: Mapped[str] = mapped_column(default="")


class MovementPaper(Base):
    """A paper that was made for a movement: its plan, or a part of the award dossier (`rules.emulation.AwardPaper`).

    `participant_guid` is that of whom the paper is about, "" where it is about all.
    """

    __tablename__ = "movement_paper"

    movement_guid: Mapped[str] = mapped_column(ForeignKey("movement.guid"), index=True)
    plan_guid: Mapped[str] = mapped_column(ForeignKey("plan.guid"), index=True)
    role: Mapped[str]
    participant_guid: Mapped[str] = mapped_column(String(32), default="")
