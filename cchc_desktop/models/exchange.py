"""Packages sent and received: the log, what is kept of them, and what the superior says in them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String
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


class ExchangedPackage(Base):
    """What is kept of a package that was made here or taken in: its rows, and what taking it in changed.

    The rows are what the next package of the same partner is compared against, the change is what undoing leads back.
    """

    __tablename__ = "exchanged_package"

    number: Mapped[int]  # 1, 2 … in the order of making and taking in: clocks are not asked
    direction: Mapped[str]  # rules.statuses.Direction
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # the package's hash
    dossier_guid: Mapped[str] = mapped_column(String(32))  # of the dossier that it was made from
    office: Mapped[str] = mapped_column(default="")
    rows_sha256: Mapped[str] = mapped_column(String(64))
    change_sha256: Mapped[str] = mapped_column(String(64), default="")  # of one taken in


class Remark(Base):
    """What the superior says of a report, one of its items, a task or a criterion (`owner_kind` is the table)."""

    __tablename__ = "remark"

    owner_kind: Mapped[str]
    owner_guid: Mapped[str] = mapped_column(String(32), index=True)
    text: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    done: Mapped[bool] = mapped_column(default=False)  # ticked by the office: mended


class Appraisal(Base):
    """The superior's points for a criterion in a round of appraisal, and what the office answers."""

    __tablename__ = "appraisal"

    criterion_guid: Mapped[str] = mapped_column(ForeignKey("criterion.guid"), index=True)
    round: Mapped[int]
    score: Mapped[Decimal | None]
    comment: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    explanation: Mapped[str] = mapped_column(default="")  # of the office


class ReturnedReport(Base):
    """A report that the superior gave back for mending, and why."""

    __tablename__ = "returned_report"

    report_guid: Mapped[str] = mapped_column(ForeignKey("report.guid"), index=True)
    text: Mapped[str]
    by: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
