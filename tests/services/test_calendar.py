"""What is due on which day, and the year as a file for other calendars."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from cchc_desktop.models.task_rows import MilestoneRow, TaskRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame import calendar, tasks
from cchc_desktop.services.frame.calendar import export_ics, read_due
from cchc_desktop.services.reporting.duties import new_duty, set_duty
from cchc_desktop.services.reporting.reports import create_report
from cchc_desktop.storage.dossier import Dossier
from tests.services import draft_facts
from tests.services.helpers import YEAR, with_plan

TODAY = date(2026, 9, 8)
TASK = draft_facts.task(1, "doing").row
Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    dossier, plan, guids = with_plan(tmp_path)
    for guid, phrase in zip(
        guids,
        ("Trước ngày 12/9; chậm nhất ngày 20/12/2026", "Ngày 01/9/2026", "Thường xuyên", "Quý III"),
        strict=True,
    ):
        tasks.set_cells(dossier, cells=[(guid, Column.DEADLINE, phrase)])
    tasks.set_status(dossier, task_guids=[guids[3]], status=TaskStatus.DONE)
    yield dossier, plan, guids
    dossier.close()


def test_every_dated_milestone_has_its_last_day(made: Made) -> None:
    found = [(row.last, row.urgency, row.met, row.days) for row in read_due(made[0], YEAR, TODAY)]
    assert found == [
        (date(2026, 9, 1), "late", False, -7),
        (date(2026, 9, 11), "due_soon", False, 3),
        (date(2026, 9, 30), "none", True, 0),
        (date(2026, 12, 20), "none", False, 103),
    ]
    assert read_due(made[0], YEAR, TODAY)[1].named == date(2026, 9, 12)


def test_reports_stand_beside_tasks_and_what_does_not_apply_is_left_out(made: Made) -> None:
    dossier, _plan, guids = made
    create_report(dossier, period="2026-9M")
    tasks.set_status(dossier, task_guids=[guids[1]], status=TaskStatus.NOT_APPLICABLE, reason="Đã giao huyện")
    rows = read_due(dossier, YEAR, TODAY)
    assert guids[1] not in {row.guid for row in rows}
    (report,) = [row for row in rows if row.kind == "report"]
    assert report.named.month == 9


def test_what_is_owed_to_another_receiver_has_its_own_day(made: Made) -> None:
    dossier = made[0]
    create_report(dossier, period="2026-9M")
    (report,) = [row for row in read_due(dossier, YEAR, TODAY) if row.kind == "report"]
    set_duty(dossier, duty=new_duty(Period.parse("2026-9M"), "UBND tỉnh An Bình", report.named))
    set_duty(dossier, duty=new_duty(Period.parse("2026-9M"), "Sở Nội vụ tỉnh An Bình", date(2026, 9, 10)))
    found = [(row.title, row.last, row.guid) for row in read_due(dossier, YEAR, TODAY) if row.kind == "report"]
    # The report itself stands on the first of its days.
    assert found == [
        (report.title, date(2026, 9, 9), report.guid),
        ("Báo cáo 9 tháng năm 2026 gửi UBND tỉnh An Bình", report.last, report.guid),
    ]


def test_the_calendar_file_is_the_same_days_and_can_be_taken_in_again(made: Made, tmp_path: Path) -> None:
    dossier, _plan, guids = made
    assert export_ics(dossier, year=YEAR, path=tmp_path / "a.ics", today=TODAY) == 4
    first = list(Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT"))
    assert [event.decoded("DTSTART") for event in first] == [row.last for row in read_due(dossier, YEAR, TODAY)]
    assert [str(event["SUMMARY"]) for event in first][1] == "Rà soát văn bản"
    assert [bool(event.walk("VALARM")) for event in first] == [True, True, False, True]
    # The same phrase typed again is the same day in the calendar.
    tasks.set_cells(dossier, cells=[(guids[1], Column.DEADLINE, "Ngày 02/9/2026")])
    export_ics(dossier, year=YEAR, path=tmp_path / "a.ics", today=TODAY)
    second = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert {str(event["UID"]) for event in second} == {str(event["UID"]) for event in first}
    assert len({str(event["UID"]) for event in first}) == 4


@pytest.mark.parametrize(
    ("left", "sent", "urgency", "days"),
    [(-1, False, "late", -1), (0, False, "due_soon", 0), (7, False, "due_soon", 7), (8, False, "none", 8),
     (-1, True, "none", 0)],
)  # fmt: skip
def test_how_near_a_report_is(left: int, sent: bool, urgency: str, days: int) -> None:
    due_on = date(2026, 9, 12)  # the day before is the last
    row = calendar._due_report("g", "u", "Báo cáo", due_on, sent, date(2026, 9, 11) - timedelta(days=left))
    assert row is not None and (row.urgency, row.days, row.met, row.last) == (urgency, days, sent, date(2026, 9, 11))
    assert calendar._due_report("g", "u", "Báo cáo", None, sent, due_on) is None
    told = replace(row, note="Ghi chú", phrase="Quý III", title="Báo  cáo")
    assert calendar._description(told) == "Ghi chú\nThời gian hoàn thành: Quý III"
    assert calendar._description(row) == "" and calendar._category(row) == "Báo cáo"
    assert calendar._category(replace(row, kind="task")) == "Nhiệm vụ"
    assert (
        calendar._event_title(replace(told, met=True)).endswith("Báo cáo")
        and calendar._event_title(replace(told, met=False)) == "Báo cáo"
    )


def test_the_day_of_a_task_as_it_stands() -> None:
    def row(status: str, *milestones: MilestoneRow, lead: str = "") -> TaskRow:
        return replace(TASK, status=status, milestones=milestones, lead_text=lead)

    def milestone(day: date | None, exclusive: bool = False, done_on: date | None = None) -> MilestoneRow:
        return MilestoneRow("m", 1, "date", "Quý III", None, day, exclusive, done_on)

    today = date(2026, 9, 8)
    assert calendar._of_task(row("cancelled", milestone(today)), today) == []
    assert calendar._of_task(row("in_progress", milestone(None)), today) == []
    days = (milestone(date(2026, 9, 8), True), milestone(date(2026, 9, 9), done_on=today))
    first, second = calendar._of_task(row("in_progress", *days, lead="A  B"), today)
    assert (first.uid, first.last, first.named, first.met, first.urgency, first.days) == (
        f"{TASK.guid}-1", date(2026, 9, 7), date(2026, 9, 8), False, "late", -1,
    )  # fmt: skip
    assert (first.note, first.phrase, first.title) == ("I.1, A B", "Quý III", TASK.text)
    assert (second.uid, second.met, second.urgency) == (f"{TASK.guid}-2", True, "none")
    (done,) = calendar._of_task(row("done", milestone(date(2026, 1, 1))), today)
    assert done.met and done.note == "I.1"


def test_an_event_in_words() -> None:
    day = date(2026, 9, 8)
    row = calendar.DueRow("task", "g", "u", " Việc \n một ", "I.1", "Quý III", day, day, False, "none", 0)
    assert calendar._event_title(row) == "Việc một"
    done = calendar._event_title(replace(row, met=True))
    assert done.endswith("Việc một") and done != "Việc một"
    assert calendar._description(row) == "I.1\nThời gian hoàn thành: Quý III"
    assert calendar._description(replace(row, phrase="")) == "I.1"
    assert calendar._description(replace(row, note="", phrase="")) == ""
    assert calendar._category(row) != calendar._category(replace(row, kind="report")) == "Báo cáo"
