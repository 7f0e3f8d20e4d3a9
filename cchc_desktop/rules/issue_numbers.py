"""Numbers of issued papers: one series per year and symbol (Nghị định 30/2020, Điều 15 and Phụ lục I, mục II.3)."""

import re
from collections.abc import Iterable
from datetime import date

from cchc_desktop.rules.documents_nd30 import copy_form, joined_number, normal_number
from cchc_desktop.rules.paper_kinds import PaperKind

_NUMBER = re.compile(r"(\d{1,6})[A-Za-zĐđ]{0,4}")
_COPIES = "copy"
_DIGITS = re.compile(r"\d{1,9}(?!\d)")  # longer ones are no number of a paper


def is_number(text: str) -> bool:
    """Whether it is a number alone, a letter for an inserted one allowed ("05a"), from 01 on: no symbol, no words."""
    found = _NUMBER.fullmatch(text.strip())
    return found is not None and int(found[1]) > 0


def full_number(number: str, symbol: str) -> str:
    """ "05/KH-UBND" as papers are cited; without a symbol the number alone."""
    return joined_number(normal_number(number), symbol) if symbol else normal_number(number)


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are the same in a register: "5" and "05" are, "5a" and "05A" too."""
    return normal_number(one).casefold() == normal_number(other).casefold()


def series(kind: str, symbol: str) -> str:
    """What a number is counted in: papers of one symbol; all official letters, whichever unit drafted them; all
    copies, of whatever form: their number is given in common to all kinds of copies, beside the papers, from 01 at the
    beginning of each year (Nghị định 30/2020, Điều 25 to 27 and Phụ lục I, phần II).
    """
    if copy_form(symbol) is not None:
        return _COPIES
    return str(PaperKind.LETTER) if kind == PaperKind.LETTER else symbol.strip().casefold()


def year_of_number(year: int, issued_on: date | None) -> int:
    """The year in whose register a paper stands: that of its date, until it has one the year it is for."""
    return issued_on.year if issued_on is not None else year


def next_number(taken: Iterable[str]) -> str:
    """The number behind the highest one; gaps are not filled, as dates would no longer follow the numbers."""
    found = (_DIGITS.match(number.strip()) for number in taken)
    return normal_number(str(max((int(match[0]) for match in found if match), default=0) + 1))


def number_order(number: str) -> tuple[int, str]:
    """What numbers are sorted by: 05, 05a, 06, 10; what is no number comes first."""
    bare = normal_number(number).casefold()
    found = _DIGITS.match(bare)
    return int(found[0]) if found else 0, bare
