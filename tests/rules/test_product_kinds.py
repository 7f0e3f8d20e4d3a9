"""The kind of paper that a product names, and what it is about."""

import pytest

from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.product_kinds import kind_of_product, subject_of_product


@pytest.mark.parametrize(
    ("product", "kind", "subject"),
    [
        ("Kế hoạch tuyên truyền", PaperKind.PLAN, "Tuyên truyền"),
        ("- Quyết định kiện toàn Ban Chỉ đạo;", PaperKind.DECISION, "Kiện toàn Ban Chỉ đạo"),
        ("04 báo cáo kèm phụ lục số liệu", PaperKind.REPORT, "Kèm phụ lục số liệu"),
        ("Dự thảo Kế hoạch năm 2027", PaperKind.PLAN, "Năm 2027"),
        ("Các quyết định công bố", PaperKind.DECISION, "Công bố"),
        ("Tờ trình", PaperKind.SUBMISSION, ""),
        ("Văn bản đôn đốc các đơn vị", PaperKind.LETTER, "Đôn đốc các đơn vị"),
        ("Biên bản kiểm tra", PaperKind.MINUTES, "Kiểm tra"),
        ("Bảng phân công", None, "Bảng phân công"),
        ("Báo cáođiện tử", None, "Báo cáođiện tử"),
        ("", None, ""),
    ],
)
def test_kind_and_subject(product: str, kind: PaperKind | None, subject: str) -> None:
    assert kind_of_product(product) is kind
    assert subject_of_product(product) == subject
