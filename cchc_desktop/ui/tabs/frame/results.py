"""The results of one task by date: the newest in a field, the earlier ones below it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import ResultRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.services.frame import results
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import long_date, percent
from cchc_desktop.ui.tabs.frame.result import ResultField
from cchc_desktop.ui.widgets.basics import empty, label, link
from cchc_desktop.ui.widgets.marked import show_marked
from cchc_desktop.ui.workspace import Workspace


class ResultsPane(QWidget):
    """`field` holds the newest result; a new one is asked for in a dialog and is one step."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._task: TaskRow | None = None
        self._shown: tuple[tuple[ResultRow, ...], str] | None = None
        self.field = ResultField(workspace)
        title = label(_("Result so far"), "field")
        title.setBuddy(self.field)
        self._add = link(_("New result…"), self.add)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._add)
        self._newest = QHBoxLayout()
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addLayout(self._newest)
        column.addWidget(self.field)
        column.addLayout(self._earlier)

    def show_task(self, task: TaskRow, sought: str = "") -> None:
        """Show the results of this task, with the words marked that were `sought`."""
        self._task = task
        self.field.show_result(task.guid, task.result, sought)
        dossier, allowed = self._workspace.dossier, not self._workspace.year_read_only
        self._add.setEnabled(allowed)
        rows = results.read_results(dossier, task.guid) if dossier is not None else ()
        rows = tuple(row for row in rows if row.text)  # a day of completion alone stands beside the status
        if (rows, sought) == self._shown:
            return
        self._shown = (rows, sought)
        for layout in (self._newest, self._earlier):
            empty(layout)
        if rows and rows[0].guid:
            self._newest.addWidget(self._line(rows[0], allowed))
        for row in rows[1:]:
            self._earlier.addWidget(self._line(row, allowed))
            self._earlier.addWidget(show_marked(label("", "secondary", wrap=True), row.text, sought))

    def _line(self, row: ResultRow, allowed: bool) -> QWidget:
        """The day, which leads to the correction, the per cent, and a way to take it away."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        words = _("By {day}").format(day=long_date(row.day)) if row.day is not None else _("Earlier, no day")
        day = link(words, lambda: self.edit(row))
        day.setToolTip(_("Correct day, text or progress"))
        day.setEnabled(allowed)
        line.addWidget(day)
        line.addWidget(label(percent(row.percent) if row.percent is not None else "", "note"), 1)
        remove = QToolButton()
        remove.setIcon(icons.icon("x", "secondary", 13))
        remove.setIconSize(QSize(theme.px(13), theme.px(13)))
        remove.setToolTip(_("Remove this result"))
        remove.setAccessibleName(f"{remove.toolTip()}: {words}")
        remove.setEnabled(allowed)
        remove.clicked.connect(lambda _on=False: self.remove(row))
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def add(self) -> None:
        """Ask for what was reached by a day and note it."""
        if self._task is not None:
            self._ask(None, self._task.percent, results.add_result, task_guid=self._task.guid)

    def edit(self, row: ResultRow) -> None:
        """Ask for the correction of a result."""
        self._ask(row, 0, results.set_result, result_guid=row.guid)

    def _ask(self, row: ResultRow | None, percent: int, verb: Callable[..., Change], **of: str) -> None:
        from cchc_desktop.ui.dialogs.task_result import TaskResultDialog

        self.field.commit()
        dialog = TaskResultDialog(self, row, self._workspace.today, percent)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._workspace.run(verb, day=dialog.day(), text=dialog.text(), percent=dialog.percent(), **of)

    def remove(self, row: ResultRow) -> None:
        """Take a result away; undo brings it back."""
        if self._workspace.run(results.remove_result, result_guid=row.guid):
            self._workspace.say(_("{done} Undo (Ctrl+Z)").format(done=_("Result removed.")))

    def forget(self) -> None:
        """No task is shown any more."""
        self._task, self._shown = None, None
        self.field.forget()
