"""The sample commune: one whole made-up reform year, for demonstration, screenshots and tests."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.services.evidence import add_evidence
from cchc_desktop.services.sample_rows import (
    add_figures,
    add_indices,
    add_office,
    add_plan,
    add_reports,
    criterion_codes,
    task_numbers,
)
from cchc_desktop.storage.dossier import Dossier

FILE_NAME = "Xa-Binh-Minh.cchc"
SAMPLE_YEAR = 2026


def create_sample(folder: Path) -> Path:
    """Make the sample dossier in a folder; one that is there already is kept and returned as it is."""
    target = folder / FILE_NAME
    if target.exists():
        return target
    with Dossier.making(target) as dossier:
        dossier.who = _("Sample data")  # its history names no real person
        with dossier.change(_("Sample data")) as work:
            _fill(work.session)
        _evidence(dossier)
    dossier.close()
    return target


def _load(name: str) -> Any:
    path = paths.resources() / "sample" / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            _("The sample file “{name}” is missing or damaged. Install the program again.").format(name=name)
        ) from error


def _fill(session: Session) -> None:
    add_office(session, _load("office.json"), years=(SAMPLE_YEAR - 1, SAMPLE_YEAR))
    for name in ("plan_2026.json", "plan_index_2026.json"):
        add_plan(session, _load(name))
    for name in ("reports_2025.json", "reports_2026.json"):
        add_reports(session, _load(name))
    add_figures(session, _load("figures_2026.json"))
    add_indices(session, _load("scores.json"), tasks_year=SAMPLE_YEAR)
    for line in _load("packages.json"):
        kept = {key: value for key, value in line.items() if key != "at"}
        session.add(PackageLog(at=datetime.fromisoformat(line["at"]), **{"year": SAMPLE_YEAR, **kept}))


def _evidence(dossier: Dossier) -> None:
    folder = paths.resources() / "sample" / "evidence"
    with dossier.read() as session:
        tasks = task_numbers(session, SAMPLE_YEAR)
        newest = session.scalars(select(CriteriaSet).where(CriteriaSet.year == SAMPLE_YEAR)).one()
        criteria = criterion_codes(session, newest)
    for item in _load("evidence/evidence.json" if (folder / "evidence.json").exists() else "evidence.json"):
        owner = tasks[item["task"]] if item.get("task") else criteria[item["criterion"]]
        added = datetime.combine(date.fromisoformat(item["added_on"]), time(8, 30))
        add_evidence(dossier, owner_guid=owner, path=folder / item["file"], title=item["title"], added_at=added)
