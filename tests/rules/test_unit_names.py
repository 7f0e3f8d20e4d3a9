"""Names of units: what is one name, and where a name ends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.unit_names import names_units, similar, split_units, unit_key
from cchc_desktop.text import clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công chức Văn phòng - Thống kê xã", "Văn phòng – Thống kê"),
        ("Bộ phận Văn phòng – Thống kê", "công chức Văn Phòng-Thống kê xã"),
        ("Văn phòng thống kê xã", "Văn phòng - Thống kê"),
        ("Công chức Văn hoá - Xã hội xã", "Công chức Văn hóa – Xã hội"),
        ("Văn phòng HĐND và UBND phường", "Văn phòng HĐND & UBND"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND và UBND"),
        ("Công chức Tư pháp - Hộ tịch cấp xã", "Tư pháp – Hộ tịch"),
        ("Phòng Nội vụ", unicodedata.normalize("NFD", "phòng nội vụ")),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tư pháp - Hộ tịch", "Hộ tịch - Tư pháp"),
        ("Công chức UBND xã", "UBND xã"),
        ("Công chức chuyên môn", "Bộ phận chuyên môn"),
        ("UBND các xã, thị trấn", "UBND các xã"),
        ("Ban Chỉ huy cấp tỉnh, cấp xã", "Ban Chỉ huy cấp tỉnh"),
        ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Công an", "Công án"),
        ("Phường 1", "Phường 2"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


def test_names_that_may_be_the_same_are_offered() -> None:
    assert similar("Tư pháp - Hộ tịch", "Hộ tịch - Tư pháp")
    assert similar("Phong Nội vụ", "Phòng Nội vụ")
    assert similar("TP-HT", "Công chức Tư pháp - Hộ tịch")
    assert similar("VHXH", "Văn hóa - Xã hội")
    assert not similar("Phòng Nội vụ", "Sở Nội vụ tỉnh")
    assert not similar("Tài chính - Kế toán", "Tài chính - Ngân sách")
    assert not similar("", "Phòng Nội vụ")


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Công chức Tư pháp - Hộ tịch", ["Công chức Tư pháp - Hộ tịch"]),
        ("Công chức Văn phòng - Thống kê xã..", ["Công chức Văn phòng - Thống kê xã"]),
        (
            "Công chức Tư pháp – Hộ tịch, Công chức Văn hóa – Xã hội xã",
            ["Công chức Tư pháp – Hộ tịch", "Công chức Văn hóa – Xã hội xã"],
        ),
        ("A; B; và C", ["A", "B", "C"]),
        (
            "Ban Pháp chế, HĐND xã; Văn phòng – Thống kê xã; và ban, ngành có liên quan",
            ["Ban Pháp chế, HĐND xã", "Văn phòng – Thống kê xã", "ban, ngành có liên quan"],
        ),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"]),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Công an và BCH Quân sự xã", ["Công an", "BCH Quân sự xã"]),
        ("Phòng Kinh tế và Phòng Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        ("Công chức Văn hóa và Thông tin", ["Công chức Văn hóa và Thông tin"]),
        ("Các ban, ngành, công chức có liên quan", ["Các ban, ngành, công chức có liên quan"]),
        ("Các Sở, ngành, đơn vị, UBND cấp xã", ["Các Sở, ngành, đơn vị", "UBND cấp xã"]),
        ("- Văn phòng\n+ Công an xã.", ["Văn phòng", "Công an xã"]),
        ("Công an xã; Công an xã", ["Công an xã"]),
        ("Trung tâm VHTT – TD&TT huyện", ["Trung tâm VHTT – TD&TT huyện"]),
        ("", []),
        (" ; ,\n- ", []),
    ],
)
def test_cells(cell: str, units: list[str]) -> None:
    assert list(split_units(cell)) == units


def test_a_sentence_stays_whole() -> None:
    sentence = (
        "Văn phòng - Thống kê xã phối hợp với Bộ phận Một cửa; tổ chức, cá nhân nộp hồ sơ theo dõi kết quả, Công an xã"
    )
    assert split_units(sentence) == (sentence,)


@given(st.text(st.sampled_from("AaÁ,;-– \nvàUBND"), max_size=40) | st.text(max_size=40))
def test_units_are_pieces_of_the_cell(cell: str) -> None:
    cleaned = clean(cell)
    units = split_units(cell)
    assert all(unit.strip() and unit in cleaned for unit in units)
    for unit in units:
        unit_key(unit)


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_has_no_direction(one: str, other: str) -> None:
    assert similar(one, other) == similar(other, one)


BODIES = (
    "công chức", "cán bộ", "bộ phận", "bộ", "cục", "vụ", "viện", "tổng cục", "liên đoàn", "hiệp hội", "văn phòng",
    "phòng", "sở", "ban", "công an", "trạm", "trung tâm", "đảng ủy", "đảng uỷ", "hội", "đoàn", "trường", "chi cục",
    "ủy ban MTTQ", "UBMTTQ", "BCH", "chi bộ", "quân sự", "thanh tra", "kho bạc", "bưu điện", "tổ",
)  # fmt: skip
POSTS = (
    "UBND xã", "HĐND xã", "Ủy ban nhân dân xã", "Uỷ ban nhân dân xã", "Hội đồng nhân dân xã", "Chủ tịch UBND xã",
    "Thường trực HĐND", "Lãnh đạo UBND", "Các đoàn thể", "Tư pháp - Hộ tịch", "Tài chính - Kế toán",
    "Địa chính - Xây dựng", "Văn hóa - Xã hội", "Văn hoá - Thông tin", "Thống kê", "Truyền thanh", "Kế toán",
    "Mặt trận Tổ quốc", "MTTQ xã",
)  # fmt: skip
OTHERS = (
    "bộ", "sở", "ban", "ngành", "phòng", "đơn vị", "cơ quan", "bộ phận", "công chức", "cán bộ", "tổ chức", "đoàn thể",
    "hội", "địa phương", "huyện", "xã", "phường", "thị trấn", "chi bộ", "đảng bộ", "thôn", "ấp", "bản", "tổ dân phố",
    "khu phố", "khóm", "trường", "doanh nghiệp", "UBND",
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_a_name_of_a_body_begins_behind_a_comma_and_behind_and(body: str) -> None:
    name = f"{body[:1].upper()}{body[1:]} An Bình"
    for between in (", ", " và "):
        assert split_units(f"Phòng Kinh tế{between}{name}") == ("Phòng Kinh tế", name)
    assert names_units(name) and names_units(f"{body.upper()} AN BÌNH")


@pytest.mark.parametrize(
    "post",
    POSTS,
)
def test_posts_and_committees_begin_behind_a_comma(post: str) -> None:
    assert split_units(f"Công an, {post}") == ("Công an", post)


@pytest.mark.parametrize("all_of", ["các", "những", "mọi", "mỗi", "toàn thể", "toàn bộ", "tất cả các", "tất cả"])
@pytest.mark.parametrize(
    "others",
    OTHERS,
)
def test_the_others_together_are_one_unit(all_of: str, others: str) -> None:
    assert split_units(f"Phòng Kinh tế, {all_of} {others}") == ("Phòng Kinh tế", f"{all_of} {others}")


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Văn phòng Ủy ban nhân dân tỉnh", True),
        ("Các sở, ban, ngành:", True),
        ("Thủ trưởng các cơ quan, đơn vị", True),
        ("Trưởng các phòng", True),
        ("Giám đốc Sở Nội vụ", True),
        ("Chánh Văn phòng", True),
        ("Bí thư Đảng ủy xã", True),
        ("Hiệu trưởng các trường", True),
        ("Ủy ban nhân dân cấp xã", True),
        ("Phòng chuyên môn", True),
        ("CÁC SỞ, NGÀNH", True),
        ("Ban hành kế hoạch", False),
        ("BAN HÀNH KẾ HOẠCH", False),
        ("Tổ chức thực hiện", False),
        ("TỔ CHỨC ĐẢNG, ĐOÀN THỂ", True),
        ("Bộ máy hành chính", False),
        ("BỘ CHỈ SỐ CẢI CÁCH", False),
        ("Hội nghị Tổng kết", False),
        ("SỞ HỮU TRÍ TUỆ", False),
        ("PHÒNG, CHỐNG THAM NHŨNG", False),
        ("ĐOÀN KẾT TOÀN DÂN", False),
        ("TRƯỜNG HỢP KHÁC", False),
        ("CÁC NHIỆM VỤ TRỌNG TÂM", False),
        ("Phòng Kinh tế chủ trì", False),
        ("Phòng Kinh tế.", False),
        ("Phòng Kinh tế " + "và Hạ tầng " * 9, False),
        ("Cải cách thể chế", False),
        ("", False),
    ],
)
def test_headings_that_are_names_alone(heading: str, named: bool) -> None:
    assert names_units(heading) is named
