"""Form: capitals by Phụ lục II of Nghị định 30/2020."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Severity, nd30
from cchc_desktop.rules.checks.letters import CAPITAL, SMALL
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding, joined

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
    "Ủy ban Thường vụ Quốc hội",
    "Cổng Dịch vụ công quốc gia",
)
_LOWERED = tuple(
    (small, name) for name in _NAMES for small in dict.fromkeys((name.lower(), name.lower().replace(" - ", " – ")))
)
_SMALL_WORD = re.compile(rf"(?<=[{SMALL},;] )(?P<word>Khoản|Điểm)(?= (?:\d{{1,3}}|[a-zđ])(?!\w))")
_COMMON = re.compile(
    rf"(?<=[{SMALL},] )(?P<word>Cán bộ|Công chức|Các|Những|Đơn vị|Ban hành|Chuyên môn|Của|Và|Cho|Tại|Với|Nhằm|Từ)"
    rf"(?=,? [{SMALL}])"
    rf"|(?<=\w: )(?P<number>Số)(?= \d+/)"
    rf"|(?:[Cc]ác|[Nn]hững) (?P<part>Bộ phận|Phòng ban|Ngành|Đoàn thể)(?=[:,]? [{SMALL}]|: )"
    rf"|(?<=[{SMALL},] )(?P<leaders>Lãnh đạo)(?= (?:UBND|HĐND|[{SMALL}]))"
    rf"|(?<=[{SMALL}] )(?P<by>Theo)(?= (?:[{SMALL}]|Quyết|"
    rf"Nghị|Luật|Kế hoạch))|(?<= về )(?P<issue>Ban hành)(?= [{CAPITAL}])"
)
_REFORM = re.compile(
    rf"(?<=[{SMALL},;] )(?P<word>Cải cách)(?= (?:hành chính|thủ tục hành chính|thể chế|tài chính công"
    rf"|công vụ|chế độ công vụ|bộ máy|tổ chức bộ máy)(?! [{CAPITAL}]))"
    rf"|(?<= lĩnh vực )(?P<field>Chỉ đạo|Tuyên truyền|Kiểm tra|Rà soát|Ứng dụng|Hiện đại hóa)(?=,? [{SMALL}])"
)
_OF_REFORM = re.compile(r"(?:nhiệm vụ|công tác|về|lĩnh vực|nội dung|[,;]) $")
_AFTER_SEMICOLON = re.compile(
    r"; (?P<word>Chỉ đạo|Thực hiện|Rà soát|Xác định|Theo dõi|Đề xuất|Tăng cường|Nâng cao|Tạo|Xây dựng|Tham mưu|Về"
    r"|Kịp thời|Kiểm tra|Phối hợp|Triển khai|Tổ chức|Chủ trì|Đẩy mạnh|Tiếp tục|Hướng dẫn|Khắc phục|Đảm bảo|Bảo đảm"
    rf"|Đồng thời|Trong đó|Số lượng|Thường xuyên|Chú trọng|Tập trung|Đôn đốc|Giám sát|Có|Không|Khi|Nếu)(?=,? [{SMALL}])"
)
_FIELDS = re.compile(
    rf"(?<=[{SMALL},] )(?P<word>(?:Kinh tế|Chính trị|Văn hóa) - [Xx]ã hội|Quốc phòng - [Aa]n ninh)(?!\w)"
)
_OF_FIELDS = re.compile(r"(?:phát triển|tổ chức|chỉ tiêu|nhiệm vụ|tình hình|mục tiêu|lĩnh vực|, |về|và) $|hội, $")
_PEOPLE = re.compile(
    r"(?:toàn thể|cho|trong|tầng lớp|phục vụ|lấy ý kiến|quần chúng|phát huy vai trò của|đời sống|quyền làm chủ của)"
    r" (?P<word>nhân dân)(?! tệ)"
)
_OF_PEOPLE = re.compile(
    r"(?:quân đội|công an|an ninh|quân sự|vũ trang|kiểm sát|hội thẩm|thanh tra|nhà giáo"
    r"|tòa án) (?P<word>Nhân dân)(?!\w)"
)
_ONE_STOP = re.compile(r"[Bb]ộ phận (?P<word>tiếp nhận và trả kết quả|một cửa)(?!\w)")
_HEADS = re.compile(
    rf"(?<=[{SMALL},] )(?P<word>chủ tịch|phó chủ tịch)(?= (?:UBND|HĐND|Ủy ban|Hội đồng nhân dân)(?!\w))"
    rf"|(?<=[{SMALL}], )(?P<police>công an)(?=, các)"
)
_STATE = re.compile(rf"(?:chuẩn|chương trình|mục tiêu) (?P<word>Quốc gia)(?! [{CAPITAL}])")
_LAW = re.compile(
    rf"(?<!\w)[Ll]uật (?P<name>tổ chức|cán bộ|viên chức|ngân sách|thi đua|lưu trữ|đất đai|đầu tư)(?= [{SMALL}])"
)
_AREA = re.compile(
    rf"(?<!\w)(?P<kind>Xã|Huyện|Tỉnh|Thị trấn)(?= [{CAPITAL}][{SMALL}]+(?: [{CAPITAL}][{SMALL}]+)*(?!\w))"
)


_LAW_PARTS = tuple(f"uật {word}" for word in ("tổ", "cán", "viên", "ngân", "thi", "lưu", "đất", "đầu"))
_SMALL_NAMES = (
    (_HEADS, ("chủ tịch", "công an, các")),
    (_PEOPLE, ("nhân dân",)),
    (_ONE_STOP, ("phận tiếp nhận", "phận một cửa")),
)
_WITHIN = ("Cán bộ", "Công chức", "Các", "Những", "Đơn vị", "Ban hành", "Chuyên môn", "Của", "Và", "Cho", "Tại", "Với")
_CAPITALS = (
    (_SMALL_WORD, ("Khoản ", "Điểm ")),
    (
        _COMMON,
        tuple(
            f" {word}" for word in (*_WITHIN, "Nhằm", "Từ", "Lãnh đạo", "Theo", "Số", "Bộ phận", "Phòng ban", "Ngành")
        ),
    ),
    (_AFTER_SEMICOLON, ("; ",)),
    (_STATE, ("Quốc gia",)),
    (_OF_PEOPLE, ("Nhân dân",)),
)


def _names(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    found: dict[int, list[Hit]] = {}
    for one in (*_in_other_capitals(paper, lines), *_small_names(paper, lines)):
        found.setdefault(one.line, []).append(one)
    for hits in found.values():
        yield from _outermost(hits)


def _in_other_capitals(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Where a name stands in other capitals than its own, or all capitals."""
    places, text = joined(paper, lines)
    for small, name in _LOWERED:
        for line, start, given in text.words(small):
            own = name.replace(" - ", " – ") if "–" in given else name
            if given not in (own, own.upper(), own[0].upper() + own[1:]):
                said = _("The name is written “{right}”.").format(right=own)
                yield Hit(places[line], start, start + len(given), said, own)


def _small_names(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Names that stand in a sentence with a small letter: of laws, of those who head a body, the people."""
    chosen = list(lines)
    for place in holding(paper, chosen, *_LAW_PARTS):
        for law in _LAW.finditer(paper.lines[place].text):
            right = law["name"].capitalize()
            said = _("The name of a law begins with a capital: “{right}”.").format(right=f"Luật {right} …")
            yield Hit(place, *law.span("name"), said, right)
    for pattern, parts in _SMALL_NAMES:
        for place in holding(paper, chosen, *parts):
            text = paper.lines[place].text
            for one in pattern.finditer(text):
                start, end = one.span(one.lastgroup or 0)
                right = text[start].upper() + text[start + 1 : end]
                yield Hit(place, start, end, _("The name is written “{right}”.").format(right=right), right)


def _outermost(found: list[Hit]) -> Iterator[Hit]:
    """Of names that lie in each other the longest: one fault is told once."""
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end and other != one for other in found):
            yield one


def _small(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    chosen = list(lines)
    for pattern, parts in _CAPITALS:
        for place in holding(paper, chosen, *parts):
            text = paper.lines[place].text
            for found in pattern.finditer(text):
                if found.lastgroup == "word" and pattern is _COMMON and _is_of_name(text, found.start()):
                    continue
                yield _lowered(place, text, *found.span(found.lastgroup or 0))
    for pattern, before, parts in (
        (_FIELDS, _OF_FIELDS, (" - ",)),
        (_REFORM, _OF_REFORM, (" Cải cách ", " lĩnh vực ")),
    ):
        for place in holding(paper, chosen, *parts):
            text = paper.lines[place].text
            for found in pattern.finditer(text):
                if before.search(text[max(0, found.start() - 20) : found.start()]):
                    yield _lowered(place, text, *found.span(found.lastgroup or 0))


def _is_of_name(text: str, start: int) -> bool:
    """Whether a word goes on with a name: "bà Nguyễn Thị Của"."""
    before = text[:start].split()
    return bool(before) and before[-1][:1].isupper() and not before[-1].isupper() and before[-1][-1] != ","


def _lowered(place: int, text: str, start: int, end: int) -> Hit:
    right = text[start:end].lower()
    said = _("Within a sentence this is written with a small letter: “{right}”.").format(right=right.strip())
    return Hit(place, start, end, said, right)


def _areas(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Xã Hương Trà" in a sentence: the common noun is small, only the name has capitals."""
    for place in holding(paper, lines, " Xã ", " Huyện ", " Tỉnh ", " Thị trấn "):
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
