"""The grades of an index as a note beside its criteria says them: "Xếp loại: Tốt từ 80 điểm trở lên; Khá từ 65 …"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_desktop.text import fold_in_place

Bands = tuple[tuple[str, Decimal], ...]  # each grade with the least per cent that it asks for, the highest first
_FOLLOWING = 8  # lines that may belong to one that speaks of grades
_FEWEST = 3
_NAME = re.compile(
    r"(?<!\w)(?:(?:khong |chua )?hoan thanh(?: xuat sac| tot)?(?: nhiem vu)?"
    r"|xuat sac|tot|kha|trung binh|yeu kem|yeu|kem)(?!\w)"
)
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_LEAST = re.compile(rf"(?:tu|tren|>=|≥|>) ?{_NUMBER}|{_NUMBER} ?(?:%|diem)? ?(?:-|–|den|<=|≤|<|tro len)")
_BELOW = re.compile(rf"(?:duoi|<) ?{_NUMBER}")
_ALONE = re.compile(rf"^[\s|:(–-]*{_NUMBER}[\s|%.;)]*$")


def bands_in(lines: Sequence[str], most: Decimal | None) -> Bands:
    """The grades that some of the lines tell; none where they are not plain.

    `most` are the points of the set: grades in points of another total than 100 are no shares and are left.
    """
    for at, line in enumerate(lines):
        if "xep loai" not in fold_in_place(line).replace("đ", "d"):
            continue
        for end in range(at + 1, min(len(lines), at + _FOLLOWING) + 1):
            found = _bands(lines[at:end])
            if found and _are_shares(" ".join(lines[at:end]), found, most):
                return found
    return ()


def _are_shares(text: str, found: Bands, most: Decimal | None) -> bool:
    return "%" in text or most in (None, Decimal(100)) or found[0][1] > most


def _bands(lines: Sequence[str]) -> Bands:
    """The grades of some lines, the least one beginning at zero; none where a grade or its share is missing."""
    found: list[tuple[str, Decimal]] = []
    for piece in (piece for line in lines for piece in re.split(r"[;\n]|\.(?:\s|$)", line)):
        folded = fold_in_place(piece)
        names = list(_NAME.finditer(folded))
        if len(names) != 1 or not any(map(str.isdecimal, piece)):
            continue
        (name,) = names
        least = _least(folded[: name.start()]) if any(map(str.isdecimal, folded[: name.start()])) else None
        least = _least(folded[name.end() :]) if least is None else least
        if least is None:
            return ()
        words = piece[name.start() : name.end()]
        found.append((words[:1].upper() + words[1:].lower(), least))
    shares = [least for _name, least in found]
    falling = all(one > other for one, other in pairwise(shares))
    whole = len(found) >= _FEWEST and falling and shares[0] <= 100 and shares[-1] == 0
    return tuple(found) if whole and len({name for name, _least in found}) == len(found) else ()


def _least(words: str) -> Decimal | None:
    """The least share of a grade by its words: "từ 65 đến dưới 80" → 65, "dưới 50" → 0, "80" → 80."""
    found = _LEAST.search(words) or _ALONE.match(words)
    if found is not None:
        return Decimal(next(filter(None, found.groups())).replace(",", "."))
    return Decimal(0) if _BELOW.search(words) else None
