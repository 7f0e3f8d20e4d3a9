"""A small dossier for the tests of services, and its whole content for comparing."""

from pathlib import Path

from sqlalchemy import select

from cchc_desktop.models.base import Base
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services import start
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.dossier import Dossier

YEAR = 2026


def new_dossier(folder: Path) -> Dossier:
    """An office with one year and nothing else."""
    return start.create_dossier(
        folder / "xa.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEAR
    )


def with_plan(folder: Path) -> tuple[Dossier, str, list[str]]:
    """A dossier with an annual plan of two groups: three tasks (two share an objective) and one task."""
    dossier = new_dossier(folder)
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
    return dossier, plan_guid, [row.guid for row in tasks.read_tasks(dossier, plan_guid)]


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
