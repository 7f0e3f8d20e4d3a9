"""How a paper is cited, from what its head says: "Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh An Bình"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_desktop.rules.dates import format_date, format_long
from cchc_desktop.rules.documents_nd30 import joined_number
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.paper_names import name_by_symbol

# Words of a letterhead that begin a body's name, and those that begin the place it governs.
_BODY = re.compile(
    r"^(?:(?:ỦY|UỶ) BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|PHÒNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|VĂN PHÒNG|THANH TRA|CÔNG AN"
    r"|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|BẢO HIỂM|KHO BẠC|THUẾ|(?:ĐẢNG|TỈNH|THÀNH|HUYỆN) (?:ỦY|UỶ)|HỘI|LIÊN ĐOÀN"
    r"|TÒA ÁN|TOÀ ÁN|VIỆN|TRƯỜNG|CÔNG TY|NGÂN HÀNG)\b"
)
_AREA = re.compile(r"^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")
_AREA_INSIDE = re.compile(r"\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(.+)$")
_NAMED_AFTER = re.compile(r"(^(?:sở|bộ|ban|phòng)\s|(?<=\w)\svà\s)(\w)")  # "Sở Nội vụ", "Phòng Văn hóa và Thông tin"
_STATE = ("CỘNG HÒA", "CỘNG HOÀ", "ĐỘC LẬP")
_KEPT = {"ubnd": "UBND", "hđnd": "HĐND"}


@dataclass(frozen=True)
class Head:
    """What stands in the head of a paper; `symbol` without the number: "KH-UBND"."""

    number: str
    symbol: str
    day: date | None
    issuer: str


def issuer_of(letterhead: Sequence[str]) -> str:
    """Who issued a paper, from the lines of its letterhead: "UBND tỉnh An Bình", "Sở Nội vụ"; "" when none is named."""
    found: list[str] = []
    for line in (" ".join(line.split()).strip(" .-_*") for line in letterhead):
        head = line.upper()
        for state in _STATE:
            head = head.split(state)[0].strip()
        if _BODY.match(head):
            found = [head]
        elif found and len(found) == 1 and _AREA.match(head):
            found.append(head)
    return written(" ".join(found))


def written(capitals: str) -> str:
    """A name in capitals as it is written in a sentence, "Ủy ban nhân dân" shortened."""
    text = re.sub(r"^(?:[ủu][ỷy] ban nhân dân)", "ubnd", capitals.lower())
    text = re.sub(r"^hội đồng nhân dân", "hđnd", text)
    area = _AREA_INSIDE.search(text)
    if area:
        name = " ".join(word[:1].upper() + word[1:] for word in area[2].split())
        text = f"{text[: area.start()]}{area[1]} {name}"
    text = _NAMED_AFTER.sub(lambda match: match[1] + match[2].upper(), text)
    whole = " ".join(_KEPT.get(word, word) for word in text.split(" "))
    return whole[:1].upper() + whole[1:]


def word_of(symbol: str) -> str:
    """The kind of paper that a symbol belongs to: "KH-UBND" is a plan's, "SNV-CCHC" an official letter's."""
    name = name_by_symbol(symbol)
    if name is not None:
        return name.word
    return PaperKind.LETTER.word if symbol else PaperKind.PLAN.word


def short_citation(head: Head) -> str:
    """A paper as it is named beside a task; what is not known is left out."""
    return _cited(head, format_date)


def full_citation(head: Head, subject: str) -> str:
    """A paper as a legal basis cites it, without "Căn cứ": day in words, issuer, what it is about."""
    about = " ".join(subject.split()).rstrip(" .;")
    if about and not re.match(r"(?:về|ban hành|v/v)\b", about, re.IGNORECASE):
        about = f"về {_lower(about)}"
    return f"{_cited(head, format_long)} {about}".rstrip()


def _cited(head: Head, format_day: Callable[[date], str]) -> str:
    parts = [word_of(head.symbol)]
    if head.symbol:
        parts.append(f"số {joined_number(head.number or '…', head.symbol)}")
    if head.day is not None:
        parts.append(f"ngày {format_day(head.day).removeprefix('ngày ')}")
    if head.issuer:
        parts.append(f"của {head.issuer}")
    return " ".join(parts)


def _lower(text: str) -> str:
    """The text within a sentence: a name in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
