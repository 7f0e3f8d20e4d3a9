"""The exchange log as plain frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from cchc_desktop.rules.statuses import Direction, PackageStatus


@dataclass(frozen=True)
class PackageLogRow:
    """One line of the exchange log."""

    guid: str
    direction: Direction
    at: datetime
    partner: str
    subject: str
    file_name: str
    sha256: str
    size: int
    status: PackageStatus
    period: str = ""
    folder: str = ""
    address: str = ""
    status_at: datetime | None = None
    status_note: str = ""
