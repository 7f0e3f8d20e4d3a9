"""A former name of the office in a text: found where it is said, not where it is right or only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.finding import replaced
from cchc_desktop.rules.former_names import Called, renamings, says

COMMUNE = Called("UBND xã Bình Minh", "UBND huyện An Bình", "Bình Minh")
WARD = Called("UBND phường Bình Minh", "UBND tỉnh An Bình", "Bình Minh")
LONGER = Called("UBND xã Bình Minh Đông", "UBND huyện An Bình", "Bình Minh Đông")
NAMES = renamings([COMMUNE], WARD)


def found(text: str) -> list[str]:
    return [text[start:end] for _one, start, end in says(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân xã Bình Minh ban hành Kế hoạch", ["xã Bình Minh"]),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH", ["XÃ BÌNH MINH"]),
        ("Đảng ủy xã,\u00a0UBND xã và xã\u00a0Bình Minh", ["Đảng ủy xã", "UBND xã", "xã\u00a0Bình Minh"]),
        ("Ủy ban nhân dân xã; Uỷ ban nhân dân xã", ["Ủy ban nhân dân xã", "Uỷ ban nhân dân xã"]),
        ("UBND huyện An Bình giao", ["huyện An Bình"]),
        ("trên địa bàn xã.", ["địa bàn xã"]),
        ("các xã, phường; cấp xã; xã hội hóa", []),
        ("UBND xã Hòa Bình, phường Bình Minh", []),
        ("xã Bình Minhh, thị xã Bình Minh", ["xã Bình Minh"]),
        ("Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND xã Bình Minh về cải cách", []),
        ("Quyết định số 8/QĐ-UBND của Ủy ban nhân dân xã Bình Minh", []),
        ("Bình Minh, ngày 05 tháng 01 năm 2026", []),
    ],
)
def test_where_a_former_name_is_said(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_new_name_may_hold_the_former_one() -> None:
    names = renamings([COMMUNE], LONGER)
    text = "UBND xã Bình Minh Đông, UBND xã Bình Minh"
    assert [start for _one, start, _end in says(text, names)] == [text.rindex("xã")]
    assert [one.before for one, _start, _end in says("Bình Minh, ngày 05", names)] == ["Bình Minh"]
    assert not renamings([COMMUNE, WARD], COMMUNE) or all(
        one.before != COMMUNE.office for one in renamings([COMMUNE, WARD], COMMUNE)
    )


@given(st.sampled_from(["", "Đảng bộ ", "giao "]), st.sampled_from(["", ".", ", tỉnh An Bình"]), st.booleans())
def test_replacing_leaves_none(before: str, after: str, capitals: bool) -> None:
    text = f"{before}xã Bình Minh{after}"
    text = text.upper() if capitals else text
    ((one, _start, _end),) = says(text, NAMES)
    new, count = replaced(text, one.before, one.now, exact=True)
    assert count == 1 and not found(new)
    assert new.isupper() == capitals
