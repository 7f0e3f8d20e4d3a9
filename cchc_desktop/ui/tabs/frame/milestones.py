"""The milestones of one task in the detail pane: met or not, and on which day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import MilestoneRow, TaskRow
from cchc_desktop.rules.deadlines import MilestoneKind, deadline_doubts
from cchc_desktop.rules.progress import CLOSED, TaskStatus
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import days_late, long_date, short_date
from cchc_desktop.ui.table_models.frame_standing import SOON_DAYS, days_left, last_day
from cchc_desktop.ui.widgets.basics import empty, label, link, set_role
from cchc_desktop.ui.widgets.date_field import DateField

SetDone = Callable[[str, date | None], object]


class MilestoneLine(QWidget):
    """Icon to tick, the piece of the phrase, and beside it when it was met or when it is due."""

    def __init__(self, row: MilestoneRow, status: str, today: date, set_done: SetDone, allowed: bool) -> None:
        super().__init__()
        self._row = row
        self._set_done = set_done
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        icon_name, token, note = _look(row, status, today)
        self.tick = QToolButton()
        self.tick.setIcon(icons.icon(icon_name, token, 15))
        self.tick.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.tick.setToolTip(_("Mark as not met") if row.done_on else _("Mark as met today"))
        self.tick.setAccessibleName(f"{row.label}. {self.tick.toolTip()}")
        self.tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tick.setEnabled(allowed)
        self.tick.clicked.connect(lambda _on=False: set_done(row.guid, None if row.done_on else today))
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, theme.px(3), 0, 0)
        words.addWidget(label(row.label, "strong", wrap=True))
        if row.done_on is not None and allowed:
            words.addWidget(self._day_link(row.done_on), 0, Qt.AlignmentFlag.AlignLeft)
        elif note:
            made = label(note)
            set_role(made, token if token in ("late", "soon") or row.done_on is not None else "note")
            words.addWidget(made)
        line.addLayout(words, 1)

    def _day_link(self, day: date) -> QWidget:
        """The day it was met; a click lets it be changed."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        shown = link(_("met on {day}").format(day=short_date(day)), lambda: self._edit_day(shown, field))
        shown.setToolTip(_("Change the day"))
        field = DateField(_("Day on which it was met"), year=day.year)
        field.show_date(day)
        field.edited.connect(lambda: self._set_done(self._row.guid, field.day()))
        field.hide()
        row.addWidget(shown)
        row.addWidget(field)
        return holder

    def _edit_day(self, shown: QWidget, field: DateField) -> None:
        shown.hide()
        field.show()
        field.setFocus()


def _look(row: MilestoneRow, status: str, today: date) -> tuple[str, str, str]:
    """Icon, token and note of a milestone: of a done task all are met, as on the strip, of a closed one none late."""
    day = last_day(row)
    if row.done_on is not None:
        return "circle-check", "done", _("met on {day}").format(day=short_date(row.done_on))
    icon, token = ("circle-check", "done") if status == TaskStatus.DONE else ("circle-dashed", "secondary")
    if day is None:
        return icon, token, _("no fixed day")
    # A label that is a date says it by itself; what "before" leaves as the last day is better said.
    note = "" if row.kind == MilestoneKind.DATE else _("by {day}").format(day=long_date(day))
    note = _("last day {day}").format(day=long_date(day)) if row.exclusive else note
    if status in CLOSED:
        return icon, token, note
    left = (day - today).days
    if left < 0:
        return "alert-triangle", "late", _with(note, days_late(-left))
    if left <= SOON_DAYS:
        return "clock", "soon", _with(note, days_left(left))
    return icon, token, note


def _with(note: str, days: str) -> str:
    return f"{note}, {days.lower()}" if note else days.lower()


class MilestoneList(QWidget):
    """All milestones of the task, in the order of its deadline phrase, then what is doubtful in the phrase."""

    def __init__(self, set_done: SetDone) -> None:
        super().__init__()
        self._set_done = set_done
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._shown: tuple[object, ...] = ()

    def show_task(self, task: TaskRow, year: int, today: date, allowed: bool) -> None:
        """Show the milestones of this task of the plan's `year`; unchanged ones are left alone."""
        doubts = () if task.status in CLOSED else deadline_doubts(task.deadline, year)
        state = (task.milestones, doubts, task.status, today, allowed)
        if state == self._shown:
            return
        self._shown = state
        empty(self._column)
        for row in task.milestones:
            self._column.addWidget(MilestoneLine(row, task.status, today, self._set_done, allowed))
        for doubt in doubts:
            self._column.addWidget(label(doubt, "soon", wrap=True))
        if not task.milestones:
            self._column.addWidget(label(_("Type a time of completion in column 7."), "note", wrap=True))
