"""Rows travel as JSON and come back the same; what is not a row is refused and never crashes."""

import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json, with_unknown
from cchc_desktop.exchange.safe_json import JsonError, read_json, write_json
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.paper_rows import PaperLineId, PaperRow
from cchc_desktop.models.plan_rows import TargetRow, YearPaperView
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
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


@dataclass(frozen=True)
class Leaf:
    """A row inside rows."""

    guid: str = ""
    percent: int = 0


@dataclass(frozen=True)
class Branch:
    """Rows in a row."""

    guid: str = ""
    inside: tuple[Leaf, ...] = ()


@dataclass(frozen=True)
class Small:
    """A row with a member of each kind."""

    guid: str = ""
    revision: int = 0
    year: int = 2026
    percent: int | None = None
    own_sha256: str = ""
    day: date | None = None
    at: datetime | None = None
    amount: Decimal | None = None
    flag: bool = False
    text: str = ""
    numbers: tuple[int, ...] = ()
    pair: tuple[str, int] = ("", 0)
    inside: tuple[Branch, ...] = ()
    base_guid: str | None = None
    its_revision: int = 0
    number: int = 0
    further: dict[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("guid", ""),
        ("guid", "0af9" * 8),
        ("base_guid", None),
        ("own_sha256", "0af9" * 16),
        ("revision", 0),
        ("its_revision", 2_147_483_647),
        ("year", 1900),
        ("year", 2999),
        ("percent", 0),
        ("percent", 100),
        ("number", 9_223_372_036_854_775_807),
        ("number", -9_223_372_036_854_775_807),
        ("text", "a" * 1_000_000),
        ("numbers", [1] * 100_000),
        ("amount", "-999999999.0123456789"),
        ("pair", ["a", 1]),
        ("flag", True),
        ("day", "2026-02-28"),
        ("at", "2026-02-28T23:59:59"),
    ],
)
def test_what_a_member_may_just_be(member: str, value: Any) -> None:
    found = from_json(Small, {member: value})
    assert to_json(found)[member] == value
    assert found == Small(**{member: getattr(found, member)})


NOT_A_DATE, NOT_INT, NOT_DECIMAL = ": not a date", ": not int", ": not Decimal"


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        *(("guid", value, ": not an identity") for value in ("0" * 31, "0" * 33, "A" * 32, "g" * 32)),
        ("base_guid", "x", ": not an identity"),
        *(("own_sha256", value, ": not a hash") for value in ("0" * 63, "0" * 65, "F" * 64)),
        ("revision", -1, ": not a revision"),
        ("its_revision", 2**31, ": not a revision"),
        ("year", 1899, ": not a year"),
        ("year", 3000, ": not a year"),
        ("percent", -1, ": not a share"),
        ("percent", 101, ": not a share"),
        *(("number", value, NOT_INT) for value in (2**63, -(2**63), True, "1", 1.0, None)),
        ("text", "a" * 1_000_001, ": not str"),
        ("text", 1, ": not str"),
        ("flag", 1, ": not bool"),
        ("flag", "true", ": not bool"),
        ("numbers", [1] * 100_001, ": not a list, or too long"),
        ("numbers", "12", ": not a list, or too long"),
        ("numbers", [1, 2, "3"], "[2]: not int"),
        ("pair", ["a"], ": not 2 values"),
        ("pair", ["a", 1, 2], ": not 2 values"),
        ("pair", ["a", "b"], "[1]: not int"),
        ("inside", [{}, {"inside": [{"percent": 101}]}], "[1].inside[0].percent: not a share"),
        ("inside", [[]], "[0]: not an object"),
        *(
            ("day", value, NOT_A_DATE)
            for value in ("20260228", "2026-02-30", "2026-02-28T00:00:00", 1, "", "2026-W09-6")
        ),
        *(("at", value, NOT_A_DATE) for value in ("2026-02-28", "2026-02-28T10:00:00+07:00", "2026-02-28 10:00:00", 5)),
        *(("amount", value, NOT_DECIMAL) for value in ("1" * 19, "1." + "1" * 11, "1.", ".5", "+1", "1\n", 1, "--1")),
        ("amount", "9" * 18, ": too large a number"),
    ],
)
def test_what_a_member_may_just_not_be(member: str, value: Any, said: str) -> None:
    with pytest.raises(ShapeError) as told:
        from_json(Small, {member: value})
    assert str(told.value) == f"Small.{member}{said}"


def test_a_row_that_lacks_a_member_or_is_none() -> None:
    for data, said in (({"guid": guid(5)}, "ActivityRow.text: missing"), ([], "ActivityRow: not an object")):
        with pytest.raises(ShapeError) as told:
            from_json(ActivityRow, data)
        assert str(told.value) == said
    with pytest.raises(ShapeError) as wrong:
        from_json(ReportRow, {**to_json(REPORT.report), "status": "gone"})
    assert str(wrong.value) == "ReportRow.status: not ReportStatus"


def test_of_many_rows_each_is_as_it_says_itself() -> None:
    """Members are read for all rows together: what one leaves out or has wrong is its own."""
    inside: list[dict[str, Any]] = [{"guid": guid(1)}, {"percent": 7}, {}, {"percent": 8, "guid": guid(2)}]
    found = from_json(Small, {"inside": [{"inside": inside[:1]}, {}, {"inside": inside[1:]}]})
    assert [row.inside for row in found.inside] == [
        (Leaf(guid(1)),),
        (),
        (Leaf(percent=7), Leaf(), Leaf(guid(2), 8)),
    ]
    texts = ["a", "Ca\u0309i", "b\r\nc", "", "\u200b"]
    row = to_json(PAPER)
    papers = [from_json(PaperRow, {**row, "articles": texts}), from_json(PaperRow, {**row, "legal_bases": texts[:2]})]
    assert papers[0].articles == ("a", "Cải", "b\nc", "", "") and papers[1].legal_bases == ("a", "Cải")
    wrong = [{"inside": [{}, {}]}, {}, {"inside": [{}, {"percent": 5}, {"guid": guid(3)}, {"percent": 101}]}]
    with pytest.raises(ShapeError, match=r"^Small\.inside\[2\]\.inside\[3\]\.percent: not a share$"):
        from_json(Small, {"inside": wrong})
    plan = to_json(PLAN)
    plan["tasks"] = [plan["tasks"][0], {**plan["tasks"][0], "products": [{"guid": guid(3)}]}]
    with pytest.raises(ShapeError, match=r"^YearPaperView\.tasks\[1\]\.products\[0\]\.text: missing$"):
        from_json(YearPaperView, plan)


def test_plain_values() -> None:
    found = to_json({1: (Decimal("1E+3"), Decimal("0.10")), "at": datetime(2026, 3, 4, 8, 30), "day": date(2026, 3, 4)})
    assert found == {"1": ["1000", "0.10"], "at": "2026-03-04T08:30:00", "day": "2026-03-04"}
    assert to_json([Small, None, True, 5][1:]) == [None, True, 5]


def test_unknown_members_stand_by_the_guid_that_tells_them() -> None:
    """Of a row without a guid the first one inside it tells."""
    inside = [
        {"guid": guid(2), "colour": "đỏ"},
        {"inside": [{"percent": 1}, {"guid": guid(3)}], "mark": [1]},
        {"guid": "", "shape": {"guid": 5, "a": [{"guid": guid(4)}]}},
        {"guid": "", "size": 1},
    ]
    unknown: dict[tuple[str, str], dict[str, Any]] = {}
    row = from_json(Small, {"guid": guid(1), "colour": "xanh", "inside": inside}, unknown)
    assert unknown == {
        ("Small", guid(1)): {"colour": "xanh"},
        ("Branch", guid(2)): {"colour": "đỏ"},
        ("Branch", ""): {"mark": [1], "shape": {"guid": 5, "a": [{"guid": guid(4)}]}, "size": 1},
    }
    again = with_unknown(row, unknown)
    assert again["colour"] == "xanh" and again["guid"] == guid(1)
    assert again["inside"][0] == {"colour": "đỏ", "guid": guid(2), "inside": []}


def test_a_view_without_a_guid_is_told_by_its_first_row() -> None:
    view = {**to_json(REPORT), "colour": "xanh", "shape": {"n": 1, "a": [], "b": [{"guid": guid(40)}]}}
    unknown: dict[tuple[str, str], dict[str, Any]] = {}
    row = from_json(ReportView, view, unknown)
    assert unknown == {("ReportView", guid(13)): {"colour": "xanh", "shape": view["shape"]}}
    assert with_unknown((row,), unknown) == [view]
    assert with_unknown((row, 5, Decimal("1.0")), {("ReportView", ""): {"x": 1}}) == to_json([row, 5, Decimal("1.0")])
