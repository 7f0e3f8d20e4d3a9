"""Which column of the frame a header names, and which a labelled line of the list form."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from cchc_desktop.rules.frame_columns import FRAME_COLUMNS, Column
from cchc_desktop.text import clean, fold


class Aside(StrEnum):
    """What other offices' tables hold beside the columns of the frame."""

    GROUP = "group"  # the name of the group, repeated in each row
    SOURCE = "source"  # the paper that assigned the task
    START = "start"  # the first day, beside a column with the last


Heading = Column | Aside
_BY_CODE: dict[str, Heading] = {str(heading): heading for kind in (Column, Aside) for heading in kind}

_PATTERNS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (known.column, re.compile(known.pattern))
    for known in reversed(FRAME_COLUMNS)  # the last first: "đơn vị phối hợp thực hiện" would be a lead too
)
_ASIDES: tuple[tuple[Aside, re.Pattern[str]], ...] = tuple(
    (aside, re.compile(pattern))
    for aside, pattern in (
        (Aside.GROUP, r"thuoc (?:nhom|linh vuc)[\w\s,/]*|nhom linh vuc"),
        (Aside.SOURCE, r"(?:so,?\s+)?van ban (?:giao|chi dao)[\w\s,/]*|can cu giao[\w\s,/]*|nguon giao[\w\s,/]*"),
        (Aside.START, r"tu ngay|ngay bat dau|thoi gian bat dau|bat dau"),
    )
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "tenNhiemVu", as programs name their columns
_LEADING_NUMBER = re.compile(r"^[\s(*]*(?:\d{1,2}|[ivx]{1,4})\s*[-–—.):]+\s*")
_NOTE = re.compile(r"(?<!\s)\s*\([^()]*\)")
_HYPHEN = re.compile(r"\s[-–—]\s|(?<=\w)[–—](?=\w)|:\s")  # "Chỉ tiêu - Nhiệm vụ", "Thời gian: từ - đến"
_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong diem|tong kinh phi|tong du toan|tong|cong)"
    r"(?: (?:kinh phi|cong|chung|toan bo|cac nguon|so tien|so diem|ngan sach|du toan|nhiem vu|nhom|muc|phan"
    r"|[ivxlc]{1,6}|\d{1,3}))*"
)
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
    return _named(header_text, _PATTERNS)


def heading_of(header_text: str) -> Heading | None:
    """What a header cell of any office's table names: a column of the frame, or what stands beside them."""
    return _named(header_text, _ASIDES) or column_of(_HUMP.sub(" ", header_text))


def heading_from(code: str) -> Heading | None:
    """The heading with this code ("lead", "source"), None for "" and for codes of a newer program."""
    return _BY_CODE.get(code)


def headings_of(texts: Sequence[str]) -> list[Heading | None]:
    """What each cell of a header names, each heading once.

    Of two cells that name the task, "Nội dung | Nhiệm vụ" are objective and task, "Nhiệm vụ | Nội dung" task and
    activity.
    """
    found: list[Heading | None] = []
    for text in texts:
        heading = heading_of(text) if text else None
        if heading is Column.TASK and Column.TASK in found:
            place = found.index(Column.TASK)
            if _names_content(texts[place]) and not _names_content(text) and Column.OBJECTIVE not in found:
                found[place] = Column.OBJECTIVE
            else:
                heading = Column.ACTIVITY
        found.append(None if heading in found else heading)
    return found


def _names_content(text: str) -> bool:
    return _folded(text).startswith("noi dung")


_AnyHeading = TypeVar("_AnyHeading", Column, Aside)


def _named(header_text: str, patterns: Sequence[tuple[_AnyHeading, re.Pattern[str]]]) -> _AnyHeading | None:
    if len(header_text) > _LONGEST:
        return None
    words = _HYPHEN.sub(" / ", _LEADING_NUMBER.sub("", _folded(header_text))).strip(" .:;-–/")
    bare = _NOTE.sub("", words).strip(" .:;-–")
    for heading, pattern in patterns:
        if pattern.fullmatch(words) or pattern.fullmatch(bare):
            return heading
    return None


def is_total(text: str) -> bool:
    """Whether a text only names a sum: "Tổng cộng:", "CỘNG (I+II)", "Tổng số nhiệm vụ", and not "Tổng hợp báo cáo"."""
    if len(text) > _LONGEST:
        return False
    return _TOTAL.fullmatch(" ".join(_NOTE.sub("", _folded(text)).split()).strip(" .:;-–=*")) is not None


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
