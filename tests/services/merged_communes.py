"""Three communes that become one: begun from copies of one prepared dossier, so that even their guids are the same."""

import atexit
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from cchc_desktop.exchange.package_format import PackageKind
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import evidence, offices, start
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.services.papers import issuing, plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier
from tests.services.packed import packed

YEAR = 2025
NAMES = ("An Bình", "An Hòa", "An Phú")
GIVEN_BY = "Kế hoạch số 12/KH-UBND của UBND huyện"
UNIT = "Công chức Văn hóa - Xã hội"


@cache
def former_communes() -> tuple[Path, Path, Path]:
    """Two dossiers and a handover package of a third, each with an issued plan, open tasks and a report begun.

    Made once, and only read.
    """
    folder = Path(tempfile.mkdtemp(prefix="cchc-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    prepared = folder / "mau.cchc"
    _prepare(prepared, folder)
    made = []
    for place, name in enumerate(NAMES, 1):
        path = Path(shutil.copy(prepared, folder / f"xa-{place}.cchc"))
        dossier = Dossier.open(path, backup=False)
        offices.set_office(dossier, year=YEAR, name=f"UBND xã {name}", place=name)
        plan = plans.read_plan(dossier, plans.read_plans(dossier, YEAR)[0].guid)
        tasks.set_cells(dossier, cells=[(plan.tasks[0].guid, Column.TASK, f"Rà soát thủ tục của xã {name}")])
        assert plan.decision is not None
        issuing.issue_paper(
            dossier, paper_guid=plan.decision.guid, number="5", issued_on=date(YEAR, 1, 15), today=date(YEAR, 6, 30)
        )
        made.append(path)
        if place == len(NAMES):
            made[-1] = folder / "ban-giao.cchcgoi"
            packed(dossier, made[-1], PackageWish(YEAR, kind=PackageKind.HANDOVER))
        dossier.close()
    return made[0], made[1], made[2]


def _prepare(path: Path, folder: Path) -> None:
    dossier = start.create_dossier(path, office="UBND xã Mẫu", superior="UBND huyện", place="Mẫu", year=YEAR)
    offices.set_units(dossier, units=[*offices.read_units(dossier), UnitRow("", 0, UNIT, "VHXH")])
    plan = plans.create_plan(dossier, year=YEAR, subject="Cải cách hành chính năm 2025").created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Cải cách thủ tục hành chính").created("task_group")[0]
    cells = {Column.LEAD: UNIT, Column.DEADLINE: "Quý III/2025"}
    rows = [{Column.TASK: words, **cells} for words in ("Rà soát thủ tục", "Số hóa kết quả", "Niêm yết công khai")]
    first, second, third = tasks.paste_tasks(dossier, group_guid=group, rows=rows).created("task")
    tasks.set_status(dossier, task_guids=[third], status=TaskStatus.DONE)
    results.add_result(dossier, task_guid=second, day=date(YEAR, 5, 20), text="Đã số hóa 120 hồ sơ", percent=40)
    with dossier.change("nguồn giao") as work:
        work.session.get_one(Task, second).source = GIVEN_BY
    proof = folder / "bien-ban.txt"
    proof.write_text("Biên bản rà soát", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=first, path=proof)
    report = reports.create_report(dossier, period="2025-H1").created("report")[0]
    item = next(row for row in reports.read_report(dossier, report).items if row.level > 1)
    reports.set_item(dossier, item_guid=item.guid, text="Đã ban hành kế hoạch.")
    dossier.close()


def new_commune(folder: Path) -> Dossier:
    """The dossier of the commune that they become."""
    return start.create_dossier(
        folder / "xa-moi.cchc", office="UBND xã Bình An", superior="UBND tỉnh", place="Bình An", year=YEAR
    )
