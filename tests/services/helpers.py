"""A small dossier for the tests of services, and its whole content for comparing."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import select

from cchc_desktop.models.base import Base
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import start
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.dossier import Dossier

YEAR = 2026


def new_dossier(folder: Path) -> Dossier:
    """An office with one year and nothing else."""
    return _copy(_made(), folder)


def with_plan(folder: Path) -> tuple[Dossier, str, list[str]]:
    """A dossier with an annual plan of two groups: three tasks (two share an objective) and one task."""
    path, plan_guid, guids = _planned()
    return _copy(path, folder), plan_guid, list(guids)


def _copy(path: Path, folder: Path) -> Dossier:
    folder.mkdir(parents=True, exist_ok=True)
    return Dossier.open(Path(shutil.copy(path, folder / "xa.cchc")), backup=False)


@cache
def _made() -> Path:
    """Made once; each test works on a copy."""
    folder = Path(tempfile.mkdtemp(prefix="cchc-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    start.create_dossier(
        folder / "xa.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEAR
    ).close()
    return folder / "xa.cchc"


@cache
def _planned() -> tuple[Path, str, tuple[str, ...]]:
    folder = _made().parent / "planned"
    dossier = _copy(_made(), folder)
    plan_guid = plans.create_plan(dossier, year=YEAR).created("plan")[0]
    first = tasks.add_group(dossier, plan_guid=plan_guid, title="Cải cách thể chế").created("task_group")[0]
    second = tasks.add_group(dossier, plan_guid=plan_guid, title="Cải cách thủ tục hành chính").created("task_group")[0]
    tasks.paste_tasks(
        dossier,
        group_guid=first,
        rows=[
            {Column.OBJECTIVE: "Mục tiêu 1", Column.TASK: "Rà soát văn bản", Column.DEADLINE: "Quý I/2026"},
            {Column.OBJECTIVE: "Mục tiêu 1", Column.TASK: "Công bố danh mục", Column.LEAD: "Phòng Kinh tế"},
            {Column.TASK: "Phổ biến pháp luật", Column.PRODUCT: "Kế hoạch\nBáo cáo"},
        ],
    )
    tasks.paste_tasks(dossier, group_guid=second, rows=[{Column.TASK: "Niêm yết thủ tục"}])
    guids = tuple(row.guid for row in tasks.read_tasks(dossier, plan_guid))
    dossier.close()
    return dossier.path, plan_guid, guids


def content(dossier: Dossier) -> dict[str, list[dict[str, object]]]:
    """Everything in the dossier but the revisions and the history, which are never taken back."""
    with dossier.read() as session:
        return {
            name: [
                {key: value for key, value in row._mapping.items() if key != "revision"}
                for row in session.execute(select(table).order_by(table.c.guid))
            ]
            for name, table in Base.metadata.tables.items()
            if name != "history"
        }
