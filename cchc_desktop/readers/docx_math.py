"""Equations of Word (Office Math, ECMA-376 part 1, 22.1) as one readable line: fractions with "/", powers with "^"."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import M, W

if TYPE_CHECKING:
    from lxml.etree import _Element


_OPERATORS = frozenset("+-−×÷·*/=<>≤≥≈≠±,; ")
_PROPERTIES = "Pr"  # m:fPr, m:radPr … say how a structure looks


def linear(equation: "_Element") -> str:
    """The equation in one line, spaces as typed."""
    return " ".join(_inside(equation).split())


def _inside(element: "_Element | None") -> str:
    if element is None:
        return ""
    return "".join(_written(child) for child in element)


def _written(element: "_Element") -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    if tag in (f"{W}tab", f"{W}br", f"{W}cr"):
        return " "
    if not tag.startswith(M):
        return "" if tag in (f"{W}del", f"{W}moveFrom", f"{W}rPr") else _inside(element)
    name = tag[len(M) :]
    write = _FORMS.get(name)
    if write is not None:
        return write(element)
    return "" if name.endswith(_PROPERTIES) else _inside(element)


def _part(element: "_Element", name: str) -> str:
    return _inside(element.find(M + name)).strip()


def grouped(text: str) -> str:
    """In brackets where an operator would tear it apart."""
    bracketed = text.startswith("(") and text.endswith(")") and ")" not in text[1:-1]
    return f"({text})" if not bracketed and any(c in _OPERATORS for c in text) else text


def term(text: str) -> str:
    """A numerator or denominator; words stay without brackets, sums get them."""
    return f"({text})" if any(c in "+-−/=±" for c in text) else text


def _fraction(element: "_Element") -> str:
    form = element.find(f"{M}fPr/{M}type")
    upper, lower = _part(element, "num"), _part(element, "den")
    if form is not None and form.get(f"{M}val") == "noBar":
        return f"({upper} ¦ {lower})"
    return f" {term(upper)} / {term(lower)} "


def _scripts(element: "_Element") -> str:
    lower, upper = _part(element, "sub"), _part(element, "sup")
    written = _part(element, "e")
    return written + (f"_{grouped(lower)}" if lower else "") + (f"^{grouped(upper)}" if upper else "")


def _before(element: "_Element") -> str:
    lower, upper = _part(element, "sub"), _part(element, "sup")
    return (f"_{grouped(lower)}" if lower else "") + (f"^{grouped(upper)}" if upper else "") + _part(element, "e")


def _root(element: "_Element") -> str:
    degree = _part(element, "deg")
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree, f"{degree}√")
    return f"{sign}({_part(element, 'e')})"


def _sign(element: "_Element", path: str, usual: str) -> str:
    found = element.find(path)
    return usual if found is None else found.get(f"{M}val") or ""


def _n_ary(element: "_Element") -> str:
    sign = _sign(element, f"{M}naryPr/{M}chr", "∫")
    lower, upper = _part(element, "sub"), _part(element, "sup")
    bounds = (f"_{grouped(lower)}" if lower else "") + (f"^{grouped(upper)}" if upper else "")
    return f" {sign}{bounds} {_part(element, 'e')}"


def _delimited(element: "_Element") -> str:
    properties = f"{M}dPr/{M}"
    between = _sign(element, f"{properties}sepChr", "|")
    begin, end = _sign(element, f"{properties}begChr", "("), _sign(element, f"{properties}endChr", ")")
    return begin + between.join(_inside(part).strip() for part in element.iterfind(f"{M}e")) + end


def _function(element: "_Element") -> str:
    return f"{_part(element, 'fName')} {grouped(_part(element, 'e'))}"


def _matrix(element: "_Element") -> str:
    rows = (", ".join(_inside(cell).strip() for cell in row.iterfind(f"{M}e")) for row in element.iterfind(f"{M}mr"))
    return f"[{'; '.join(rows)}]"


def _equations(element: "_Element") -> str:
    return "; ".join(_inside(part).strip() for part in element.iterfind(f"{M}e"))


def _accented(element: "_Element") -> str:
    return f"{_part(element, 'e')}{_sign(element, f'{M}accPr/{M}chr', chr(0x302))}"


def _limit(element: "_Element") -> str:
    return f"{_part(element, 'e')}_({_part(element, 'lim')}) "


def _hidden_phantom(element: "_Element") -> str:
    shown = element.find(f"{M}phantPr/{M}show")
    hidden = shown is not None and shown.get(f"{M}val") in ("0", "off", "false")
    return "" if hidden else _part(element, "e")


_FORMS: dict[str, Callable[["_Element"], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _before,
    "rad": _root,
    "nary": _n_ary,
    "d": _delimited,
    "func": _function,
    "m": _matrix,
    "eqArr": _equations,
    "acc": _accented,
    "limLow": _limit,
    "limUpp": _limit,
    "phant": _hidden_phantom,
}
