"""The columns of the table of targets: the goal, planned and reached of each year, how the target stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.plan_rows import TargetRow, TargetValueRow
from cchc_desktop.models.target_rows import goal_text, target_years, whole_standing
from cchc_desktop.rules.targets import Standing, actual_words, goal_words
from cchc_desktop.services.papers.targets import FILLED, Part, TargetCell, refusal
from cchc_desktop.ui.table_models.typed_rows import Look, TypedColumn

_LOOKS: dict[Standing, Look] = {
    Standing.MET: ("circle-check", "done"),
    Standing.ON_COURSE: ("progress", "accent"),
    Standing.MISSED: ("alert-triangle", "late"),
}


@dataclass(frozen=True)
class CellKey:
    """What a column of the table holds, of which year."""

    part: Part
    year: int = 0


def standing_name(told: Standing, over: bool) -> str:
    """How a target stands, in the words of the window."""
    if told is Standing.MISSED and not over:
        return _("Hardly reached")
    return {
        Standing.UNKNOWN: _("Not known yet"),
        Standing.MET: _("Met"),
        Standing.ON_COURSE: _("On course"),
        Standing.MISSED: _("Missed"),
    }[told]


def target_columns(years: Sequence[int], this_year: int) -> tuple[TypedColumn, ...]:
    """The columns for these years."""
    found = [
        TypedColumn(CellKey(Part.TEXT), pgettext("column", "Target"), lambda row: row.text),
        TypedColumn(CellKey(Part.GOAL), pgettext("column", "Goal"), goal_text, 96, centred=True),
        _standing(years, this_year),
    ]
    for year in years:
        found += [_planned(year), _actual(year, this_year, years)]
    return tuple(found)


def _planned(year: int) -> TypedColumn:
    def words(row: TargetRow) -> str:
        value = _of(row, year)
        if value is None or value.planned is None:
            return ""
        (one,) = target_years(row, (year,), year)
        return goal_words(one.goal)

    key = CellKey(Part.PLANNED, year)
    title = _("{year} planned").format(year=year)
    return TypedColumn(key, title, words, 92, centred=True, refuses=lambda text: _refuses(key, text))


def _actual(year: int, this_year: int, years: Sequence[int]) -> TypedColumn:
    def words(row: TargetRow) -> str:
        value = _of(row, year)
        return "" if value is None else actual_words(value.actual, value.forecast, row.unit)

    def told(row: TargetRow) -> Standing:
        (one,) = target_years(row, (year,), this_year)
        return one.standing

    def tip(row: TargetRow) -> str:
        value = _of(row, year)
        note = value.note if value is not None else ""
        return "\n".join(filter(None, (words(row), standing_name(told(row), year < this_year), note)))

    key = CellKey(Part.ACTUAL, year)
    return TypedColumn(
        key,
        _("{year} reached").format(year=year),
        words,
        124,
        centred=True,
        refuses=lambda text: _refuses(key, text),
        tip=tip,
        look=lambda row: _LOOKS.get(told(row)) if len(years) > 1 and words(row) else None,
        muted=lambda row: _filled(row, year),
    )


def _standing(years: Sequence[int], this_year: int) -> TypedColumn:
    def told(row: TargetRow) -> Standing:
        return whole_standing(row, years, this_year)

    return TypedColumn(
        None,
        pgettext("column", "Standing"),
        lambda row: standing_name(told(row), years[-1] < this_year),
        132,
        editable=False,
        look=lambda row: _LOOKS.get(told(row), ("circle-dashed", "muted")),
    )


def _of(row: TargetRow, year: int) -> TargetValueRow | None:
    return next((value for value in row.values if value.year == year), None)


def _filled(row: TargetRow, year: int) -> bool:
    value = _of(row, year)
    return value is not None and value.note.startswith(FILLED)


def _refuses(key: CellKey, text: str) -> str:
    return refusal(TargetCell("", key.part, text, key.year))
