"""The log of packages sent and received."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class PackageLog(Base):
    """One package that left or arrived."""

    __tablename__ = "package_log"

    direction: Mapped[str]
    at: Mapped[datetime]
    partner: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="made")
    year: Mapped[int] = mapped_column(default=0, index=True)
    period: Mapped[str] = mapped_column(default="")
    folder: Mapped[str] = mapped_column(default="")  # where the file lay when it was noted
