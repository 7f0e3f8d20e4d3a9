"""Rows of proof: what proves each criterion, what is still missing and from whom, and how many days are left."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from cchc_desktop.models.evidence_rows import EvidenceRow


class ProofState(StrEnum):
    """How a criterion stands before the lock."""

    PROVEN = "proven"
    EXPLAINED = "explained"  # no evidence, and said why
    MISSING = "missing"
    NOT_WANTED = "not_wanted"  # nothing is claimed, it does not apply, or others score it


@dataclass(frozen=True)
class ProofLine:
    """One leaf with what proves it; `unit` is who sees to it: named by the set, else who leads its field, else ""."""

    guid: str
    code: str
    name: str
    wanted: str  # the evidence that the set asks for
    unit: str
    max_points: Decimal
    claimed: Decimal | None
    explanation: str
    evidence: tuple[EvidenceRow, ...]
    state: ProofState


@dataclass(frozen=True)
class StepDays:
    """A step of the process with its days; `left` counts the days from today to the last, below zero once it passed."""

    step: str  # rules.index_rounds.IndexStep, or as the set calls it
    first: date | None
    last: date | None
    left: int | None


@dataclass(frozen=True)
class UnitProofs:
    """What one unit still owes; `unit` is "" where nobody is named."""

    unit: str
    lines: tuple[ProofLine, ...]


@dataclass(frozen=True)
class ProofCheck:
    """A criteria set before the lock: all leaves, what is missing by unit, the days of its process."""

    lines: tuple[ProofLine, ...]
    missing: tuple[UnitProofs, ...]
    steps: tuple[StepDays, ...]


@dataclass(frozen=True)
class IndexedProof:
    """A line of the index sheet of an evidence pack; `file_name` is "" where nothing lies in the pack for it."""

    guid: str  # of the evidence, of a line without any that of the criterion
    code: str
    name: str
    score: Decimal | None
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    file_name: str


@dataclass(frozen=True)
class WrittenPack:
    """An evidence pack as it was written: where, its files in their order, the criteria whose proof is missing."""

    path: Path
    files: tuple[str, ...]
    missing: tuple[str, ...]  # codes
