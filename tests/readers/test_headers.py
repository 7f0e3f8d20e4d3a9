"""Headers of several rows, units in a header, sums below a table: what belongs to no task becomes none."""

import pytest

from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.read_rows import Doubt, ReadPlan
from cchc_desktop.readers.source import Source, SourceRow, SourceTable
from cchc_desktop.rules.money import is_beyond, money_unit, noted_money_unit, parse_money
from cchc_desktop.rules.table_columns import is_total

HEADER = ("TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kinh phí")
FIRST = ("1", "Mua máy quét", "Máy quét", "VP", "31/3/2026", "50")
SECOND = ("2", "Tập huấn", "Lớp", "VP", "30/6/2026", "12,5 (ngân sách xã)")


def read(*rows: tuple[str, ...], carried: dict[int, set[int]] | None = None) -> ReadPlan:
    made = (SourceRow(n, row, frozenset((carried or {}).get(n, ()))) for n, row in enumerate(rows, start=1))
    return plan_from(Source((SourceTable(tuple(made), "S"),)), "a.xlsx")


def test_a_header_of_three_rows() -> None:
    plan = read(
        ("TT", "Nội dung công việc", "Tổ chức thực hiện", "", "", "", "Kinh phí"),
        ("", "", "Trách nhiệm", "", "Tiến độ", "", ""),
        ("", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành", ""),
        ("1", "Rà soát thủ tục", "VP", "VHXH", "01/3/2026", "31/3/2026", "5 triệu đồng"),
        carried={2: {0, 1, 6}, 3: {0, 1, 6}},
    )
    (task,) = plan.groups[0].tasks
    assert (task.text, task.lead_text, task.coordination_text) == ("Rà soát thủ tục", "VP", "VHXH")
    assert (task.deadline, task.budget) == ("Từ ngày 01/3/2026 đến ngày 31/3/2026", "5 triệu đồng")


def test_a_numbered_row_is_no_part_of_a_header() -> None:
    plan = read(
        ("STT", "Chỉ tiêu - Nhiệm vụ", "Loại", "Đơn vị chủ trì", "Thời hạn"),
        ("1", "Số hóa hồ sơ hộ tịch", "Nhiệm vụ", "Phòng Tư liệu", "Quý I"),
        ("2", "Lắp màn hình tra cứu", "Nhiệm vụ", "Văn phòng", "Quý II"),
        ("3", "Tập huấn tổ công nghệ", "Nhiệm vụ", "Phòng Tư liệu", "Quý III"),
    )
    assert [task.text for task in plan.groups[0].tasks] == [
        "Số hóa hồ sơ hộ tịch",
        "Lắp màn hình tra cứu",
        "Tập huấn tổ công nghệ",
    ]


@pytest.mark.parametrize("title", ["Kinh phí (triệu đồng)", "Kinh phí\n(Tr.đ)", "Dự kiến kinh phí (ĐVT: triệu đồng)"])
def test_amounts_have_the_unit_of_their_header(title: str) -> None:
    plan = read((*HEADER[:5], title), FIRST, SECOND)
    budgets = [task.budget for task in plan.groups[0].tasks]
    assert budgets == ["50 triệu đồng", "12,5 triệu đồng (ngân sách xã)"]
    assert [parse_money(budget)[0] for budget in budgets] == [50_000_000, 12_500_000]


def test_a_unit_above_the_table_and_a_unit_of_its_own() -> None:
    plan = read(("Đơn vị tính: nghìn đồng",), HEADER, FIRST, (*SECOND[:5], "3 tỷ đồng"))
    assert [task.budget for task in plan.groups[0].tasks] == ["50 nghìn đồng", "3 tỷ đồng"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [("Kinh phí (đồng)", "đồng"), ("Kinh phí", ""), ("Kinh phí đồng bộ", ""), ("Nhu cầu (1.000 đồng)", "nghìn đồng"),
     ("Kinh phí (triệu)", "triệu đồng"), ("Kinh phí (tỷ đồng)", "tỷ đồng"), ("(1.000.000 đồng)", "triệu đồng")],
)  # fmt: skip
def test_units_of_headers(title: str, unit: str) -> None:
    assert money_unit(title) == unit


def test_a_line_that_only_mentions_money_is_no_unit() -> None:
    assert noted_money_unit("ĐVT: triệu đồng") == "triệu đồng"
    assert noted_money_unit("Tổng kinh phí là 50 triệu đồng") == ""


@pytest.mark.parametrize("label", ["Tổng cộng", "CỘNG:", "Tổng số", "TỔNG CỘNG (I+II)", "Tổng kinh phí"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_sum_is_no_task(label: str, column: int) -> None:
    total = tuple(label if at == column else "120 triệu đồng" if at == 5 else "" for at in range(6))
    plan = read(HEADER, FIRST, SECOND, total, ("Ghi chú: kinh phí chưa gồm thuế",))
    assert [task.text for group in plan.groups for task in group.tasks] == ["Mua máy quét", "Tập huấn"]
    assert [item.text for item in plan.unplaced] == [f"{label} | 120 triệu đồng", "Ghi chú: kinh phí chưa gồm thuế"]


def test_tasks_that_begin_like_sums_stay() -> None:
    plan = read(HEADER, ("1", "Tổng hợp báo cáo", "Báo cáo", "VP", "31/3/2026", ""), ("2", "Cộng", "x", "VP", "", ""))
    assert [task.text for task in plan.groups[0].tasks] == ["Tổng hợp báo cáo", "Cộng"]
    assert not is_total("Tổng số hóa dữ liệu")


def test_an_amount_beyond_every_dossier_is_kept_as_text() -> None:
    plan = read(HEADER, FIRST, (*SECOND[:5], "9300000000000000000"))
    assert [task.budget for task in plan.groups[0].tasks] == ["50", "9300000000000000000"]
    assert plan.groups[0].tasks[1].doubts == (Doubt.BUDGET,)
    assert [said for said in plan.warnings if "9300000000000000000" in said and "dòng 3" in said]
    assert is_beyond("9.999.999.999.999 tỷ đồng")
    assert parse_money("9.999.999.999.999 tỷ đồng") == (None, "9.999.999.999.999 tỷ đồng")
