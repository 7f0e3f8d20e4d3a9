"""A format code of Excel taken apart: its sections, and the tokens of each (ECMA-376 part 1, section 18.8.31)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|[_*](.)|\[([^\]]*)\]|(General|AM/PM|A/P|E[+-])|(y+|m+|d+|h+|s+|e+|g+)|([0#?.,%/@])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,30}(?:\.\d{1,30})?)")
_MOST_PIECES = 64  # words, signs and sections of one code; the longest that Excel makes has 40
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
        places = (t for t in self.times if t.kind == "digit" and t.text in "0#?")
        return self.has("date", "elapsed") and next(places, None) is None

    # What a section is asked for each of its cells is found once.

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """For each token its sign, "" where it is none of a number's."""
        return tuple(t.text if t.kind == "digit" else "" for t in self.tokens)

    @cached_property
    def thousands(self) -> int:
        """How many times it divides by a thousand: once for each comma behind the digits before or behind ","."""
        count, digits, after = 0, False, False  # from the end; `after`: a digit stands behind, before the decimals
        behind = [False] * len(self.signs)
        for at in range(len(self.signs) - 1, -1, -1):
            behind[at] = after
            after = self.signs[at] != "." and (after or self.signs[at] in ("0", "#", "?"))
        for sign, followed in zip(self.signs, behind, strict=True):
            count += sign == "," and digits and not followed
            digits = digits or sign in ("0", "#", "?", ".")
        return count

    @cached_property
    def times(self) -> tuple[Token, ...]:
        """The tokens without the parts of a second ("ss.00")."""
        kept: list[Token] = []
        seconds = False
        for token in self.tokens:
            if seconds and token.kind == "digit" and token.text in ".0":
                continue
            seconds = token.kind in ("date", "elapsed") and token.text[0] == "s"
            kept.append(token)
        return tuple(kept)

    @cached_property
    def days_at(self) -> tuple[int, ...]:
        """Where among `times` a day, a month or a year stands."""
        return tuple(
            at
            for at, t in enumerate(self.times)
            if t.kind == "date" and (t.text[0] in "yd" or _is_month(self.times, at))
        )

    @cached_property
    def halves(self) -> bool:
        """Whether the hours are counted to twelve."""
        return self.has("half")


def _is_month(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "m" at this place is the month: it is minutes behind hours and before seconds."""
    token = tokens[at]
    if token.kind != "date" or token.text[0] != "m" or len(token.text) > 2:
        return token.kind == "date" and token.text[0] == "m"
    return _next_unit(reversed(tokens[:at])) != "h" and _next_unit(tokens[at + 1 :]) != "s"


def _next_unit(tokens: Iterable[Token]) -> str:
    """The first letter of the next day or time among the tokens; "" for none."""
    return next((t.text[0] for t in tokens if t.kind in ("date", "elapsed")), "")


def parts_of(code: str) -> list[str]:
    """The sections of a code, parted by semicolons outside its words.

    A code of more pieces than anybody's is no format: its numbers are shown as without one.
    """
    parts, begin = [], 0
    for count, match in enumerate(_TOKEN.finditer(code)):
        if count == _MOST_PIECES:
            return ["General"]
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
    tokens = [_common_year(t) for t in tokens if t.kind != "date" or t.text[0] != "g"]
    return Section(tuple(tokens), condition)


def _common_year(token: Token) -> Token:
    """The year of an era ("ggge") is read as the common one, for its era is not shown."""
    return Token("date", "yyyy") if token.kind == "date" and token.text[0] == "e" else token


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
