"""What is to be looked at in the legal bases of a paper, from a list of plain rows."""

from datetime import date

import pytest

from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.services.papers.legal_bases import _by_name, _findings, _tidy

ON = date(2026, 9, 8)
LAW = "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"


def basis(text: str = LAW, **more: object) -> LegalBasisRow:
    return LegalBasisRow(guid="a", revision=1, text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (basis(), []),
        (basis(valid_to=ON), []),
        (basis(valid_to=date(2026, 9, 7)), ["hết hiệu lực"]),
        (basis(valid_to=date(2026, 9, 7), replaced_by="Luật B"), ["hết hiệu lực", "Luật B"]),
        (basis(valid_from=ON), []),
        (basis(valid_from=date(2026, 9, 9)), ["09/9/2026"]),
        (basis(partly_from=date(2026, 9, 8), partly_by="Điều 5"), ["Điều 5"]),
        (basis(partly_from=date(2026, 9, 9), partly_by="Điều 5"), []),
        (basis(amended_by="Luật số 1/2026/QH16 (từ 01/9/2026)"), ["Luật số 1/2026/QH16"]),
        (basis(amended_by="Luật số 1/2026/QH16 (từ 09/9/2026)"), []),
    ],
)
def test_what_is_found_of_one(row: LegalBasisRow, said: list[str]) -> None:
    found = _findings(3, row, set(), ON)
    assert len(found) == (1 if said else 0)
    assert all(words in found[0] for words in said) and all("3" in one for one in found)


def test_two_things_are_told_apart_and_a_cited_amendment_is_none() -> None:
    row = basis(valid_from=date(2026, 9, 9), partly_from=ON, partly_by="Điều 5", amended_by="Luật số 1/2026/QH16")
    assert len(_findings(1, row, set(), ON)) == 3
    assert len(_findings(1, row, {"1/2026/qh16"}, ON)) == 2


def test_a_law_is_known_by_its_year_where_there_is_one() -> None:
    other = basis(LAW.replace("16 tháng 6", "17 tháng 6"))
    one, two = _by_name([basis()]), _by_name([basis(), other])
    assert len(one) == 2 and set(one.values()) == {basis()}
    assert [row for row in two.values() if row is None] == [None] and len(two) == 3


def test_papers_that_amend_stand_a_line_each() -> None:
    assert _tidy("amended_by", "Căn cứ Luật A;\n\n Luật B.") == "Luật A\nLuật B"
    assert _tidy("text", "Căn cứ Luật A;") == "Luật A"
