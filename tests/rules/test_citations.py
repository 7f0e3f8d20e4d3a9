"""Legal bases: which papers a line cites, and in what order lines stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.citations import as_basis, bare_citation, cited_on, in_order, papers_cited

LAW = "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
PROGRAMME = "Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ"
DECISION = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"
CIRCULAR = "Thông tư số 18/2025/TT-BNV ngày 08 tháng 10 năm 2025 của Bộ Nội vụ"
MINISTRY = "Quyết định số 892/QĐ-BNV ngày 05 tháng 12 năm 2024 của Bộ Nội vụ"
PROVINCE = "Quyết định số 2154/QĐ-UBND ngày 18 tháng 12 năm 2025 của Chủ tịch UBND tỉnh An Bình"
PARTY = "Nghị quyết số 04-NQ/TU ngày 18/10/2026 của Tỉnh ủy"
PROPOSAL = "Xét đề nghị của Trưởng phòng Văn hóa - Xã hội"
RIGHT = [LAW, DECREE, PROGRAMME, DECISION, CIRCULAR, MINISTRY, PROVINCE, PARTY, PROPOSAL]


@pytest.mark.parametrize(
    ("line", "papers"),
    [
        (f"Căn cứ {DECREE};", ("30/2020/nd-cp",)),
        ("Căn cứ Nghị định số 09 /2019/NĐ-CP.", ("9/2019/nd-cp",)),
        ("Quyết định số: 194/QĐ-UBND ngày 15/01/2024", ("194/qd-ubnd",)),
        ("Chỉ thị số 31-CT/TU ngày 13/6/2014", ("31-ct/tu",)),
        ("Luật Lưu trữ ngày 21/6/2024", ("luat luu tru 2024-06-21",)),
        ("Luật Cán bộ, công chức năm 2008", ("luat can bo cong chuc 2008",)),
        ("Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024", ("luat luu tru 2024-06-21", "33/2024/qh15")),
        (
            "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 sửa đổi Nghị định số 61/2018/NĐ-CP",
            ("107/2021/nd-cp", "61/2018/nd-cp"),
        ),
        (
            "Luật Giá ngày 19/6/2015 và Luật sửa đổi, bổ sung Luật Giá ngày 22/11/2019",
            ("luat gia 2015-06-19", "luat sua doi bo sung luat gia 2019-11-22"),
        ),
        ("phấn đấu 98 % hồ sơ đúng hạn trong giai đoạn 2021 - 2025", ()),
    ],
)
def test_papers_are_known_by_number_or_name(line: str, papers: tuple[str, ...]) -> None:
    assert papers_cited(line) == papers


def test_the_day_of_a_paper() -> None:
    assert str(cited_on(f"Căn cứ {LAW};")) == "2025-06-16"
    assert str(cited_on(DECISION)) == "2022-06-23"
    assert cited_on("ngày 31/02/2024") is None


def test_a_line_begins_and_ends_as_printed() -> None:
    assert as_basis(f" căn cứ  {LAW} ; ") == f"Căn cứ {LAW}"
    assert as_basis(PROPOSAL) == PROPOSAL
    assert bare_citation(f"Căn cứ {LAW};\n") == LAW


@given(st.permutations(RIGHT))
def test_lines_are_put_in_the_order_of_their_force(shuffled: list[str]) -> None:
    assert in_order((), shuffled) == [as_basis(line) for line in RIGHT]


def test_the_officers_own_order_is_left_alone() -> None:
    own = [f"Căn cứ {PROVINCE}", f"Căn cứ {LAW}"]
    assert in_order(own, [DECREE]) == [*own, f"Căn cứ {DECREE}"]
    assert in_order(own, [LAW, f"Căn cứ {PROVINCE};", "Luật Tổ chức chính quyền địa phương ngày 16/6/2025"]) == own
