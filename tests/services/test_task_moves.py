"""Tasks and groups in other places, and the same set for many of them."""

from pathlib import Path

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import task_moves, tasks
from cchc_desktop.services.frame.task_bulk import fill_down, set_for_tasks
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    result = with_plan(tmp_path)
    yield result
    result[0].close()


def seen(made: Made) -> list[tuple[str, str, str]]:
    """Number, objective and text of every task in printed order."""
    rows = tasks.read_tasks(made[0], made[1])
    return [(f"{row.group_number}.{row.number}", row.objective, row.text) for row in rows]


def test_tasks_are_dropped_before_another_and_numbered_anew(made: Made) -> None:
    dossier, plan, guids = made
    before = content(dossier)
    group = tasks.read_groups(dossier, plan)[0].guid
    change = task_moves.move_tasks_to(dossier, task_guids=[guids[2]], group_guid=group, before_guid=guids[0])
    assert [text for _n, _o, text in seen(made)][:3] == ["Phổ biến pháp luật", "Rà soát văn bản", "Công bố danh mục"]
    assert [number for number, _o, _t in seen(made)] == ["I.1", "I.2.1", "I.2.2", "II.1"]
    undo(dossier, change)
    assert content(dossier) == before


def test_in_the_middle_of_an_objective_a_task_becomes_one_of_its_own(made: Made) -> None:
    dossier, plan, guids = made
    objective = seen(made)[0][1]
    group = tasks.read_groups(dossier, plan)[0].guid
    task_moves.move_tasks_to(dossier, task_guids=[guids[3]], group_guid=group, before_guid=guids[1])
    assert seen(made)[1] == ("I.1.2", objective, "Niêm yết thủ tục")


def test_in_another_group_tasks_keep_the_words_of_column_one(made: Made) -> None:
    dossier, plan, guids = made
    objective = seen(made)[0][1]
    other = tasks.read_groups(dossier, plan)[1].guid
    before = content(dossier)
    one = task_moves.move_tasks_to(dossier, task_guids=[guids[0]], group_guid=other, before_guid=None)
    assert seen(made)[-1] == ("II.2.1", objective, "Rà soát văn bản")
    assert seen(made)[0] == ("I.1.1", objective, "Công bố danh mục")  # the one that stays has its own still
    two = task_moves.move_tasks_to(dossier, task_guids=[guids[1]], group_guid=other, before_guid=None)
    assert seen(made)[-1] == ("II.2.2", objective, "Công bố danh mục")  # joined to the neighbour of the same words
    for change in (two, one):
        undo(dossier, change)
    assert content(dossier) == before


@pytest.mark.parametrize(
    ("moved", "by", "order"),
    [
        ((0,), 1, "102|3"),
        ((2,), -1, "021|3"),
        ((1, 2), -1, "120|3"),
        ((0,), -1, "012|3"),  # the first of all, and below the last of all, stay
        ((3,), 1, "012|3"),
        ((1, 2), 1, "0|123"),  # past the edge: before the first of the next group
        ((3,), -1, "0123|"),  # or behind the last of the one before
    ],
)
def test_tasks_that_stand_together_move_and_pass_the_edge_of_a_group(
    made: Made, moved: tuple[int, ...], by: int, order: str
) -> None:
    dossier, plan, guids = made
    before = content(dossier)
    change = task_moves.move_tasks(dossier, task_guids=[guids[place] for place in moved], by=by)
    first = tasks.read_groups(dossier, plan)[0].guid
    rows = tasks.read_tasks(dossier, plan)
    groups = [
        "".join(str(guids.index(r.guid)) for r in rows if (r.group_guid == first) is here) for here in (True, False)
    ]
    assert "|".join(groups) == order
    assert [row.number for row in rows if row.group_guid != first][:1] in ([], ["1"], ["1.1"])
    undo(dossier, change)
    assert content(dossier) == before


def test_an_objective_goes_along_with_all_its_tasks_and_is_copied_for_some(made: Made) -> None:
    dossier, plan, guids = made
    objective, other = seen(made)[0][1], tasks.read_groups(dossier, plan)[1].guid
    before = content(dossier)
    change = task_moves.move_tasks_to(dossier, task_guids=guids[:2], group_guid=other, before_guid=guids[3])
    assert seen(made) == [
        ("I.1", "", "Phổ biến pháp luật"),
        ("II.1.1", objective, "Rà soát văn bản"),
        ("II.1.2", objective, "Công bố danh mục"),
        ("II.2", "", "Niêm yết thủ tục"),
    ]
    assert len(content(dossier)["objective"]) == 1, "the same one, not a second with its words"
    assert content(dossier)["objective"][0]["group_guid"] == other
    undo(dossier, change)
    assert content(dossier) == before
    task_moves.move_tasks_to(dossier, task_guids=guids[:1], group_guid=other, before_guid=None)
    assert sorted((row["group_guid"] == other, row["text"]) for row in content(dossier)["objective"]) == [
        (False, objective),
        (True, objective),
    ]


def test_a_group_moves_among_the_groups_and_stops_at_the_edges(made: Made) -> None:
    dossier, plan, _guids = made
    tasks.add_group(dossier, plan_guid=plan, title="Chuyển đổi số")
    names = [group.guid for group in tasks.read_groups(dossier, plan)]
    for place, by, order in ((0, 1, "102"), (2, -1, "021"), (2, -5, "201"), (0, 9, "120"), (1, -1, "102")):
        change = task_moves.move_group(dossier, group_guid=names[place], by=by)
        found = tasks.read_groups(dossier, plan)
        assert "".join(str(names.index(group.guid)) for group in found) == order
        assert [group.number for group in found] == ["I", "II", "III"]
        undo(dossier, change)
        assert [group.guid for group in tasks.read_groups(dossier, plan)] == names


def test_a_group_goes_before_another_or_to_the_end(made: Made) -> None:
    dossier, plan, _guids = made
    first, second = (group.guid for group in tasks.read_groups(dossier, plan))
    change = task_moves.move_group_before(dossier, group_guid=second, before_guid=first)
    assert [group.guid for group in tasks.read_groups(dossier, plan)] == [second, first]
    undo(dossier, change)
    assert [group.guid for group in tasks.read_groups(dossier, plan)] == [first, second]
    task_moves.move_group_before(dossier, group_guid=first, before_guid=None)
    assert [group.guid for group in tasks.read_groups(dossier, plan)] == [second, first]
    assert not task_moves.move_group_before(dossier, group_guid=second, before_guid=second)


def test_the_same_is_set_for_many_tasks_in_one_step(made: Made) -> None:
    dossier, plan, guids = made
    before = content(dossier)
    other = tasks.read_groups(dossier, plan)[1].guid
    change = set_for_tasks(
        dossier,
        task_guids=guids[:3],
        cells={Column.LEAD: "Văn phòng HĐND và UBND", Column.DEADLINE: "Quý IV/2026"},
        status="in_progress",
        group_guid=other,
    )
    rows = [row for row in tasks.read_tasks(dossier, plan) if row.guid in guids[:3]]
    assert {row.lead_text for row in rows} == {"Văn phòng HĐND và UBND"}
    assert {str(row.milestones[0].date_to) for row in rows} == {"2026-12-31"}
    assert {row.status for row in rows} == {"in_progress"}
    assert {row.group_guid for row in rows} == {other}
    undo(dossier, change)
    assert content(dossier) == before


def test_an_objective_copied_down_is_shared(made: Made) -> None:
    dossier, _plan, guids = made
    before, objective = content(dossier), seen(made)[0][1]
    change = fill_down(
        dossier,
        source_guid=guids[0],
        task_guids=guids[1:],
        cells={Column.OBJECTIVE: objective, Column.LEAD: "Văn phòng HĐND và UBND"},
    )
    assert [(number, words) for number, words, _text in seen(made)] == [
        ("I.1.1", objective),
        ("I.1.2", objective),
        ("I.1.3", objective),
        ("II.1.1", objective),
    ]
    assert {row.lead_text for row in tasks.read_tasks(dossier, made[1])[1:]} == {"Văn phòng HĐND và UBND"}
    undo(dossier, change)
    assert content(dossier) == before
