"""What the overview says, from plain rows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.overview_rows import DueItem, Overview
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.ui.overview_facts import Place, days_left, steps_of, today_of
from cchc_desktop.ui.overview_lines import due_groups, field_title, lost_lines, report_lines
from cchc_desktop.ui.tabs.report.periods import style_of

TODAY = date(2026, 9, 8)
PLAN = YearPaperRow("plan", 1, 2026, "annual", "Kế hoạch", "issued", "table", "paper", None, 58)


def due(kind: str, days: int, guid: str = "guid") -> DueItem:
    last = TODAY + timedelta(days=days)
    named = last + timedelta(days=1) if kind == "report" else last
    return DueItem(kind, guid, "Rà soát thủ tục", "III.1.2, Văn phòng", named, last, days)


def report(period: str, status: str, due_on: date | None = None, sent_on: date | None = None) -> ReportRow:
    return ReportRow(period, 1, 2026, period, "Báo cáo", status, due_on, sent_on, "paper", 17, 26)


def test_without_a_plan_the_day_begins_with_the_plan() -> None:
    said = today_of(Overview(2026, None), TODAY)
    assert said.sentence == "Chưa có kế hoạch năm 2026"
    assert said.place.tab == "plan"
    assert said.detail == "Thứ Ba, ngày 08/9/2026."


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (3, "Còn 3 ngày để gửi Báo cáo CCHC 9 tháng"),
        (0, "Hôm nay là hạn gửi Báo cáo CCHC 9 tháng"),
        (-2, "Báo cáo CCHC 9 tháng: trễ 2 ngày"),
    ],
)
def test_a_report_that_is_due_comes_first(days: int, sentence: str) -> None:
    rows = (report("2026-9M", "drafting"),)
    said = today_of(Overview(2026, PLAN, (due("report", days, "2026-9M"),), (), rows, tasks_late=3), TODAY)
    assert said.sentence == sentence
    assert "17/26 mục" in said.detail
    assert "3 nhiệm vụ quá hạn" in said.detail
    assert said.place == Place("report", "2026-9M")


def test_then_what_is_late_then_what_is_due_this_week() -> None:
    late = Overview(2026, PLAN, (due("task", -4),), tasks_late=1)
    assert today_of(late, TODAY).sentence == "Có 1 nhiệm vụ quá hạn"
    week = Overview(2026, PLAN, (due("task", 6), due("task", 20)))
    assert today_of(week, TODAY).sentence == "Có 1 nhiệm vụ đến hạn trong 7 ngày tới"
    assert today_of(Overview(2026, PLAN), TODAY).sentence == "Không có việc nào đến hạn trong 30 ngày tới"


def test_the_six_steps_of_the_year() -> None:
    index = IndexView("set", "PAR", "Chỉ số", 2026, (), Decimal(100), Decimal("84.5"), None, "Tốt")
    overview = Overview(
        2026, PLAN, (due("report", 3, "2026-9M"),), (),
        (report("2026-Q1", "sent"), report("2026-9M", "drafting")), index,
        tasks_total=58, tasks_done=31, tasks_late=3, tasks_with_evidence=44,
    )  # fmt: skip
    steps = steps_of(overview)
    assert [step.title for step in steps] == [
        "Kế hoạch 2026", "Nhiệm vụ", "Tài liệu kiểm chứng", "Báo cáo", "Tự chấm điểm", "Kế hoạch 2027"
    ]  # fmt: skip
    assert [step.note for step in steps[1:5]] == [
        "31/58 hoàn thành", "44/58 nhiệm vụ có", "1/4 đã gửi", "84,50/100 điểm"
    ]  # fmt: skip
    assert [step.warning for step in steps] == ["", "3 quá hạn", "", "còn 3 ngày", "", ""]
    assert all(0 <= step.share <= 1 for step in steps)
    assert steps[5].note == "Lập từ tháng 12"
    begun = steps_of(replace(overview, next_plan=replace(PLAN, guid="next", status="draft")))[5]
    assert (begun.title, begun.note, begun.share) == ("Kế hoạch 2027", "Đang soạn", 0.5)


def test_an_empty_year_has_six_steps_too() -> None:
    steps = steps_of(Overview(2026, None))
    assert len(steps) == 6
    assert all(step.share == 0 for step in steps)


def test_due_work_is_grouped_by_urgency_and_each_group_has_room() -> None:
    many = tuple(due("task", days) for days in (-9, -8, -7, -6, -5, -4, 1, 2, 3, 20, 21, 22))
    groups = due_groups(Overview(2026, PLAN, many), 6)
    assert [heading for heading, _token, _lines in groups] == ["Quá hạn", "Tuần này", "Sau đó"]
    assert sum(len(lines) for _heading, _token, lines in groups) <= 6
    few = due_groups(Overview(2026, PLAN, (due("task", -9), due("task", 5))), 8)
    assert [lines[0].right for _heading, _token, lines in few] == ["Trễ 9 ngày", "Còn 5 ngày"]


@pytest.mark.parametrize(
    ("phrase", "exclusive", "days", "note", "right"),
    [
        ("Trước ngày 15/8/2026", True, -25, "Nhiệm vụ III.1.2, trước ngày 15/8/2026, Văn phòng", "Trễ 25 ngày"),
        ("Chậm nhất 12/9", False, 4, "Nhiệm vụ III.1.2, chậm nhất 12/9, Văn phòng", "Còn 4 ngày"),
        ("Trước ngày 01/10", True, 22, "Nhiệm vụ III.1.2, trước ngày 01/10, Văn phòng", "30/9"),
        ("Quý III", False, 22, "Nhiệm vụ III.1.2, hạn 30/9, Văn phòng", "30/9"),
        ("31/8/2026", False, -8, "Nhiệm vụ III.1.2, 31/8/2026, Văn phòng", "Trễ 8 ngày"),
        ("Hoàn thành trước ngày 15/8 sau khi có văn bản", True, -25, "Nhiệm vụ III.1.2, hạn 14/8/2026, Văn phòng",
         "Trễ 25 ngày"),
    ],
)  # fmt: skip
def test_a_deadline_is_said_in_the_words_of_the_plan_and_counted_to_its_last_day(
    phrase: str, exclusive: bool, days: int, note: str, right: str
) -> None:
    last = TODAY + timedelta(days=days)
    item = replace(due("task", days), named=last + timedelta(days=exclusive), phrase=phrase)
    (((_heading, _token, (line,))),) = due_groups(Overview(2026, PLAN, (item,)), 4)
    assert (line.note, line.right) == (note, right)


def test_four_reports_are_listed_whether_begun_or_not() -> None:
    rows = (report("2026-Q1", "sent", sent_on=date(2026, 3, 10)), report("2026-9M", "drafting", date(2026, 9, 12)))
    owed = replace(due("report", -263), period="2026-H1")
    lines = report_lines(Overview(2026, PLAN, (owed,), (), rows), TODAY)
    assert [(line.title, line.right) for line in lines] == [
        ("Quý I", "Đã gửi 10/3"), ("6 tháng", "Trễ 8 tháng"), ("9 tháng", "Trước 12/9"), ("Năm", "")
    ]  # fmt: skip
    assert (lines[1].note, lines[1].token) == ("Chưa bắt đầu", "late")
    assert lines[2].token == "soon"


def test_lost_points_say_whether_a_task_mends_them() -> None:
    row = CriterionRow(
        "c", 1, None, 2, "7.2", "Hồ sơ trực tuyến", "", True, Decimal("2.2"), Decimal(1), None, None, None, True, "", 0
    )
    (line,) = lost_lines([row], 5)
    assert (line.title, line.right, line.note) == ("7.2 Hồ sơ trực tuyến", "-1,20", "Chưa có nhiệm vụ khắc phục")


def test_days_and_titles_in_words() -> None:
    assert [days_left(days) for days in (-24, 0, 3)] == ["Trễ 24 ngày", "Hôm nay", "Còn 3 ngày"]
    assert [days_left(-days) for days in (59, 60, 1339)] == ["Trễ 59 ngày", "Trễ 2 tháng", "Trễ hơn 3 năm"]
    assert field_title("CẢI CÁCH THỦ TỤC HÀNH CHÍNH") == "Thủ tục hành chính"
    assert field_title("Công tác chỉ đạo, điều hành") == "Chỉ đạo, điều hành"


def test_the_report_tab_calls_late_what_the_overview_does() -> None:
    """A dossier begun in November owes nobody the report of nine months, unless someone waits for it."""
    period, today = Period.parse("2026-9M"), date(2026, 11, 29)
    nobody = style_of(period, None, None, today)
    assert (nobody.icon, nobody.note, nobody.token) == ("circle-dashed", "Trước 12/9", "secondary")
    owed = style_of(period, None, date(2026, 9, 12), today)
    assert (owed.icon, owed.note, owed.token) == ("alert-triangle", "Trễ 2 tháng, trước 12/9", "late")
