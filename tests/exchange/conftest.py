"""A small dossier with a plan, tasks and evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class Begun:
    """An open dossier and the guids of what is in it."""

    dossier: Dossier
    plan: str
    task: str


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begun]:
    """UBND xã Bình Minh in 2026: one group with two tasks, one of them proved by a file."""
    dossier = create_dossier(
        tmp_path / "Hồ sơ.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2026
    )
    plan = plans.create_plan(dossier, year=2026).created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Cải cách thể chế").created("task_group")[0]
    first = tasks.add_task(dossier, group_guid=group).created("task")[0]
    tasks.add_task(dossier, group_guid=group)
    cells = [
        (first, Column.TASK, "Rà soát văn bản của xã"),
        (first, Column.LEAD, "Công chức Tư pháp - Hộ tịch"),
        (first, Column.DEADLINE, "trước ngày 12/9/2026"),
    ]
    tasks.set_cells(dossier, cells=cells)
    proof = tmp_path / "Biên bản rà soát.txt"
    proof.write_text("Biên bản họp tháng 3", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=first, path=proof)
    yield Begun(dossier, plan, first)
    dossier.close()
