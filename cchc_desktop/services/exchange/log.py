"""The log of packages sent and received."""

from datetime import datetime

from sqlalchemy import select

from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.rows import PackageLogRow
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

DIRECTIONS = ("sent", "received")
STATUSES = ("made", "mailed", "saved", "received")


def read_log(dossier: Dossier, year: int) -> tuple[PackageLogRow, ...]:
    """What was sent and received for a year, newest first."""
    with dossier.read() as session:
        chosen = select(PackageLog).where(PackageLog.year == year).order_by(PackageLog.at.desc(), PackageLog.guid)
        return tuple(
            PackageLogRow(
                guid=row.guid,
                direction=row.direction,
                at=row.at,
                partner=row.partner,
                subject=row.subject,
                file_name=row.file_name,
                sha256=row.sha256,
                size=row.size,
                status=row.status,
                period=row.period,
                folder=row.folder,
            )
            for row in session.scalars(chosen)
        )


def add_log(
    dossier: Dossier,
    *,
    direction: str,
    partner: str,
    subject: str,
    file_name: str,
    sha256: str,
    size: int,
    status: str,
    year: int,
    period: str | None = None,
    folder: str = "",
    at: datetime | None = None,
) -> Change:
    """Note a package that left or arrived; `sha256` is the package's hash, `size` in bytes, `at` now if not given,
    `folder` where the file lies."""
    _check(DIRECTIONS, direction)
    _check(STATUSES, status)
    with dossier.change(_("Log package")) as work:
        work.session.add(
            PackageLog(
                direction=direction,
                at=at or datetime.now().replace(microsecond=0),
                partner=partner.strip(),
                subject=subject.strip(),
                file_name=file_name,
                sha256=sha256,
                size=size,
                status=status,
                year=year,
                period=period or "",
                folder=folder,
            )
        )
    return work.change


def _check(known: tuple[str, ...], value: str) -> None:
    if value not in known:
        raise TypeError(f"not one of {', '.join(known)}: {value}")
