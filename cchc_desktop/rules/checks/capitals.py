"""Form: capitals by Phụ lục II of Nghị định 30/2020."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Severity, nd30
from cchc_desktop.rules.checks.letters import CAPITAL, SMALL
from cchc_desktop.rules.checks.paper import CheckedPaper, Part

# Names that are always written so; what is found is the same letters in other capitals.
_NAMES = (
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Chính phủ",
    "Quốc hội",
    "Tỉnh ủy",
    "Huyện ủy",
    "Phòng Nội vụ",
    "Sở Nội vụ",
    "Bộ Nội vụ",
    "Tòa án nhân dân",
    "Viện kiểm sát nhân dân",
    "Mặt trận Tổ quốc",
    "Ban Thanh tra nhân dân",
    "Thủ tướng Chính phủ",
    "Luật Tổ chức chính quyền địa phương",
    "Luật Tổ chức Chính phủ",
    "Tư pháp - Hộ tịch",
    "Văn phòng - Thống kê",
    "Tài chính - Kế toán",
    "Địa chính - Xây dựng",
    "Văn hóa - Xã hội",
)
_LOWERED = tuple((name.lower(), name) for name in _NAMES)
_SMALL_WORD = re.compile(rf"(?<=[{SMALL},;] )(?P<word>Khoản|Điểm)(?= (?:\d{{1,3}}|[a-zđ])(?!\w))")
_COMMON = re.compile(
    rf"(?<=[{SMALL},;] )(?P<word>Cán bộ|Công chức|Các ngành|Các ban|Lãnh đạo|Đơn vị|Ban hành|Theo quy định|Chuyên môn)"
    rf"(?=,? [{SMALL}])"
)
_AFTER_SEMICOLON = re.compile(
    r"(?<=; )(?P<word>Chỉ đạo|Thực hiện|Rà soát|Xác định|Theo dõi|Đề xuất|Tăng cường|Nâng cao|Tạo|Xây dựng|Tham mưu)"
    rf"(?= [{SMALL}])"
)
_STATE = re.compile(rf"(?:chuẩn|chương trình|mục tiêu) (?P<word>Quốc gia)(?! [{CAPITAL}])")
_LAW = re.compile(
    rf"(?<!\w)[Ll]uật (?P<name>tổ chức|cán bộ|viên chức|ngân sách|thi đua|lưu trữ|đất đai|đầu tư)(?= [{SMALL}])"
)
_AREA = re.compile(
    rf"(?<!\w)(?P<kind>Xã|Huyện|Tỉnh|Thị trấn)(?= [{CAPITAL}][{SMALL}]+(?: [{CAPITAL}][{SMALL}]+)*(?!\w))"
)


def _names(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        text = paper.lines[place].text
        plain = text.replace("–", "-")
        lowered = plain.lower()
        for small, name in _LOWERED:
            if small in lowered:
                yield from _in_other_capitals(place, text, plain, lowered, small, name)
        for found in _LAW.finditer(text):
            name = found["name"]
            said = _("The name of a law begins with a capital: “{right}”.").format(right=f"Luật {name.capitalize()} …")
            yield Hit(place, *found.span("name"), said, name.capitalize())


def _in_other_capitals(place: int, text: str, plain: str, lowered: str, small: str, name: str) -> Iterator[Hit]:
    """Where a name stands in other capitals than its own, or all capitals."""
    start = lowered.find(small)
    while start >= 0:
        end = start + len(small)
        given = plain[start:end]
        is_whole = not plain[start - 1 : start].isalnum() and not plain[end : end + 1].isalnum()
        if is_whole and given not in (name, name.upper(), name[0].upper() + name[1:]):
            right = name.replace("-", "–") if "–" in text[start:end] else name
            yield Hit(place, start, end, _("The name is written “{right}”.").format(right=right), right)
        start = lowered.find(small, end)


def _small(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        line = paper.lines[place]
        for pattern in (_SMALL_WORD, _COMMON, _AFTER_SEMICOLON, _STATE):
            for found in pattern.finditer(line.text):
                right = found["word"][0].lower() + found["word"][1:]
                said = _("Within a sentence this is written with a small letter: “{right}”.").format(right=right)
                yield Hit(place, *found.span("word"), said, right)


def _areas(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Xã Hương Trà" in a sentence: the common noun is small, only the name has capitals."""
    for place in lines:
        line = paper.lines[place]
        for found in _AREA.finditer(line.text):
            if found.start() <= line.start or line.text[: found.start()].rstrip()[-1:] in '.:!?“"(-–+;|':
                continue
            right = found["kind"].lower()
            said = _("The kind of place is written small before its name: “{right}”.").format(right=f"{right} …")
            yield Hit(place, *found.span("kind"), said, right)


def _places(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The place before the date of issue: each syllable of a name begins with a capital."""
    for place in lines:
        line = paper.lines[place]
        found = re.match(r"(?P<name>[^,]{2,40}), ngày", line.text) if line.part is Part.HEAD else None
        if found is None:
            continue
        words = found["name"].split()
        right = " ".join(word[:1].upper() + word[1:] for word in words)
        if right != found["name"] and words[0][:1].isupper():
            said = _("The name of the place has a capital in each syllable: “{right}”.").format(right=right)
            yield Hit(place, *found.span("name"), said, right)


_SOURCE = nd30("Phụ lục II")

RULES = (
    Rule("F30", Severity.WARNING, lambda: _("Names of bodies and laws"), _SOURCE, _names),
    Rule("F31", Severity.WARNING, lambda: _("Small letters within a sentence"), _SOURCE, _small),
    Rule("F32", Severity.HINT, lambda: _("Kinds of places"), _SOURCE, _areas),
    Rule("F33", Severity.ERROR, lambda: _("The place of issue"), nd30("Phụ lục II, mục III"), _places),
)
