"""Names of all kinds of papers that offices meet, and their abbreviations in numbers: of those made here, and others.

Nghị định 30/2020, Phụ lục III, mục I; laws and decrees (Luật Ban hành văn bản quy phạm pháp luật); papers of the Party
(Hướng dẫn 36-HD/VPTW).
"""

import re
from dataclasses import dataclass

from cchc_desktop.rules.paper_kinds import PaperKind


@dataclass(frozen=True)
class PaperName:
    """A kind of paper: its name in capitals as printed, its abbreviation ("" for none), our kind where there is one."""

    title: str
    abbreviation: str
    kind: PaperKind | None = None

    @property
    def word(self) -> str:
        """The name within a sentence: "Nghị quyết"."""
        return self.title.capitalize()


_OTHERS = (
    ("NGHỊ QUYẾT", "NQ"), ("CHỈ THỊ", "CT"), ("QUY ĐỊNH", "QyĐ"), ("THÔNG CÁO", "TC"),
    ("PHƯƠNG ÁN", "PA"), ("ĐỀ ÁN", "ĐA"), ("DỰ ÁN", "DA"), ("HỢP ĐỒNG", "HĐ"),
    ("CÔNG ĐIỆN", "CĐ"), ("BẢN GHI NHỚ", "BGN"), ("BẢN THỎA THUẬN", "BTT"), ("GIẤY ỦY QUYỀN", "GUQ"),
    ("GIẤY GIỚI THIỆU", "GGT"), ("GIẤY NGHỈ PHÉP", "GNP"), ("PHIẾU GỬI", "PG"),
    ("PHIẾU CHUYỂN", "PC"), ("PHIẾU BÁO", "PB"), ("THƯ CÔNG", ""), ("THƯ MỜI", ""),
    ("LUẬT", ""), ("PHÁP LỆNH", "PL"), ("NGHỊ ĐỊNH", "NĐ"), ("THÔNG TƯ", "TT"), ("CHIẾN LƯỢC", "CL"),
    ("KẾT LUẬN", "KL"), ("THÔNG TRI", ""), ("LỜI KÊU GỌI", ""), ("QUY TRÌNH", ""), ("NỘI QUY", ""),
    ("GIẤY XÁC NHẬN", ""), ("GIẤY CHỨNG NHẬN", ""), ("BẢN CAM KẾT", ""), ("PHIẾU TRÌNH", ""), ("TỜ KHAI", ""),
    ("ĐƠN ĐỀ NGHỊ", ""), ("BIỂU MẪU", ""),
)  # fmt: skip
PAPER_NAMES = (
    *(PaperName(kind.title, kind.abbreviation, kind) for kind in PaperKind if kind.title),
    PaperName("CÔNG VĂN", "", PaperKind.LETTER),
    *(PaperName(title, abbreviation) for title, abbreviation in _OTHERS),
)
_BY_ABBREVIATION = {name.abbreviation.casefold(): name for name in PAPER_NAMES if name.abbreviation}
_YEAR = re.compile(r"^\d{4}/")


def name_by_symbol(symbol: str) -> PaperName | None:
    """The kind that begins a symbol ("NQ-HĐND", "2026/QĐ-UBND", "KH/ĐU"); None for a letter's ("UBND-VP")."""
    first, parted, _body = _YEAR.sub("", symbol).replace("–", "-").replace("/", "-").partition("-")
    return _BY_ABBREVIATION.get(first.casefold()) if parted else None


def name_by_head(line: str) -> tuple[PaperName, str] | None:
    """The kind named by a line where a title stands, and what else the line says.

    The name is in capitals, or stands alone on the line in any letters, its letters also set apart ("K Ế  H O Ạ C H").
    """
    words = line.split()
    shown = " ".join(words).replace("UỶ", "ỦY").replace("THOẢ", "THỎA")
    spaced = "".join(words) if len(words) > 3 and all(len(word) == 1 for word in words) else ""
    for name in _LONGEST_FIRST:
        if spaced and spaced == name.title.replace(" ", ""):
            return name, ""
        bare = shown.rstrip(" .:*")
        if bare.upper() == name.title and (bare == name.title or shown == name.word):
            return name, ""
        rest = shown[len(name.title) + 1 :]
        # "ĐỀ ÁN 06" in a letterhead is part of a body's name.
        if shown.startswith(f"{name.title} ") and rest[0].isupper():
            return name, rest.strip(" .:-–")
    return None


_LONGEST_FIRST = sorted(PAPER_NAMES, key=lambda name: -len(name.title))
