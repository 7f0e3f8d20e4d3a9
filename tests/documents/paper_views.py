"""A short made-up paper of any kind, as the rows that composers are handed."""

from datetime import date

from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.documents_nd30 import symbol
from cchc_desktop.rules.paper_kinds import PaperKind

BODY = "Các phòng, đơn vị gửi kế hoạch trước ngày 15 tháng 01 năm 2026."
LIST = "Họ và tên | Chức vụ\nTrần Thị Hòa | Phó Chủ tịch\nLê Minh Đức | **Chánh** Văn phòng"

_STEP = "Phối hợp rà soát, công khai kết quả giải quyết và giải trình trước Nhân dân theo quy định; "
TABLES = "\n".join(
    (
        "Một số chỉ tiêu chủ yếu của năm 2026 như sau:",
        "|| TT | Chỉ tiêu | Đơn vị tính | Năm 2025 | Năm 2026 |",
        "| 1 | Hồ sơ giải quyết **đúng hạn** | % | 97,5 | 98 |",
        "| 2 | Hồ sơ tiếp nhận\\ntrực tuyến \\| trực tiếp | hồ sơ | 1.250 | 12.400 |",
        "| 3 | Kinh phí |  | - | 350.000.000 |",
        "Phân công thực hiện:",
        "|| Đơn vị | Nội dung | Thời hạn |",
        "| Văn phòng HĐND và UBND | " + _STEP + " | 30/6/2026 |",
        "| Phòng Văn hóa - Xã hội | " + _STEP * 40 + " | 31/12/2026 |",
        "|| Chỉ có tiêu đề |",
        "Các đơn vị tổ chức thực hiện nghiêm túc kế hoạch này.",
    )
)


def paper_view(kind: PaperKind, **fields: object) -> YearPaperView:
    """A short paper of a kind, number 7 of 05/02/2026."""
    values: dict[str, object] = {
        "guid": "paper",
        "revision": 1,
        "year": 2026,
        "kind": str(kind),
        "subject": "Gửi kế hoạch cải cách hành chính",
        "number": "7",
        "symbol": symbol(kind, "UBND", "VHXH"),
        "issued_on": date(2026, 2, 5),
        "recipients": ("Như trên", "Lưu: VT, VHXH"),
        "signer_name": "Nguyễn Văn An",
    }
    paper = PaperRow(**{**values, **fields})  # type: ignore[arg-type]
    plan = YearPaperRow("plan", 1, 2026, "other", paper.subject, "draft", "list", "paper", None, 0)
    return YearPaperView(plan, paper, None, (SectionRow("s1", 1, None, 1, "1", "", BODY),), (), ())
