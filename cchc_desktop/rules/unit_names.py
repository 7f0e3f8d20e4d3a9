"""Names of units and posts: what makes two the same, and where one ends and the next begins."""

import re
import unicodedata
from difflib import SequenceMatcher

from cchc_desktop.text import clean, fold

# Signs for the tone marks huyền, hỏi, ngã, sắc, nặng: a key is plain text in any Unicode form.
_TONES = {"\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0301": "'", "\u0323": "."}
_WORD = re.compile(r"\w+")
# "Công chức UBND xã" is not the committee, and "công chức chuyên môn" are not the "bộ phận chuyên môn".
_LEADING = re.compile(r"^(?:công chức|bộ phận) (?!ubnd|hđnd|chuyên môn|liên quan|có liên quan|các)")
_TRAILING = re.compile(r"(?<!\bcác)(?:\s(?:của|cấp|thuộc))?\s(?:xã|phường|thị trấn|đặc khu)$")
_LONG_FORMS = (("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"))


def unit_key(name: str) -> str:
    """A key under which spellings of one name meet, and two names never do.

    Case, kinds of dash, "&", "và", the place of tone marks (hoá, hóa), a leading "công chức" or "bộ phận" and a
    trailing "xã" or "phường" make no difference; the order of the words does.
    """
    text = clean(name).casefold()
    for long_form, short in _LONG_FORMS:
        text = text.replace(long_form, short)
    text = " ".join(word for word in _WORD.findall(text) if word != "và")
    text = _LEADING.sub("", text)
    # Where a list of levels ends the name ("cấp tỉnh, cấp xã"), its last one belongs to it.
    if "," not in name:
        text = _TRAILING.sub("", text)
    return unicodedata.normalize("NFC", " ".join(_tone_last(word) for word in text.split()))


def _tone_last(word: str) -> str:
    """The word with its tone marks moved to its end: hoá and hóa become the same."""
    parts = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in parts if c not in _TONES)
    return unicodedata.normalize("NFC", letters) + "".join(_TONES.get(c, "") for c in parts)


def similar(a: str, b: str) -> bool:
    """Whether an officer should be asked if two names mean one unit; never a reason to join them unasked."""
    one, other = (_WORD.findall(fold(unit_key(name))) for name in (a, b))
    if not one or not other:
        return False
    if sorted(one) == sorted(other) or _abbreviates(one, other) or _abbreviates(other, one):
        return True
    return SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= 0.9


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether the words of one name, some of them initials of several, spell the other: "Phòng VHXH", "TT PVHCC"."""
    if long[0] == "phong" and short[0] != "phong" and _spells(short, long[1:]):
        return True
    return _spells(short, long)


def _spells(short: list[str], long: list[str]) -> bool:
    if not short or not long:
        return not short and not long
    first, rest = short[0], short[1:]
    if first == long[0]:
        return _spells(rest, long[1:])
    count = len(first)
    initials = "".join(word[0] for word in long[:count])
    return count > 1 and first == initials and _spells(rest, long[count:])


# Words with which the name of a body begins.
_BODIES = (
    "công chức|cán bộ|bộ phận|bộ|cục|vụ|viện|tổng cục|liên đoàn|hiệp hội|văn phòng|phòng|sở|ban|công an|trạm|trung tâm|"
    "đảng ủy|đảng uỷ|hội|đoàn|trường|chi cục|ủy ban mttq|ubmttq|bch|chi bộ|quân sự|thanh tra|kho bạc|bưu điện|tổ"
)
_COMMITTEES = "ubnd|hđnd|ủy ban|uỷ ban|hội đồng|chủ tịch|thường trực|lãnh đạo|các"
_POSTS = "tư pháp|tài chính|địa chính|văn hóa|văn hoá|thống kê|truyền thanh|kế toán|mặt trận|mttq"
_BEGINS_BODY = re.compile(rf"(?:{_BODIES})\b", re.IGNORECASE)
_BEGINS_UNIT = re.compile(rf"(?:{_BODIES}|{_COMMITTEES}|{_POSTS})\b", re.IGNORECASE)
# "Sở Tư pháp, các sở, ngành": the others named together are a unit of their own.
_OTHERS = re.compile(
    r"(?:các|những|mọi|mỗi|toàn thể|toàn bộ|tất cả(?:\s+các)?)\s+"
    r"(?:bộ|sở|ban|ngành|phòng|đơn vị|cơ quan|bộ phận|công chức|cán bộ|tổ chức|đoàn thể|hội|địa phương"
    r"|huyện|xã|phường|thị trấn|chi bộ|đảng bộ|thôn|ấp|bản|tổ dân phố|khu phố|khóm|trường|doanh nghiệp|ubnd)\b",
    re.IGNORECASE,
)
_HEADS = "(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|thủ trưởng|trưởng|giám đốc|chánh|bí thư|hiệu trưởng"
# The first word of a unit's name, and what may follow it without a capital; "Ban hành" is no unit.
_HEAD_OF_NAME = re.compile(rf"(?:{_HEADS}|{_BODIES}|{_COMMITTEES})\b", re.IGNORECASE)
# Words that begin like a unit's name; in capitals nothing else tells them apart.
_NO_NAME = re.compile(
    r"(?:ban hành|tổ chức(?!\s+(?:đảng|đoàn|hội|chính trị))|bộ (?:máy|chỉ số|tiêu chí|thủ tục)|hội (?:nhập|nghị)|sở hữu"
    r"|phòng,?\s+(?:chống|ngừa)|đoàn kết|trường hợp)\b",
    re.IGNORECASE,
)
_AFTER_HEAD = re.compile(r"$|[,;&]|(?:các|xã|phường|tỉnh|huyện|thị trấn|thành phố|cấp|chuyên môn|và)\b")
_ONE_NAME = re.compile(r"[^,]+\svà\s\w+")
_COMMA = re.compile(r"(?<!\s)\s*,\s*(?:và\s+)?")
_AND = re.compile(r"(?<!\s)\s+và\s+")
_SENTENCE_WORDS = re.compile(
    r"\b(?:thực hiện|kiểm soát|phối hợp với|chủ trì|theo dõi|hướng dẫn|tổng hợp|có trách nhiệm|tham mưu)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s\-–—+*•·]+(?=\S)")
_EDGES = " \t.;,:"
_MOST_WORDS = 20  # a longer text is a sentence


def split_units(text: str) -> tuple[str, ...]:
    """The units in a lead or coordination cell, as typed, without bullets and closing stops.

    Lines and semicolons part units; a comma or "và" does only before what begins a new name, so "Tư pháp - Hộ tịch"
    and "Phòng Kinh tế, Hạ tầng và Đô thị" stay whole, and so does a sentence.
    """
    units: list[str] = []
    for line in clean(text).split("\n"):
        line = _BULLET.sub("", line).strip(_EDGES)
        if not line:
            continue
        if _is_sentence(line):
            units.append(line)
            continue
        parts = [part for part in line.split(";") if part.strip(_EDGES)]
        for part in parts:
            part = re.sub(r"^\s*(?:và|hoặc)\s+", "", part, flags=re.IGNORECASE).strip(_EDGES)
            units.extend([part] if len(parts) > 1 else _split_commas(part))
    return tuple(dict.fromkeys(unit for unit in units if _WORD.search(unit)))


def names_units(text: str) -> bool:
    """Whether a heading is nothing but names of units: "Văn phòng Ủy ban nhân dân tỉnh", "Các sở, ban, ngành:"."""
    bare = text.strip(_EDGES)
    if not bare or len(bare.split()) > _MOST_WORDS or _SENTENCE_WORDS.search(bare) or text.rstrip().endswith("."):
        return False
    if _NO_NAME.match(bare):
        return False
    head = _HEAD_OF_NAME.match(bare)
    if head is not None and head[0].lower() == "các" and bare.isupper():
        head = None
    after = bare[head.end() :].lstrip() if head is not None else ""
    named = head is not None and (after[:1].isupper() or _AFTER_HEAD.match(after) is not None)
    return named or _OTHERS.match(bare) is not None


def _is_sentence(line: str) -> bool:
    """Units with what they do: long, and with a verb of doing."""
    return len(line.split()) > 14 and _SENTENCE_WORDS.search(line) is not None


def _split_commas(text: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in _COMMA.finditer(text):
        right = text[match.end() :]
        if _parts_here(text[start : match.start()], right):
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return [name.strip(_EDGES) for piece in pieces for name in _split_and(piece)]


def _parts_here(left: str, right: str) -> bool:
    """Whether a comma between these two parts names of units."""
    if _OTHERS.match(right):
        return _BEGINS_UNIT.match(left) is not None
    if not right[:1].isupper():
        return False
    if _BEGINS_UNIT.match(right):
        return True
    # "Sở Văn hóa, Thể thao và Du lịch" is one name.
    return not (_BEGINS_BODY.match(left) and _ONE_NAME.match(right))


def _split_and(text: str) -> list[str]:
    names: list[str] = []
    start = 0
    for match in _AND.finditer(text):
        right = text[match.end() :]
        begins = _OTHERS.match(right) or (right[:1].isupper() and _BEGINS_BODY.match(right))
        if begins and _BEGINS_UNIT.match(text[start:]) and not _OTHERS.match(text[start:]):
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return names
