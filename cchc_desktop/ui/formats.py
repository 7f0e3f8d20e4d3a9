"""Dates and numbers as the window shows them: 08/9/2026, 4.512, 99,02%, -1,20; in English 8 Sept 2026, 4,512."""

from datetime import date, datetime
from decimal import Decimal

from cchc_desktop import clock
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.periods import Period, PeriodKind

_LATE_IN_DAYS, _LATE_IN_MONTHS = 60, 24  # below these the smaller unit is used


def long_date(day: date) -> str:
    """08/9/2026 (Nghị định 30/2020: a zero before days under 10 and months 1 and 2)."""
    return localised.full_date(day)


def short_date(day: date) -> str:
    """Day and month alone: 08/9, 15/02; with its year where that is not the one we are in: 15/12/2025."""
    return localised.day_and_month(day) if day.year == clock.today().year else localised.full_date(day)


def moment(at: datetime) -> str:
    """08/9/2026, 14:05."""
    return localised.moment(at)


def days_late(days: int) -> str:
    """ "Trễ 24 ngày"; from two months on in months, from two years on in years."""
    if days < _LATE_IN_DAYS:
        return ngettext("{count} day late", "{count} days late", days).format(count=days)
    months = days // 30
    if months < _LATE_IN_MONTHS:
        return ngettext("{count} month late", "{count} months late", months).format(count=months)
    years = days // 365
    return ngettext("over {count} year late", "over {count} years late", years).format(count=years)


def weekday(day: date) -> str:
    """The name of the day."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def period_name(period: Period) -> str:
    """A period in the officer's language: "9 tháng", "9 months"."""
    names = {
        PeriodKind.Q1: _("Quarter I"),
        PeriodKind.H1: _("6 months"),
        PeriodKind.M9: _("9 months"),
        PeriodKind.YEAR: _("Year"),
    }
    return names[period.kind]


def period_title(period: Period) -> str:
    """A period with its year, for use within a sentence: "9 tháng năm 2026", "9 months of 2026"."""
    titles = {
        PeriodKind.Q1: _("quarter I of {year}"),
        PeriodKind.H1: _("6 months of {year}"),
        PeriodKind.M9: _("9 months of {year}"),
        PeriodKind.YEAR: _("year {year}"),
    }
    return titles[period.kind].format(year=period.year)


def count(number: int) -> str:
    """4512 as 4.512."""
    return localised.number(number)


def points(value: Decimal | None) -> str:
    """84.5 as 84,50; "" when there is no value."""
    return "" if value is None else localised.points(value)


def plain_points(value: Decimal) -> str:
    """100.00 as 100 and 84.50 as 84,50: a round number without its zeros."""
    return localised.number(value, 0 if value == value.to_integral_value() else 2)


def percent(share: Decimal | int) -> str:
    """75 as "75%", 78.9191… as "78,92%"."""
    return localised.percent(share if share == int(share) else rounded(Decimal(share), 2))


def share(value: Decimal | None) -> str:
    """A share in a column of shares, each with two decimals: "87,50%"; "" when there is none."""
    return "" if value is None else f"{localised.number(rounded(value, 2), 2)}%"


def sentence_case(text: str) -> str:
    """Words that a paper prints in capitals throughout, as one reads them."""
    return text.capitalize() if text.isupper() else text


def file_size(size: int) -> str:
    """Bytes as KB or MB."""
    return localised.file_size(size)
