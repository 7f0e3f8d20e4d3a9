"""Widths of the task frame's columns: they fill the view, scroll sideways only when dragged wide, and keep rows low."""

from collections.abc import Iterable, Mapping
from itertools import islice

from cchc_desktop.models.rows import TaskRow
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import (
    ACTIVITY,
    BUDGET,
    COLUMN_COUNT,
    COLUMNS,
    COORDINATION,
    DEADLINE,
    LEAD,
    NUMBER,
    OBJECTIVE,
    PRODUCT,
    TASK,
    TRACKING,
    shown_text,
)

# Pixels at 100 %: usual and least. The columns of fixed width have one number twice or nearly.
_WIDTHS = {
    NUMBER: (34, 34),
    OBJECTIVE: (120, 114),
    TASK: (120, 96),
    ACTIVITY: (180, 84),
    PRODUCT: (124, 112),
    LEAD: (94, 80),
    COORDINATION: (104, 80),
    DEADLINE: (112, 104),
    BUDGET: (58, 52),
    TRACKING: (130, 126),
}
_FLEXIBLE = (ACTIVITY, OBJECTIVE, PRODUCT, DEADLINE, TASK, COORDINATION, LEAD)  # who gives up room first
_NAMES = (*COLUMNS, "tracking")  # as the options keep them
_TASKS_ASKED = 400
_FEW_TASKS = 5
_STEP = 4


class FrameColumns:
    """Starts at the usual widths, then follows the texts; a column that the officer drags keeps its width."""

    def __init__(self) -> None:
        self._usual = {column: theme.px(width[0]) for column, width in _WIDTHS.items()}
        self._least = {column: theme.px(width[1]) for column, width in _WIDTHS.items()}
        self._dragged: dict[int, int] = {}
        self._needs: dict[int, float] = {}  # pixels that a longer text of the column takes on one line

    def drag(self, column: int, width: int) -> None:
        """The officer gave a column a width."""
        self._dragged[column] = max(self._least[column], width)

    def release(self, column: int | None = None) -> None:
        """Let one column, or every one, follow the texts again."""
        for dragged in list(self._dragged) if column is None else [column]:
            self._dragged.pop(dragged, None)

    def given(self) -> dict[str, int]:
        """The widths that the officer gave, by name of the column, in pixels at 100 %."""
        return {_NAMES[column]: round(width / theme.px(1000) * 1000) for column, width in self._dragged.items()}

    def restore(self, given: Mapping[str, int]) -> None:
        """Give the columns the widths of `given`."""
        self._dragged.clear()
        for column, name in enumerate(_NAMES):
            if name in given:
                self.drag(column, theme.px(given[name]))

    def learn(self, tasks: Iterable[TaskRow]) -> None:
        """Look how long the texts of each column are; of three texts in four the column will suit."""
        asked = list(islice(tasks, _TASKS_ASKED))
        if len(asked) < _FEW_TASKS:
            self._needs = {}
            return
        for column in _FLEXIBLE:
            lengths = sorted(len(shown_text(task, column)) for task in asked)
            self._needs[column] = lengths[len(lengths) * 3 // 4] * theme.px(12) * 0.53
        # An objective spreads over the rows of all its tasks.
        objectives = {task.objective_guid or task.guid for task in asked}
        self._needs[OBJECTIVE] *= len(objectives) / len(asked)
        self._needs[DEADLINE] *= 1.3  # the strip of months stands under the phrase

    def widths(self, room: int) -> list[int]:
        """Widths of all columns that add up to `room` pixels, or to the least there can be.

        What the officer has dragged is not taken back: then the grid scrolls sideways.
        """
        widths = [self._dragged.get(column, self._usual[column]) for column in range(COLUMN_COUNT)]
        free = [column for column in _FLEXIBLE if column not in self._dragged]
        if self._needs:
            for column in free:
                widths[column] = self._least[column]
        self._share_out(widths, free or [ACTIVITY], room - sum(widths))
        self._give_up(widths, free, room)
        self._give_up(widths, [column for column in (BUDGET, TRACKING) if column not in self._dragged], room)
        return widths

    def _share_out(self, widths: list[int], takers: list[int], spare: int) -> None:
        """Step by step to the column whose text takes most lines."""
        while spare > 0:
            step = min(_STEP, spare)
            widths[max(takers, key=lambda column: self._lines(column, widths[column]))] += step
            spare -= step

    def _lines(self, column: int, width: int) -> float:
        need = self._needs.get(column, float(self._usual[column]))
        return need / max(1, width - theme.px(12))

    def _give_up(self, widths: list[int], givers: list[int], room: int) -> None:
        for column in givers:
            gives = min(sum(widths) - room, widths[column] - self._least[column])
            if gives > 0:
                widths[column] -= gives
