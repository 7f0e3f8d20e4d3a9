"""Formulas in the words of a rule: "(b/a) * điểm tối đa", "tỷ lệ x 2 điểm", "(số … / tổng số …) x điểm tối đa"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.rules.time_words import same_length_fold

_TIMES = re.compile(
    r"(?:\*|(?<=[\s)\]%])x(?=[\s(\[\d])|(?<!\w)nhan(?: voi)?(?!\w)) ?[(\[]? ?"
    r"(?:(?:so )?diem (?:toi da|chuan)(?: cua (?:tieu chi|noi dung)(?: thanh phan)?)?|"
    r"(?P<points>\d{1,4}(?:[.,]\d{1,3})?)(?! ?%|[\d.,]*\d)(?: ?diem(?: toi da)?)?)"
)
_BEFORE = re.compile(
    r"(?:(?<=[\s=:(\[])|^)(?:(?:so )?diem (?:toi da|chuan)|"
    r"(?P<points>\d{1,4}(?:[.,]\d{1,3})?)(?: ?diem)?) ?[*x] ?[(\[ ]*"
    r"(?:(?P<part>[a-z]) ?/ ?(?P<whole>[a-z])(?!\w)|ty le(?: %)?|ti le(?: %)?)[)\] ]*"
)
_LETTERS = re.compile(r"(?<!\w)([a-z]) ?/ ?([a-z])(?!\w)")
_DIVISOR = re.compile(r"[)\] ]*/ ?\(? ?(\d{1,3}(?:[.,]\d{1,2})?) ?(%?)")
_SHARE = re.compile(r"(?<!\w)(?:ty le|ti le|muc do|ket qua|chi so|%)(?!\w)")
_MOST = 240


@dataclass(frozen=True)
class Formula:
    """A share times points (None: the maximum), from `start` to `end` of the text.

    `part` and `whole` are letters or the words of the line, "" where only a share is named; `full_at` is the share
    that the formula divides by.
    """

    start: int
    end: int
    points: Decimal | None = None
    part: str = ""
    whole: str = ""
    full_at: Decimal | None = None


def formulas_in(line: str) -> Iterator[Formula]:
    """The formulas of a line, in their order."""
    folded = same_length_fold(line)
    end = 0
    for match in _BEFORE.finditer(folded):
        yield Formula(match.start(), match.end(), _number(match["points"]), match["part"] or "", match["whole"] or "")
        end = match.end()
    for match in _TIMES.finditer(folded):
        if match.start() < end:
            continue
        found = _before(line, folded, match)
        if found is not None:
            yield found
            end = found.end


def _before(line: str, folded: str, match: re.Match[str]) -> Formula | None:
    """The formula whose share stands before "× points"; None where nothing there is a share."""
    left = folded[: match.start()].rstrip(" *x")
    start = _operand(left)
    if "/" not in left[start:] and not _SHARE.search(left[start:]):
        start = _phrase(left)
    inner = left[start:].strip("()[] ")
    part = whole = ""
    if letters := _LETTERS.search(inner):
        part, whole = letters[1], letters[2]
    elif "/" in inner and len(inner) > 6:
        part, _sign, whole = (side.strip("()[] ") for side in line[start : len(left)].rpartition("/"))
        if whole.isdecimal():
            if whole != "100":
                return None
            part = whole = ""
    elif not _SHARE.search(inner):
        return None
    end, full_at = match.end(), None
    if divisor := _DIVISOR.match(folded, end):
        number = _number(divisor[1]) or Decimal(0)
        if divisor[2] or number == 100:
            end, full_at = divisor.end(), number if 0 < number < 100 else None
    while end < len(folded) and folded[end] in ")] ":
        end += 1
    return Formula(start, end, _number(match["points"]), part, whole, full_at)


def _operand(left: str) -> int:
    """Where the operand at the end of a text begins: at its bracket, else after the last sign that ends a phrase."""
    if left.endswith((")", "]")):
        depth = 0
        for index in range(len(left) - 1, max(-1, len(left) - _MOST), -1):
            depth += (left[index] in ")]") - (left[index] in "([")
            if depth == 0:
                return index
    return _phrase(left)


def _phrase(left: str) -> int:
    """Where the last phrase of a text begins."""
    return max(left.rfind(sign, max(0, len(left) - _MOST)) for sign in "=:;,+") + 1


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.replace(",", "."))
