"""Results by date: the newest is what the task shows; older dossiers keep what they had."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    found = with_plan(tmp_path)
    yield found
    found[0].close()


def shown(made: Made, place: int = 0) -> tuple[str, int, str]:
    row = tasks.read_tasks(made[0], made[1])[place]
    return row.result, row.percent, row.status


def test_the_newest_day_is_what_the_task_shows(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 15), text="Được 60 tin", percent=40)
    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 10), text="Được 20 tin", percent=10)
    assert shown(made) == ("Được 60 tin", 40, TaskStatus.IN_PROGRESS)
    assert [row.day for row in results.read_results(dossier, guid)] == [date(2026, 6, 15), date(2026, 3, 10)]
    results.add_result(dossier, task_guid=guid, day=date(2026, 9, 1), text="Đủ 100 tin", percent=100)
    assert shown(made) == ("Đủ 100 tin", 100, TaskStatus.DONE)


def test_the_same_day_has_one_result(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 15), text="Sáng", percent=40)
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 15), text="Cả ngày")
    (row,) = results.read_results(dossier, guid)
    assert (row.text, row.percent) == ("Cả ngày", 40)


def test_a_result_without_a_day_is_kept_and_comes_last(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    tasks.set_tracking(dossier, task_guid=guid, result="Ghi từ trước")
    assert [(row.day, row.text) for row in results.read_results(dossier, guid)] == [(None, "Ghi từ trước")]
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 15), text="Mới")
    assert [(row.day, row.text) for row in results.read_results(dossier, guid)] == [
        (date(2026, 6, 15), "Mới"),
        (None, "Ghi từ trước"),
    ]


def test_correcting_and_removing_move_the_task_along(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Một", percent=10)
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 1), text="Hai", percent=50)
    older, newest = reversed(results.read_results(dossier, guid))
    results.set_result(dossier, result_guid=older.guid, day=date(2026, 7, 1), text="Ba", percent=70)
    assert shown(made) == ("Ba", 70, TaskStatus.IN_PROGRESS)
    results.remove_result(dossier, result_guid=older.guid)
    assert shown(made)[:2] == ("Hai", 50)
    tasks.set_tracking(dossier, task_guid=guid, result="Hai, đã sửa")
    assert results.read_results(dossier, guid)[0].text == "Hai, đã sửa"
    tasks.set_tracking(dossier, task_guid=guid, result="")
    assert results.read_results(dossier, guid) == ()
    assert newest.text == "Hai"


def test_two_results_never_share_a_day(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Một")
    results.add_result(dossier, task_guid=guid, day=date(2026, 6, 1), text="Hai")
    newest = results.read_results(dossier, guid)[0]
    with pytest.raises(UserError):
        results.set_result(dossier, result_guid=newest.guid, day=date(2026, 3, 1), text="Hai")
    with pytest.raises(UserError):
        results.add_result(dossier, task_guid=guid, day=date(2026, 8, 1), text="  ")


def test_results_go_with_their_task_and_come_back_with_it(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    change = results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Một", percent=10)
    before = content(dossier)
    undo(dossier, tasks.remove_tasks(dossier, task_guids=[guid]))
    assert content(dossier) == before
    undo(dossier, change)
    assert shown(made) == ("", 0, TaskStatus.NOT_STARTED)


def done_on(dossier: Dossier, plan: str, guid: str) -> date | None:
    return next(task for task in tasks.read_tasks(dossier, plan) if task.guid == guid).done_on


def test_a_task_marked_done_keeps_its_day_of_completion(tmp_path: Path) -> None:
    dossier, plan, (guid, *_rest) = with_plan(tmp_path)
    tasks.set_status(dossier, task_guids=[guid], status="done", day=date(2026, 11, 29))
    assert done_on(dossier, plan, guid) == date(2026, 11, 29)
    results.set_done_day(dossier, task_guid=guid, day=date(2026, 3, 10))
    assert done_on(dossier, plan, guid) == date(2026, 3, 10)
    tasks.set_status(dossier, task_guids=[guid], status="in_progress")
    assert done_on(dossier, plan, guid) is None
    with pytest.raises(UserError, match="chưa hoàn thành"):
        results.set_done_day(dossier, task_guid=guid, day=date(2026, 3, 10))
    dossier.close()


def test_the_day_of_completion_leaves_what_was_reached(tmp_path: Path) -> None:
    dossier, plan, (guid, *_rest) = with_plan(tmp_path)
    results.add_result(dossier, task_guid=guid, day=date(2026, 2, 1), text="Đã rà soát 12 văn bản", percent=60)
    tasks.set_status(dossier, task_guids=[guid], status="done", day=date(2026, 3, 1))
    row = next(task for task in tasks.read_tasks(dossier, plan) if task.guid == guid)
    assert (row.result, row.percent) == ("Đã rà soát 12 văn bản", 100)
    tasks.set_tracking(dossier, task_guid=guid, result="Đã rà soát 14 văn bản")
    assert [line.text for line in results.read_results(dossier, guid)] == ["", "Đã rà soát 14 văn bản"]
    dossier.close()


@pytest.mark.parametrize(("text", "percent"), [(" ", None), (" ", 99), ("Đã họp", -1), ("Đã họp", 101)])
def test_a_result_says_something_and_is_within_a_hundred(made: Made, text: str, percent: int | None) -> None:
    dossier, _plan, (guid, *_others) = made
    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Đã họp", percent=0)
    (row,) = results.read_results(dossier, guid)
    with pytest.raises(UserError):
        results.add_result(dossier, task_guid=guid, day=date(2026, 4, 1), text=text, percent=percent)
    with pytest.raises(UserError):
        results.set_result(dossier, result_guid=row.guid, day=row.day, text=text, percent=percent)
    assert results.read_results(dossier, guid) == (row,)
    results.set_result(dossier, result_guid=row.guid, day=row.day, text="", percent=100)  # done that day, no more said
    assert shown(made) == ("", 100, TaskStatus.DONE)
