"""The task frame's verbs, each seen in the rows that the grid shows, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import offices
from cchc_desktop.services.frame import task_moves, task_rows, tasks
from cchc_desktop.storage.changes import Change, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    result = with_plan(tmp_path)
    yield result
    result[0].close()


def numbers(made: Made) -> list[tuple[str, str]]:
    return [(f"{row.group_number}.{row.number}", row.text) for row in tasks.read_tasks(made[0], made[1])]


def row(made: Made, place: int = 0):  # type: ignore[no-untyped-def]
    return next(found for found in tasks.read_tasks(made[0], made[1]) if found.guid == made[2][place])


def test_rows_are_numbered_as_on_paper(made: Made) -> None:
    assert numbers(made) == [
        ("I.1.1", "Rà soát văn bản"),
        ("I.1.2", "Công bố danh mục"),
        ("I.2", "Phổ biến pháp luật"),
        ("II.1", "Niêm yết thủ tục"),
    ]


def test_groups_know_their_field_by_their_title(made: Made) -> None:
    assert [group.field_code for group in tasks.read_groups(made[0], made[1])] == ["institution", "procedures"]


def test_typing_a_deadline_keeps_the_phrase_and_its_meaning(made: Made) -> None:
    dossier, _plan, guids = made
    tasks.set_cells(dossier, cells=[(guids[0], Column.DEADLINE, "Quý I ban hành kế hoạch; tháng 12 báo cáo kết quả")])
    found = row(made)
    assert found.deadline == "Quý I ban hành kế hoạch; tháng 12 báo cáo kết quả"
    assert [m.date_to for m in found.milestones] == [date(2026, 3, 31), date(2026, 12, 31)]


def test_a_milestone_that_says_the_same_stays_met(made: Made) -> None:
    dossier, _plan, guids = made
    milestone = row(made).milestones[0]
    tasks.set_milestone_done(dossier, milestone_guid=milestone.guid, done_on=date(2026, 3, 20))
    tasks.set_cells(dossier, cells=[(guids[0], Column.DEADLINE, "Quý I/2026; trước ngày 15/12/2026")])
    assert [m.done_on for m in row(made).milestones] == [date(2026, 3, 20), None]


def test_units_are_tied_to_the_office_only_by_their_very_name(made: Made) -> None:
    dossier, _plan, guids = made
    kinh_te = next(unit for unit in offices.read_units(dossier) if unit.name == "Phòng Kinh tế")
    assert row(made, 1).leads[0].unit_guid == kinh_te.guid
    tasks.set_cells(dossier, cells=[(guids[1], Column.LEAD, "Phòng kinh tế; Phòng Kinh tế - Hạ tầng")])
    assert [(lead.text, lead.unit_guid) for lead in row(made, 1).leads] == [
        ("Phòng kinh tế", kinh_te.guid),
        ("Phòng Kinh tế - Hạ tầng", None),
    ]


def test_lines_of_a_cell_are_products(made: Made) -> None:
    assert [product.text for product in row(made, 2).products] == ["Kế hoạch", "Báo cáo"]
    tasks.set_cells(made[0], cells=[(made[2][2], Column.PRODUCT, "Báo cáo năm\n\n")])
    assert [product.text for product in row(made, 2).products] == ["Báo cáo năm"]


def test_budget_is_understood_and_kept_as_typed(made: Made) -> None:
    tasks.set_cells(made[0], cells=[(made[2][0], Column.BUDGET, "15 triệu đồng")])
    assert (row(made).budget_text, row(made).budget_amount) == ("15 triệu đồng", 15_000_000)


def test_an_objective_is_shared_by_its_tasks(made: Made) -> None:
    tasks.set_cells(made[0], cells=[(made[2][1], Column.OBJECTIVE, "Mục tiêu mới")])
    assert [r.objective for r in tasks.read_tasks(made[0], made[1])] == ["Mục tiêu mới", "Mục tiêu mới", "", ""]
    tasks.set_cells(made[0], cells=[(made[2][0], Column.OBJECTIVE, "")])
    assert [r.number for r in tasks.read_tasks(made[0], made[1])] == ["1", "2", "3", "1"]


def test_done_means_a_hundred_per_cent(made: Made) -> None:
    tasks.set_status(made[0], task_guids=made[2][:2], status="done")
    assert [(r.status, r.percent) for r in tasks.read_tasks(made[0], made[1])][:3] == [
        ("done", 100),
        ("done", 100),
        ("not_started", 0),
    ]


def test_progress_outside_the_scale_is_refused(made: Made) -> None:
    with pytest.raises(UserError):
        tasks.set_tracking(made[0], task_guid=made[2][0], percent=101)
    assert row(made).percent == 0


def test_moving_past_the_edge_goes_to_the_neighbouring_group(made: Made) -> None:
    task_moves.move_tasks(made[0], task_guids=[made[2][2]], by=1)
    assert numbers(made) == [
        ("I.1.1", "Rà soát văn bản"),
        ("I.1.2", "Công bố danh mục"),
        ("II.1", "Phổ biến pháp luật"),
        ("II.2", "Niêm yết thủ tục"),
    ]


def test_moving_past_the_first_and_last_group_changes_nothing(made: Made) -> None:
    before = content(made[0])
    assert not task_moves.move_tasks(made[0], task_guids=[made[2][0]], by=-1)
    assert not task_moves.move_tasks(made[0], task_guids=[made[2][3]], by=1)
    assert content(made[0]) == before


def test_a_new_task_stands_after_the_chosen_one(made: Made) -> None:
    group = row(made).group_guid
    tasks.add_task(made[0], group_guid=group, after_guid=made[2][0], objective_guid=row(made).objective_guid)
    assert [number for number, _text in numbers(made)] == ["I.1.1", "I.1.2", "I.1.3", "I.2", "II.1"]
    assert numbers(made)[1] == ("I.1.2", "")


def test_search_text_follows_every_edit(made: Made) -> None:
    from cchc_desktop.services.search.searching import search

    tasks.set_cells(made[0], cells=[(made[2][3], Column.TASK, "Số hóa hồ sơ đất đai")])
    assert [hit.guid for hit in search(made[0], "dat dai so hoa")] == [made[2][3]]
    assert search(made[0], "niem yet") == ()


VERBS: list[Callable[[Made], Change]] = [
    lambda m: tasks.set_cells(m[0], cells=[(m[2][0], Column.LEAD, "A; B")]),
    lambda m: tasks.set_cells(m[0], cells=[(g, Column.DEADLINE, "Tháng 5/2026") for g in m[2]]),
    lambda m: tasks.set_cells(m[0], cells=[(m[2][0], Column.OBJECTIVE, "")]),
    lambda m: tasks.set_status(m[0], task_guids=m[2], status="not_applicable", reason="Không phát sinh"),
    lambda m: tasks.remove_tasks(m[0], task_guids=m[2][:2]),
    lambda m: tasks.remove_group(m[0], group_guid=row(m).group_guid),
    lambda m: task_moves.move_tasks(m[0], task_guids=[m[2][2]], by=1),
    lambda m: task_moves.move_tasks(m[0], task_guids=[m[2][1]], by=-1),
    lambda m: task_moves.move_group(m[0], group_guid=row(m).group_guid, by=1),
    lambda m: tasks.add_task(m[0], group_guid=row(m).group_guid),
    lambda m: tasks.set_group_title(m[0], group_guid=row(m).group_guid, title="Tài chính công"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_taken_back(made: Made, verb: Callable[[Made], Change]) -> None:
    before = content(made[0])
    change = verb(made)
    assert change
    assert content(made[0]) != before
    undo(made[0], change)
    assert content(made[0]) == before


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cell=st.sampled_from([c for c in Column if c not in (Column.NUMBER, Column.OBJECTIVE)]),
    text=st.text(max_size=60),
)
def test_any_text_can_be_typed_into_any_cell(tmp_path_factory: pytest.TempPathFactory, cell: Column, text: str) -> None:
    made = with_plan(tmp_path_factory.mktemp("d"))
    before = content(made[0])
    change = tasks.set_cells(made[0], cells=[(made[2][0], cell, text)])
    if change:
        undo(made[0], change)
    assert content(made[0]) == before
    made[0].close()


def test_rows_are_read_by_their_places_and_a_place_tells_a_row_that_is_out_of_date(tmp_path: Path) -> None:
    dossier, plan, guids = with_plan(tmp_path)
    groups, places = task_rows.read_order(dossier, plan)
    assert groups == tasks.read_groups(dossier, plan) and [place.guid for place in places] == guids
    rows = tasks.read_tasks(dossier, plan)
    assert task_rows.read_at(dossier, places) == rows and task_rows.read_at(dossier, places[1:3]) == rows[1:3]
    assert task_rows.read_at(dossier, []) == () and {row.evidence_count for row in rows} == {0}
    assert all(place.holds(row) for place, row in zip(places, rows, strict=True))
    for place, row in ((places[0], rows[1]), (places[1], rows[0]), (places[0], rows[2]), (places[3], rows[2])):
        assert not place.holds(row)
    for name in ("position", "number", "objective_guid", "group_guid", "group_number", "group_title", "field_code"):
        assert not places[0].holds(replace(rows[0], **{name: "khác"})), name  # type: ignore[arg-type]
    gone = places[0]
    tasks.remove_tasks(dossier, task_guids=[gone.guid])
    assert [row.guid for row in task_rows.read_at(dossier, places)] == guids[1:]
    dossier.close()


def test_what_is_left_of_a_group_stands_one_after_the_other(made: Made) -> None:
    dossier, _plan, guids = made
    with dossier.read() as session:
        group = session.get_one(Task, guids[0]).group_guid
    tasks.remove_tasks(dossier, task_guids=guids[:1])
    with dossier.read() as session:
        left = session.scalars(select(Task).where(Task.group_guid == group).order_by(Task.position)).all()
        assert [row.position for row in left] == [0, 1] and [row.guid for row in left] == guids[1:3]


def test_those_who_work_together_are_told_apart_and_proof_is_counted(made: Made) -> None:
    dossier, _plan, guids = made
    cells = [(guids[0], Column.LEAD, "Phòng A; Phòng B"), (guids[0], Column.COORDINATION, "Phòng C")]
    tasks.set_cells(dossier, cells=cells)
    found = row(made)
    assert [one.text for one in found.leads] == ["Phòng A", "Phòng B"]
    assert [one.text for one in found.coordinators] == ["Phòng C"]
    assert {one.evidence_count for one in tasks.read_tasks(dossier, made[1])} == {0}


def test_a_day_before_which_a_task_ends_is_known_as_such(made: Made) -> None:
    dossier, _plan, guids = made
    for text, exclusive in (("trước ngày 12/9/2026", True), ("ngày 12/9/2026", False)):
        tasks.set_cells(dossier, cells=[(guids[0], Column.DEADLINE, text)])
        (milestone,) = row(made).milestones
        assert milestone.exclusive is exclusive
    for place, text in ((1, "trước ngày 12/9/2026"), (2, "từ ngày 01/3/2026 đến ngày 31/3/2026")):
        pasted = tasks.paste_tasks(
            dossier, group_guid=row(made, place).group_guid, rows=[{Column.TASK: "x", Column.DEADLINE: text}]
        ).created("task")[0]
        (milestone,) = next(one for one in tasks.read_tasks(dossier, made[1]) if one.guid == pasted).milestones
        assert milestone.exclusive is (place == 1) and (milestone.date_from is None) is (place == 1)
