"""The exchange log as plain frozen rows."""

from datetime import datetime
from typing import NamedTuple

from cchc_desktop.rules.statuses import Direction, PackageStatus


class PackageLogRow(NamedTuple):
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
