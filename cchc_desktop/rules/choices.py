"""Figures whose value is an answer, kept as a code: "Trực tuyến = 0; Phát phiếu = 1; Kết hợp = 2", yes or no."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from cchc_desktop.text import fold

_PARTED = (";", "\n", ",", "|")
_SIGNS = ("=", ":", "→", " - ", " – ", " là ")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]][ .;:]?$")
_NEGATIVE = re.compile(r"(?:khong|chua)\b")


@dataclass(frozen=True)
class Choices:
    """Answers of a figure by their codes, none for a number; `coded` where a form tells its codes and wants them."""

    words: Mapping[int, str] = field(default_factory=dict)
    coded: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    def of(self, value: Decimal | None) -> str | None:
        """The answer that a value stands for; None when it is none of them."""
        return self.words.get(int(value)) if value is not None and value == int(value) else None

    def code(self, text: str) -> Decimal | None:
        """The code of an answer that is given in its words or as its code; None for anything else."""
        wanted = fold(text).strip(" .")
        return next((Decimal(code) for code, said in self.words.items() if wanted in (fold(said), str(code))), None)

    def __str__(self) -> str:
        return "; ".join(self.words.values())


YES_NO = Choices({0: "Không", 1: "Có"})
NO_CHOICES = Choices()


@lru_cache(maxsize=1024)
def choices_of(kind: str, unit: str, name: str = "", note: str = "") -> Choices:
    """The answers of a figure, as its unit or the end of its name tells them.

    A note is the officer's own text and is asked about figures of kind yes_no alone.
    """
    told = [unit, _end_of(name), *([note] if kind == "yes_no" else [])]
    coded = next((Choices(found, True) for text in told if (found := _coded(text))), None)
    either = next((Choices(found) for text in told if (found := _either(text))), None)
    return coded or either or (YES_NO if kind == "yes_no" else NO_CHOICES)


def without_choices(name: str) -> str:
    """A name without the brackets, or what follows its colon, that tell its answers."""
    end = _end_of(name)
    return name[: name.rindex(end)].rstrip(" ([:") if _coded(end) or _either(end) else name


def _end_of(name: str) -> str:
    """What stands in brackets at the end of a name, or else after its colon."""
    bracket = _BRACKET.search(name)
    return bracket[1] if bracket else name.partition(":")[2]


def _coded(text: str) -> Mapping[int, str]:
    """ "Chưa = 0; Hoàn thành = 1" and "0: không, 1: có" by their codes; {} for any other text."""
    for sign in _PARTED:
        parts = [part.strip(" .;,\n") for part in text.split(sign)]
        pairs = [_pair(part) for part in parts if part]
        found = {pair[0]: pair[1] for pair in pairs if pair}
        if len(found) == len(pairs) > 1:
            return dict(sorted(found.items()))
    return {}


def _pair(part: str) -> tuple[int, str] | None:
    """The code and the words of "Phát phiếu = 1" or "1: phát phiếu"."""
    for sign in _SIGNS:
        head, found, rest = (one.strip() for one in part.partition(sign))
        code, words = (head, rest) if head.isdecimal() else (rest, head)
        if found and code.isdecimal() and len(code) < 3 and words and not any(c.isdigit() or c in "=:" for c in words):
            return int(code), _capital(words)
    return None


def _either(text: str) -> Mapping[int, str]:
    """ "Có/Không", "Đạt hoặc chưa đạt": the answer that denies is 0; {} for any other text."""
    parts = [part.strip(" .") for part in (text if "/" in text else text.replace(" hoặc ", "/")).split("/")]
    if len(parts) != 2 or not all(part.replace(" ", "").isalpha() for part in parts):
        return {}
    denying = [bool(_NEGATIVE.match(fold(part))) for part in parts]
    if sum(denying) != 1:
        return {}
    return {0: _capital(parts[denying.index(True)]), 1: _capital(parts[denying.index(False)])}


def _capital(words: str) -> str:
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]
