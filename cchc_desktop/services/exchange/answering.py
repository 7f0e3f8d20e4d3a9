"""The package that goes back to an office: what it sent, with remarks, appraised scores and reports returned."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_entities import ENTITIES, rows_of
from cchc_desktop.exchange.package_format import (
    VERSION,
    EvidenceMode,
    PackageData,
    PackageInfo,
    PackageKind,
)
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.package_rows import Appraisal, BaseRow, Remark, ReturnedReport
from cchc_desktop.progress import Progress
from cchc_desktop.services.exchange.packing import written
from cchc_desktop.text import clean


def answer_package(
    info: PackageInfo,
    data: PackageData,
    *,
    office: OfficeRow,
    out: Path,
    remarks: tuple[Remark, ...] = (),
    appraisals: tuple[Appraisal, ...] = (),
    returned: tuple[ReturnedReport, ...] = (),
    note: str = "",
    password: str = "",
    made_at: datetime | None = None,
) -> Generator[Progress, None, PackageInfo]:
    """Answer a package that came: its rows as they were sent, and beside them what `office`, the level above, says.

    The revisions of the rows that are spoken of stand in `base`. Files do not go back, their sender has them. What the
    sender's program put there that this one does not know goes along. Raises `UserError` for an answer that speaks of
    no row of the package.
    """
    spoken = [(row.owner_kind, row.owner_guid) for row in remarks]
    spoken += [("criterion", row.criterion_guid) for row in appraisals]
    spoken += [("report", row.report_guid) for row in returned]
    answer = replace(
        data,
        office=office,
        evidence=(),
        copies=(),
        issued=(),
        base=_base(data, spoken),
        remarks=remarks,
        appraisals=appraisals,
        returned=returned,
    )
    manifest = replace(
        info.manifest,
        version=VERSION,
        program_version=__version__,
        made_at=(made_at or datetime.now()).replace(microsecond=0),
        office_guid=office.guid,
        office=office.name,
        superior=office.superior,
        note=clean(note).strip(),
        kind=PackageKind.DOWN,
        evidence=EvidenceMode.NONE,
        answers=info.sha256,
        to=info.manifest.dossier_guid,
    )
    return (yield from written(out, manifest, answer, (), password=password, unknown=info.unknown))


def _base(data: PackageData, spoken: list[tuple[str, str]]) -> tuple[BaseRow, ...]:
    """The revisions of the rows that are spoken of, as their sender had them."""
    wanted = set(spoken)
    found = {
        (entity.name, row.guid): BaseRow(entity.name, row.guid, row.revision)
        for entity in ENTITIES
        if entity.identity == "guid" and any(kind == entity.name for kind, _guid in wanted)
        for row, _around in rows_of(data, entity)
        if (entity.name, row.guid) in wanted
    }
    if missing := wanted - found.keys():
        raise UserError(
            _("The answer speaks of {count} rows that this package does not hold. Nothing was written.").format(
                count=len(missing)
            )
        )
    return tuple(found[key] for key in sorted(found))
