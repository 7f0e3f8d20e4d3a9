"""Targets over years: the goal of each year, how a target stands in it and as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_desktop.models.plan_rows import TargetRow, TargetValueRow
from cchc_desktop.rules.targets import Comparator, Goal, Standing, course, goal_words, programme_years, standing


@dataclass(frozen=True)
class TargetYear:
    """One year of a target; `value` None where nothing is kept of it."""

    year: int
    goal: Goal | None
    value: TargetValueRow | None
    standing: Standing


def goal_of_row(row: TargetRow) -> Goal | None:
    """The goal of a target; None where it is only words."""
    if row.value is None:
        return None
    known = row.comparator in list(Comparator)
    return Goal(Comparator(row.comparator) if known else Comparator.BARE, row.value, row.value_to, row.unit)


def goal_text(row: TargetRow) -> str:
    """The goal as it is shown, in words where it is no number."""
    goal = goal_of_row(row)
    return row.unit if goal is None else goal_words(goal)


def years_of(subject: str, titles: Iterable[str], plan_year: int, targets: Iterable[TargetRow]) -> tuple[int, ...]:
    """The years to be shown: those that the paper names in its subject or in the titles of its goals, and those of
    which something is kept.
    """
    words = (subject, *(title for title in titles if "mục tiêu" in title.lower() or "chỉ tiêu" in title.lower()))
    named = programme_years(" ".join(words).lower(), plan_year)
    kept = {value.year for row in targets for value in row.values}
    return tuple(range(min(*named, *kept, plan_year), max(*named, *kept, plan_year) + 1))


def target_years(row: TargetRow, years: Sequence[int], this_year: int) -> tuple[TargetYear, ...]:
    """A target year by year: the planned value of a year goes before the goal of all."""
    kept = {value.year: value for value in row.values}
    common = goal_of_row(row)
    found = []
    for year in years:
        value = kept.get(year)
        goal = common
        if value is not None and value.planned is not None:
            goal = replace(
                common or Goal(Comparator.BARE, value.planned), value=value.planned, value_to=value.planned_to
            )
        actual, forecast = (None, None) if value is None else (value.actual, value.forecast)
        told = standing(goal, actual, forecast, over=year < this_year)
        found.append(TargetYear(year, goal, value, told))
    return tuple(found)


def whole_standing(row: TargetRow, years: Sequence[int], this_year: int) -> Standing:
    """How a target stands over all its years."""
    return course([one.standing for one in target_years(row, years, this_year)])
