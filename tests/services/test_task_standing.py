"""Where a task stood at the end of a period, whatever was done after it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cchc_desktop.models.task_rows import MilestoneRow, TaskRow
from cchc_desktop.services.frame.task_facts import DOING, DONE, LATE, WAITING, standing_in
from tests.services import draft_facts

UNTIL, LATER, EARLIER = date(2026, 9, 14), date(2026, 10, 1), date(2026, 3, 1)


def task(status: str, done: date | None = None, result: str = "", *milestones: MilestoneRow) -> TaskRow:
    made = draft_facts.task(1, DOING).row
    return replace(made, status=status, result=result, done_noted=done, milestones=milestones)


def milestone(day: date, done_on: date | None = None, exclusive: bool = False) -> MilestoneRow:
    return MilestoneRow("m", 1, "date", "", None, day, exclusive, done_on)


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        (task("cancelled"), "cancelled"),
        (task("not_applicable", None, "x"), "not_applicable"),
        (task("done"), DONE),
        (task("done", UNTIL), DONE),
        (task("done", LATER), WAITING),  # nothing says that it had been begun
        (task("done", LATER, "Đã rà soát"), DOING),
        (task("done", LATER, "", milestone(LATER, EARLIER)), DOING),
        (task("done", LATER, "", milestone(LATER, LATER)), WAITING),
        (task("done", LATER, "", milestone(EARLIER)), LATE),
        (task("in_progress"), DOING),
        (task("not_started"), WAITING),
        (task("not_started", None, "", milestone(UNTIL)), WAITING),
        (task("not_started", None, "", milestone(UNTIL, None, True)), LATE),
        (task("in_progress", None, "", milestone(EARLIER, EARLIER)), DOING),
    ],
)
def test_where_a_task_stood(row: TaskRow, standing: Any) -> None:
    assert standing_in(row, UNTIL, UNTIL) == standing
