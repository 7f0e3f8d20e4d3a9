"""The days of the process of an index: JSON [[step, from or null, to], ...] as a criteria set keeps them."""

import json
from datetime import date

from cchc_desktop.rules.dates import make_date

Span = tuple[date | None, date | None]


def steps_of(text: str) -> dict[str, Span]:
    """First and last day of each step; what is no day is None, an unreadable text no step at all."""
    try:
        found = json.loads(text or "[]")
        return {str(step): (_day(first), _day(last)) for step, first, last in found}
    except (TypeError, ValueError):
        return {}


def steps_text(steps: dict[str, Span]) -> str:
    """The steps that have a day, as they are kept."""
    kept = [[step, _text(first), _text(last)] for step, (first, last) in steps.items() if first or last]
    return json.dumps(kept, ensure_ascii=False)


def moved_steps(text: str, years: int) -> str:
    """The days as many years later; 29 February becomes the 28th where the year has none."""
    return steps_text(
        {step: (_moved(first, years), _moved(last, years)) for step, (first, last) in steps_of(text).items()}
    )


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    return make_date(day.year + years, day.month, day.day) or make_date(day.year + years, day.month, 28)


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
