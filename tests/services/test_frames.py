"""Whole parts of the frame: a first group, pasted rows that find their group, rows beyond the last one."""

from pathlib import Path

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import frames, tasks
from cchc_desktop.services.frame.frames import PastedGroup
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan


def shown(dossier: Dossier, plan_guid: str) -> list[tuple[str, list[str]]]:
    rows = tasks.read_tasks(dossier, plan_guid)
    return [
        (group.title, [row.text for row in rows if row.group_guid == group.guid])
        for group in tasks.read_groups(dossier, plan_guid)
    ]


def test_a_first_group_makes_the_years_frame(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    assert frames.frame_plan(dossier, YEAR) is None
    change = frames.begin_group(dossier, year=YEAR, title="Thể chế", after_guid=None, with_task=True)
    plan = plans.annual_plan(dossier, YEAR)
    assert plan is not None and frames.frame_plan(dossier, YEAR) == plan.guid
    assert shown(dossier, plan.guid) == [("Thể chế", [""])]
    first = tasks.read_groups(dossier, plan.guid)[0].guid
    frames.begin_group(dossier, year=YEAR, title="Cuối", after_guid=None, with_task=False)
    frames.begin_group(dossier, year=YEAR, title="Giữa", after_guid=first, with_task=False)
    assert [title for title, _rows in shown(dossier, plan.guid)] == ["Thể chế", "Giữa", "Cuối"]
    assert len(plans.read_plans(dossier, YEAR)) == 1
    dossier.close()
    dossier = Dossier.open(dossier.path, backup=False)
    assert [title for title, _rows in shown(dossier, plan.guid)] == ["Thể chế", "Giữa", "Cuối"]
    dossier.close()
    other = new_dossier(tmp_path / "b")
    taken = frames.begin_group(other, year=YEAR, title="Thể chế", after_guid=None, with_task=True)
    undo(other, taken)
    assert {name: len(rows) for name, rows in content(other).items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert change.created("task_group") == (first,)
    other.close()


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("cải cách thể chế ", 0),  # by its name
        ("Văn bản QPPL", 0),  # by its field
        ("Kiểm soát TTHC", 1),
        ("Việc khác", 2),
        ("Cải cách tài chính công", 2),
    ],
)
def test_pasted_rows_go_under_the_group_of_their_name_or_field(tmp_path: Path, title: str, place: int) -> None:
    dossier, plan, _guids = with_plan(tmp_path)
    change = frames.paste_groups(
        dossier,
        year=YEAR,
        groups=[PastedGroup(title, [{Column.TASK: "Mới 1"}, {Column.TASK: "Mới 2"}])],
        here=None,
        after_guid=None,
    )
    groups = shown(dossier, plan)
    assert groups[place][1][-2:] == ["Mới 1", "Mới 2"]
    assert len(groups) == max(2, place + 1)
    assert "2" in change.label
    dossier.close()


def test_rows_before_the_first_group_row_stay_where_the_officer_is(tmp_path: Path) -> None:
    dossier, plan, guids = with_plan(tmp_path)
    first = tasks.read_groups(dossier, plan)[0].guid
    frames.paste_groups(
        dossier,
        year=YEAR,
        groups=[
            PastedGroup(rows=[{Column.TASK: "Ngay sau"}]),
            PastedGroup("Nhóm trống"),
            PastedGroup("Cải cách thủ tục hành chính", [{Column.TASK: "Cuối nhóm"}]),
        ],
        here=first,
        after_guid=guids[0],
        plan_guid=plan,
    )
    assert shown(dossier, plan) == [
        ("Cải cách thể chế", ["Rà soát văn bản", "Ngay sau", "Công bố danh mục", "Phổ biến pháp luật"]),
        ("Cải cách thủ tục hành chính", ["Niêm yết thủ tục", "Cuối nhóm"]),
        ("Nhóm trống", []),
    ]
    dossier.close()


def test_what_finds_no_row_left_becomes_new_ones(tmp_path: Path) -> None:
    dossier, plan, guids = with_plan(tmp_path)
    before = content(dossier)
    group = tasks.read_groups(dossier, plan)[1].guid
    change = frames.fill_and_add(
        dossier,
        cells=[(guids[3], Column.TASK, "Sửa"), (guids[3], Column.BUDGET, "5 triệu đồng")],
        group_guid=group,
        after_guid=guids[3],
        rows=[{Column.TASK: "Thêm", Column.LEAD: "Văn phòng"}],
    )
    rows = tasks.read_tasks(dossier, plan)
    assert [(row.text, row.budget_text, row.lead_text) for row in rows[3:]] == [
        ("Sửa", "5 triệu đồng", ""),
        ("Thêm", "", "Văn phòng"),
    ]
    undo(dossier, change)
    assert content(dossier) == before
    frames.fill_and_add(dossier, cells=[(guids[3], Column.TASK, "Lại")], group_guid=group, after_guid=guids[3], rows=[])
    assert [row.text for row in tasks.read_tasks(dossier, plan)[3:]] == ["Lại"]
    dossier.close()
