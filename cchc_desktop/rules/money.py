"""Amounts of money as officers write them: "15 triệu đồng; ngân sách xã", and the units of their columns."""

import re
from decimal import ROUND_HALF_UP, Decimal

from cchc_desktop.rules.numbers import LARGEST_AMOUNT, LONGEST_NUMBER, holds_amount, plain_value
from cchc_desktop.text import clean, fold, fold_in_place

_UNITS = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "": 1,
}
_AMOUNT = re.compile(
    r"(?<![\w/.,])(\d++(?:[.,\u00a0]\d++)*+)(?:\s*(ty|ti|trieu|tr|nghin|ngan)\b\.?)?+(?:\s*(dong\b|vnd\b|d\b|₫))?+"
    r"(?:\s*/\s*(?:0?1\s+)?nam\b)?+(?!\w|\s*[%/])"
)
_UNIT_WORDS = {
    "ty": "tỷ đồng",
    "ti": "tỷ đồng",
    "trieu": "triệu đồng",
    "tr": "triệu đồng",
    "nghin": "nghìn đồng",
    "ngan": "nghìn đồng",
    "1000": "nghìn đồng",
    "1000000": "triệu đồng",
    "dong": "đồng",
    "vnd": "đồng",
}
_TITLE_UNIT = re.compile(
    r"(?<![\w.])(ty|ti|trieu|tr|nghin|ngan|1[., ]?000|1[., ]?000[., ]?000)\.? ?(?:dong|vnd|d)(?!\w)"
    r"|(?:\( ?|: ?)(ty|trieu|nghin|ngan|dong|vnd)(?= ?(?:\)|$))"
)
_MONEY = re.compile(r"(ty|ti|trieu|tr)(?:\.? ?(?:dong|vnd|d|₫))?|(nghin|ngan)\.? ?(?:dong|vnd|d|₫)|dong|vnd|d|₫")
_UNIT_NOTE = re.compile(r"(?:don vi tinh|don vi|dvt)(?!\w)")
_LEAST_BEYOND = 10  # digits that an amount beyond the largest has at least: 9.999.999.999 tỷ
_LONGEST_NOTE = 60
_BARE = re.compile(r"^\s*([\d.,]{1,40}\d|\d)(?=\s*(?:$|[;(]))")
_FROM = re.compile(r"^từ (?:nguồn )?", re.IGNORECASE)
# A smaller bare number in a budget cell is more likely a year or millions of đồng.
_LEAST_BARE = 10_000
_EDGES = " \t\n;,.:()-–—+\u00a0"


def parse_money(text: str) -> tuple[int | None, str]:
    """The amount in đồng and the source of a budget cell: "15 triệu đồng; ngân sách xã".

    None as amount when there is none, several of which no one is the total, or one that no dossier can hold; the source
    then keeps the whole text.
    """
    text = clean(text).strip()
    folded = fold_in_place(text)
    found = [match for match in _AMOUNT.finditer(folded) if _is_amount(match, folded)]
    joined = _joined(found, folded)
    if joined is None or not holds_amount(joined[0]):
        return None, text
    amount, start, end = joined
    before, after = text[:start].strip(_EDGES), _FROM.sub("", text[end:].strip(_EDGES))
    return amount, "; ".join(part for part in (before, after) if part)


def is_beyond(text: str) -> bool:
    """Whether a budget cell names an amount that no dossier can hold."""
    if sum(char.isdecimal() for char in text) < _LEAST_BEYOND:
        return False
    folded = fold_in_place(clean(text))
    for match in _AMOUNT.finditer(folded):
        value = plain_value(match[1])
        digits = len(match[1])
        if digits > LONGEST_NUMBER or (value is not None and value * _UNITS[match[2] or ""] > LARGEST_AMOUNT):
            return True
    return False


def money_scale(unit: str) -> int | None:
    """How many đồng one of a unit of money is: 10**6 for "triệu đồng", "tr.đ"; None for a unit of something else."""
    found = _MONEY.fullmatch(" ".join(fold(unit).split()).strip(" .()"))
    return _UNITS[found[1] or found[2] or ""] if found else None


def money_unit(title: str) -> str:
    """The unit that a header gives the amounts below it, as it is written after a number; "" for none.

    "Kinh phí (triệu đồng)" gives "triệu đồng", "Dự toán (tr.đ)" too.
    """
    found = _TITLE_UNIT.search(" ".join(fold(title).split()))
    return _UNIT_WORDS[re.sub(r"[., ]", "", found[1] or found[2])] if found else ""


def noted_money_unit(line: str) -> str:
    """The unit in a line above a table ("Đơn vị tính: triệu đồng", "ĐVT: đồng"); "" for every other line."""
    return money_unit(line) if len(line) < _LONGEST_NOTE and _UNIT_NOTE.match(fold(line).strip(" (*")) else ""


def with_unit(cell: str, unit: str) -> str:
    """A budget cell whose bare numbers have the unit of their column: "50" in triệu đồng is "50 triệu đồng"."""
    if not unit:
        return cell
    return "\n".join(_BARE.sub(lambda match: f"{match[1]} {unit}", line, count=1) for line in cell.split("\n"))


def _is_amount(match: re.Match[str], folded: str) -> bool:
    """A unit or "đồng" makes a number money; a bare number only when it is the whole cell, or stands before ";"."""
    if match[2] or match[3]:
        return True
    value = plain_value(match[1])
    alone = not folded[: match.start()].strip(_EDGES) and folded[match.end() :].lstrip()[:1] in {"", ";", "(", ","}
    return alone and value is not None and value >= _LEAST_BARE


def _joined(found: list[re.Match[str]], folded: str) -> tuple[int, int, int] | None:
    """One amount, or one written in steps ("2 tỷ 500 triệu"), with where it stands."""
    if not found:
        return None
    total, last_unit = Decimal(0), None
    for before, match in zip([None, *found], found, strict=False):
        unit = _UNITS[match[2] or ""]
        value = plain_value(match[1])
        steps = last_unit is None or unit < last_unit
        if value is None or not steps or (before is not None and folded[before.end() : match.start()].strip()):
            return None
        total += value * unit
        last_unit = unit
    ranged = re.search(r"\d\s*(?:-|–|den)\s*$", folded[: found[0].start()])
    if ranged:
        return None
    return int(total.to_integral_value(ROUND_HALF_UP)), found[0].start(), found[-1].end()
