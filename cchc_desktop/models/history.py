"""Who changed what and when."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class HistoryEntry(Base):
    """One column of one row before and after; written beside the change and never undone."""

    __tablename__ = "history"

    at: Mapped[datetime]
    who: Mapped[str]
    label: Mapped[str]
    owner_guid: Mapped[str] = mapped_column(String(32), index=True)  # the task, report or paper it belongs to
    what: Mapped[str]  # "task.deadline"
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
