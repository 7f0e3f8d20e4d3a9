"""Formulas in the words of a rule: "(b/a) * điểm tối đa", "tỷ lệ x 2 điểm", "(số … / tổng số …) x điểm tối đa"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.text import fold_in_place

_TIMES = re.compile(
    r"(?:\*|(?<=[\s)\]%])x(?=[\s(\[\d])|(?<!\w)nhan(?: voi)?(?!\w)) ?[(\[]? ?"
    r"(?:(?:so )?diem (?:toi da|chuan)(?: cua (?:tieu chi|noi dung)(?: thanh phan)?)?|"
    r"(?P<points>\d{1,4}(?:[.,]\d{1,3})?)(?! ?%|[\d.,]*\d)(?: ?diem(?: toi da)?)?)"
)
_BEFORE = re.compile(
    r"(?:(?<=[\s=:(\[])|^)(?:(?:so )?diem (?:toi da|chuan)|"
    r"(?P<points>\d{1,4}(?:[.,]\d{1,3})?)(?: ?diem)?) ?[*x] ?[(\[ ]*"
    r"(?:(?P<part>[a-z]) ?[/:] ?(?P<whole>[a-z])(?!\w)|ty le(?: %)?|ti le(?: %)?|"
    r"(?<=[(\[])(?P<first>[^()\[\]/\n]{3,150})/(?P<second>[^()\[\]/\n]{3,150})(?=[)\]]))[)\] ]*"
)
_LETTERS = re.compile(r"(?<!\w)([a-z]) ?[/:] ?([a-z])(?!\w)")
_DIVISOR = re.compile(r"[)\] ]*(?:/|:(?= ?100(?!\d))|chia(?: cho)?) ?\(? ?(\d{1,3}(?:[.,]\d{1,2})?) ?(%?)")
_DIVIDED = re.compile(
    r"(?<![)\] ])[)\] ]*[/:] ?\(? ?(\d{1,3}(?:[.,]\d{1,2})?) ?(%?)[)\] ]*$"
)  # "(b/a)/0,5", "(tỷ lệ/50%)"
_SHARE = re.compile(r"(?<!\w)(?:ty le|ti le|muc do|ket qua|chi so|%)(?!\w)")
_MOST = 240
_ALL = Decimal(100)


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
    folded = fold_in_place(line)
    end = 0
    for match in _BEFORE.finditer(folded):
        part, whole = (
            line[slice(*match.span(words))].strip() if match[words] else match[letter] or ""
            for letter, words in (("part", "first"), ("whole", "second"))
        )
        yield Formula(match.start(), match.end(), _number(match["points"]), part, whole)
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
    if not any(sign in left[start:] for sign in "/:") and not _SHARE.search(left[start:]):
        start = _phrase(left)
        if not _SHARE.search(left[start:]):
            start = _phrase(left, "=:;")
    before, full_at = len(left), None
    if divided := _DIVIDED.search(left, start):
        full_at = _full_at(divided, share=_SHARE.search(left[start : divided.start()]) is not None)
        if full_at is None:
            return None
        before = divided.start()
    inner = left[start:before].strip("()[] ")
    part = whole = ""
    if letters := _LETTERS.search(inner):
        part, whole = letters[1], letters[2]
    elif sign := next((sign for sign in ("/", " : ") if sign in inner and len(inner) > 6), ""):
        part, _sign, whole = (side.strip("()[] ") for side in line[start:before].rpartition(sign))
    elif not _SHARE.search(inner):
        return None
    end = match.end()
    if divisor := _DIVISOR.match(folded, end):
        divided_by = _full_at(divisor, share=_SHARE.search(inner) is not None)
        if divided_by is not None and full_at in (None, _ALL):
            end, full_at = divisor.end(), divided_by
    full_at = None if full_at == _ALL else full_at
    while end < len(folded) and folded[end] in ")] ":
        end += 1
    return Formula(start, end, _number(match["points"]), part, whole, full_at)


def _full_at(divisor: re.Match[str], *, share: bool) -> Decimal | None:
    """The share in per cent that a divisor means: "50%", "0,5", "100", and 80 below a share; None for other numbers."""
    number = _number(divisor[1]) or Decimal(0)
    if not divisor[2] and 0 < number <= 1:
        number *= 100
    elif not divisor[2] and number != _ALL and not share:
        return None
    return number if 0 < number <= _ALL else None


def _operand(left: str) -> int:
    """Where the operand at the end of a text begins: at its bracket, else after the last sign that ends a phrase."""
    if left.endswith((")", "]")):
        depth = 0
        for index in range(len(left) - 1, max(-1, len(left) - _MOST), -1):
            depth += (left[index] in ")]") - (left[index] in "([")
            if depth == 0:
                return index
    return _phrase(left)


def _phrase(left: str, signs: str = "=:;,+") -> int:
    """Where the last phrase of a text begins."""
    first = max(0, len(left) - _MOST)
    return max(first, *(left.rfind(sign, first) + 1 for sign in signs))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.replace(",", "."))
