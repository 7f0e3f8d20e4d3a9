"""The office's name in its printed forms; the units of both structures of government."""

import pytest

from cchc_desktop.rules import fields, organisation
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.unit_names import unit_key


@pytest.mark.parametrize(
    ("office", "letterhead", "full", "area", "place", "symbol"),
    [
        (
            "UBND xã Bình Minh",
            ("ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH"),
            "Ủy ban nhân dân xã Bình Minh",
            "xã Bình Minh",
            "Bình Minh",
            "UBND",
        ),
        (
            "Uỷ ban nhân dân phường 1",
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG 1"),
            "Ủy ban nhân dân phường 1",
            "phường 1",
            "Phường 1",
            "UBND",
        ),
        ("HĐND  xã Bình Minh", ("HỘI ĐỒNG NHÂN DÂN", "XÃ BÌNH MINH"), *(
            "Hội đồng nhân dân xã Bình Minh", "xã Bình Minh", "Bình Minh", "HĐND"
        )),
        ("UBND thị trấn Phú Lâm", ("ỦY BAN NHÂN DÂN", "THỊ TRẤN PHÚ LÂM"), *(
            "Ủy ban nhân dân thị trấn Phú Lâm", "thị trấn Phú Lâm", "Phú Lâm", "UBND"
        )),
        ("UBND đặc khu Bình Hải", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU BÌNH HẢI"), *(
            "Ủy ban nhân dân đặc khu Bình Hải", "đặc khu Bình Hải", "Bình Hải", "UBND"
        )),
    ],
)  # fmt: skip
def test_office_names(office: str, letterhead: tuple[str, ...], full: str, area: str, place: str, symbol: str) -> None:
    assert organisation.letterhead_lines(office) == letterhead
    assert organisation.full_name(office) == full
    assert organisation.area_name(office) == area
    assert organisation.place_of(office) == place
    assert organisation.body_symbol(office) == symbol


def test_other_offices() -> None:
    assert organisation.letterhead_lines("Sở Nội vụ tỉnh An Bình") == ("SỞ NỘI VỤ TỈNH AN BÌNH",)
    assert organisation.body_symbol("Sở Nội vụ tỉnh An Bình") == "SNV"
    assert organisation.body_symbol("") == ""
    assert organisation.place_of("") == ""
    assert organisation.place_of("Sở Nội vụ tỉnh An Bình") == "An Bình"
    assert organisation.place_of("Sở Nội vụ thành phố An Giang") == "An Giang"


@pytest.mark.parametrize(
    "kind", ["xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh"]
)
def test_an_office_of_every_kind_of_area(kind: str) -> None:
    office = f"UBND {kind} Bình Minh"
    assert organisation.letterhead_lines(office) == ("ỦY BAN NHÂN DÂN", f"{kind} Bình Minh".upper())
    assert organisation.area_name(office) == f"{kind} Bình Minh"
    assert organisation.place_of(office) == "Bình Minh"


def test_the_superior_is_shortened() -> None:
    assert organisation.superior_line("Ủy ban nhân dân tỉnh An Bình") == "UBND TỈNH AN BÌNH"
    assert organisation.superior_line("UBND huyện Phú Lâm") == "UBND HUYỆN PHÚ LÂM"


@pytest.mark.parametrize("tier", list(Tier))
def test_units_lead_each_field_once(tier: Tier) -> None:
    units = organisation.default_units(tier)
    assert len({unit_key(unit.name) for unit in units}) == len(units)
    assert len({unit.short_code for unit in units}) == len(units)
    led = [code for unit in units for code in unit.fields]
    assert sorted(led) == sorted(field.code for field in fields.FIELDS)


def test_receivers() -> None:
    assert organisation.default_receivers(Tier.TWO, "UBND tỉnh An Bình") == ("UBND tỉnh An Bình", "Sở Nội vụ")
    assert organisation.default_receivers(Tier.THREE, "UBND huyện Phú Lâm")[1] == "Phòng Nội vụ"


@pytest.mark.parametrize(
    ("office", "title", "decides"),
    [
        ("UBND xã Bình Minh", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN XÃ BÌNH MINH"),
        ("HĐND xã Bình Minh", "CHỦ TỊCH", "HỘI ĐỒNG NHÂN DÂN XÃ BÌNH MINH"),
        ("Sở Nội vụ", "GIÁM ĐỐC", "GIÁM ĐỐC SỞ NỘI VỤ"),
        ("Phòng Kinh tế", "TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG KINH TẾ"),
        ("Văn phòng HĐND và UBND", "CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG HĐND VÀ UBND"),
        ("Ban Quản lý dự án", "TRƯỞNG BAN", "TRƯỞNG BAN QUẢN LÝ DỰ ÁN"),
        ("Thanh tra tỉnh", "THỦ TRƯỞNG", "THỦ TRƯỞNG THANH TRA TỈNH"),
    ],
)
def test_who_decides_and_signs_for_an_office(office: str, title: str, decides: str) -> None:
    assert organisation.head_title(office) == title
    assert organisation.decider(office) == decides


@pytest.mark.parametrize(
    ("authority", "body"),
    [
        ("", ""),
        ("ỦY BAN NHÂN DÂN XÃ BÌNH MINH", ""),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH", ""),
        ("Hội đồng nhân dân xã Bình Minh", ""),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ BÌNH MINH", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ BÌNH MINH"),
        ("Trưởng Ban Chỉ đạo cải cách hành chính", "Ban Chỉ đạo cải cách hành chính"),
        ("TRƯỞNG PHÒNG KINH TẾ", "PHÒNG KINH TẾ"),
    ],
)
def test_another_body_may_issue_a_paper(authority: str, body: str) -> None:
    assert organisation.issuing_body(authority, "UBND xã Bình Minh") == body


def test_a_department_that_decides_by_its_head_is_itself() -> None:
    assert organisation.issuing_body("GIÁM ĐỐC SỞ NỘI VỤ", "Sở Nội vụ tỉnh An Bình") == ""


def test_units_of_both_structures_with_what_they_lead() -> None:
    def told(tier: Tier) -> list[str]:
        return [f"{unit.name}|{unit.short_code}|{' '.join(unit.fields)}" for unit in organisation.default_units(tier)]

    assert told(Tier.TWO) == [
        "Văn phòng HĐND và UBND|VP|institution",
        "Phòng Kinh tế|KT|public_finance pci",
        "Phòng Văn hóa - Xã hội|VHXH|management organisation civil_service digital impact",
        "Trung tâm Phục vụ hành chính công|TTPVHCC|procedures",
        "Ban Chỉ huy Quân sự|QS|",
        "Công an|CA|",
        "Trạm Y tế|TYT|",
    ]
    assert told(Tier.THREE) == [
        "Công chức Văn phòng - Thống kê|VP|management procedures organisation civil_service digital pci impact",
        "Công chức Tư pháp - Hộ tịch|TP|institution",
        "Công chức Tài chính - Kế toán|TCKT|public_finance",
        "Công chức Địa chính - Xây dựng|ĐCXD|",
        "Công chức Văn hóa - Xã hội|VHXH|",
        "Ban Chỉ huy Quân sự|QS|",
        "Công an|CA|",
        "Bộ phận Tiếp nhận và Trả kết quả|MC|",
    ]


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("Trung tâm Phục vụ hành chính công", "GIÁM ĐỐC"),
        ("Chi cục Thuế khu vực 1", "CHI CỤC TRƯỞNG"),
        ("Hội đồng Thi đua - Khen thưởng", "CHỦ TỊCH"),
        ("Tổ công tác Đề án 06", "TỔ TRƯỞNG"),
        ("Đoàn kiểm tra công vụ", "TRƯỞNG ĐOÀN"),
        ("Trạm Y tế", "TRƯỞNG TRẠM"),
    ],
)
def test_the_head_of_each_kind_of_body(office: str, title: str) -> None:
    assert organisation.head_title(office) == title


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("UBND xã Bình Minh", True),
        ("Hội đồng Thi đua - Khen thưởng", True),
        ("Ban Chỉ đạo CCHC", True),
        ("BAN TỔ CHỨC lễ hội", True),
        ("Ban Vận động hiến máu", True),
        ("Tổ công tác Đề án 06", True),
        ("Đoàn kiểm tra công vụ", True),
        ("Ban Quản lý dự án", False),
        ("Phòng Kinh tế", False),
    ],
)
def test_who_decides_as_a_body(body: str, together: bool) -> None:
    assert organisation.signs_together(body) is together


@pytest.mark.parametrize(
    ("authority", "body"),
    [
        ("Chủ tịch Hội đồng Thi đua", "Hội đồng Thi đua"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        ("Giám đốc  Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công"),
        ("Trưởng Tổ công tác", "Tổ công tác"),
        ("Chánh Văn phòng Sở", "Văn phòng Sở"),
        ("Chi cục Thuế", "Chi cục Thuế"),
        ("Ông Nguyễn Văn A", ""),
    ],
)
def test_bodies_that_decide_by_their_heads(authority: str, body: str) -> None:
    assert organisation.issuing_body(authority, "UBND xã Bình Minh") == body


def test_the_other_forms_of_a_name() -> None:
    assert organisation.body_name("UBND xã Bình Minh") == "Ủy ban nhân dân"
    assert organisation.body_name("HĐND xã Bình Minh") == "Hội đồng nhân dân"
    assert organisation.body_name("Sở  Nội vụ") == "Sở Nội vụ"
    assert organisation.other_body("Ban  Chỉ đạo CCHC", "UBND xã Bình Minh") == "Ban Chỉ đạo CCHC"
    assert organisation.other_body("sở nội vụ", "Sở Nội vụ") == ""
    assert organisation.other_body("HĐND xã Bình Minh", "UBND xã Bình Minh") == ""
    assert organisation.body_symbol("Phòng Văn hóa và Xã hội phường Tân An") == "PVHXH"
    for area in ("xã", "phường", "huyện", "tỉnh", "thị xã", "thành phố"):
        assert organisation.body_symbol(f"Phòng Tư pháp {area} Bình Minh") == "PTP"
