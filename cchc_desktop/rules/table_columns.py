"""Which column of the frame a header names, and which a labelled line of the list form."""

import re
from enum import StrEnum

from cchc_desktop.text import clean, fold


class Column(StrEnum):
    """The columns of the frame: its number, then 1 to 8."""

    NUMBER = "number"
    OBJECTIVE = "objective"
    TASK = "task"
    ACTIVITY = "activity"
    PRODUCT = "product"
    LEAD = "lead"
    COORDINATION = "coordination"
    DEADLINE = "deadline"
    BUDGET = "budget"


_BODY = r"(?:(?:ten|cac|nhung)\s+)?(?:(?:co quan|don vi|bo phan|phong ban|ban nganh|cong chuc|can bo|to chuc|nganh|ca nhan)[\s,/]*)*"
_LEAD = (
    rf"{_BODY}(?:chu tri|phu trach|dau moi|thuc hien chinh)(?:[\s,/]+[\w\s,/]*)?"
    rf"|(?:co quan|don vi|bo phan|cong chuc|nguoi)[\s,/]*(?:[\w\s,]*\s)?(?:thuc hien|tham muu|phu trach|chiu trach nhiem)"
    rf"|phan cong(?: thuc hien)?"
)
_COORDINATION = rf"{_BODY}(?:phoi hop)(?:[\s,/]+[\w\s,/]*)?"
_PRODUCT = (
    r"(?:ket qua|san pham)(?:[\s,/;]+(?:va\s+)?(?:ket qua|san pham|thuc hien|du kien|dau ra|dat duoc|can dat|hoan thanh|cong viec|chu yeu|phai dat|can dat duoc|nhiem vu))*"
    r"|(?:du kien\s+)(?:ket qua|san pham)(?:[\s,/]+(?:ket qua|san pham|dat duoc))*"
    r"|dau ra|chi tieu dat duoc"
)
_DEADLINE = (
    r"(?:thoi gian|thoi han|thoi diem|tien do|han|moc thoi gian)"
    r"(?:[\s,/]+(?:va\s+)?(?:thuc hien|hoan thanh|trien khai|du kien|ban hanh|trinh|xong|tien do|thoi han|thoi gian|nhiem vu|bao cao|bat dau|ket thuc|cuoi|chot))*"
    r"|den ngay|ngay hoan thanh|ngay het han"
)
_BUDGET = (
    r"(?:du toan\s+|du kien\s+|nguon\s+|tong\s+)*(?:kinh phi|nguon luc|ngan sach)"
    r"(?:[\s,/]+(?:thuc hien|du kien|bao dam|dam bao|trieu dong|dong|nghin dong|va nguon|nguon|kinh phi))*"
)
_TASK = (
    r"(?:ten\s+)?(?:nhiem vu|noi dung|cong viec|dau viec|du an)"
    r"(?:[\s,/;]+(?:va\s+)?(?:nhiem vu|noi dung|cong viec|giai phap|thuc hien|cu the|trien khai|trong tam|chu yeu|chinh|du an|chi tiet|can thuc hien|hoat dong))*"
)
_OBJECTIVE = r"(?:muc tieu|chi tieu)(?:[\s,/;]+(?:va\s+)?(?:muc tieu|chi tieu|noi dung|nhiem vu|cu the|chung|linh vuc|yeu cau))*|linh vuc|nhom nhiem vu"
_ACTIVITY = r"(?:cac\s+)?hoat dong(?:[\s,/]+(?:cu the|chinh|chu yeu|trien khai|thuc hien|giai phap))*|giai phap(?: thuc hien)?|cach thuc thuc hien|bien phap(?: thuc hien)?"

_PATTERNS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"tt|stt|so tt|so thu tu|thu tu|ma so|ma"),
        (Column.DEADLINE, _DEADLINE),
        (Column.BUDGET, _BUDGET),
        (Column.PRODUCT, _PRODUCT),
        (Column.COORDINATION, _COORDINATION),
        (Column.LEAD, _LEAD),
        (Column.OBJECTIVE, _OBJECTIVE),
        (Column.TASK, _TASK),
        (Column.ACTIVITY, _ACTIVITY),
    )
)
_LEADING_NUMBER = re.compile(r"^[\s(*]*(?:\d{1,2}|[ivx]{1,4})\s*[-–—.):]+\s*")
_NOTE = re.compile(r"\s*\([^()]*\)")
_LABELLED = re.compile(r"^[\s\-–—+*•·●○▪‒−_]*(?:[a-z]\)\s*)?([^:：\n]{2,90}?)\s*\*{0,2}\s*[:：]\s*(.*)$", re.DOTALL)
_LABEL_COLUMNS = frozenset(Column) - {Column.NUMBER}


def _folded(text: str) -> str:
    return " ".join(fold(clean(text)).replace("*", " ").split())


def column_of(header_text: str) -> Column | None:
    """The column that a header cell names ("4- Kết quả, sản phẩm"), None when it is none of the frame's."""
    words = _LEADING_NUMBER.sub("", _folded(header_text)).strip(" .:;-–")
    bare = _NOTE.sub("", words).strip(" .:;-–")
    for column, pattern in _PATTERNS:
        if pattern.fullmatch(words) or pattern.fullmatch(bare):
            return column
    return None


def label_of(text: str) -> tuple[Column, str] | None:
    """The column and value of a labelled line ("- Sản phẩm: Báo cáo."), None when it has no known label.

    The value keeps its own line breaks; it is "" where the line ends after the colon.
    """
    match = _LABELLED.match(clean(text))
    if match is None:
        return None
    column = column_of(match[1])
    if column is None or column not in _LABEL_COLUMNS:
        return None
    return column, match[2].strip().removeprefix("**").strip()
