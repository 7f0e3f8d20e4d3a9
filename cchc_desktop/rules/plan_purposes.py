"""What a plan of the year is for, as its title says: the purposes of `YearPaper.kind`."""

import re

from cchc_desktop.text import fold

ANNUAL, OTHER = "annual", "other"

_BEFORE = r"(?:(?:cong tac|trien khai|thuc hien|to chuc|phat dong|phong trao|thong tin|hoat dong|ve viec|ve|va)[\s,]+)*"
# What a title begins with; the words of the plan for the year as a whole stand in the others too, but further on.
_BEGINS = {
    ANNUAL: r"(?:(?:nhiem vu|day manh|tang cuong)\s+)*(?:cai cach hanh chinh|cchc)\b",
    "index": r"(?:khac phuc|duy tri|cai thien|nang cao)\b[^.;]{0,90}\bchi so\b",
    "emulation": r"thi dua\b",
    "programme": r"chuong trinh\b",
    "propaganda": r"(?:tuyen truyen|truyen thong)\b",
    "inspection": r"(?:tu\s+)?kiem tra\b",
}
_PATTERNS = {purpose: re.compile(_BEFORE + words) for purpose, words in _BEGINS.items()}


def purpose_of(title: str) -> str:
    """The purpose that a title names; OTHER where it names none.

    "Công tác cải cách hành chính năm 2026" is the plan of the year, "Phát động phong trào thi đua …" an emulation plan.
    """
    words = " ".join(re.sub(r"[*“”\"'_]", " ", fold(title)).split())
    return next((purpose for purpose, pattern in _PATTERNS.items() if pattern.match(words)), OTHER)
