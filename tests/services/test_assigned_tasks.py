"""A superior's plan: our tasks are found, come in with their source, and make a paper that cites it."""

from pathlib import Path

from cchc_desktop.readers.any_file import read_copied
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.intake import assigned_tasks, comparing, import_merge
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, with_plan

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
Số: 12/KH-UBND
An Bình, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính tỉnh An Bình năm 2026

I. MỤC ĐÍCH
Làm tốt hơn.
II. NHIỆM VỤ
| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn hoàn thành |
|---|---|---|---|---|
| I | CẢI CÁCH THỂ CHẾ | | | |
| 1 | Rà soát văn bản | Sở Tư pháp; UBND các xã, phường | Sở Nội vụ | Quý III/2026 |
| 2 | Xây dựng nghị quyết của HĐND tỉnh | Sở Tư pháp | Văn phòng UBND tỉnh | Quý I/2026 |
| II | THỦ TỤC | | | |
| 1 | Công khai thủ tục tại trụ sở | Văn phòng UBND tỉnh | UBND cấp xã | Thường xuyên |
| 2 | Tập huấn một cửa | Sở Nội vụ | Các địa phương | Tháng 6/2026 |
"""


def test_our_tasks_come_in_with_the_paper_that_assigned_them(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    read = plan_from(read_copied(PLAN), "kế hoạch")
    found = assigned_tasks.assignment_of(dossier, read, year=YEAR)
    assert [(task.duty, task.words) for task in found.tasks] == [
        ("lead", "UBND các xã, phường"),
        ("none", ""),
        ("coordination", "UBND cấp xã"),
        ("perhaps", "Các địa phương"),
    ]
    assert found.source == "Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh An Bình"
    assert found.basis == (
        "Kế hoạch số 12/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh An Bình "
        "về cải cách hành chính tỉnh An Bình năm 2026"
    )
    ours = assigned_tasks.chosen_tasks(found, assigned_tasks.proposed_tasks(found))
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=ours)
    assert [row.state for row in rows][:2] == ["changed", "new"]
    import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken=comparing.proposed(rows), source=found.source)
    sources = {task.text: task.source for task in tasks.read_tasks(dossier, plan_guid)}
    assert sources["Công khai thủ tục tại trụ sở"] == found.source
    assert sources["Rà soát văn bản"] == ""
    dossier.close()


def test_a_paper_of_ours_carries_the_superiors_plan_out(tmp_path: Path) -> None:
    dossier, _plan_guid, _guids = with_plan(tmp_path)
    before = content(dossier)
    found = assigned_tasks.assignment_of(dossier, plan_from(read_copied(PLAN), "kế hoạch"), year=YEAR)
    change = assigned_tasks.plan_from_superior(
        dossier,
        tasks=assigned_tasks.chosen_tasks(found, {0, 2}),
        year=YEAR,
        source=found.source,
        basis=found.basis,
        subject=found.subject,
    )
    view = plans.read_plan(dossier, change.created("plan")[0])
    assert view.paper.subject == (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh An Bình "
        "về cải cách hành chính tỉnh An Bình năm 2026 trên địa bàn xã Bình Minh"
    )
    assert view.paper.legal_bases == (f"Căn cứ {found.basis}",)
    assert [(t.group_title, t.text, t.source) for t in view.tasks] == [
        ("CẢI CÁCH THỂ CHẾ", "Rà soát văn bản", found.source),
        ("THỦ TỤC", "Công khai thủ tục tại trụ sở", found.source),
    ]
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_a_plan_in_plain_text_says_what_it_asks_of_communes(tmp_path: Path) -> None:
    dossier, _plan_guid, _guids = with_plan(tmp_path)
    text = """KẾ HOẠCH
Cải cách hành chính năm 2026

I. MỤC ĐÍCH
- Giúp UBND các xã, phường làm việc nhanh hơn.
II. NHIỆM VỤ
1. Cải cách thủ tục hành chính
- Xây dựng các phương án đơn giản hóa thủ tục.
- Giao UBND cấp xã niêm yết đủ thủ tục tại trụ sở;
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Theo dõi, tổng hợp báo cáo của các sở.
2. UBND các xã, phường
- Xây dựng kế hoạch của địa phương trước ngày 30/01/2026.
- Báo cáo hằng quý về Sở Nội vụ.
"""
    found = assigned_tasks.assignment_of(dossier, plan_from(read_copied(text), "kế hoạch"), year=YEAR)
    assert [(task.duty, task.task.group, task.task.cells[Column.TASK]) for task in found.tasks] == [
        ("perhaps", "Nhiệm vụ cấp trên giao", "Giúp UBND các xã, phường làm việc nhanh hơn"),
        ("named", "Cải cách thủ tục hành chính", "Giao UBND cấp xã niêm yết đủ thủ tục tại trụ sở"),
        ("lead", "Nhiệm vụ cấp trên giao", "Xây dựng kế hoạch của địa phương trước ngày 30/01/2026"),
        ("lead", "Nhiệm vụ cấp trên giao", "Báo cáo hằng quý về Sở Nội vụ"),
    ]
    assert assigned_tasks.proposed_tasks(found) == {1, 2, 3}
    dossier.close()
