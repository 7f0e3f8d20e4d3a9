"""Kinds of papers, numbers, symbols and signing forms of Nghị định 30/2020."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.documents_nd30 import (
    SigningForm,
    filed_last,
    filed_with,
    join_nonbreaking,
    number_and_symbol,
    signing_lines,
    signs_as_it_decides,
    symbol,
)
from cchc_desktop.rules.paper_kinds import PaperKind

OFFICE = "UBND xã Bình Minh"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decision", "QĐ-UBND"),
        ("plan", "KH-UBND"),
        ("programme", "CTr-UBND"),
        ("report", "BC-UBND"),
        ("submission", "TTr-UBND"),
        ("notice", "TB-UBND"),
        ("minutes", "BB-UBND"),
        ("letter", "UBND"),
        ("list", ""),
    ],
)
def test_symbols(kind: str, expected: str) -> None:
    assert symbol(kind, "UBND") == expected


def test_a_letter_names_the_drafting_unit() -> None:
    assert symbol(PaperKind.LETTER, "UBND", "VP") == "UBND-VP"
    assert symbol(PaperKind.DECISION, "UBND", "VP") == "QĐ-UBND"


def test_titles() -> None:
    assert PaperKind.DECISION.title == "QUYẾT ĐỊNH"
    assert PaperKind.LETTER.title == ""
    assert all(kind.title for kind in PaperKind if kind is not PaperKind.LETTER)


def test_numbers() -> None:
    assert number_and_symbol(5, "QĐ-UBND") == "Số: 05/QĐ-UBND"
    assert number_and_symbol("334", "QĐ-UBND") == "Số: 334/QĐ-UBND"
    assert number_and_symbol("05a", "KH-UBND") == "Số: 05a/KH-UBND"
    for blank in (None, "", "  "):
        assert number_and_symbol(blank, "QĐ-UBND") == "Số:        /QĐ-UBND"


@pytest.mark.parametrize(
    ("form", "title", "lines"),
    [
        (SigningForm.COLLECTIVE, "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (SigningForm.COLLECTIVE_DEPUTY, "PHÓ CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (SigningForm.COLLECTIVE_DEPUTY, "CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (SigningForm.HEAD, "", ("CHỦ TỊCH",)),
        (SigningForm.DEPUTY, "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (SigningForm.ACTING, "Chủ tịch", ("Q. CHỦ TỊCH",)),
        (SigningForm.BY_ORDER, "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (SigningForm.AUTHORISED, "Trưởng phòng", ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    ],
)
def test_signing(form: SigningForm, title: str, lines: tuple[str, ...]) -> None:
    assert signing_lines(form, OFFICE, title) == lines


def test_the_council_signs_for_itself() -> None:
    assert signing_lines("collective", "HĐND xã Bình Minh", "Chủ tịch")[0] == "TM. HỘI ĐỒNG NHÂN DÂN"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("theo Điều 5 và khoản 2", "theo Điều_5 và khoản_2"),
        ("điểm a khoản 1", "điểm_a khoản_1"),
        ("Quyết định số 03/QĐ-UBND", "Quyết định số_03/QĐ-UBND"),
        ("ngày 05 tháng 01 năm 2024", "ngày_05_tháng_01_năm_2024"),
        ("trong 05 năm tới, 30 phút, 12 km", "trong 05_năm tới, 30_phút, 12_km"),
        ("UBND TP. Hồ Chí Minh, P. 1", "UBND TP._Hồ Chí Minh, P._1"),
        ("Phòng Văn hóa - Xã hội, 2021 – 2025", "Phòng Văn hóa_- Xã hội, 2021_–_2025"),
        ("mục\n- dòng", "mục\n- dòng"),
        ("đạt 50 % và 1.500.000 đồng", "đạt 50_% và 1.500.000_đồng"),
        ("3 triệu đồng", "3_triệu_đồng"),
        ("Phụ lục II, Chương IV", "Phụ lục_II, Chương_IV"),
        ("Quý I", "Quý_I"),
        ("tháng sau, năm nay", "tháng sau, năm nay"),
        ("hàng ngày", "hàng ngày"),
    ],
)
def test_lines_do_not_end_within_a_name(text: str, joined: str) -> None:
    assert join_nonbreaking(text).replace("\u00a0", "_") == joined


@given(st.text(max_size=60))
def test_joining_changes_spaces_alone(text: str) -> None:
    once = join_nonbreaking(text)
    assert once.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert join_nonbreaking(once) == once


@pytest.mark.parametrize(
    ("authority", "form", "agrees"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH", SigningForm.HEAD, True),
        ("Chủ tịch Ủy ban nhân dân xã Bình Minh", SigningForm.DEPUTY, True),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH", SigningForm.COLLECTIVE, False),
        ("ỦY BAN NHÂN DÂN XÃ BÌNH MINH", SigningForm.COLLECTIVE_DEPUTY, True),
        ("UỶ BAN NHÂN DÂN XÃ BÌNH MINH", SigningForm.HEAD, False),
        ("GIÁM ĐỐC SỞ NỘI VỤ", SigningForm.HEAD, True),
        ("", SigningForm.COLLECTIVE, True),
    ],
)
def test_who_decides_signs(authority: str, form: SigningForm, agrees: bool) -> None:
    assert signs_as_it_decides(authority, form) is agrees


@pytest.mark.parametrize(
    ("form", "office", "title", "lines"),
    [
        ("collective", "Sở Nội vụ tỉnh An Bình", "Giám đốc", ("GIÁM ĐỐC",)),
        ("collective_deputy", "Sở Nội vụ tỉnh An Bình", "Phó Giám đốc", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("by_order", "Sở Nội vụ tỉnh An Bình", "Chánh Văn phòng", ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        ("authorised", "Phòng Kinh tế", "Phó Trưởng phòng", ("TUQ. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        (
            "by_order",
            OFFICE,
            "Phó Chánh Văn phòng",
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            "collective",
            "Hội đồng Thi đua - Khen thưởng",
            "Chủ tịch",
            ("TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "CHỦ TỊCH"),
        ),
        ("collective", "Ban Chỉ đạo CCHC", "Trưởng ban", ("TM. BAN CHỈ ĐẠO CCHC", "TRƯỞNG BAN")),
    ],
)
def test_departments_and_other_heads_sign_as_they_may(
    form: str, office: str, title: str, lines: tuple[str, ...]
) -> None:
    assert signing_lines(form, office, title) == lines


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("Lưu: VT, VHXH.", "VT, VHXH"),
        ("- Lưu: VT./.", "VT./"),
        ("– Lưu : VT;", "VT"),
        ("Lưu:VT", "VT"),
        ("LƯU: VT", "VT"),
        ("Luu: VT", "VT"),
        ("Lưu VT, CCHC.", "VT, CCHC"),
        ("lưu vt", "vt"),
        ("Lưu VHXH.", "VHXH"),
        ("Lưu ĐKT - KT", "ĐKT - KT"),
        ("Lưu hồ sơ", "hồ sơ"),
        ("Lưu Văn thư", "Văn thư"),
        ("Lưu.", ""),
    ],
)
def test_who_keeps_the_paper(line: str, by: str) -> None:
    assert filed_with(line) == by


@pytest.mark.parametrize(
    "line",
    [
        "Lưu Văn An",
        "- Lưu Văn Thư, công chức Tư pháp",
        "LƯU VĂN AN",
        "Ông Lưu Văn An",
        "Lưu trữ lịch sử tỉnh",
        "Phòng Lưu trữ",
        "Trung tâm Lưu trữ: bản chính",
        "Lưu Vân",
        "Luu Van An",
        "Lưu thông hàng hóa",
    ],
)
def test_a_recipient_called_so_stays_where_it_is(line: str) -> None:
    assert filed_with(line) is None
    assert filed_last([line, "UBND tỉnh", "Lưu: VT"]) == [line, "UBND tỉnh", "Lưu: VT"]


def test_what_is_filed_is_the_last_line() -> None:
    lines = ["- Lưu: VT", "UBND tỉnh", "Lưu VT, KT", "Lưu trữ lịch sử tỉnh"]
    assert filed_last(lines) == ["UBND tỉnh", "Lưu trữ lịch sử tỉnh", "- Lưu: VT", "Lưu VT, KT"]
