"""Codes of criteria as provinces print them: "I", "1", "1.1", "I.2", "a)", "A.", and what stands under what.

Within a set a code is told once; what is printed again under another field ("1" under "I" and under "II") takes the
code above it along: "I.1", "II.1".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_desktop.rules.numbering import LETTERS, from_roman, to_roman

_PART = r"(?:[IVX]{1,6}|[A-HĐ]|\d{1,3})"
_CODE = rf"{_PART}(?:[.,]\d{{1,3}}){{0,5}}(?:\.?[a-zđ]\d?)?|[a-zđ]\d?"
_CODE_ALONE = re.compile(rf"^(?:(?:LV|TC|TCTP|CS)[\s.]{{0,2}})?({_CODE})\s*[.):/]*$")  # "TC 1.1"
_IN_NAME = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2}){1,5}(?:\.?[a-zđ])?|(?:[IVX]{1,6}|[A-HĐ])(?:\.\d{1,2}){1,5})\s*[.):\-–]{0,2}\s+(?=\S)"
    r"|^([IVX]{1,6}|[A-HĐ]|\d{1,2})\s*[.):\-–]{1,2}\s*(?=[^\W\d])"
    r"|^([a-zđ]\d?)\s*\)\s*(?=\S)"
)
_BARE_IN_NAME = re.compile(r"^(\d{1,2}|[IVX]{1,6})\s+(?=[^\W\d])")  # before a capital letter alone
_NAMED = re.compile(
    rf"^(?:phần|mục|lĩnh vực|nội dung|tiêu chí(?: thành phần)?|nhóm|chỉ số)\s+(?:số\s+)?({_PART}(?:\.\d{{1,3}}){{0,5}})"
    r"\s*(?:[.):\-–]{1,2}\s*|$)",
    re.IGNORECASE,
)
_DAY = re.compile(r"^(\d{2})/(\d{2})(?:/(?:20)?(\d{2}))?$")
_LAST = re.compile(r"^(.*?)(\d{1,3}|[IVX]{1,6}|[A-HĐ]|[a-zđ])$")


def code_alone(text: str) -> str:
    """The code that a cell holds, without the marks behind it; "" where it holds more than a code."""
    bare = " ".join(text.split())
    found = _CODE_ALONE.match(bare)
    if found is None:
        named = _NAMED.match(bare)
        return named[1] if named is not None and named.end() == len(bare) else ""
    return found[1].replace(",", ".")


def code_in_name(text: str) -> tuple[str, str]:
    """The code at the beginning of a name, and the name behind it; "" and the text where it begins with none."""
    named = _NAMED.match(text)
    if named is not None and named.end() < len(text):
        return named[1], text[named.end() :].strip()
    found = _IN_NAME.match(text)
    if found is None:
        found = _BARE_IN_NAME.match(text)
        if found is None or not text[found.end()].isupper():
            return "", text
    code = next(part for part in found.groups() if part)
    return code, text[found.end() :].strip()


def named_code(text: str) -> bool:
    """Whether a text begins with a code that says what it is: "Lĩnh vực 1", "Phần A: …"."""
    return _NAMED.match(text) is not None


def day_as_code(text: str) -> tuple[str, ...]:
    """The codes that Excel may have made a day of: "01/02/2003" is "1.2" or "1.2.3"; none for other texts."""
    found = _DAY.match(text.strip())
    if found is None:
        return ()
    short = f"{int(found[1])}.{int(found[2])}"
    return (short, f"{short}.{int(found[3])}") if found[3] else (short,)


def kind_of(code: str) -> str:
    """What a code is made of: "roman", "capital", "number", "dotted" or "letter"."""
    if "." in code:
        return "dotted"
    if code.isdecimal():
        return "number"
    if code[:1].islower():
        return "letter"
    return "roman" if _roman(code) else "capital"


def _roman(code: str) -> int | None:
    """The number that a Roman code is; "C" and "D" count as capitals, since no set has a hundred fields."""
    return from_roman(code) if set(code) <= set("IVX") else None


def next_code(siblings: Sequence[str], above: str) -> str:
    """The code of one more criterion behind these, under the one above (""): "1.3" behind "1.2", "III" behind "II"."""
    for code in reversed(siblings):
        found = _LAST.match(code)
        if found is None:
            continue
        head, last = found[1], found[2]
        if last.isdecimal():
            return f"{head}{int(last) + 1}"
        if last.islower():
            place = LETTERS.index(last) + 1 if last in LETTERS else len(LETTERS)
            if place < len(LETTERS):
                return head + LETTERS[place]
            continue
        roman = _roman(last)
        if roman and not (len(last) == 1 and len(siblings) > 1 and _roman(siblings[0]) is None):
            return head + to_roman(roman + 1)
        return head + chr(ord(last) + 1)
    return f"{above}.1" if above else "1"


@dataclass
class _Open:
    """A criterion that others may still come under."""

    printed: str
    kind: str
    level: int


@dataclass
class Nesting:
    """Goes down printed codes and says how deep each stands; 1 is a field."""

    _open: list[_Open] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    def level(self, printed: str) -> int:
        """How deep the criterion with this code stands, the next one of the list."""
        kind = kind_of(printed)
        at = self._place(printed, kind)
        del self._open[at:]
        self._open.append(_Open(printed, kind, at + 1))
        self._seen[printed] += 1
        return at + 1

    def forget(self) -> None:
        """Take back the last code that was asked about."""
        self._seen[self._open.pop().printed] -= 1

    def repaired(self, printed: str) -> str:
        """The code that was meant where Excel made a number of it: the second "1.1" behind "1.9" is "1.10"."""
        days = [code for code in day_as_code(printed) if self._fits(code) and not self._seen[code]]
        if days:
            return days[0]
        head, _dot, last = printed.rpartition(".")
        if not head or not last.isdecimal() or not self._seen[printed]:
            return printed
        before = [one.printed for one in self._open if one.printed.startswith(f"{head}.")]
        number = before[-1][len(head) + 1 :].split(".")[0] if before else ""
        wanted = str(int(number) + 1) if number.isdecimal() else ""
        return f"{head}.{wanted}" if wanted and wanted.rstrip("0") == last else printed

    def _fits(self, code: str) -> bool:
        """Whether a code goes on with what is open: the next one, or the first one under what stands above."""
        head, _dot, last = code.rpartition(".")
        if last == "1" and any(one.printed == head for one in self._open):
            return True
        before = f"{head}.{int(last) - 1}"
        return any(one.printed == before for one in self._open)

    def _place(self, printed: str, kind: str) -> int:
        """At which place of the open ones a code goes, those from there on being closed."""
        if kind == "dotted":
            head = printed
            while "." in head:
                head = head.rpartition(".")[0]
                for at in range(len(self._open) - 1, -1, -1):
                    if self._open[at].printed == head:
                        return at + 1
            # What it stands under is not printed: beside others as deep, else below what is no dotted code.
            dots = printed.count(".")
            for at, one in enumerate(self._open):
                if one.kind == "dotted" and one.printed.count(".") >= dots:
                    return at
            return len(self._open)
        for at, one in enumerate(self._open):
            if one.kind == kind:
                return at
        if kind == "roman" and len(printed) == 1 and self._capitals_run_to(printed):
            return next(at for at, one in enumerate(self._open) if one.kind == "capital")
        return len(self._open)

    def _capitals_run_to(self, printed: str) -> bool:
        """Whether "C" or "D" goes on with "B" or "C", and is no Roman number."""
        return any(one.kind == "capital" and ord(one.printed) + 1 == ord(printed) for one in self._open)


def unique_codes(codes: Sequence[tuple[str, int]]) -> list[str]:
    """Printed codes with their levels made unique: letters, and what is printed again elsewhere, take the code above
    along.

    What stands twice under one criterion is a fault of the paper: the second one is called "1.1 (2)".
    """
    places: dict[str, set[int]] = {}
    above: list[int] = []
    for place, (code, level) in enumerate(codes):
        del above[level - 1 :]
        places.setdefault(code, set()).add(above[-1] if above else -1)
        above.append(place)
    levels = {level for code, level in codes if len(places[code]) > 1}
    found: list[str] = []
    given: Counter[str] = Counter()
    around: list[tuple[str, bool]] = []
    for code, level in codes:
        del around[level - 1 :]
        head, moved = around[-1] if around else ("", False)
        made = code
        if head and not code.startswith(f"{head}.") and (moved or level in levels or kind_of(code) == "letter"):
            made = f"{head}.{code.rpartition('.')[2] if moved else code}"
        given[made] += 1
        around.append((made, made != code))
        found.append(made if given[made] == 1 else f"{made} ({given[made]})")
    return found
