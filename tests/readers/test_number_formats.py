"""Cells as Excel shows them: the formats that offices set, and what stays readable where Excel shows ####."""

from decimal import Decimal
from fractions import Fraction

import openpyxl.styles.numbers as rival
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.readers.number_formats import BUILT_IN, general, number_format

ACCOUNT = '_-* #,##0\\ [$₫-42A]_-;\\-* #,##0\\ [$₫-42A]_-;_-* "-"\\ [$₫-42A]_-;_-@_-'
SCALED = '[>=1000000]#,##0.0,," triệu";[>=1000]#,##0," nghìn";0'


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0.00", "87.333333333333329", "87,33"),
        ("0%", "0.87333333333333329", "87%"),
        ("0.0%", "0.985", "98,5%"),
        ("000", "7", "007"),
        ("00000", "123456789", "123456789"),
        ("0.00", "2.5", "2,50"),
        ("0.##", "3", "3"),
        ("#,##0,,", "12500000", "13"),
        ("#,##0.0,", "1234567", "1.234,6"),
        ('0" ngày"', "12500000", "12500000 ngày"),
        ('#,##0" triệu đồng"', "50", "50 triệu đồng"),
        ('#,##0.0\\ "triệu"', "12.5", "12,5 triệu"),
        ('#,##0\\ "₫"', "7500000", "7.500.000 ₫"),
        ('#,##0,," triệu đồng"', "15000000", "15 triệu đồng"),
        ("#,##0 VND", "1234", "1.234 VND"),
        ("$#,##0.00", "3", "$3,00"),
        ("[$€-2] #,##0.00", "1234.5", "€ 1.234,50"),
        (ACCOUNT, "-1234", "-1.234 ₫"),
        (ACCOUNT, "0", "- ₫"),
        ("#,##0;[Red](#,##0)", "-1500", "(1.500)"),
        ("#,##0.00;[Red]-#,##0.00", "-3.14159", "-3,14"),
        (SCALED, "2500000", "2,5 triệu"),
        (SCALED, "2500", "3 nghìn"),
        (SCALED, "25", "25"),
        ("000-000-0000", "901234567", "090-123-4567"),
        ("0.00E+00", "12500000", "1,25E+07"),
        ("##0.0E+0", "12500000", "12,5E+6"),
        ("##0.0E+0", "999999", "1,0E+6"),
        ("0.00E-00", "12500000", "1,25E07"),
        ("0.00E+00", "-0.000123", "-1,23E-04"),
        ("0.00E+00", "0", "0,00E+00"),
        ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-1500", "(1.500)"),
        ("$#,##0_);($#,##0)", "-15", "($15)"),
        ("General;[Red]-General", "-5", "-5"),
        ("General;(General)", "-5", "(5)"),
        ("[>=1000]0;[<0](0);0", "-5", "(5)"),
        ("[<0]-0;0", "-5", "-5"),
        ("[>1]0;0", "-5", "-5"),
        ('[=1]"Có";[=0]"Không";0', "1", "Có"),
        ('[=1]"Có";[=0]"Không"', "7", "7"),
        ("@", "12.5", "12,5"),
        ("# ?/?", "2.5", "2 1/2"),
        ("# ?/?", "-2.5", "-2 1/2"),
        ("# ?/?;(# ?/?)", "-2.5", "(2 1/2)"),
        ('"Mức "# ?/?" giờ"', "2.5", "Mức 2 1/2 giờ"),
        ("# ?/10", "0.3", "3/10"),
        ("# ??/100", "1.25", "1 25/100"),
        ("0 ?/?", "0.5", "0 1/2"),
        ("# ?/?", "3", "3"),
        ("# ??/??", "0.3333333333", "1/3"),
        ("?/4", "0.75", "3/4"),
        ("General", "0.1", "0,1"),
        ('General" tấn"', "12.5", "12,5 tấn"),
        (";;;", "5", "5"),
    ],
)
def test_numbers(code: str, number: str, shown: str) -> None:
    assert " ".join((number_format(code).show(Decimal(number)) or "").split()) == shown


@pytest.mark.parametrize(
    ("code", "number", "rounded"),
    [
        ("0.00E+00", "12500000", False),
        ("0.00E+00", "12345678", True),
        ("# ?/?", "2.5", False),
        ("# ?/?", "0.3", True),
        ("# ?/4", "0.3", True),
        ("#,##0,", "2000", False),
        ("0.00", "0.333", False),
    ],
)
def test_what_is_not_the_number_itself_is_known(code: str, number: str, rounded: bool) -> None:
    assert number_format(code).rounds_away(Decimal(number)) is rounded


@pytest.mark.parametrize(
    ("code", "hidden"),
    [("#,##0;[Red]#,##0", True), ("0;0", True), ("#,##0;[Red](#,##0)", False), ('0;"Lỗ "0', False),
     ("0;[Red]-0", False), ("0", False), ("[Red]0", False)],
)  # fmt: skip
def test_a_sign_that_only_a_color_says(code: str, hidden: bool) -> None:
    assert number_format(code).hides_sign(Decimal(-5)) is hidden
    assert not number_format(code).hides_sign(Decimal(5))


@given(st.integers(-(10**9), 10**9), st.integers(1, 9))
def test_fractions_are_the_number_or_said_to_be_rounded(upper: int, lower: int) -> None:
    """A fraction with one digit below the stroke is shown as it is."""
    number = Decimal(upper) / lower
    shown = number_format("# ?/?").show(number) or ""
    sign, (whole, _space, part) = -1 if shown.startswith("-") else 1, shown.lstrip("-").rpartition(" ")
    value = Fraction(int(whole or 0)) + Fraction(part) if "/" in part else Fraction(int(part))
    assert abs(sign * value - Fraction(upper, lower)) < Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("h:mm", "0.375", "9:00"),
        ("h:mm AM/PM", "0.58333333333333337", "2:00 PM"),
        ("hh:mm:ss", "0.5", "12:00:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("[mm]:ss", "0.1", "144:00"),
        ("mm:ss.0", "0.0012345", "01:46,7"),
        ("dd/mm/yyyy", "46082", "01/03/2026"),
        ("m/d/yy", "46082", "01/03/2026"),
        ("d-mmm-yy", "46082", "01/03/2026"),
        ("dd/mm/yyyy hh:mm", "46082.5", "01/03/2026 12:00"),
        ("mm/yyyy", "46082", "03/2026"),
        ("yyyy-mm", "46082", "03/2026"),
        ('[$-411]ggge"年"m"月"d"日"', "46082", "2026年3月1日"),
        ("[$-411]ge.m.d;@", "46082", "01/03/2026"),
        ("yyyy. m.", "46082", "03/2026"),
        ("mmm. yyyy", "46082", "03/2026"),
        ("yyyy. mm. dd.", "46082", "01/03/2026"),
        ("dd/mm/yyyy/", "46082", "01/03/2026"),
        ("d. m. yyyy. h:mm", "46082.5", "01/03/2026 12:00"),
        ("h:mm d.m.yyyy.", "46082.5", "12:00 01/03/2026"),
        ('dd/mm/yyyy" г."', "46082", "01/03/2026 г."),
        ("yyyy", "46082", "2026"),
        ('"ngày" dd "tháng" mm "năm" yyyy', "46082", "ngày 01 tháng 03 năm 2026"),
        ("dd/mm/yyyy", "60", "29/02/1900"),
        ("dd/mm/yyyy", "1", "01/01/1900"),
        ("dd/mm/yyyy", "2958465", "31/12/9999"),
    ],
)
def test_days_and_times(code: str, number: str, shown: str) -> None:
    assert number_format(code).show(Decimal(number)) == shown


def test_the_calendar_of_1904() -> None:
    assert number_format("d/m/yyyy").show(Decimal(44620), from_1904=True) == "01/03/2026"
    assert number_format("h:mm").show(Decimal("0.5"), from_1904=True) == "12:00"
    assert number_format("d/m/yyyy").show(Decimal(2958465), from_1904=True) is None


def test_days_beyond_every_calendar() -> None:
    assert number_format("dd/mm/yyyy").show(Decimal(2958466)) is None
    assert number_format("dd/mm/yyyy").show(Decimal(-1)) is None
    assert number_format("h:mm").show(Decimal("1e300")) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [("87.3333333333333", "87,33333333"), ("0.3", "0,3"), ("12", "12"), ("079201001234", "79201001234"),
     ("0.000012345", "1,2345E-05"), ("1e30", "1E+30"), ("-0.333333333333", "-0,333333333")],
)  # fmt: skip
def test_general(number: str, shown: str) -> None:
    assert general(Decimal(number)) == shown


def test_words_around_texts() -> None:
    assert number_format('"Số "@').show_text("12/QĐ") == "Số 12/QĐ"
    assert number_format("0.00").show_text("chữ") == "chữ"


@given(
    st.text(alphabet='0#?.,;%/@"\\_*[]$<>=-E+ymdhsAPM/ đ$€', max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_format_breaks(code: str, number: float) -> None:
    number_format(code).show(Decimal(repr(number)))


def test_the_same_formats_are_days_as_in_openpyxl() -> None:
    """A well-kept library tells days and times from numbers too; where both know a built-in code they agree."""
    for number, code in rival.BUILTIN_FORMATS.items():
        if number in BUILT_IN and number < 50:
            shown = number_format(BUILT_IN[number]).show(Decimal("46082.25")) or ""
            assert rival.is_date_format(code) == any(sign in shown for sign in ("/2026", "03-2026", ":")), code


@pytest.mark.parametrize("piece", ['"a"0', "0%", "[h]:mm ", "#,", "?", "d/m/yyyy "])
def test_a_code_of_more_pieces_than_anybodys_is_no_format(piece: str) -> None:
    """Twenty thousand cells of such a code took up to seven seconds."""
    assert number_format((piece * 255)[:255]).show(Decimal("45000.25")) == "45000,25"
    words = f"{piece * 24}".replace('"', "")
    assert number_format(f'#,##0"{words}"').show(Decimal("1234")) == f"1.234{words}"
