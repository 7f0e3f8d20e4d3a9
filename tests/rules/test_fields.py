"""Reform fields by the headings of real plans and reports."""

import pytest

from cchc_desktop.rules.fields import FIELDS, field_name, field_of


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC", "management"),
        ("Công tác chỉ đạo, điều chỉnh hành chính (CCHC)", "management"),
        ("Về kiểm tra cải cách hành chính", "management"),
        ("Cải cách thể chế", "institution"),
        ("cai cach the che", "institution"),
        ("Cải cách thủ tục hành chính (TTHC)", "procedures"),
        ("Cải cách tổ chức bộ máy hành chính nhà nước", "organisation"),
        ("Cải cách chế độ công vụ", "civil_service"),
        ("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức", "civil_service"),
        ("Cải cách tài chính công", "public_finance"),
        ("Xây dựng và phát triển chính quyền điện tử hướng đến chính quyền số", "digital"),
        ("Hiện đại hoá hành chính", "digital"),
        ("Ứng dụng CNTT trong hoạt động của cơ quan", "digital"),
        ("Nâng Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "pci"),
        ("Tác động của CCHC đến người dân", "impact"),
        ("MỤC ĐÍCH, YÊU CẦU", None),
        ("Tổ chức thực hiện", None),
        ("Kết quả thực hiện công tác cải cách hành chính", None),
        ("", None),
    ],
)
def test_headings(title: str, code: str | None) -> None:
    assert field_of(title) == code


def test_every_field_is_found_by_its_own_name() -> None:
    assert [field_of(field.name) for field in FIELDS] == [field.code for field in FIELDS]
    assert field_name("digital").startswith("Xây dựng")
    assert field_name("no such field") == ""


WORDINGS = {
    "management": (
        "Chỉ đạo, điều hành; Chỉ đạo chung; Quản lý, điều hành nội bộ; Công tác tuyên truyền; Chỉ đạo, điều chỉnh; "
        "Kiểm tra cải cách hành chính; Kế hoạch cải cách hành chính"
    ),
    "institution": "Về thể chế; Ban hành văn bản quy phạm pháp luật; Rà soát VBQPPL; Hệ thống QPPL; Công tác pháp chế",
    "procedures": "Thủ tục hành chính; Công bố TTHC; Cơ chế một cửa; Kiểm soát thủ tục",
    "organisation": "Tổ chức bộ máy; Kiện toàn bộ máy hành chính; Sắp xếp bộ máy; Tổ chức hành chính",
    "civil_service": (
        "Chế độ công vụ; Nền công vụ; Đội ngũ cán bộ; Nâng chất lượng đội ngũ; Đào tạo cán bộ, công chức"
    ),
    "public_finance": (
        "Tài chính công; Quản lý tài chính; Tài chính, ngân sách; Tài chính - ngân sách; Công tác tài chính"
    ),
    "digital": (
        "Chính quyền điện tử; Chính phủ điện tử; Chính quyền số; Chính phủ số; Chuyển đổi số; Hiện đại hóa hành chính; "
        "Hiện đại hóa nền hành chính; Hiện đại hóa; Ứng dụng công nghệ thông tin; Hạ tầng công nghệ thông tin; CNTT"
    ),
    "pci": "Năng lực cạnh tranh; Chỉ số PCI; Chỉ số DDCI",
    "impact": (
        "Tác động của cải cách hành chính; Tác động của CCHC; Tác động đến người dân; Tác động đến kinh tế; "
        "Tác động đến sự phát triển; Tác động; Mức độ hài lòng; Chỉ số SIPAS"
    ),
}


@pytest.mark.parametrize(
    ("title", "code"), [(title, code) for code, said in WORDINGS.items() for title in said.split("; ")]
)
def test_every_wording_names_its_field(title: str, code: str) -> None:
    assert field_of(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Tuyên truyền cải cách thủ tục hành chính", "procedures"),  # the longer wording decides
        ("Kế hoạch cải cách hành chính và PCI", "management"),
        ("Thông tin, tuyên truyền và TTHC", "management"),
        ("Bộ máyy", None),
        ("Chỉ đạo điều hành tài chính", "management"),
        ("Quản lý, điều hành tài chính", "management"),
        ("Chỉ đạo, điều chỉnh tài chính", "management"),
        *((f"Tuyên truyền về {words}", "organisation") for words in ("tổ chức bộ máy", "bộ máy hành chính")),
        *((f"Tuyên truyền, {words}", "civil_service") for words in ("chế độ công vụ", "đội ngũ cán bộ")),
        *((f"Tuyên truyền, {words}", "civil_service") for words in ("chất lượng đội ngũ", "cán bộ, công chức")),
        *(
            (f"Tuyên truyền, {words}", "public_finance")
            for words in ("tài chính công", "quản lý tài chính", "tài chính, ngân sách")
        ),
        ("Cán bộ, công chức với ứng dụng công nghệ thông tin", "digital"),
        ("Chuyển đổi số tài chính", "digital"),
        ("Hiện đại hóa hành chính và công nghệ thông tin", "digital"),
        ("Hiện đại hóa nền hành chính và thủ tục hành chính", "digital"),
        ("Hiện đại hóa hành chính và thủ tục hành chính", "digital"),
        *((f"Tài chính với {words}", "impact") for words in ("tác động của CCHC", "tác động đến người dân")),
        *((f"Tài chính với {words}", "impact") for words in ("tác động đến kinh tế", "mức độ hài lòng")),
        ("Cải cách thể chế có tác động đến sự phát triển", "impact"),
        ("Cải cách chế độ công vụ có tác động của cải cách hành chính", "impact"),
        ("Kiểm tra cải cách hành chính, thủ tục hành chính", "management"),
    ],
)
def test_the_longest_wording_decides(title: str, code: str | None) -> None:
    assert field_of(title) == code


def test_names_of_the_fields() -> None:
    assert [(field.code, field.name) for field in FIELDS] == [
        ("management", "Công tác chỉ đạo, điều hành"),
        ("institution", "Cải cách thể chế"),
        ("procedures", "Cải cách thủ tục hành chính"),
        ("organisation", "Cải cách tổ chức bộ máy hành chính nhà nước"),
        ("civil_service", "Cải cách chế độ công vụ"),
        ("public_finance", "Cải cách tài chính công"),
        ("digital", "Xây dựng và phát triển chính quyền điện tử, chính quyền số"),
        ("pci", "Nâng cao chỉ số năng lực cạnh tranh"),
        ("impact", "Tác động của cải cách hành chính"),
    ]
