"""What a package says of a year: rows out of the dossier, and rows out of a package's JSON."""

from collections.abc import Mapping
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import from_json, to_json
from cchc_desktop.exchange.safe_json import write_json
from cchc_desktop.i18n import _
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import evidence, indices, offices
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier

# Each file under data/ and the members of PackageData that it holds.
_FILES = {
    "data/office.json": ("office", "units"),
    "data/plans.json": ("plans",),
    "data/reports.json": ("reports",),
    "data/indices.json": ("indices",),
    "data/evidence.json": ("evidence",),
}


def gather(dossier: Dossier, year: int, period: str | None) -> PackageData:
    """Everything of the year that travels; with a period only its report.

    Raises `UserError` when the period has no report, or the year nothing at all.
    """
    report_rows = reports.read_reports(dossier, year)
    if period is not None:
        wanted = Period.parse(period)
        report_rows = tuple(row for row in report_rows if row.period == str(wanted))
        if not report_rows:
            raise UserError(
                _("There is no report for {period} yet. Make one on the Reports tab.").format(period=wanted.title)
            )
    found = PackageData(
        office=offices.read_office(dossier, year),
        units=offices.read_units(dossier),
        plans=tuple(plans.read_plan(dossier, row.guid) for row in plans.read_plans(dossier, year)),
        reports=tuple(reports.read_report(dossier, row.guid) for row in report_rows),
        indices=tuple(indices.read_index(dossier, row[0]) for row in indices.read_sets(dossier, year)),
    )
    if not (found.plans or found.reports or found.indices):
        raise UserError(_("{year} holds nothing to send yet. Make a plan or a report first.").format(year=year))
    owners = {task.guid for view in found.plans for task in view.tasks}
    owners |= {criterion.guid for view in found.indices for criterion in view.criteria}
    kept = tuple(row for row in evidence.read_evidence(dossier) if row.owner_guid in owners)
    return PackageData(found.office, found.units, found.plans, found.reports, found.indices, kept)


def data_files(data: PackageData) -> dict[str, bytes]:
    """The files under data/, in their order."""
    return {
        name: write_json({member: to_json(getattr(data, member)) for member in members})
        for name, members in _FILES.items()
    }


def data_of(files: Mapping[str, Any], version: int) -> PackageData:
    """The rows that the parsed files under data/ describe, of a package of this version.

    Raises `row_json.ShapeError`.
    """
    if version < 2:
        _renew(files.get("data/plans.json"))
    members: dict[str, Any] = {}
    for name, wanted in _FILES.items():
        file = files.get(name)
        members |= {member: file[member] for member in wanted if isinstance(file, dict) and member in file}
    return from_json(PackageData, members)


def _renew(file: Any) -> None:
    """Bring plans of version 1 into today's form: activities were texts, the secretary stood with who decides."""
    for plan in _objects(file, "plans"):
        for task in _objects(plan, "tasks"):
            lines = task.get("activities")
            if isinstance(lines, list):
                task["activities"] = [{"guid": "", "text": line} for line in lines]
        paper = plan.get("paper")
        if isinstance(paper, dict) and paper.get("kind") == PaperKind.MINUTES and "authority" in paper:
            paper["secretary"], paper["authority"] = paper["authority"], ""


def _objects(holder: Any, name: str) -> list[dict[str, Any]]:
    """The objects in a list of an object; what is none of them is refused when the rows are made."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def counts(data: PackageData) -> dict[str, int]:
    """How much travels, for the log and the list before opening."""
    return {
        "plans": len(data.plans),
        "tasks": sum(len(view.tasks) for view in data.plans),
        "reports": len(data.reports),
        "indices": len(data.indices),
        "evidence": len(data.evidence),
    }
