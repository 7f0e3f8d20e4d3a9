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


_BODY_WORDS = "co quan|don vi|bo phan|phong ban|ban nganh|cong chuc|can bo|to chuc|nganh|ca nhan"
_BODY = rf"(?:(?:ten|cac|nhung)\s+)?(?:(?:{_BODY_WORDS})[\s,/]*)*"
_REST = r"(?:[\s,/]+[\w\s,/]*)?"


def _phrase(heads: str, tails: str) -> str:
    """One of the heads, then any of the tails with commas, strokes or "và" between."""
    return rf"(?:{heads})(?:[\s,/;]+(?:va\s+)?(?:{tails}))*"


_LEAD = (
    rf"{_BODY}(?:chu tri|phu trach|dau moi){_REST}"
    r"|(?:co quan|don vi|bo phan|cong chuc)[\s,/]*(?:[\w\s,]*\s)?(?:thuc hien|tham muu|chiu trach nhiem)"
    r"|phan cong(?: thuc hien)?"
)
_COORDINATION = rf"{_BODY}phoi hop{_REST}"
_RESULTS = "ket qua|san pham|dau ra"
_PRODUCT = (
    _phrase(
        rf"(?:du kien\s+)?(?:{_RESULTS})",
        rf"{_RESULTS}|thuc hien|du kien|dat duoc|can dat duoc|can dat|phai dat|hoan thanh|cong viec|chu yeu|nhiem vu",
    )
    + "|chi tieu dat duoc"
)
_TIMES = "moc thoi gian|thoi gian|thoi han|thoi diem|tien do"
_DEADLINE = (
    _phrase(
        rf"{_TIMES}|han",
        rf"{_TIMES}|thuc hien|hoan thanh|trien khai|du kien|ban hanh|trinh|xong|nhiem vu|bao cao|bat dau|ket thuc|"
        "cuoi|chot",
    )
    + "|den ngay|ngay hoan thanh|ngay het han"
)
_BUDGET = r"(?:(?:du toan|du kien|nguon|tong)\s+)*" + _phrase(
    "kinh phi|nguon luc|ngan sach", "thuc hien|du kien|bao dam|dam bao|trieu dong|nghin dong|dong|nguon|kinh phi"
)
_WORKS = "nhiem vu|noi dung|cong viec|dau viec|du an"
_TASK = r"(?:ten\s+)?" + _phrase(
    _WORKS, rf"{_WORKS}|giai phap|thuc hien|cu the|trien khai|trong tam|chu yeu|chinh|chi tiet|can thuc hien|hoat dong"
)
_OBJECTIVE = (
    _phrase("muc tieu|chi tieu", "muc tieu|chi tieu|noi dung|nhiem vu|cu the|chung|linh vuc|yeu cau")
    + "|linh vuc|nhom nhiem vu"
)
_ACTIVITY = (
    _phrase(r"(?:cac\s+)?hoat dong", "cu the|chinh|chu yeu|trien khai|thuc hien|giai phap")
    + "|(?:giai phap|bien phap)(?: thuc hien)?|cach thuc thuc hien"
)

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
_COLON = re.compile("[:：]")
# What stands before a label: bullets, emphasis, blanks, then perhaps "a)".
_BEFORE_LABEL = " \t\u00a0-–—+*•·●○▪‒−_"
_LETTER = re.compile(r"^[a-zđ]\)\s*")
# A longer cell is text, not a header.
_LONGEST = 200
_LABEL_COLUMNS = frozenset(Column) - {Column.NUMBER}


def _folded(text: str) -> str:
    return " ".join(fold(clean(text)).replace("*", " ").split())


def column_of(header_text: str) -> Column | None:
    """The column that a header cell names ("4- Kết quả, sản phẩm"), None when it is none of the frame's."""
    if len(header_text) > _LONGEST:
        return None
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
    text = clean(text).strip()
    match = _COLON.search(text, 0, _LONGEST)
    if match is None:
        return None
    column = column_of(_LETTER.sub("", text[: match.start()].strip(_BEFORE_LABEL)))
    if column is None or column not in _LABEL_COLUMNS:
        return None
    return column, text[match.end() :].strip().removeprefix("**").strip()
