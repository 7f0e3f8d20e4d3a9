"""Rows travel as JSON and come back the same; what is not a row is refused and never crashes."""

import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, read_json, write_json
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.rows import (
    ActivityRow,
    FigureRow,
    GroupRow,
    MilestoneRow,
    PaperLineId,
    PaperRow,
    ProductRow,
    ReportItemRow,
    ReportRow,
    ReportView,
    TargetRow,
    TaskRow,
    TaskUnitRow,
    YearPaperRow,
    YearPaperView,
)
from cchc_desktop.rules.statuses import ReportStatus
from tests.exchange import honest


def guid(number: int) -> str:
    return f"{number:032x}"


TASK = TaskRow(
    guid=guid(1),
    revision=2,
    group_guid=guid(2),
    objective_guid=None,
    position=0,
    letter="đ",
    number="1.1",
    group_number="I",
    group_title="Cải cách thể chế",
    objective="",
    text="Rà soát văn bản\nnăm 2026",
    activities=(ActivityRow(guid(30), "Lập danh mục", 3),),
    products=(ProductRow(guid(3), "Báo cáo", "report"),),
    leads=(TaskUnitRow(guid(4), "Tư pháp - Hộ tịch", guid(5)),),
    coordinators=(TaskUnitRow(guid(6), "Văn phòng"),),
    lead_text="Tư pháp - Hộ tịch",
    coordination_text="Văn phòng",
    deadline="trước ngày 12/9",
    milestones=(MilestoneRow(guid(7), 1, "date", "", None, date(2026, 9, 11), True, date(2026, 9, 8)),),
    budget_text="5 triệu đồng",
    budget_amount=5_000_000,
    status="done",
    percent=100,
    result="Đã xong",
)
PAPER = PaperRow(guid(8), 1, 2026, "plan", "Cải cách hành chính", legal_bases=("Luật",), issued_on=date(2026, 1, 5))
PAPER = replace(PAPER, line_ids=(PaperLineId(guid(31), 2, "legal_basis"),))
PLAN = YearPaperView(
    plan=YearPaperRow(guid(9), 1, 2026, "annual", "Kế hoạch", "issued", "table", guid(8), None, 1),
    paper=PAPER,
    decision=None,
    sections=(),
    groups=(GroupRow(guid(2), 1, guid(9), 0, "I", "Cải cách thể chế", "institutions", 1),),
    tasks=(TASK,),
    targets=(TargetRow(guid(10), 1, "Từ 99,5 %", ">=", Decimal("99.5"), None, "%"),),
)
CRITERION = CriterionRow(
    guid(11),
    1,
    None,
    1,
    "1",
    "Kế hoạch",
    "",
    True,
    Decimal("1.50"),
    Decimal(1),
    None,
    None,
    None,
    True,
    "",
    0,
    (guid(1),),
)
INDEX = IndexView(
    guid=guid(12),
    index_code="PAR_INDEX_COMMUNE",
    title="Bộ tiêu chí",
    year=2026,
    criteria=(CRITERION,),
    max_total=Decimal("1.5"),
    self_total=Decimal(1),
    last_year_total=None,
    band="Khá",
    bands=((Decimal(80), "Tốt"), (Decimal(65), "Khá")),
)
REPORT = ReportView(
    report=ReportRow(
        guid=guid(13),
        revision=2,
        year=2026,
        period="2026-9M",
        title="Báo cáo 9 tháng",
        status="sent",
        due_on=date(2026, 9, 12),
        sent_on=date(2026, 9, 8),
        paper_guid=guid(14),
        items_done=1,
        items_total=1,
    ),
    paper=replace(PAPER, guid=guid(14), kind="report"),
    items=(
        ReportItemRow(guid(15), 1, guid(16), None, 1, "I", "Chỉ đạo", "", "steering", "- Đã họp **hai** lần", "done"),
    ),
    figures=(FigureRow(guid(17), "21", "Hồ sơ", "Đúng hạn", "%", "share", Decimal("99.02"), True, "", None, guid(18)),),
)
DATA = PackageData(honest.OFFICE, honest.DATA.units, (PLAN,), (REPORT,), (INDEX,), honest.DATA.evidence)
JSON: dict[str, Any] = to_json(DATA)

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_rows_come_back_the_same() -> None:
    assert from_json(PackageData, read_json(write_json(JSON))) == DATA


def test_numbers_and_dates_are_written_in_one_way() -> None:
    assert JSON["indices"][0]["criteria"][0]["max_points"] == "1.50"
    assert JSON["plans"][0]["tasks"][0]["milestones"][0]["date_to"] == "2026-09-11"
    assert to_json(Decimal("1E+2")) == "100"


@given(JSON_VALUES)
def test_anything_else_is_refused_and_never_crashes(value: Any) -> None:
    with pytest.raises(ShapeError):
        from_json(PackageData, value)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inside for found in places(child, (*path, key)))]


@given(st.sampled_from(places(JSON)[1:]), JSON_VALUES)
def test_one_strange_value_is_refused_or_fits(path: tuple[Any, ...], value: Any) -> None:
    changed = copy.deepcopy(JSON)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    try:
        found = from_json(PackageData, changed)
    except ShapeError:
        return
    assert from_json(PackageData, to_json(found)) == found


@given(st.binary(max_size=60) | JSON_VALUES.map(write_json))
def test_json_is_read_or_refused(data: bytes) -> None:
    try:
        value = read_json(data)
    except JsonError:
        return
    assert read_json(write_json(value)) == value


@pytest.mark.parametrize("text", ["-0.0", "1,5", "NaN", "Infinity", "1e5", "٣", " 1", ""])
def test_decimals_have_one_form(text: str) -> None:
    row = {**to_json(CRITERION), "max_points": text}
    if text == "-0.0":
        assert from_json(CriterionRow, row).max_points == 0
    else:
        with pytest.raises(ShapeError):
            from_json(CriterionRow, row)


def test_text_is_cleaned_at_the_door() -> None:
    row = {**to_json(PAPER), "subject": "Ca\u0309i cách\u200b\x07"}
    assert from_json(PaperRow, row).subject == "Cải cách"


@pytest.mark.parametrize("status", ["gone", "", None, 1, ["sent"]])
def test_a_status_that_is_none_is_refused(status: Any) -> None:
    data = copy.deepcopy(JSON)
    data["reports"][0]["report"]["status"] = status
    with pytest.raises(ShapeError):
        from_json(PackageData, data)
    data["reports"][0]["report"]["status"] = "sent"
    assert from_json(PackageData, data).reports[0].report.status is ReportStatus.SENT
