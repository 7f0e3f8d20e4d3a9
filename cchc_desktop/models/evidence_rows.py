"""What proves a task or a score, as plain frozen rows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EvidenceRow:
    """A file or issued paper that proves a task or a score."""

    guid: str
    revision: int
    title: str
    file_name: str
    sha256: str
    size: int
    added_at: datetime
    owner_guid: str = ""
    issued_guid: str = ""  # the issued paper that it is, if it is one
