"""What proves a task or a score, as plain frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class EvidenceRow:
    """What proves a task or a score; where it is no file, `file_name` and `sha256` are "" and `size` is 0."""

    guid: str
    revision: int
    title: str
    file_name: str
    sha256: str
    size: int
    added_at: datetime
    owner_guid: str = ""
    issued_guid: str = ""  # the issued paper that it is, if it is one
    kind: str = "file"  # rules.evidence_kinds.EvidenceKind
    reference: str = ""  # the guid of a task, the code of a figure, an address
    number: str = ""  # "08/QĐ-UBND", where its title does not say it
    issued_on: date | None = None
    issuer: str = ""
