"""The log of packages sent and received."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base
from cchc_desktop.rules.statuses import PackageStatus


class PackageLog(Base):
    """One package that left or arrived."""

    __tablename__ = "package_log"

    direction: Mapped[str]  # rules.statuses.Direction
    at: Mapped[datetime]
    partner: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default=PackageStatus.MADE)  # rules.statuses.PackageStatus
    year: Mapped[int] = mapped_column(default=0, index=True)
    period: Mapped[str] = mapped_column(default="")
    folder: Mapped[str] = mapped_column(default="")  # where the file lay when it was noted
    address: Mapped[str] = mapped_column(default="")  # mail addresses it was sent or is to be sent to
    status_at: Mapped[datetime | None]  # when the status last changed; None while it is the first
    status_note: Mapped[str] = mapped_column(default="")  # why it failed, who says that it arrived
