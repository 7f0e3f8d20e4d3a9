"""The rows of a package as the files under data/, and back; what a later program added goes along."""

from collections.abc import Mapping
from typing import Any

from cchc_desktop.exchange.package_entities import FILES
from cchc_desktop.exchange.package_format import PackageData, Unknown
from cchc_desktop.exchange.row_json import from_json, with_unknown
from cchc_desktop.exchange.safe_json import write_json
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.writers.pauses import no_collecting

# Version 1 had these even when there was nothing in them; what came later stands there only where there is something.
_FROM_THE_START = ("office", "units", "plans", "reports", "indices", "evidence")


def data_files(data: PackageData, unknown: Unknown | None = None) -> dict[str, bytes]:
    """The files under data/, in their order, the same for the same rows.

    `unknown` is what the package that the rows were read from held besides; it is written again beside them.
    """
    unknown = unknown or Unknown()
    found: dict[str, bytes] = {}
    for name, members in FILES.items():
        values = {member: with_unknown(getattr(data, member), unknown.members) for member in members}
        values = {member: value for member, value in values.items() if value or member in _FROM_THE_START}
        values |= unknown.members.get(("file", name), {})
        if values:
            found[name] = write_json(values)
    return found | unknown.files


@no_collecting()
def data_of(files: Mapping[str, Any], version: int, unknown: dict[tuple[str, str], dict[str, Any]]) -> PackageData:
    """The rows that the parsed files under data/ describe, of a package of this version.

    Members that no row knows are noted in `unknown`. Raises `row_json.ShapeError`.
    """
    if version < 2:
        _renew(files.get("data/plans.json"))
    members: dict[str, Any] = {}
    for name, wanted in FILES.items():
        file = files.get(name)
        if not isinstance(file, dict):
            continue
        members |= {member: file[member] for member in wanted if member in file}
        further = {member: value for member, value in file.items() if member not in wanted}
        if further:
            unknown["file", name] = further
    return from_json(PackageData, members, unknown=unknown)


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
