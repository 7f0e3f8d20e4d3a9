"""How rows of a package are called on the page, and how parts of units are said; no dossier is opened."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.exchange.admission import Refused
from cchc_desktop.models.part_rows import PartFigure
from cchc_desktop.models.task import Milestone
from cchc_desktop.rules.statuses import PartState
from cchc_desktop.services.exchange import part_merge
from cchc_desktop.services.exchange.row_titles import Titles, one_line
from cchc_desktop.services.reporting import figure_sources
from tests.exchange.test_row_json import DATA

OURS: dict[str, dict[str, dict[str, Any]]] = {
    "criterion": {"c": {"guid": "c", "code": "1.1", "name": "Công bố"}},
    "figure": {"f": {"guid": "f", "code": "26", "name": "Hồ sơ"}},
    "target": {"t": {"guid": "t", "text": "Đúng **hạn**"}},
    "official_document": {"p": {"guid": "p", "subject": "Cải cách\nhành chính"}},
    "survey": {"s": {"guid": "s", "title": "Khảo sát"}},
    "report_item": {"i": {"guid": "i", "text": "Mục"}},
    "report": {"r": {"guid": "r", "year": 2026, "period": "2026-Q1"}},
}
THEIRS: dict[str, dict[str, dict[str, Any]]] = {
    "criterion": {"c": {"guid": "c", "name": "Khác"}, "d": {"guid": "d", "code": "2"}},
    "score": {"1": {"criterion_guid": "c"}, "2": {"criterion_guid": "", "comment": "Thiếu"}},
    "appraisal": {"1": {"criterion_guid": "c"}},
    "figure_value": {"1": {"figure_guid": "f"}},
    "returned_report": {"1": {"report_guid": "r"}},
    "report_statement": {"1": {"item_guid": "i"}},
    "criterion_task": {"1": {"criterion_guid": "c"}},
    "target_value": {"1": {"target_guid": "t", "year": 2026}},
    "plan": {"1": {"paper_guid": "p"}},
    "survey_form": {"1": {"survey_guid": "s"}},
    "remark": {"1": {"owner_kind": "target", "owner_guid": "t"}},
    "index_result": {"1": {"office_name": "Xã A", "index_code": "X"}, "2": {"office_name": "", "index_code": "X"}},
    "report_duty": {"1": {"receiver": "Sở Nội vụ"}},
    "evidence": {"1": {"title": "", "file_name": "a.pdf"}},
}


@pytest.mark.parametrize(
    ("table", "guid", "words"),
    [
        ("criterion", "c", "Công bố"),
        ("criterion", "d", "2"),
        ("score", "1", "Công bố"),
        ("score", "2", "Thiếu"),
        ("appraisal", "1", "Công bố"),
        ("figure_value", "1", "Hồ sơ"),
        ("returned_report", "1", "quý I năm 2026"),
        ("report_statement", "1", "Mục"),
        ("criterion_task", "1", "Công bố"),
        ("target_value", "1", "Đúng hạn (2026)"),
        ("plan", "1", "Cải cách hành chính"),
        ("survey_form", "1", "Khảo sát"),
        ("remark", "1", "Đúng hạn"),
        ("index_result", "1", "Xã A"),
        ("index_result", "2", "X"),
        ("report_duty", "1", "Sở Nội vụ"),
        ("evidence", "1", "a.pdf"),
        ("unit", "gone", "Thứ tự của danh sách"),
        ("section", "plan/part", "Thứ tự của danh sách"),
        ("section", "gone", ""),
    ],
)
def test_a_row_is_called_by_its_own_words_or_by_what_it_belongs_to(table: str, guid: str, words: str) -> None:
    assert Titles(DATA, OURS, THEIRS).of(table, guid) == words


def test_items_and_tasks_of_the_package_have_their_numbers() -> None:
    (view,), (report,) = DATA.plans, DATA.reports
    task, item = view.tasks[0], report.items[0]
    titles = Titles(DATA, {}, {"task": {task.guid: {"guid": task.guid, "text": "Rà soát"}}})
    assert titles.of("task", task.guid) == f"{task.group_number}.{task.number}. Rà soát"
    assert titles.of("report_item", item.guid) == f"{item.number}. {item.title}".removeprefix(". ")
    assert one_line("a" * 160) == "a" * 160 and one_line("a" * 161) == "a" * 159 + "…"


@pytest.mark.parametrize(
    ("status", "result", "words"),
    [
        ("not_started", "", "Chưa bắt đầu"),
        ("in_progress", "Đã họp", "Đang thực hiện, 40%. Đã họp"),
        ("done", "", "Hoàn thành"),
        ("cancelled", "", "Không áp dụng"),
    ],
)
def test_how_a_task_of_a_part_stands(status: str, result: str, words: str) -> None:
    assert part_merge._standing(status, 40, result) == words


def test_what_is_refused_of_a_part_is_told_with_its_place() -> None:
    told = [
        part_merge._refused_difference(Refused(kind, 3, "g", "Tên", "Chữ", "sai"))
        for kind in ("item", "task", "figure")
    ]
    assert [(one.kind, one.guid, one.title, one.mine, one.theirs, one.state) for one in told] == [
        (kind, "g", "Tên", "", "Chữ", PartState.REFUSED) for kind in ("item", "task", "figure")
    ]
    assert len({one.reason for one in told}) == 3 and all("3" in one.reason and "sai" in one.reason for one in told)


def test_a_value_of_a_part_is_told_with_its_unit() -> None:
    figure = PartFigure("g", "26", "Hồ sơ", "hồ sơ", "count", None, None)
    assert part_merge._value(Decimal("1200.50"), figure, False) == "1.200,5 hồ sơ"
    assert part_merge._value(Decimal(3), figure, True) == "3 hồ sơ, ước"
    assert part_merge._value(None, figure, True) == ""
    answered = PartFigure("g", "27", "Đã ban hành", "Có=1, Không=0", "choice", None, None)
    assert not answered.choices or part_merge._value(Decimal(1), answered, False) == "Có"


@pytest.mark.parametrize(
    ("status", "milestones", "standing"),
    [
        ("in_progress", [], "open"),
        ("done", [], "in_time"),
        ("done", [(5, False, 5)], "in_time"),
        ("done", [(5, False, 6)], "late"),
        ("done", [(5, True, 4)], "in_time"),
        ("done", [(5, True, 5)], "late"),
        ("done", [(5, False, None)], "in_time"),
        ("done", [(None, False, 9)], "in_time"),
        ("done", [(5, False, 4), (6, False, 9)], "late"),
    ],
)
def test_how_an_assigned_task_stands(
    status: str, milestones: list[tuple[int | None, bool, int | None]], standing: str
) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else date(2026, 3, number)

    rows = [Milestone(date_to=day(due), exclusive=before, done_on=day(done)) for due, before, done in milestones]
    assert figure_sources._standing(status, rows) == standing
