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
