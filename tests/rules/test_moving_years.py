"""Years of a plan move on; cited papers, spans of years and every other word stay."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.moving_years import YearDoubt, citations, cites_year, move_years

CITED = [
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020",
    "Nghị định 30/2020",
    "Kế hoạch số 05/KH-UBND ngày 12/01/2026",
    "Quyết định số 2026/QĐ-UBND ngày 18 tháng 12 năm 2025 của UBND tỉnh An Bình",
    "Luật Cán bộ, công chức năm 2025",
    "Kế hoạch số …/KH-UBND ngày … tháng … năm 2026",
    "số 2026/SNV-CCHC",
    "Nghị quyết số 76/NQ-CP ngày 15/7/2026",
]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Năm 2026 đạt cao hơn năm 2025, làm nền cho 2027.", "Năm 2027 đạt cao hơn năm 2026, làm nền cho 2028."),
        ("hoàn thành trước ngày 15/11/2026", "hoàn thành trước ngày 15/11/2027"),
        ("Từ ngày 01/01/2026 đến ngày 31/3/2026", "Từ ngày 01/01/2027 đến ngày 31/3/2027"),
        ("Quý I/2026, tháng 3/2026, tháng 12 năm 2026", "Quý I/2027, tháng 3/2027, tháng 12 năm 2027"),
        ("năm học 2025-2026; 2025 - 2026", "năm học 2026-2027; 2026 - 2027"),
        ("giai đoạn 2026 - 2030", "giai đoạn 2026 - 2030"),
        ("mã 2026/01; 20/2026; TCVN 2026-1", "mã 2026/01; 20/2026; TCVN 2026-1"),
        ("chậm nhất ngày 31 tháng 01 năm 2026", "chậm nhất ngày 31 tháng 01 năm 2027"),
        *((text, text) for text in CITED),
    ],
)
def test_what_moves_and_what_stays(text: str, moved: str) -> None:
    assert move_years(text, 2026, 2027).text == moved


@pytest.mark.parametrize(
    ("text", "deadline", "doubt"),
    [
        ("Hội nghị ngày 05/3/2026", False, YearDoubt.KEPT_DATE),
        ("Trước ngày 29/02/2024", True, YearDoubt.LEAP_DAY),
        ("Giai đoạn 2026-2030", True, YearDoubt.PERIOD),
        ("giai đoạn 2021 - 2026", False, YearDoubt.PERIOD_OVER),
        ("Theo Kế hoạch số 05/KH-UBND của UBND tỉnh về CCHC năm 2026", False, YearDoubt.CITED_YEAR),
    ],
)
def test_doubts_are_named(text: str, deadline: bool, doubt: YearDoubt) -> None:
    old = 2024 if "2024" in text else 2026
    assert doubt in move_years(text, old, old + 1, deadline=deadline).doubts


def test_a_leap_day_becomes_the_28th() -> None:
    assert move_years("Trước ngày 29/02/2024", 2024, 2025, deadline=True).text == "Trước ngày 28/02/2025"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND tỉnh về cải cách hành chính năm 2026", True),
        ("Quyết định số 9/QĐ-UBND về Chương trình giai đoạn 2021-2025", True),
        ("Luật Cán bộ, công chức năm 2025", False),
        ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", False),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 về Chương trình tổng thể giai đoạn 2021 - 2030", False),
    ],
)
def test_papers_bound_to_their_year(text: str, bound: bool) -> None:
    assert cites_year(text, 2026) is bound


_PIECES = st.one_of(
    st.sampled_from(CITED),
    st.sampled_from(["năm 2026", "trước ngày 15/11/2026", "Quý I/2026", "giai đoạn 2021 - 2030", "năm 2025", "2031"]),
    st.text(alphabet="abc đêụ 0123456789/-.–,;()\n", max_size=20),
)


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=6), st.booleans(), st.integers(2020, 2030), st.integers(1, 3))
def test_no_text_is_lost_and_citations_stay(pieces: list[str], deadline: bool, old: int, by: int) -> None:
    text = "; ".join(pieces)
    moved = move_years(text, old, old + by, deadline=deadline)
    again = text
    assert len(moved.text) == len(text)
    for before, after in zip(text, moved.text, strict=True):
        assert before == after or (before.isdigit() and after.isdigit())
    for start, end in citations(text):
        assert moved.text[start:end] == again[start:end]
    # Only years move, and the day of a leap year's February.
    assert re.sub(r"20\d\d|\b2[89]\b", "", moved.text) == re.sub(r"20\d\d|\b2[89]\b", "", text)
