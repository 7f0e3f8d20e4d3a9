"""Bounds in the words of a rule: "từ 95% đến dưới 98%", ">= 95%", "70% - <80%", "02 hình thức trở lên", "không có"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NO_BOUND = re.compile(
    r"\d{1,4}/[\w/-]*|(?<!\w)(?:ngay|thang|quy|nam|dieu|khoan|phu luc(?: so)?|muc|bieu|mau|so) ?\d[\d/.-]*|"
    r"\d{1,4} ?(?:ngay|thang|nam|gio|tuan|quy|trieu|nghin|ty(?! le))(?!\w)"
)
_WORDS = (
    r"(?:dat|bang|hoan thanh)(?: va|,| hoac|/) (?:vuot|tren|hon)|"
    r"khong vuot qua|khong vuot|khong qua|khong duoi|khong thap hon|khong it hon|khong dat|chua dat|chua den|"
    r"nho hon hoac bang|lon hon hoac bang|nho hon|lon hon|thap hon|cao hon|it hon|it nhat|toi thieu|toi da|du|"
    r"den|toi|tren|duoi|vuot|hon|dat|bang|dung|tu|va|ty le|ti le|muc"
)
_NUMBER = re.compile(
    rf"(?P<before>(?:(?:<=|>=|<|>|=|-|~|(?<!\w)(?:{_WORDS})(?!\w)) ?){{0,8}}+)(?<![\w.,/])"
    r"(?P<number>\d{1,4}(?:[.,]\d{1,4})?)(?![\w/]|[.,]\d)"
    r"(?P<share> ?%| phan tram)?(?P<after> ?(?:<=|<|>=|>)(?! ?\d))?"
)
_HIGH_IN = ("<=", "khong vuot", "khong qua", "toi da", "nho hon hoac bang", "tro xuong")
_HIGH_EX = ("<", "duoi", "nho hon", "thap hon", "it hon", "khong dat", "chua dat", "chua den")
_LOW_IN = (">=", "du", "it nhat", "toi thieu", "khong duoi", "khong thap hon", "khong it hon", "lon hon hoac bang")
_REACHED_OR_MORE = re.compile(r" (?:dat|bang|hoan thanh)(?: va|,| hoac|/) (?:vuot|tren|hon) ")
_LOW_EX = (">", "tren", "lon hon", "cao hon", "vuot", "hon")
_TO = ("den", "toi", "-", "~")
# Numbers in words, before what is counted: "hai hình thức", but "hài lòng", "một cửa", "một số".
_IN_WORDS = re.compile(
    r"(?:^|(?<=^co )|(?<= co )|(?<=tu )|(?<=it nhat )|(?<=toi thieu )|(?<=tren )|(?<=duoi )|(?<=du )|(?<=duoc )|"
    r"(?<=to chuc )|(?<=thuc hien )|(?<=thieu ))(?P<word>mot|hai|ba|bon)"
    r"(?= (?!cua(?!\w)|so(?!\w)|phan(?!\w)|trong(?!\w)|cach(?!\w)|long(?!\w)|quan(?!\w)|con(?!\w))[a-z])"
)
_NUMBER_WORDS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4"}
_RUN = re.compile(r" {2,}")
_POINTS = re.compile(r"\d ?diem(?!\w)")
_UP = re.compile(r"(?<!\w)tro len(?!\w)")
_DOWN = re.compile(r"(?<!\w)tro xuong(?!\w)")
_NONE = re.compile(
    r"(?:(?:neu|trong nam|truong hop|don vi|dia phuong|nam) )*(?:khong|chua)"
    r"(?: (?:co|phat sinh|to chuc|thuc hien|dat))?(?!\w)"
)
_MOST = Decimal(1000)


@dataclass(frozen=True)
class Bound:
    """What a condition bounds: a share in per cent ("%"), points ("diem"), any other number ("").

    `exact`: one number is named without a word that says from or up to ("đạt 90%").
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = False
    unit: str = ""
    exact: bool = False


@dataclass(frozen=True)
class _Found:
    value: Decimal
    side: str  # "low", "high", "to", "exact"
    included: bool
    share: bool


def bound_of(condition: str) -> Bound | None:
    """The bound in a folded condition; None where there is none, or more than one range."""
    text = _NO_BOUND.sub(_blank, _IN_BRACKETS.sub(_blank, condition))
    text = _IN_WORDS.sub(lambda found: _NUMBER_WORDS[found["word"]], text)
    found = [_found(match) for match in _NUMBER.finditer(text)]
    shares = [one for one in found if one.share]
    if shares:
        found = [one for one in found if one.share or _beside(one, found)]
    if not 1 <= len(found) <= 2 or any(one.value >= _MOST for one in found):
        return None
    unit = "%" if shares else "diem" if _POINTS.search(text) else ""
    bound = _of_one(found[0], text) if len(found) == 1 else _of_two(found[0], found[1])
    return None if bound is None else replace(bound, unit=unit)


def is_share(condition: str) -> bool:
    """Whether a folded condition bounds a share in per cent."""
    bound = bound_of(condition)
    return bound is not None and bound.unit == "%"


def none_of(condition: str) -> bool:
    """Whether a folded condition says that there is none: "không có sáng kiến"."""
    return _NONE.match(condition) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _beside(one: _Found, found: list[_Found]) -> bool:
    """Whether a number without a sign is the other end of a share: "từ 95 đến dưới 100%"."""
    return len(found) == 2 and found[0] is one and found[1].side in ("to", "high") and one.side != "high"


def _found(match: re.Match[str]) -> _Found:
    before = f" {match['before']} ".replace("-", " - ").replace("<", " <").replace(">", " >").replace("=", "= ")
    before = _RUN.sub(" ", before)
    value = Decimal(match["number"].replace(",", "."))
    share = match["share"] is not None
    after = (match["after"] or "").strip()
    if after.startswith("<"):
        return _Found(value, "low", after == "<=", share)
    if after.startswith(">"):
        return _Found(value, "high", after == ">=", share)
    if _REACHED_OR_MORE.search(before):
        return _Found(value, "low", True, share)
    for words, side, included in (
        (_HIGH_IN, "high", True),
        (_LOW_IN, "low", True),
        (_HIGH_EX, "high", False),
        (_LOW_EX, "low", False),
        (_TO, "to", True),
    ):
        if any(f" {word} " in before for word in words):
            return _Found(value, side, included, share)
    side = "low" if re.search(r"(?<!\w)tu(?!\w)", before) else "exact"
    return _Found(value, side, True, share)


def _of_one(one: _Found, text: str) -> Bound:
    if one.side == "high" or _DOWN.search(text):
        return Bound(high=one.value, high_in=one.included or _DOWN.search(text) is not None)
    if one.side == "low" or _UP.search(text) or (one.share and one.value == 100):
        return Bound(low=one.value, low_in=one.included)
    if one.side == "to":
        return Bound(high=one.value, high_in=True)
    return Bound(low=one.value, high=one.value, high_in=True, exact=True)


def _of_two(first: _Found, second: _Found) -> Bound | None:
    """A range; "từ dưới 90% đến 80%" goes down."""
    if second.value < first.value:
        return Bound(second.value, first.value, True, first.side != "high" and first.included)
    if first.side == "high" or second.side == "low" or first.value == second.value:
        return None
    low_in = first.included or first.side != "low"
    return Bound(first.value, second.value, low_in, second.included if second.side in ("high", "to") else True)
