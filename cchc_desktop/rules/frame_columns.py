"""The columns of the task frame, each told once: whoever reads, shows, keeps, compares or prints them asks here.

A further column is a member of `Column` and an entry of `FRAME_COLUMNS`; an optional one is kept in the column of the
same name of the table `task`, and a plan says which of them it has (`Plan.further_columns`).
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from cchc_desktop.i18n import _, pgettext


class Column(StrEnum):
    """The columns of the frame: its number, then 1 to 8 (mẫu 2.1), then those that a plan may have besides."""

    NUMBER = "number"
    OBJECTIVE = "objective"
    TASK = "task"
    ACTIVITY = "activity"
    PRODUCT = "product"
    LEAD = "lead"
    COORDINATION = "coordination"
    DEADLINE = "deadline"
    BUDGET = "budget"
    NOTE = "note"


class FrameColumn(NamedTuple):
    """What is known of one column. Texts are functions where they are messages of the window."""

    column: Column
    heading: str  # as printed over it
    header: Callable[[], str]  # over it in the grid; a line break where it has two lines
    name: Callable[[], str]  # in lists of columns and in messages
    pattern: str  # folded wordings of the header in other offices' tables
    kept: tuple[str, ...]  # "table.column" of the dossier, as the history names them
    width: tuple[int, int]  # in the grid, in pixels at 100 %: usual and least
    width_mm: float = 0.0  # on paper; of the others the house style says it
    list_label: str = ""  # before it in the list form of a plan; "" where the list says it in another way
    list_place: int = 9  # of the line with this label among the others
    moves: bool = False  # whether years and dates in it move on in the plan of another year
    searched: bool = True  # whether the search of the dossier finds words in it
    shared: bool = False  # whether one cell may hold for the rows below it that have none
    between: str = "\n"  # what stands between the lines of such cells
    hides: bool = True  # whether the officer may hide it in the grid
    further: bool = False  # whether a plan has it only on demand


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
        "cuoi|chot|ngay",
    )
    + "|den ngay|ngay hoan thanh|ngay het han|hoan thanh|ngay ket thuc|ket thuc|ngay cuoi"
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
_REMARKS = (
    "khac|can cu phap ly|can cu thuc hien|can cu|co so phap ly|vien dan|van ban lien quan|van ban|tai lieu|minh chung|"
    "giai trinh|thuyet minh|ly do|nguyen nhan|kien nghi|de xuat|kho khan|vuong mac|dinh kem|nguon|neu co"
)
_AND = r"[\s,/;]+(?:va\s+)?"
_NOTE = rf"(?:cac\s+)?(?:(?:{_REMARKS}){_AND})*ghi chu(?:{_AND}(?:ghi chu|{_REMARKS}))*"  # "Lý do/ghi chú"


FRAME_COLUMNS: tuple[FrameColumn, ...] = (
    FrameColumn(
        Column.NUMBER,
        "TT",
        lambda: pgettext("column", "No."),
        lambda: _("Number"),
        r"tt|stt|so tt|so thu tu|thu tu|ma so|ma",
        (),
        (34, 34),
        searched=False,
        hides=False,
    ),
    FrameColumn(
        Column.OBJECTIVE,
        "Mục tiêu/Chỉ tiêu/nội dung",
        lambda: _("Objective, target,\ncontent"),
        lambda: _("Objective, content"),
        _OBJECTIVE,
        ("objective.text",),
        (120, 114),
        moves=True,
        searched=False,  # several tasks share it
    ),
    FrameColumn(
        Column.TASK,
        "Nhiệm vụ",
        lambda: _("Task"),
        lambda: _("Task"),
        _TASK,
        ("task.text",),
        (120, 96),
        moves=True,
        hides=False,
    ),
    FrameColumn(
        Column.ACTIVITY,
        "Hoạt động",
        lambda: _("Activity"),
        lambda: _("Activity"),
        _ACTIVITY,
        ("activity.text",),
        (180, 84),
        moves=True,
    ),
    FrameColumn(
        Column.PRODUCT,
        "Kết quả, sản phẩm",
        lambda: _("Result, product"),
        lambda: _("Result, product"),
        _PRODUCT,
        ("product.text", "product.paper_kind"),
        (124, 112),
        list_label="Sản phẩm",
        list_place=3,
        moves=True,
    ),
    FrameColumn(
        Column.LEAD,
        "Chủ trì",
        lambda: _("Lead"),
        lambda: _("Lead"),
        _LEAD,
        ("task.lead_text",),
        (94, 80),
        list_label="Chủ trì",
        list_place=1,
        shared=True,
    ),
    FrameColumn(
        Column.COORDINATION,
        "Phối hợp",
        lambda: _("Coordination"),
        lambda: _("Coordination"),
        _COORDINATION,
        ("task.coordination_text",),
        (104, 80),
        list_label="Phối hợp",
        list_place=2,
        shared=True,
    ),
    FrameColumn(
        Column.DEADLINE,
        "Thời gian hoàn thành",
        lambda: _("Time of\ncompletion"),
        lambda: _("Deadline"),
        _DEADLINE,
        ("task.deadline",),
        (112, 104),
        list_label="Thời gian thực hiện",
        list_place=4,
        moves=True,
        shared=True,
        between="; ",
    ),
    FrameColumn(
        Column.BUDGET,
        "Kinh phí",
        lambda: _("Budget\n(m VND)"),
        lambda: _("Budget"),
        _BUDGET,
        ("task.budget_text",),
        (58, 52),
        list_label="Kinh phí",
        list_place=5,
        moves=True,
        searched=False,
        shared=True,
        between="; ",
    ),
    FrameColumn(
        Column.NOTE,
        "Ghi chú",
        lambda: _("Note"),
        lambda: _("Note"),
        _NOTE,
        ("task.note",),
        (100, 60),
        width_mm=24.0,
        list_label="Ghi chú",
        moves=True,
        shared=True,
        further=True,
    ),
)

_BY_COLUMN = {known.column: known for known in FRAME_COLUMNS}
USUAL: tuple[Column, ...] = tuple(known.column for known in FRAME_COLUMNS if not known.further)
FURTHER: tuple[Column, ...] = tuple(known.column for known in FRAME_COLUMNS if known.further)
TYPED: tuple[Column, ...] = tuple(known.column for known in FRAME_COLUMNS if known.column is not Column.NUMBER)
SEARCHED: tuple[Column, ...] = tuple(known.column for known in FRAME_COLUMNS if known.searched)
SHARED: tuple[Column, ...] = tuple(known.column for known in FRAME_COLUMNS if known.shared)


def about(column: Column) -> FrameColumn:
    """What is known of a column."""
    return _BY_COLUMN[column]


def labelled_columns(further: Iterable[Column]) -> tuple[FrameColumn, ...]:
    """The columns that the list form says behind a label, in the order of its lines."""
    labelled = [known for column in printed_columns(further) if (known := about(column)).list_label]
    return tuple(sorted(labelled, key=lambda known: known.list_place))


def printed_columns(further: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a frame on paper, with the further ones of its plan."""
    return (*USUAL, *further)


def kept_in(table: str) -> tuple[str, ...]:
    """The columns of a table of the dossier that hold cells of the frame."""
    return tuple(
        name for known in FRAME_COLUMNS for where in known.kept for of, name in (where.split("."),) if of == table
    )


def columns_from(codes: str) -> tuple[Column, ...]:
    """The further columns that a plan names ("note"), in their order; codes of a newer program are left out."""
    named = codes.split()
    return tuple(column for column in FURTHER if column in named)


def codes_of(columns: Iterable[Column]) -> str:
    """The further columns of a plan as they are kept."""
    chosen = set(columns)
    return " ".join(column for column in FURTHER if column in chosen)
