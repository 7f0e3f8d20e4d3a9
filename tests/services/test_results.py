"""Results by date: the newest is what the task shows; older dossiers keep what they had."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.task import Task
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


def noted(made: Made, guid: str) -> list[tuple[str, str, int | None]]:
    """Each result with its day, the newest first."""
    return [(str(row.day or ""), row.text, row.percent) for row in results.read_results(made[0], guid)]


def test_a_day_of_completion_moves_and_leaves_what_results_say(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made

    def done(day: date) -> None:
        with dossier.change("x") as work:
            results.put_done(work.session, work.session.get_one(Task, guid), day)

    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Xong", percent=100)
    done(date(2026, 4, 1))
    assert noted(made, guid) == [("2026-04-01", "", 100), ("2026-03-01", "Xong", None)]
    done(date(2026, 5, 1))
    assert noted(made, guid) == [("2026-05-01", "", 100), ("2026-03-01", "Xong", None)]  # the same row moved
    done(date(2026, 3, 1))
    assert noted(made, guid) == [("2026-03-01", "Xong", 100)]
    with dossier.change("x") as work:
        results.drop_done(work.session, work.session.get_one(Task, guid))
    assert noted(made, guid) == [("2026-03-01", "Xong", None)]
    done(date(2026, 6, 1))
    with dossier.change("x") as work:
        results.drop_done(work.session, work.session.get_one(Task, guid))
    assert noted(made, guid) == [("2026-03-01", "Xong", None)]


def test_a_result_without_a_day_is_kept_beside_a_day_of_completion(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    with dossier.change("x") as work:
        task = work.session.get_one(Task, guid)
        task.result = "Cũ"
        results.put_done(work.session, task, date(2026, 4, 1))
    assert noted(made, guid) == [("2026-04-01", "", 100), ("", "Cũ", None)]
    with pytest.raises(UserError):
        results.set_done_day(dossier, task_guid=guid, day=date(2026, 4, 2))  # it is not done


def test_the_words_of_the_newest_result_are_corrected(made: Made) -> None:
    dossier, _plan, (guid, other, *_others) = made

    def put(task_guid: str, text: str) -> None:
        with dossier.change("x") as work:
            results.put_newest(work.session, work.session.get_one(Task, task_guid), text)

    put(other, "Chỉ chữ")
    assert noted(made, other) == [("", "Chỉ chữ", None)]
    results.add_result(dossier, task_guid=guid, day=date(2026, 3, 1), text="Một", percent=10)
    results.add_result(dossier, task_guid=guid, day=date(2026, 4, 1), text="Hai", percent=20)
    put(guid, "Hai mới")
    assert shown(made)[0] == "Hai mới" and noted(made, guid)[0][1] == "Hai mới"
    put(guid, "")
    assert shown(made) == ("Một", 10, TaskStatus.IN_PROGRESS) and len(noted(made, guid)) == 1


def test_per_cent_of_a_result_and_the_standing_of_the_task(made: Made) -> None:
    dossier, _plan, (guid, *_others) = made
    day = date(2026, 3, 1)
    steps = ((0, "not_started"), (1, "in_progress"), (100, "done"), (99, "in_progress"), (0, "in_progress"))
    for percent, status in steps:
        results.add_result(dossier, task_guid=guid, day=day, text="x", percent=percent)
        assert shown(made) == ("x", percent, status)
    results.add_result(dossier, task_guid=guid, day=day, text=" y ")
    assert noted(made, guid) == [("2026-03-01", "y", 0)]
    (row,) = results.read_results(dossier, guid)
    results.set_result(dossier, result_guid=row.guid, day=day, text="", percent=100)  # a day of completion alone
    assert shown(made)[1:] == (100, "done")
    for percent in (-1, 101):
        with pytest.raises(UserError):
            results.set_result(dossier, result_guid=row.guid, day=day, text="x", percent=percent)
    with pytest.raises(UserError):
        results.set_result(dossier, result_guid=row.guid, day=day, text=" ", percent=99)
    tasks.set_tracking(dossier, task_guid=guid, status="cancelled", reason="Không còn")
    results.add_result(dossier, task_guid=guid, day=day, text="z", percent=50)
    assert shown(made)[2] == "cancelled", "what was set aside stays so"
