"""What a title or a file's name says of the paper it cites."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.cited_paper import number_key, read_cited

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "number", "day", "issuer", "subject"),
    [
        (
            "Quyết định số 15/QĐ-UBND ngày 05/3/2026 của UBND tỉnh An Bình về cải cách hành chính",
            "15/QĐ-UBND",
            DAY,
            "UBND tỉnh An Bình",
            "Quyết định về cải cách hành chính",
        ),
        ("15-QD-UBND 05.3.2026", "15/QĐ-UBND", DAY, "", "15-QD-UBND 05.3.2026"),
        ("15_QĐ_UBND_05_3_2026 kiện toàn tổ", "15/QĐ-UBND", DAY, "", "kiện toàn tổ"),
        ("2026-03-05 Báo cáo số 57-BC-UBND", "57/BC-UBND", DAY, "", "Báo cáo"),
        ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2026", "30/2020/NĐ-CP", DAY, "Chính phủ", "Nghị định"),
        ("Công văn 4625/BNV-CCHC", "4625/BNV-CCHC", None, "Bộ Nội vụ", "Công văn"),
        ("Kế hoạch 45/KH-SNV", "45/KH-SNV", None, "Sở Nội vụ", "Kế hoạch"),
        ("Công văn 12/UBND-SNV", "12/UBND-SNV", None, "", "Công văn"),
        ("Biên bản họp của tổ công tác", "", None, "", "Biên bản họp của tổ công tác"),
        ("12-KE-HOACH-CCHC", "", None, "", "12-KE-HOACH-CCHC"),
        ("anh 30/2/2026", "", None, "", "anh 30/2/2026"),
        ("20260305 scan", "", DAY, "", "scan"),
        ("", "", None, "", ""),
    ],
)
def test_what_is_said(text: str, number: str, day: date | None, issuer: str, subject: str) -> None:
    found = read_cited(text)
    assert (found.number, found.issued_on, found.issuer, found.subject) == (number, day, issuer, subject)


def test_one_number_written_otherwise() -> None:
    assert number_key("5/QD-UBND") == number_key("05/QĐ-UBND") != number_key("05/KH-UBND")


@given(st.text(max_size=80))
def test_any_text_has_an_answer_and_keeps_a_subject(text: str) -> None:
    assert bool(read_cited(text).subject) == bool(read_cited(text + " ").subject)
