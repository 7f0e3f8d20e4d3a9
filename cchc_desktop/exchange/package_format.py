"""The package file (.cchcgoi): what lies where, its table of contents, its hash. See docs/package_format.md."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.rows import EvidenceRow, OfficeRow, ReportView, UnitRow, YearPaperView
from cchc_desktop.rules.periods import Period
from cchc_desktop.text import slug

SUFFIX = ".cchcgoi"
FORMAT = "cchc-package"
VERSION = 2
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 2 * 1024 * 1024
LARGEST_DATA = 24 * 1024 * 1024  # all files under data/ together

# What may lie in a package besides its manifest. The hash in front of an evidence file's name keeps names apart.
ENTRY_NAME = re.compile(
    r"data/(office|plans|reports|indices|evidence)\.json"
    r"|papers/[^/]{1,150}\.(docx|pdf|xlsx)"
    r"|evidence/[0-9a-f]{64}-[^/]{1,150}"
)


@dataclass(frozen=True)
class PackageEntry:
    """One file inside a package; `size` in bytes, unpacked."""

    name: str
    size: int
    sha256: str

    @property
    def title(self) -> str:
        """The file's own name, without the folder and the hash in front of evidence."""
        bare = self.name.rpartition("/")[2]
        return bare[65:] if self.name.startswith("evidence/") else bare


@dataclass(frozen=True)
class Manifest:
    """The table of contents; `period` is "" for the whole year; `made_at` is the sender's local time."""

    format: str
    version: int
    program_version: str
    made_at: datetime
    dossier_guid: str
    office_guid: str
    office: str
    superior: str
    year: int
    period: str
    note: str
    entries: tuple[PackageEntry, ...]


@dataclass(frozen=True)
class PackageData:
    """The rows that travel: of the year, and of the period's report where one was chosen."""

    office: OfficeRow
    units: tuple[UnitRow, ...] = ()
    plans: tuple[YearPaperView, ...] = ()
    reports: tuple[ReportView, ...] = ()
    indices: tuple[IndexView, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True)
class PackageInfo:
    """What a checked package says of itself; `sha256` is the manifest's hash, `size` the file's, in bytes."""

    path: Path
    size: int
    sha256: str
    manifest: Manifest
    counts: dict[str, int] = field(default_factory=dict)  # plans, tasks, reports, indices, papers, evidence

    @property
    def short_hash(self) -> str:
        """The check code that two people can compare by telephone: "7F3A-91C2"."""
        return short_hash(self.sha256)

    @property
    def office(self) -> str:
        """The sender, "UBND xã Bình Minh"."""
        return self.manifest.office

    @property
    def year(self) -> int:
        """The year of work."""
        return self.manifest.year

    @property
    def period(self) -> str:
        """Period code, "2026-9M", or "" for the whole year."""
        return self.manifest.period

    @property
    def made_at(self) -> datetime:
        """When the package was made, by the sender's clock."""
        return self.manifest.made_at

    @property
    def entries(self) -> tuple[PackageEntry, ...]:
        """The files inside, without the manifest itself."""
        return self.manifest.entries


def short_hash(sha256: str) -> str:
    """The first eight digits of a hash, in two groups; "" of ""."""
    return f"{sha256[:4]}-{sha256[4:8]}".upper() if sha256 else ""


def hash_of(manifest: dict[str, Any]) -> str:
    """SHA-256 of the manifest's canonical JSON without its member "hash"; through the entries it covers every byte."""
    return hashlib.sha256(canonical({k: v for k, v in manifest.items() if k != "hash"})).hexdigest()


def sealed(manifest: Manifest) -> dict[str, Any]:
    """The manifest as JSON, with its hash."""
    plain: dict[str, Any] = to_json(manifest)
    return {**plain, "hash": hash_of(plain)}


def file_name(office: str, year: int, period: str | None = None) -> str:
    """A name that every mail system carries: "CCHC-2026-9-thang-ubnd-xa-binh-minh.cchcgoi"."""
    covers = f"-{Period.parse(period).file_words}" if period else ""
    return f"CCHC-{year}{covers}-{slug(office) or 'don-vi'}{SUFFIX}"
