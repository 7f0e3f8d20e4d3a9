"""Numbers, dates and lists in the language of the window; what stands on papers is always in the decree's own forms.

In Vietnamese the window writes as papers do (`rules.numbers`, `rules.dates`); in English Babel writes, which is loaded
when it is first asked. docs/architecture.md says what it would cost the Vietnamese window.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from cchc_desktop.i18n import _, language
from cchc_desktop.rules import dates, numbers

# The day before the month, as date fields read it.
_LOCALES = {"en": "en_GB"}


def _locale() -> str:
    """Whose forms Babel is asked for; "" in Vietnamese."""
    return _LOCALES.get(language(), "")


@lru_cache(maxsize=4096)
def _number(value: Decimal, pattern: str, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, pattern, locale, decimal_quantization=False)


@lru_cache(maxsize=4096)
def _date(day: date, skeleton: str, locale: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=locale)


def number(value: Decimal | int, places: int | None = None) -> str:
    """1234.5 as "1.234,5" or "1,234.5"; `places` decimals, or those that the number has."""
    locale = _locale()
    if not locale:
        return numbers.format_number(value, places)
    held = Decimal(value)
    wanted = places if places is not None else max(0, -int(held.as_tuple().exponent))
    rounded = numbers.rounded(held, wanted)
    return _number(rounded, "#,##0" + ("." + "0" * wanted if wanted else ""), locale)


def percent(share: Decimal | int) -> str:
    """A share in percent with the decimals it has: "99,02%" or "99.02%"."""
    held = Decimal(share)
    return f"{number(held, numbers.decimals_of(held))}%"


def points(value: Decimal) -> str:
    """Points with two decimals: "84,50" or "84.50"."""
    return number(value, 2)


def full_date(day: date) -> str:
    """A day: "08/9/2026" or "8 Sept 2026"."""
    locale = _locale()
    return _date(day, "yMMMd", locale) if locale else dates.format_date(day)


def day_and_month(day: date) -> str:
    """A day without its year: "08/9" or "8 Sept"."""
    locale = _locale()
    return _date(day, "MMMd", locale) if locale else dates.format_date(day).rsplit("/", 1)[0]


def moment(at: datetime) -> str:
    """A day and a time of day: "08/9/2026, 14:05" or "8 Sept 2026, 14:05"."""
    return f"{full_date(at.date())}, {at:%H:%M}"


def listed(names: Sequence[str]) -> str:
    """Names within a sentence: "a, b và c" or "a, b and c"."""
    locale = _locale()
    if not locale:
        return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    from babel.lists import format_list

    return format_list(names, locale=locale)


def file_size(size: int) -> str:
    """Bytes as KB or MB."""
    if size < 1024 * 1024:
        return _("{number} KB").format(number=number(max(1, round(size / 1024)), 0))
    return _("{number} MB").format(number=number(Decimal(size) / (1024 * 1024), 1))
