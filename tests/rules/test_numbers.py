"""Numbers, shares, points and money in Vietnamese writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.rules import numbers

DECIMALS = st.decimals(Decimal("-99999999"), Decimal("99999999"), places=2)


@given(DECIMALS)
def test_what_is_shown_can_be_typed(value: Decimal) -> None:
    assert numbers.parse_number(numbers.format_points(value)) == value
    assert numbers.parse_number(numbers.format_percent(value)) == value


@given(DECIMALS, st.sampled_from([" ", "'", "\u00a0", "\u202f", "’"]), st.booleans())
def test_the_ways_of_writing_mean_one_number(value: Decimal, mark: str, wide: bool) -> None:
    shown = numbers.format_points(abs(value))
    apart = shown.replace(".", mark)
    if wide:
        apart = apart.translate({code: code + 0xFEE0 for code in b"0123456789,"})
    assert numbers.parse_number(apart) == abs(value)
    assert [numbers.parse_number(form.format(apart)) for form in ("({})", "-{}", "− {}", "{}-", "{} -")] == [
        -abs(value)
    ] * 5


@given(st.integers(0, 9 * 10**14))
def test_money_round_trip(amount: int) -> None:
    assert numbers.parse_number(numbers.format_number(amount)) == amount
    assert numbers.parse_money(f"{numbers.format_number(amount)} đồng") == (amount, "")


def test_vietnamese_writing() -> None:
    assert numbers.format_number(Decimal("1234.5")) == "1.234,5"
    assert numbers.format_number(4512) == "4.512"
    assert numbers.format_number(Decimal("2.675"), 2) == "2,68"
    assert numbers.format_percent(Decimal("99.02")) == "99,02%"
    assert numbers.format_percent(75) == "75%"
    assert [numbers.format_percent(Decimal(share)) for share in ("100.00", "84.50")] == ["100%", "84,5%"]
    assert numbers.format_points(Decimal("-1.2")) == "-1,20"
    assert numbers.format_points(Decimal("-0.001")) == "0,00"
    assert numbers.format_number(1500000) == "1.500.000"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.500.000", "1500000"),
        ("1 500 000", "1500000"),
        ("1,500,000", "1500000"),
        ("1.500", "1500"),
        ("1,500", "1.5"),
        ("0.500", "0.5"),
        ("99,02", "99.02"),
        ("99.02", "99.02"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("45 %", "45"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("+7", "7"),
        ("007", "7"),
        ("(1.500)", "-1500"),
        ("(3,5)", "-3.5"),
        ("(12,5 %)", "-12.5"),
        ("(12)%", "-12"),
        ("1.500,5-", "-1500.5"),
        ("− 3", "-3"),
        ("–3", "-3"),
        ("1 500", "1500"),
        ("1\u00a0500,25", "1500.25"),
        ("1\u2009500\u2009000", "1500000"),
        ("1'500", "1500"),
        ("1’500’000.5", "1500000.5"),
        ("１．５００，５", "1500.5"),
        ("（１２％）", "-12"),
        ("12,5 %", "12.5"),
    ],
)
def test_typed_numbers(typed: str, value: str) -> None:
    assert numbers.parse_number(typed) == Decimal(value)


NO_NUMBERS = (
    "- % 1.2.3 1..2 12a mười 1,2,3 ² ٣ NaN 1e5 3/4 ½ 1'50 (5 5) (-5) -(5) -5- --5 5-7 12%% %12 ~5 >95 () 1.500,-"
)


@pytest.mark.parametrize(
    "text", ["", "9" * 50, "3 4", "15 00", "1 500.000", "1 500'000", "(1) (2)", "1. 500", *NO_NUMBERS.split()]
)
def test_not_a_number(text: str) -> None:
    assert numbers.parse_number(text) is None


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
    assert numbers.parse_money(cell) == (amount, source)


@given(st.text(max_size=60))
def test_no_budget_text_breaks_it(text: str) -> None:
    amount, source = numbers.parse_money(text)
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
    assert numbers.is_beyond(text) is beyond


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
    assert numbers.money_scale(unit) == scale


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
    assert numbers.money_unit(title) == unit


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
    assert numbers.noted_money_unit(line) == unit


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
    assert numbers.with_unit(cell, "triệu đồng") == whole
    assert numbers.with_unit(cell, "") == cell


def test_bounds_of_what_a_dossier_holds() -> None:
    largest = numbers.LARGEST_FIGURE
    assert str(largest) == "922337203685477.5807"
    assert numbers.holds(largest) and numbers.holds(-largest)
    assert not numbers.holds(largest + Decimal("0.0001")) and not numbers.holds(Decimal("NaN"))
    assert numbers.holds_amount(2**63 - 1) and not numbers.holds_amount(2**63) and not numbers.holds_amount(-(2**63))
    assert [numbers.holds_year(year) for year in (1899, 1900, 2999, 3000)] == [False, True, True, False]
    assert numbers.is_too_large("922.337.203.685.478") and not numbers.is_too_large("922.337.203.685.477")
    assert not numbers.is_too_large("mười")
    for check, value in ((numbers.check_held, largest + 1), (numbers.check_amount, 2**63), (numbers.check_year, 3000)):
        with pytest.raises(UserError, match=str(value)[:12]):
            check(value)  # type: ignore[operator]
    numbers.check_held(largest), numbers.check_amount(2**63 - 1), numbers.check_year(1900)


def test_decimals_are_those_a_number_has() -> None:
    assert [numbers.decimals_of(Decimal(text)) for text in ("5", "5.10", "5.25", "100", "0.00")] == [0, 1, 2, 0, 0]
    assert numbers.rounded(Decimal("-0.4"), 0).is_signed() is False
    assert numbers.rounded(Decimal("-2.5"), 0) == -3
