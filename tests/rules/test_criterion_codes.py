"""Codes of criteria: read out of cells and names, nested, repaired where Excel changed them, told once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.criterion_codes import Nesting, code_alone, code_in_name, next_code, unique_codes


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("1.1. Ban hành", "1.1", "Ban hành"),
        ("I. CHỈ ĐẠO", "I", "CHỈ ĐẠO"),
        ("I CHỈ ĐẠO", "I", "CHỈ ĐẠO"),
        ("A - PHẦN CHUNG", "A", "PHẦN CHUNG"),
        ("a) Có kế hoạch", "a", "Có kế hoạch"),
        ("1.1.a Có kế hoạch", "1.1.a", "Có kế hoạch"),
        ("Tiêu chí 2.3: Rà soát", "2.3", "Rà soát"),
        ("Lĩnh vực 2. Thể chế", "2", "Thể chế"),
        ("1 Chỉ đạo", "1", "Chỉ đạo"),
        ("04 tin bài mỗi tháng", "", "04 tin bài mỗi tháng"),
        ("1.500 hồ sơ", "", "1.500 hồ sơ"),
        ("100% báo cáo", "", "100% báo cáo"),
    ],
)
def test_a_name_may_begin_with_its_code(text: str, code: str, name: str) -> None:
    assert code_in_name(text) == (code, name)


def test_a_cell_may_be_a_code() -> None:
    cells = {"1.1.": "1.1", "1,1": "1.1", "I": "I", "a)": "a", "I.2)": "I.2", "Tiêu chí 3": "3", "-": "", "STT": ""}
    assert {cell: code_alone(cell) for cell in cells} == cells


def nested(*codes: str) -> list[tuple[str, int]]:
    nesting = Nesting()
    printed = [(code := nesting.repaired(one), nesting.level(code)) for one in codes]
    return list(zip(unique_codes(printed), [level for _code, level in printed], strict=True))


def test_levels_and_codes_of_all_kinds() -> None:
    assert nested("1", "1.1", "1.1.1", "1.2", "2", "2.1") == [
        ("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.2", 2), ("2", 1), ("2.1", 2),
    ]  # fmt: skip
    assert nested("I", "1.1", "1.2", "II", "2.1", "2.1.1") == [
        ("I", 1), ("1.1", 2), ("1.2", 2), ("II", 1), ("2.1", 2), ("2.1.1", 3),
    ]  # fmt: skip
    assert nested("I", "1", "1.1", "a", "b", "2", "II", "1") == [
        ("I", 1), ("I.1", 2), ("I.1.1", 3), ("I.1.1.a", 4), ("I.1.1.b", 4), ("I.2", 2), ("II", 1), ("II.1", 2),
    ]  # fmt: skip
    assert nested("A", "I", "II", "B", "I") == [("A", 1), ("A.I", 2), ("A.II", 2), ("B", 1), ("B.I", 2)]
    assert nested("1", "1.1", "1.1") == [("1", 1), ("1.1", 2), ("1.1 (2)", 2)]


def test_what_excel_made_of_a_code_is_put_right() -> None:
    ten = nested("1", *(f"1.{n}" for n in range(1, 10)), "1.1", "1.11", "2", "02/01/2026", "02/01/2001")
    assert [code for code, _level in ten][-5:] == ["1.10", "1.11", "2", "2.1", "2.1.1"]
    assert ten[-1][1] == 3


@given(
    st.lists(st.sampled_from(["I", "II", "1", "2", "1.1", "1.2", "2.1", "a", "b", "A", "1.1.1", "III.1"]), max_size=12)
)
def test_codes_are_told_once_and_levels_have_no_gaps(codes: list[str]) -> None:
    found = nested(*codes)
    assert len({code for code, _level in found}) == len(found)
    before = 0
    for _code, level in found:
        assert 1 <= level <= before + 1
        before = level


def test_one_more_criterion() -> None:
    assert next_code(["1.1", "1.2"], "1") == "1.3"
    assert next_code([], "1.2") == "1.2.1"
    assert next_code(["I", "II"], "") == "III"
    assert next_code(["A", "B", "C"], "") == "D"
    assert next_code(["1.a", "1.d"], "1") == "1.đ"
