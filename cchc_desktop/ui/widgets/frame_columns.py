"""Widths of the task frame's columns: they always fill the view and never need sideways scrolling."""

from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import (
    ACTIVITY,
    BUDGET,
    COLUMN_COUNT,
    COORDINATION,
    DEADLINE,
    LEAD,
    NUMBER,
    OBJECTIVE,
    PRODUCT,
    TASK,
    TRACKING,
)

# Pixels at 100 %: wanted, least, and the share of room to spare that the column takes.
_WIDTHS = {
    NUMBER: (34, 34, 0),
    OBJECTIVE: (120, 92, 14),
    TASK: (120, 88, 14),
    ACTIVITY: (180, 120, 36),
    PRODUCT: (124, 96, 18),
    LEAD: (94, 80, 9),
    COORDINATION: (104, 80, 9),
    DEADLINE: (112, 92, 0),
    BUDGET: (58, 52, 0),
    TRACKING: (130, 126, 0),
}
_GIVE_UP = (ACTIVITY, OBJECTIVE, PRODUCT, DEADLINE, TASK, COORDINATION, LEAD, BUDGET, TRACKING)


class FrameColumns:
    """`wanted` starts at the usual widths; a column that the officer drags keeps the width it was given."""

    def __init__(self) -> None:
        self.wanted = {column: theme.px(width[0]) for column, width in _WIDTHS.items()}
        self._least = {column: theme.px(width[1]) for column, width in _WIDTHS.items()}
        self._dragged: set[int] = set()

    def drag(self, column: int, width: int) -> None:
        """The officer gave a column a width."""
        self.wanted[column] = max(self._least[column], width)
        self._dragged.add(column)

    def widths(self, room: int) -> list[int]:
        """Widths of all columns that add up to `room` pixels, or to the least there can be."""
        widths = [self.wanted[column] for column in range(COLUMN_COUNT)]
        spare = room - sum(widths)
        if spare > 0:
            self._share_out(widths, spare)
            return widths
        for giving in ([c for c in _GIVE_UP if c not in self._dragged], list(_GIVE_UP)):
            for column in giving:
                gives = min(-spare, widths[column] - self._least[column])
                if spare < 0 and gives > 0:
                    widths[column] -= gives
                    spare += gives
        return widths

    def _share_out(self, widths: list[int], spare: int) -> None:
        takers = {c: w[2] for c, w in _WIDTHS.items() if w[2] and c not in self._dragged} or {ACTIVITY: 1}
        whole = sum(takers.values())
        for column, share in takers.items():
            widths[column] += spare * share // whole
        widths[ACTIVITY] += spare - sum(spare * share // whole for share in takers.values())
