"""Numbers, points and shares in Vietnamese writing: 1.234,5 and 99,02%; money is in `rules.money`."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

NO_BREAK_SPACE = "\u00a0"

# What a dossier can hold: amounts as whole đồng in 63 bits, figures and points as ten-thousandths in as many.
LARGEST_AMOUNT = 2**63 - 1
LARGEST_FIGURE = Decimal(LARGEST_AMOUNT).scaleb(-4)
FIRST_YEAR, LAST_YEAR = 1900, 2999

LONGEST_NUMBER = 40  # letters that are looked at
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
                year=str(Decimal(year))[:LONGEST_NUMBER], first=FIRST_YEAR, last=LAST_YEAR
            )
        )


def _too_large(text: str) -> str:
    return _("“{text}” is beyond what a dossier can hold. Nothing was written; check the number.").format(
        text=text[:LONGEST_NUMBER]
    )


def is_too_large(text: str) -> bool:
    """Whether a text is a number that no dossier can hold."""
    value = plain_value(text)
    return value is not None and not holds(value)


def parse_number(text: str) -> Decimal | None:
    """A number as Vietnamese officers type it (1.500.000, 99,02, 99.02, 45 %); None for others, and where no dossier
    can hold it.

    One dot before exactly three digits groups thousands, as Vietnamese writing does; a comma begins decimals. Spaces
    and apostrophes group thousands too (1 500, 1'500), and nothing else: "3 4" is two numbers. Below zero are
    "-3", "− 3", and as accounts write it "(1.500)" and "1.500-". A fraction such as 3/4 is none.
    """
    value = plain_value(text)
    return value if value is not None and holds(value) else None


def typed_number(text: str, example: str) -> Decimal:
    """The number that an officer typed; raises `UserError` with the reason where it is none, and an example."""
    number = parse_number(text)
    if number is not None:
        return number
    bare = " ".join(clean(text).split())
    said = {"text": bare if len(bare) <= LONGEST_NUMBER else bare[: LONGEST_NUMBER - 1] + "…", "example": example}
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
    return len(bare) > LONGEST_NUMBER and _SEPARATED.fullmatch(bare) is not None


def plain_value(text: str) -> Decimal | None:
    """The number that a text writes, however large."""
    bare = clean(text).strip()
    if not bare or len(bare) > LONGEST_NUMBER:
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


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts are the same, or the same number: "14" and "14,00"."""
    return one == other or (parse_number(one) is not None and parse_number(one) == parse_number(other))
