"""The fixed lines of an official paper (Nghị định 30/2020, Điều 8), each told by its wording."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_desktop.readers.marks import is_capitals
from cchc_desktop.rules.documents_nd30 import OF_MEETING, is_chair
from cchc_desktop.rules.paper_names import name_by_head
from cchc_desktop.text import fold

# Words a paper's title begins with, and what kind of paper that makes it.
TITLES = (
    ("QUYẾT ĐỊNH", "decision"),
    ("KẾ HOẠCH", "plan"),
    ("CHƯƠNG TRÌNH", "programme"),
    ("BÁO CÁO", "report"),
    ("CÔNG VĂN", "letter"),
    ("PHỤ LỤC", "appendix"),
    ("KHUNG NHIỆM VỤ", "appendix"),
    ("ĐỀ CƯƠNG", "outline"),
    ("TỜ TRÌNH", "submission"),
    ("THÔNG BÁO", "notice"),
)
# Nghị định 30/2020 prints the word itself in small letters.
_APPENDIX = re.compile(r"^Phụ lục(?:\s+(?:số\s+)?[IVX\d]{1,4})?\s*[.:]?$")
_NUMBER = re.compile(
    r"\bS[ốỐ]\s*:?\s*(?P<number>\d*)[\s.…_]*/\s*(?P<symbol>(?:\d{4}/)?[A-ZĐ][\wĐ&.]*(?:\s?[-–]\s?[A-ZĐ][\w&.]*)*)"
)
# Papers of the Party: "Số 12-KH/ĐU".
_PARTY_NUMBER = re.compile(r"\bS[ốỐ]\s*:?\s*(?P<number>\d*)[\s.…_]*[-–]\s*(?P<symbol>[A-ZĐ]\w{0,4}/[A-ZĐ][\wĐ.]*)")
_DATED = re.compile(
    r"(?P<place>[^\W\d][^,;:]{1,58}?),\s*(?:ngày|Ngày)(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)năm\s*(?P<year>\d{4})?"
)
_TIE = re.compile(r"^\(?\s*(?:ban hành )?kèm theo\b", re.IGNORECASE)
_SIGNING = re.compile(r"^(?:(?:TM|KT|TL|TUQ|Q)\s*\.|[TK]/[ML])\s*\S")
_POSTS = (
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG",
    "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TRƯỞNG BAN",
    "TRƯỞNG ĐOÀN",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "VỤ TRƯỞNG",
    "CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    "HIỆU TRƯỞNG",
    "TỔ TRƯỞNG",
    "NGƯỜI LẬP BIỂU",
)
_AUTHORITY = re.compile(
    r"^(?:CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG|GIÁM ĐỐC|TRƯỞNG|BỘ TRƯỞNG|CHÁNH|CỤC TRƯỞNG"
    r"|VỤ TRƯỞNG|HIỆU TRƯỞNG|BAN (?:CHẤP HÀNH|THƯỜNG VỤ)|THỦ TƯỚNG)\b"
)
_BASIS = re.compile(r"^(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện đề nghị|xét tờ trình)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:trên đây là|trong quá trình|yêu cầu (?:các|thủ trưởng)|đề nghị (?:các|thủ trưởng)"
    r"|quá trình (?:tổ chức|triển khai|thực hiện)"
    r"|ubnd \S+ yêu cầu|ủy ban nhân dân \S+ yêu cầu)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:thực hiện|triển khai|tiếp tục|để|nhằm|trên cơ sở|theo|sau khi|ngày \d{1,2}|ubnd|(?:ủy|uỷ) ban nhân dân)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 250
_DRAFTER = re.compile(r"^[A-ZĐ]{1,6}\.\s?\(\d{1,4}\)$")
_SECRETARY = re.compile(rf"(?:thu ky{OF_MEETING}|(?:nguoi |thu ky )?ghi bien ban)")  # folded
_SIGNED = re.compile(r"^\W*(?:đã )?ký\b", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """A title line: the kind of paper and what of its subject stands on the same line."""

    kind: str
    word: str
    rest: str


def title_of(text: str) -> Title | None:
    """The title a line holds, None for other lines; "QUYẾT ĐỊNH:" with a colon opens the articles and is no title."""
    if _APPENDIX.match(text):
        return Title("appendix", text.rstrip(" .:"), "")
    for word, kind in TITLES:
        if not text.startswith(word):
            continue
        rest = text[len(word) :]
        if rest.strip(" .") == "":
            return Title(kind, word, "")
        if rest[0] == ":" and kind in ("appendix", "outline"):
            return Title(kind, word, rest.strip(" .:-–"))
        if rest[0] == ":" or (rest[0].isalpha() and not rest[:2].istitle() and not rest[:2].isupper()):
            return None
        return Title(kind, word, rest.strip(" .:-–"))
    return None


OTHER = "other"  # the kind of a title that names a paper of which the program makes none


def head_of(text: str) -> Title | None:
    """The title that a line in the head of a paper holds: here a name of any kind of paper is one."""
    title = title_of(text)
    named = name_by_head(text) if title is None else None
    return Title(str(named[0].kind or OTHER), named[0].title, named[1]) if named is not None else title


def begins(text: str, phrase: str) -> bool:
    """Whether a text begins with a phrase, written with or without its marks and in any case."""
    return fold(text[: len(phrase) * 3]).startswith(_folded_phrase(phrase))


_folded_phrase = cache(fold)


def number_of(text: str) -> tuple[str, str, str] | None:
    """Number, symbol and what is left of "Số: 12/QĐ-UBND"; the number is "" while the clerk has not given it."""
    found = _NUMBER.search(text) or _PARTY_NUMBER.search(text)
    if not found or found.start() > 12:
        return None
    rest = (text[: found.start()] + " " + text[found.end() :]).strip()
    return found.group("number"), found.group("symbol").replace(" ", "").rstrip("."), rest


def dated_of(text: str) -> tuple[str, date | None, str] | None:
    """Place, date (None while it is incomplete) and what is left of "Bình Minh, ngày 05 tháng 01 năm 2026"."""
    found = _DATED.search(text)
    if not found:
        return None
    day, month, year = (re.sub(r"\D", "", found.group(part) or "") for part in ("day", "month", "year"))
    rest = (text[: found.start()] + " " + text[found.end() :]).strip()
    try:
        return found.group("place").strip(), date(int(year), int(month), int(day)), rest
    except ValueError:
        return found.group("place").strip(), None, rest


def dated_in(text: str) -> str:
    """What an incomplete date tells of its time: "2026-03", "2026", or ""."""
    found = _DATED.search(text)
    month, year = (re.sub(r"\D", "", found.group(part) or "") for part in ("month", "year")) if found else ("", "")
    return f"{year}-{int(month):02d}" if year and month and 1 <= int(month) <= 12 else year


def is_letterhead(text: str) -> bool:
    """Lines the program prints itself: state title, motto, names of the office in capitals."""
    return is_state_title(text) or (is_capitals(text) and len(text) < 90)


def is_state_title(text: str) -> bool:
    """Whether a line is the state title, its motto, or what papers of the Party have in their place."""
    folded = " ".join(re.sub("[–—]", "-", fold(text[:80])).split())
    if "cong hoa xa hoi chu nghia" in folded or folded.startswith("doc lap - tu do"):
        return True
    return folded.endswith("dang cong san viet nam") and is_capitals(text)


def is_tie(text: str) -> bool:
    """Whether the line ties an attached paper to its decision: "(Ban hành kèm theo Quyết định số ...)"."""
    return bool(_TIE.match(text))


def is_authority(text: str) -> bool:
    """Whether the line names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH"."""
    return is_capitals(text) and bool(_AUTHORITY.match(text))


def is_basis(text: str) -> bool:
    """Whether a line is one of the reasons a paper stands on (căn cứ ban hành)."""
    return bool(_BASIS.match(text))


def is_opening(text: str) -> bool:
    """Whether a paragraph right below a title is what the paper begins with, and no part of the title."""
    if text.endswith((":", ".", ";")) and (_OPENING.match(text) or text.endswith(("như sau:", "sau đây:", "sau:"))):
        return True
    return len(text) > _LONGEST_TITLE and bool(_OPENING.match(text))


def is_closing(text: str) -> bool:
    """Whether a paragraph is the usual last one of a paper."""
    return bool(_CLOSING.match(text))


def is_signing(text: str) -> bool:
    """Whether a line above the signature begins: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"."""
    return is_capitals(text) and (bool(_SIGNING.match(text)) or text.strip(" ,.") in _POSTS)


def is_role(text: str) -> bool:
    """Whether a line says as what somebody signs minutes: "THƯ KÝ", "CHỦ TRÌ CUỘC HỌP" (mẫu 1.9)."""
    return bool(_SECRETARY.fullmatch(fold(text).rstrip(" :"))) or is_chair(text.rstrip(" :"))


def is_signed_note(text: str) -> bool:
    """Whether a line only says that it was signed: "(Đã ký)", "(Ký tên, đóng dấu)"."""
    return bool(_SIGNED.match(text)) and len(text) < 40


def is_drafter_mark(text: str) -> bool:
    """Whether a line is the drafter's mark and the number of copies: "PL.(300)"."""
    return bool(_DRAFTER.match(text))


def is_person(text: str) -> bool:
    """Whether a line can be a signer's name: two to six words, each with a capital, no digits."""
    words = text.split()
    return (
        2 <= len(words) <= 6
        and all(word[0].isupper() and word.replace(".", "").isalpha() for word in words)
        and not is_capitals(text)
    )


_FORM = re.compile(
    r"^\s*(?:[Ss][ốỐ]\s*(?=[:\d./…_])|nơi nhận\s*(?=:|$)|kính gửi\b|v/v\b|về việc\b|điều\s+\d+\b"
    r"|(?-i:QUYẾT ĐỊNH)\s*:?$)"
    r"|(?<!\w)(?:ngày|tháng|năm)(?!\w)",
    re.IGNORECASE,
)


def without_form(text: str) -> str:
    """A line without the fixed words that only say which part of a paper follows, and the words of a date."""
    return _FORM.sub(" ", text)
