"""Data styles of OpenDocument (ODF 1.3 part 3, section 16.29) as the codes that Excel would have for them.

So a cell of a spreadsheet shows the same whichever of the two forms it comes from (`number_formats.py`).
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DATA_STYLES = tuple(
    f"{NUMBER}{kind}-style" for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<>|=|<|>)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_MOST = 30  # places of a number that a style can ask for
_MOST_PARTS = 40
# Parts of days and times: short and long.
_TIMES = {
    "day": ("d", "dd"),
    "month": ("m", "mm"),
    "year": ("yyyy", "yyyy"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}


def format_code(style: "_Element", known: Mapping[str, str]) -> str:
    """The code of a data style; `known` are those of the styles before it, by name, which it may choose from."""
    percent = style.tag == f"{NUMBER}percentage-style"
    elapsed = style.get(f"{NUMBER}truncate-on-overflow") == "false"
    code = "".join(_part(part, percent, elapsed) for part in style[:_MOST_PARTS])
    chosen: list[str] = []
    for choice in style.iterchildren(f"{STYLE}map"):
        found = _CONDITION.fullmatch((choice.get(f"{STYLE}condition") or "").strip())
        other = known.get(choice.get(f"{STYLE}apply-style-name") or "", "")
        if found and other and ";" not in other and len(chosen) < 2:
            chosen.append(f"[{found[1].replace('!=', '<>')}{found[2]}]{other}")
    return ";".join((*chosen, code or "General")) if chosen else code


def _part(part: "_Element", percent: bool, elapsed: bool) -> str:
    if not isinstance(part.tag, str) or not part.tag.startswith(NUMBER):
        return ""
    kind = part.tag.removeprefix(NUMBER)
    if kind in ("text", "currency-symbol"):
        return _quoted(part.text or "", percent)
    if kind in _TIMES:
        return _time(part, kind, elapsed)
    made = {"number": _number, "scientific-number": _scientific, "fraction": _fraction}.get(kind)
    if made is not None:
        return made(part)
    return {"text-content": "@", "boolean": "General"}.get(kind, "")


def _quoted(text: str, percent: bool) -> str:
    """Words of a style; in a percentage "%" is no word."""
    if percent and "%" in text:
        return "%".join(_quoted(word, False) for word in text.split("%"))
    return f'"{text}"' if text and '"' not in text else "".join(f"\\{letter}" for letter in text)


def _time(part: "_Element", kind: str, elapsed: bool) -> str:
    long = part.get(f"{NUMBER}style") == "long"
    code = _TIMES[kind][long]
    if kind == "month" and part.get(f"{NUMBER}textual") == "true":
        code = "mmmm" if long else "mmm"
    if kind == "seconds":
        places = _count(part, "decimal-places", 0)
        code += "." + "0" * places if places else ""
    return f"[{code}]" if elapsed and kind == "hours" else code


def _number(part: "_Element") -> str:
    if part.get(f"{NUMBER}decimal-places") is None and part.get(f"{NUMBER}min-decimal-places") is None:
        return "General" if part.get(f"{NUMBER}grouping") != "true" else "#,##0.##########"
    whole = _whole(part)
    places = _count(part, "decimal-places", 0)
    least = min(_count(part, "min-decimal-places", places), places)
    code = whole + ("." + "0" * least + "#" * (places - least) if places else "")
    factor = part.get(f"{NUMBER}display-factor") or ""
    thousands = (len(factor) - 1) // 3 if re.fullmatch("1(?:000){1,4}", factor) else 0
    return code + "," * thousands


def _whole(part: "_Element") -> str:
    """The places before the comma, with the words that stand among them."""
    places = "0" * _count(part, "min-integer-digits", 1)
    if part.get(f"{NUMBER}grouping") == "true":
        return ("#,##" + places) if len(places) < 2 else "#," + places
    words = {_count(word, "position", 0): word.text or "" for word in part.iterchildren(f"{NUMBER}embedded-text")}
    if not words:
        return places or "#"
    places = places.rjust(min(max(words), _MOST) + 1, "#")
    return "".join(sign + _quoted(words.get(len(places) - at, ""), False) for at, sign in enumerate(places, start=1))


def _scientific(part: "_Element") -> str:
    places = _count(part, "decimal-places", 0)
    power = "0" * max(_count(part, "min-exponent-digits", 2), 1)
    whole = "0" * max(_count(part, "min-integer-digits", 1), 1)
    return f"{whole}{'.' + '0' * places if places else ''}E+{power}"


def _fraction(part: "_Element") -> str:
    whole = part.get(f"{NUMBER}min-integer-digits") is not None
    lower = part.get(f"{NUMBER}denominator-value") or "?" * max(_count(part, "min-denominator-digits", 1), 1)
    upper = "?" * max(_count(part, "min-numerator-digits", 1), 1)
    return f"{'# ' if whole else ''}{upper}/{lower if lower.isdecimal() or '?' in lower else '?'}"


def _count(part: "_Element", name: str, usual: int) -> int:
    text = part.get(f"{NUMBER}{name}") or ""
    return min(int(text), _MOST) if text.isascii() and text.isdecimal() and len(text) < 9 else usual
