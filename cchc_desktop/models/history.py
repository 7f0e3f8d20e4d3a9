"""Who changed what and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base
from cchc_desktop.rules.frame_columns import kept_in


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


@dataclass(frozen=True)
class Watched:
    """The columns of a table that have a history, and the column that names the row it belongs to.

    Of a part (`comes_and_goes`) its coming and going is a change of its owner, told by its first column.
    """

    owner: str
    columns: tuple[str, ...]
    comes_and_goes: bool = False


# `folded`, `position` and `budget_amount` follow from what is watched; units are watched as they were typed.
WATCHED: dict[str, Watched] = {
    "task": Watched(
        "guid",
        (*kept_in("task"), "status", "percent", "result", "reason", "source"),
    ),
    "objective": Watched("guid", kept_in("objective")),
    "activity": Watched("task_guid", kept_in("activity"), comes_and_goes=True),
    "product": Watched("task_guid", kept_in("product"), comes_and_goes=True),
    "milestone": Watched("task_guid", ("done_on",)),
    "evidence": Watched("owner_guid", ("title",), comes_and_goes=True),
    "score": Watched("criterion_guid", ("self_score", "appraised", "survey", "final"), comes_and_goes=True),
}
