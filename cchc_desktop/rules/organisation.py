"""The office's name in its many printed forms, and the usual units of both structures of government.

Three tiers (commune, district, province) until 30/6/2025, two tiers since 01/7/2025 (Luật 72/2025/QH15).
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How many levels of government there are."""

    TWO = "two"
    THREE = "three"


@dataclass(frozen=True)
class DefaultUnit:
    """A unit or post that most offices have; `fields` are codes of `rules.fields` that it usually leads."""

    name: str
    short_code: str
    fields: tuple[str, ...] = ()


# Nghị định 150/2025/NĐ-CP: the offices below the People's Committee of a commune.
TWO_TIER_UNITS: tuple[DefaultUnit, ...] = (
    DefaultUnit("Văn phòng HĐND và UBND", "VP", ("institution",)),
    DefaultUnit("Phòng Kinh tế", "KT", ("public_finance", "pci")),
    DefaultUnit("Phòng Văn hóa - Xã hội", "VHXH", ("management", "organisation", "civil_service", "digital", "impact")),
    DefaultUnit("Trung tâm Phục vụ hành chính công", "TTPVHCC", ("procedures",)),
    DefaultUnit("Ban Chỉ huy Quân sự", "QS"),
    DefaultUnit("Công an", "CA"),
    DefaultUnit("Trạm Y tế", "TYT"),
)

# Nghị định 33/2023/NĐ-CP: the posts of communal civil servants.
THREE_TIER_UNITS: tuple[DefaultUnit, ...] = (
    DefaultUnit(
        "Công chức Văn phòng - Thống kê",
        "VP",
        ("management", "procedures", "organisation", "civil_service", "digital", "pci", "impact"),
    ),
    DefaultUnit("Công chức Tư pháp - Hộ tịch", "TP", ("institution",)),
    DefaultUnit("Công chức Tài chính - Kế toán", "TCKT", ("public_finance",)),
    DefaultUnit("Công chức Địa chính - Xây dựng", "ĐCXD"),
    DefaultUnit("Công chức Văn hóa - Xã hội", "VHXH"),
    DefaultUnit("Ban Chỉ huy Quân sự", "QS"),
    DefaultUnit("Công an", "CA"),
    DefaultUnit("Bộ phận Tiếp nhận và Trả kết quả", "MC"),
)

_BODIES = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
}
_HEADS = {
    "sở": "GIÁM ĐỐC",
    "trung tâm": "GIÁM ĐỐC",
    "phòng": "TRƯỞNG PHÒNG",
    "văn phòng": "CHÁNH VĂN PHÒNG",
    "ban": "TRƯỞNG BAN",
    "chi cục": "CHI CỤC TRƯỞNG",
    "hội đồng": "CHỦ TỊCH",
    "tổ": "TỔ TRƯỞNG",
    "đoàn": "TRƯỞNG ĐOÀN",
    "trạm": "TRƯỞNG TRẠM",
}
_TOGETHER = ("hội đồng", "ban chỉ đạo", "ban tổ chức", "ban vận động", "tổ ", "đoàn ")
_OTHER_BODIES = ("hội đồng ", "ban ", "tổ ", "phòng ", "văn phòng ", "trung tâm ", "sở ", "chi cục ")
_TITLES = ("chủ tịch ", "giám đốc ", "trưởng ", "chánh ")  # before the body of which one is the head
_AREA_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
_BODY = re.compile(r"(UBND|HĐND|[ỦU][yỷ] ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)\b\s*", re.IGNORECASE)
_PROVINCE = re.compile(r"(?<=\s)(?:tỉnh|thành phố)\s+(?=\w)", re.IGNORECASE)
_AREA_KIND = re.compile(rf"(?:{'|'.join(_AREA_KINDS)})\s+", re.IGNORECASE)


def default_units(tier: Tier) -> tuple[DefaultUnit, ...]:
    """The units to begin with."""
    return TWO_TIER_UNITS if tier is Tier.TWO else THREE_TIER_UNITS


def default_receivers(tier: Tier, superior: str) -> tuple[str, ...]:
    """Who receives plans and reports: the superior and its office of home affairs."""
    return (superior, "Sở Nội vụ" if tier is Tier.TWO else "Phòng Nội vụ")


def _split(office_name: str) -> tuple[str, str]:
    """The body ("UBND", "HĐND", or "" for other offices) and what follows it."""
    name = " ".join(office_name.split())
    match = _BODY.match(name)
    if match is None:
        return "", name
    word = match[1].upper()
    return ("HĐND" if word.startswith("H") else "UBND"), name[match.end() :]


def body_symbol(office_name: str) -> str:
    """The office in a document's symbol: "UBND"; initials for other offices ("Sở Nội vụ" gives "SNV")."""
    body, rest = _split(office_name)
    if body:
        return body
    words = re.split(r"\b(?:xã|phường|huyện|tỉnh|thị xã|thành phố)\b", rest)[0]
    return "".join(word[0].upper() for word in re.findall(r"\w+", words) if word.lower() != "và")


def body_name(office_name: str) -> str:
    """The body alone, in full: "Ủy ban nhân dân"; other offices keep their name."""
    body, rest = _split(office_name)
    return _BODIES[body] if body else rest


def is_collegiate(office_name: str) -> bool:
    """Whether the office decides as a body and signs with TM.: a committee or a council, no department."""
    return bool(_split(office_name)[0])


def signs_together(body: str) -> bool:
    """Whether a body decides by its members and is signed for with TM.: committees, councils, steering groups."""
    return is_collegiate(body) or body.casefold().startswith(_TOGETHER)


def issuing_body(authority: str, office_name: str) -> str:
    """The body other than the office itself that issues a paper, by who decides it; "" where the office does.

    "Hội đồng Thi đua - Khen thưởng xã Bình Minh"; "Phòng Kinh tế" for "TRƯỞNG PHÒNG KINH TẾ".
    """
    words = " ".join(authority.split())
    title = next((title for title in _TITLES if words.casefold().startswith(title)), "")
    body = words[len(title) :]
    if _split(body)[0] or full_name(office_name).casefold().startswith(body.casefold()):
        return ""
    return body if body.casefold().startswith(_OTHER_BODIES) else ""


def other_body(words: str, office_name: str) -> str:
    """A body by its name alone; "" where that is the office itself, a committee or a council of the people."""
    name = " ".join(words.split())
    return "" if _split(name)[0] or full_name(office_name).casefold() == name.casefold() else name


def head_title(office_name: str) -> str:
    """The title of the one who signs for the office: "CHỦ TỊCH", of a department "GIÁM ĐỐC", "TRƯỞNG PHÒNG"."""
    if is_collegiate(office_name):
        return "CHỦ TỊCH"
    name = _split(office_name)[1].casefold()
    return next((title for kind, title in _HEADS.items() if name.startswith(kind)), "THỦ TRƯỞNG")


def area_name(office_name: str) -> str:
    """The commune itself: "UBND xã Bình Minh" gives "xã Bình Minh"."""
    return _split(office_name)[1]


def area_kind(office_name: str) -> str:
    """The kind of the area that an office is of: "xã", "phường"; "" where its name says none."""
    found = _AREA_KIND.match(area_name(office_name))
    return found.group().strip().lower() if found else ""


def full_name(office_name: str) -> str:
    """ "UBND xã Bình Minh" written out: "Ủy ban nhân dân xã Bình Minh"."""
    body, rest = _split(office_name)
    return f"{_BODIES[body]} {rest}".strip() if body else rest


def decider(office_name: str) -> str:
    """Who decides where a decision says nothing else: "ỦY BAN NHÂN DÂN XÃ BÌNH MINH", "TRƯỞNG PHÒNG KINH TẾ"."""
    name = full_name(office_name).upper()
    if is_collegiate(office_name):
        return name
    title, kinds = head_title(office_name), (kind.upper() for kind in _HEADS)
    said_twice = next((kind for kind in kinds if title.endswith(kind) and name.startswith(kind)), "")
    return f"{title} {name.removeprefix(said_twice).strip()}"


def place_of(office_name: str) -> str:
    """The place in "địa danh, ngày ...": "Bình Minh"; a ward with a number keeps its kind: "Phường 1".

    A department has that of its province: "Sở Nội vụ tỉnh An Bình" gives "An Bình".
    """
    area = area_name(office_name)
    match = _AREA_KIND.match(area) or _PROVINCE.search(area)
    if match is None:
        return area
    name = area[match.end() :]
    return area[0].upper() + area[1:] if name[:1].isdigit() else name


def letterhead_lines(office_name: str) -> tuple[str, ...]:
    """The office in the letterhead: ("ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH")."""
    body, rest = _split(office_name)
    lines = (_BODIES[body], rest) if body else (rest,)
    return tuple(line.upper() for line in lines if line)


_COUNCIL = re.compile(r"((?:TM\. )?hội đồng) (?=.{16})", re.IGNORECASE)


def body_lines(words: str, area: str = "") -> tuple[str, ...]:
    """A long name in lines that part its kind, its name and the area: "HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG", "XÃ …"."""
    found = _COUNCIL.match(words)
    if found is None:
        return (words,)
    rest = words[found.end() :]
    if area and rest.casefold().endswith(f" {area.casefold()}"):
        return found[1], rest[: -len(area) - 1], rest[-len(area) :]
    return found[1], rest


def superior_line(superior: str) -> str:
    """The superior above it in the letterhead, usual words shortened: "UBND TỈNH AN BÌNH"."""
    body, rest = _split(superior)
    return f"{body} {rest}".strip().upper()
