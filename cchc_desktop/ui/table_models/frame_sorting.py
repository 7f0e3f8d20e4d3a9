"""The task frame sorted by a column: a way of looking at it, the printed order stays as it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeVar

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.text import sort_key
from cchc_desktop.ui.table_models.frame_cells import BUDGET, DEADLINE, NUMBER, TRACKING, typed_text
from cchc_desktop.ui.table_models.frame_standing import Standing, last_day

_STANDINGS = (
    Standing.LATE,
    Standing.DUE_SOON,
    Standing.IN_PROGRESS,
    Standing.NOT_STARTED,
    Standing.DONE,
    Standing.CARRIED_OVER,
    Standing.CANCELLED,
    Standing.NOT_APPLICABLE,
)
_words = lru_cache(maxsize=20_000)(sort_key)


@dataclass(frozen=True)
class Sorting:
    """By which column of the grid, and whether the last comes first; empty cells always come last."""

    column: int
    descending: bool = False


class _Line(Protocol):
    @property
    def task(self) -> TaskRow: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def days(self) -> int: ...


Sorted = TypeVar("Sorted", bound=_Line)
_Key = Callable[[_Line], object]


def in_order(lines: Iterable[Sorted], sorting: Sorting) -> list[Sorted]:
    """The lines as asked for; those that are alike stay in printed order."""
    key = _key_of(sorting.column)
    keyed = [(key(line), line) for line in lines]
    filled = [pair for pair in keyed if pair[0] is not None]
    filled.sort(key=lambda pair: pair[0], reverse=sorting.descending)  # type: ignore[arg-type, return-value]
    return [line for _key, line in filled] + [line for kept, line in keyed if kept is None]


def next_sorting(now: Sorting | None, column: int) -> Sorting | None:
    """What a click on the head of a column leads to: upwards, downwards, back to the printed order."""
    if column == NUMBER:
        return None
    if now is None or now.column != column:
        return Sorting(column)
    return None if now.descending else Sorting(column, descending=True)


def _key_of(column: int) -> _Key:
    if column == BUDGET:
        return lambda line: line.task.budget_amount
    if column == DEADLINE:
        return _deadline
    if column == TRACKING:
        return lambda line: (_STANDINGS.index(line.standing), line.task.percent)
    return lambda line: _words(text) if (text := typed_text(line.task, column)) else None


def _deadline(line: _Line) -> tuple[date, str] | None:
    """The next day to keep, or the last one of what is done; phrases that name no day come after them."""
    milestones = line.task.milestones
    days = [(day, m.done_on is None) for m in milestones if (day := last_day(m)) is not None]
    still_open = [day for day, is_open in days if is_open]
    if days:
        return (min(still_open) if still_open else max(day for day, _open in days)), ""
    return (date.max, line.task.deadline) if line.task.deadline else None
