"""Amounts of money as officers write them, and the units of their columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules import money, numbers


@given(st.integers(0, 9 * 10**14))
def test_money_round_trip(amount: int) -> None:
    assert numbers.parse_number(numbers.format_number(amount)) == amount
    assert money.parse_money(f"{numbers.format_number(amount)} đồng") == (amount, "")


@pytest.mark.parametrize(
    ("cell", "amount", "source"),
    [
        ("15 triệu đồng; ngân sách xã", 15_000_000, "ngân sách xã"),
        ("1,5 tỷ đồng (ngân sách tỉnh)", 1_500_000_000, "ngân sách tỉnh"),
        ("Ngân sách xã: 20.000.000 đồng", 20_000_000, "Ngân sách xã"),
        ("500.000đ từ nguồn xã hội hóa", 500_000, "xã hội hóa"),
        ("2 tỷ 500 triệu", 2_500_000_000, ""),
        ("2 tỷ 500 triệu 300 nghìn", 2_500_300_000, ""),
        ("5 triệu 5 triệu", None, "5 triệu 5 triệu"),  # two amounts, not one in steps
        ("500 triệu 2 tỷ", None, "500 triệu 2 tỷ"),
        ("15tr", 15_000_000, ""),
        ("5.000.000 VNĐ", 5_000_000, ""),
        ("15.000.000 đồng/năm", 15_000_000, ""),
        ("20.000.000", 20_000_000, ""),
        ("0 đồng", 0, ""),
        ("Tổng 15 triệu, trong đó tỉnh 10 triệu", None, "Tổng 15 triệu, trong đó tỉnh 10 triệu"),
        ("10-15 triệu đồng", None, "10-15 triệu đồng"),
        ("10 triệu đồng/cuộc", None, "10 triệu đồng/cuộc"),
        ("Theo Quyết định 123/QĐ-UBND năm 2024", None, "Theo Quyết định 123/QĐ-UBND năm 2024"),
        ("2024", None, "2024"),
        ("Không", None, "Không"),
        ("", None, ""),
    ],
)
def test_budget_cells(cell: str, amount: int | None, source: str) -> None:
    assert money.parse_money(cell) == (amount, source)


@given(st.text(max_size=60))
def test_no_budget_text_breaks_it(text: str) -> None:
    amount, source = money.parse_money(text)
    assert amount is None or amount >= 0 or "-" in text
    assert isinstance(source, str)
    number = numbers.parse_number(text)
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("9.999.999.999 tỷ", True),  # the fewest digits that can be too much
        ("1.000.000.000 tỷ", False),
        ("9223372036854775807", False),
        ("9223372036854775808", True),
        ("Năm 2026: 25 triệu, điện thoại 0203 000 0000", False),
    ],
)
def test_amounts_that_no_dossier_can_hold(text: str, beyond: bool) -> None:
    assert money.is_beyond(text) is beyond


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        *[(unit, 10**9) for unit in ("tỷ", "tỉ đồng", "Tỷ VNĐ", "tỷ đ")],
        *[(unit, 10**6) for unit in ("triệu", "triệu đồng", "tr.đ", "Tr. đồng", "(triệu đồng)")],
        *[(unit, 10**3) for unit in ("nghìn đồng", "ngàn đồng", "nghìn. đ")],
        *[(unit, 1) for unit in ("đồng", "VNĐ", "đ", "₫")],
        *[(unit, None) for unit in ("nghìn", "hồ sơ", "", "%", "tỷ lệ")],
    ],
)
def test_units_of_money(unit: str, scale: int | None) -> None:
    assert money.money_scale(unit) == scale


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Kinh phí (tỷ đồng)", "tỷ đồng"),
        ("Kinh phí (tỉ đồng)", "tỷ đồng"),
        ("Dự toán (tr.đ)", "triệu đồng"),
        ("Dự toán, triệu VNĐ", "triệu đồng"),
        ("Kinh phí ngàn đồng", "nghìn đồng"),
        ("Kinh phí (1.000 đồng)", "nghìn đồng"),
        ("Kinh phí (1000 đ)", "nghìn đồng"),
        ("Kinh phí (1,000,000 đồng)", "triệu đồng"),
        ("Kinh phí (đồng)", "đồng"),
        ("Kinh phí: VNĐ", "đồng"),
        ("Kinh phí ( nghìn )", "nghìn đồng"),
        ("Kinh phí", ""),
        ("Đồng chí phụ trách", ""),
    ],
)
def test_units_in_headers(title: str, unit: str) -> None:
    assert money.money_unit(title) == unit


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: triệu đồng", "triệu đồng"),
        ("(ĐVT: đồng)", "đồng"),
        ("* Đơn vị: nghìn đồng", "nghìn đồng"),
        ("Tổng kinh phí 5 triệu đồng", ""),
        ("Đơn vị: triệu đồng, " + "theo dự toán của các phòng chuyên môn " * 2, ""),
    ],
)
def test_units_in_lines_above_a_table(line: str, unit: str) -> None:
    assert money.noted_money_unit(line) == unit


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("50", "50 triệu đồng"),
        ("1.500,5; ngân sách xã", "1.500,5 triệu đồng; ngân sách xã"),
        ("5 (xã hội hóa)\n7", "5 triệu đồng (xã hội hóa)\n7 triệu đồng"),
        ("3 tỷ", "3 tỷ"),
        ("không", "không"),
    ],
)
def test_bare_numbers_take_the_unit_of_their_column(cell: str, whole: str) -> None:
    assert money.with_unit(cell, "triệu đồng") == whole
    assert money.with_unit(cell, "") == cell


def test_what_stands_around_an_amount_is_its_source() -> None:
    assert money.parse_money("Ngân sách xã 5 triệu đồng (dự kiến)") == (5_000_000, "Ngân sách xã; dự kiến")
    assert money.parse_money("5 triệu đồng từ nguồn xã hội hóa.") == (5_000_000, "xã hội hóa")
    assert money.parse_money("5 triệu đồng") == (5_000_000, "")
