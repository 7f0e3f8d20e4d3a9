"""Widths of the task frame's columns: they fill the view, scroll sideways only when dragged wide, and keep rows low."""

from collections.abc import Iterable, Mapping
from itertools import islice

from PySide6.QtGui import QFontMetrics

from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import FURTHER, Column, about
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import (
    ACTIVITY,
    BUDGET,
    COLUMN_COUNT,
    COLUMNS,
    COORDINATION,
    DEADLINE,
    LEAD,
    NAMES,
    OBJECTIVE,
    PRODUCT,
    TASK,
    TRACKING,
    header_of,
    shown_text,
)

# Pixels at 100 %: usual and least. The columns of fixed width have one number twice or nearly.
_WIDTHS = (*(about(column).width for column in COLUMNS), (130, 126))
_FURTHER = tuple(COLUMNS.index(column) for column in FURTHER)
_FLEXIBLE = (ACTIVITY, OBJECTIVE, PRODUCT, DEADLINE, TASK, *_FURTHER, COORDINATION, LEAD)  # who gives up room first
HIDEABLE = tuple(place for place, column in enumerate(COLUMNS) if about(column).hides)
_EMPTY = 64  # pixels at 100 % that a column without any text keeps, or more where its header needs more
_BY_HAND = 40  # the least that the officer can give a column
_MOST_FITTED = 480
_PAD = 14
HEADING_PAD = 8  # what a header leaves free beside its words
_TASKS_ASKED = 400
_FEW_TASKS = 5  # short ones say nothing of those to come
_LONG = 160  # letters of a cell that asks for its room even among few
_STEP = 4
_TIGHT = 0.82  # of its least width that a column keeps where even that is too much for the window


class FrameColumns:
    """Starts at the usual widths, then follows the texts; a column that the officer drags keeps its width.

    Columns in `hidden` are not shown; they are printed all the same. Those in `absent` the plan does not have.
    """

    def __init__(self) -> None:
        self._usual = {column: theme.px(width[0]) for column, width in enumerate(_WIDTHS)}
        self._least = {column: theme.px(width[1]) for column, width in enumerate(_WIDTHS)}
        self._dragged: dict[int, int] = {}
        self._needs: dict[int, float] = {}  # pixels that a longer text of the column takes on one line
        self._empty: set[int] = set()  # columns that hold no text at all
        self.hidden: set[int] = set()
        self.absent = set(_FURTHER)

    def have(self, further: Iterable[Column]) -> None:
        """Leave out the further columns that are not among these."""
        self.absent = set(_FURTHER) - {COLUMNS.index(column) for column in further}

    def present(self) -> list[int]:
        """The columns that the plan has, hidden ones too, from left to right."""
        return [column for column in range(COLUMN_COUNT) if column not in self.absent]

    def drag(self, column: int, width: int) -> None:
        """The officer gave a column a width."""
        self._dragged[column] = max(theme.px(_BY_HAND), width)

    def fit(self, column: int, tasks: Iterable[TaskRow]) -> None:
        """Give a column the width of its longest line, within bounds; a column without text that of its header.

        The tracking column is drawn, not written: it gets its usual width back.
        """
        if column == TRACKING:
            self.release(column)
            return
        plain, bold = QFontMetrics(theme.font(12)), QFontMetrics(theme.font(11, 600))
        lines = {line for task in tasks for line in shown_text(task, column).split("\n")}
        longest = max((plain.horizontalAdvance(line) for line in lines), default=0)
        words = max(bold.horizontalAdvance(word) for word in header_of(column).split())
        self.drag(column, min(theme.px(_MOST_FITTED), max(longest, words) + theme.px(_PAD)))

    def release(self, column: int | None = None) -> None:
        """Let one column, or every one, follow the texts again."""
        for dragged in list(self._dragged) if column is None else [column]:
            self._dragged.pop(dragged, None)

    def given(self) -> dict[str, int]:
        """The widths that the officer gave, by name of the column, in pixels at 100 %; 0 for a hidden one."""
        given = {NAMES[column]: round(width / theme.px(1000) * 1000) for column, width in self._dragged.items()}
        return given | {NAMES[column]: 0 for column in self.hidden}

    def restore(self, given: Mapping[str, int]) -> None:
        """Give the columns the widths of `given`."""
        self._dragged.clear()
        self.hidden = {column for column in HIDEABLE if given.get(NAMES[column]) == 0}
        for column, name in enumerate(NAMES):
            if given.get(name):
                self.drag(column, theme.px(given[name]))

    def learn(self, tasks: Iterable[TaskRow]) -> None:
        """Look how long the texts of each column are; of three texts in four the column will suit."""
        asked = list(islice(tasks, _TASKS_ASKED))
        self._needs, self._empty = {}, set()
        longest = max((len(shown_text(task, column)) for task in asked for column in _FLEXIBLE), default=0)
        if len(asked) < _FEW_TASKS and longest < _LONG:
            return
        for column in _FLEXIBLE:
            if not any(shown_text(task, column).strip() for task in asked):
                self._empty.add(column)
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
        gone = self.hidden | self.absent
        widths = [
            0 if column in gone else self._dragged.get(column, self._usual[column]) for column in range(COLUMN_COUNT)
        ]
        free = [column for column in _FLEXIBLE if column not in self._dragged and column not in gone]
        if self._needs:
            for column in free:
                widths[column] = self._least_of(column)
        takers = [column for column in free if column not in self._empty]
        self._share_out(widths, takers or [TASK], room - sum(widths))
        self._give_up(widths, free, room)
        self._give_up(widths, [column for column in (BUDGET, TRACKING) if column not in self._dragged], room)
        words = [column for column in free if column not in self._empty and column != OBJECTIVE]  # longest header
        self._tighten(widths, words, sum(widths) - room)
        return widths

    def _least_of(self, column: int) -> int:
        return max(theme.px(_EMPTY), _heading_width(column)) if column in self._empty else self._least[column]

    def _share_out(self, widths: list[int], takers: list[int], spare: int) -> None:
        """Step by step to the column whose text takes most lines."""
        while spare > 0:
            step = min(_STEP, spare)
            widths[max(takers, key=lambda column: self._lines(column, widths[column]))] += step
            spare -= step

    def _tighten(self, widths: list[int], givers: list[int], over: int) -> None:
        """For a very small window: step by step from the column whose text takes fewest lines, while words are read."""
        while over > 0:
            able = [column for column in givers if widths[column] > round(self._least[column] * _TIGHT)]
            if not able:
                return
            giver = min(able, key=lambda column: self._lines(column, widths[column]))
            step = min(_STEP, over, widths[giver] - round(self._least[giver] * _TIGHT))
            widths[giver] -= step
            over -= step

    def _lines(self, column: int, width: int) -> float:
        need = self._needs.get(column, float(self._usual[column]))
        return need / max(1, width - theme.px(12))

    def _give_up(self, widths: list[int], givers: list[int], room: int) -> None:
        for column in givers:
            gives = min(sum(widths) - room, widths[column] - self._least_of(column))
            if gives > 0:
                widths[column] -= gives


def _heading_width(column: int) -> int:
    """The least width in pixels at which the header, or the shorter name of the column, is read on two lines."""
    metrics = QFontMetrics(theme.font(11, 600))
    lines = []
    for words in (header_of(column).split(), about(COLUMNS[column]).name().split()):
        lines += [(" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words) + 1)]
    return min(max(map(metrics.horizontalAdvance, two)) for two in lines) + theme.px(HEADING_PAD) + 2  # widths round
