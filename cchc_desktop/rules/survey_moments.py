"""When a form was sent, as tables of answers write it: "15/11/2025 9:12:33", "2025/11/15 2:07:01 CH GMT+7"."""

import re
from datetime import datetime, time

from cchc_desktop.rules.dates import make_date
from cchc_desktop.text import fold

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(sa|ch|am|pm|a\.m|p\.m)?")
_AFTERNOON = ("ch", "pm", "p.m")
_LONGEST = 60


def moment_of(text: str) -> datetime | None:
    """The day and time of day in a cell, None where it does not say both.

    A day whose second number can be no month is written the American way.
    """
    folded = fold(text[:_LONGEST])
    at = _TIME.search(folded)
    found = _YEAR_FIRST.search(folded)
    numbers = [int(one) for one in found.groups()] if found else []
    if not numbers and (found := _DAY_FIRST.search(folded)):
        day, month, year = map(int, found.groups())
        numbers = [year, month, day] if month <= 12 else [year, day, month]
    day_of = make_date(*numbers) if numbers else None
    if at is None or day_of is None:
        return None
    hour, minute, second = int(at[1]), int(at[2]), int(at[3] or 0)
    if at[4]:
        hour = hour % 12 + (12 if at[4] in _AFTERNOON else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return datetime.combine(day_of, time(hour, minute, second))
