"""The overview, read by plain SQL, says what the services behind the other tabs say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.models.overview_rows import Overview
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import TaskStatus, Urgency, last_day, urgency
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.exchange import contributions
from cchc_desktop.services.frame.task_rows import read_groups, read_tasks
from cchc_desktop.services.offices import read_office, read_units
from cchc_desktop.services.overviews import (
    HORIZON,
    _Due,
    _due_reports,
    _due_tasks,
    _Group,
    _progress,
    _Task,
    read_overview,
)
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.reporting import duties
from cchc_desktop.services.reporting.reports import read_reports, set_report_status
from cchc_desktop.services.scoring.indices import read_index, read_sets, set_score
from cchc_desktop.services.years import add_year, office_name_in, read_years
from cchc_desktop.storage.dossier import Dossier

TODAY = date(2026, 9, 8)


@pytest.fixture(scope="module")
def dossier(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    opened = Dossier.open(new_sample(tmp_path_factory.mktemp("sample")), backup=False)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def overview(dossier: Dossier) -> Overview:
    return read_overview(dossier, 2026, TODAY)


@pytest.fixture(scope="module")
def tasks(dossier: Dossier) -> tuple[TaskRow, ...]:
    plan = annual_plan(dossier, 2026)
    assert plan is not None
    return read_tasks(dossier, plan.guid)


def is_late(task: TaskRow) -> bool:
    due = [(m.date_to, m.done_on is not None) for m in task.milestones if m.date_to is not None]
    return urgency(TaskStatus(task.status), due, TODAY)[0] == Urgency.LATE


def test_plan_reports_and_index_are_those_of_the_other_tabs(dossier: Dossier, overview: Overview) -> None:
    assert overview.plan == annual_plan(dossier, 2026)
    assert overview.reports == read_reports(dossier, 2026)
    (main,) = (guid for guid, code, _title in read_sets(dossier, 2026) if code == "PAR_INDEX_COMMUNE")
    assert overview.index_view == read_index(dossier, main)


def test_tasks_are_counted_as_the_frame_has_them(overview: Overview, tasks: tuple[TaskRow, ...]) -> None:
    assert overview.tasks_total == len(tasks)
    assert overview.tasks_done == sum(task.status == TaskStatus.DONE for task in tasks)
    assert overview.tasks_late == sum(is_late(task) for task in tasks) > 0
    assert overview.tasks_with_evidence == sum(task.evidence_count > 0 for task in tasks) > 0


def test_each_field_stands_as_its_group(dossier: Dossier, overview: Overview, tasks: tuple[TaskRow, ...]) -> None:
    assert overview.plan is not None
    groups = read_groups(dossier, overview.plan.guid)
    assert [field.group_guid for field in overview.progress] == [group.guid for group in groups]
    for field, group in zip(overview.progress, groups, strict=True):
        mine = [task for task in tasks if task.group_guid == group.guid]
        assert field.total == group.task_count == len(mine)
        assert field.late == sum(is_late(task) for task in mine)
        parts = field.done + field.in_progress + field.late + field.not_started + field.not_applicable
        assert parts == field.total


def test_what_is_due_names_the_task_as_the_frame_numbers_it(overview: Overview, tasks: tuple[TaskRow, ...]) -> None:
    by_guid = {task.guid: task for task in tasks}
    due = [item for item in overview.due if item.kind == "task"]
    assert due
    for item in due:
        task = by_guid[item.guid]
        assert item.title == task.text
        assert item.note.split(",")[0] == f"{task.group_number}.{task.number}"
        coming = [m for m in task.milestones if m.date_to and m.done_on is None]
        last, named, phrase = min((last_day(m.date_to, m.exclusive), m.date_to, m.label) for m in coming if m.date_to)
        assert (item.last, item.named, item.phrase) == (last, named, phrase)
        assert item.days == (last - TODAY).days


def test_points_that_can_be_won_back_are_leaves_worst_first(overview: Overview) -> None:
    missing = [row.max_points - (row.self_score or Decimal(0)) for row in overview.lost]
    assert missing == sorted(missing, reverse=True)
    assert all(points > 0 for points in missing)
    assert overview.index_view is not None
    below = [
        row.code
        for row in overview.index_view.criteria
        if row.is_leaf and row.applicable and not row.bonus
        if row.self_score is not None and row.self_score < row.max_points
    ]
    assert sorted(row.code for row in overview.lost) == sorted(below), "however few points they are"


def test_a_year_without_papers_is_empty(dossier: Dossier) -> None:
    empty = read_overview(dossier, 2031, TODAY)
    assert empty.plan is None
    assert empty.index_view is None
    assert not (empty.due or empty.progress or empty.reports or empty.lost)


def test_the_next_years_plan_is_known_as_soon_as_it_is_begun(dossier: Dossier, overview: Overview) -> None:
    assert overview.plan is not None and overview.next_plan is None
    assert read_overview(dossier, overview.year - 1, TODAY).next_plan == overview.plan


def test_what_a_verb_has_just_written_is_seen(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path), backup=False)
    index = read_overview(dossier, 2026, TODAY).index_view
    assert index is not None
    leaf = next(row for row in index.criteria if row.is_leaf and row.self_score is not None)
    set_score(dossier, criterion_guid=leaf.guid, self_score=Decimal("0.25"))
    again = read_overview(dossier, 2026, TODAY).index_view
    assert again is not None
    assert next(row for row in again.criteria if row.guid == leaf.guid).self_score == Decimal("0.25")
    add_year(dossier, year=2029)
    assert 2029 in read_years(dossier)
    assert office_name_in(dossier, 2029) == office_name_in(dossier, 2050) == read_office(dossier, 2029).name
    dossier.close()


def test_parts_that_units_owe_are_reminded_until_they_come(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    dossier = Dossier.open(new_sample(tmp_path), backup=False)
    report = next(row for row in read_reports(dossier, 2026) if row.period == "2026-9M")
    units = [row for row in read_units(dossier) if row.fields][:3]
    now = datetime(2026, 9, 1, 9, 0)
    for unit, due in zip(units, (date(2026, 9, 5), date(2026, 9, 5), date(2026, 12, 5)), strict=True):
        contributions.ask_part(dossier, report_guid=report.guid, unit_guid=unit.guid, due_on=due, now=now)

    def parts() -> list[tuple[str, str, int]]:
        due = read_overview(dossier, 2026, TODAY).due
        return [(item.guid, item.title, item.days) for item in due if item.kind == "part"]

    first, second = sorted(unit.name for unit in units[:2])
    assert parts() == [(report.guid, f"{first}, {second}", -3)]  # the third one has months left
    asked = next(row for row in contributions.read_contributions(dossier, report.guid) if row.unit_name == first)
    part = contributions.asked_part(dossier, asked.guid)
    contributions.receive_part(dossier, part=part, now=now)
    contributions.receive_part(dossier, part=replace(part, sender="Người khác"), now=now)
    with dossier.raw_connection() as plain:
        chosen = "SELECT asked_sha256 FROM contribution WHERE unit_guid = ?"
        asked_for = [row[0] for row in plain.execute(chosen, [asked.unit_guid])]
    assert len(asked_for) == 2 and len(set(asked_for)) == 1, "both are compared with what was asked"
    assert parts() == [(report.guid, second, -3)]
    set_report_status(dossier, report_guid=report.guid, status="sent", sent_on=TODAY)
    assert parts() == []
    dossier.close()


def test_a_receiver_who_did_not_get_a_sent_report_is_still_owed_it(
    new_sample: Callable[[Path], Path], tmp_path: Path
) -> None:
    dossier = Dossier.open(new_sample(tmp_path), backup=False)
    report = next(row for row in read_reports(dossier, 2026) if row.period == "2026-9M")
    period = Period.parse(report.period)
    for receiver in ("Sở Nội vụ", "UBND tỉnh"):
        duties.set_duty(dossier, duty=duties.new_duty(period, receiver, date(2026, 9, 12)))
    got = {duty.receiver: duty.guid for duty in duties.read_duties(dossier, 2026)}
    sent = {got["UBND tỉnh"]: TODAY}
    set_report_status(dossier, report_guid=report.guid, status="sent", sent_on=TODAY, receivers=sent)
    owed = [item for item in read_overview(dossier, 2026, TODAY).due if item.kind == "report"]
    assert [(item.guid, item.note, item.days) for item in owed] == [(got["Sở Nội vụ"], "Sở Nội vụ", 3)]
    dossier.close()


def due(last: date, met: bool = False, phrase: str = "") -> _Due:
    return _Due(last, last, phrase, met)


def made_task(status: str, *days: _Due, late: bool = False, lead: str = "") -> _Task:
    return _Task("t", "I.1", "Việc", lead, TaskStatus(status), late, False, days)


def test_what_is_due_within_the_horizon() -> None:
    edge, beyond = TODAY + HORIZON, TODAY + HORIZON + timedelta(days=1)
    rows = _due_tasks(
        [
            made_task("in_progress", due(edge, phrase="Quý IV"), due(beyond), lead=" Phòng  A "),
            made_task("not_started", due(beyond)),
            made_task("done", due(TODAY)),
            made_task("in_progress"),
            made_task("in_progress", due(TODAY - timedelta(days=2))),
        ],
        TODAY,
    )
    assert [(one.last, one.days, one.note, one.phrase) for one in rows] == [
        (edge, 30, "I.1, Phòng A", "Quý IV"),
        (TODAY - timedelta(days=2), -2, "I.1", ""),
    ]
    report = ReportRow("r", 1, 2026, "2026-9M", "Báo cáo", ReportStatus.DRAFTING, edge, None, "p", 0, 1)
    others = (
        replace(report, due_on=beyond),
        replace(report, due_on=None),
        replace(report, status=ReportStatus.SENT),
    )
    (one,) = _due_reports((*others, report), TODAY)
    assert (one.kind, one.named, one.last, one.days, one.period) == (
        "report", edge, edge - timedelta(days=1), 29, "2026-9M",
    )  # fmt: skip


def test_how_a_group_stands() -> None:
    tasks = [
        made_task("done"),
        made_task("in_progress"),
        made_task("in_progress", late=True),
        made_task("not_started", late=True),
        made_task("not_started"),
        made_task("cancelled"),
        made_task("not_applicable"),
    ]
    found = _progress(_Group("g", "Nhóm", tuple(tasks)))
    assert found[:3] == ("g", "Nhóm", 7)
    assert (found.done, found.in_progress, found.late, found.not_started, found.not_applicable) == (1, 1, 2, 1, 2)
