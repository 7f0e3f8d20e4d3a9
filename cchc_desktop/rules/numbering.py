"""Numbers as Vietnamese papers print them: Roman, letters of the decree, the frame's own."""

import re
from collections.abc import Iterable, Iterator

# The order of "điểm" in Nghị định 30/2020 itself: no f, j, w, z, and none of ă, â, ê, ô, ơ, ư.
LETTERS: tuple[str, ...] = tuple("abcdđeghiklmnopqrstuvxy")

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_SHAPE = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def to_roman(number: int) -> str:
    """4 as "IV"; Arabic where there is no Roman numeral, outside 1 to 3999."""
    if not 1 <= number <= 3999:
        return str(number)
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def from_roman(text: str) -> int | None:
    """ "IV" or "iv" as 4; None when it is not a well-formed Roman numeral."""
    text = text.strip().upper()
    if not text or not _ROMAN_SHAPE.fullmatch(text):
        return None
    number = 0
    for value, sign in _ROMAN:
        while text.startswith(sign):
            number += value
            text = text[len(sign) :]
    return number


def to_letter(number: int) -> str:
    """1 as "a", 5 as "đ", 23 as "y", then "aa", "ab" ...; raises `ValueError` below 1."""
    if number < 1:
        raise ValueError(f"no letter for {number}")
    letters = ""
    while number:
        number, place = divmod(number - 1, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters


def group_number(group: int) -> str:
    """The number of a group row of the frame: 3 as "III"."""
    return to_roman(group)


def task_numbers(objectives: Iterable[str | None]) -> Iterator[str]:
    """The frame's numbers of a group's tasks by their objectives: "1.1", "1.2", and "3" for a task without one."""
    block, inner = 0, 0
    last: str | None = None
    for objective in objectives:
        if objective is None or objective != last:
            block, inner = block + 1, 0
        inner += 1
        last = objective
        yield str(block) if objective is None else f"{block}.{inner}"
