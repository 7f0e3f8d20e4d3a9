"""One paper as a title or the name of a file cites it: number, day, who issued it, what it is about.

"Quyết định số 15/QĐ-UBND ngày 05/3/2026 của UBND tỉnh An Bình về cải cách hành chính"; a file's name has no slashes:
"15-QD-UBND 05.3.2026", "QĐ 15-QĐ-UBND ngay 5-3-2026".
"""

import re
from dataclasses import dataclass
from datetime import date

from cchc_desktop.rules.citations import cited_on
from cchc_desktop.rules.dates import make_date
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.text import clean, fold

_SIGNS = r"[A-ZĐ][A-ZĐa-zđ]*"
_NUMBER = re.compile(rf"(?<![\w/.])(\d{{1,5}}[a-zđ]?)/(?:(\d{{4}})/)?({_SIGNS}\d{{0,2}}(?:-{_SIGNS})*)(?![\w/])")
_FILE_NUMBER = re.compile(
    rf"(?<![\w/.])(\d{{1,5}}[a-zđ]?)[ _-](?:(\d{{4}})[ _-])?({_SIGNS}(?:[-_]{_SIGNS})+)(?![A-ZĐa-zđ])"
)
_SAID = re.compile(r"(?<!\w)(?:số|so)[: ]*$", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?<!\w)(?:ngày|ngay) )?(?:(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2} tháng \d{1,2} năm \d{4}"
    r"|(?<!\d)20\d\d([.-]?)[01]\d\1[0-3]\d(?!\d))",
    re.IGNORECASE,
)
_DAY_IN_FILE = re.compile(r"(?<!\d)(\d{1,2})_(\d{1,2})_(\d{4})(?!\d)")
_TURNED = re.compile(r"(?<!\d)(20\d\d)([.-]?)([01]\d)\2([0-3]\d)(?!\d)")
_ISSUER = re.compile(
    r"(?<!\w)của\s+(\S.{1,90}?)(?=\s+(?:về|ban hành|quy định|phê duyệt|công bố|hướng dẫn|triển khai|v/v)(?!\w)|[,;(]|$)"
)
_ENDINGS = {  # parts of a symbol, and whose papers have it
    "CP": "Chính phủ",
    "TTG": "Thủ tướng Chính phủ",
    "QH": "Quốc hội",
    "VPCP": "Văn phòng Chính phủ",
    "BNV": "Bộ Nội vụ",
    "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    # Departments of a province, as they are called since 2025.
    "SNV": "Sở Nội vụ",
    "STC": "Sở Tài chính",
    "STP": "Sở Tư pháp",
    "SXD": "Sở Xây dựng",
    "SCT": "Sở Công Thương",
    "SKHCN": "Sở Khoa học và Công nghệ",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "SGDĐT": "Sở Giáo dục và Đào tạo",
    "SYT": "Sở Y tế",
    "SNNMT": "Sở Nông nghiệp và Môi trường",
    "SDTTG": "Sở Dân tộc và Tôn giáo",
}
# The parts of a symbol, by how they are typed into the name of a file: "QD" is "QĐ".
_PARTS = {fold(word): word for word in (*(kind.abbreviation for kind in PaperKind), "HĐND", "UBND") if word}


@dataclass(frozen=True)
class CitedPaper:
    """What a text says of the paper it cites; "" and None for what it does not say."""

    number: str  # "15/QĐ-UBND"
    issued_on: date | None
    issuer: str
    subject: str


def read_cited(text: str) -> CitedPaper:
    """The paper that a title or a file's name cites first; its whole text is the subject where it cites none."""
    text = " ".join(_DAY_IN_FILE.sub(r"\1.\2.\3", clean(text)).split())
    number, rest = _number(text)
    day, rest = _day(rest)
    issuer = _ISSUER.search(rest) if number or day else None
    if issuer is not None:
        rest = f"{rest[: issuer.start()]} {rest[issuer.end() :]}"
    subject = " ".join(rest.replace("_", " ").split()).strip(" -–,;:.")
    return CitedPaper(
        number,
        day,
        issuer[1].strip() if issuer is not None else issuer_by_number(number),
        subject if sum(char.isalpha() for char in subject) > 1 else text,
    )


def number_key(number: str) -> str:
    """What two writings of one number and symbol have in common: "5/QD-UBND" and "05/QĐ-UBND"."""
    return fold(number).lstrip("0").replace("_", "-").replace(" ", "")


def _number(text: str) -> tuple[str, str]:
    """Number and symbol, and the text without them."""
    found = _NUMBER.search(text)
    if found is None:
        written = (match for match in _FILE_NUMBER.finditer(text) if _is_symbol(match[3]))
        found = next(written, None)
    if found is None:
        return "", text
    year = f"{found[2]}/" if found[2] else ""
    parts = found[3].replace("_", "-").split("-")
    symbol = "-".join(_PARTS.get(fold(part), part) for part in parts)
    before = _SAID.sub("", text[: found.start()].rstrip() + " ")
    return f"{found[1]}/{year}{symbol}", f"{before} {text[found.end() :]}"


def _is_symbol(symbol: str) -> bool:
    """Whether words between hyphens are a symbol: their first part is that of a kind, or of a body that issues."""
    return fold(re.split("[-_]", symbol)[0]) in _PARTS


def _day(text: str) -> tuple[date | None, str]:
    found = _DAY.search(text)
    if found is None:
        return None, text
    turned = _TURNED.search(found[0])
    day = make_date(int(turned[1]), int(turned[3]), int(turned[4])) if turned else cited_on(found[0])
    return (day, f"{text[: found.start()]} {text[found.end() :]}") if day else (None, text)


def issuer_by_number(number: str) -> str:
    """Whose papers a number is of, by its symbol: "30/2020/NĐ-CP", "45/KH-SNV"; "" where many bodies have it.

    A letter's symbol begins with the body, "120/SNV-CCHC"; that of any other paper ends with it.
    """
    parts = [part.rstrip("0123456789").upper() for part in re.split(r"[-/]", number)]
    named = [part for part in parts if part]
    if not named or named[0] in ("UBND", "HĐND"):
        return ""
    return _ENDINGS.get(named[0]) or _ENDINGS.get(named[-1], "")
