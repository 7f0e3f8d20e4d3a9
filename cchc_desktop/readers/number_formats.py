"""What a cell of Excel shows for the number that it keeps: format codes of ECMA-376 part 1, section 18.8.30-31.

Numbers are written the Vietnamese way ("1.234,5"). A day with its month is always shown as dd/mm/yyyy, whatever the
order in the format: "03/04" has to mean one day only. Words, currency signs and units of a format are kept.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from cchc_desktop.readers.cell_times import moment
from cchc_desktop.readers.format_sections import GENERAL, Section, meets, parts_of, section_of

# The codes that a file does not spell out; the currency of 5 to 8 and 42 and 44 is that of the office's own Excel.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '#,##0\\ "₫"', 6: '#,##0\\ "₫"', 7: '#,##0.00\\ "₫"', 8: '#,##0.00\\ "₫"',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: '#,##0;-#,##0;"-"', 42: '#,##0\\ "₫";-#,##0\\ "₫";"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00\\ "₫";-#,##0.00\\ "₫";"-"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "d/m/yyyy"),
}  # fmt: skip
_SAID = ("general", "text")
_PLACES = ("0", "#", "?")
_LONGEST = 255  # letters of a format code in Excel
_EXACT = Context(prec=1200)  # digits that no number of Excel exceeds, in per cents of per cents either
_WIDTH = 11  # signs that General gives a number with decimals


class NumberFormat:
    """A format code taken apart once; `show` applies it."""

    def __init__(self, code: str) -> None:
        self._sections = [section_of(part) for part in parts_of(code[:_LONGEST].strip() or "General")][:4]
        self._may_round = any(s.has("power") or _is_fraction(s) or s.thousands for s in self._sections)

    def show(self, number: Decimal, from_1904: bool = False) -> str | None:
        """What Excel shows for a number; None where it shows ####, a day that no calendar of its has.

        A number that the format hides (";;;") is shown all the same, for it counts.
        """
        shown = self._shown(number, from_1904)
        return general(number) if shown is not None and not shown.strip() and number else shown

    def _shown(self, number: Decimal, from_1904: bool) -> str | None:
        section, negative = self._chosen(number)
        if section is None or not section.tokens:
            return ""
        if section.shows_time and not section.has("general"):
            return moment(section, number, from_1904)
        size = abs(number)
        if section.has("general"):
            shown = "".join(general(size) if t.kind == "general" else t.text for t in section.tokens if t.kind in _SAID)
        else:
            shown = _fraction(section, size) if _is_fraction(section) else _digits(section, size)
        return f"-{shown}" if negative and any(c in "123456789" for c in shown) else shown

    def hides_sign(self, number: Decimal) -> bool:
        """Whether nothing but a color would say that a number is below zero: "#,##0;[Red]#,##0"."""
        if number >= 0:
            return False
        section, negative = self._chosen(number)
        if negative or section is None or section.shows_time or not section.has("digit", "general"):
            return False
        return not any(c in "-–−(" or c.isalpha() for t in section.tokens if t.kind == "text" for c in t.text)

    def rounds_away(self, number: Decimal) -> bool:
        """Whether what is shown in thousands, millions, powers of ten or as a fraction is not the number itself."""
        if not self._may_round:
            return False
        section, _negative = self._chosen(number)
        if section is None or section.shows_time or section.has("general"):
            return False
        if _is_fraction(section):
            return _parts(section, abs(number))[3] != Fraction(abs(number))
        signs = section.signs
        decimals = sum(sign in _PLACES for sign in signs[signs.index(".") :]) if "." in signs else 0
        if section.has("power"):
            power = next(at for at, t in enumerate(section.tokens) if t.kind == "power")
            return len(number.normalize().as_tuple().digits) > sum(sign in _PLACES for sign in signs[:power])
        thousands = section.thousands
        return bool(thousands) and number % (Decimal(1000) ** thousands / Decimal(10) ** decimals) != 0

    def show_text(self, text: str) -> str:
        """What Excel shows for a text: itself, or with the words of the format's section for texts."""
        section = next((s for s in self._sections if s.has("cell")), None)
        if section is None or len(section.tokens) == 1:
            return text
        return "".join(text if t.kind == "cell" else t.text for t in section.tokens)

    def _chosen(self, number: Decimal) -> tuple[Section | None, bool]:
        """The section for a number, and whether the sign has to be written before what it shows."""
        numeric = [s for s in self._sections if not s.has("cell")] if len(self._sections) > 1 else self._sections[:1]
        if not numeric or numeric[0].has("cell"):
            return GENERAL, number < 0
        if any(s.condition for s in numeric):
            for at, section in enumerate(numeric):
                if section.condition is None or meets(number, section.condition):
                    return section, number < 0 and not _only_negative(numeric, at)
            return None, False
        if number < 0 and len(numeric) > 1:
            return numeric[1], False
        if number == 0 and len(numeric) > 2:
            return numeric[2], False
        return numeric[0], number < 0


def _only_negative(sections: list[Section], at: int) -> bool:
    """Whether no number but one below zero comes to this section: then the section itself says so."""
    sign, bound = sections[at].condition or ("", Decimal(0))
    if sign:
        return bound < 0 if sign in ("<=", "=") else sign == "<" and bound <= 0
    above = [section.condition for section in sections[:at] if section.condition is not None]
    return any(sign in (">", ">=") and bound <= 0 for sign, bound in above)


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """The format with this code; codes come again in every row."""
    return NumberFormat(code)


def general(number: Decimal) -> str:
    """A number without a format: whole numbers in full, for Excel's "1,23E+11" hides digits; others in 11 signs."""
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 21:
        return format(number.quantize(Decimal(1)), "f")
    size = number.adjusted()
    if not -5 < size < 21:
        return _scientific(number, 5, 2)
    places = max(0, _WIDTH - 2 - max(size, 0))
    shown = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    return format(shown, "f").rstrip("0").rstrip(".").replace(".", ",") if places else format(shown, "f")


def _digits(section: Section, number: Decimal) -> str:
    """A number in the places that the section gives it, its words around them."""
    signs = section.signs
    if not any(sign in ("0", "#", "?") for sign in signs):
        return "".join(t.text for t in section.tokens if t.kind == "text" or t.text == "%")
    power = next((at for at, t in enumerate(section.tokens) if t.kind == "power"), None)
    point = next((at for at, sign in enumerate(signs) if sign == "."), len(signs))
    places = [at for at, sign in enumerate(signs) if sign in ("0", "#", "?") and (power is None or at < power)]
    whole = [at for at in places if at < point]
    decimals = [at for at in places if at > point]
    number *= Decimal(100) ** signs.count("%")
    if power is not None and places:
        least = sum(signs[at] == "0" for at in range(power, len(signs)))
        zeros = sum(signs[at] == "0" for at in whole)
        text = _scientific(number, len(decimals), least, fixed=True, step=len(whole), zeros=zeros)
        text = text.replace("E+", "E") if section.tokens[power].text[1] == "-" else text
        return _around(section, places[0], max(at for at, s in enumerate(signs) if s in ("0", "#", "?")), text)
    grouped = any(sign == "," and whole and whole[0] < at < whole[-1] for at, sign in enumerate(signs))
    number = (number / Decimal(1000) ** section.thousands).quantize(
        Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _EXACT
    )
    before, _dot, behind = format(number, "f").partition(".")
    shown = _whole_part(before, [signs[at] for at in whole], whole, grouped)
    shown.update(_decimal_part(behind, [signs[at] for at in decimals], decimals))
    if any(shown.get(at) for at in decimals):
        shown[point] = ","
    return "".join(
        shown.get(at, "") if t.kind == "digit" and t.text != "%" else t.text
        for at, t in enumerate(section.tokens)
        if t.kind in ("digit", "text", "date", "half")
    )


def _whole_part(digits: str, signs: list[str], places: list[int], grouped: bool) -> dict[int, str]:
    """The digits before the comma by token: one in each place from the right, all others in the first."""
    digits = digits.lstrip("0")
    shown: dict[int, str] = {}
    count = 0
    for turn, (at, sign) in enumerate(zip(reversed(places), reversed(signs), strict=True)):
        first = turn == len(places) - 1
        taken, digits = (digits, "") if first else (digits[-1:], digits[:-1])
        if not taken and sign != "#":
            taken = "0" if sign == "0" else ""
        written = ""
        for digit in reversed(taken):
            written = digit + ("." if grouped and count and count % 3 == 0 else "") + written
            count += 1
        shown[at] = written
    return shown


def _decimal_part(digits: str, signs: list[str], places: list[int]) -> dict[int, str]:
    """The digits behind the comma by token; zeros at the end only where the format asks for them."""
    kept = 0
    for turn, (sign, digit) in enumerate(zip(signs, digits, strict=True), start=1):
        kept = turn if sign == "0" or digit != "0" else kept
    return {at: digits[turn] if turn < kept else "" for turn, at in enumerate(places)}


def _around(section: Section, first: int, last: int, text: str) -> str:
    """A text in place of the tokens from `first` to `last`, the words before and behind it kept."""
    before = "".join(t.text for t in section.tokens[:first] if t.kind == "text")
    return before + text + "".join(t.text for t in section.tokens[last + 1 :] if t.kind == "text" or t.text == "%")


def _scientific(number: Decimal, places: int, least: int, fixed: bool = False, step: int = 1, zeros: int = 1) -> str:
    """12500000 as "1,25E+07"; with several places before the comma the power is a multiple of their number."""
    size = number.adjusted() // max(step, 1) * max(step, 1) if number else 0
    mantissa = number.scaleb(-size, _EXACT).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    if mantissa.adjusted() >= max(step, 1):
        size += max(step, 1)
        mantissa = mantissa.scaleb(-max(step, 1)).quantize(Decimal(1).scaleb(-places))
    whole, _point, behind = format(mantissa, "f").partition(".")
    behind = behind if fixed else behind.rstrip("0")
    whole = whole.rjust(zeros, "0")
    return f"{whole}{',' if behind else ''}{behind}E{'-' if size < 0 else '+'}{abs(size):0{least}d}"


def _is_fraction(section: Section) -> bool:
    return any(t.kind == "digit" and t.text == "/" for t in section.tokens)


def _fraction(section: Section, number: Decimal) -> str:
    """A number as "2 1/2", the words of the format around it."""
    whole, top, bottom, _value = _parts(section, number)
    tokens = section.tokens
    places = [at for at, t in enumerate(tokens) if (t.kind == "digit" and t.text in "0#?/") or _named(section, at)]
    kept = (
        [t.text for t in tokens[: places[0]] if t.kind == "text"],
        [t.text for t in tokens[places[-1] + 1 :] if t.kind == "text"],
    )
    shows_zero = tokens[places[0]].text == "0" and _is_mixed(section)
    if _is_mixed(section) and not top:
        text = str(whole)
    else:
        text = f"{whole} {top}/{bottom}" if whole or shows_zero else f"{top}/{bottom}"
    return "".join(kept[0]) + text + "".join(kept[1])


def _parts(section: Section, number: Decimal) -> tuple[int, int, int, Fraction]:
    """Whole number, upper and lower number, and what they make: the lower one has as many digits as the format, or is
    the one that the format names.
    """
    lower = _lower(section)
    value = Fraction(number)
    whole = int(value) if _is_mixed(section) else 0
    rest = value - whole
    if lower[:1] in tuple("123456789"):
        top, bottom = round(rest * int(lower)), int(lower)
    else:
        near = rest.limit_denominator(10 ** max(1, min(len(lower), 4)) - 1)
        top, bottom = near.numerator, near.denominator
    if _is_mixed(section) and top == bottom:
        whole, top = whole + 1, 0
    return whole, top, bottom, whole + Fraction(top, bottom)


def _stroke(section: Section) -> int:
    return next(at for at, t in enumerate(section.tokens) if t.kind == "digit" and t.text == "/")


def _lower(section: Section) -> str:
    """The places, or the digits of the number, below the stroke."""
    below = section.tokens[_stroke(section) + 1 :]
    taken = takewhile(lambda t: (t.kind == "digit" and t.text in "0#?") or t.text.isdecimal(), below)
    return "".join(t.text for t in taken)[:5]


def _named(section: Section, at: int) -> bool:
    """Whether a token is a digit of the lower number."""
    stroke = _stroke(section)
    return stroke < at <= stroke + len(_lower(section))


def _is_mixed(section: Section) -> bool:
    """Whether a whole number stands before the fraction."""
    above = section.tokens[: _stroke(section)]
    first = next((at for at, t in enumerate(above) if t.kind == "digit"), len(above))
    blank = any(t.kind == "text" and not t.text.strip() for t in above[first:])
    return blank and sum(t.kind == "digit" and t.text in "0#?" for t in above) > 1
