"""What the rows of a package have to tell beside having the right shape: one office, one year, no circles."""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_entities import ENTITIES, Entity, rows_of
from cchc_desktop.exchange.package_format import EvidenceMode, Manifest, PackageData, PackageKind
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.rules.evidence_kinds import EvidenceKind, is_address
from cchc_desktop.rules.periods import Period

LONGEST_NAME, _LONGEST_NOTE = 500, 5_000  # characters
_ROUNDS = (1, 2)
_NAMES = frozenset(entity.name for entity in ENTITIES)


def check_words(manifest: Manifest) -> None:
    """Raise `ShapeError` unless values that are shown or stored elsewhere are short, and a period is of its year."""
    if not 2000 <= manifest.year <= 2100:
        raise ShapeError("year")
    for text in (manifest.office, manifest.superior, manifest.program_version):
        if len(text) > LONGEST_NAME or "\n" in text:
            raise ShapeError("a name that is too long")
    if len(manifest.note) > _LONGEST_NOTE:
        raise ShapeError("note")
    if manifest.period and not re.fullmatch(rf"{manifest.year}-(Q1|H1|9M|Y)", manifest.period):
        raise ShapeError("period")
    for digest, form in ((manifest.answers, 64), (manifest.to, 32)):
        if digest and not re.fullmatch(rf"[0-9a-f]{{{form}}}", digest):
            raise ShapeError("answers")


def check_rows(manifest: Manifest, data: PackageData) -> None:
    """Raise `ShapeError` unless the rows tell the same story as the manifest and as one another."""
    if data.office.guid != manifest.office_guid or data.office.name != manifest.office:
        raise ShapeError("office")
    if manifest.kind != PackageKind.HANDOVER and not set(_years(data)) <= {manifest.year}:
        raise ShapeError("year")
    try:
        told = [Period.parse(period).year for period in _periods(data)]
    except UserError as error:
        raise ShapeError("period") from error
    if told[: len(data.reports)] != [view.report.year for view in data.reports]:
        raise ShapeError("period")
    if manifest.version > 1:
        _check_identities(data)
    _check_files(manifest, data)
    addresses = [row.reference for row in data.evidence if row.kind == EvidenceKind.LINK and row.reference]
    if not all(map(is_address, addresses)):
        raise ShapeError("an address")
    if any(row.round not in _ROUNDS for row in data.appraisals):
        raise ShapeError("round")
    if not {row.owner_kind for row in data.remarks} | {row.table for row in data.base} <= _NAMES:
        raise ShapeError("a kind of row that there is not")


def _periods(data: PackageData) -> Iterator[str]:
    yield from (view.report.period for view in data.reports)
    yield from (each.period for each in data.figures)


def _years(data: PackageData) -> Iterator[int]:
    """The years that rows are of; the register is that of the year in which a paper was issued."""
    yield from (view.plan.year for view in data.plans)
    yield from (view.report.year for view in data.reports)
    yield from (view.year for view in data.indices)
    yield from (duty.year for duty in data.duties)
    yield from (survey.year for survey in data.surveys)


def _check_identities(data: PackageData) -> None:
    """A guid is of one kind and, unless it is shared by several places, of one row; parents precede their children."""
    kinds: dict[str, str] = {}
    for entity in ENTITIES:
        identity = attrgetter(entity.identity)
        told = [(guid, row, around) for row, around in rows_of(data, entity) if (guid := identity(row))]
        guids = {guid for guid, _row, _around in told}
        if entity.tree or len(guids) < len(told):
            _check_order(entity, told)
        if any(kinds[guid] != entity.name for guid in kinds.keys() & guids):
            raise ShapeError(f"{entity.name}: a guid is given twice")
        kinds.update(dict.fromkeys(guids, entity.name))
        owners = {around for _guid, _row, around in told} if entity.owner and not entity.parent_may_be_absent else set()
        if any(kinds.get(around) != entity.parent for around in owners):
            raise ShapeError(f"{entity.name}: belongs to nothing")


def _check_order(entity: Entity, told: Iterable[tuple[str, Any, str]]) -> None:
    """Guids, rows and what they belong to, one after the other: none twice in one place, parents before children."""
    above: dict[str, str] = {}  # the guids so far, and what each belongs to
    for guid, row, around in told:
        if guid in above and (not entity.shared or above[guid] == around):
            raise ShapeError(f"{entity.name}: a guid is given twice")
        if entity.tree and row.parent_guid is not None and above.get(row.parent_guid) != around:
            raise ShapeError(f"{entity.name}: under nothing")
        above[guid] = around


def _check_files(manifest: Manifest, data: PackageData) -> None:
    """Each piece of evidence and each issued paper has its file, and each such file its row."""
    smaller = {copy.sha256: copy.copy_sha256 for copy in data.copies}
    if smaller and manifest.evidence != EvidenceMode.SMALLER:
        raise ShapeError("copies")
    proofs = {smaller.get(row.sha256, row.sha256) for row in data.evidence if row.sha256}
    if manifest.evidence == EvidenceMode.NONE:
        proofs = set()
    issued = {digest for row in data.issued for digest in (row.docx_sha256, row.pdf_sha256)}
    for folder, wanted in (("evidence", proofs), ("issued", issued)):
        there = {entry.sha256 for entry in manifest.entries if entry.name.startswith(f"{folder}/{entry.sha256}-")}
        listed = sum(entry.name.startswith(f"{folder}/") for entry in manifest.entries)
        if there != wanted or listed != len(there):
            raise ShapeError(folder)
