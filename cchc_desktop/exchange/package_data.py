"""The rows of a package as the files under data/, and back."""

from collections.abc import Mapping
from typing import Any

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import from_json, to_json
from cchc_desktop.exchange.safe_json import write_json
from cchc_desktop.rules.paper_kinds import PaperKind

# Each file under data/ and the members of PackageData that it holds.
_FILES = {
    "data/office.json": ("office", "units"),
    "data/plans.json": ("plans",),
    "data/reports.json": ("reports",),
    "data/indices.json": ("indices",),
    "data/evidence.json": ("evidence",),
}


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
