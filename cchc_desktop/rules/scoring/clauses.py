"""The clauses of a rule: in each line of its words what is asked and the points that it gives.

Patterns read folded text of the same length (`text.fold_in_place`) in which every run of blanks is one space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_desktop.rules.scoring.lines import bare
from cchc_desktop.rules.scoring.proportions import Formula, formulas_in
from cchc_desktop.text import fold_in_place

_NUMBER = r"\d{1,4}+(?:[.,]\d{1,3}+)?+(?!\d| ?%|/\d)"
_LED_BY = frozenset(("thì", "được", "đạt", "chấm", "tính", "hưởng", "cho", "cộng", "thêm", "ghi", "là", "bằng"))
_SIGNS_BEFORE = ("=>", "->", "=", ":")
_STATED = re.compile(
    rf"(?<!\w)(?:so )?diem(?: (?:danh gia|dat duoc|dat|cham|so|thanh phan|tieu chi|tuong ung))*+"
    r" ?(?:la|bang|=|:|cong them)"
    rf"(?: ?(?:cong them|la|bang|=|:))*+ ?(?P<number>{_NUMBER})(?: ?(?:diem|d)(?!\w))?"
)
_NAMED = re.compile(rf"^(?:muc )?diem (?P<number>{_NUMBER}) ?(?=[:-])")
# "02 điểm truy cập" are places, no points.
_COUNTED = re.compile(
    rf"(?:(?<!\w)|(?=[:=]))(?<![\d.,/])(?P<number>{_NUMBER}) ?(?:diem|d)(?!\w)(?! toi da| chuan)"
    r"(?! (?:truy cap|tiep nhan|phuc vu|buu dien|giao dich|du lich|cau|den|nong|ban|thu gom|tap ket|truong)(?!\w))"
)
# "0,25/lần" alone in a cell.
_EACH_ALONE = re.compile(
    rf"^[-+]? ?(?P<number>{_NUMBER})(?= ?/ ?(?:0?1 )?(?:lan|luot|vu|viec|nguoi|can bo|cong chuc|cbcc|truong hop|"
    r"van ban|bao cao|mo hinh|sang kien|ho so|nhiem vu|don vi|giai|de an|noi dung|tieu chi|cuoc|buoi|bai|tin|thu tuc|"
    r"ngay)(?!\w))"
)
_PER = re.compile(r" ?/ ?(?:0?1 )?(?P<unit>[a-z][^\d,.;:()/+-]{1,40})")
_BELOW_ZERO = re.compile(r"(?:^|[:=(] ?)-$")
_BARE = re.compile(
    rf"(?:=>|->|:|=|(?<=con lai)|(?<=khac)) ?-?(?P<number>{_NUMBER})(?= ?(?:$|[;,.)(/]| [-+] | (?:cho )?moi ))"
)
_OF_MAXIMUM = re.compile(
    r"(?<!\w)(?:(?P<share>\d{1,3}) ?% (?:tong )?(?:so )?diem(?: toi da| chuan| so)?|"
    r"(?P<half>1/2|mot nua|nua) (?:tong )?(?:so )?diem(?: toi da| chuan| so)?|"
    r"(?:tron |du )?(?:so )?diem (?:toi da|chuan|tuyet doi))(?!\w)"
)
_NONE = re.compile(r"(?<!\w)khong (?:duoc )?(?:co |cho |cham |cong |ghi |tinh )?diem(?!\w)")
# Read with their marks: "tháng" is no "thang", "điện tử" no "từ".
_TAKEN_OFF = ("trừ", "trừ đi", "trừ tiếp", "tối đa", "không quá", "không vượt quá", "thang", "thang điểm", "tổng")
_BOUND_BEFORE = ("từ", "trên", "dưới", "đến", ">=", "<=", ">", "<", "ít nhất", "tối thiểu")
_BOUND_AFTER = re.compile(r" ?(?:tro len|tro xuong|(?:den|-) ?(?:duoi |<)? ?\d{1,4}(?:[.,]\d{1,2})?(?! ?%|\d|[.,]\d))")
_AFTERWARDS = re.compile(r"[ ,]*(?:neu|khi|trong truong hop|cho truong hop|doi voi) ")
_SIGN_BEFORE = re.compile(r"(?:[-=]>|:|(?<![<>])=) ?-?$")
_EDGES = ' ,.:;-+()\n"'
_FORMULA_LEAD = re.compile(r"(?<!\w)(?:thi|(?:so )?diem|(?:duoc )?tinh (?:diem )?theo|cong thuc)(?!\w)")
_CONDITION = re.compile(r"(?:(?:nếu|khi|với|thì|cụ thể|trong đó|ghi chú|lưu ý)(?!\w)[ ,:]*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """What is asked, and its points or the formula that gives them; `text` is all of it.

    `per` is what the points are for each of: "lần" of "0,25 điểm/lần".
    """

    condition: str
    text: str
    points: Decimal | None = None
    formula: Formula | None = None
    per: str = ""

    @property
    def folded(self) -> str:
        """The condition without diacritics."""
        return fold_in_place(self.condition)


@dataclass(frozen=True)
class _Phrase:
    start: int
    end: int
    points: Decimal | None = None
    formula: Formula | None = None
    per: str = ""


def clauses_of(line: str, maximum: Decimal) -> tuple[list[Clause], str]:
    """The clauses of a line in their order, and what is left of it."""
    line = bare(line)
    phrases = list(_phrases(line, maximum))
    if not phrases:
        return [], trimmed(line)
    found = []
    first = not line[: phrases[0].start].strip(_EDGES)
    if first and line[phrases[0].end :].strip(_EDGES):
        ends = [phrase.start for phrase in phrases[1:]] + [len(line)]
        for phrase, end in zip(phrases, ends, strict=True):
            found.append(_clause(line[phrase.end : end], line[phrase.start : end], phrase))
        return found, ""
    place = 0
    for phrase in phrases:
        found.append(_clause(line[place : phrase.start], line[place : phrase.end], phrase))
        place = phrase.end
    rest = line[place:]
    if _AFTERWARDS.match(fold_in_place(rest)):
        last = found[-1]
        found[-1] = replace(last, condition=f"{last.condition} {rest.strip(_EDGES)}".strip(), text=last.text + rest)
        rest = ""
    return found, trimmed(rest)


def _clause(condition: str, text: str, phrase: _Phrase) -> Clause:
    if phrase.formula and (led := _FORMULA_LEAD.search(fold_in_place(condition))):
        condition = condition[: led.start()]
    words = bare(trimmed(condition))
    begun = _CONDITION.match(words)
    asked = words[begun.end() :] if begun else words
    return Clause(asked, text.strip(), phrase.points, phrase.formula, phrase.per)


def trimmed(words: str) -> str:
    """Words without what stands at their edges; a bracket that is closed within them stays."""
    found = words.strip(_EDGES)
    return f"{found})" if found.count("(") == found.count(")") + 1 and f"{found})" in words else found


def _phrases(line: str, maximum: Decimal) -> Iterator[_Phrase]:
    """The places of a line that give points, in their order, none within another."""
    folded = fold_in_place(line)
    found = [_Phrase(formula.start, formula.end, formula=formula) for formula in formulas_in(line)]
    for pattern in (_OF_MAXIMUM, _STATED, _NAMED, _COUNTED, _NONE, _BARE, _EACH_ALONE):
        for match in pattern.finditer(folded):
            if pattern is not _NONE and _is_other(line, folded, match):
                continue
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                start, points = match.start(), _points(match, maximum)
                number = match.start("number") if "number" in match.re.groupindex else start
                if points and _BELOW_ZERO.search(folded[:number]):
                    start, points = min(start, number - 1), -points
                per = None if pattern is _OF_MAXIMUM else _PER.match(folded, match.end())
                unit = line[slice(*per.span("unit"))].strip() if per else ""
                found.append(_Phrase(_led(line, start), per.end() if per else match.end(), points, per=unit))
    return iter(sorted(found, key=lambda phrase: phrase.start))


def _led(line: str, start: int) -> int:
    """Where a phrase begins with the words that lead to its points ("thì được", ":").

    Letters are read with their marks, as "chậm" is no "chấm" and "tỉnh" no "tính".
    """
    while True:
        before = line[:start].rstrip(" ,")
        sign = next((sign for sign in _SIGNS_BEFORE if before.endswith(sign)), "")
        if sign:
            return len(before) - len(sign)
        word = before.rpartition(" ")[2]
        if word.lower() not in _LED_BY or before.lower().endswith(("không đạt", "chưa đạt", "không được", "chưa được")):
            return start
        start = len(before) - len(word)


def _is_other(line: str, folded: str, match: re.Match[str]) -> bool:
    """Whether a number of points is taken off, a bound, or the highest that can be had."""
    if folded[: match.start()].rstrip().endswith((" giam", " giam di")):
        return True
    before = line[: match.start()].rstrip(" :").lower()
    number = match.start("number") if "number" in match.re.groupindex else match.start()
    signed = _SIGN_BEFORE.search(line[:number]) is not None  # "các yếu tố nêu trên: 0" is no bound
    if any(_ends_in(before, word) for word in (_TAKEN_OFF if signed else (*_TAKEN_OFF, *_BOUND_BEFORE))):
        return True
    return _BOUND_AFTER.match(folded, match.end()) is not None


def _ends_in(text: str, word: str) -> bool:
    """Whether a text ends in a word, typed with its marks or without any."""
    return any(
        text == one or text.endswith(one if one[-1] in "<>=" else f" {one}") for one in (word, fold_in_place(word))
    )


def _points(match: re.Match[str], maximum: Decimal) -> Decimal:
    groups = match.groupdict()
    if groups.get("number"):
        return Decimal(groups["number"].replace(",", "."))
    if match.re is _NONE:
        return Decimal(0)
    if groups.get("half"):
        return maximum / 2
    return maximum * Decimal(groups.get("share") or 100) / 100
