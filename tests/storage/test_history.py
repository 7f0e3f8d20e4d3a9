"""History: every change of a task leaves who made it and what was there before, and undo takes none of it back."""

from pathlib import Path

import pytest

from cchc_desktop.models.history import WATCHED
from cchc_desktop.models.tables import Base
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.history import read_history
from cchc_desktop.storage.changes import redo, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    found = with_plan(tmp_path)
    found[0].who = "Trần Thị Minh"
    yield found
    found[0].close()


def told(dossier: Dossier, guid: str) -> list[tuple[str, str, str]]:
    """(what, before, after), oldest first."""
    return [(row.what, row.before, row.after) for row in reversed(read_history(dossier, guid))]


def test_what_is_watched_exists() -> None:
    for table, rule in WATCHED.items():
        assert {rule.owner, *rule.columns} <= set(Base.metadata.tables[table].c.keys())


def test_a_cell_leaves_who_what_before_and_after(made: Made) -> None:
    dossier, _plan, guids = made
    tasks.set_cells(dossier, cells=[(guids[0], Column.DEADLINE, "Trước ngày 30/6/2026")])
    (row,) = read_history(dossier, guids[0])
    assert (row.who, row.label, row.what) == ("Trần Thị Minh", "Sửa 1 ô", "task.deadline")
    assert (row.before, row.after) == ("Quý I/2026", "Trước ngày 30/6/2026")
    assert read_history(dossier, guids[1]) == ()


def test_rows_made_by_a_paste_leave_nothing(made: Made) -> None:
    dossier, _plan, guids = made
    assert all(read_history(dossier, guid) == () for guid in guids)


def test_undo_and_redo_are_part_of_the_history(made: Made) -> None:
    dossier, plan, guids = made
    change = tasks.set_cells(dossier, cells=[(guids[1], Column.LEAD, "Phòng Văn hóa - Xã hội")])
    back = undo(dossier, change)
    redo(dossier, change)
    assert told(dossier, guids[1]) == [
        ("task.lead_text", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
        ("task.lead_text", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế"),
        ("task.lead_text", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
    ]
    assert [row.label for row in reversed(read_history(dossier, guids[1]))] == [
        "Sửa 1 ô", "Hoàn tác: Sửa 1 ô", "Làm lại: Sửa 1 ô",
    ]  # fmt: skip
    assert not change.touches("history")
    assert not back.touches("history")
    assert tasks.read_tasks(dossier, plan)[1].lead_text == "Phòng Văn hóa - Xã hội"


def test_parts_tell_of_their_task(made: Made, tmp_path: Path) -> None:
    dossier, _plan, guids = made
    tasks.set_cells(dossier, cells=[(guids[2], Column.PRODUCT, "Kế hoạch\nBáo cáo quý\nDanh sách")])
    tasks.set_cells(dossier, cells=[(guids[0], Column.OBJECTIVE, "Mục tiêu mới")])
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=guids[2], path=tmp_path / "a.txt", title="Biên bản")
    assert sorted(told(dossier, guids[2])) == [
        ("evidence.title", "", "Biên bản"),
        ("product.text", "", "Danh sách"),
        ("product.text", "Báo cáo", "Báo cáo quý"),
    ]
    # The objective is shared by two tasks, and so is what is told of it.
    assert told(dossier, guids[1]) == told(dossier, guids[0]) == [("objective.text", "Mục tiêu 1", "Mục tiêu mới")]


def test_a_removed_task_leaves_one_line_and_comes_back_with_one(made: Made) -> None:
    dossier, _plan, guids = made
    change = tasks.remove_tasks(dossier, task_guids=[guids[2]])
    undo(dossier, change)
    assert told(dossier, guids[2]) == [
        ("task.text", "Phổ biến pháp luật", ""),
        ("task.text", "", "Phổ biến pháp luật"),
    ]


def test_taking_back_a_large_paste_leaves_nothing(made: Made) -> None:
    dossier, plan, _guids = made
    group = tasks.read_groups(dossier, plan)[0].guid
    change = tasks.paste_tasks(dossier, group_guid=group, rows=[{Column.TASK: f"Việc {n}"} for n in range(60)])
    undo(dossier, change)
    assert all(read_history(dossier, guid) == () for guid in change.created("task"))


def test_what_changes_nothing_leaves_nothing(made: Made) -> None:
    dossier, _plan, guids = made
    assert not tasks.set_cells(dossier, cells=[(guids[0], Column.DEADLINE, "Quý I/2026")])
    assert read_history(dossier, guids[0]) == ()
