"""The tasks of one office as its plan brought them, the overdue ones first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop.collection import progress
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import OfficeTask
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons


class OfficeTasksDialog(Dialog):
    """Signal: `papers_wanted(office id)` the papers of the office are to be shown."""

    papers_wanted = Signal(int)

    def __init__(
        self, space: CollectionSpace, office_id: int, name: str, field_code: str | None, parent: QWidget | None
    ) -> None:
        """With a field's code only its tasks are shown; "" is that of tasks of none."""
        super().__init__(parent)
        self.space, self.office_id = space, office_id
        self.setWindowTitle(_("Tasks of {office}").format(office=name))
        fit(self, 1040, 560)
        self.model = RowsModel(lambda task: f"{task.number} {task.text} {task.lead}", lambda task: task.guid, self)
        self.table = RowsTable(self.windowTitle(), self.model)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search; diacritics are not needed"))
        self.words.setAccessibleName(_("Search"))
        self.words.setProperty(PASSING, True)
        named_buttons(self.words)
        self.words.textChanged.connect(self.table.narrow)
        self.late = QCheckBox(_("Only overdue"))
        self.late.toggled.connect(lambda on: self.model.keep(lambda task: not on or task.days_late > 0))
        self.whole = label("", wrap=True)
        self.table.chosen.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.late)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Papers of this office…"), lambda: self.papers_wanted.emit(self.office_id)))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        space.read(
            self,
            "office tasks",
            lambda: progress.read_tasks(
                space.collection, space.year, as_of=clock.today(), office_id=office_id, field_code=field_code
            ),
            self._show,
        )
        self.table.setFocus()

    def _show(self, tasks: Sequence[OfficeTask]) -> None:
        self.table.show_rows(_columns(), tasks)
        self._tell()

    def _tell(self) -> None:
        task = self.table.chosen_row()
        self.whole.setText("" if task is None else "\n".join(filter(None, (task.text, task.result))))


def _columns() -> list[Column]:
    return [
        Column(_("No."), lambda task: task.number, 50),
        Column(_("Task"), lambda task: task.text),
        Column(_("Lead"), lambda task: task.lead, 170),
        Column(_("Deadline"), lambda task: task.deadline, 160, order=lambda task: task.due_on),
        Column(_("State"), _state, 150, look=_look, token=lambda task: "late" if task.days_late else ""),
    ]


def _state(task: OfficeTask) -> str:
    if task.days_late:
        return formats.days_late(task.days_late)
    words = {
        TaskStatus.NOT_STARTED: _("Not begun"),
        TaskStatus.IN_PROGRESS: _("Under way"),
        TaskStatus.DONE: _("Done"),
    }
    known = TaskStatus(task.status)
    if known == TaskStatus.IN_PROGRESS and task.percent:
        return f"{words[known]} {formats.percent(task.percent)}"
    return words.get(known, _("Set aside"))


def _look(task: OfficeTask) -> tuple[str, str]:
    if task.days_late:
        return "alert-triangle", "late"
    looks = {
        TaskStatus.NOT_STARTED: ("circle-dashed", "muted"),
        TaskStatus.IN_PROGRESS: ("progress", "accent"),
        TaskStatus.DONE: ("circle-check", "done"),
    }
    return looks.get(TaskStatus(task.status), ("circle-minus", "muted"))
