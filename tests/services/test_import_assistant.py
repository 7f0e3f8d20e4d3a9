"""What the import assistant opens, shows and keeps of a file: tables, taught columns, ticked tasks, as one step."""

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_desktop.models.import_rows import RowState
from cchc_desktop.readers.read_rows import Doubt, RowKind
from cchc_desktop.readers.tables import Choice
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.intake import assigned_tasks, column_mappings, comparing, import_choices
from cchc_desktop.services.intake.import_verbs import Into, Keeping, Target, keep
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier, with_plan

TABLE = """KẾ HOẠCH
Cải cách hành chính năm 2026

| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn hoàn thành |
|---|---|---|---|
| I | CẢI CÁCH THỂ CHẾ | | |
| 1 | Rà soát văn bản | Công chức Tư pháp | Quý I/2026 |
| 2 | Kiểm tra công vụ | Văn phòng | khi rảnh |
| II | CÔNG VỤ | | |
| 1 | Kiểm tra giờ làm việc | Văn phòng | Quý II/2025 |
"""
FOREIGN = """| Số | Phần việc | Người làm | Bao giờ |
|---|---|---|---|
| 1 | Rà soát văn bản | Tư pháp | Quý I/2026 |
| 2 | Mua máy quét | Văn phòng | Quý II/2026 |
"""
LIST = """KẾ HOẠCH
Cải cách hành chính năm 2026

II. NHIỆM VỤ
1. Cải cách thể chế
a) Rà soát văn bản
- Cơ quan chủ trì: Công chức Tư pháp
- Thời gian hoàn thành: Quý I/2026
b) Công bố danh mục
- Cơ quan chủ trì: Văn phòng
- Thời gian hoàn thành: Quý II/2026
"""
TEXT = """KẾ HOẠCH
Tuyên truyền cải cách hành chính

I. MỤC ĐÍCH
Để người dân biết.
II. YÊU CẦU
Đúng thời gian.
"""


def read(dossier: Dossier, text: str, year: int | None = YEAR) -> tuple[Choice, import_choices.ReadPlan]:
    opened = import_choices.open_copied(dossier, text, "")
    choice = import_choices.usual_choice(opened)
    return choice, import_choices.read_chosen(opened, choice, year)


def keeping(dossier: Dossier, plan: import_choices.ReadPlan, target: Target, **more: object) -> Keeping:
    theirs = comparing.incoming(plan.groups)
    mine = tasks.read_tasks(dossier, target.guid) if target.guid else ()
    rows = comparing.compare(mine, theirs)
    return replace(Keeping(plan, target, rows, comparing.proposed(rows), YEAR), **more)  # type: ignore[arg-type]


def test_a_known_table_is_chosen_and_each_row_says_what_it_is(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    choice, plan = read(dossier, TABLE)
    assert choice.tables is not None and [table.known for table in choice.tables] == [True]
    assert import_choices.listed_columns(plan) == (Column.TASK, Column.LEAD, Column.DEADLINE)
    rows = import_choices.preview_rows(choice, plan)
    kinds = [(row.kind, row.cells[1]) for row in rows]
    assert kinds[-5:] == [
        (RowKind.GROUP, "CẢI CÁCH THỂ CHẾ"),
        (RowKind.TASK, "Rà soát văn bản"),
        (RowKind.TASK, "Kiểm tra công vụ"),
        (RowKind.GROUP, "CÔNG VỤ"),
        (RowKind.TASK, "Kiểm tra giờ làm việc"),
    ]
    assert [bool(row.doubts) for row in rows[-5:]] == [False, False, True, False, True]
    assert [row.number for row in rows] == sorted(row.number for row in rows)
    counted = import_choices.count_doubts(plan)
    assert sum(counted.values()) == 2 and set(counted) <= set(Doubt)
    dossier.close()


def test_the_year_is_that_of_the_subject_of_the_day_or_of_the_deadlines(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    assert import_choices.year_of(read(dossier, TABLE)[1]) == 2026
    dated = "An Bình, ngày 12 tháng 01 năm 2027\n" + TABLE.replace(" năm 2026", "")
    assert import_choices.year_of(read(dossier, dated)[1]) == 2027
    assert import_choices.year_of(read(dossier, TABLE.replace("năm 2026", "NĂM 2028"))[1]) == 2028
    assert import_choices.year_of(read(dossier, TABLE.replace(" năm 2026", ""))[1]) is None
    assert import_choices.year_of(read(dossier, FOREIGN.replace("2026", "2029"), None)[1]) is None  # columns unknown
    framed = TABLE.replace("KẾ HOẠCH\nCải cách hành chính năm 2026", "Khung nhiệm vụ").replace("2025", "2026")
    assert import_choices.year_of(read(dossier, framed)[1]) == 2026
    dossier.close()


def test_a_list_in_the_text_shows_its_tasks_and_a_text_its_sections(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    choice, plan = read(dossier, LIST)
    assert choice.tables == ()
    rows = import_choices.preview_rows(choice, plan)
    assert [(row.kind, row.cells) for row in rows] == [
        (RowKind.GROUP, ("1. Cải cách thể chế",)),
        (RowKind.TASK, ("Rà soát văn bản", "Công chức Tư pháp", "Quý I/2026")),
        (RowKind.TASK, ("Công bố danh mục", "Văn phòng", "Quý II/2026")),
    ]
    opened = import_choices.open_copied(dossier, LIST, "")
    assert (opened.listed, opened.hidden_rows, opened.old_font_rows) == (2, 0, 0)
    choice, plan = read(dossier, TEXT)
    rows = import_choices.preview_rows(choice, plan)
    assert [(row.kind, row.cells) for row in rows] == [
        (RowKind.TEXT, ("I. MỤC ĐÍCH", "Để người dân biết.")),
        (RowKind.TEXT, ("II. YÊU CẦU", "Đúng thời gian.")),
    ]
    dossier.close()


def test_what_was_taught_about_a_header_is_known_the_next_time(tmp_path: Path) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    opened = import_choices.open_copied(dossier, FOREIGN, "")
    choice = import_choices.usual_choice(opened)
    assert choice.tables is not None and not choice.tables[0].known
    nothing = import_choices.read_chosen(opened, choice)
    assert not nothing.groups and nothing.warnings
    columns = (Column.NUMBER, Column.TASK, Column.LEAD, None)
    taught = choice.tables[0].with_columns(columns)
    plan = import_choices.read_chosen(opened, Choice(tables=(taught,)), YEAR)
    chosen = keeping(dossier, plan, Target(Into.PLAN, plan_guid), taught=(taught,), taken=frozenset({0, 1}))
    assert [row.state for row in chosen.rows[:2]] == [RowState.CHANGED, RowState.NEW]
    keep(dossier, keeping=chosen)
    assert column_mappings.learned_columns(dossier) == {taught.key: columns}
    first, second, *_others = tasks.read_tasks(dossier, plan_guid)
    assert (first.lead_text, second.text) == ("Tư pháp", "Mua máy quét")
    again = import_choices.open_copied(dossier, FOREIGN, "")
    assert [(table.known, table.columns) for table in again.tables] == [(True, columns)]
    other = taught.with_columns((Column.NUMBER, Column.TASK, Column.LEAD, Column.DEADLINE))
    change = column_mappings.learn_columns(dossier, tables=(other, taught.with_columns((None,) * 4)))
    assert column_mappings.learned_columns(dossier) == {taught.key: other.columns}
    undo(dossier, change)
    assert column_mappings.learned_columns(dossier) == {taught.key: columns}
    dossier.close()


def test_ticked_tasks_make_a_plan_of_their_own_as_one_step(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    plan = read(dossier, TABLE)[1]
    chosen = keeping(dossier, plan, Target(Into.NEW))
    assert chosen.ticked(RowState.NEW) == 3 and chosen.ticked(RowState.SAME) == 0
    change = keep(dossier, keeping=replace(chosen, taken=frozenset({0, 2})))
    kept = plans.annual_plan(dossier, YEAR)
    assert kept is not None and len(backups_of(dossier.path)) == 1
    assert [row.text for row in tasks.read_tasks(dossier, kept.guid)] == ["Rà soát văn bản", "Kiểm tra giờ làm việc"]
    undo(dossier, change)
    assert content(dossier) == before
    keep(dossier, keeping=replace(chosen, taken=frozenset({1})))
    kept = plans.annual_plan(dossier, YEAR)
    assert kept is not None
    assert [group.title for group in tasks.read_groups(dossier, kept.guid)] == ["CẢI CÁCH THỂ CHẾ"]
    dossier.close()


def test_a_superiors_tasks_make_a_paper_that_carries_them_out(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    table = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 12/KH-UBND\nAn Bình, ngày 12 tháng 01 năm 2026\n\n" + TABLE
    plan = read(dossier, table.replace("Văn phòng", "UBND cấp xã"))[1]
    found = assigned_tasks.assignment_of(dossier, plan, year=YEAR)
    chosen = keeping(dossier, plan, Target(Into.CARRY), assignment=found, taken=frozenset({1}))
    keep(dossier, keeping=chosen)
    (row,) = plans.plans_with_tasks(dossier, YEAR)
    (task,) = tasks.read_tasks(dossier, row.guid)
    assert (task.text, task.source) == ("Kiểm tra công vụ", found.source)
    assert found.basis in "\n".join(plans.read_plan(dossier, row.guid).paper.legal_bases)
    dossier.close()


@pytest.mark.parametrize(("text", "same"), [(TABLE, True), (TABLE.replace("Rà soát văn bản", "Việc hẳn khác"), False)])
def test_another_version_of_a_plan_is_known_by_its_tasks(tmp_path: Path, text: str, same: bool) -> None:
    dossier, plan_guid, _guids = with_plan(tmp_path)
    found = import_choices.same_plan(dossier, YEAR, comparing.incoming(read(dossier, text)[1].groups))
    assert (found.guid if found else None) == (plan_guid if same else None)
    assert import_choices.same_plan(dossier, YEAR + 1, comparing.incoming(read(dossier, text)[1].groups)) is None
    assert import_choices.same_plan(dossier, YEAR, ()) is None
    dossier.close()
