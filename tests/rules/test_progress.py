"""How near the next date of a task is."""

from datetime import date, timedelta

import pytest

from cchc_desktop.rules.progress import CLOSED, TaskStatus, Urgency, last_day, report_days_left, urgency

TODAY = date(2024, 9, 8)


def _in(days: int, done: bool = False) -> tuple[date, bool]:
    return TODAY + timedelta(days=days), done


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ([], (Urgency.NONE, 0)),
        ([_in(0)], (Urgency.DUE_SOON, 0)),
        ([_in(7)], (Urgency.DUE_SOON, 7)),
        ([_in(8)], (Urgency.NONE, 8)),
        ([_in(-1)], (Urgency.LATE, -1)),
        ([_in(30), _in(-20), _in(-3)], (Urgency.LATE, -20)),
        ([_in(-20, done=True), _in(3)], (Urgency.DUE_SOON, 3)),
        ([_in(-20, done=True)], (Urgency.NONE, 0)),
    ],
)
def test_open_task(due: list[tuple[date, bool]], expected: tuple[Urgency, int]) -> None:
    assert urgency(TaskStatus.IN_PROGRESS, due, TODAY) == expected
    assert urgency("not_started", due, TODAY) == expected


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_closed_task_asks_for_nothing(status: TaskStatus) -> None:
    assert urgency(status, [_in(-5)], TODAY) == (Urgency.NONE, 0)


def test_how_soon_is_soon() -> None:
    assert urgency(TaskStatus.IN_PROGRESS, [_in(20)], TODAY, soon_days=30)[0] is Urgency.DUE_SOON


def test_before_a_day_means_the_day_before_it() -> None:
    assert last_day(date(2026, 9, 12), exclusive=True) == date(2026, 9, 11)
    assert last_day(date(2026, 9, 12), exclusive=False) == date(2026, 9, 12)


@pytest.mark.parametrize(("today", "left"), [(date(2026, 9, 8), 3), (date(2026, 9, 11), 0), (date(2026, 9, 12), -1)])
def test_a_report_is_due_before_its_day(today: date, left: int) -> None:
    assert report_days_left(date(2026, 9, 12), today) == left
