"""Several numbered points within one cell: "1. ...", "2.1. ... 2.2. ...", "a) ... b) ..."."""

import re

_POINT = re.compile(r"(?:^|(?<=\s))(?:(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?|([a-zđ])\))\s+(?=[^\d\s])")
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def numbered(cell: str) -> list[tuple[str, str]]:
    """Label and text of each point where the whole cell is numbered and the numbers run on; [] for other cells.

    "1. Họp\\n2. Ra thông báo" has two points; "1. Họp" alone, and numbers within a sentence, none.
    """
    found = list(_POINT.finditer(cell))
    if not found or cell[: found[0].start()].strip():
        return []
    kept = [found[0]]
    for match in found[1:]:
        if _label(match) == _next(_label(kept[-1])):
            kept.append(match)
    if len(kept) < 2:
        return []
    ends = [*(match.start() for match in kept[1:]), len(cell)]
    return [(_label(match), cell[match.end() : end].strip()) for match, end in zip(kept, ends, strict=True)]


def _label(match: re.Match[str]) -> str:
    return match[1] or match[2]


def _next(label: str) -> str:
    """The label that follows: "2" after "1", "2.2" after "2.1", "đ" after "d"."""
    if label in _LETTERS:
        place = _LETTERS.index(label) + 1
        return _LETTERS[place] if place < len(_LETTERS) else ""
    head, dot, last = label.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() and len(last) < 10 else ""
