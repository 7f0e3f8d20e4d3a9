"""Numbers, points, shares and money in Vietnamese writing: 1.234,5 and 99,02%."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean, fold, fold_in_place

NO_BREAK_SPACE = "\u00a0"

# What a dossier can hold: amounts as whole đồng in 63 bits, figures and points as ten-thousandths in as many.
LARGEST_AMOUNT = 2**63 - 1
LARGEST_FIGURE = Decimal(LARGEST_AMOUNT).scaleb(-4)
FIRST_YEAR, LAST_YEAR = 1900, 2999

_LONGEST = 40
# Full-width letters of East Asian keyboards, the signs that stand for minus, the marks of thousands beside the dot.
_TYPED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x2013: "-", 0x2019: "'", 0x02BC: "'"}
_SIGNED = re.compile(r"(?P<sign>[-+]?) ?(?P<plain>\d[^()+-]*)|\((?P<account>\d[^()+-]*)\)|(?P<before>\d[^()+-]*?) ?-")
_APART = re.compile(r"([1-9]\d{0,2}(?:([ '])\d{3})(?:\2\d{3})*)(?:,(\d+)|\.(\d{1,2}|\d{4,}))?")
_DIGITS = re.compile(r"\d+")
_SEPARATED = re.compile(r"[-−+]?[.,\s]*+\d[\d.,\s]*+%?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_VIETNAMESE = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)")

_UNITS = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "": 1,
}
_AMOUNT = re.compile(
    r"(?<![\w/.,])(\d++(?:[.,\u00a0]\d++)*+)(?:\s*(ty|ti|trieu|tr|nghin|ngan)\b\.?)?+(?:\s*(dong\b|vnd\b|d\b|₫))?+"
    r"(?:\s*/\s*(?:0?1\s+)?nam\b)?+(?!\w|\s*[%/])"
)
_UNIT_WORDS = {
    "ty": "tỷ đồng",
    "ti": "tỷ đồng",
    "trieu": "triệu đồng",
    "tr": "triệu đồng",
    "nghin": "nghìn đồng",
    "ngan": "nghìn đồng",
    "1000": "nghìn đồng",
    "1000000": "triệu đồng",
    "dong": "đồng",
    "vnd": "đồng",
}
_TITLE_UNIT = re.compile(
    r"(?<![\w.])(ty|ti|trieu|tr|nghin|ngan|1[., ]?000|1[., ]?000[., ]?000)\.? ?(?:dong|vnd|d)(?!\w)"
    r"|(?:\( ?|: ?)(ty|trieu|nghin|ngan|dong|vnd)(?= ?(?:\)|$))"
)
_MONEY = re.compile(r"(ty|ti|trieu|tr)(?:\.? ?(?:dong|vnd|d|₫))?|(nghin|ngan)\.? ?(?:dong|vnd|d|₫)|dong|vnd|d|₫")
_UNIT_NOTE = re.compile(r"(?:don vi tinh|don vi|dvt)(?!\w)")
_LEAST_BEYOND = 10  # digits that an amount beyond the largest has at least: 9.999.999.999 tỷ
_LONGEST_NOTE = 60
_BARE = re.compile(r"^\s*([\d.,]{1,40}\d|\d)(?=\s*(?:$|[;(]))")
_FROM = re.compile(r"^từ (?:nguồn )?", re.IGNORECASE)
# A smaller bare number in a budget cell is more likely a year or millions of đồng.
_LEAST_BARE = 10_000
_EDGES = " \t\n;,.:()-–—+\u00a0"
_SWAPPED = str.maketrans(",.", ".,")


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """1234.5 as "1.234,5"; `places` decimals, or those that the number has."""
    number = Decimal(value) if places is None else rounded(Decimal(value), places)
    if number == 0:
        number = abs(number)
    return f"{number:,f}".translate(_SWAPPED)


def rounded(value: Decimal, places: int) -> Decimal:
    """A number with so many decimals, halves away from zero, and no zero below zero."""
    found = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def decimals_of(value: Decimal) -> int:
    """How many decimals a number has, zeros at its end not counted."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def format_value(value: Decimal) -> str:
    """A figure with as many decimals as it has: "4.512", "96,67", "38,1"."""
    return format_number(value, decimals_of(value))


def format_points(value: Decimal) -> str:
    """Points with two decimals: "84,50", "-1,20"."""
    return format_number(value, 2)


def format_percent(value: Decimal | int) -> str:
    """A share in percent as papers and window write it: "100%", "84,5%", "99,02%"."""
    return f"{format_value(Decimal(value))}%"


def format_figure(value: Decimal, unit: str, places: int = 0) -> str:
    """A figure's value as texts, tables and sheets print it: "75%", "4.512", "84,50" with `places` decimals at least.

    A share in percent has the decimals that it has and its sign, in a column too.
    """
    if unit == "%":
        return format_percent(value)
    return format_number(value, max(places, decimals_of(value)))


def common_places(values: Iterable[tuple[str, Decimal | None]]) -> dict[str, int]:
    """By unit: how many decimals its values are printed with, so that those of one unit are alike; none of percent."""
    found: dict[str, int] = {}
    for unit, value in values:
        if value is not None and unit != "%":
            found[unit] = max(found.get(unit, 0), decimals_of(value))
    return found


def holds(value: Decimal) -> bool:
    """Whether a dossier can hold a figure or points."""
    return value.is_finite() and abs(value) <= LARGEST_FIGURE


def holds_amount(amount: int) -> bool:
    """Whether a dossier can hold an amount in đồng."""
    return abs(amount) <= LARGEST_AMOUNT


def holds_year(year: int) -> bool:
    """Whether a dossier can have a year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def check_held(value: Decimal) -> None:
    """Raise `UserError` where no dossier can hold a figure or points."""
    if not holds(value):
        raise UserError(_too_large(str(value)))


def check_amount(amount: int) -> None:
    """Raise `UserError` where no dossier can hold an amount in đồng."""
    if not holds_amount(amount):
        raise UserError(_too_large(str(Decimal(amount))))


def check_year(year: int) -> None:
    """Raise `UserError` where no dossier can have a year."""
    if not holds_year(year):
        raise UserError(
            _("The year {year} is beyond {first} to {last}. Nothing was written; check the year.").format(
                year=str(Decimal(year))[:_LONGEST], first=FIRST_YEAR, last=LAST_YEAR
            )
        )


def _too_large(text: str) -> str:
    return _("“{text}” is beyond what a dossier can hold. Nothing was written; check the number.").format(
        text=text[:_LONGEST]
    )


def is_too_large(text: str) -> bool:
    """Whether a text is a number that no dossier can hold."""
    value = _written(text)
    return value is not None and not holds(value)


def parse_number(text: str) -> Decimal | None:
    """A number as Vietnamese officers type it (1.500.000, 99,02, 99.02, 45 %); None for others, and where no dossier
    can hold it.

    One dot before exactly three digits groups thousands, as Vietnamese writing does; a comma begins decimals. Spaces
    and apostrophes group thousands too (1 500, 1'500), and nothing else: "3 4" is two numbers. Below zero are
    "-3", "− 3", and as accounts write it "(1.500)" and "1.500-". A fraction such as 3/4 is none.
    """
    value = _written(text)
    return value if value is not None and holds(value) else None


def typed_number(text: str, example: str) -> Decimal:
    """The number that an officer typed; raises `UserError` with the reason where it is none, and an example."""
    number = parse_number(text)
    if number is not None:
        return number
    bare = " ".join(clean(text).split())
    said = {"text": bare if len(bare) <= _LONGEST else bare[: _LONGEST - 1] + "…", "example": example}
    if _is_long_number(bare) or is_too_large(bare):
        largest = format_number(int(LARGEST_FIGURE))
        words = _("“{text}” is too large: numbers up to {largest} can be kept. Check the zeros.")
        raise UserError(words.format(**said, largest=largest))
    if _SEPARATED.fullmatch(bare):
        words = _(
            "In “{text}” dots and commas do not fit: 1.234 is a thousand, 1,5 has a decimal. Type such as {example}."
        )
    elif any(char.isdecimal() for char in bare):
        words = _("“{text}” is more than a number. Type the number alone, such as {example}.")
    else:
        words = _("“{text}” is not a number. Type for example {example}.")
    raise UserError(words.format(**said))


def _is_long_number(bare: str) -> bool:
    """Whether a text is a number with more digits than are looked at."""
    return len(bare) > _LONGEST and _SEPARATED.fullmatch(bare) is not None


def _written(text: str) -> Decimal | None:
    """The number that a text writes, however large."""
    bare = clean(text).strip()
    if not bare or len(bare) > _LONGEST:
        return None
    bare = " ".join(bare.translate(_TYPED).split())
    signed = _SIGNED.fullmatch(bare.removesuffix("%").rstrip()) if bare.isascii() else None
    if signed is None:
        return None
    sign = -1 if signed["account"] or signed["before"] or signed["sign"] == "-" else 1
    bare = signed["plain"] or signed["account"] or signed["before"]
    if signed["account"] and bare.endswith("%"):
        bare = bare[:-1].rstrip()
    if match := _APART.fullmatch(bare):
        whole = match[1].replace(match[2], "")
        plain = f"{whole}.{match[3] or match[4] or 0}"
    elif match := _VIETNAMESE.fullmatch(bare):
        plain = match[1].replace(".", "") + "." + match[2]
    elif match := _ENGLISH.fullmatch(bare):
        plain = match[1].replace(",", "") + "." + match[2]
    elif _DIGITS.fullmatch(bare):
        plain = bare
    elif (match := _GROUPED.fullmatch(bare)) and (match[1] == "." or bare.count(",") > 1):
        plain = bare.replace(".", "").replace(",", "")
    elif match := _DECIMAL.fullmatch(bare):
        plain = f"{match[1]}.{match[2]}"
    else:
        return None
    return sign * Decimal(plain)


def parse_money(text: str) -> tuple[int | None, str]:
    """The amount in đồng and the source of a budget cell: "15 triệu đồng; ngân sách xã".

    None as amount when there is none, several of which no one is the total, or one that no dossier can hold; the source
    then keeps the whole text.
    """
    text = clean(text).strip()
    folded = fold_in_place(text)
    found = [match for match in _AMOUNT.finditer(folded) if _is_amount(match, folded)]
    joined = _joined(found, folded)
    if joined is None or not holds_amount(joined[0]):
        return None, text
    amount, start, end = joined
    before, after = text[:start].strip(_EDGES), _FROM.sub("", text[end:].strip(_EDGES))
    return amount, "; ".join(part for part in (before, after) if part)


def is_beyond(text: str) -> bool:
    """Whether a budget cell names an amount that no dossier can hold."""
    if sum(char.isdecimal() for char in text) < _LEAST_BEYOND:
        return False
    folded = fold_in_place(clean(text))
    for match in _AMOUNT.finditer(folded):
        value = _written(match[1])
        digits = len(match[1])
        if digits > _LONGEST or (value is not None and value * _UNITS[match[2] or ""] > LARGEST_AMOUNT):
            return True
    return False


def money_scale(unit: str) -> int | None:
    """How many đồng one of a unit of money is: 10**6 for "triệu đồng", "tr.đ"; None for a unit of something else."""
    found = _MONEY.fullmatch(" ".join(fold(unit).split()).strip(" .()"))
    return _UNITS[found[1] or found[2] or ""] if found else None


def money_unit(title: str) -> str:
    """The unit that a header gives the amounts below it, as it is written after a number; "" for none.

    "Kinh phí (triệu đồng)" gives "triệu đồng", "Dự toán (tr.đ)" too.
    """
    found = _TITLE_UNIT.search(" ".join(fold(title).split()))
    return _UNIT_WORDS[re.sub(r"[., ]", "", found[1] or found[2])] if found else ""


def noted_money_unit(line: str) -> str:
    """The unit in a line above a table ("Đơn vị tính: triệu đồng", "ĐVT: đồng"); "" for every other line."""
    return money_unit(line) if len(line) < _LONGEST_NOTE and _UNIT_NOTE.match(fold(line).strip(" (*")) else ""


def with_unit(cell: str, unit: str) -> str:
    """A budget cell whose bare numbers have the unit of their column: "50" in triệu đồng is "50 triệu đồng"."""
    if not unit:
        return cell
    return "\n".join(_BARE.sub(lambda match: f"{match[1]} {unit}", line, count=1) for line in cell.split("\n"))


def _is_amount(match: re.Match[str], folded: str) -> bool:
    """A unit or "đồng" makes a number money; a bare number only when it is the whole cell, or stands before ";"."""
    if match[2] or match[3]:
        return True
    value = _written(match[1])
    alone = not folded[: match.start()].strip(_EDGES) and folded[match.end() :].lstrip()[:1] in {"", ";", "(", ","}
    return alone and value is not None and value >= _LEAST_BARE


def _joined(found: list[re.Match[str]], folded: str) -> tuple[int, int, int] | None:
    """One amount, or one written in steps ("2 tỷ 500 triệu"), with where it stands."""
    if not found:
        return None
    total, last_unit = Decimal(0), None
    for before, match in zip([None, *found], found, strict=False):
        unit = _UNITS[match[2] or ""]
        value = _written(match[1])
        steps = last_unit is None or unit < last_unit
        if value is None or not steps or (before is not None and folded[before.end() : match.start()].strip()):
            return None
        total += value * unit
        last_unit = unit
    ranged = re.search(r"\d\s*(?:-|–|den)\s*$", folded[: found[0].start()])
    if ranged:
        return None
    return int(total.to_integral_value(ROUND_HALF_UP)), found[0].start(), found[-1].end()
