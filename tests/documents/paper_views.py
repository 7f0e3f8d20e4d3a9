"""A short made-up paper of any kind, as the rows that composers are handed."""

from datetime import date

from cchc_desktop.models.rows import PaperRow, PlanRow, PlanView, SectionRow
from cchc_desktop.rules.documents_nd30 import PaperKind, symbol

BODY = "Các phòng, đơn vị gửi kế hoạch trước ngày 15 tháng 01 năm 2026."
LIST = "Họ và tên | Chức vụ\nTrần Thị Hòa | Phó Chủ tịch\nLê Minh Đức | **Chánh** Văn phòng"


def paper_view(kind: PaperKind, **fields: object) -> PlanView:
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
    plan = PlanRow("plan", 1, 2026, "other", paper.subject, "draft", "list", "paper", None, 0)
    return PlanView(plan, paper, None, (SectionRow("s1", 1, None, 1, "1", "", BODY),), (), ())
