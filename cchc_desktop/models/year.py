"""The years a dossier holds."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class WorkYear(Base):
    """One reform year, with the office profile of its time."""

    __tablename__ = "work_year"

    year: Mapped[int] = mapped_column(unique=True)
    profile_guid: Mapped[str | None] = mapped_column(ForeignKey("office_profile.guid"))
    closed: Mapped[bool] = mapped_column(default=False)  # its papers are only read
