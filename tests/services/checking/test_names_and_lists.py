"""Rules on names, labels, lists and small words: what they find, what they put there, what they leave alone."""

import pytest

from cchc_desktop.rules.checks.check import mended
from tests.services.checking.test_rules import FOOT, HEAD, body, found_in, read

# code, words, what is found in them, what it should be ("" where nothing is put in its place)
FAULTS = [
    ("C30", "nâng cao Chỉ số năng lực cạnh tranh (PCI) của tỉnh", "Chỉ số năng lực cạnh tranh", ""),
    ("C30", "chỉ số hiệu quả quản trị hành chính công (PAPI)", "chỉ số hiệu quả quản trị hành chính công", ""),
    ("C30", "Chỉ số nền hành chính (PAR INDEX) năm 2025", "Chỉ số nền hành chính", ""),
    (
        "C31",
        "các nội dung: cải cách thể chế; cải cách thủ tục hành chính; cải cách tổ chức bộ máy; cải cách tài chính công",
        "cải cách thể chế; cải cách thủ tục hành chính; cải cách tổ chức bộ máy; cải cách tài chính công",
        "",
    ),
    ("F11", "đúng nội dung, chất lượng và hiệu quả và phấn đấu hoàn thành", "và", ""),
    ("F11", "ứng dụng công nghệ thông tin, trong hoạt động của xã", ",", ""),
    ("F30", "trên Cổng dịch vụ công quốc gia", "Cổng dịch vụ công quốc gia", "Cổng Dịch vụ công quốc gia"),
    ("F31", "tham mưu về lĩnh vực Chỉ đạo điều hành chung", "Chỉ đạo", "chỉ đạo"),
    ("F31", "nội dung về cải cách thể chế; Cải cách tổ chức bộ máy nhà nước", "Cải cách", "cải cách"),
    ("F31", "sắp xếp các Bộ phận chuyên môn thuộc UBND xã", "Bộ phận", "bộ phận"),
    ("F31", "theo các quyết định ngày 04/11/2025: Số 15/QĐ-UBND, số 16/QĐ-UBND", "Số", "số"),
    ("W03", "tạo thuận lợi cho người dân hoạt động kinh doanh của người dân", "của người dân", ""),
    ("W04", "số hóa hồ sơ, đơn giản hóa, hiện đại hoá", "hoá", "hóa"),
    ("W04", "số hoá hồ sơ, đơn giản hoá, Huyện ủy", "ủy", "uỷ"),
    ("W04", "toà nhà, hòa giải, thủy lợi", "toà", "tòa"),
    ("W07", "rà soát đánh giá kết quả", "rà soát đánh giá", "rà soát, đánh giá"),
    ("W07", "tinh thần thái độ, phục vụ của công chức", "thái độ, phục vụ", "thái độ phục vụ"),
    ("W16", "lập hồ sơ, sổ sách, biểu mẫu... và lưu trữ", "...", ""),
    ("W18", "sản phẩm là Kế hoạch UBND xã", " ", " của "),
    ("W18", "hồ sơ tiếp nhận và trả kết quả dịch vụ bưu chính công ích", " ", " qua "),
    ("W18", "Văn phòng cơ quan thường trực của UBND xã về công tác này", " ", " là "),
]


@pytest.mark.parametrize(("code", "words", "wrong", "right"), FAULTS)
def test_a_fault_is_found_where_it_stands(code: str, words: str, wrong: str, right: str) -> None:
    """What is put there ends it, and changes no other letter."""
    text = body(words)
    found = found_in(text, code)
    line = read(text).lines[found[0].line].text
    assert [line[one.start : one.end] for one in found] == [wrong]
    if right:
        fix = found[0].fix
        assert fix is not None and fix.text == right
        assert not found_in(text.replace(line, mended(line, fix)), code)


RIGHT = [
    ("C30", "Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước (SIPAS)"),
    ("C30", "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI), Chỉ số CCHC (PAR INDEX), Chỉ số đánh giá chuyển đổi số (DTI)"),
    ("C30", "Chỉ số hiệu quả quản trị và hành chính công cấp xã (PAPI)"),
    ("C31", "cải cách thể chế, cải cách thủ tục hành chính và cải cách tài chính công"),
    ("F11", "Bộ phận Tiếp nhận và trả kết quả và Trung tâm; Giáo dục và Đào tạo và các trường"),
    ("F31", "trên Trang thông tin điện tử; các Sở, ngành; Cổng Dịch vụ công quốc gia"),
    ("W03", "giải quyết thủ tục cho người dân, ý kiến của người dân, doanh nghiệp"),
    ("W04", "toàn diện, hoàn thành, khoảng cách, quý I, quỹ đất, thủy lợi, xóa"),
    ("W16", "qua các phương tiện thông tin đại chúng, v.v... đến cán bộ"),
    ("W18", "Kế hoạch của UBND xã; Quyết định số 15/QĐ-UBND xã ban hành"),
]


@pytest.mark.parametrize(("code", "words"), RIGHT)
def test_what_is_right_is_left_alone(code: str, words: str) -> None:
    """Names of indices, lists of some contents, names with a small word of their own."""
    assert [one.message for one in found_in(body(words), code)] == []


LABELS = "\n\n".join(
    f"{letter}) Rà soát văn bản {letter}.\n\n- Bộ phận chủ trì: Văn phòng.\n\n- Thời gian: Quý {letter}."
    for letter in ("a", "b", "c", "d")
)


def test_a_label_with_other_words_is_told_once() -> None:
    """Only where it is the rare one of its family."""
    text = f"{HEAD}{LABELS}\n\nđ) Kiểm tra.\n\n- Cơ quan chủ trì: Văn phòng.\n\n- Thời gian: Quý IV./.{FOOT}"
    lines = read(text).lines
    assert [lines[one.line].text[one.start : one.end] for one in found_in(text, "W17")] == ["Cơ quan chủ trì"]
    assert not found_in(text.replace("Cơ quan chủ trì", "Bộ phận chủ trì"), "W17")


def test_posts_of_communes_by_the_day_of_the_paper() -> None:
    """Their names until 01/7/2025, when communes were given offices instead."""
    words = body("công chức Tài chính - ngân sách, công chức Văn hóa và Thông tin; công chức Tài chính - Kế toán xã")
    before = words.replace("2026", "2024")
    line = read(before).lines[found_in(before, "C32")[0].line].text
    assert [line[one.start : one.end] for one in found_in(before, "C32")] == [
        "Tài chính - ngân sách",
        "Văn hóa và Thông tin",
    ]
    assert not found_in(words, "C32")


def test_a_draft_has_its_number_and_day_left_open() -> None:
    """A hint for each, not an error: both are written when it is issued."""
    draft = body("Việc này").replace("Số: 12/KH-UBND", "Số: …/KH-UBND").replace("ngày 15 tháng 01", "ngày … tháng …")
    assert [one.severity for one in found_in(draft, "F48")] == ["hint", "hint"]
    assert not found_in(body("Việc này"), "F48")


def test_district_words_in_a_title_of_capitals() -> None:
    """A heading in capitals is read like any other."""
    words = (
        f"{HEAD}- Việc này./.{FOOT}\nĐỀ CƯƠNG\nBÁO CÁO CỦA UBND XÃ VÀ ỦY BAN NHÂN DÂN CÁC XÃ, THỊ TRẤN\n\n1. Kết quả"
    )
    assert any("CÁC XÃ, THỊ TRẤN" in one.message for one in found_in(words, "C21"))
