"""A file's tasks beside those that are here: nothing is doubled, what is here is safe, and it is one step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_desktop.models.import_rows import IncomingTask, RowState
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.intake import comparing, import_merge, imports
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers.paper_writer import write_paper
from tests.services.helpers import YEAR, content, new_dossier, with_plan

TABLE = (
    "| TT | Mục tiêu | Nhiệm vụ | Hoạt động | Sản phẩm | Chủ trì | Phối hợp | Thời gian | Kinh phí |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
    "| I | CẢI CÁCH THỂ CHẾ | | | | | | | |\n"
    "| 1 | 1.1. Đúng luật | 2.1. Rà soát văn bản | 3.1. Lập danh mục | Danh mục | Văn phòng | Công an | Quý I | 5 |\n"
    "| | | 2.2. Kiểm tra văn bản | 3.2. Lập đoàn | Biên bản | Văn phòng | | Quý II | |\n"
    "| II | CÔNG VỤ | | | | | | | |\n"
    "| 1 | 1.2. Kỷ cương | 2.3. Kiểm tra giờ làm việc | | Biên bản | Nội vụ | | Thường xuyên | |\n"
)


def task(text: str, group: str, **cells: str) -> IncomingTask:
    return IncomingTask({Column.TASK: text, **{Column(name): value for name, value in cells.items()}}, group)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    file = tmp_path / "khung.txt"
    file.write_text(TABLE, encoding="utf-8")
    imports.import_plan(dossier, path=file, year=YEAR)
    plan = plans.annual_plan(dossier, YEAR)
    assert plan is not None
    rows = comparing.compare_with(
        dossier, plan_guid=plan.guid, theirs=comparing.incoming(imports.preview_plan(file).groups)
    )
    assert [row.state for row in rows] == [RowState.SAME] * 3
    before = content(dossier)
    change = import_merge.take_rows(dossier, plan_guid=plan.guid, rows=rows, taken=comparing.proposed(rows))
    assert not change
    assert content(dossier) == before
    dossier.close()


def test_new_changed_and_missing_tasks_are_told_apart_and_taken_one_by_one(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    theirs = [
        task("Rà soát văn bản", "Cải cách thể chế", deadline="Quý II/2026", objective="Mục tiêu 1"),
        task("Kiểm tra văn bản", "CẢI CÁCH THỂ CHẾ", objective="Mục tiêu 1"),
        task("Công bố danh mục", "Cải cách thể chế", lead="Phòng Kinh tế", objective="Mục tiêu 1"),
        task("Niêm yết thủ tục", "Cải cách thủ tục hành chính"),
        task("Mua máy quét", "Chính quyền số", objective="Số hóa"),
    ]
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=theirs)
    assert [(row.state, row.columns) for row in rows] == [
        (RowState.CHANGED, (Column.DEADLINE,)),
        (RowState.NEW, ()),
        (RowState.SAME, ()),
        (RowState.SAME, ()),
        (RowState.NEW, ()),
        (RowState.HERE, ()),
    ]
    assert comparing.proposed(rows) == {1, 4}
    before = content(dossier)
    change = import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken={0, 1, 4, 5})
    after = tasks.read_tasks(dossier, plan_guid)
    assert [(t.group_title, t.number, t.text, t.objective) for t in after] == [
        ("Cải cách thể chế", "1.1", "Rà soát văn bản", "Mục tiêu 1"),
        ("Cải cách thể chế", "1.2", "Kiểm tra văn bản", "Mục tiêu 1"),
        ("Cải cách thể chế", "1.3", "Công bố danh mục", "Mục tiêu 1"),
        ("Cải cách thủ tục hành chính", "1", "Niêm yết thủ tục", ""),
        ("Chính quyền số", "1.1", "Mua máy quét", "Số hóa"),
    ]
    assert after[0].deadline == "Quý II/2026"
    again = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=theirs)
    assert {row.state for row in again} == {RowState.SAME}
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_a_task_that_moved_to_another_group_can_follow_the_file(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    theirs = [task("Rà soát văn bản", "Cải cách thủ tục hành chính", deadline="Quý I/2026", objective="Mục tiêu 2")]
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=theirs)
    assert (rows[0].state, rows[0].moved) == (RowState.CHANGED, True)
    import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken={0})
    after = tasks.read_tasks(dossier, plan_guid)
    assert [(t.group_number, t.text, t.objective) for t in after if t.text == "Rà soát văn bản"] == [
        ("II", "Rà soát văn bản", "Mục tiêu 2")
    ]
    assert len(after) == 4
    dossier.close()


def test_a_new_task_goes_to_the_group_of_its_very_title_before_any_other_of_its_field(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    title = "Công tác thể chế khác"
    own = tasks.add_group(dossier, plan_guid=plan_guid, title=title).created("task_group")[0]
    fields = [group.field_code for group in tasks.read_groups(dossier, plan_guid)]
    assert fields[0] == fields[2] != ""  # the first group is of the same field
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=[task("Lấy ý kiến Nhân dân", title.upper())])
    import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken={0})
    (new,) = (row for row in tasks.read_tasks(dossier, plan_guid) if row.text == "Lấy ý kiến Nhân dân")
    assert new.group_guid == own
    assert len(tasks.read_groups(dossier, plan_guid)) == 3
    dossier.close()


@pytest.mark.parametrize("mode", ["table", "list", "both"])
def test_the_form_of_the_print_makes_no_other_tasks(
    new_sample: Callable[[Path], Path], tmp_path: Path, mode: str
) -> None:
    dossier = Dossier.open(new_sample(tmp_path))
    plan = plans.annual_plan(dossier, YEAR)
    assert plan is not None
    plans.set_frame_mode(dossier, plan_guid=plan.guid, frame_mode=mode)
    assert plans.read_plan(dossier, plan.guid).plan.frame_mode == mode
    file = tmp_path / "ke-hoach.docx"
    write_paper(compose(dossier, Printout.PLAN, Wish(YEAR)), file)
    rows = comparing.compare_with(
        dossier, plan_guid=plan.guid, theirs=comparing.incoming(imports.preview_plan(file).groups)
    )
    assert {(row.state, row.columns) for row in rows} == {(RowState.SAME, ())}
    assert not import_merge.take_rows(dossier, plan_guid=plan.guid, rows=rows, taken=comparing.proposed(rows))
    dossier.close()


def test_a_new_task_without_a_group_comes_in_behind_the_one_above_it(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    theirs = [task("Rà soát văn bản", "", lead="Tư pháp"), task("Mua máy quét", "")]
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=theirs)
    import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken={1})
    first, second, *_others = tasks.read_tasks(dossier, plan_guid)
    assert (first.guid, second.text, second.group_guid) == (guids[0], "Mua máy quét", first.group_guid)
    dossier.close()


def test_a_new_task_comes_in_where_the_one_above_it_was_left_in_another_group(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    group = "Cải cách thủ tục hành chính"
    theirs = [task("Rà soát văn bản", group), task("Mua máy quét", group)]
    rows = comparing.compare_with(dossier, plan_guid=plan_guid, theirs=theirs)
    assert [(row.state, row.moved) for row in rows[:2]] == [(RowState.CHANGED, True), (RowState.NEW, False)]
    import_merge.take_rows(dossier, plan_guid=plan_guid, rows=rows, taken={1})
    kept = [(row.group_title, row.text) for row in tasks.read_tasks(dossier, plan_guid)]
    assert kept[-2:] == [(group, "Niêm yết thủ tục"), (group, "Mua máy quét")]
    dossier.close()


def test_blanks_stops_and_list_marks_count_for_nothing_and_all_else_does() -> None:
    assert comparing.bare(" - Chương  X.\n+ Điều\u00a01,;• Khoản 2 ;") == "Chương X\nĐiều 1\nKhoản 2"
    assert comparing.bare("X, Y") == "X, Y" and comparing.bare("-") == comparing.bare(" . ") == ""
