"""What is kept in the archive and what of it goes on, as plain frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.models.year_rows import ReportRow


def span_of(first: int, last: int) -> str:
    """ "2023-2025", "2025"."""
    return str(last) if first == last else f"{first}-{last}"


@dataclass(frozen=True)
class ArchiveRow:
    """A former office's dossier; `package_sha256` is the hash of the handover that it was made of, or ""."""

    guid: str
    revision: int
    office: str
    dossier_guid: str
    first_year: int
    last_year: int
    file_name: str
    folder: str
    sha256: str
    size: int  # bytes
    package_sha256: str
    at: datetime

    @property
    def span(self) -> str:
        """Its years."""
        return span_of(self.first_year, self.last_year)


@dataclass(frozen=True)
class OpenPlan:
    """A plan of a former office and its tasks that are still open."""

    guid: str
    title: str
    cited: str  # as it is named beside a task
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class GoingOn:
    """What of a former office's year can be carried on here, without what was carried on before."""

    office: str
    year: int
    plans: tuple[OpenPlan, ...]
    reports: tuple[ReportRow, ...]  # not sent
    units: tuple[UnitRow, ...]  # named with their office, as they would be called here
    needed: frozenset[str]  # guids of those that open tasks name and that no unit here is called like

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.plans or self.reports or self.units)


@dataclass(frozen=True)
class RegisterHit:
    """A line of a register, and whose register it is."""

    office: str
    archive_guid: str  # "" for this dossier's own
    year: int
    line: RegisterRow
