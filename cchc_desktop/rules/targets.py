"""Measurable targets (chỉ tiêu): the goal in their words, whether a value reaches it, and how they stand.

"≥ 99 %", "30-50 %", "tối thiểu 10 %", "top 5", "giảm 20 %" become a `Goal`; what is not understood stays words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from cchc_desktop.rules.numbers import format_value, parse_number, typed_number
from cchc_desktop.text import clean, fold

RANK = "hạng"
PERCENT = "%"
_LONGEST = 2_000


class Comparator(StrEnum):
    """How a value is compared with a goal; of a bare amount ("đạt 95 %") that much or more is asked."""

    BARE = ""
    EXACT = "="
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    RANGE = "range"
    DOWN = "down"  # "giảm 20 %": the value is by how much it went down
    UP = "up"


@dataclass(frozen=True)
class Goal:
    """What is to be reached: `value_to` is the upper end of a range."""

    comparator: Comparator
    value: Decimal
    value_to: Decimal | None = None
    unit: str = ""

    @property
    def lower_is_better(self) -> bool:
        """Whether less is more: a limit from above, and every rank."""
        return self.comparator in (Comparator.AT_MOST, Comparator.BELOW) or self.unit == RANK


@dataclass(frozen=True)
class FoundGoal:
    """A goal with the place of its words in a sentence."""

    goal: Goal
    start: int
    end: int


class Standing(StrEnum):
    """How a target stands."""

    UNKNOWN = ""
    MET = "met"
    ON_COURSE = "on_course"
    MISSED = "missed"


_AT_LEAST = r"toi thieu|it nhat|khong (?:duoi|thap hon|it hon|nho hon)|tu"
_AT_MOST = r"toi da|nhieu nhat|khong (?:qua|vuot qua|vuot|cao hon|nhieu hon|lon hon|hon|tren)"
_ABOVE, _BELOW = r"tren|hon|vuot|cao hon|lon hon", r"duoi|thap hon|nho hon"
_SIGNS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", "=>": ">=", "=<": "<=", ">": ">", "<": "<", "=": "="}
_WORDS = ((_AT_LEAST, ">="), (_AT_MOST, "<="), (_ABOVE, ">"), (_BELOW, "<"))
_WORD_SIGN = "|".join(words for words, _sign in (_WORDS[1], _WORDS[0], *_WORDS[2:]))
_DOWN, _UP = r"(?:cat )?giam|tinh (?:giam|gian)|rut ngan|tiet kiem|keo giam", r"tang|nang"
_NUMBER = r"\d(?:[\d.,]{0,18}\d)?"
_SPELT = {
    fold(word): word
    for word in (
        "điểm", "bậc", "hạng", "hồ sơ", "thủ tục", "lượt", "lần", "ngày", "giờ", "phút", "cuộc", "người", "văn bản",
        "đơn vị", "sáng kiến", "mô hình", "nhiệm vụ", "tỷ đồng", "triệu đồng", "đồng", "buổi", "lớp", "tin bài", "tin",
        "bài", "dịch vụ", "thôn", "xã", "phòng", "cơ quan", "giải pháp", "cán bộ", "công chức", "hội nghị",
    )
}  # fmt: skip
_UNITS = ("%", "phan tram", *_SPELT)
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w/.,-])(?:(?P<change>{_DOWN}|{_UP})\s+(?P<becoming>(?:xuong con|xuong|con|len)\s+)?(?:them\s+)?)?"
    rf"(?:(?P<word>{_WORD_SIGN})\s+|(?P<sign>>=|<=|=>|=<|[≥≤><=])\s*)?"
    rf"(?P<low>(?<!\d){_NUMBER})(?:\s?(?:%|phan tram))?"
    rf"(?:\s?(?:-|–|—|den)\s?(?:duoi |tren )?(?P<high>{_NUMBER}))?"
    rf"(?:\s?(?P<unit>{_UNIT})(?!\w))?(?P<after>\s+tro (?:len|xuong))?(?![\w/])"
)
_RANK = re.compile(
    r"(?<!\w)(?:(?:top|tốp)\s+(?P<top>\d{1,3})|"
    r"(?:trong\s+)?(?:nhom\s+)?(?P<leading>\d{1,3})\s+(?:don vi|dia phuong|tinh|xa|phuong|huyen|so|co quan)"
    r"[\w ,]{0,30}?\s?(?:dan dau|dung dau|cao nhat|tot nhat)|"
    r"(?:thu hang|xep hang|hang|vi tri|vi thu|xep)\s+(?:thu\s+)?(?:tu\s+)?(?:thu\s+)?(?P<place>\d{1,3})"
    r"(?:\s?(?:-|–|den)\s?(?:thu\s+)?(?P<to>\d{1,3}))?(?:\s+tro len)?)(?![\w/%])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGES = " \t\n.;:,()"


def read_goal(text: str) -> Goal | None:
    """The goal that a short text is ("≥ 99 %", "từ 30 đến 50 %", "5"); None where it says anything else."""
    words = _plain(text).strip(_EDGES)
    words = re.sub(r"^(?:dat|phan dau|ty le|hoan thanh)\s+", "", words)
    if found := _RANK.fullmatch(words):
        return _rank(found)
    found = _AMOUNT.match(words)
    rest = words[found.end() :].strip(_EDGES) if found else ""
    if found is None or len(rest.split()) > 3 or any(char.isdigit() for char in rest):
        return None
    return _goal(found)


def goals_in(text: str) -> tuple[FoundGoal, ...]:
    """The goals of a sentence in their order; years, dates, numbers of papers and bare counts are none."""
    words = _plain(text)
    found = [FoundGoal(_rank(one), *one.span()) for one in _RANK.finditer(words)]
    for one in _AMOUNT.finditer(words):
        goal = _goal(one)
        inside = any(one.start() < other.end and other.start < one.end() for other in found)
        if goal is not None and not inside and _is_meant(one, goal):
            found.append(FoundGoal(goal, *one.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def goal_of(text: str) -> Goal | None:
    """The goal of a target in its own words; None where they have none, or several."""
    found = goals_in(text)
    return found[0].goal if len(found) == 1 else None if found else read_goal(text)


def parted(text: str) -> Iterator[str]:
    """The targets of a paragraph, each with its own goal: parted at ";", and at the comma or "và" between two goals."""
    for piece in re.split(r";|\n", text):
        goals = goals_in(piece)
        begin = 0
        for before, after in pairwise(goals):
            between = piece[before.end : after.start]
            cut = re.search(r",\s|\s(?:và|đồng thời)\s", between)
            if cut is not None:
                yield piece[begin : before.end + cut.start()].strip(" ,-+")
                begin = before.end + cut.end()
        rest = piece[begin:].strip(" ,.-+")
        if rest:
            yield rest


def goal_words(goal: Goal | None) -> str:
    """The goal as tables print it: "≥ 99%", "30-50%", "Top 5", "giảm 20%"; "" for none."""
    if goal is None:
        return ""
    low = format_value(goal.value)
    amount = low if goal.value_to is None else f"{low}-{format_value(goal.value_to)}"
    if goal.unit == RANK:
        top = format_value(goal.value if goal.value_to is None else goal.value_to)
        return f"Top {top}" if goal.value_to is None else f"Hạng {amount}"
    amount += PERCENT if goal.unit == PERCENT else f" {goal.unit}" if goal.unit else ""
    ranged = goal.value_to is not None and goal.comparator is Comparator.AT_LEAST
    return amount if ranged else _SHOWN.get(goal.comparator, "{}").format(amount)


_SHOWN = {
    Comparator.AT_LEAST: "≥ {}",
    Comparator.ABOVE: "> {}",
    Comparator.AT_MOST: "≤ {}",
    Comparator.BELOW: "< {}",
    Comparator.DOWN: "giảm {}",
    Comparator.UP: "tăng {}",
}


def value_words(value: Decimal, unit: str) -> str:
    """A value in the unit of its target: "99,2%", "12"."""
    return format_value(value) + (PERCENT if unit == PERCENT else "")


def reached(goal: Goal, value: Decimal) -> bool:
    """Whether a value reaches the goal; of a range its nearer end is enough."""
    if goal.comparator is Comparator.ABOVE and goal.unit != RANK:
        return value > goal.value
    if goal.comparator is Comparator.BELOW:
        return value < goal.value
    if goal.lower_is_better:
        return value <= (goal.value if goal.value_to is None else goal.value_to)
    return value >= goal.value


def standing(goal: Goal | None, actual: Decimal | None, forecast: Decimal | None, *, over: bool) -> Standing:
    """How a target stands in a year: `over` says that the year is past.

    What was reached counts as met; a limit that still holds while the year goes on is on course. Else the forecast
    tells, and without one nothing is said as long as the year goes on.
    """
    if goal is None:
        return Standing.UNKNOWN
    if actual is not None:
        if reached(goal, actual):
            return Standing.MET if over or not goal.lower_is_better else Standing.ON_COURSE
        if over:
            return Standing.MISSED
    if forecast is not None:
        return Standing.ON_COURSE if reached(goal, forecast) else Standing.MISSED
    return Standing.UNKNOWN


def course(standings: Sequence[Standing]) -> Standing:
    """How a target of several years stands as a whole, by its years in order, the last one deciding.

    Until something is known of the last year, the last year of which it is tells: met there is on course.
    """
    if not standings or standings[-1] is not Standing.UNKNOWN:
        return standings[-1] if standings else Standing.UNKNOWN
    known = [one for one in standings if one is not Standing.UNKNOWN]
    return Standing.UNKNOWN if not known else Standing.ON_COURSE if known[-1] is Standing.MET else known[-1]


def read_planned(text: str) -> tuple[Decimal, Decimal | None]:
    """What is planned for one year, "30" or "30-50"; raises `UserError` for anything else."""
    goal = read_goal(text)
    if goal is None:
        return typed_number(text, "95"), None
    return goal.value, goal.value_to


_FORECAST = re.compile(r"(?:^|\s)uoc(?: (?:dat|thuc hien|tinh))?(?=\s|$)|^[~≈]")


def read_actual(text: str) -> tuple[Decimal | None, Decimal | None]:
    """What was reached in a year, and what is expected: "88", "ước 95", "88; ước 95"; raises `UserError`."""
    actual: Decimal | None = None
    forecast: Decimal | None = None
    for piece in text.split(";"):
        words = _plain(piece).replace("(", " ").replace(")", " ").strip()
        bare = _FORECAST.sub(" ", words).strip()
        if not words:
            continue
        goal = _AMOUNT.fullmatch(bare) if bare else None
        plain = parse_number(bare)
        if plain is None and goal is not None and not any(goal[name] for name in ("change", "word", "sign", "high")):
            plain = parse_number(goal["low"])
        if plain is None and (rank := _RANK.fullmatch(bare)) and not rank["to"]:
            plain = _rank(rank).value
        if plain is None:
            plain = typed_number(piece, "95")
        if "uoc" in words.split() or words[:1] in "~≈":
            forecast = plain
        else:
            actual = plain
    return actual, forecast


def actual_words(actual: Decimal | None, forecast: Decimal | None, unit: str) -> str:
    """What was reached and what is expected, as a cell shows it: "88%; ước 95%"."""
    told = [] if actual is None else [value_words(actual, unit)]
    return "; ".join([*told, *([] if forecast is None else [f"ước {value_words(forecast, unit)}"])])


_PROGRAMME = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)|đến (?:hết )?năm (20\d\d)")
_MOST_YEARS = 15


def programme_years(text: str, year: int) -> tuple[int, ...]:
    """The years of a plan by its subject, "giai đoạn 2021-2025"; without such words `year` alone."""
    found = _PROGRAMME.search(text)
    first, last = (year, year) if found is None else (int(found[1] or year), int(found[2] or found[3]))
    return tuple(range(first, last + 1)) if first <= last < first + _MOST_YEARS else (year,)


def _plain(text: str) -> str:
    """The text without diacritics, letter by letter, so that places in it are those of the text."""
    return "".join(one if len(one := fold(char)) == 1 else char for char in clean(text)[:_LONGEST])


def _rank(found: re.Match[str]) -> Goal:
    place = Decimal(found["top"] or found["leading"] or found["place"])
    if found["to"] is not None:
        return Goal(Comparator.RANGE, place, Decimal(found["to"]), RANK)
    return Goal(Comparator.AT_MOST, place, None, RANK)


def _goal(found: re.Match[str]) -> Goal | None:
    low = parse_number(found["low"])
    high = parse_number(found["high"]) if found["high"] else None
    if low is None or (found["high"] and high is None):
        return None
    unit = _unit(found)
    comparator = _comparator(found)
    if unit == RANK and comparator is Comparator.AT_LEAST and high is None:
        comparator = Comparator.AT_MOST  # "hạng 3 trở lên"
    if high is not None and comparator in (Comparator.BARE, Comparator.AT_LEAST):
        comparator = Comparator.RANGE
    if high is not None and high < low:
        return None
    return Goal(comparator, low, high, unit)


def _unit(found: re.Match[str]) -> str:
    words = found["unit"] or ""
    if words in ("%", "phan tram") or re.search(r"%|phan tram", found[0]):
        return PERCENT
    return _SPELT.get(words, "")


def _comparator(found: re.Match[str]) -> Comparator:
    if found["change"] and not found["becoming"]:
        return Comparator.DOWN if re.fullmatch(_DOWN, found["change"]) else Comparator.UP
    if found["sign"]:
        return Comparator(_SIGNS[found["sign"]])
    after = found["after"] or ""
    if "xuong" in after:
        return Comparator.AT_MOST
    word = found["word"] or ""
    told = next((Comparator(sign) for words, sign in _WORDS if word and re.fullmatch(words, word)), Comparator.BARE)
    if told is Comparator.BARE and "len" in after:
        return Comparator.AT_LEAST
    if told is Comparator.BARE and found["becoming"]:
        return Comparator.AT_MOST if not found["becoming"].startswith("len") else Comparator.AT_LEAST
    return told


def _is_meant(found: re.Match[str], goal: Goal) -> bool:
    """Whether an amount in a sentence is a goal: a share, points, or one that is compared; no year."""
    if not goal.unit and any(_YEAR.fullmatch(found[name] or "") for name in ("low", "high")):
        return False
    if goal.unit in (PERCENT, "điểm", RANK, "bậc"):
        return True
    return bool(found["sign"] or found["change"] or found["after"]) or (found["word"] or "tu") != "tu"
