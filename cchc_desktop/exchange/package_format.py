"""The package file (.cchcgoi): what lies where, its table of contents, its hash. See docs/package_format.md."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_result_rows import GoalRow, PublishedRow
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, ReceiverRow, UnitRow
from cchc_desktop.models.package_rows import (
    Appraisal,
    AssignedRow,
    BaseRow,
    OutlineView,
    PeriodFigures,
    Remark,
    ReturnedReport,
    SmallerCopy,
    StatementRow,
    TaskResultRow,
)
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.survey_rows import SurveyFormRow, SurveyRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.text import slug

SUFFIX = ".cchcgoi"
FORMAT = "cchc-package"
VERSION = 2
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 2 * 1024 * 1024
LARGEST_DATA = 24 * 1024 * 1024  # all files under data/ together

# What may lie in a package besides its manifest. The hash in front of a file's name keeps names apart.
ENTRY_NAME = re.compile(
    r"data/[a-z][a-z_]{0,40}\.json"
    r"|papers/[^/]{1,150}\.(docx|pdf|xlsx)"
    r"|evidence/[0-9a-f]{64}-[^/]{1,150}"
    r"|issued/[0-9a-f]{64}-[^/]{1,150}\.(docx|pdf)"
)
_HASHED = re.compile(r"(?:evidence|issued)/[0-9a-f]{64}-")


class PackageKind(StrEnum):
    """Which way a package goes."""

    UP = "up"  # what an office sends to the level above
    DOWN = "down"  # what the level above sends back, or gives out
    HANDOVER = "handover"  # all years of what travels, to the next officer or to a merged office


class PackageContent(StrEnum):
    """What an up package is about."""

    YEAR = "year"
    PLAN = "plan"
    REPORT = "report"
    SCORE = "score"


class EvidenceMode(StrEnum):
    """How evidence travels."""

    WHOLE = "whole"
    SMALLER = "smaller"  # large pictures as smaller copies
    NONE = "none"  # its rows alone


@dataclass(frozen=True)
class PackageEntry:
    """One file inside a package; `size` in bytes, unpacked."""

    name: str
    size: int
    sha256: str

    @property
    def title(self) -> str:
        """The file's own name, without the folder and the hash in front of it."""
        return _HASHED.sub("", self.name).rpartition("/")[2]

    @property
    def is_data(self) -> bool:
        """Whether it holds rows, and is no file for people."""
        return self.name.startswith("data/")


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
    kind: PackageKind = PackageKind.UP
    content: PackageContent = PackageContent.YEAR  # of an up package
    evidence: EvidenceMode = EvidenceMode.WHOLE
    answers: str = ""  # the hash of the package that a down package answers
    to: str = ""  # guid of the dossier that a down package is for, "" for any


@dataclass(frozen=True)
class PackageData:
    """The rows that travel; which member stands in which file is told by `package_entities.ENTITIES`."""

    office: OfficeRow
    units: tuple[UnitRow, ...] = ()
    plans: tuple[YearPaperView, ...] = ()
    reports: tuple[ReportView, ...] = ()
    indices: tuple[IndexView, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    copies: tuple[SmallerCopy, ...] = ()  # of evidence, where pictures were made smaller
    results: tuple[TaskResultRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    figures: tuple[PeriodFigures, ...] = ()  # handover: of periods without a report
    issued: tuple[IssuedRow, ...] = ()  # lines of the register; their files are found by their hashes
    outlines: tuple[OutlineView, ...] = ()
    duties: tuple[DutyRow, ...] = ()  # the regime: which report is owed to whom, by when
    legal_bases: tuple[LegalBasisRow, ...] = ()
    offices: tuple[OfficeRow, ...] = ()  # handover: the profiles of all years
    officers: tuple[OfficerRow, ...] = ()
    receivers: tuple[ReceiverRow, ...] = ()
    published: tuple[PublishedRow, ...] = ()  # handover: the results of indices, of all years and offices
    goals: tuple[GoalRow, ...] = ()  # handover
    surveys: tuple[SurveyRow, ...] = ()  # handover: with all their forms
    survey_forms: tuple[SurveyFormRow, ...] = ()
    base: tuple[BaseRow, ...] = ()  # down: the receiver's revisions that the rows below stand on
    remarks: tuple[Remark, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    returned: tuple[ReturnedReport, ...] = ()
    assigned: tuple[AssignedRow, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """What a later program put into a package and this one does not know, kept to be written again.

    `members` are the unknown members of an object, by the kind of its row and the guid that tells it; `files` the
    bytes of unknown files under data/; `manifest` its unknown members.
    """

    members: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.members or self.files or self.manifest)


@dataclass(frozen=True)
class PackageInfo:
    """What a checked package says of itself; `sha256` is the manifest's hash, `size` the file's, in bytes."""

    path: Path
    size: int
    sha256: str
    manifest: Manifest
    counts: dict[str, int] = field(default_factory=dict)  # by `Entity.counted`, and papers
    unknown: Unknown = field(default_factory=Unknown)
    key: bytes = field(default=b"", repr=False, compare=False)  # of one with a password

    @property
    def locked(self) -> bool:
        """Whether the file needs a password."""
        return bool(self.key)

    @property
    def short_hash(self) -> str:
        """The check code that two people can compare by telephone: "7F3A-91C2"."""
        return short_hash(self.sha256)

    @property
    def kind(self) -> PackageKind:
        """Which way it goes."""
        return self.manifest.kind

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


def sealed(manifest: Manifest, further: dict[str, Any] | None = None) -> dict[str, Any]:
    """The manifest as JSON, with its hash; `further` are members of a later program that go along."""
    plain: dict[str, Any] = {**(further or {}), **to_json(manifest)}
    return {**plain, "hash": hash_of(plain)}


def file_name(office: str, year: int, period: str | None = None) -> str:
    """A name that every mail system carries: "CCHC-2026-9-thang-ubnd-xa-binh-minh.cchcgoi"."""
    covers = f"-{Period.parse(period).file_words}" if period else ""
    return f"CCHC-{year}{covers}-{slug(office) or 'don-vi'}{SUFFIX}"
