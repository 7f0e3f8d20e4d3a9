"""A format code of Excel taken apart: its sections, and the tokens of each (ECMA-376 part 1, section 18.8.31)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|[_*](.)|\[([^\]]*)\]|(General|AM/PM|A/P|E[+-])|(y+|m+|d+|h+|s+)|([0#?.,%/@])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,30}(?:\.\d{1,30})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A piece of a format: `kind` is "text", "digit", "date", "elapsed", "half" (AM/PM), "power", "general", "cell"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """What a format says of the numbers that meet `condition` (None: of all that no other section takes)."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @cached_property
    def shows_time(self) -> bool:
        """Whether the number is a day, a time or a duration."""
        places = (t for t in without_parts(self) if t.kind == "digit" and t.text in "0#?")
        return self.has("date", "elapsed") and next(places, None) is None


def without_parts(section: Section) -> list[Token]:
    """The tokens without the parts of a second ("ss.00")."""
    kept: list[Token] = []
    seconds = False
    for token in section.tokens:
        if seconds and token.kind == "digit" and token.text in ".0":
            continue
        seconds = token.kind in ("date", "elapsed") and token.text[0] == "s"
        kept.append(token)
    return kept


def parts_of(code: str) -> list[str]:
    """The sections of a code, parted by semicolons outside its words."""
    parts, begin = [], 0
    for match in _TOKEN.finditer(code):
        if match[8] == ";":
            parts.append(code[begin : match.start()])
            begin = match.end()
    return [*parts, code[begin:]]


def section_of(code: str) -> Section:
    tokens: list[Token] = []
    condition = None
    for match in _TOKEN.finditer(code):
        quoted, escaped, skipped, bracket, word, date, sign, other = match.groups()
        if bracket is not None:
            condition = condition or _condition(bracket)
            if bracket.startswith("$"):
                tokens.append(Token("text", bracket[1:].partition("-")[0]))
            elif _ELAPSED.fullmatch(bracket):
                tokens.append(Token("elapsed", bracket.lower()))
        elif word is not None:
            kind = "general" if word.lower() == "general" else "power" if word[0] in "Ee" else "half"
            tokens.append(Token(kind, word))
        elif date is not None:
            tokens.append(Token("date", date))
        elif sign is not None:
            tokens.append(Token("cell" if sign == "@" else "digit", sign))
        elif skipped is not None:
            if match[0][0] == "_":
                tokens.append(Token("text", " "))
        else:
            tokens.append(Token("text", quoted if quoted is not None else escaped or other or ""))
    has_digits = any(t.kind == "digit" and t.text in "0#?" for t in tokens)
    has_seconds = any(t.kind == "elapsed" or (t.kind == "date" and t.text[0] in "sS") for t in tokens)
    # "#,##0 VND": letters beside digits are words that nobody quoted, but for the parts of seconds.
    kind, letters = ("text", str) if has_digits and not has_seconds else ("date", str.lower)
    tokens = [Token(kind, letters(t.text)) if t.kind == "date" else t for t in tokens]
    return Section(tuple(tokens), condition)


GENERAL = Section((Token("general", "General"),), None)


def _condition(bracket: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(bracket)
    return (found[1], Decimal(found[2])) if found else None


def meets(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    tests: dict[str, Callable[[], bool]] = {
        "<": lambda: number < bound,
        "<=": lambda: number <= bound,
        ">": lambda: number > bound,
        ">=": lambda: number >= bound,
        "=": lambda: number == bound,
        "<>": lambda: number != bound,
    }
    return tests[sign]()
