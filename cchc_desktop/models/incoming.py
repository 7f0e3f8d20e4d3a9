"""Incoming papers (văn bản đến) as they are registered (Nghị định 30/2020, Phụ lục IV), their files, their tasks."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class IncomingPaper(Base):
    """A line of the register of a year, that of the day on which the paper arrived; number and day of the paper itself
    are empty where it bears none.
    """

    __tablename__ = "incoming_paper"

    year: Mapped[int] = mapped_column(index=True)
    arrival_number: Mapped[str]  # số đến, once per year
    arrived_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")  # "15/KH-SNV"
    issued_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(default="")  # tên loại: "Kế hoạch"
    subject: Mapped[str]
    receiver: Mapped[str] = mapped_column(default="")  # the unit or person it was handed to
    due_on: Mapped[date | None]  # the last day by which it is to be dealt with
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class IncomingFile(Base):
    """A file of an incoming paper; its bytes are a `StoredFile`."""

    __tablename__ = "incoming_file"

    incoming_guid: Mapped[str] = mapped_column(ForeignKey("incoming_paper.guid"), index=True)
    position: Mapped[int]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]


class IncomingTask(Base):
    """A task of ours that an incoming paper assigned."""

    __tablename__ = "incoming_task"

    incoming_guid: Mapped[str] = mapped_column(ForeignKey("incoming_paper.guid"), index=True)
    task_guid: Mapped[str] = mapped_column(ForeignKey("task.guid"), index=True)
